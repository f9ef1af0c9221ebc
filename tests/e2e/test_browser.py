"""The main path in a real browser: ask, follow a citation, read the provision."""

from collections.abc import Iterator
from io import BytesIO
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from pypdf import PdfReader

from tests.e2e.pages import CARD, COMPARED, DRAFT, QUESTION
from tests.e2e.visiting import Visit, visits

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/kho",
    "/ma-tran",
    "/ma-tran?lop=foreigner&ngay=2025-06-30",
    "/kiem-tra",
    "/so-sanh",
    COMPARED,
    "/phieu",
    CARD,
    "/vb/66-2011-qh12",
    "/vb/66-2011-qh12/dieu-32/khoan-1",
    "/vb/911-2030-nd-cp/dieu-1",
)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    yield from visits(browser, address, java_script_enabled=request.param)


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Visit]:
    yield from visits(browser, address)


def test_a_question_leads_to_an_answer_and_its_citation_to_the_provision(visit: Visit) -> None:
    visit.ask(QUESTION)
    page = visit.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Trả lời")
    assert QUESTION not in page.url
    page.get_by_role("link", name="Trích dẫn 1").click()
    expect(page.locator("#trich-1")).to_be_in_viewport()
    page.locator("#trich-1 h3 a").click()
    expect(page).to_have_url(visit.address + "/vb/66-2011-qh12/dieu-32/khoan-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Điều 32. Đối tượng và chế độ hỗ trợ")
    expect(page.get_by_label("Tình trạng hiệu lực")).to_contain_text("Hết hiệu lực")
    expect(page.locator("[aria-current=true]")).to_contain_text("Nạn nhân trở về được hưởng")


def test_a_draft_is_checked_and_its_report_taken_along(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.get_by_role("link", name="Kiểm tra viện dẫn").click()
    page.get_by_label("Đoạn văn cần kiểm tra").fill(DRAFT)
    page.get_by_label("Áp dụng tại ngày").fill("01/01/2020")
    page.get_by_role("button", name="Kiểm tra").click()
    page.wait_for_url("**/kiem-tra/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả kiểm tra viện dẫn")
    page.get_by_role("link", name="lời trích khác văn bản 1", exact=True).click()
    page.wait_for_url("**/kiem-tra/*?loc=quote_differs")
    expect(page.locator("#dan-2 ins")).to_contain_text("tuần")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word").click()
    assert taken.value.suggested_filename == "kiem-tra-vien-dan-2020-01-01.docx"
    page.reload()
    page.get_by_role("button", name="Xóa ngay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra viện dẫn")


def test_a_provision_is_compared_from_its_page(visit: Visit) -> None:
    page = visit.page
    visit.open("/vb/66-2011-qh12/dieu-32?ngay=2020-01-01")
    page.get_by_label("So với ngày khác").fill("01/01/2026")
    page.get_by_role("button", name="So sánh", exact=True).click()
    expect(page.get_by_label("Kết quả so sánh")).to_contain_text("một lời văn duy nhất")
    page.get_by_label("Quy định thứ hai").fill("Điều 8a Luật 66/2011/QH12")
    page.get_by_role("button", name="So sánh", exact=True).click()
    expect(page.locator("ins").first).to_be_visible()


def test_a_referral_card_is_made_by_choosing(visit: Visit) -> None:
    visit.open("/phieu")
    visit.page.get_by_label("Người được hỗ trợ là").select_option("victim")
    visit.page.get_by_label("Đường tiếp nhận").select_option("reported")
    visit.page.get_by_label("Tỉnh, thành phố nơi tiếp nhận").select_option("lang-son")
    visit.page.get_by_label("chi phí đi lại").check()
    visit.page.get_by_role("button", name="Lập phiếu").click()
    visit.page.wait_for_url("**/phieu/xem?lop=victim&duong=reported&nguyen_vong=travel&noi=lang-son&ngay=*")
    expect(visit.page.get_by_role("heading", name="Các bước")).to_be_visible()
    expect(visit.page.get_by_text("Công an tỉnh Lạng Sơn").first).to_be_visible()
    assert visit.errors == []


def test_reload_and_back_keep_the_question(visit: Visit) -> None:
    visit.ask(QUESTION)
    page = visit.page
    page.reload()
    expect(page.get_by_label("Câu hỏi, từ khóa hoặc số văn bản")).to_have_value(QUESTION)
    page.locator(".grounds a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Điều 32")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trả lời")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int, scheme: Literal["light", "dark"]) -> None:
    size = ViewportSize(width=width, height=800)
    for visit in visits(browser, address, viewport=size, color_scheme=scheme):
        for path in PAGES:
            visit.open(path)
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
        visit.ask(QUESTION)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        visit.check(DRAFT)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_content_first(plain: Visit) -> None:
    plain.open("/vb/66-2011-qh12/dieu-32")
    plain.page.keyboard.press("Tab")
    expect(plain.page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    plain.page.keyboard.press("Enter")
    assert plain.page.evaluate("document.activeElement.id") == "noi-dung"


SMALL_TARGETS = """[...document.querySelectorAll('button, input, select, summary, nav a, .tools a, .ref, .anchor')]
    .filter(part => part.offsetParent && getComputedStyle(part).visibility !== 'hidden')
    .map(part => [part.outerHTML.slice(0, 90), part.getBoundingClientRect()])
    .filter(([, box]) => box.height < 24 || box.width < 24)
    .map(([html, box]) => `${box.width}x${box.height} ${html}`)"""


def test_targets_are_large_enough_to_touch(browser: Browser, address: str) -> None:
    for visit in visits(browser, address, viewport=ViewportSize(width=320, height=800)):
        for path in (*PAGES, f"/?q={QUESTION}"):
            visit.open(path)
            assert visit.page.evaluate(SMALL_TARGETS) == [], path
        visit.check(DRAFT)
        assert visit.page.evaluate(SMALL_TARGETS) == []


LOW_CONTRAST = """() => {
  const channel = value => { const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const colour = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const ground = part => { for (let at = part; at; at = at.parentElement) {
    const found = colour(getComputedStyle(at).backgroundColor);
    if (found.length === 3 || found[3] > 0) return found; } return [255, 255, 255]; };
  const low = [];
  for (const part of document.querySelectorAll('body *')) {
    const own = [...part.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !part.offsetParent) continue;
    const pair = [light(colour(getComputedStyle(part).color)), light(ground(part))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)} ${part.outerHTML.slice(0, 80)}`);
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    for visit in visits(browser, address, color_scheme=scheme):
        for path in (*PAGES, f"/?q={QUESTION}"):
            visit.open(path)
            assert visit.page.evaluate(LOW_CONTRAST) == [], path
        visit.check(DRAFT)
        assert visit.page.evaluate(LOW_CONTRAST) == []


def test_a_page_prints_its_law_its_address_and_its_day(plain: Visit) -> None:
    plain.open("/vb/66-2011-qh12/dieu-32?ngay=2025-06-30")
    plain.page.emulate_media(media="print")
    expect(plain.page.get_by_text("xem tại ngày 30/06/2025")).to_be_visible()
    expect(plain.page.get_by_role("heading", name="Điều 32. Đối tượng và chế độ hỗ trợ")).to_be_visible()
    expect(plain.page.get_by_role("navigation", name="Các trang chính")).to_be_hidden()
    expect(plain.page.get_by_role("button", name="Xem")).to_be_hidden()


def test_the_matrix_is_reached_from_the_first_page_and_leads_to_the_words_it_rests_on(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.get_by_role("link", name="Quyền lợi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ma trận quyền lợi")
    page.get_by_label("Nhóm người").select_option("foreigner")
    page.get_by_role("button", name="Xem").click()
    page.wait_for_url("**/ma-tran?*")
    expect(page.get_by_label("Nhóm người")).to_have_value("foreigner")
    expect(page.get_by_role("columnheader", name="Luật mới")).to_have_count(2)
    page.get_by_role("link", name="Căn cứ 1", exact=True).click()
    expect(page.locator("#can-cu-1")).to_be_in_viewport()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải bảng tính (CSV)").click()
    assert taken.value.suggested_filename == "ma-tran-quyen-loi-2026-11-22-foreigner.csv"


def test_the_matrix_prints_on_sheets_of_a4_laid_across_each_with_its_day(plain: Visit) -> None:
    plain.open("/ma-tran")
    printed = PdfReader(BytesIO(plain.page.pdf(prefer_css_page_size=True))).pages
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in printed} == {(842, 595)}
    words = [sheet.extract_text() for sheet in printed]
    grid = [text for text in words if "Người dưới 18 tuổi đi cùng nạn nhân" in text]
    assert grid
    assert all(f"tại ngày 22/11/2026 · {plain.address}/ma-tran?ngay=2026-11-22" in text for text in grid)


def test_a_referral_card_prints_on_at_most_two_pages_of_a5(plain: Visit) -> None:
    plain.open(CARD)
    printed = PdfReader(BytesIO(plain.page.pdf(prefer_css_page_size=True)))
    assert 1 <= len(printed.pages) <= 2
    assert [round(float(side) / 72 * 25.4) for side in printed.pages[0].mediabox[2:]] == [148, 210]  # mm
    assert "không ghi tên, số giấy tờ" in " ".join(printed.pages[-1].extract_text().split())


def test_a_citation_can_be_copied(browser: Browser, address: str) -> None:
    for visit in visits(browser, address, permissions=["clipboard-read", "clipboard-write"]):
        visit.open("/vb/66-2011-qh12/dieu-32/khoan-1")
        visit.page.get_by_role("button", name="Sao chép").first.click()
        expect(visit.page.get_by_role("button", name="Đã sao chép")).to_be_visible()
        copied = visit.page.evaluate("navigator.clipboard.readText()")
        assert copied == "khoản 1 Điều 32 Luật 66/2011/QH12"
