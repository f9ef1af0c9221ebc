"""A page in a browser, and what went wrong on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

_SENDS = """([path, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


@dataclass(slots=True)
class Visit:
    """A page, and what went wrong on it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of ours."""
        self.page.goto(self.address + path)

    def send(self, path: str, fields: Mapping[str, str]) -> None:
        """Send a form, as a page of ours would, and wait for the page that answers it."""
        self.open("/tuy-chon")
        with self.page.expect_navigation():
            self.page.evaluate(_SENDS, [path, dict(fields)])

    def ask(self, question: str) -> None:
        """Type a question on the first page."""
        self.open("/")
        self.page.locator("#q").fill(question)
        self.page.locator("form.ask button[type=submit]").first.click()
        self.page.wait_for_url("**/hoi/*")

    def check(self, draft: str) -> None:
        """Have a draft checked."""
        self.open("/kiem-tra")
        self.page.get_by_label("Đoạn văn cần kiểm tra").fill(draft)
        self.page.get_by_role("button", name="Kiểm tra").click()
        self.page.wait_for_url("**/kiem-tra/*")

    def choose(self, **cookies: str) -> None:
        """Keep preferences: ``ngon_ngu="en", giao_dien="dark"``."""
        for name, value in cookies.items():
            self.page.context.add_cookies([{"name": name, "value": value, "url": self.address}])


def visits(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:  # noqa: ANN401  # Playwright's options
    """Give one visit; when it is over, no error was said and no request left the host."""
    with browser.new_context(locale="vi-VN", **options) as context:
        visit = Visit(context.new_page(), address)
        visit.page.on("console", lambda said: visit.errors.append(said.text) if said.type == "error" else None)
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.on("dialog", lambda dialog: visit.errors.append(f"dialog: {dialog.message}"))
        visit.page.on("request", lambda sent: visit.outside.append(sent.url) if _leaves(sent, address) else None)
        yield visit
        assert visit.errors == []
        assert visit.outside == []


def _leaves(sent: Request, address: str) -> bool:
    """Tell whether a request goes to another host; what stands inside the page goes nowhere."""
    return urlsplit(sent.url).scheme not in ("data", "blob", "about") and not sent.url.startswith(f"{address}/")
