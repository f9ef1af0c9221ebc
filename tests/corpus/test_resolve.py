"""From a citation to the place it names on a day; what is not sure is not resolved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.citation import find_citations
from corpus.provision import Level
from corpus.resolve import (
    Missing,
    Resolution,
    Setting,
    days_of,
    innermost,
    named_in_full,
    number_of,
    own_eid,
    resolve,
)
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


@pytest.mark.parametrize("held", ["27/2015/TTLT-BKHCN-BTC", "27/2015/TTLT/BKHCN-BTC"])
def test_a_joint_circular_is_found_in_both_writings(store: CorpusStore, held: str) -> None:
    joint = law(held, type="Thông tư liên tịch", issued=date(2015, 12, 30))
    store.add(source(held), [expression(joint, article("2", "X"))])
    for mark in "-/":
        assert look_up(f"Điều 2 Thông tư liên tịch số 27/2015/TTLT{mark}BKHCN-BTC", store).work == joint


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


DECREE = law("09/2013/NĐ-CP", "Về hỗ trợ nạn nhân", type="Nghị định", effective=date(2013, 3, 26))
LONG_AFTER = date(2026, 11, 26)


def stands_in(work: Work = DECREE, eid: str = "art_2", *, said: str = "") -> Setting:
    return Setting(days_of(work), work, eid, named_in_full(find_citations(said)))


def read(text: str, store: CorpusStore, setting: Setting, on: date = LONG_AFTER) -> Resolution:
    (citation,) = find_citations(text)
    return resolve(citation, store, on, setting=setting)


def test_a_bare_name_in_a_text_is_the_law_of_the_days_of_that_text(store: CorpusStore) -> None:
    found = read("Điều 32 Luật Phòng, chống mua bán người", store, stands_in())
    assert (found.work, found.missing) == (OLD, None)
    later = law("162/2025/NĐ-CP", type="Nghị định", issued=date(2025, 6, 29), effective=date(2025, 7, 1))
    newer = read("Điều 32 Luật Phòng, chống mua bán người", store, stands_in(later), on=date(2020, 1, 1))
    assert newer.number == "53/2024/QH15"


def test_of_a_text_known_by_its_year_a_name_is_told_only_where_the_whole_year_agrees(store: CorpusStore) -> None:
    undated: dict[str, Any] = {"type": "Thông tư", "issued": None, "effective": None}
    name = "Điều 32 Luật Phòng, chống mua bán người"
    assert read(name, store, stands_in(law("35/2013/TT-BLĐTBXH", **undated))).work == OLD
    both = read(name, store, stands_in(law("35/2025/TT-BYT", **undated)))
    assert (both.missing, both.candidates) == (Missing.AMBIGUOUS, (OLD,))
    assert read(name, store, stands_in(law("138/CP", **undated))).missing is Missing.UNNAMED


def test_a_name_whose_number_the_text_gives_elsewhere_is_that_law(store: CorpusStore) -> None:
    said = "Căn cứ Luật Phòng, chống mua bán người số 53/2024/QH15;"
    assert read("Điều 1 Luật Phòng, chống mua bán người", store, stands_in(said=said)).number == "53/2024/QH15"


@pytest.mark.parametrize(
    ("text", "standing", "eid"),
    [
        pytest.param("khoản 1 Điều này", "art_32__cl_1__point_d", "art_32__cl_1", id="this Điều"),
        pytest.param("điểm d khoản này", "art_32__cl_1", "art_32__cl_1__point_d", id="this khoản"),
        pytest.param("khoản 1 Điều 32 Luật này", "art_3", "art_32__cl_1", id="this law"),
        pytest.param("Phụ lục I ban hành kèm theo Luật này", "art_3", "annex_I", id="an annex of this law"),
    ],
)
def test_relative_words_are_read_from_where_they_stand(store: CorpusStore, text: str, standing: str, eid: str) -> None:
    found = read(text, store, stands_in(OLD, standing))
    assert found.provision is not None
    assert found.provision.eid == eid


def test_a_chapter_of_this_law_is_the_law(store: CorpusStore) -> None:
    found = read("Mục 2 Chương này", store, stands_in(OLD, "art_3"))
    assert (found.work, found.missing) == (OLD, None)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        pytest.param("khoản 1 Điều 32 Nghị định này", "art_3", id="a law is no decree"),
        pytest.param("Điều 32 Nghị định nói trên", "art_3", id="none was named before"),
        pytest.param("Điều 32 Luật này", "art_3__quote_1", id="quoted words speak of the law they go into"),
        pytest.param("điểm d khoản này", "art_32", id="in no khoản"),
        pytest.param("khoản 1 Điều này", "annex_I", id="in no Điều"),
    ],
)
def test_relative_words_of_another_paper_or_place_name_nothing(store: CorpusStore, text: str, standing: str) -> None:
    assert read(text, store, stands_in(OLD, standing)).missing is Missing.UNNAMED


def test_words_of_an_annex_with_its_own_articles_mean_those_unless_they_name_the_paper(store: CorpusStore) -> None:
    (of_annex,) = find_citations("Điều 4 Quy chế này")
    (of_decree,) = find_citations("Điều 4 Nghị định này")
    assert own_eid(of_annex, stands_in(DECREE, "body_2__art_1")) == "body_2__art_4"
    assert own_eid(of_decree, stands_in(DECREE, "body_2__art_1")) == "art_4"


def test_a_number_without_a_year_needs_a_day_in_the_text(store: CorpusStore) -> None:
    old, new = (plan("Huế", date(year, 2, 4)) for year in (2024, 2026))
    store.add(source("2026"), [expression(new, item("I", "Tập huấn"))])
    citing = replace(plan("Huế", date(2025, 5, 5)), number="99/KH-UBND", slug="")
    assert read("Kế hoạch 15/KH-UBND", store, stands_in(citing)).missing is Missing.WORK  # made after the text
    store.add(source("2024"), [expression(old, item("I", "Tập huấn"))])
    doubtful = read("Kế hoạch 15/KH-UBND", store, stands_in(citing))
    assert (doubtful.missing, doubtful.candidates) == (Missing.AMBIGUOUS, (old,))
    assert read("Kế hoạch 15/KH-UBND ngày 04/02/2024", store, stands_in(citing)).work == old
    said = "Căn cứ Kế hoạch số 15/KH-UBND ngày 04/02/2024 của UBND tỉnh Huế;"
    assert read("Kế hoạch 15/KH-UBND", store, stands_in(citing, said=said)).work == old


def test_a_province_means_its_own_paper_where_it_names_no_other(store: CorpusStore) -> None:
    own, other = plan("Huế", date(2024, 2, 4)), plan("Lai Châu", date(2024, 3, 3))
    for work in (own, other):
        store.add(source(work.place), [expression(work, item("I", "Tập huấn"))])
    citing = replace(plan("Huế", date(2025, 5, 5)), number="99/KH-UBND", slug="")
    assert read("Kế hoạch 15/KH-UBND", store, stands_in(citing)).candidates == (own,)
    assert read("Kế hoạch 15/KH-UBND ngày 03/03/2024", store, stands_in(citing)).missing is Missing.WORK
    elsewhere = read("Kế hoạch 15/KH-UBND ngày 03/03/2024 của UBND tỉnh Lai Châu", store, stands_in(citing))
    assert elsewhere.work == other


def test_a_citation_stands_in_the_smallest_part_that_holds_it() -> None:
    unit = expression(OLD, article("5", "X", clause("1", "Một.", point("a", "hai;")), words="")).units[0].provision
    assert innermost(unit, unit.text.index("hai")).eid == "art_5__cl_1__point_a"
    assert innermost(unit, 0).eid == "art_5"
