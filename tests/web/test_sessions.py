"""Who is let in to load: the token in a browser, the session it gives, and what neither of them opens."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.web.conftest import TOKEN
from tests.web.shelf import TODAY
from tests.web.test_security import SIGNED_IN
from web.app import Outside, create_app
from web.security import origin_is_ours
from web.sessions import IDLE_SECONDS, WHOLE_SECONDS, Sessions
from web.settings import WebSettings

OURS = {"sec-fetch-site": "same-origin"}
CLOSED_PAGES = sorted(tuple(route.replace("{job_id}", "1").split()) for route in SIGNED_IN)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser(store: CorpusStore, force: ForceTable, settings: WebSettings, clock: Clock) -> Iterator[TestClient]:
    outside = Outside(today=lambda: TODAY, clock=clock)
    app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as opened:
        yield opened


def sign_in(browser: TestClient, token: str = TOKEN, **more: str) -> int:
    return browser.post("/quan-tri", data={"ma": token, **more}, headers=OURS).status_code


def test_the_token_opens_a_session_whose_cookie_no_script_and_no_other_site_gets(browser: TestClient) -> None:
    answered = browser.post("/quan-tri", data={"ma": f" {TOKEN} ", "ve": "/kho/nghi-ngo?trang=2"}, headers=OURS)
    assert (answered.status_code, answered.headers["location"]) == (303, "/kho/nghi-ngo?trang=2")
    cookie = answered.headers["set-cookie"]
    assert re.match(r"quan_tri=[\w-]{43}; ", cookie)
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert TOKEN not in cookie
    assert browser.get("/kho/nap").status_code == 200


def test_over_tls_the_cookie_travels_over_tls_only(browser: TestClient) -> None:
    answered = browser.post("https://127.0.0.1/quan-tri", data={"ma": TOKEN}, headers=OURS)
    assert "Secure" in answered.headers["set-cookie"]


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(browser: TestClient, back: str) -> None:
    answered = browser.post("/quan-tri", data={"ma": TOKEN, "ve": back}, headers=OURS)
    assert answered.headers["location"] == "/"


@pytest.mark.parametrize("token", ["", " ", "sai", TOKEN[:-1], f"{TOKEN}x", TOKEN.upper()])
def test_a_wrong_token_opens_nothing_and_the_form_says_so(browser: TestClient, token: str) -> None:
    answered = browser.post("/quan-tri", data={"ma": token}, headers=OURS)
    assert answered.status_code == 401
    assert "set-cookie" not in answered.headers
    assert "Mã quản trị không đúng." in answered.text
    assert 'aria-invalid="true"' in answered.text
    assert browser.get("/kho/nap").status_code == 303


@pytest.mark.parametrize("cookie", [None, "", "sai", "a" * 43])
@pytest.mark.parametrize(("method", "path"), CLOSED_PAGES)
def test_a_page_for_administrators_leads_whoever_has_no_session_to_the_sign_in(
    browser: TestClient, method: str, path: str, cookie: str | None
) -> None:
    headers = OURS if cookie is None else {**OURS, "cookie": f"quan_tri={cookie}"}
    answered = browser.request(method, path, headers=headers)
    assert answered.status_code == 303
    assert answered.headers["location"].startswith("/quan-tri?ve=%2Fkho")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_can_do_nothing_with_the_session_of_a_browser(browser: TestClient, site: str) -> None:
    assert sign_in(browser) == 303
    for method, path in CLOSED_PAGES:
        if method == "POST":
            assert browser.request(method, path, headers={"sec-fetch-site": site}).status_code == 403
    refused = browser.post("/quan-tri", data={"ma": TOKEN}, headers={"sec-fetch-site": site})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        pytest.param({"sec-fetch-site": "same-origin"}, True, id="our own page"),
        pytest.param({"origin": "http://127.0.0.1"}, True, id="our own page in an older browser"),
        pytest.param({}, False, id="a program that took the cookie along"),
        pytest.param({"sec-fetch-site": "none"}, False, id="an address typed in"),
        pytest.param({"sec-fetch-site": "cross-site"}, False, id="another site"),
        pytest.param({"origin": "https://evil.example"}, False, id="another origin"),
        pytest.param({"origin": "null"}, False, id="no origin"),
        pytest.param(
            {"sec-fetch-site": "same-origin", "authorization": "Bearer sai"}, False, id="a wrong token beside"
        ),
    ],
)
def test_the_api_takes_a_session_only_from_our_own_pages(
    browser: TestClient, headers: dict[str, str], allowed: bool
) -> None:
    assert sign_in(browser) == 303
    assert browser.get("/api/v1/jobs/none", headers=headers).status_code == (404 if allowed else 401)


def test_the_api_takes_the_token_as_ever_and_a_session_opens_what_it_opens(browser: TestClient) -> None:
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert browser.get("/api/v1/jobs/none", headers=bearer).status_code == 404
    assert browser.post("/api/v1/ingest", files={"file": ("a.txt", b"a")}, headers=OURS).status_code == 401
    sign_in(browser)
    assert browser.post("/api/v1/ingest", files={"file": ("a.txt", b"a")}, headers=OURS).status_code == 202


@pytest.mark.parametrize(
    ("steps", "lasts"),
    [
        pytest.param([IDLE_SECONDS - 1], True, id="used in time"),
        pytest.param([IDLE_SECONDS + 1], False, id="unused"),
        pytest.param([IDLE_SECONDS - 1] * 10, True, id="used again and again"),
        pytest.param([IDLE_SECONDS - 1] * int(WHOLE_SECONDS / IDLE_SECONDS + 1), False, id="longer than a working day"),
    ],
)
def test_a_session_ends_unused_and_after_a_working_day(
    browser: TestClient, clock: Clock, steps: list[float], lasts: bool
) -> None:
    sign_in(browser)
    answered = 0
    for step in steps:
        clock.now += step
        answered = browser.get("/kho/nap", headers={"sec-fetch-mode": "navigate"}).status_code
    assert answered == (200 if lasts else 303)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param("/kho/nap?tu_dong=1", {}, id="a page that refreshes itself"),
        pytest.param("/kho/nap/none/tien-do", {"sec-fetch-mode": "cors"}, id="a script that asks"),
    ],
)
def test_what_a_page_asks_by_itself_keeps_no_session_alive(
    browser: TestClient, clock: Clock, path: str, headers: dict[str, str]
) -> None:
    sign_in(browser)
    for _ in range(3):
        clock.now += IDLE_SECONDS / 2.5
        browser.get(path, headers=headers)
    assert browser.get("/kho/nap").status_code == 303


def test_signing_out_ends_the_session_and_not_only_its_cookie(browser: TestClient) -> None:
    sign_in(browser)
    taken = browser.cookies["quan_tri"]
    left = browser.post("/quan-tri/ra", headers=OURS)
    assert left.status_code == 303
    assert 'quan_tri=""' in left.headers["set-cookie"]
    assert browser.get("/kho/nap", headers={"cookie": f"quan_tri={taken}"}).status_code == 303


def test_whoever_is_wrong_again_and_again_waits_longer_each_time_even_with_the_right_token(
    browser: TestClient, clock: Clock
) -> None:
    assert [sign_in(browser, "sai") for _ in range(5)] == [401] * 5
    refused = browser.post("/quan-tri", data={"ma": TOKEN}, headers=OURS)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "2")
    assert "hãy đợi 2 giây" in refused.text
    waits = []
    for _ in range(9):
        clock.now += 400
        sign_in(browser, "sai")
        waits.append(int(browser.post("/quan-tri", data={"ma": TOKEN}, headers=OURS).headers["retry-after"]))
    assert waits == [4, 8, 16, 32, 64, 128, 256, 300, 300]
    clock.now += 300
    assert sign_in(browser) == 303


def test_one_client_does_not_make_another_wait() -> None:
    sessions = Sessions(TOKEN, Clock())
    for _ in range(20):
        assert sessions.sign_in("sai", "10.0.0.1") is None
    assert sessions.sign_in(TOKEN, "10.0.0.1") is None
    assert sessions.sign_in(TOKEN, "10.0.0.2")


def test_without_a_token_nobody_signs_in_and_the_page_says_how_to_turn_it_on(
    store: CorpusStore, force: ForceTable, settings: WebSettings
) -> None:
    app = create_app(WordSearch(store, force), store, force, replace(settings, admin_token=""), RecordingLoad())
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    for path in ("/kho/nap", "/quan-tri"):
        shown = client.get(path)
        assert shown.status_code == 403
        assert "CANCU_ADMIN_TOKEN=… cancu serve" in shown.text
    for typed in ("", "sai"):
        assert client.post("/quan-tri", data={"ma": typed}, headers=OURS).status_code == 403
    assert client.post("/kho/nap", headers=OURS).status_code == 403
    assert Sessions("", Clock()).sign_in("", "") is None


def test_nothing_but_a_browser_says_that_our_page_sent_it() -> None:
    assert not origin_is_ours(Headers({"host": "localhost", "origin": "http://localhost.evil.example"}))


def test_the_wait_has_an_end_however_often_a_token_was_wrong() -> None:
    clock = Clock()
    sessions = Sessions("right", clock)
    for _ in range(1_100):
        clock.now += 301
        assert sessions.sign_in("wrong", "a") is None
    assert 299 < sessions.wait("a") <= 300
    clock.now += 301
    assert sessions.sign_in("right", "a")
