"""The page about the web door names every route and every setting."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.test_security import CLOSED, OPEN, SIGNED_IN
from web import settings
from web.settings import WebSettings

DOC = (Path(__file__).parents[2] / "docs" / "http.md").read_text(encoding="utf-8")


def test_every_route_is_named(client: TestClient) -> None:
    paths = set(client.get("/openapi.json").json()["paths"]) | {route.split()[1] for route in OPEN | CLOSED | SIGNED_IN}
    assert [path for path in paths if path.replace(":path", "") not in DOC] == []


def test_every_setting_is_named_and_no_other() -> None:
    read = set(re.findall(r"CANCU_[A-Z_]+", Path(settings.__file__).read_text(encoding="utf-8")))
    assert read == set(re.findall(r"CANCU_[A-Z_]+", DOC))


def test_settings_are_read_from_the_environment(tmp_path: Path) -> None:
    read = WebSettings.from_env(
        {"CANCU_HOSTS": "luat.example, ", "CANCU_INGEST_FOLDER": str(tmp_path), "CANCU_MAX_UPLOAD_MIB": "2"}
    )
    assert read.hosts == ("127.0.0.1", "localhost", "[::1]", "luat.example")
    assert read.ingest_folder == tmp_path.resolve()
    assert read.max_upload == 2 * 1024 * 1024
    assert WebSettings.from_env({}) == WebSettings()


def test_a_bad_setting_names_its_variable() -> None:
    with pytest.raises(ValueError, match=r"^CANCU_REQUESTS_PER_MINUTE phải là"):
        WebSettings.from_env({"CANCU_REQUESTS_PER_MINUTE": "nhiều"})
