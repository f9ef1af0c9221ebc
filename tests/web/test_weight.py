"""How much travels before a page is there: it must come over a telephone's network at a border post."""

import re

import pytest
from starlette.testclient import TestClient

_FIRST_PAGE = 60 * 1_024  # bytes over the wire, with all that the page asks for
_ANSWER_PAGE = 80 * 1_024
_ASKED_FOR = re.compile(r'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="([^"]+)"')
_IN_STYLE = re.compile(r"url\([\"']?([^)\"']+)")
_QUESTION = "Nạn nhân trở về được chỗ ở tạm"


def on_the_wire(client: TestClient, path: str) -> tuple[int, str]:
    """Return how many bytes an answer takes with its head, packed as a browser asks for it, and its text."""
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answered:
        body = b"".join(answered.iter_raw())
        head = sum(len(name) + len(value) + 4 for name, value in answered.headers.raw)
    assert answered.status_code == 200, path
    return len(body) + head, client.get(path).text


def weights(client: TestClient, path: str) -> dict[str, int]:
    """Return the bytes of a page and of each thing that it asks for."""
    found: dict[str, int] = {}
    found[path], html = on_the_wire(client, path)
    for asked in _ASKED_FOR.findall(html):
        found[asked], text = on_the_wire(client, asked)
        assert not [one for one in _IN_STYLE.findall(text) if not one.startswith(("#", "data:"))] or ".js" in asked
    return found


@pytest.mark.parametrize(
    ("path", "most"), [("/", _FIRST_PAGE), (f"/?q={_QUESTION}", _ANSWER_PAGE), ("/tro-giup", _FIRST_PAGE)]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_is_light_with_all_that_it_asks_for(client: TestClient, path: str, most: int, language: str) -> None:
    client.cookies.set("ngon_ngu", language)
    found = weights(client, path)
    assert {name.partition("?")[0] for name in found} >= {"/static/cancu.css", "/static/cancu.js", "/static/cancu.svg"}
    assert sum(found.values()) <= most, found


def test_what_seldom_changes_is_asked_for_once(client: TestClient) -> None:
    addresses = [asked for asked in _ASKED_FOR.findall(client.get("/").text) if asked.startswith("/static/")]
    assert addresses
    assert [one for one in addresses if not re.search(r"\?v=[0-9a-f]{12}$", one)] == []
    for one in addresses:
        assert client.get(one).headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path", ["/static/cancu.css", "/static/cancu.css?v=000000000000", "/static/none.css", "/", "/kho"]
)
def test_what_may_change_under_its_address_is_not_kept(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"
