"""Addresses that were given out lead on, whatever a better reader makes of the same file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.store import CorpusStore
from tests.laws import Part, article, clause, expression, law, source

PAPER = law("7/KH-UBND", "Kế hoạch thử", type="Kế hoạch", issued=None, effective=None)
FIRST = article("1", "Phạm vi", words="Kế hoạch này áp dụng cho các xã biên giới của tỉnh.")
SECOND = article("2", "Kinh phí", clause("1", "Ngân sách tỉnh bảo đảm kinh phí thực hiện hằng năm."))
FILE = source("ke-hoach.docx")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(FILE, [expression(PAPER, FIRST, SECOND)])
        yield opened


def numbered(part: Part, num: str) -> Part:
    return replace(part, num=num)


def leads(store: CorpusStore, eid: str, slug: str = PAPER.slug) -> tuple[str, str]:
    return store.place_today(slug, eid)


def test_an_address_stays_where_nothing_changed(store: CorpusStore) -> None:
    store.add(FILE, [expression(PAPER, FIRST, SECOND)])
    assert leads(store, "art_2__cl_1") == (PAPER.slug, "art_2__cl_1")
    assert store.redirect(PAPER.slug, "art_2") is None


def test_a_renumbered_article_is_found_under_its_old_number(store: CorpusStore) -> None:
    store.add(FILE, [expression(PAPER, FIRST, numbered(SECOND, "3"))])
    assert leads(store, "art_2") == (PAPER.slug, "art_3")
    assert leads(store, "art_2__cl_1") == (PAPER.slug, "art_3__cl_1")


def test_redirects_follow_one_another(store: CorpusStore) -> None:
    store.add(FILE, [expression(PAPER, FIRST, numbered(SECOND, "3"))])
    store.add(FILE, [expression(PAPER, FIRST, numbered(SECOND, "4"))])
    assert leads(store, "art_2") == (PAPER.slug, "art_4")
    assert leads(store, "art_3") == (PAPER.slug, "art_4")


def test_a_number_that_comes_back_is_itself_again(store: CorpusStore) -> None:
    store.add(FILE, [expression(PAPER, FIRST, numbered(SECOND, "3"))])
    store.add(FILE, [expression(PAPER, FIRST, SECOND)])
    assert leads(store, "art_2") == (PAPER.slug, "art_2")
    assert leads(store, "art_3") == (PAPER.slug, "art_2")


def test_a_work_that_learns_its_day_keeps_its_old_address(store: CorpusStore) -> None:
    dated = law("7/KH-UBND", "Kế hoạch thử", type="Kế hoạch", issued=date(2024, 1, 5), effective=None)
    assert dated.slug != PAPER.slug
    store.add(FILE, [expression(dated, FIRST, SECOND)])
    assert leads(store, "art_2__cl_1") == (dated.slug, "art_2__cl_1")


def test_words_that_stand_in_two_places_lead_to_neither(store: CorpusStore) -> None:
    store.add(FILE, [expression(PAPER, FIRST, numbered(SECOND, "3"), numbered(SECOND, "4"))])
    assert leads(store, "art_2") == (PAPER.slug, "art_2")
    assert store.redirect(PAPER.slug, "art_2") is None


def test_a_khoan_renumbered_inside_its_article_is_found(store: CorpusStore) -> None:
    moved_on = article("2", "Kinh phí", clause("2", "Ngân sách tỉnh bảo đảm kinh phí thực hiện hằng năm."))
    store.add(FILE, [expression(PAPER, FIRST, moved_on)])
    assert leads(store, "art_2__cl_1") == (PAPER.slug, "art_2__cl_2")
    assert leads(store, "art_2") == (PAPER.slug, "art_2")


def test_the_address_of_the_whole_work_leads_on_too(store: CorpusStore) -> None:
    dated = law("7/KH-UBND", "Kế hoạch thử", type="Kế hoạch", issued=date(2024, 1, 5), effective=None)
    store.add(FILE, [expression(dated, FIRST, SECOND)])
    assert leads(store, "") == (dated.slug, "")
