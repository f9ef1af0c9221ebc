"""Pages on paper: how many sheets, and at the foot where they came from, what they cite, and for which day."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.e2e.pages import CARD, QUESTION
from tests.e2e.visiting import Visit, visits

pytestmark = pytest.mark.browser
A4, A5 = (210, 297), (148, 210)  # mm
_MM = 72 / 25.4  # points


def printed(visit: Visit) -> PdfReader:
    """Return the page as the browser prints it."""
    return PdfReader(BytesIO(visit.page.pdf(prefer_css_page_size=True)))


def said_on(paper: PdfReader) -> str:
    """Return what stands on all sheets, without spaces: they are guessed from the gaps between letters."""
    return squeezed("".join(sheet.extract_text() for sheet in paper.pages))


def squeezed(text: str) -> str:
    return "".join(text.split())


def sizes(paper: PdfReader) -> set[tuple[int, int]]:
    """Return the sizes of the sheets in millimetres."""
    return {(round(sheet.mediabox.width / _MM), round(sheet.mediabox.height / _MM)) for sheet in paper.pages}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_answer_prints_with_its_law_and_its_day(browser: Browser, address: str, theme: str) -> None:
    for visit in visits(browser, address):
        visit.choose(giao_dien=theme)
        visit.ask(QUESTION)
        paper = printed(visit)
        assert 1 <= len(paper.pages) <= 3
        assert sizes(paper) <= {A4, (216, 279)}
        said = said_on(paper)
        assert squeezed("Chỗ ở tạm và bữa ăn hằng ngày") in said
        assert squeezed("khoản 1 Điều 32 Luật 66/2011/QH12") in said
        assert "22/11/2026" in said
        assert re.search(r"1/\d", said)
        assert squeezed("Trình đơn") not in said
        assert squeezed("Hỏi đáp Quyền lợi") not in said


def test_a_provision_prints_its_address_its_citation_and_its_day(browser: Browser, address: str) -> None:
    for visit in visits(browser, address):
        visit.open("/vb/66-2011-qh12/dieu-32?ngay=2025-06-30")
        paper = printed(visit)
        assert 1 <= len(paper.pages) <= 3
        assert sizes(paper) <= {A4, (216, 279)}
        said = said_on(paper)
        assert "/vb/66-2011-qh12/dieu-32?ngay=2025-06-30" in said
        assert squeezed("Điều 32 Luật 66/2011/QH12") in said
        assert "30/06/2025" in said
        assert squeezed("Học nghề và tìm việc làm") in said
        assert re.search(r"1/\d", said)


def test_the_address_on_paper_is_whole_and_leads_back(browser: Browser, address: str) -> None:
    for visit in visits(browser, address):
        visit.open("/vb/66-2011-qh12/dieu-32?ngay=2025-06-30")
        visit.page.emulate_media(media="print")
        assert visit.page.locator("svg.qr").count() == 1
        said = said_on(printed(visit))
        assert f"{address}/vb/66-2011-qh12/dieu-32?ngay=2025-06-30" in said


def test_the_matrix_prints_with_its_address_its_acts_and_its_day_on_each_sheet(browser: Browser, address: str) -> None:
    for visit in visits(browser, address):
        visit.open("/ma-tran?ngay=2025-06-30")
        paper = printed(visit)
        assert 1 <= len(paper.pages) <= 12
        assert sizes(paper) == {(297, 210)}
        for sheet in paper.pages[:2]:
            assert "30/06/2025" in sheet.extract_text()
        said = said_on(paper)
        assert "/ma-tran?ngay=2025-06-30" in said
        assert "66/2011/QH12" in said


def test_a_card_prints_on_two_sheets_of_a5_with_address_law_and_day(browser: Browser, address: str) -> None:
    for visit in visits(browser, address):
        visit.open(CARD)
        paper = printed(visit)
        assert 1 <= len(paper.pages) <= 2
        assert sizes(paper) == {A5}
        said = said_on(paper)
        assert "22/11/2026" in said
        assert "162/2025/NĐ-CP" in said
        assert "/phieu/xem?" in said


def test_nothing_that_only_works_on_a_screen_is_printed(browser: Browser, address: str, shown: dict[str, str]) -> None:
    found = []
    asks = "main button, main input:not([type=hidden]), main select, main textarea, header.top, .skip"
    for visit in visits(browser, address):
        visit.page.emulate_media(media="print")
        for name in ("answer", "refusal", "provision", "work", "matrix", "card"):
            visit.open(shown[name])
            seen = [
                one.evaluate("one => one.outerHTML.slice(0, 80)")
                for one in visit.page.locator(asks).all()
                if one.is_visible()
            ]
            found += [f"{name}: {html}" for html in seen]
    assert not found, "\n".join(found)
