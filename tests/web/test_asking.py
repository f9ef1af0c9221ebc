"""Asking: filters in the address, what was understood and its undoing, how hits are shown, languages, paper."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from corpus.case import Case, Support
from corpus.force import ForceTable
from corpus.provision import Level
from corpus.store import CorpusStore
from corpus.work import Work
from search.answer import Answer
from search.query import PersonClass, Query
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import OLD_LAW, TODAY, Part, expression, fill, source
from web.app import Outside, create_app
from web.asked import Asked, Place
from web.holdings import read_holdings
from web.library.remember import Remembered
from web.notebook import Notebook
from web.settings import WebSettings
from web.understood import Sign, rewritten, signs

QUESTION = "Nạn nhân trở về được chỗ ở tạm"
PERSONAL = "Chị Nguyễn Thị Hoa số điện thoại 0912345678, nạn nhân trở về được chỗ ở tạm nào"


def ask(client: TestClient, **fields: str) -> str:
    """Send the form and return the address of the answer."""
    sent = client.post("/", data={"q": QUESTION, **fields}, follow_redirects=False)
    return str(sent.headers["location"])


def link(page: str, words: str) -> str:
    """Return where the link with these words leads."""
    (address,) = re.findall(rf'href="([^"]*)"[^>]*>{re.escape(words)}', page)
    return unescape(address)


# Filters


def test_filters_stand_in_the_address_of_the_answer_and_the_question_does_not(client: TestClient) -> None:
    address = ask(client, loai="Luật", tinh_trang="expired", co_quan="")
    assert parse_qs(urlsplit(address).query) == {"loai": ["Luật"], "tinh_trang": ["expired"]}
    page = client.get(address).text
    assert '<option value="Luật" lang="vi" selected>' in page
    assert '<option value="expired" selected>' in page


def test_filters_limit_the_answer_and_the_provisions_beside_it(client: TestClient) -> None:
    page = client.get(ask(client, loai="Nghị định")).text
    assert "911/2030/NĐ-CP" in page
    assert 'href="/vb/66-2011-qh12' not in page


def test_one_click_drops_a_filter_and_keeps_the_others(client: TestClient) -> None:
    address = ask(client, loai="Luật", nguon="law")
    page = client.get(address).text
    chips = re.findall(r'<li class="limit">.*?href="([^"]*)"', page, re.DOTALL)
    assert [parse_qs(urlsplit(unescape(chip)).query) for chip in chips] == [{"nguon": ["law"]}, {"loai": ["Luật"]}]


def test_filters_that_leave_nothing_are_named_with_how_much_each_takes_away(client: TestClient) -> None:
    page = client.get(ask(client, loai="Nghị định", ho_tro="loan")).text
    assert "Bộ lọc không để lại quy định nào." in page
    told = re.findall(r"<li>(Loại văn bản|Loại hỗ trợ) “.*?” bỏ (\d+) quy định · <a[^>]*href=\"([^\"]*)\"", page)
    counts = {name: int(count) for name, count, _ in told}
    assert set(counts) == {"Loại văn bản", "Loại hỗ trợ"}
    assert counts["Loại hỗ trợ"] > counts["Loại văn bản"] > 0
    without = {name: parse_qs(urlsplit(unescape(address)).query) for name, _, address in told}
    assert without == {"Loại văn bản": {"ho_tro": ["loan"]}, "Loại hỗ trợ": {"loai": ["Nghị định"]}}


def test_a_shared_address_carries_the_filters_too(client: TestClient) -> None:
    shared = link(client.get(ask(client, loai="Luật")).text, "Địa chỉ chia sẻ")
    assert parse_qs(urlsplit(shared).query) == {"q": [QUESTION], "loai": ["Luật"]}
    assert '<option value="Luật" lang="vi" selected>' in client.get(shared).text


def test_a_filter_that_nothing_can_pass_is_told_in_a_sentence(client: TestClient) -> None:
    shown = client.get(f"{ask(client)}?tinh_trang=tot", headers={"Accept": "text/html"})
    assert shown.status_code == 422
    assert "Bộ lọc không có giá trị" in shown.text


def test_what_may_be_chosen_is_what_the_store_holds_with_counts(store: CorpusStore, client: TestClient) -> None:
    held = read_holdings(store)
    assert [(one.value, one.count) for one in held.values["type"]] == [
        ("Kế hoạch", 2),
        ("Luật", 1),
        ("Nghị định", 1),
        ("Sổ tay", 1),
    ]
    assert held.newest == date(2026, 2, 3)
    assert "Kế hoạch (2)</option>" in client.get("/").text


def test_what_is_held_is_read_again_when_a_text_comes(tmp_path: Path) -> None:
    joint = Work(
        number="1/2020/TTLT", type="Thông tư liên tịch", title="Thử", issuer="Bộ Công an, Bộ Y tế và Bộ Tư pháp"
    )
    with fill(tmp_path / "corpus.db") as store:
        held = Remembered(lambda _day: read_holdings(store), store.state)
        assert held.on(TODAY) is held.on(TODAY)
        store.add(source("moi"), [expression(joint, (Part(Level.ARTICLE, "1", "Điều 1. Thử\n"),))])
        assert "Thông tư liên tịch" in [one.value for one in held.on(TODAY).values["type"]]
        issuers = [one.value for one in held.on(TODAY).values["issuer"]]
    assert "Bộ Công an" in issuers
    assert "Bộ Y tế và Bộ Tư pháp" not in issuers  # search cannot tell the two apart


# What was understood


def _signs(query: Query, on: date = TODAY, asked: Asked = Asked()) -> dict[str, Sign]:  # noqa: B008  # frozen
    answer = Answer(query, on, (), None, (), ())
    return {sign.kind: sign for sign in signs(answer, asked, Place("/hoi/x"), TODAY)}


def test_marks_and_abbreviations_are_told_apart() -> None:
    told = rewritten("BHYT cua nan nhan", "bảo hiểm y tế của nạn nhân")
    assert told.marks
    assert told.swaps == (("BHYT", "bảo hiểm y tế"),)
    assert rewritten("như đã gõ", "như đã gõ") == rewritten("", "")


def test_each_thing_understood_is_undone_by_an_address() -> None:
    case = Case(person_class=PersonClass.FOREIGNER, wishes=(Support.MEDICAL,))
    found = _signs(
        Query(text="BHYT nan nhan", on=TODAY, understood="bảo hiểm y tế nạn nhân", case=case), date(2020, 7, 1)
    )
    assert {kind: sign.address for kind, sign in found.items()} == {
        "Dấu": "/hoi/x?nguyen_van=1",
        "Viết lại": "/hoi/x?nguyen_van=1",
        "Nhóm người": "/hoi/x?khong_nhom=1",
        "Hỗ trợ": "/hoi/x?ho_tro=medical",
        "Ngày áp dụng": "/hoi/x?hom_nay=1",
    }


def test_what_was_undone_can_be_taken_back() -> None:
    found = _signs(Query(text="a", on=TODAY, understood="a"), asked=Asked(classless=True, today=True))
    assert {kind: sign.address for kind, sign in found.items()} == {
        "Nhóm người": "/hoi/x?hom_nay=1",
        "Ngày áp dụng": "/hoi/x?khong_nhom=1",
    }


def test_a_class_that_was_chosen_is_set_aside_with_one_click(client: TestClient) -> None:
    address = ask(client, lop="foreigner")
    page = client.get(address).text
    assert "về: người nước ngoài bị mua bán tại Việt Nam" in page
    aside = client.get(link(page, "không phải nhóm này")).text
    assert "về: người nước ngoài" not in aside
    assert link(aside, "đọc nhóm người từ câu hỏi") == address


def test_today_is_asked_about_instead_with_one_click(client: TestClient) -> None:
    page = client.get(ask(client, ngay="01/07/2020")).text
    assert "<strong>01/07/2020</strong>" in page
    assert "<strong>22/11/2026</strong>" in client.get(link(page, "lấy hôm nay")).text


# Hits


@pytest.fixture
def long_client(tmp_path: Path, force: ForceTable, settings: WebSettings) -> Iterator[TestClient]:
    """Serve a law of forty articles that all answer to one question."""
    parts = tuple(
        Part(Level.ARTICLE, str(number), f"Điều {number}. Chỗ ở tạm số {number}\n") for number in range(1, 41)
    )
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(source("dai"), [expression(OLD_LAW, parts)])
        outside = Outside(today=lambda: TODAY)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1") as opened:
            yield opened


def _places(page: str) -> list[str]:
    return re.findall(r'<li class="hit" id="(quy-dinh-\d+)"', page)


def test_long_lists_are_paged(long_client: TestClient) -> None:
    first = long_client.get("/", params={"q": "chỗ ở tạm"}).text
    assert _places(first) == [f"quy-dinh-{number}" for number in range(1, 11)]
    more = link(first, "Xem thêm quy định")
    assert more.endswith("xem=30#quy-dinh-11")
    second = long_client.get(more).text
    assert len(_places(second)) == 30
    third = long_client.get(link(second, "Xem thêm quy định")).text
    assert len(_places(third)) == 40
    assert "Xem thêm quy định" not in third


def test_a_hit_tells_where_it_stands_how_it_holds_and_why_it_was_found(client: TestClient) -> None:
    page = client.get(ask(client)).text
    first = page[page.index('id="quy-dinh-1"') : page.index('id="quy-dinh-2"')]
    words = " ".join(re.sub(r"<[^>]*>", " ", first).split())
    assert 'data-item data-citation="Điều 32 Luật 66/2011/QH12"' in first
    assert "Chương V. HỖ TRỢ NẠN NHÂN › Điều 32. Đối tượng và chế độ hỗ trợ" in words
    assert "Luật Phòng, chống mua bán người · Quốc hội · 01/01/2012 – 01/07/2025 · trang 3" in words
    assert "✕ hết hiệu lực" in words
    assert "Vì: trùng từ ngữ" in words
    assert "<mark>" in first
    assert re.search(r'role="status" aria-live="polite">\d+ quy định', page)


def test_answer_and_passages_can_be_put_into_a_collection(client: TestClient) -> None:
    address = ask(client)
    page = client.get(address).text
    assert f'name="loai" value="answer"><input type="hidden" name="cho" value="{address.removeprefix("/hoi/")}"' in page
    assert 'name="loai" value="passage"><input type="hidden" name="cho" value="/vb/66-2011-qh12/dieu-32' in page


def test_a_citation_leads_to_its_passage_and_the_passage_back_to_the_statement(client: TestClient) -> None:
    page = client.get(ask(client)).text
    assert '<a class="ref" href="#trich-1" aria-label="Trích dẫn 1: khoản 1 Điều 32 Luật 66/2011/QH12">' in page
    passage = page[page.index('id="trich-1"') :]
    assert 'tabindex="-1"' in passage[:40]
    assert 'href="#y-1">Về câu trả lời' in passage
    assert 'id="y-1"' in page


def test_a_refusal_says_whom_to_call_and_takes_a_report_of_what_is_missing(
    store: CorpusStore, force: ForceTable, settings: WebSettings, tmp_path: Path
) -> None:
    with Notebook(tmp_path / "notebook.db") as notebook:
        outside = Outside(today=lambda: TODAY, notebook=notebook)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            page = client.post("/", data={"q": "nạn nhân xyz tvk qpr mnl hjk bcd"}).text
    assert 'href="tel:111"' in page
    assert 'href="#gan-nhat"' in page
    assert re.search(r'name="y" value="missing">Báo thiếu tài liệu</button>', page)
    assert page.index("Kho chưa có căn cứ để trả lời.") < page.index('id="gan-nhat"')


# Paper


def test_paper_names_the_grounds_the_day_and_an_address_that_anybody_may_type(client: TestClient) -> None:
    page = client.get(ask(client)).text
    paper = unescape(page[page.index('class="print-only paper"') :])
    assert "[1] khoản 1 Điều 32 Luật 66/2011/QH12" in paper
    assert "câu hỏi áp dụng tại ngày 22/11/2026" in paper
    assert "http://127.0.0.1/?q=Nạn+nhân+trở+về+được+chỗ+ở+tạm" in paper
    assert '<svg aria-hidden="true"' in paper
    assert "/hoi/" not in paper


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param(PERSONAL, "Không in địa chỉ: câu hỏi có vẻ chứa thông tin về một người.", id="personal"),
        pytest.param(f"{QUESTION} {'và nữa ' * 60}", "Không in địa chỉ: câu hỏi dài", id="long"),
    ],
)
def test_paper_says_why_it_has_no_address(client: TestClient, question: str, reason: str) -> None:
    page = client.get(ask(client, q=question)).text
    paper = page[page.index('class="print-only paper"') :]
    assert reason in paper
    assert "http://127.0.0.1/" not in paper
    assert "<svg" not in paper


# English


class _Vietnamese(HTMLParser):
    """Collects text with Vietnamese letters outside elements that say they are Vietnamese."""

    _LETTERS = re.compile(
        r"[ăâđêôơưĂÂĐÊÔƠƯ\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u1ea0-\u1ef9]"
    )
    _EMPTY = frozenset(("input", "link", "meta", "br", "img", "path"))

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._languages: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._EMPTY:
            return
        above = self._languages[-1][1] if self._languages else ""
        self._languages.append((tag, dict(attrs).get("lang") or above))

    def handle_endtag(self, tag: str) -> None:
        while self._languages and self._languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self._languages]
        if self._LETTERS.search(data) and self._languages[-1][1] != "vi" and "title" not in inside:
            self.found.append(data.strip())


@pytest.fixture
def english(client: TestClient) -> TestClient:
    client.cookies.set("ngon_ngu", "en")
    return client


@pytest.mark.parametrize(
    "limits", [{}, {"loai": "Nghị định", "ho_tro": "loan", "co_quan": "Chính phủ"}], ids=["", "limited"]
)
@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty form"),
        pytest.param(QUESTION, id="answer"),
        pytest.param("nạn nhân xyz tvk qpr mnl hjk bcd", id="refusal"),
        pytest.param(PERSONAL, id="personal"),
        pytest.param("a" * 2_001, id="too long"),
    ],
)
def test_an_english_page_marks_all_that_stays_vietnamese(
    english: TestClient, question: str, limits: dict[str, str]
) -> None:
    shown = english.post("/", data={"q": question, "lop": "foreigner", "ngay": "1/7/2020", **limits})
    outline = _Vietnamese()
    outline.feed(shown.text)
    assert '<html lang="en"' in shown.text
    assert outline.found == []


def test_english_pages_say_by_code_why_nothing_is_answered_and_what_to_know(english: TestClient) -> None:
    refused = english.post("/", data={"q": "nạn nhân xyz tvk qpr mnl hjk bcd"}).text
    assert "No provision held is clear enough to answer this." in refused
    warned = english.post("/", data={"q": QUESTION}).text
    assert "Some of the grounds are no longer, or not yet, in force on the day asked about." in warned
    assert '<span lang="vi">Căn cứ đã hết hiệu lực.</span>' in warned


# The first page


def test_the_first_page_opens_a_door_for_each_and_says_what_is_held(client: TestClient) -> None:
    page = client.get("/").text
    for path in ("/ma-tran", "/phieu", "/bo-tai-lieu", "/ra-soat", "/kho", "/kiem-tra", "/so-sanh"):
        assert f'<li><a href="{path}">' in page
    words = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    assert "văn bản mới nhất, ban hành ngày 03/02/2026" in words
    assert "hiệu lực tính đến hôm nay 22/11/2026" in words


def test_the_first_page_is_small_over_the_wire(client: TestClient) -> None:
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    parts = [f"/static/{name}" for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page.text)]
    sizes = [
        int(client.get(part, headers={"Accept-Encoding": "gzip"}).headers["content-length"]) for part in ("/", *parts)
    ]
    assert sum(sizes) <= 60 * 1024


def test_reloading_a_link_drops_nobody_elses_question(client: TestClient) -> None:
    other = client.post("/", data={"q": "hỗ trợ y tế"}, follow_redirects=False).headers["location"]
    assert client.get(other).status_code == 200
    for _ in range(520):
        here = client.get("/", params={"q": "chỗ ở"})
    assert here.status_code == 200
    assert client.get(other).status_code == 200
