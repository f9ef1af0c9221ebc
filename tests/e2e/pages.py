"""Every page of the workplace, and how one comes to it on the small shelf.

A page that shows what a person typed stands under a name that nobody can guess, so it is reached by sending its form.
The checks that hold for all pages (test_every_page.py) walk through these; a page route that nothing here leads to
fails one of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from tests.web.conftest import TOKEN
from web.sessions import COOKIE

QUESTION = "Nạn nhân trở về được chỗ ở tạm"
DRAFT = "Theo Điều 99 Luật 66/2011/QH12 và Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm và bữa ăn hằng tuần”."
LEAFLET = (
    "Hãy gọi đường dây nóng 18001567. Nạn nhân được hỗ trợ theo Điều 32 Luật 66/2011/QH12 và Nghị định 09/2013/NĐ-CP; "
    "hồ sơ nộp tại Phòng Lao động - Thương binh và Xã hội cấp huyện, theo Điều 99 Luật 66/2011/QH12."
)
COMPARED = "/so-sanh?cu=Điều 32 Luật 66/2011/QH12&ngay_cu=01/01/2020&moi=Điều 8a Luật 66/2011/QH12"
CARD = (
    "/phieu/xem?lop=victim&duong=reported&tuoi=15&suc_khoe=injured&nguyen_vong=travel&nguyen_vong=hardship"
    "&noi=lang-son&ngay=2026-11-22"
)
CITED = "/vb/66-2011-qh12/dieu-32/khoan-1"
OF_ITS_DAY = f"{CITED}?ngay=2020-01-01"  # when it held: nobody is asked about law that does not
STORY = "Một em gái 15 tuổi được đón ở cửa khẩu, đang ốm, muốn về nhà."


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page, and how one comes to it; ``{pack}`` and the like stand for what is made beforehand."""

    name: str
    path: str
    sends: Mapping[str, str] = field(default_factory=dict)  # the fields of a form; the page is where it leads
    status: int = 200
    signed_in: bool = False
    at_once: bool = False  # the form answers with the page itself, which has no address of its own


PAGES = (
    PageEntry("ask", "/"),
    PageEntry("ask, wrong", "/?q=a&ngay=99/99/2026", status=422),
    PageEntry("answer by its address", f"/?q={QUESTION}"),
    PageEntry("answer filtered", f"/?q={QUESTION}&loai=Luật&tinh_trang=expired&lop=victim&ngay=2025-06-30"),
    PageEntry("answer", "/", {"q": QUESTION}),
    PageEntry("answer with a name in it", "/", {"q": "Chị Nguyễn Thị Hoa 0912345678 được chỗ ở tạm không"}),
    PageEntry("refusal", "/", {"q": "Giá vàng hôm nay bao nhiêu"}),
    PageEntry("answer gone", "/hoi/khong-con", status=404),
    PageEntry("works", "/kho"),
    PageEntry("works, narrowed", "/kho?ten=luật&loai=Luật&xep=ten"),
    PageEntry("works, none", "/kho?ten=khôngcó"),
    PageEntry("topics", "/kho/chu-de"),
    PageEntry("quarantine", "/kho/cach-ly"),
    PageEntry("doubts", "/kho/nghi-ngo"),
    PageEntry("gaps", "/kho/con-thieu"),
    PageEntry("sign in", "/quan-tri"),
    PageEntry("signed in", "/quan-tri", signed_in=True),
    PageEntry("loads", "/kho/nap", signed_in=True),
    PageEntry("load", "/kho/nap/{job}", signed_in=True),
    PageEntry("quarantine, signed in", "/kho/cach-ly", signed_in=True),
    PageEntry("doubts, signed in", "/kho/nghi-ngo", signed_in=True),
    PageEntry("work", "/vb/66-2011-qh12"),
    PageEntry("work without articles", "/vb/15-kh-ubnd-2026-02-03"),
    PageEntry("two works of one number", "/vb/15-kh-ubnd", status=409),
    PageEntry("provision", CITED),
    PageEntry("provision on a day", "/vb/66-2011-qh12/dieu-32?ngay=2025-06-30"),
    PageEntry("decree with script in its title", "/vb/911-2030-nd-cp/dieu-1"),
    PageEntry("whole text", "/vb/66-2011-qh12?toan_van=1"),
    PageEntry("handbook", "/vb/so-tay-thu"),
    PageEntry("no such work", "/vb/khong-co", status=404),
    PageEntry("what leads to a provision", "/dan-chieu/66-2011-qh12/dieu-32"),
    PageEntry("original", "/trang-goc/{scanned}/dieu-2"),
    PageEntry("original without pictures", "/trang-goc/66-2011-qh12/dieu-32"),
    PageEntry("source", "/nguon/{source}"),
    PageEntry("matrix", "/ma-tran"),
    PageEntry("matrix of a class", "/ma-tran?lop=foreigner&ngay=2025-06-30"),
    PageEntry("card form", "/phieu"),
    PageEntry("card", CARD),
    PageEntry("check", "/kiem-tra"),
    PageEntry("checked", "/kiem-tra", {"van_ban": DRAFT}),
    PageEntry("check gone", "/kiem-tra/khong-con", status=404),
    PageEntry("update check", "/ra-soat"),
    PageEntry("update checked", "/ra-soat", {"van_ban": LEAFLET}),
    PageEntry("compare", "/so-sanh"),
    PageEntry("compared", COMPARED),
    PageEntry("succession", "/tuong-ung/66-2011-qh12/911-2030-nd-cp"),
    PageEntry("collections", "/bo-tai-lieu"),
    PageEntry("collection", "/bo-tai-lieu/{pack}"),
    PageEntry("collection, empty", "/bo-tai-lieu/{empty}"),
    PageEntry("collection, its title", "/bo-tai-lieu/{pack}/sua"),
    PageEntry("collection, thrown away", "/bo-tai-lieu/{pack}/xoa"),
    PageEntry("collection, checked again", "/bo-tai-lieu/{pack}/kiem"),
    PageEntry("collection, case exercise", "/bo-tai-lieu/{pack}/bai-tap"),
    PageEntry("collection, questions", "/bo-tai-lieu/{pack}/cau-hoi?tu={passage}"),
    PageEntry("collection, old and new law", "/bo-tai-lieu/{pack}/luat-cu-moi?cu=66/2011/QH12"),
    PageEntry("item, passage", "/bo-tai-lieu/{pack}/muc/{passage}"),
    PageEntry("item, quiz", "/bo-tai-lieu/{pack}/muc/{quiz}"),
    PageEntry("item, exercise", "/bo-tai-lieu/{pack}/muc/{exercise}"),
    PageEntry("which collection", "/bo-tai-lieu/them", {"loai": "passage", "cho": CITED}, at_once=True),
    PageEntry("no such collection", "/bo-tai-lieu/khong-co", status=404),
    PageEntry("help", "/tro-giup"),
    PageEntry("api", "/tro-giup/api"),
    PageEntry("preferences", "/tuy-chon"),
)
# Addresses that give a file, a picture or a stream; other tests open and check them.
FILES = frozenset(
    {
        "/ma-tran.csv",
        "/kiem-tra/{name}/{form}",
        "/ra-soat/{name}/{form}",
        "/bo-tai-lieu/{collection_id}/xuat/{form}",
        "/nguon/{sha256}/trang/{number}",
        "/kho/nap/{job_id}/tien-do",
        "/kho/nap/{job_id}/su-kien",
    }
)
# Addresses that only lead on to another page.
PASSED = frozenset({"/bo-tai-lieu/them"})


@dataclass(frozen=True, slots=True)
class Reached:
    """Where the pages of a running door are, and the session that opens those for who loads files."""

    paths: dict[str, str]
    session: str

    def of(self, entry: PageEntry) -> str:
        """Return the address of a page."""
        return self.paths[entry.name]


def reach(base: str, made: Mapping[str, str]) -> Reached:
    """Find the address of each page on a running door; forms are sent for it, after what they need is made."""
    with httpx.Client(base_url=base, follow_redirects=True, headers={"Accept": "text/html"}) as client:
        session = _sign_in(client)
        known = {**made, **_made(client)}
        paths = {}
        for entry in PAGES:
            client.cookies.clear()
            if entry.signed_in:
                client.cookies.set(COOKIE, session)
            path = entry.path.format_map(known)
            shown = client.post(path, data=dict(entry.sends)) if entry.sends else client.get(path)
            if shown.status_code != entry.status:
                raise AssertionError(f"{entry.name}: {path} gives {shown.status_code}, not {entry.status}")
            paths[entry.name] = shown.url.raw_path.decode("ascii")
    return Reached(paths, session)


def _sign_in(client: httpx.Client) -> str:
    client.post("/quan-tri", data={"ma": TOKEN}, follow_redirects=False)
    return client.cookies[COOKIE]


def _made(client: httpx.Client) -> dict[str, str]:
    """Make what pages need to show: a collection with an item of each kind, an empty one, and a job."""
    pack, empty = (_led(client, "/bo-tai-lieu", {"ten": title}) for title in ("Tập huấn quý I", "Còn trống"))
    root = f"/bo-tai-lieu/{pack}"
    answer = _led(client, "/", {"q": QUESTION})
    offers = (
        {"loai": "passage", "cho": OF_ITS_DAY, "ghi_chu": "Đọc to cho học viên."},
        {"loai": "answer", "cho": answer},
        {"loai": "comparison", "cho": "/vb/66-2011-qh12/dieu-32", "voi": "/vb/66-2011-qh12/dieu-8a"},
    )
    passage, *_ = [_led(client, "/bo-tai-lieu/them", {**offer, "vao": pack}) for offer in offers]
    _led(client, f"{root}/ghi-chu", {"de_muc": "Mở đầu", "noi_dung": "Giới thiệu **buổi** học."})
    story = {"lop": "victim", "duong": "reported", "tinh_huong": STORY, "viec": "tao", "cau_hoi": QUESTION}
    exercise = _led(client, f"{root}/bai-tap", story)
    offered = re.findall(r'name="chon" value="([^"]+)"', client.get(f"{root}/cau-hoi?tu={passage}").text)
    quiz = _led(client, f"{root}/cau-hoi", {"tu": passage, "chon": offered[:5]})
    sent = client.post("/kho/nap", files={"tep": ("văn bản.txt", b"Dieu 1. Thu", "text/plain")}, follow_redirects=False)
    job = sent.headers["location"].rpartition("/")[2]
    return {"pack": pack, "empty": empty, "passage": passage, "exercise": exercise, "quiz": quiz, "job": job}


def _led(client: httpx.Client, path: str, fields: Mapping[str, str | list[str]]) -> str:
    """Send a form and return the name of what it made: that of the item, or else of the page it leads to."""
    answered = client.post(path, data=dict(fields), follow_redirects=False)
    if answered.status_code != httpx.codes.SEE_OTHER:
        wrong = " ".join(re.findall(r'role="alert".*?</', answered.text, re.DOTALL))
        raise AssertionError(f"{path} gives {answered.status_code}, not what was made: {wrong}")
    address, _, item = answered.headers["location"].partition("#muc-")
    return item or str(address.partition("?")[0].rpartition("/")[2])
