"""A trainer's way in a browser: gather a provision, ask about it, take the pack along, look at it again."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect
from pptx import Presentation
from pypdf import PdfReader

from tests.e2e.visiting import Visit, visits

pytestmark = pytest.mark.browser
PROVISION = "/vb/66-2011-qh12/dieu-32?ngay=2020-01-01"
WORDS = "Chỗ ở tạm và bữa ăn hằng ngày"  # of the provision
CITED = "Điều 32 Luật 66/2011/QH12"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    yield from visits(browser, address, java_script_enabled=request.param)


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Visit]:
    yield from visits(browser, address)


def gathered(visit: Visit, title: str) -> None:
    """Put a provision into a new collection, from the page of the provision, and open the collection."""
    visit.open(PROVISION)
    visit.page.get_by_role("button", name="Thêm vào bộ tài liệu").first.click()
    visit.page.get_by_label("Tên bộ mới").fill(title)
    visit.page.get_by_role("radio", name="Một bộ mới").check()
    visit.page.get_by_role("button", name="Thêm vào bộ", exact=True).click()
    visit.page.get_by_role("link", name=title).first.click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)


def taken(visit: Visit, form: str, column: str) -> bytes:
    """Take the pack along in a form; ``column``: with or without the keys."""
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name=f"{column} {form}").click()
    assert download.value.suggested_filename.isascii()
    return Path(download.value.path()).read_bytes()


def words_of(slides: bytes) -> str:
    shown = [shape for slide in Presentation(BytesIO(slides)).slides for shape in slide.shapes]
    return "\n".join(shape.text_frame.text for shape in shown if shape.has_text_frame)


def test_a_provision_is_gathered_and_taken_along_in_every_office_form(
    visit: Visit, request: pytest.FixtureRequest
) -> None:
    gathered(visit, f"Bài tập huấn {request.node.callspec.id}")
    expect(visit.page.locator(".pack-item")).to_contain_text(WORDS)
    expect(visit.page.locator(".pack-item")).to_contain_text(CITED)
    document = Document(BytesIO(taken(visit, "Word", "có đáp án")))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert WORDS in written
    assert CITED in written
    assert WORDS in words_of(taken(visit, "PowerPoint", "không đáp án"))
    printed = PdfReader(BytesIO(taken(visit, "PDF", "không đáp án")))
    assert WORDS in " ".join("".join(page.extract_text() for page in printed.pages).split())


def test_items_are_put_in_order_noted_taken_out_and_put_back(visit: Visit, request: pytest.FixtureRequest) -> None:
    gathered(visit, f"Xếp mục {request.node.callspec.id}")
    page = visit.page
    page.get_by_label("Lời dẫn của quy định").fill("Điều 8a Luật 66/2011/QH12")
    page.get_by_label("Lời văn của ngày").fill("01/01/2020")
    page.get_by_role("button", name="Thêm quy định").click()
    expect(page.locator(".pack-item")).to_have_count(2)
    page.get_by_role("button", name="Chuyển mục 2 lên").click()
    expect(page.locator(".pack-item").first).to_contain_text("Điều 8a")
    page.get_by_role("button", name="Bỏ mục 1 ra khỏi bộ").click()
    expect(page.locator(".pack-item")).to_have_count(1)
    page.get_by_role("button", name="Đưa trở lại").click()
    expect(page.locator(".pack-item")).to_have_count(2)


def test_a_question_is_made_from_a_provision_and_its_key_stays_with_the_trainer(plain: Visit) -> None:
    gathered(plain, "Bài kiểm tra")
    page = plain.page
    page.get_by_role("link", name="Tạo câu hỏi").first.click()
    page.locator("input[name=chon]").first.check()
    page.get_by_role("button", name="Thêm các câu đã chọn").click()
    expect(page.locator(".pack-item.quiz")).to_have_count(1)
    told = words_of(taken(plain, "PowerPoint", "có đáp án"))
    asked = words_of(taken(plain, "PowerPoint", "không đáp án"))
    assert "Đáp án" in told
    assert "Đáp án" not in asked


def test_a_pack_is_looked_at_again_on_another_day(plain: Visit) -> None:
    gathered(plain, "Rà theo luật")
    plain.page.get_by_role("link", name="Rà lại theo luật").click()
    expect(plain.page.locator("main")).to_contain_text("Hết hiệu lực từ ngày 01/07/2025")
    plain.page.go_back()
    expect(plain.page.get_by_role("heading", level=1)).to_have_text("Rà theo luật")
    plain.page.go_forward()
    expect(plain.page.locator("main")).to_contain_text("Hết hiệu lực từ ngày 01/07/2025")


def test_a_pack_is_made_with_the_keyboard_alone(plain: Visit) -> None:
    plain.open("/bo-tai-lieu")
    page = plain.page
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'ten'"):
            break
    page.keyboard.type("Bộ gõ phím")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bộ gõ phím")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id === 'loi-dan'"):
            break
    page.keyboard.type("khoan 1 dieu 32 luat 66/2011/QH12")
    page.keyboard.press("Enter")
    expect(page.locator(".pack-item")).to_have_count(1)
    page.locator("main").focus()
    page.keyboard.press("j")
    expect(page.locator(".pack-item")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{plain.address}/vb/66-2011-qh12/dieu-32/khoan-1?ngay=*")
