"""What only a browser shows of asking: focus, the law in its own column, feedback in place, keys, paper."""

from collections.abc import Iterator
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.e2e.pages import QUESTION
from tests.e2e.visiting import visits

pytestmark = pytest.mark.browser
SIZE = ViewportSize(width=1280, height=720)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    for visit in visits(browser, address, viewport=SIZE):
        yield visit.page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def either(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    for visit in visits(browser, address, viewport=SIZE, java_script_enabled=request.param):
        yield visit.page


def ask(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.get_by_label("Câu hỏi, từ khóa hoặc số văn bản").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/hoi/*")


def test_a_citation_takes_the_keyboard_to_its_passage_and_back(page: Page, address: str) -> None:
    ask(page, address)
    cited = page.get_by_role("link", name="Trích dẫn 1")
    cited.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#trich-1")).to_be_focused()
    expect(page.locator("#loi-nhan")).to_have_text("[1] khoản 1 Điều 32 Luật 66/2011/QH12")
    page.get_by_role("link", name="Về câu trả lời").first.press("Enter")
    expect(cited).to_be_focused()
    cited.press("Enter")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trả lời")


def test_the_law_scrolls_in_its_own_column(page: Page, address: str) -> None:
    ask(page, address)
    column = page.locator(".beside")
    assert column.evaluate("part => part.scrollHeight > part.clientHeight")
    column.evaluate("part => part.scrollTo(0, part.scrollHeight)")
    before = page.evaluate("scrollY")
    page.get_by_role("link", name="Trích dẫn 1").click()
    expect(page.locator("#trich-1")).to_be_in_viewport()
    assert page.evaluate("scrollY") - before < 400


def test_the_passage_is_highlighted_and_in_view_without_script_too(either: Page, address: str) -> None:
    ask(either, address)
    plain = either.locator("#trich-1").evaluate("part => getComputedStyle(part).boxShadow")
    either.get_by_role("link", name="Trích dẫn 1").click()
    expect(either.locator("#trich-1")).to_be_in_viewport()
    assert either.locator("#trich-1").evaluate("part => getComputedStyle(part).boxShadow") != plain


def test_feedback_is_taken_in_place_or_by_a_page(either: Page, address: str) -> None:
    ask(either, address)
    either.get_by_label("Góp ý về trích dẫn 1").get_by_role("button", name="sai điều").click()
    expect(either.locator("#gop-y-1").get_by_text("Cảm ơn, đã ghi góp ý.")).to_be_visible()
    expect(either.get_by_role("heading", level=1)).to_have_text("Trả lời")


def test_a_place_that_is_no_citation_is_refused_beside_the_form(page: Page, address: str) -> None:
    ask(page, address)
    page.get_by_text("Thiếu quy định, thiếu tài liệu?").click()
    page.get_by_label("Nơi có câu trả lời").fill("chỗ nào đó")
    with page.expect_response("**/gop-y") as taken:
        page.get_by_role("button", name="Báo thiếu tài liệu").click()
    assert taken.value.json()["kept"] is False
    expect(page.locator(".missing .wrong")).to_contain_text("Chưa nhận ra điều nào.")


def test_filters_survive_a_new_question_and_the_way_back(either: Page, address: str) -> None:
    either.goto(f"{address}/")
    either.get_by_label("Câu hỏi, từ khóa hoặc số văn bản").fill(QUESTION)
    either.get_by_text("Giới hạn tìm trong").click()
    either.get_by_label("Loại văn bản").select_option("Luật")
    either.get_by_role("button", name="Hỏi").click()
    either.wait_for_url("**/hoi/*?loai=Lu%E1%BA%ADt")
    first = either.url
    either.get_by_label("Câu hỏi, từ khóa hoặc số văn bản").fill("tiền tàu xe về nơi cư trú của nạn nhân")
    either.get_by_role("button", name="Hỏi").click()
    either.wait_for_url(lambda now: now != first and now.endswith("?loai=Lu%E1%BA%ADt"))
    either.locator(".chips .limit a").click()
    either.wait_for_url(lambda now: "loai" not in now)
    either.go_back()
    either.go_back()
    expect(either).to_have_url(first)


def test_keys_walk_through_passages_and_hits(page: Page, address: str) -> None:
    ask(page, address)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("j")
    expect(page.locator("#trich-1")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#quy-dinh-1")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/vb/**")


def test_an_answer_prints_on_a4_with_grounds_day_and_address(page: Page, address: str) -> None:
    ask(page, address)
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert 1 <= len(printed.pages) <= 3
    assert [round(float(side) / 72 * 25.4) for side in printed.pages[0].mediabox[2:]] == [210, 297]  # mm
    words = normalize("NFC", " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split()))
    assert "[1] khoản 1 Điều 32 Luật 66/2011/QH12" in words
    assert "câu hỏi áp dụng tại ngày 22/11/2026" in words
    assert "/?q=Nạn+nhân+trở+về" in words
    assert "sai điều" not in words
