"""From a citation to the place it names on a day; what is not sure is not resolved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.citation import find_citations
from corpus.provision import Level
from corpus.resolve import Missing, Resolution, number_of, resolve
from corpus.store import CorpusStore
from corpus.work import SourceClass, Work
from tests.laws import Part, article, clause, expression, item, law, point, source

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
OLD = law("66/2011/QH12", "Luật Phòng, chống mua bán người", issued=date(2011, 3, 29), effective=date(2012, 1, 1))


def plan(place: str, issued: date) -> Work:
    return Work(
        number="15/KH-UBND",
        type="Kế hoạch",
        title="Kế hoạch",
        issuer=f"Ủy ban nhân dân tỉnh {place}",
        issued=issued,
        place=place,
        source_class=SourceClass.PLAN,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        parts = (
            article("3", "Nguyên tắc", words="Tôn trọng."),
            article("32", "Hỗ trợ", clause("1", "Gồm:", point("d", "y tế;"), point("đ", "học nghề."))),
            Part(Level.ANNEX, "I", "Phụ lục I"),
        )
        annexed = expression(OLD, *parts)
        opened.add(source("luật"), [annexed])
        yield opened


def look_up(text: str, store: CorpusStore, on: date = BEFORE) -> Resolution:
    (citation,) = find_citations(text)
    return resolve(citation, store, on)


def test_a_full_citation_leads_to_its_point(store: CorpusStore) -> None:
    found = look_up("điểm đ khoản 1 Điều 32 Luật 66/2011/QH12", store)
    assert found.missing is None
    assert found.provision is not None
    assert found.provision.text == "đ) học nghề.\n"


@pytest.mark.parametrize(
    ("text", "on", "number"),
    [
        ("Điều 32 Luật Phòng, chống mua bán người", BEFORE, "66/2011/QH12"),
        ("Điều 32 Luật Phòng, chống mua bán người", AFTER, "53/2024/QH15"),
        ("Điều 32 Luật Phòng, chống mua bán người năm 2011", AFTER, "66/2011/QH12"),
        ("Điều 32 Luật Phòng, chống mua bán người 2024", BEFORE, "53/2024/QH15"),
        ("Điều 32 Luật Phòng, chống mua bán người", date(2000, 1, 1), ""),
    ],
)
def test_a_bare_name_is_the_law_that_bore_it_on_the_day(text: str, on: date, number: str) -> None:
    (citation,) = find_citations(text)
    assert number_of(citation, on) == number


def test_a_law_that_is_not_held_is_named_as_missing(store: CorpusStore) -> None:
    found = look_up("Điều 32 Luật Phòng, chống mua bán người", store, AFTER)
    assert (found.missing, found.number) == (Missing.WORK, "53/2024/QH15")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        pytest.param("Điều 99 Luật 66/2011/QH12", False, id="no such Điều"),
        pytest.param("khoản 9 Điều 32 Luật 66/2011/QH12", True, id="no such khoản"),
        pytest.param("điểm e khoản 1 Điều 32 Luật 66/2011/QH12", True, id="no such điểm"),
        pytest.param("khoản 1 Điều 3 Luật 66/2011/QH12", True, id="a khoản of an Điều without khoản"),
        pytest.param("Điều 3 Phụ lục I Luật 66/2011/QH12", False, id="Điều 3 of the annex is not Điều 3 of the law"),
        pytest.param("Phụ lục IX Luật 66/2011/QH12", False, id="no such annex"),
        pytest.param("Mẫu số 07 Luật 66/2011/QH12", False, id="no such form"),
    ],
)
def test_a_place_that_the_law_lacks_is_missing(store: CorpusStore, text: str, held: bool) -> None:
    found = look_up(text, store)
    assert found.missing is Missing.PROVISION
    assert found.provision is None
    assert found.work == OLD
    assert (found.held is not None) is held


def test_an_annex_is_found(store: CorpusStore) -> None:
    found = look_up("Phụ lục I Luật 66/2011/QH12", store)
    assert found.provision is not None
    assert found.provision.eid == "annex_I"


@pytest.mark.parametrize("text", ["khoản 1 Điều này", "Điều 5", "khoản 2 Điều 7 Luật này"])
def test_a_citation_without_a_work_names_nothing(store: CorpusStore, text: str) -> None:
    assert look_up(text, store).missing is Missing.UNNAMED


def test_a_whole_work_is_resolved_without_a_place(store: CorpusStore) -> None:
    found = look_up("Luật 66/2011/QH12", store)
    assert (found.work, found.provision, found.missing) == (OLD, None, None)


def test_two_papers_of_one_number_are_candidates_never_a_guess(store: CorpusStore) -> None:
    one, other = plan("Quảng Ninh", date(2026, 2, 3)), plan("Huế", date(2025, 2, 4))
    for work in (one, other):
        store.add(source(work.place), [expression(work, item("II.2.1", "Tập huấn"))])
    found = look_up("Kế hoạch 15/KH-UBND", store)
    assert found.missing is Missing.AMBIGUOUS
    assert set(found.candidates) == {one, other}
    assert look_up("Kế hoạch 15/KH-UBND ngày 03/02/2026", store).work == one
    assert look_up("Kế hoạch 15/KH-UBND của UBND tỉnh Huế", store).work == other
    assert look_up("Kế hoạch 15/KH-UBND ngày 01/01/2020", store).missing is Missing.WORK


def test_the_paper_of_another_province_is_not_taken_for_the_one_cited(store: CorpusStore) -> None:
    store.add(source("Huế"), [expression(plan("Huế", date(2025, 2, 4)), item("I", "Tập huấn"))])
    assert look_up("Kế hoạch 15/KH-UBND của UBND tỉnh Quảng Ninh", store).missing is Missing.WORK


def test_an_item_of_a_paper_without_articles_is_found(store: CorpusStore) -> None:
    store.add(source("Huế"), [expression(plan("Huế", date(2025, 2, 4)), item("II.2.1", "Tập huấn"))])
    found = look_up("mục II.2.1 Kế hoạch 15/KH-UBND", store)
    assert found.provision is not None
    assert found.provision.eid == "item_II.2.1"
