"""What holds for every page, in both languages, light and dark, at every width: walked through in a browser."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TypedDict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from tests.e2e import probes
from tests.e2e.pages import FILES, PAGES, PASSED, Reached
from tests.e2e.visiting import Visit, visits
from tests.web.page_routes import page_routes
from web.language.catalog import catalog
from web.sessions import COOKIE

pytestmark = pytest.mark.browser
LANGUAGES = ("vi", "en")
THEMES = ("light", "dark")
WIDTHS = ((320, 256), (320, 800), (768, 1024), (1440, 900))  # the first is 1280 × 1024 at a zoom of 400 %
_STATUS_SAID = "Failed to load resource: the server responded with a status of"
_VIETNAMESE = re.compile("[À-ÖØ-öø-ưẠ-ỹ]")
_BRAND = "Căn Cứ"
_SHOWN = 100  # findings in the message of a test
_MANY_WORDS = 3  # words of English that stand in no Vietnamese sentence


def walk(visit: Visit, reached: Reached) -> Iterator[str]:
    """Open each page in turn, signed in where it must be; give its name."""
    for entry in PAGES:
        if entry.signed_in:
            visit.choose(**{COOKIE: reached.session})
        else:
            visit.page.context.clear_cookies(name=COOKIE)
        visit.send(entry.path, entry.sends) if entry.at_once else visit.open(reached.of(entry))
        yield entry.name
        if entry.status != 200:
            visit.errors[:] = [said for said in visit.errors if not said.startswith(_STATUS_SAID)]
        assert visit.errors == [], entry.name


def told(found: list[str]) -> str:
    """Return what was found as lines, each once, the first hundred."""
    return "\n".join(list(dict.fromkeys(found))[:_SHOWN])


@pytest.mark.parametrize("route", sorted({route.path for route in page_routes() if "GET" in (route.methods or ())}))
def test_every_page_route_is_walked_through(route: str, reached: Reached) -> None:
    if route in FILES | PASSED:
        return
    (known,) = [one for one in page_routes() if one.path == route and "GET" in (one.methods or ())]
    assert [path for path in reached.paths.values() if known.path_regex.match(path.partition("?")[0])], route


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(browser: Browser, address: str, reached: Reached, language: str, theme: str) -> None:
    found = []
    for visit in visits(browser, address, reduced_motion="reduce"):
        visit.choose(ngon_ngu=language, giao_dien=theme)
        for name in walk(visit, reached):
            found += [f"{name}: {line}" for line in grave(Axe().run(visit.page).response)]
    assert not found, told(found)


def grave(response: dict[str, list[dict[str, object]]]) -> list[str]:
    """Return the serious and critical findings, each with its rule and the first places."""
    lines = []
    for finding in response["violations"]:
        if finding["impact"] in ("serious", "critical"):
            nodes = finding["nodes"]
            assert isinstance(nodes, list)
            lines += [f"{finding['id']} {node['target']} {node['html'][:120]}" for node in nodes[:3]]
    return lines


BROKEN = """<!doctype html><html><head><title></title></head><body><main>
<img src="/static/cancu.svg"><button></button><input type="text">
<p style="color: #bbb; background: #fff">Chữ mờ trên nền trắng</p></main></body></html>"""


def test_axe_sees_what_is_broken(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(BROKEN)
        response = Axe().run(page).response
        rules = {line.split()[0] for line in grave(response)}
        assert {"html-has-lang", "image-alt", "button-name", "label", "color-contrast"} <= rules
        assert tuple(int(part) for part in response["testEngine"]["version"].split(".")[:2]) >= (4, 10)


@cache
def _english() -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog("en") if message.id and message.string}


def test_an_english_page_says_vietnamese_only_where_it_says_so(
    browser: Browser, address: str, reached: Reached
) -> None:
    found = []
    for visit in visits(browser, address):
        visit.choose(ngon_ngu="en")
        for name in walk(visit, reached):
            assert visit.page.evaluate("document.documentElement.lang") == "en", name
            found += [f"{name}: {line}" for line in vietnamese_left(visit.page.evaluate(probes.WORDS))]
    assert not found, told(found)


class Said(TypedDict):
    """Words on a page, in which language the page says they are, and where they stand."""

    text: str
    language: str
    where: str
    whole: bool  # one string that cannot change its language halfway


def vietnamese_left(said: list[Said]) -> list[str]:
    """Return the words of an English page that are Vietnamese and do not say so.

    An attribute may name what the page names in Vietnamese elsewhere, such as a citation.
    """
    ours = {words for words, english in _english().items() if words != english}
    named = {word for one in said if one["language"] == "vi" for word in one["text"].split()}
    left = []
    for one in said:
        text = one["text"].replace(_BRAND, "").strip(" ·")
        marked = [word for word in text.split() if _VIETNAMESE.search(word)]
        if one["whole"] and text not in ours:
            marked = [word for word in marked if word not in named]
        if one["language"] != "vi" and (marked or text in ours):
            left.append(f"{one['where']}: {one['text'][:100]}")
    return left


def test_words_left_in_vietnamese_would_be_noticed() -> None:
    home = Said(text="Trang chủ", language="en", where="p", whole=False)
    quoting = Said(text="Citation Điều", language="en", where="a", whole=True)
    quoted = Said(text="Điều", language="vi", where="p", whole=False)
    assert vietnamese_left([home])
    assert vietnamese_left([Said(text="Trang chủ", language="en", where="title", whole=True)])
    assert vietnamese_left([quoting])
    assert not vietnamese_left([quoting, quoted])
    assert vietnamese_left([Said(text="Điều", language="en", where="p", whole=False), quoted])


def test_a_vietnamese_page_has_no_sentence_of_the_english_one(browser: Browser, address: str, reached: Reached) -> None:
    pieces = {
        piece.strip()
        for words, english in _english().items()
        if words != english
        for piece in re.split(r"%\(\w+\)[sd]|%%", english)
        if len(piece.split()) >= _MANY_WORDS
    }
    assert len(pieces) > 50  # there is something to find
    found = []
    for visit in visits(browser, address):
        visit.choose(ngon_ngu="vi")
        for name in walk(visit, reached):
            assert visit.page.evaluate("document.documentElement.lang") == "vi", name
            said = [one["text"] for one in visit.page.evaluate(probes.WORDS) if one["language"] == "vi"]
            found += [f"{name}: {piece}" for piece in pieces if any(piece in text for text in said)]
    assert not found, told(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_no_page_scrolls_sideways(
    browser: Browser, address: str, reached: Reached, language: str, width: int, height: int
) -> None:
    found = []
    for visit in visits(browser, address, viewport=ViewportSize(width=width, height=height)):
        visit.choose(ngon_ngu=language)
        for name in walk(visit, reached):
            found += [f"{name}: {line}" for line in visit.page.evaluate(probes.SIDEWAYS)]
    assert not found, told(found)


@pytest.mark.parametrize("width", [320, 1440])
def test_targets_are_large_enough_to_touch(browser: Browser, address: str, reached: Reached, width: int) -> None:
    found = []
    for visit in visits(browser, address, viewport=ViewportSize(width=width, height=800)):
        for name in walk(visit, reached):
            found += [f"{name}: {line}" for line in visit.page.evaluate(probes.SMALL_TARGETS)]
    assert not found, told(found)


@pytest.mark.parametrize("width", [320, 1280])
def test_focus_is_seen_wherever_the_tab_key_leads(browser: Browser, address: str, reached: Reached, width: int) -> None:
    found = []
    for visit in visits(browser, address, viewport=ViewportSize(width=width, height=720), reduced_motion="reduce"):
        for name in walk(visit, reached):
            steps = list(_tab_through(visit))
            assert len(steps) > 5, name
            found += [f"{name}: {wrong}" for wrong in steps if wrong]
    assert not found, told(found)


def _tab_through(visit: Visit) -> Iterator[str]:
    """Press Tab until the focus leaves the page or comes back; give what is wrong at each stop, or nothing."""
    while True:
        visit.page.keyboard.press("Tab")
        at = visit.page.evaluate(probes.FOCUS)
        if at is None or at["again"]:
            return
        yield at["wrong"]
