"""What a provision cites and what cites it, also through its parts; what is not held is words without an address."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.link import Link, LinkKind
from corpus.provision import Provision
from corpus.store import CorpusStore
from corpus.work import Work
from ingest.references import find_references
from tests.laws import article, clause, expression, law, point, source
from web.links import MAX_LINKS, LinkList, links_in, links_out
from web.shapes import View
from web.views import citer_of

OLD = law("66/2011/QH12", "Luật Phòng, chống mua bán người", effective=date(2012, 1, 1))
NEW = law("53/2024/QH15", "Luật Phòng, chống mua bán người", issued=date(2024, 11, 28), effective=date(2025, 7, 1))
DECREE = law("09/2013/NĐ-CP", "Về hỗ trợ", type="Nghị định", issued=date(2013, 1, 11), effective=date(2013, 3, 26))
TODAY = date(2026, 11, 26)
SAYS = (
    article("1", "Phạm vi", words="Theo Điều 32 Luật Phòng, chống mua bán người."),
    article(
        "2",
        "Hỗ trợ",
        clause("1", "Theo khoản 1 Điều 32 Luật số 66/2011/QH12 và khoản 9 Điều 32 Luật số 66/2011/QH12."),
        clause("2", "Theo khoản 1 Điều này, Điều 1 Nghị định này và Điều 5 Luật số 71/2031/QH16."),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        for work in (OLD, NEW):
            opened.add(
                source(work.number), [expression(work, article("32", "Hỗ trợ", clause("1", "Gồm:", point("d", "ăn;"))))]
            )
        said = expression(DECREE, *SAYS)
        opened.add(source("nghị định"), [said], [one for one in find_references(said) if isinstance(one, Link)])
        yield opened


@pytest.fixture
def view(store: CorpusStore) -> View:
    return View(ForceTable(load_catalogue(), records=store), TODAY, dated=False)


def place(store: CorpusStore, work: Work, eid: str) -> Provision:
    found = store.unit(work, eid, TODAY).unit.provision.find(eid)
    assert found is not None
    return found


def shown(links: LinkList) -> list[tuple[str, str, str]]:
    return [(line.label, line.number, line.address) for line in links.lines]


def test_an_article_shows_the_links_of_its_parts_but_none_within_itself(store: CorpusStore, view: View) -> None:
    assert shown(links_out(store, DECREE, place(store, DECREE, "art_2"), view)) == [
        ("khoản 1 Điều 32", "66/2011/QH12", "/vb/66-2011-qh12/dieu-32/khoan-1"),
        ("khoản 9 Điều 32", "66/2011/QH12", ""),
        ("Điều 1", "09/2013/NĐ-CP", "/vb/09-2013-nd-cp/dieu-1"),
        ("Điều 5", "71/2031/QH16", ""),
    ]


def test_a_part_shows_its_own_links_also_to_its_neighbours(store: CorpusStore, view: View) -> None:
    second = place(store, DECREE, "art_2__cl_2")
    assert shown(links_out(store, DECREE, second, view))[0][0] == "khoản 1 Điều 2"
    first = links_in(store, DECREE, place(store, DECREE, "art_2__cl_1"), view)
    assert [line.label for line in first.lines] == ["khoản 2 Điều 2"]


def test_what_cites_a_part_cites_the_article(store: CorpusStore, view: View) -> None:
    links = links_in(store, OLD, place(store, OLD, "art_32"), view)
    assert [(line.label, line.here) for line in links.lines] == [
        ("Điều 1", "Điều 32"),  # by name: the law of 2013, not that of today
        ("khoản 1 Điều 2", "khoản 1 Điều 32"),
    ]
    assert links_in(store, NEW, place(store, NEW, "art_32"), view).lines == ()


def test_a_note_says_why_there_is_no_address(store: CorpusStore, view: View) -> None:
    lines = links_out(store, DECREE, place(store, DECREE, "art_2"), view).lines
    assert {line.label: line.note for line in lines if line.note} == {
        "khoản 9 Điều 32": "kho không có nơi này",
        "Điều 5": "kho chưa có",
    }


def test_how_many_links_are_left_out_is_said(store: CorpusStore, view: View) -> None:
    many = [Link("1/2020/TT-X", f"art_{num}", NEW.number, "art_32", LinkKind.CITES) for num in range(MAX_LINKS + 3)]
    store.add(source("thông tư"), [expression(law("1/2020/TT-X", type="Thông tư"), article("1", "X"))], many)
    links = links_in(store, NEW, place(store, NEW, "art_32"), view)
    assert (len(links.lines), links.more) == (MAX_LINKS, 3)


def test_links_of_a_number_that_several_works_carry_are_nobodys(store: CorpusStore, view: View) -> None:
    for year in (2025, 2026):
        plan = law("15/KH-UBND", type="Kế hoạch", issued=date(year, 2, 3), effective=None)
        link = Link("15/KH-UBND", "art_1", NEW.number, "art_32", LinkKind.CITES)
        store.add(source(str(year)), [expression(plan, article("1", "X", words="X"))], [link])
    assert links_out(store, plan, place(store, plan, "art_1"), view).lines == ()
    (line,) = links_in(store, NEW, place(store, NEW, "art_32"), view).lines
    assert (line.address, line.note) == ("", "kho có nhiều văn bản mang số này")


@pytest.mark.parametrize(
    ("text", "eid", "address"),
    [
        pytest.param(
            "Điều 32 Luật Phòng, chống mua bán người", "art_1", "/vb/66-2011-qh12/dieu-32", id="the law of its day"
        ),
        pytest.param("Điều 1 Nghị định này", "art_2", "/vb/09-2013-nd-cp/dieu-1", id="this decree"),
        pytest.param("khoản 2 Điều này", "art_2__cl_1", "/vb/09-2013-nd-cp/dieu-2/khoan-2", id="this Điều"),
        pytest.param("Điều 1 Luật này", "art_2", "", id="words of a law"),
        pytest.param("khoản 9 Điều này", "art_2__cl_1", "", id="no such khoản"),
        pytest.param("Điều 5 Luật số 71/2031/QH16", "art_2", "", id="not held"),
    ],
)
def test_words_of_a_page_lead_to_what_they_meant_when_they_were_written(
    store: CorpusStore, view: View, text: str, eid: str, address: str
) -> None:
    (citation,) = find_citations(text)
    assert citer_of(store, DECREE, store.units(DECREE, TODAY), view)(citation, eid) == address
