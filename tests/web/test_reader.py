"""The reader: contents, timeline, guidance, copies, whole texts, pages of the original, paper, English."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.force import ForceTable
from corpus.link import Link, LinkKind
from corpus.store import CorpusStore
from ingest.keep import kept_path
from ingest.pipeline import ingest
from tests.fakes import RecordingLoad, WordSearch
from tests.ingest.pdf_maker import Words, make_pdf
from tests.laws import article, clause, expression, law, source
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.loading import load_starter
from web.settings import WebSettings

PRINTED = (
    (
        "CHÍNH PHỦ",
        "Số: 912/2031/NĐ-CP",
        "Hà Nội, ngày 02 tháng 3 năm 2031",
        "NGHỊ ĐỊNH",
        "Quy định việc thử",
        "Điều 1. Phạm vi điều chỉnh",
        "Nghị định này quy định việc thử.",
        "Điều 2. Việc thử",
        "1. Thử một lần ở cơ sở.",
    ),
    ("2. Thử hai lần ở nơi khác.", "Điều 3. Hiệu lực", "Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2031."),
)
AMENDED = law("12/2020/QH14", "Luật Giúp đỡ", effective=date(2021, 1, 1))
LONG = law("13/2020/QH14", "Luật Dài", effective=date(2021, 1, 1))
LATE = law("15/2020/QH14", "Luật Đi lại", effective=date(2021, 1, 1))
CITED_TIMES = 130


def fill(store: CorpusStore, folder: Path) -> None:
    """Put a printed decree, a law with two wordings, a long law and the handbook into a store."""
    paper = folder / "nghị định.pdf"
    paper.write_bytes(make_pdf([[Words(text, 70, 780 - 20 * at) for at, text in enumerate(page)] for page in PRINTED]))
    ingest([paper], store, folder / "sources")
    old = article("1", "Trợ cấp", clause("1", "Mức trợ cấp là 01 tháng lương."))
    new = article("1", "Trợ cấp", clause("1", "Mức trợ cấp là 03 tháng lương cơ sở."))
    store.add(source("cũ"), [expression(AMENDED, old)])
    store.add(source("mới"), [expression(AMENDED, new, valid_from=date(2024, 7, 1), acts=("34/2023/QH15",))])
    ends = Event(number=AMENDED.number, kind=EventKind.EXPIRED, day=date(2026, 1, 1), said_by=Witness.PERSON)
    store.say(AMENDED, ends, "Lan")
    articles = [article(str(at), f"Tên {at}", words="Lời văn. " * 60) for at in range(1, CITED_TIMES + 1)]
    links = [
        Link(LONG.number, f"art_{at}", AMENDED.number, "art_1", LinkKind.CITES) for at in range(1, CITED_TIMES + 1)
    ]
    store.add(source("dài"), [expression(LONG, *articles)], links)
    late = article("16a", "Thị thực thử", clause("1", "Thị thực thử có hạn 90 ngày."))
    store.add(source("hợp nhất"), [expression(LATE, late, valid_from=date(2023, 8, 15))])
    load_starter(store)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader")


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[CorpusStore]:
    with CorpusStore(folder / "corpus.db") as opened:
        fill(opened, folder)
        yield opened


@pytest.fixture(scope="module")
def door(store: CorpusStore, folder: Path) -> Iterator[TestClient]:
    force = ForceTable(load_catalogue(), records=store)
    app = create_app(
        WordSearch(store, force),
        store,
        force,
        WebSettings(requests_per_minute=0),
        RecordingLoad(),
        outside=Outside(today=lambda: TODAY, sources=folder / "sources"),
    )
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def paper_of(store: CorpusStore) -> str:
    return next(held.sha256 for held in store.sources() if held.kind == "pdf")


def test_the_banner_of_force_stands_before_everything_else_on_the_page(door: TestClient) -> None:
    shown = door.get("/vb/12-2020-qh14/dieu-1").text
    main = shown[shown.index("<main") :]
    assert re.match(r'<main[^>]*>\s*<div class="banner status bad" role="note"', main)
    assert "Hết hiệu lực" in main
    assert "button" not in main[: main.index("</div>")]


def test_the_timeline_tells_wordings_and_turns_of_force_newest_first(door: TestClient) -> None:
    shown = door.get("/vb/12-2020-qh14/dieu-1").text
    steps = re.findall(r'class="step-title"><span>([^<]+)</span>', shown)
    assert steps[:2] == ["Hết hiệu lực toàn bộ", "Lời văn sửa đổi"]
    assert steps[2:] == ["Có hiệu lực", "Lời văn đầu tiên có trong kho", "Ban hành"]
    assert 'theo <span lang="vi">34/2023/QH15</span>' in shown


def test_a_step_shows_the_words_that_changed_with_signs_and_leads_to_both_wordings(door: TestClient) -> None:
    shown = door.get("/vb/12-2020-qh14/dieu-1/khoan-1").text
    assert "bỏ 1 chữ, thêm 3 chữ" in shown
    assert re.search(r"<del>.*?01.*?</del><ins>.*?03.*?</ins>", shown, re.DOTALL)
    (address,) = re.findall(r'href="(/so-sanh[^"]+)"', shown)
    compared = door.get(address.replace("&amp;", "&"))
    assert compared.status_code == 200
    assert "bỏ 1 chữ, thêm 3 chữ" in compared.text


def test_the_wording_of_the_day_is_the_one_marked_as_shown(door: TestClient) -> None:
    before = door.get("/vb/12-2020-qh14/dieu-1?ngay=2023-01-01").text
    here = before[before.index('<li class="wording here') :]
    assert "Lời văn đầu tiên có trong kho" in here[: here.index("</li>")]


def test_a_long_list_of_citing_places_has_pages_of_its_own(door: TestClient) -> None:
    shown = door.get("/vb/12-2020-qh14/dieu-1").text
    assert shown.count("được dẫn bởi") == 12
    assert f"Xem cả {CITED_TIMES} nơi" in shown
    seen = set()
    for number in (1, 2, 3):
        page = door.get(f"/dan-chieu/12-2020-qh14/dieu-1?trang={number}").text
        seen |= set(re.findall(r'href="(/vb/13-2020-qh14/dieu-\d+)"', page))
    assert len(seen) == CITED_TIMES
    assert 'rel="next"' not in page


def test_the_handbook_stands_beside_the_article_it_rests_on(store: CorpusStore, tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as fresh:
        load_starter(fresh)
        work = law("66/2011/QH12", "Luật Phòng, chống mua bán người", issued=date(2011, 3, 29))
        fresh.add(source("66"), [expression(work, article("32", "Chế độ hỗ trợ", words="Hỗ trợ."))])
        force = ForceTable(load_catalogue(), records=fresh)
        app = create_app(
            WordSearch(fresh, force), fresh, force, WebSettings(), RecordingLoad(), outside=Outside(lambda: TODAY)
        )
        door = TestClient(app, base_url="http://127.0.0.1")
        shown = door.get("/vb/66-2011-qh12/dieu-32").text
        addresses = re.findall(r'href="(/vb/so-tay-can-cu/muc-\d+)"', shown)
        assert "Sổ tay nói gì về điều này" in shown
        assert door.get(addresses[0]).status_code == 200


def test_each_way_to_cite_can_be_copied_and_says_the_day_its_force_was_looked_at(door: TestClient) -> None:
    shown = door.get("/vb/912-2031-nd-cp/dieu-2/khoan-1?ngay=2031-06-01").text
    copied = re.findall(r"data-copy>([^<]+)</dd>", shown)
    assert copied[0] == "khoản 1 Điều 2 Nghị định 912/2031/NĐ-CP"
    assert "tại ngày 01/06/2031" in copied[1]
    assert copied[2].startswith("“1. Thử một lần ở cơ sở.”")
    assert copied[3] == "http://127.0.0.1/vb/912-2031-nd-cp/dieu-2/khoan-1?ngay=2031-06-01"


def test_a_khoan_can_be_walked_to_and_its_citation_copied_by_key(door: TestClient) -> None:
    shown = door.get("/vb/912-2031-nd-cp/dieu-2").text
    assert 'id="dieu-2_khoan-1" data-item data-citation="khoản 1 Điều 2 Nghị định 912/2031/NĐ-CP"' in shown


def test_a_whole_text_is_cut_into_pages_between_articles(door: TestClient) -> None:
    first = door.get("/vb/13-2020-qh14?toan_van=1").text
    assert "Trang\u00a01 / 2" in first
    second = door.get("/vb/13-2020-qh14?toan_van=1&trang=2").text
    ids = [re.findall(r'id="dieu-(\d+)"', page) for page in (first, second)]
    assert ids[0] + ids[1] == [str(at) for at in range(1, CITED_TIMES + 1)]
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert door.get("/vb/13-2020-qh14?toan_van=1&trang=99").status_code == 200


def test_the_page_of_the_original_shows_every_page_of_an_article_with_its_lines_marked(
    door: TestClient, store: CorpusStore
) -> None:
    assert 'href="/trang-goc/912-2031-nd-cp/dieu-2"' in door.get("/vb/912-2031-nd-cp/dieu-2").text
    shown = door.get("/trang-goc/912-2031-nd-cp/dieu-2").text
    sha256 = paper_of(store)
    assert re.findall(r'<image href="([^"]+)"', shown) == [f"/nguon/{sha256}/trang/{page}" for page in (1, 2)]
    assert [leaf.count('class="leaf-mark"') for leaf in shown.split("<figure")[1:]] == [2, 1]
    assert "2 dòng được đánh dấu" in shown


def test_one_page_of_the_original_is_a_picture_that_can_do_no_harm(door: TestClient, store: CorpusStore) -> None:
    picture = door.get(f"/nguon/{paper_of(store)}/trang/1")
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["content-disposition"] == 'inline; filename="trang-1.png"'
    assert picture.headers["x-content-type-options"] == "nosniff"
    assert picture.content.startswith(b"\x89PNG")
    assert len(picture.content) <= 300_000


def test_other_writings_of_an_address_lead_to_the_page_of_the_original_that_stays(door: TestClient) -> None:
    sent = door.get("/trang-goc/912/2031/NĐ-CP/dieu-2?ngay=1/6/2031&trang=2", follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (
        308,
        "/trang-goc/912-2031-nd-cp/dieu-2?ngay=2031-06-01&trang=2",
    )


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"/nguon/{'0' * 64}/trang/1", id="a hash that the store does not name"),
        pytest.param("/nguon/../../corpus.db/trang/1", id="a path"),
        pytest.param(f"/nguon/{'A' * 64}", id="no hash of ours"),
    ],
)
def test_only_what_the_store_names_can_be_asked_for(door: TestClient, path: str) -> None:
    assert door.get(path).status_code in (404, 422)


def test_a_page_that_the_paper_lacks_is_not_there(door: TestClient, store: CorpusStore) -> None:
    assert door.get(f"/nguon/{paper_of(store)}/trang/9").status_code == 404
    assert door.get("/trang-goc/912-2031-nd-cp/dieu-2?trang=9").status_code == 404


def test_a_text_without_pages_is_shown_in_its_place_among_the_words_around_it(door: TestClient) -> None:
    shown = door.get("/trang-goc/13-2020-qh14/dieu-2").text
    assert "Nguồn này không có trang in" in shown
    marked = re.search(r'<mark id="doan">(.*?)</mark>', shown, re.DOTALL)
    assert marked is not None
    assert marked[1].startswith("Điều 2. Tên 2")
    assert "Điều 3. Tên 3" in shown[marked.end() :]


def test_an_original_that_was_lost_from_the_disk_leaves_the_words(store: CorpusStore, folder: Path) -> None:
    force = ForceTable(load_catalogue(), records=store)
    app = create_app(
        WordSearch(store, force), store, force, WebSettings(), RecordingLoad(), outside=Outside(lambda: TODAY)
    )
    door = TestClient(app, base_url="http://127.0.0.1")
    shown = door.get("/trang-goc/912-2031-nd-cp/dieu-2")
    assert shown.status_code == 200
    assert '<mark id="doan">Điều 2. Việc thử' in shown.text


def test_a_damaged_original_says_so_and_still_shows_the_words(
    door: TestClient, store: CorpusStore, folder: Path
) -> None:
    path = kept_path(folder / "sources", paper_of(store))
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.5 nothing")
    try:
        shown = door.get("/trang-goc/912-2031-nd-cp/dieu-3").text
    finally:
        path.write_bytes(whole)
    assert "Tệp PDF bị hỏng" in shown
    assert '<mark id="doan">Điều 3. Hiệu lực' in shown


@pytest.mark.parametrize(
    "path",
    [
        "/vb/12-2020-qh14/dieu-1?ngay=2023-01-01",
        "/vb/12-2020-qh14?ngay=2023-01-01",
        "/trang-goc/12-2020-qh14/dieu-1?ngay=2023-01-01",
    ],
)
def test_paper_carries_the_address_the_day_and_a_code_that_leads_back(door: TestClient, path: str) -> None:
    shown = door.get(path).text
    foot = shown[shown.index("paper-foot") :]
    assert "<svg" in foot
    assert "http://127.0.0.1/vb/12-2020-qh14" in foot
    assert "ngay=2023-01-01" in foot
    assert "xem tại ngày 01/01/2023" in foot


class _Strays(HTMLParser):
    """Collects Vietnamese words that stand outside ``lang="vi"``."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.strays: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        language = found.get("lang") or (self.open[-1][1] if self.open else "")
        if language != "vi":
            self.strays += [
                value for name, value in found.items() if name == "aria-label" and _VIETNAMESE.search(value)
            ]
        if tag not in _VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("title", "script") and self.open[-1][1] != "vi":
            self.strays += [data.strip()] if _VIETNAMESE.search(data) else []


_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_VOID = ("meta", "link", "input", "br", "img", "hr")


@pytest.mark.parametrize(
    "path",
    [
        "/vb/12-2020-qh14",
        "/vb/12-2020-qh14/dieu-1/khoan-1",
        "/vb/13-2020-qh14?toan_van=1",
        "/vb/912-2031-nd-cp/dieu-2",
        "/trang-goc/912-2031-nd-cp/dieu-2",
        "/trang-goc/13-2020-qh14/dieu-2",
        "/dan-chieu/12-2020-qh14/dieu-1",
        "/so-sanh",
        "/so-sanh?cu=Điều 1 Luật 12/2020/QH14&ngay_cu=01/01/2023",
    ],
)
def test_in_english_only_the_law_stays_vietnamese_and_says_so(door: TestClient, path: str) -> None:
    strays = _Strays()
    strays.feed(door.get(path, headers={"Cookie": "ngon_ngu=en"}).text)
    assert strays.strays == []


def test_a_copied_citation_says_that_its_words_are_later_than_its_day(door: TestClient) -> None:
    said = "tại ngày 01/03/2022; lời văn áp dụng từ ngày 15/08/2023, sau ngày này"
    shown = door.get("/vb/15-2020-qh14/dieu-16a?ngay=2022-03-01").text
    assert shown.count(said) >= 3  # what the key c copies, the full citation, and that with its words
    assert (
        "lời văn áp dụng từ" not in door.get("/vb/15-2020-qh14/dieu-16a?ngay=2024-03-01").text.partition("Trích dẫn")[2]
    )


def test_the_english_banner_does_not_call_the_day_looked_at_the_day_of_expiry(door: TestClient) -> None:
    shown = door.get("/vb/12-2020-qh14/dieu-1", headers={"cookie": "ngon_ngu=en"}).text
    words = " ".join(re.sub(r"<[^>]*>", "", shown).split())
    assert "Not in force as at 22/11/2026; in force from 01/01/2021; no longer in force from 01/01/2026." in words
    assert "Expired" not in words
