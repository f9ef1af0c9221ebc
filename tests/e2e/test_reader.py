"""The reader in a browser: contents that fold, keys, pages of the original with marks over the words, paper."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from pypdf import PdfReader

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.e2e.conftest import served
from tests.e2e.visiting import visits
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import TODAY
from tests.web.test_reader import fill
from web.app import Outside, create_app
from web.settings import WebSettings

pytestmark = pytest.mark.browser
ARTICLE = "/vb/912-2031-nd-cp/dieu-2"
DESK = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=320, height=900)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a decree that was read from a PDF."""
    folder = tmp_path_factory.mktemp("reader")
    with CorpusStore(folder / "corpus.db") as store:
        fill(store, folder)
        force = ForceTable(load_catalogue(), records=store)
        outside = Outside(today=lambda: TODAY, sources=Path(folder / "sources"))
        app = create_app(
            WordSearch(store, force), store, force, WebSettings(requests_per_minute=0), RecordingLoad(), outside=outside
        )
        with served(app) as base:
            yield base


@pytest.mark.parametrize(
    ("width", "stands_open"), [pytest.param(1440, True, id="desk"), pytest.param(320, False, id="telephone")]
)
def test_the_contents_stand_open_beside_the_text_and_fold_on_a_telephone(
    browser: Browser, site: str, width: int, *, stands_open: bool
) -> None:
    for visit in visits(browser, site, viewport=ViewportSize(width=width, height=900)):
        visit.open(ARTICLE)
        link = visit.page.locator(".contents").get_by_role("link", name="Điều 3")
        expect(link).to_be_visible(visible=stands_open)
        if not stands_open:
            visit.page.get_by_text("Mục lục", exact=True).click()
        link.click()
        expect(visit.page).to_have_url(f"{site}/vb/912-2031-nd-cp/dieu-3")
        visit.page.go_back()
        expect(visit.page).to_have_url(site + ARTICLE)


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_marks_lie_over_the_picture_of_the_page(browser: Browser, site: str, *, scripted: bool) -> None:
    for visit in visits(browser, site, viewport=DESK, java_script_enabled=scripted):
        visit.open(ARTICLE)
        with visit.page.expect_response("**/nguon/*/trang/1") as drawn:
            visit.page.get_by_role("link", name="Xem trang gốc").first.click()
        assert drawn.value.ok
        expect(visit.page.get_by_role("img", name="Ảnh trang 1 của tệp gốc")).to_be_visible()
        sheet, mark = (visit.page.locator(part).first.bounding_box() for part in (".leaf-picture", ".leaf-mark"))
        assert sheet is not None
        assert mark is not None
        assert sheet["x"] < mark["x"] < mark["x"] + mark["width"] < sheet["x"] + sheet["width"]
        assert sheet["y"] < mark["y"] < sheet["y"] + sheet["height"]


def test_the_keys_walk_through_the_khoan_and_copy_the_citation(browser: Browser, site: str) -> None:
    for visit in visits(browser, site, viewport=DESK, permissions=["clipboard-read", "clipboard-write"]):
        visit.open(ARTICLE)
        for key in "jjc":
            visit.page.keyboard.press(key)
        expect(visit.page.get_by_role("status")).to_have_text("Đã sao chép")
        assert visit.page.evaluate("navigator.clipboard.readText()") == "khoản 1 Điều 2 Nghị định 912/2031/NĐ-CP"


def test_an_old_wording_prints_on_a4_without_sidebars_with_its_address_day_and_code(
    browser: Browser, site: str
) -> None:
    for visit in visits(browser, site, viewport=DESK):
        visit.open("/vb/12-2020-qh14/dieu-1?ngay=2023-01-01")
        (sheet,) = PdfReader(BytesIO(visit.page.pdf(prefer_css_page_size=True))).pages
        assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [210, 297]  # mm
        words = "".join(sheet.extract_text().split())  # fonts that fall back for one letter tear words apart
        assert "Mứctrợcấplà01thánglương." in words
        assert f"{site}/vb/12-2020-qh14/dieu-1?ngay=2023-01-01" in words
        assert "xemtạingày01/01/2023·inngày22/11/2026" in words
        assert not any(part in words for part in ("Dòngthờigian", "Mụclục", "SHA-256", "Saochép"))
        visit.page.emulate_media(media="print")
        expect(visit.page.locator(".paper-foot svg")).to_be_visible()


def test_no_page_of_the_reader_scrolls_sideways_at_four_hundred_per_cent(browser: Browser, site: str) -> None:
    for visit in visits(browser, site, viewport=NARROW):
        for path in (ARTICLE, f"/trang-goc{ARTICLE[3:]}", "/vb/12-2020-qh14/dieu-1", "/vb/13-2020-qh14?toan_van=1"):
            visit.open(path)
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320, path
