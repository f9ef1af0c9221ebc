"""The library: what is found, counted, ordered and led to, from the address alone."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.force import ForceTable
from corpus.provision import Level
from corpus.store import CorpusStore
from corpus.work import Work
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import ATTACK, TODAY, Part, expression, fill, source
from web.app import Outside, create_app
from web.settings import WebSettings

BODY = (Part(Level.ARTICLE, "1", "Điều 1. Phạm vi\nLời văn thử.\n", (), "Phạm vi"),)
MANY = (
    Work(number="9/2019/TT-BYT", type="Thông tư", title="Ăn uống tại cơ sở", issuer="Bộ Y tế", issued=date(2019, 5, 1)),
    Work(number="10/2019/TT-BYT", type="Thông tư", title="Âm nhạc trị liệu", issuer="BỘ Y TẾ", issued=date(2019, 6, 1)),
    Work(number="11/2019/NĐ-CP", type="Nghị định", title="An ninh cơ sở", issued=date(2019, 7, 1)),
    Work(number="12/2018/TT-BTP", type="Thông tư", title="Đào tạo trợ giúp pháp lý", issued=date(2018, 1, 1)),
    Work(number="13/2018/TT-BTP", type="Thông tư", title="Dạy nghề", issuer="Bộ Tư pháp", issued=date(2018, 2, 1)),
    Work(number="162/2025/NĐ-CP", type="Nghị định", title="Hướng dẫn thử", issued=date(2025, 6, 29)),
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    with fill(tmp_path_factory.mktemp("kho") / "corpus.db") as store:
        store.add(source("nhieu.html"), [expression(work, BODY) for work in MANY])
        yield store


def door(store: CorpusStore) -> TestClient:
    force = ForceTable(load_catalogue(), records=store)
    outside = Outside(today=lambda: TODAY)
    app = create_app(WordSearch(store, force), store, force, WebSettings(), RecordingLoad(), outside=outside)
    return TestClient(app, base_url="http://localhost")


@pytest.fixture(scope="module")
def browser(held: CorpusStore) -> TestClient:
    return door(held)


def listed(page: str) -> list[str]:
    """Return the slugs of a list, in its order."""
    shelf = page.partition('<ol class="shelf"')[2].partition("</ol>")[0]
    return re.findall(r'<p class="hit-head"><a href="/vb/([^"?]+)', shelf)


def facet(page: str, key: str) -> dict[str, int]:
    """Return the values of a facet with their counts, in their order."""
    part = page.partition(f'id="loc-{key}"')[2].partition("</section>")[0]
    found = re.findall(r'<span(?: lang="vi")?>([^<]+)</span> <span class="number">([\d.,]+)</span>', part)
    return {words: int(count) for words, count in found}


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        pytest.param("ten=9/2019/TT-BYT", ["09-2019-tt-byt"], id="number"),
        pytest.param("ten=09/2019", ["09-2019-tt-byt"], id="number with a zero"),
        pytest.param("ten=thong tu 12/2018", ["12-2018-tt-btp"], id="type and number"),
        pytest.param("ten=dao tao", ["12-2018-tt-btp"], id="đ without a mark"),
        pytest.param("ten=ĐÀO TẠO", ["12-2018-tt-btp"], id="capitals"),
        pytest.param("ten=nghe day", ["13-2018-tt-btp"], id="words in any order"),
        pytest.param("ten=bo tu phap", ["13-2018-tt-btp"], id="issuer"),
        pytest.param("loai=Nghị định&nam=2019", ["11-2019-nd-cp"], id="type and year"),
        pytest.param("co_quan=Bộ Y tế&xep=so", ["09-2019-tt-byt", "10-2019-tt-byt"], id="issuer, however written"),
        pytest.param("co_quan=Chính phủ&nam=2019", ["11-2019-nd-cp"], id="issuer told by the number"),
        pytest.param("tinh_trang=in_force", ["162-2025-nd-cp"], id="status on the day"),
        pytest.param("chu_de=legal_aid&nam=2018", ["12-2018-tt-btp"], id="topic named by the title"),
        pytest.param("chu_de=amounts&nam=2025", ["162-2025-nd-cp"], id="topic of the handbook"),
        pytest.param("nguon=guidance", ["so-tay-thu"], id="class of source"),
        pytest.param("loai=Không có", [], id="no such value"),
        pytest.param("ten=%00", None, id="a zero byte"),
    ],
)
def test_works_are_found_by_what_the_address_says(browser: TestClient, query: str, slugs: list[str] | None) -> None:
    shown = browser.get(f"/kho?{query}")
    assert shown.status_code == 200
    if slugs is not None:
        assert listed(shown.text) == slugs


@pytest.mark.parametrize(
    ("order", "slugs"),
    [
        ("moi", ["11-2019-nd-cp", "10-2019-tt-byt", "09-2019-tt-byt"]),
        ("ten", ["11-2019-nd-cp", "09-2019-tt-byt", "10-2019-tt-byt"]),  # An, Ăn, Âm
        ("so", ["09-2019-tt-byt", "10-2019-tt-byt", "11-2019-nd-cp"]),
        ("x", ["11-2019-nd-cp", "10-2019-tt-byt", "09-2019-tt-byt"]),
    ],
)
def test_lists_are_in_vietnamese_order_and_numbers_by_their_value(
    browser: TestClient, order: str, slugs: list[str]
) -> None:
    assert listed(browser.get(f"/kho?nam=2019&xep={order}").text) == slugs


def test_the_status_is_that_of_the_day(browser: TestClient) -> None:
    assert "66-2011-qh12" in listed(browser.get("/kho?tinh_trang=in_force&ngay=2024-01-01").text)
    shown = browser.get("/kho?tinh_trang=expired&ngay=22/11/2026").text
    assert "66-2011-qh12" in listed(shown)
    assert 'value="22/11/2026"' in shown
    assert browser.get("/kho?ngay=32/01/2026").status_code == 422


def test_a_facet_counts_what_choosing_in_it_would_show(browser: TestClient) -> None:
    shown = browser.get("/kho?nam=2019&loai=Thông tư").text
    assert facet(shown, "loai") == {"Nghị định": 1, "Thông tư": 2}
    assert facet(shown, "nam") == {"2019": 2, "2018": 2}
    for words, count in facet(shown, "nam").items():
        assert len(listed(browser.get(f"/kho?nam={words}&loai=Thông tư").text)) == count


def test_every_choice_keeps_the_others_in_the_address_and_can_be_taken_back(browser: TestClient) -> None:
    shown = browser.get("/kho?ten=co+so&loai=Thông tư&ngay=2024-01-01&xep=so").text
    taken = re.findall(r'<li><a href="([^"]+)"><span class="soft">', shown)
    assert [unquote_plus(address.replace("&amp;", "&")) for address in taken] == [
        "/kho?ten=co so&ngay=2024-01-01&xep=so",
        "/kho?loai=Thông tư&ngay=2024-01-01&xep=so",
    ]
    assert '<input type="hidden" name="loai" value="Thông tư">' in shown


def test_a_long_list_is_paged_and_keeps_its_filters(tmp_path: Path) -> None:
    works = [Work(number=f"{n}/2020/TT-BYT", type="Thông tư", title=f"Điều {n}") for n in range(1, 121)]
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(source("a"), [expression(work, BODY) for work in works])
        browser = door(store)
        pages = [browser.get(f"/kho?loai=Thông tư&xep=ten&trang={number}").text for number in (1, 2, 3)]
        assert [len(listed(page)) for page in pages] == [50, 50, 20]
        assert listed(pages[0])[8:11] == ["09-2020-tt-byt", "10-2020-tt-byt", "11-2020-tt-byt"]
        assert 'rel="next" href="/kho?loai=Th%C3%B4ng+t%C6%B0&amp;xep=ten&amp;trang=3"' in pages[1]
        assert 'rel="prev" href="/kho?loai=Th%C3%B4ng+t%C6%B0&amp;xep=ten"' in pages[1]
        assert 'start="51"' in pages[1]
        for far in ("99", "-1", "0"):
            assert listed(browser.get(f"/kho?trang={far}").text)


def test_the_list_changes_with_the_store_at_once(tmp_path: Path) -> None:
    with fill(tmp_path / "corpus.db") as store:
        browser = door(store)
        assert "9-2019" not in browser.get("/kho").text
        store.add(source("moi"), [expression(MANY[0], BODY)])
        assert "09-2019-tt-byt" in listed(browser.get("/kho").text)
        assert "09-2019-tt-byt" not in listed(browser.get("/kho?tinh_trang=expired").text)
        ended = Event(
            number=MANY[0].number, kind=EventKind.EXPIRED, day=date(2021, 1, 1), said_by=Witness.PERSON, reason="thử"
        )
        row = store.say(MANY[0], ended, "người thử")
        assert "09-2019-tt-byt" in listed(browser.get("/kho?tinh_trang=expired").text)
        store.unsay(row)
        assert "09-2019-tt-byt" not in listed(browser.get("/kho?tinh_trang=expired").text)
        store.remove(source("moi").sha256)
        assert "09-2019-tt-byt" not in listed(browser.get("/kho").text)


def test_topics_stand_in_the_order_of_the_alphabet_with_what_they_hold(browser: TestClient) -> None:
    shown = browser.get("/kho/chu-de").text
    letters = re.findall(r'<h2 id="chu-\d+">(.)</h2>', shown)
    assert letters == [letter for letter in "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY" if letter in letters]
    names = re.findall(r'href="/kho\?chu_de=\w+">([^<]+)</a>', shown)
    assert {"Y tế", "Tâm lý", "Phiên dịch", "Trợ giúp pháp lý", "Vay vốn", "Đường dây nóng"} <= set(names)
    assert len(names) == 29


def test_a_topic_shows_its_works_and_the_questions_of_the_handbook(browser: TestClient) -> None:
    shown = browser.get("/kho?chu_de=legal_aid").text
    assert "12-2018-tt-btp" in listed(shown)
    assert re.search(r"Sổ tay có \d+ câu hỏi về chủ đề này", shown)
    assert re.search(r"căn cứ của \d+ mục sổ tay về chủ đề này", browser.get("/kho?chu_de=amounts").text)


def test_an_english_page_is_english_but_for_titles_and_names(browser: TestClient) -> None:
    shown = browser.get("/kho?chu_de=legal_aid&ten=thong", headers={"cookie": "ngon_ngu=en"}).text
    bare = re.sub(r'<(\w+)[^>]*lang="vi"[^>]*>.*?</\1>', "", shown, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", bare.partition("<main")[2].partition("</main>")[0])
    assert not re.search(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậ]", text.lower()), text


@pytest.mark.parametrize("name", ["ten", "loai", "co_quan", "nam", "tinh_trang", "chu_de", "nguon", "xep"])
def test_script_in_an_address_comes_out_as_text(browser: TestClient, name: str) -> None:
    shown = browser.get("/kho", params={name: ATTACK}).text
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert 'onfocus="' not in shown
