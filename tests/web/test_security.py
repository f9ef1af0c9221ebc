"""Headers on every route, who may load, and what text may not do to a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.web.conftest import TOKEN
from tests.web.page_routes import page_routes
from tests.web.shelf import ATTACK
from web.app import create_app
from web.security import HEADERS, host_allowed
from web.settings import WebSettings

OPEN = frozenset(
    {
        "GET /",
        "POST /",
        "GET /hoi/{name}",
        "GET /vb/{address:path}",
        "GET /kho",
        "GET /kho/chu-de",
        "GET /kho/cach-ly",
        "GET /kho/nghi-ngo",
        "GET /kho/con-thieu",
        "GET /quan-tri",
        "POST /quan-tri",
        "POST /quan-tri/ra",
        "GET /ma-tran",
        "GET /ma-tran.csv",
        "GET /api/v1/matrix",
        "GET /kiem-tra",
        "POST /kiem-tra",
        "GET /kiem-tra/{name}",
        "GET /kiem-tra/{name}/{form}",
        "POST /kiem-tra/{name}/xoa",
        "GET /ra-soat",
        "POST /ra-soat",
        "GET /ra-soat/{name}",
        "GET /ra-soat/{name}/{form}",
        "POST /ra-soat/{name}/xoa",
        "POST /api/v1/stale",
        "GET /so-sanh",
        "GET /bo-tai-lieu",
        "POST /bo-tai-lieu",
        "GET /bo-tai-lieu/them",
        "POST /bo-tai-lieu/them",
        "GET /bo-tai-lieu/{collection_id}",
        "GET /bo-tai-lieu/{collection_id}/kiem",
        "GET /bo-tai-lieu/{collection_id}/muc/{item_id}",
        "GET /api/v1/collections",
        "GET /api/v1/collections/{collection_id}",
        "GET /api/v1/collections/{collection_id}/check",
        "GET /phieu",
        "POST /phieu",
        "POST /gop-y",
        "GET /phieu/xem",
        "GET /api/v1/card",
        "GET /api/v1/compare",
        "GET /api/v1/gaps",
        "GET /healthz",
        "GET /readyz",
        "POST /api/v1/ask",
        "POST /api/v1/find",
        "POST /api/v1/cite/parse",
        "POST /api/v1/cite/check",
        "GET /api/v1/provisions/{address:path}",
        "GET /api/v1/force/{number:path}",
        "GET /api/v1/succession/{old:path}",
        "GET /tuong-ung/{old}/{new}",
        "GET /bo-tai-lieu/{collection_id}/xuat/{form}",
        "GET /tuy-chon",
        "POST /tuy-chon",
        "GET /tro-giup",
        "GET /tro-giup/api",
    }
)
CLOSED = frozenset(
    {
        "POST /api/v1/ingest",
        "GET /api/v1/jobs/{job_id}",
        "DELETE /api/v1/jobs/{job_id}",
        "GET /api/v1/feedback",
        "POST /api/v1/force",
        "DELETE /api/v1/force/events/{row}",
        "POST /api/v1/succession/confirm",
        "POST /api/v1/succession/reject",
    }
)
# Pages that a browser with a session of an administrator sees; tests/web/test_sessions.py tries them without one.
SIGNED_IN = frozenset(
    {
        "GET /kho/nap",
        "POST /kho/nap",
        "GET /kho/nap/{job_id}",
        "GET /kho/nap/{job_id}/tien-do",
        "GET /kho/nap/{job_id}/su-kien",
        "POST /kho/nap/{job_id}/dung",
        "POST /kho/nap/{job_id}/nap-lai",
        "POST /kho/nap/{job_id}/bo",
        "POST /kho/cach-ly/nap-lai",
        "POST /kho/nghi-ngo",
    }
)


def _routes(client: TestClient) -> Iterator[str]:
    schema = client.get("/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method in methods:
            yield f"{method.upper()} {path}"


def test_the_routes_that_need_no_token_are_these_and_no_others(client: TestClient) -> None:
    documented = set(_routes(client))
    without_paths = {route.replace(":path", "") for route in OPEN | CLOSED}
    assert documented <= without_paths
    assert {route for route in without_paths if "/api/" in route} <= documented


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"bearer {TOKEN}x"])
@pytest.mark.parametrize("route", sorted(CLOSED))
def test_loading_needs_the_admin_token(client: TestClient, route: str, authorization: str | None) -> None:
    method, path = route.split()
    headers = {} if authorization is None else {"Authorization": authorization}
    refused = client.request(method, path.replace("{job_id}", "1").replace("{row}", "1"), headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")
    assert refused.headers["www-authenticate"].startswith("Bearer")


def test_without_a_token_in_the_settings_nobody_loads(store: CorpusStore, force: ForceTable, tmp_path: Path) -> None:
    settings = WebSettings(ingest_folder=tmp_path, upload_folder=tmp_path)
    client = TestClient(
        create_app(WordSearch(store, force), store, force, settings, RecordingLoad()), base_url="http://localhost"
    )
    refused = client.post("/api/v1/ingest", json={"paths": ["a"]}, headers={"Authorization": "Bearer "})
    assert (refused.status_code, refused.json()["code"]) == (403, "ingest_disabled")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/hoi/x"),
        ("GET", "/kho"),
        ("GET", "/kho/chu-de"),
        ("GET", "/kho/nap"),
        ("POST", "/kho/nap"),
        ("GET", "/kho/cach-ly"),
        ("GET", "/kho/nghi-ngo"),
        ("GET", "/kho/con-thieu"),
        ("GET", "/quan-tri"),
        ("POST", "/quan-tri"),
        ("GET", "/kiem-tra"),
        ("POST", "/kiem-tra"),
        ("GET", "/kiem-tra/x"),
        ("GET", "/kiem-tra/x/docx"),
        ("GET", "/ra-soat"),
        ("POST", "/ra-soat"),
        ("GET", "/ra-soat/x"),
        ("GET", "/ra-soat/x/docx"),
        ("POST", "/api/v1/stale"),
        ("GET", "/so-sanh"),
        ("GET", "/bo-tai-lieu"),
        ("POST", "/bo-tai-lieu/them"),
        ("GET", "/bo-tai-lieu/none"),
        ("GET", "/api/v1/collections"),
        ("GET", "/phieu"),
        ("POST", "/phieu"),
        ("GET", "/phieu/xem"),
        ("GET", "/vb/66-2011-qh12"),
        ("GET", "/vb/66-2011-qh12/dieu-32"),
        ("GET", "/vb/66/2011/QH12"),
        ("GET", "/vb/none"),
        ("GET", "/tuong-ung/66-2011-qh12/911-2030-nd-cp"),
        ("GET", "/api/v1/succession/66-2011-qh12"),
        ("GET", "/static/cancu.css"),
        ("GET", "/static/none.css"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/openapi.json"),
        ("GET", "/nothing"),
        ("POST", "/api/v1/ask"),
        ("POST", "/api/v1/find"),
        ("POST", "/api/v1/cite/parse"),
        ("POST", "/api/v1/cite/check"),
        ("POST", "/api/v1/ingest"),
        ("GET", "/api/v1/jobs/1"),
        ("GET", "/api/v1/provisions/66-2011-qh12"),
        ("PUT", "/"),
    ],
)
def test_every_answer_carries_the_headers(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path, follow_redirects=False)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "access-control-allow-origin" not in response.headers
    assert "server" not in response.headers
    assert response.headers["x-request-id"]
    assert response.headers["cache-control"]


def test_another_site_gets_no_permission(client: TestClient) -> None:
    answered = client.get("/healthz", headers={"Origin": "https://evil.example"})
    assert not [name for name in answered.headers if name.startswith("access-control")]


def test_the_policy_allows_our_own_files_only(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    for rule in ("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'"):
        assert rule in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy


PAGES = (
    "/kho",
    "/vb/911-2030-nd-cp",
    "/vb/911-2030-nd-cp/dieu-1",
    "/vb/66-2011-qh12/dieu-32/khoan-2",
    "/vb/66-2011-qh12/dieu-8a",
    "/tuong-ung/66-2011-qh12/911-2030-nd-cp",
)


@pytest.mark.parametrize("path", PAGES)
def test_script_in_titles_and_texts_comes_out_as_text(client: TestClient, path: str) -> None:
    shown = client.get(path).text
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert 'onfocus="' not in shown
    assert 'href="javascript:' not in shown


@pytest.mark.parametrize("field", ["q", "ngay", "ngay_xac_dinh", "lop"])
def test_script_in_a_question_comes_out_as_text(client: TestClient, field: str) -> None:
    typed = {"q": f"chỗ ở tạm {ATTACK}", field: ATTACK}
    for shown in (client.post("/", data=typed), client.get("/", params=typed)):
        assert "<script>alert" not in shown.text
        assert "<img" not in shown.text
        assert 'onfocus="' not in shown.text


def test_script_in_an_address_comes_out_as_text(client: TestClient) -> None:
    shown = client.get(f"/vb/{ATTACK}", headers={"Accept": "text/html"}).text
    assert "<script>alert" not in shown
    filtered = client.get("/kho", params={"ten": ATTACK, "loai": ATTACK}).text
    assert "<script>alert" not in filtered
    assert 'onfocus="' not in filtered


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("[::1]:80", True),
        ("127.0.0.1:1", True),
        ("localhost.evil.example", False),
        ("evil.example:127.0.0.1", False),
        ("", False),
        ("localhost@evil.example", False),
        ("[::2]", False),
    ],
)
def test_only_our_own_host_names_pass(host: str, allowed: bool) -> None:
    assert host_allowed(host, WebSettings().hosts) is allowed


def test_no_page_route_is_in_the_schema(client: TestClient) -> None:
    pages = {route.path.replace(":path", "") for route in page_routes()}
    assert {"/", "/kho", "/vb/{address}"} <= pages
    assert not pages & set(client.get("/openapi.json").json()["paths"])
