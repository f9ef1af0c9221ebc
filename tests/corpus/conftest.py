"""Stores: one that tests fill, and the two that a referral card is made from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import CorpusStore
from tests.corpus.referral_cards import NEW_LAW, OLD_LAW
from tests.laws import article, clause, expression, source


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "empty.db") as store:
        yield store


@pytest.fixture
def held(tmp_path: Path) -> Iterator[CorpusStore]:
    """Two laws of our own words: the old one has khoản 1 to 3 of Điều 24 and no fourth."""
    with CorpusStore(tmp_path / "held.db") as store:
        clauses = (clause("1", "Xã báo phòng."), clause("2", "Phòng tiếp nhận."), clause("3", "Đưa trẻ về."))
        papers = article("28", "Giấy tờ", words="Giấy xác nhận thử.\n")
        store.add(source("cũ"), [expression(OLD_LAW, article("24", "Tiếp nhận", *clauses), papers)])
        reception = article("27", "Tiếp nhận", clause("1", "Xã báo sở."), clause("2", "Sở xác minh."))
        store.add(source("mới"), [expression(NEW_LAW, reception, complete=False)])
        yield store
