"""In a browser: a text beside what is said of it, the matrix on a telephone, and what is printed."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser
LEAFLET = "\n".join(
    (
        "Gọi ngay 1800 1567.",
        *(f"{number}. Việc thứ {number} của bài này không có gì phải sửa." for number in range(40)),
        "Nộp hồ sơ tại Phòng LĐ-TB&XH, theo Luật số 66/2011/QH12.",
    )
)
CARD = "/phieu/xem?lop=victim&duong=reported&tuoi=15&suc_khoe=injured&nguyen_vong=travel&noi=lang-son&ngay=2026-11-22"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(locale="vi-VN", java_script_enabled=request.param) as context:
        yield context.new_page()


@pytest.fixture
def telephone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="vi-VN", viewport={"width": 320, "height": 640}) as context:
        yield context.new_page()


def review(page: Page, address: str) -> None:
    """Have a leaflet read."""
    page.goto(f"{address}/ra-soat")
    page.get_by_label("Nội dung tờ rơi, trang chiếu").fill(LEAFLET)
    page.get_by_role("button", name="Rà soát").click()
    page.wait_for_url("**/ra-soat/*")


def sheets(page: Page) -> list[str]:
    """Return the words of each printed sheet."""
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in printed.pages]


def test_a_mark_leads_to_what_holds_now_and_that_leads_back(page: Page, address: str) -> None:
    review(page, address)
    page.get_by_role("link", name="Mục 3, không còn đúng").click()
    expect(page.locator("#muc-3")).to_be_in_viewport()
    expect(page.locator("#muc-3")).to_contain_text("Luật 53/2024/QH15")
    page.locator("#muc-1").get_by_role("link", name="“1800 1567”").click()
    expect(page.get_by_role("link", name="Mục 1, không còn đúng")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#muc-3")).to_be_in_viewport()


def test_the_keyboard_goes_from_a_mark_to_its_fact(browser: Browser, address: str) -> None:
    with browser.new_context(locale="vi-VN") as context:
        page = context.new_page()
        review(page, address)
        page.get_by_role("link", name="Mục 2, không còn đúng").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#muc-2")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("#muc-2 a").first).to_be_focused()


def test_a_review_prints_with_its_day(browser: Browser, address: str) -> None:
    with browser.new_context(locale="vi-VN") as context:
        page = context.new_page()
        review(page, address)
        printed = sheets(page)
        assert 1 <= len(printed) <= 4
        assert "Gọi 111: tổng đài này đã thay số 18001567." in " ".join(printed)
        assert "rà ngày 22/11/2026" in printed[-1]


@pytest.mark.parametrize("path", ["/ra-soat", "/kiem-tra", "/ma-tran", "/ma-tran?lop=victim&luat=new", "/phieu", CARD])
def test_nothing_scrolls_sideways_on_a_telephone(telephone: Page, address: str, path: str) -> None:
    telephone.goto(address + path)
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 320
    review(telephone, address)
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_matrix_is_a_list_of_cells_on_a_telephone_and_still_a_table_to_a_reader(
    telephone: Page, address: str
) -> None:
    telephone.goto(f"{address}/ma-tran?lop=foreigner")
    cell = telephone.get_by_role("row", name="Y tế").get_by_role("cell").first
    expect(cell).to_contain_text("Người nước ngoài · Luật cũ")
    box = cell.bounding_box()
    assert box
    assert box["width"] > 250
    expect(telephone.get_by_role("rowheader", name="Y tế").first).to_be_visible()


def test_the_matrix_prints_on_few_sheets_with_a_code_and_its_address(browser: Browser, address: str) -> None:
    with browser.new_context(locale="vi-VN") as context:
        page = context.new_page()
        page.goto(f"{address}/ma-tran?lop=victim")
        printed = sheets(page)
        assert len(printed) <= 6
        assert f"{address}/ma-tran?ngay=2026-11-22&lop=victim" in printed[0].replace(" ", "")
        assert "in ngày 22/11/2026" in printed[-1]
        page.emulate_media(media="print")
        expect(page.locator(".paper-mark svg")).to_be_visible()


def test_the_card_prints_with_a_code_on_two_sheets_at_most(browser: Browser, address: str) -> None:
    with browser.new_context(locale="vi-VN") as context:
        page = context.new_page()
        page.goto(address + CARD)
        printed = sheets(page)
        assert len(printed) <= 2
        assert "áp dụng cho ngày 22/11/2026" in printed[-1]
        page.emulate_media(media="print")
        expect(page.locator(".paper-mark svg")).to_be_visible()
