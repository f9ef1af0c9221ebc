"""The library in a real browser: files sent and watched, with and without JavaScript, and by keyboard alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.web.loading_service import TOKEN, Service, decree, loading_service
from web.job_files import FileState

pytestmark = pytest.mark.browser
_SECONDS = 60.0


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with loading_service(tmp_path_factory.mktemp("nạp")) as running:
        yield running


@contextmanager
def visiting(browser: Browser, service: Service, **options: Any) -> Iterator[Page]:  # noqa: ANN401  # Playwright's
    """Give a page of a new browser; no error and no request to elsewhere may be left when it is done with."""
    faults: list[str] = []
    with browser.new_context(locale="vi-VN", base_url=service.address, **options) as context:
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda sent: None if sent.url.startswith(service.address) else faults.append(sent.url))
        yield page
    assert faults == []


def sign_in(page: Page) -> None:
    page.goto("/kho/nap")
    page.get_by_label("Mã quản trị").fill(TOKEN)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/kho/nap")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_files_are_sent_watched_stopped_and_tried_again(browser: Browser, service: Service, scripts: bool) -> None:
    first = 800 + 10 * scripts
    with visiting(browser, service, java_script_enabled=scripts) as page:
        sign_in(page)
        service.turnstile.stop_at(file="hai.txt", state=FileState.WRITING)
        sent = (("một.txt", decree(first)), ("hai.txt", decree(first + 1)), ("rỗng.txt", b""))
        page.get_by_label("Chọn tệp văn bản").set_input_files(
            [FilePayload(name=name, mimeType="text/plain", buffer=content) for name, content in sent]
        )
        page.get_by_role("button", name="Nạp", exact=True).click()
        page.wait_for_url(re.compile("/kho/nap/[0-9a-f]{16}"))
        files = page.get_by_role("list", name="Các tệp")
        expect(files.get_by_text("đã lưu, chờ lập chỉ mục")).to_be_visible(timeout=10_000)
        expect(page.get_by_text("đang chạy", exact=True)).to_be_visible()
        page.get_by_role("button", name="Dừng").click()
        service.turnstile.pass_on()
        expect(page.get_by_text("đã dừng", exact=True)).to_be_visible(timeout=10_000)
        expect(page.get_by_text("Việc nạp đã được dừng theo yêu cầu.")).to_be_visible()
        page.get_by_role("button", name="Nạp lại").click()
        expect(page.get_by_text("đã xong", exact=True)).to_be_visible(timeout=30_000)
        expect(files.get_by_text("đã có trong kho")).to_be_visible()
        expect(files.get_by_text("đã lưu, tra cứu được")).to_be_visible()
        expect(files.get_by_text("Tệp rỗng, không có nội dung để nạp.")).to_be_visible()
        page.get_by_role("link", name="Xem kho văn bản").click()
        expect(page.get_by_role("link", name=f"Nghị định {first + 1}/2019/NĐ-CP")).to_be_visible()


def test_a_browser_without_a_stream_asks_again_and_again(browser: Browser, service: Service) -> None:
    with visiting(browser, service) as page:
        page.add_init_script("delete window.EventSource")
        sign_in(page)
        service.turnstile.stop_at(file="hỏi.txt", state=FileState.WRITING)
        with page.expect_response(re.compile("/tien-do$")):
            sent = FilePayload(name="hỏi.txt", mimeType="text/plain", buffer=decree(830))
            page.get_by_label("Chọn tệp văn bản").set_input_files(sent)
            page.get_by_role("button", name="Nạp", exact=True).click()
        service.turnstile.pass_on()
        expect(page.get_by_text("đã lưu, tra cứu được")).to_be_visible(timeout=30_000)


def test_the_address_with_a_token_signs_in_and_leaves_no_trace_of_it(browser: Browser, service: Service) -> None:
    with visiting(browser, service) as page:
        page.goto(f"/quan-tri#ma={TOKEN}")
        expect(page.get_by_role("button", name="Đăng nhập")).to_be_focused()
        assert "#" not in page.url
        page.keyboard.press("Enter")
        page.wait_for_url("**/kho/nap")


def test_files_can_be_dropped_and_too_many_are_refused_before_they_are_sent(browser: Browser, service: Service) -> None:
    drop = """([box, names]) => { const moved = new DataTransfer();
        for (const name of names) moved.items.add(new File(["Điều 1"], name));
        box.dispatchEvent(new DragEvent("drop", {dataTransfer: moved, bubbles: true, cancelable: true})); }"""
    with visiting(browser, service) as page:
        sign_in(page)
        box = page.locator(".drop").element_handle()
        page.evaluate(drop, [box, ["<img src=x onerror=alert(1)>.txt", "b.txt"]])
        expect(page.locator(".picked li")).to_have_count(2)
        expect(page.get_by_text("<img src=x onerror=alert(1)>.txt")).to_be_visible()
        page.evaluate(drop, [box, [f"{number}.txt" for number in range(101)]])
        page.get_by_role("button", name="Nạp", exact=True).click()
        expect(page.get_by_text("Mỗi lần gửi nhiều nhất 100 tệp.")).to_be_visible()
        assert page.url.endswith("/kho/nap")


def test_everything_is_done_by_keyboard_alone(browser: Browser, service: Service, tmp_path: Path) -> None:
    (tmp_path / "phím.txt").write_bytes(decree(840))
    with visiting(browser, service) as page:
        page.goto("/kho/nap")
        _tab_to(page, "Mã quản trị")
        page.keyboard.type(TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_url("**/kho/nap")
        _tab_to(page, "Chọn tệp")
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files(tmp_path / "phím.txt")
        _tab_to(page, "Nạp")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/kho/nap/[0-9a-f]{16}"))
        expect(page.get_by_text("đã lưu, tra cứu được")).to_be_visible(timeout=30_000)
        page.goto("/kho")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.matches('[data-item]')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/vb/*")
        page.go_back()
        _tab_to(page, "Số hiệu, tên hoặc cơ quan ban hành")
        page.keyboard.type("840/2019")
        page.keyboard.press("Enter")
        page.wait_for_url("**/kho?ten=840*")
        expect(page.get_by_text("1 văn bản", exact=True)).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until a control whose label begins so has the focus."""
    label = """() => { const at = document.activeElement;
        return (at.labels && at.labels[0] ? at.labels[0].textContent : at.textContent).trim(); }"""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(label).startswith(name) and page.evaluate("document.activeElement.matches('input, button')"):
            return
    raise AssertionError(f"{name} is not reached by Tab")


PAGES = (
    "/kho",
    "/kho?nam=2019",
    "/kho/chu-de",
    "/kho/nap",
    "/kho/cach-ly",
    "/kho/nghi-ngo",
    "/kho/con-thieu",
    "/quan-tri",
)


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_page_scrolls_sideways(browser: Browser, service: Service, width: int) -> None:
    with visiting(browser, service, viewport={"width": width, "height": 900}) as page:
        sign_in(page)
        for path in PAGES:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
