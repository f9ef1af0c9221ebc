"""The store: a source whole or not at all, and for each day the text that governed on it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import (
    AmbiguousNumberError,
    DamagedStoreError,
    StoreUnavailableError,
    StoreVersionError,
    UnknownProvisionError,
    UnknownWorkError,
)
from corpus.expression import Expression, Heading, Origin
from corpus.link import Link, LinkKind
from corpus.provision import Level
from corpus.rows import Held
from corpus.schema import MIGRATIONS
from corpus.store import CorpusStore
from corpus.work import SourceClass, Work
from tests.laws import Part, article, clause, expression, law, point, source

LAW = law()
DAY = date(2022, 5, 1)
ONE = article("1", "Phạm vi", words="Lời thứ nhất.")
TWO = article("2", "Đối tượng", clause("1", "Gồm:", point("d", "người;"), point("đ", "trẻ em."), closing="Hết."))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        yield opened


def says(num: str, words: str) -> Part:
    return article(num, f"Tên điều {num}", words=words)


def nums(units: list[Held]) -> list[str]:
    return [held.unit.provision.num for held in units]


def words_of(store: CorpusStore, eid: str, on: date) -> str:
    return store.unit(LAW, eid, on).unit.provision.text.splitlines()[1]


# What goes in comes out


def test_a_unit_comes_back_as_it_was_given(store: CorpusStore) -> None:
    context = (Heading(Level.CHAPTER, "I", "NHỮNG QUY ĐỊNH CHUNG"),)
    given = expression(LAW, ONE, TWO, context=context, as_of=date(2022, 1, 1))
    store.add(source("a"), [given])
    found = store.units(LAW, DAY)
    assert tuple(held.unit for held in found) == given.units
    assert found[0].work == LAW
    assert found[0].as_of == date(2022, 1, 1)


@settings(max_examples=20)
@given(st.lists(st.text(alphabet="aăđ \n.1)\U0001f600", max_size=12), min_size=1, max_size=4))
def test_offsets_survive_the_store(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    given = expression(LAW, article("1", "Tên", *(clause(str(i), word) for i, word in enumerate(words))))
    with CorpusStore(tmp_path_factory.mktemp("kho") / "corpus.db") as store:
        store.add(source("a"), [given])
        unit = store.unit(LAW, "art_1", DAY).unit.provision
        for part in unit.walk():
            assert unit.text[part.start - unit.start : part.end - unit.start] == part.text


def test_what_a_source_gave_is_counted(store: CorpusStore) -> None:
    head = Part(Level.HEAD, "", "QUỐC HỘI")
    store.add(source("a"), [expression(LAW, head, ONE, TWO)], [Link("1", "", "2", "", LinkKind.CITES)])
    counts = store.counts()
    assert (counts.sources, counts.works, counts.expressions, counts.provisions, counts.links) == (1, 1, 1, 2, 1)
    assert store.source_works(source("a").sha256) == [(LAW, 2)]


# Whole or nothing


def test_nothing_is_stored_of_a_source_whose_units_leave_a_gap(store: CorpusStore) -> None:
    good = expression(law("13/2020/QH14"), ONE)
    gap = replace(expression(LAW, ONE, TWO), text="x" + expression(LAW, ONE, TWO).text)
    with pytest.raises(ValueError, match="12/2020/QH14"):
        store.add(source("a"), [good, gap])
    assert store.counts().sources == 0
    assert store.works() == []


def test_a_source_that_fails_half_way_leaves_the_former_reading(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, ONE)])

    def broken() -> Iterator[Expression]:
        yield expression(law("13/2020/QH14"), TWO)
        raise RuntimeError("bộ đọc hỏng")

    with pytest.raises(RuntimeError):
        store.add(source("a"), broken())
    assert [work.number for work in store.works()] == ["12/2020/QH14"]
    store.add(source("b"), [expression(LAW, TWO)])  # and the store can be written again


def test_overlapping_units_are_refused(store: CorpusStore) -> None:
    whole = expression(LAW, ONE, TWO)
    with pytest.raises(ValueError, match="spans"):
        store.add(source("a"), [replace(whole, units=(whole.units[0], whole.units[0], whole.units[1]))])


def test_reading_a_file_again_replaces_what_it_gave(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, ONE), expression(law("13/2020/QH14"), ONE)])
    first = store.expressions()
    store.add(source("a", parser="test-2"), [expression(LAW, TWO)])
    assert nums(store.units(LAW, DAY)) == ["2"]
    assert [work.number for work in store.works()] == ["12/2020/QH14"]
    assert store.counts().sources == 1
    assert not set(first) & set(store.expressions())


def test_an_expression_id_is_never_given_twice(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, ONE)])
    before = store.expressions()
    store.remove(source("a").sha256)
    store.add(source("b"), [expression(LAW, ONE)])
    assert not set(before) & set(store.expressions())


def test_removing_a_source_forgets_its_works_and_links(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, ONE)], [Link(LAW.number, "art_1", "9/2020/QH14", "", LinkKind.CITES)])
    store.remove(source("a").sha256)
    counts = store.counts()
    assert (counts.sources, counts.works, counts.provisions, counts.links) == (0, 0, 0, 0)


def test_a_second_source_fills_in_what_the_first_did_not_know(store: CorpusStore) -> None:
    store.add(source("a"), [expression(law(effective=None, issuer=""), ONE)])
    store.add(source("b"), [expression(law(effective=date(2021, 1, 1), issued=None), TWO)])
    work = store.work("12/2020/QH14")
    assert (work.issuer, work.issued, work.effective) == ("Quốc hội", date(2020, 6, 1), date(2021, 1, 1))


# Which text governs


def test_each_day_has_its_own_text(store: CorpusStore) -> None:
    store.add(source("cũ"), [expression(LAW, says("1", "Mức cũ."))])
    store.add(source("mới"), [expression(LAW, says("1", "Mức mới."), valid_from=date(2023, 7, 1))])
    assert words_of(store, "art_1", date(2023, 6, 30)) == "Mức cũ."
    assert words_of(store, "art_1", date(2023, 7, 1)) == "Mức mới."


@pytest.mark.parametrize("worse", [Origin.EXCERPT, Origin.ARTICLES, Origin.CODIFIED, Origin.WEB])
def test_of_two_texts_of_a_day_the_better_origin_governs(store: CorpusStore, worse: Origin) -> None:
    store.add(source("công báo"), [expression(LAW, says("1", "Lời công báo."))])
    store.add(source("khác"), [expression(LAW, says("1", "Lời khác."), origin=worse)])
    assert words_of(store, "art_1", DAY) == "Lời công báo."


def test_of_two_snapshots_the_last_one_before_the_day_governs(store: CorpusStore) -> None:
    for year in (2021, 2023, 2025):
        text = expression(LAW, says("1", f"Bản {year}."), origin=Origin.CODIFIED, as_of=date(year, 1, 1))
        store.add(source(str(year)), [text])
    assert words_of(store, "art_1", date(2024, 1, 1)) == "Bản 2023."
    assert words_of(store, "art_1", date(2026, 1, 1)) == "Bản 2025."
    assert words_of(store, "art_1", date(2020, 1, 1)) == "Bản 2021."


def test_partial_texts_fill_each_other_up_in_reading_order(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, says("1", "a"), says("3", "a"), says("10", "a"), complete=False)])
    store.add(source("b"), [expression(LAW, says("2", "b"), says("3a", "b"), complete=False)])
    assert nums(store.units(LAW, DAY)) == ["1", "2", "3", "3a", "10"]


def test_a_changed_article_takes_its_place_in_the_whole_text(store: CorpusStore) -> None:
    whole = expression(LAW, Part(Level.HEAD, "", "ĐẦU"), says("1", "cũ"), says("2", "cũ"), Part(Level.FOOT, "", "KÝ"))
    store.add(source("a"), [whole])
    changed = expression(LAW, says("1", "mới"), says("1a", "thêm"), valid_from=date(2023, 1, 1), complete=False)
    store.add(source("b"), [changed])
    assert nums(store.units(LAW, date(2022, 1, 1))) == ["", "1", "2", ""]
    after = store.units(LAW, date(2024, 1, 1))
    assert nums(after) == ["", "1", "1a", "2", ""]
    assert "mới" in after[1].unit.provision.text


def test_what_a_later_whole_text_no_longer_has_is_gone(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, says("1", "cũ"), says("2", "cũ"))])
    store.add(source("b"), [expression(LAW, says("1", "mới"), valid_from=date(2023, 1, 1))])
    assert words_of(store, "art_2", date(2022, 12, 31)) == "cũ"
    with pytest.raises(UnknownProvisionError, match="Điều 2"):
        store.unit(LAW, "art_2", date(2023, 1, 1))
    assert nums(store.units(LAW, date(2023, 1, 1))) == ["1"]


def test_what_only_a_future_text_adds_is_not_there_yet(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, says("1", "cũ"))])
    store.add(source("b"), [expression(LAW, says("1", "mới"), says("1a", "thêm"), valid_from=date(2023, 1, 1))])
    with pytest.raises(UnknownProvisionError):
        store.unit(LAW, "art_1a", date(2022, 12, 31))
    assert nums(store.units(LAW, date(2022, 12, 31))) == ["1"]
    assert words_of(store, "art_1a", date(2023, 1, 1)) == "thêm"


def test_an_article_that_one_file_lost_is_taken_from_another(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, says("1", "a"))])
    store.add(source("b"), [expression(LAW, says("1", "b"), says("2", "b"), origin=Origin.CODIFIED, complete=False)])
    assert words_of(store, "art_2", DAY) == "b"
    assert nums(store.units(LAW, DAY)) == ["1", "2"]


def test_where_only_a_later_text_is_held_it_is_shown_with_its_day(store: CorpusStore) -> None:
    changed = expression(LAW, says("5", "mới"), valid_from=date(2023, 1, 1), complete=False)
    store.add(source("a"), [changed])
    assert store.unit(LAW, "art_5", date(2022, 1, 1)).valid_from == date(2023, 1, 1)


COPY: dict[str, Any] = {"origin": Origin.ARTICLES, "as_of": date(2023, 1, 1)}  # of the codified law
CODIFIED: dict[str, Any] = {"origin": Origin.CODIFIED, "as_of": date(2023, 5, 1), "complete": False}


@pytest.mark.parametrize("copy_first", [True, False])
def test_a_copy_of_the_codified_law_does_not_pass_newer_words_off_as_old_ones(
    store: CorpusStore, copy_first: bool
) -> None:
    copy = source("chép"), [expression(LAW, says("1", "Mức mới."), **COPY)]
    page = source("pháp điển"), [expression(LAW, says("1", "Mức mới."), valid_from=date(2022, 7, 1), **CODIFIED)]
    for one in (copy, page) if copy_first else (page, copy):
        store.add(*one)
    before = store.unit(LAW, "art_1", DAY)
    assert (before.origin, before.valid_from) == (Origin.CODIFIED, date(2022, 7, 1))
    assert [held.origin for held in store.texts(LAW, "art_1")] == [Origin.CODIFIED]


def test_a_copy_stands_for_what_the_pages_held_lack(store: CorpusStore) -> None:
    store.add(source("chép"), [expression(LAW, says("1", "a"), says("2", "b"), **COPY)])
    store.add(source("pháp điển"), [expression(LAW, says("1", "a"), **CODIFIED)])
    found = [(held.unit.provision.num, held.origin) for held in store.units(LAW, DAY)]
    assert found == [("1", Origin.CODIFIED), ("2", Origin.ARTICLES)]


def test_a_copy_of_a_later_state_with_other_words_is_kept_beside_the_page(store: CorpusStore) -> None:
    store.add(source("pháp điển"), [expression(LAW, says("1", "Mức cũ."), **CODIFIED)])
    later: dict[str, Any] = {**COPY, "as_of": date(2024, 1, 1)}
    store.add(source("chép"), [expression(LAW, says("1", "Mức mới."), **later)])
    assert [held.origin for held in store.texts(LAW, "art_1")] == [Origin.CODIFIED, Origin.ARTICLES]


EXCERPT: dict[str, Any] = {"origin": Origin.EXCERPT, "complete": False}


def test_excerpts_of_one_work_stand_in_the_order_of_its_articles(store: CorpusStore) -> None:
    chapter = Part(Level.CHAPTER, "V", "CHƯƠNG V")
    above = (Heading(Level.CHAPTER, "V", "CHƯƠNG V"),)
    store.add(source("a"), [expression(LAW, says("1", "a"), **EXCERPT)])
    store.add(source("b"), [expression(LAW, chapter, says("7", "b"), says("8", "b"), context=above, **EXCERPT)])
    assert nums(store.units(LAW, DAY)) == ["1", "V", "7", "8"]


def test_beside_a_whole_text_only_the_articles_of_an_excerpt_count(store: CorpusStore) -> None:
    loose = Part(Level.BODY, "", "Lời mở đầu của một trang.")
    store.add(source("trích"), [expression(LAW, loose, says("3", "chỉ trích đoạn có"), **EXCERPT)])
    assert nums(store.units(LAW, DAY)) == ["", "3"]
    store.add(source("toàn văn"), [expression(LAW, says("1", "a"), says("2", "b"))])
    assert nums(store.units(LAW, DAY)) == ["1", "2", "3"]


def test_a_point_leads_to_the_article_that_holds_it(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, ONE, TWO)])
    found = store.unit(LAW, "art_2__cl_1__point_đ", DAY).unit.provision
    part = found.find("art_2__cl_1__point_đ")
    assert found.eid == "art_2"
    assert part is not None
    assert part.text == "đ) trẻ em.\n"


def test_a_missing_article_is_named_in_the_error(store: CorpusStore) -> None:
    store.add(source("a"), [expression(LAW, ONE)])
    with pytest.raises(UnknownProvisionError, match="Luật 12/2020/QH14 trong kho không có điểm đ khoản 2 Điều 99"):
        store.unit(LAW, "art_99__cl_2__point_đ", DAY)


# Works by their numbers


def plan(year: int, place: str = "Thử") -> Work:
    return Work(
        number="15/KH-UBND",
        type="Kế hoạch",
        title=f"Kế hoạch năm {year}",
        issued=date(year, 2, 3),
        source_class=SourceClass.PLAN,
        place=place,
    )


def test_a_number_is_found_however_it_is_typed(store: CorpusStore) -> None:
    store.add(source("a"), [expression(law("09/2013/NĐ-CP", type="Nghị định"), ONE)])
    for typed in ("09/2013/NĐ-CP", "9/2013/nđ-cp", "9/2013/ND-CP", "09-2013-nd-cp"):
        assert store.work(typed).number == "09/2013/NĐ-CP"


def test_a_number_of_two_works_is_never_guessed(store: CorpusStore) -> None:
    store.add(source("a"), [expression(plan(2025), ONE)])
    store.add(source("b"), [expression(plan(2026), ONE)])
    with pytest.raises(AmbiguousNumberError, match="03/02/2025"):
        store.work("15/KH-UBND")
    assert store.work("15-kh-ubnd-2026-02-03") == plan(2026)


@pytest.mark.parametrize("address", ["", "1/2000/QH1", "*", "'; DROP TABLE work; --", "không có gì"])
def test_an_unknown_work_is_an_error_with_its_name(store: CorpusStore, address: str) -> None:
    store.add(source("a"), [expression(LAW, ONE)])
    with pytest.raises(UnknownWorkError):
        store.work(address)


def test_links_are_found_from_both_ends(store: CorpusStore) -> None:
    links = [
        Link("12/2020/QH14", "art_1", "9/2013/ND-CP", "art_3", LinkKind.CITES),
        Link("12/2020/QH14", "art_2", "09/2013/NĐ-CP", "", LinkKind.GUIDES),
    ]
    store.add(source("a"), [expression(LAW, ONE)], links)
    assert store.links_from("12/2020/qh14") == links
    assert store.links_to("09/2013/NĐ-CP", "art_3") == links[:1]


# Threads


def test_many_threads_read_while_one_writes(store: CorpusStore) -> None:
    store.add(source("đầu"), [expression(LAW, ONE)])
    faults: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(30):
                assert store.unit(LAW, "art_1", DAY).unit.provision.num == "1"
        except BaseException as error:  # noqa: BLE001  # handed to the test's own thread
            faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(20):
        store.add(source(f"tệp {number}"), [expression(law(f"{number + 20}/2020/QH14"), ONE)])
    for reader in readers:
        reader.join()
    assert faults == []
    assert store.counts().sources == 21


# A file that is not well


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("UPDATE unit SET text = ? WHERE num = '1'", "Lời giả."),
        ("UPDATE unit SET heading = ? WHERE num = '1'", "Tên giả"),
        ("UPDATE unit SET parts = ? WHERE num = '2'", "[]"),
        ("UPDATE unit SET eid = ? WHERE num = '1'", "art_9"),
        ("DELETE FROM unit WHERE num = ?", "2"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(store: CorpusStore, change: str, value: str) -> None:
    store.add(source("luật.html"), [expression(LAW, ONE, TWO)])
    assert store.problems() == []
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(change, (value,))
    assert store.problems() == ["Nội dung đã lưu của luật.html không còn khớp với lúc nạp."]


def test_a_file_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    CorpusStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreVersionError, match="Hãy nâng cấp phần mềm"):
        CorpusStore(path)


def test_opening_twice_migrates_once(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with CorpusStore(path) as first:
        first.add(source("a"), [expression(LAW, ONE)])
    with CorpusStore(path) as again:
        assert again.counts().works == 1


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(content)
    with pytest.raises(DamagedStoreError, match="cancu restore"):
        CorpusStore(path)


def test_a_page_of_rubbish_in_the_middle_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with CorpusStore(path) as store:
        for number in range(40):
            store.add(source(str(number)), [expression(law(f"{number}/2020/QH14"), says("1", "lời " * 400))])
    content = bytearray(path.read_bytes())
    middle = len(content) // 2  # well behind the pages of the schema
    content[middle:] = b"\xa5" * (len(content) - middle)
    path.write_bytes(content)
    with pytest.raises(DamagedStoreError), CorpusStore(path) as damaged:
        list(damaged.expression_units(damaged.expressions()))
    with CorpusStore(path) as damaged:
        assert damaged.problems()


def test_a_folder_that_does_not_exist_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="không mở được tệp"):
        CorpusStore(tmp_path / "không có" / "corpus.db")


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_half_stored(tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(source("a"), [expression(LAW, ONE)])
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]  # the disk of a test
        store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # as above
        with pytest.raises(StoreUnavailableError, match="ổ đĩa đã đầy"):
            store.add(source("b"), [expression(law("13/2020/QH14"), says("1", "lời " * 20_000))])
        assert store.counts().sources == 1
        store._connection.execute("PRAGMA max_page_count = 100000")  # as above
        store.add(source("b"), [expression(law("13/2020/QH14"), says("1", "lời " * 20_000))])
        assert store.counts().sources == 2


def test_a_store_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as store:
        store._connection.execute("PRAGMA query_only = ON")  # root may write to any file
        with pytest.raises(StoreUnavailableError, match="không có quyền ghi"):
            store.add(source("a"), [expression(LAW, ONE)])


def test_a_copy_is_whole_while_the_store_is_open(store: CorpusStore, tmp_path: Path) -> None:
    store.add(source("a"), [expression(LAW, ONE, TWO)])
    store.copy_to(tmp_path / "copy.db")
    with CorpusStore(tmp_path / "copy.db") as copy:
        assert nums(copy.units(LAW, DAY)) == ["1", "2"]
        assert copy.problems() == []


def test_a_copy_into_a_missing_folder_is_told_in_a_sentence(store: CorpusStore, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError):
        store.copy_to(tmp_path / "không có" / "copy.db")


def test_the_governing_texts_of_no_places_are_none(store: CorpusStore) -> None:
    assert store.governing([], date(2026, 11, 22)) == {}
