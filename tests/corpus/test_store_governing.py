"""The store: for each day the text that governed on it."""

from datetime import date
from typing import Any

import pytest

from corpus.errors import UnknownProvisionError
from corpus.expression import Heading, Origin
from corpus.provision import Level
from corpus.store import CorpusStore
from tests.corpus.stored import DAY, LAW, ONE, TWO, nums, says
from tests.laws import Part, expression, source


def words_of(store: CorpusStore, eid: str, on: date) -> str:
    return store.unit(LAW, eid, on).unit.provision.text.splitlines()[1]


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


def test_the_governing_texts_of_no_places_are_none(store: CorpusStore) -> None:
    assert store.governing([], date(2026, 11, 22)) == {}
