"""The schema and the routes agree: schemathesis asks what the schema allows, and what it does not."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import CheckFunction, GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from tests.fakes import RecordingLoad, WordSearch
from tests.web.conftest import TOKEN
from tests.web.shelf import TODAY, fill
from web.app import Outside, create_app
from web.notebook import Notebook
from web.settings import WebSettings

load_all_checks()


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    folder = tmp_path_factory.mktemp("api")
    store, force = fill(folder / "corpus.db"), ForceTable(load_catalogue())
    open_folder = folder / "open"
    open_folder.mkdir()
    chosen = WebSettings(
        hosts=("*",),
        admin_token=TOKEN,
        ingest_folder=open_folder,
        upload_folder=folder / "uploads",
        requests_per_minute=0,
    )
    outside = Outside(today=lambda: TODAY, notebook=Notebook(folder / "notebook.db"))
    app = create_app(WordSearch(store, force), store, force, chosen, RecordingLoad(), outside=outside)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


OPERATIONS = (
    "POST /api/v1/ask",
    "POST /api/v1/find",
    "POST /api/v1/cite/parse",
    "POST /api/v1/cite/check",
    "POST /api/v1/stale",
    "GET /api/v1/compare",
    "GET /api/v1/matrix",
    "GET /api/v1/feedback",
    "GET /api/v1/gaps",
    "GET /api/v1/card",
    "GET /api/v1/collections",
    "GET /api/v1/collections/{collection_id}",
    "GET /api/v1/collections/{collection_id}/check",
    "POST /api/v1/ingest",
    "GET /api/v1/jobs/{job_id}",
    "DELETE /api/v1/jobs/{job_id}",
    "GET /api/v1/provisions/{address}",
    "GET /api/v1/force/{number}",
    "POST /api/v1/force",
    "DELETE /api/v1/force/events/{row}",
    "GET /api/v1/succession/{old}",
    "POST /api/v1/succession/confirm",
    "POST /api/v1/succession/reject",
    "GET /healthz",
    "GET /readyz",
)


def test_every_operation_of_the_schema_is_tried(api: schemathesis.BaseSchema) -> None:
    paths = api.raw_schema["paths"]
    assert {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} == set(OPERATIONS)


GOOD = [(label, GenerationMode.POSITIVE) for label in OPERATIONS]
# Random bytes are a file by the schema, and random words a place; yet nothing that can be read: refused with 422.
UNREADABLE = (
    "/api/v1/card",
    "/api/v1/cite/check",
    "/api/v1/stale",
    "/api/v1/succession/confirm",
    "/api/v1/succession/reject",
)
NOTHING_WRONG = ("GET /api/v1/collections", "GET /api/v1/collections/{collection_id}")  # no input, or any word
BAD = [
    (label, GenerationMode.NEGATIVE) for label in OPERATIONS if "/api/" in label and label not in NOTHING_WRONG
]  # those outside the API take no input


@pytest.mark.parametrize(("label", "mode"), [*GOOD, *BAD])
def test_the_routes_keep_to_their_schema(api: schemathesis.BaseSchema, label: str, mode: GenerationMode) -> None:
    method, path = label.split()
    operation = api[path][method]
    excluded: list[CheckFunction] | None = [positive_data_acceptance] if path in UNREADABLE else None
    if path == "/api/v1/feedback":  # of it only the token may be wrong, and the test gives the right one
        excluded = [negative_data_rejection]

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def asked(case: "schemathesis.Case[Any]") -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"}, excluded_checks=excluded)

    asked()


def test_every_contract_route_is_in_the_schema(client: TestClient) -> None:
    paths = set(client.get("/openapi.json").json()["paths"])
    assert paths == {operation.split()[1] for operation in OPERATIONS}


def test_the_schema_needs_nothing_from_outside(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    assert not list(tmp_path.glob("*.html"))
