"""Everything by keyboard: the short keys, and the main paths with Tab, Enter and arrows alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pages import DRAFT, QUESTION
from tests.e2e.visiting import Visit, visits

pytestmark = pytest.mark.browser
_MOST_STOPS = 120  # of the Tab key until what is sought must have the focus
_PRINTS = "window.print = () => { window.printed = (window.printed || 0) + 1; };"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Give a visit in which copying is allowed and printing is only counted."""
    allowed = ["clipboard-read", "clipboard-write"]
    for one in visits(browser, address, permissions=allowed, reduced_motion="reduce"):
        one.page.add_init_script(_PRINTS)
        yield one


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element that the selector names has the focus."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never leads to {selector}")


def ask_by_keys(visit: Visit) -> None:
    """Ask on the first page without touching the mouse."""
    visit.open("/")
    visit.page.keyboard.press("/")
    expect(visit.page.locator("#q")).to_be_focused()
    visit.page.keyboard.type(QUESTION)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/hoi/*")


def test_slash_leads_to_the_box_and_enter_asks(visit: Visit) -> None:
    ask_by_keys(visit)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Trả lời")


@pytest.mark.parametrize("path", ["/kho", "/tro-giup", "/vb/66-2011-qh12/dieu-32"])
def test_slash_leads_to_the_quick_box_elsewhere(visit: Visit, path: str) -> None:
    visit.open(path)
    visit.page.keyboard.press("/")
    expect(visit.page.locator("#hoi-nhanh")).to_be_focused()
    visit.page.keyboard.type("Điều 32 Luật 66/2011/QH12")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/vb/66-2011-qh12/dieu-32")


def test_j_and_k_walk_through_what_was_found(visit: Visit) -> None:
    ask_by_keys(visit)
    items = visit.page.locator("[data-item]")
    assert items.count() >= 2
    visit.page.keyboard.press("j")
    expect(items.nth(0)).to_be_focused()
    visit.page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    visit.page.keyboard.press("k")
    expect(items.nth(0)).to_be_focused()
    visit.page.keyboard.press("k")
    expect(items.nth(0)).to_be_focused()


def test_enter_opens_the_item_that_has_the_focus(visit: Visit) -> None:
    ask_by_keys(visit)
    visit.page.keyboard.press("j")
    wanted = visit.page.locator("[data-item] a[href]").first.get_attribute("href") or ""
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(visit.address + wanted)


def test_c_copies_the_citation_of_the_item(visit: Visit) -> None:
    ask_by_keys(visit)
    visit.page.keyboard.press("j")
    wanted = visit.page.evaluate("document.activeElement.dataset.citation")
    assert "Luật 66/2011/QH12" in wanted
    visit.page.keyboard.press("c")
    expect(visit.page.locator("#loi-nhan")).to_have_text("Đã sao chép")
    assert visit.page.evaluate("navigator.clipboard.readText()") == wanted


def test_c_on_the_page_of_a_provision_copies_its_citation(visit: Visit) -> None:
    visit.open("/vb/66-2011-qh12/dieu-32/khoan-1")
    visit.page.keyboard.press("c")
    expect(visit.page.locator("#loi-nhan")).to_have_text("Đã sao chép")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "khoản 1 Điều 32 Luật" in copied
    assert "66/2011/QH12" in copied


def test_c_where_nothing_is_to_be_copied_says_so(visit: Visit) -> None:
    visit.open("/tuy-chon")
    visit.page.keyboard.press("c")
    expect(visit.page.locator("#loi-nhan")).to_have_text("Chưa chọn mục nào để sao chép")


def test_p_prints(visit: Visit) -> None:
    visit.open("/vb/66-2011-qh12/dieu-32")
    visit.page.keyboard.press("p")
    assert visit.page.evaluate("window.printed") == 1


def test_question_mark_opens_help_at_the_keys(visit: Visit) -> None:
    visit.open("/kho")
    visit.page.keyboard.press("?")
    visit.page.wait_for_url("**/tro-giup#phim")
    expect(visit.page.get_by_role("heading", name="Phím tắt")).to_be_in_viewport()


def test_short_keys_are_letters_while_one_types(visit: Visit) -> None:
    visit.open("/")
    visit.page.locator("#q").focus()
    visit.page.keyboard.type("/j k c p ?")
    expect(visit.page.locator("#q")).to_have_value("/j k c p ?")
    assert visit.page.evaluate("window.printed") is None
    assert visit.page.url == f"{visit.address}/"


@pytest.mark.parametrize("key", ["Control+p", "Control+c", "Alt+j", "Meta+k"])
def test_keys_of_the_browser_stay_the_browsers(visit: Visit, key: str) -> None:
    visit.open("/tuy-chon")
    visit.page.keyboard.press(key)
    assert visit.page.evaluate("window.printed") is None
    expect(visit.page.locator("#loi-nhan")).to_have_text("")


def test_short_keys_can_be_turned_off_by_keyboard(visit: Visit) -> None:
    visit.open("/tuy-chon?ve=/kho")
    tab_to(visit.page, "[name=phim_tat]")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{visit.address}/kho")
    for key in ("?", "p", "/", "j", "c"):
        visit.page.keyboard.press(key)
    assert visit.page.evaluate("window.printed") is None
    assert visit.page.evaluate("document.activeElement === document.body")
    assert visit.page.url == f"{visit.address}/kho"


def test_language_and_theme_are_switched_by_keyboard_where_one_is(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1600, "height": 900})  # where the bar has room for both switches
    visit.open("/vb/66-2011-qh12/dieu-32?ngay=2025-06-30")
    tab_to(visit.page, "[name=ngon_ngu]")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(visit.page).to_have_url(f"{visit.address}/vb/66-2011-qh12/dieu-32?ngay=2025-06-30")
    tab_to(visit.page, "[name=giao_dien]")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("body")).to_have_css("background-color", "rgb(20, 24, 27)")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


def test_a_draft_is_checked_by_keyboard(visit: Visit) -> None:
    visit.open("/kiem-tra")
    tab_to(visit.page, "#van-ban")
    visit.page.keyboard.insert_text(DRAFT)
    tab_to(visit.page, "main form button[type=submit], main form button:not([type])")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/kiem-tra/*")
    tab_to(visit.page, "a[download], a[href$='/docx']")


def test_a_card_is_made_by_keyboard(visit: Visit) -> None:
    visit.open("/phieu")
    for name, words in (("lop", "nạn nhân là"), ("duong", "tự đến")):
        tab_to(visit.page, f"main [name={name}]")
        visit.page.keyboard.type(words)
    tab_to(visit.page, "main [name=nguyen_vong]")
    visit.page.keyboard.press("Space")
    tab_to(visit.page, "main form button[type=submit], main form button:not([type])")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/phieu/xem?*")


def test_two_provisions_are_compared_by_keyboard(visit: Visit) -> None:
    visit.open("/so-sanh")
    tab_to(visit.page, "main [name=cu]")
    visit.page.keyboard.insert_text("Điều 32 Luật 66/2011/QH12")
    tab_to(visit.page, "main [name=moi]")
    visit.page.keyboard.insert_text("Điều 8a Luật 66/2011/QH12")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/so-sanh?*")
    expect(visit.page.locator("ins").first).to_be_visible()


def test_the_menu_of_a_telephone_opens_by_keyboard(browser: Browser, address: str) -> None:
    for visit in visits(browser, address, viewport={"width": 360, "height": 640}):
        visit.open("/")
        tab_to(visit.page, ".menu summary")
        visit.page.keyboard.press("Enter")
        tab_to(visit.page, ".menu a[href='/kho']")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/kho")


def test_back_and_forward_keep_the_question_and_the_place(visit: Visit) -> None:
    visit.ask(QUESTION)
    page = visit.page
    answer = page.url
    page.get_by_role("link", name="Trích dẫn 1").first.click()
    expect(page).to_have_url(f"{answer}#trich-1")
    page.locator("#trich-1 a[href^='/vb/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Điều 32")
    provision = page.url
    page.go_back()
    expect(page).to_have_url(f"{answer}#trich-1")
    expect(page.locator("#q")).to_have_value(QUESTION)
    expect(page.locator("#trich-1")).to_be_in_viewport()
    page.go_forward()
    expect(page).to_have_url(provision)
    page.go_back()
    page.go_back()
    expect(page).to_have_url(answer)
    expect(page.get_by_role("heading", level=1)).to_have_text("Trả lời")


def test_back_and_forward_keep_filters(visit: Visit) -> None:
    page = visit.page
    visit.open("/kho")
    page.locator("main [name=ten]").fill("luật")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kho?*ten=lu*")
    listed = page.url
    page.get_by_role("link", name="Luật 66/2011/QH12").first.click()
    page.wait_for_url("**/vb/66-2011-qh12*")
    page.go_back()
    expect(page).to_have_url(listed)
    expect(page.locator("main [name=ten]")).to_have_value("luật")
    page.go_back()
    page.go_forward()
    expect(page.locator("main [name=ten]")).to_have_value("luật")


def test_a_deep_link_opens_at_its_place(visit: Visit) -> None:
    visit.open("/vb/66-2011-qh12/dieu-32/khoan-1/diem-d")
    expect(visit.page.locator("[aria-current=true]")).to_contain_text("Khám, chữa bệnh")
    expect(visit.page.locator("[aria-current=true]")).to_be_in_viewport()


def test_a_choice_of_light_or_dark_outweighs_the_system_and_paper_is_always_light(
    browser: Browser, address: str
) -> None:
    light, dark = "rgb(246, 245, 241)", "rgb(20, 24, 27)"
    for system, chosen, shown in (
        ("light", "auto", light),
        ("dark", "auto", dark),
        ("dark", "light", light),
        ("light", "dark", dark),
    ):
        for visit in visits(browser, address, color_scheme=system):
            visit.choose(giao_dien=chosen)
            visit.open("/tro-giup")
            expect(visit.page.locator("body")).to_have_css("background-color", shown)
            visit.page.emulate_media(media="print")
            expect(visit.page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
