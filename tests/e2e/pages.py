"""Every page of the workplace, and how one comes to it on the small shelf.

A page that shows what a person typed stands under a name that nobody can guess, so it is reached by sending its form.
The checks that hold for all pages (test_every_page.py) walk through these; a page route that nothing here leads to
fails one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from tests.web.shelf import source

QUESTION = "Nạn nhân trở về được chỗ ở tạm"
DRAFT = "Theo Điều 99 Luật 66/2011/QH12 và Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm và bữa ăn hằng tuần”."
COMPARED = "/so-sanh?cu=Điều 32 Luật 66/2011/QH12&ngay_cu=01/01/2020&moi=Điều 8a Luật 66/2011/QH12"
CARD = (
    "/phieu/xem?lop=victim&duong=reported&tuoi=15&suc_khoe=injured&nguyen_vong=travel&nguyen_vong=hardship"
    "&noi=lang-son&ngay=2026-11-22"
)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page, and how one comes to it."""

    name: str
    path: str
    sends: Mapping[str, str] = field(default_factory=dict)  # the fields of a form; the page is where it leads
    status: int = 200


PAGES = (
    PageEntry("ask", "/"),
    PageEntry("ask, wrong", "/?q=a&ngay=99/99/2026", status=422),
    PageEntry("answer by its address", f"/?q={QUESTION}"),
    PageEntry("answer", "/", {"q": QUESTION}),
    PageEntry("refusal", "/", {"q": "Giá vàng hôm nay bao nhiêu"}),
    PageEntry("answer gone", "/hoi/khong-con", status=404),
    PageEntry("works", "/kho"),
    PageEntry("work", "/vb/66-2011-qh12"),
    PageEntry("work without articles", "/vb/15-kh-ubnd-2026-02-03"),
    PageEntry("two works of one number", "/vb/15-kh-ubnd", status=409),
    PageEntry("provision", "/vb/66-2011-qh12/dieu-32/khoan-1"),
    PageEntry("provision on a day", "/vb/66-2011-qh12/dieu-32?ngay=2025-06-30"),
    PageEntry("decree with script in its title", "/vb/911-2030-nd-cp/dieu-1"),
    PageEntry("whole text", "/vb/66-2011-qh12?toan_van=1"),
    PageEntry("in its source", "/trang-goc/66-2011-qh12/dieu-32/khoan-1"),
    PageEntry("source", f"/nguon/{source('luat.html').sha256}"),
    PageEntry("what cites it", "/dan-chieu/66-2011-qh12/dieu-32"),
    PageEntry("handbook", "/vb/so-tay-thu"),
    PageEntry("no such work", "/vb/khong-co", status=404),
    PageEntry("matrix", "/ma-tran"),
    PageEntry("matrix of a class", "/ma-tran?lop=foreigner&ngay=2025-06-30"),
    PageEntry("card form", "/phieu"),
    PageEntry("card", CARD),
    PageEntry("check", "/kiem-tra"),
    PageEntry("checked", "/kiem-tra", {"van_ban": DRAFT}),
    PageEntry("compare", "/so-sanh"),
    PageEntry("compared", COMPARED),
    PageEntry("succession", "/tuong-ung/66-2011-qh12/911-2030-nd-cp"),
    PageEntry("help", "/tro-giup"),
    PageEntry("api", "/tro-giup/api"),
    PageEntry("preferences", "/tuy-chon"),
)
# Addresses that give a file or a page to keep, whose form other tests open and check.
FILES = frozenset({"/nguon/{sha256}/trang/{number}", "/ma-tran.csv", "/kiem-tra/{name}/{form}"})


def addresses(base: str) -> dict[str, str]:
    """Return the address of each page on a running door, by the name of the page; forms are sent for it."""
    found = {}
    with httpx.Client(base_url=base, follow_redirects=True, headers={"Accept": "text/html"}) as client:
        for entry in PAGES:
            shown = client.post(entry.path, data=dict(entry.sends)) if entry.sends else client.get(entry.path)
            if shown.status_code != entry.status:
                raise AssertionError(f"{entry.name}: {entry.path} gives {shown.status_code}, not {entry.status}")
            url = shown.url
            found[entry.name] = url.raw_path.decode("ascii")
    return found
