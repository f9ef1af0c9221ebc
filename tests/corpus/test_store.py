"""The store: a source whole or not at all, works by their numbers, and many readers beside one writer."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import AmbiguousNumberError, UnknownWorkError
from corpus.expression import Expression, Heading
from corpus.link import Link, LinkKind
from corpus.provision import Level
from corpus.store import CorpusStore
from corpus.work import SourceClass, Work
from tests.corpus.stored import DAY, LAW, ONE, TWO, nums
from tests.laws import Part, article, clause, expression, law, source

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
