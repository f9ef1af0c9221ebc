"""Every refusal is a problem with a stable code, a sentence in Vietnamese and the id of the request."""

import logging
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.force import ForceTable
from corpus.store import CorpusStore
from search.answer import Answer
from tests.fakes import RecordingLoad, WordSearch
from web.app import Outside, create_app
from web.settings import WebSettings

PRIVATE = "Nguyễn Thị Thử 0123456789"
LONG = "a" * 2_001


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status", "code"),
    [
        pytest.param("GET", "/api/v1/nothing", {}, 404, "not_found", id="no route"),
        pytest.param("GET", "/api/v1/provisions/1/2030/QH1/dieu-1", {}, 404, "work_not_found", id="no work"),
        pytest.param("GET", "/api/v1/provisions/66-2011-qh12/dieu-99", {}, 404, "provision_not_found", id="no điều"),
        pytest.param("GET", "/api/v1/provisions/66-2011-qh12/dieu-8a/khoan-7", {}, 404, "provision_not_found"),
        pytest.param("GET", "/api/v1/provisions/15/KH-UBND/muc-III", {}, 409, "ambiguous_number", id="two plans"),
        pytest.param("GET", "/api/v1/provisions/66-2011-qh12?on=hôm", {}, 422, "invalid", id="day"),
        pytest.param("GET", "/api/v1/ask", {}, 405, "method_not_allowed", id="method"),
        pytest.param("POST", "/api/v1/ask", {"json": {}}, 422, "invalid", id="no question"),
        pytest.param("POST", "/api/v1/ask", {"json": {"question": " \n"}}, 422, "invalid", id="blank question"),
        pytest.param("POST", "/api/v1/ask", {"json": {"question": LONG}}, 422, "invalid", id="long question"),
        pytest.param("POST", "/api/v1/ask", {"json": {"question": "a", "x": 1}}, 422, "invalid", id="unknown field"),
        pytest.param("POST", "/api/v1/ask", {"json": {"question": "a", "on": 5}}, 422, "invalid", id="day as number"),
        pytest.param("POST", "/api/v1/ask", {"json": {"question": "a", "class": "x"}}, 422, "invalid", id="class"),
        pytest.param("POST", "/api/v1/ask", {"data": {"question": "a"}}, 415, "unsupported_media_type", id="form"),
        pytest.param(
            "POST",
            "/api/v1/ask",
            {"content": b"{", "headers": {"Content-Type": "application/json"}},
            422,
            "invalid",
            id="broken JSON",
        ),
        pytest.param(
            "POST",
            "/api/v1/cite/check",
            {"content": b"\xff{", "headers": {"Content-Type": "application/json"}},
            422,
            "invalid",
            id="broken UTF-8",
        ),
        pytest.param("POST", "/api/v1/find", {"json": {"query": "a", "k": 101}}, 422, "invalid", id="k"),
        pytest.param("POST", "/api/v1/cite/parse", {"json": {"text": "a" * 64_001}}, 422, "invalid", id="long text"),
        pytest.param(
            "POST",
            "/api/v1/cite/check",
            {"json": {"text": "Điều 1 đến Điều 150 Luật 66/2011/QH12; " * 40}},
            413,
            "too_many_citations",
            id="ranges that multiply",
        ),
        pytest.param(
            "POST",
            "/api/v1/cite/parse",
            {"json": {"text": "Điều 1 " * 9_000}},
            413,
            "too_many_citations",
            id="more places than any real text",
        ),
        pytest.param("POST", "/api/v1/cite/check", {"json": {"text": 7}}, 422, "invalid", id="text as number"),
        pytest.param("POST", "/api/v1/cite/check", {"data": {"text": "a"}}, 415, "unsupported_media_type"),
        pytest.param("POST", "/api/v1/cite/check", {"files": {"tep": b"a"}}, 422, "invalid", id="no file"),
        pytest.param("POST", "/api/v1/ask", {"json": {"question": "a" * 1_100_000}}, 413, "too_large", id="body"),
        pytest.param("GET", "/healthz", {"headers": {"Host": "evil.example"}}, 400, "bad_host", id="host"),
        pytest.param("DELETE", "/healthz", {}, 405, "method_not_allowed", id="delete"),
        pytest.param("GET", "/static/../app.py", {}, 404, "not_found", id="traversal"),
        pytest.param("GET", "/static/%2e%2e/app.py", {}, 404, "not_found", id="escaped traversal"),
    ],
)
def test_a_refusal_is_a_problem(
    client: TestClient, method: str, path: str, arguments: dict[str, Any], status: int, code: str
) -> None:
    response = client.request(method, path, **arguments)
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert body["request_id"] == response.headers["x-request-id"]
    assert set(body) == {"type", "title", "status", "code", "detail", "request_id"}
    assert body["detail"].endswith(".")
    assert "Traceback" not in response.text


def test_a_body_without_a_length_is_cut_off_at_the_limit(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"a" * 65_536

    response = client.post("/api/v1/ask", content=endless(), headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_what_was_typed_is_not_repeated_in_a_refusal(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "a", "class": PRIVATE})
    assert PRIVATE not in response.text


class _Broken(WordSearch):
    """Search that fails as told."""

    def __init__(self, store: CorpusStore, force: ForceTable, error: Exception) -> None:
        super().__init__(store, force)
        self._error = error

    def ask(self, *_: object, **__: object) -> Answer:
        raise self._error


def _open(store: CorpusStore, force: ForceTable, error: Exception, not_ready: str = "") -> TestClient:
    outside = Outside(not_ready=lambda: not_ready)
    app = create_app(_Broken(store, force, error), store, force, WebSettings(), RecordingLoad(), outside=outside)
    return TestClient(app, base_url="http://localhost:8000", raise_server_exceptions=False)


def test_a_fault_of_ours_says_nothing_of_the_inside(
    store: CorpusStore, force: ForceTable, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = _open(store, force, RuntimeError(PRIVATE)).post("/api/v1/ask", json={"question": "a"})
    assert (response.status_code, response.json()["code"]) == (500, "internal")
    assert PRIVATE not in response.text
    assert PRIVATE not in caplog.text
    assert f"request {response.json()['request_id']} failed: RuntimeError" in caplog.text
    assert response.headers["content-type"] == "application/problem+json"
    assert "content-security-policy" in response.headers


def test_an_unreadable_database_is_unavailable(store: CorpusStore, force: ForceTable) -> None:
    broken = _open(store, force, sqlite3.OperationalError("disk I/O error"))
    response = broken.post("/api/v1/ask", json={"question": "a"})
    assert (response.status_code, response.json()["code"]) == (503, "unavailable")


def test_a_service_that_is_not_ready_says_why(store: CorpusStore, force: ForceTable) -> None:
    waiting = _open(store, force, RuntimeError(), not_ready="Chưa có chỉ mục; hãy chạy `cancu index`.")
    assert waiting.get("/healthz").status_code == 200
    response = waiting.get("/readyz")
    assert (response.status_code, response.json()["code"]) == (503, "not_ready")
    assert "cancu index" in response.json()["detail"]


def test_a_client_in_a_hurry_is_slowed_down(store: CorpusStore, force: ForceTable) -> None:
    now = [0.0]
    app = create_app(
        WordSearch(store, force),
        store,
        force,
        WebSettings(requests_per_minute=3),
        RecordingLoad(),
        outside=Outside(clock=lambda: now[0]),
    )
    client = TestClient(app, base_url="http://localhost")
    assert [client.get("/healthz").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/healthz")
    assert refused.headers["retry-after"] == "60"
    assert refused.json()["code"] == "too_many_requests"
    now[0] = 20.0
    assert client.get("/healthz").status_code == 200


def test_logs_hold_no_question(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="web"), caplog.at_level(logging.DEBUG, logger="fastapi"):
        client.post("/api/v1/ask", json={"question": PRIVATE})
        client.post("/", data={"q": PRIVATE})
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert not any(PRIVATE in message for message in ours)
