"""Pictures of the pages for docs/screens, made of a demo home with texts of our own on a fixed day.

``CANCU_SCREENS=write`` writes them; otherwise they must be there, be small, and still look like the pages.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, ViewportSize

from corpus.home import Home
from tests.e2e.conftest import served
from tests.e2e.visiting import Visit, visits
from tests.fakes import RecordingLoad
from tests.web.home import QUESTION, fill_home
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.notebook import Notebook
from web.rooms import open_rooms
from web.settings import WebSettings

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "docs" / "screens"
MOST = 150 * 1024  # bytes of a picture
_TALLEST = 1_500  # pixels of a page that are shown
_MAY_DIFFER = 0.25  # of the height: fonts of machines differ
_COLOURS = 64
DESK, PHONE = (1280, 900), (390, 844)
DRAFT = (
    "Theo điểm a khoản 1 Điều 5 Nghị định 912/2019/NĐ-CP: “Ăn, ở trong thời gian lưu lại cơ sở”. "
    "Ngoài ra, Điều 15 Nghị định 912/2019/NĐ-CP quy định tiền tàu xe."
)
CARD = "/phieu/xem?lop=victim&duong=reported&tuoi=15&suc_khoe=injured&nguyen_vong=travel&noi=lang-son"


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture: of which page, how large a window, and what was chosen before."""

    name: str
    page: str  # an address, or what is typed: "ask", "check"
    size: tuple[int, int] = DESK
    cookies: Mapping[str, str] = field(default_factory=dict)


SCREEN_LIST = (
    Screen("first-page", "/"),
    Screen("first-page-phone", "/", PHONE),
    Screen("first-page-english", "/", DESK, {"ngon_ngu": "en"}),
    Screen("answer", "ask"),
    Screen("answer-dark", "ask", DESK, {"giao_dien": "dark"}),
    Screen("answer-phone", "ask", PHONE),
    Screen("provision", "/vb/912-2019-nd-cp/dieu-5/khoan-1"),
    Screen("provision-phone-dark", "/vb/912-2019-nd-cp/dieu-5/khoan-1", PHONE, {"giao_dien": "dark"}),
    Screen("matrix", "/ma-tran"),
    Screen("card-phone", CARD, PHONE),
    Screen("library", "/kho"),
    Screen("check", "check"),
    Screen("help", "/tro-giup"),
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a home with the handbook and a few texts of our own."""
    home = Home(fill_home(tmp_path_factory.mktemp("demo") / "home"))
    with open_rooms(home) as rooms, Notebook(home.notebook) as notebook:
        rooms.search.warm_up()
        settings = WebSettings(requests_per_minute=0, upload_folder=home.folder / "uploads", log_requests=False)
        outside = Outside(today=lambda: TODAY, notebook=notebook)
        app = create_app(rooms.search, rooms.store, rooms.force, settings, RecordingLoad(), outside=outside)
        with served(app) as base:
            yield base


def taken(visit: Visit, screen: Screen) -> bytes:
    """Return a small PNG of the beginning of a page."""
    visit.choose(**screen.cookies)
    if screen.page == "ask":
        visit.ask(QUESTION)
    elif screen.page == "check":
        visit.check(DRAFT)
    else:
        visit.open(screen.page)
    visit.page.evaluate("document.activeElement.blur()")
    width, _ = screen.size
    tall = min(int(visit.page.evaluate("document.documentElement.scrollHeight")), _TALLEST)
    clip = {"x": 0.0, "y": 0.0, "width": float(width), "height": float(tall)}
    raw = visit.page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]  # a mapping of these four
    few = Image.open(BytesIO(raw)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    packed = BytesIO()
    few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


@pytest.mark.parametrize("screen", SCREEN_LIST, ids=lambda screen: screen.name)
def test_a_screen_is_kept_small_and_shows_the_page_as_it_is(browser: Browser, demo: str, screen: Screen) -> None:
    width, height = screen.size
    for visit in visits(browser, demo, viewport=ViewportSize(width=width, height=height), reduced_motion="reduce"):
        now = taken(visit, screen)
    path = SCREENS / f"{screen.name}.png"
    if os.environ.get("CANCU_SCREENS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(now)
    kept = path.read_bytes()
    assert len(kept) <= MOST
    was, seen = Image.open(BytesIO(kept)).size, Image.open(BytesIO(now)).size
    assert was[0] == seen[0] == width
    assert abs(was[1] - seen[1]) <= _MAY_DIFFER * seen[1], f"{path.name}: CANCU_SCREENS=write makes it anew"


def test_no_picture_is_kept_that_no_test_makes() -> None:
    assert {path.name for path in SCREENS.iterdir()} == {f"{screen.name}.png" for screen in SCREEN_LIST}


def test_readme_shows_a_screen() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "](docs/screens/answer.png)" in shown
