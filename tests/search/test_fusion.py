"""One order out of two lanes, folded to units."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.text import clean
from search.fusion import FusionSettings, fuse
from search.index.forward import ForwardIndex, ForwardWriter
from search.index.protocol import IndexDamagedError, Scored
from search.lexical import words_of
from search.passage import cut
from search.pool import Pool, pool_of
from tests.search.texts import article, held, law


def order(*candidates: tuple[float, float], weight: float = 0.4) -> list[int]:
    lexical, dense = np.array(candidates, np.float32).T
    scores = fuse(lexical, dense, FusionSettings(dense_weight=weight))
    found: list[int] = np.argsort(-scores, kind="stable").tolist()
    return found


def test_meaning_decides_between_equal_words() -> None:
    assert order((5.0, 0.1), (5.0, 0.9)) == [1, 0]


def test_words_outweigh_meaning() -> None:
    assert order((10.0, 0.0), (1.0, 1.0)) == [0, 1]


def test_the_scale_of_the_lexical_lane_does_not_matter() -> None:
    assert order((1.0, 0.1), (0.9, 0.7)) == order((40.0, 0.1), (36.0, 0.7))


def test_meaning_alone_ranks_where_no_word_is_shared() -> None:
    assert order((0.0, 0.2), (0.0, 0.6)) == [1, 0]


def test_scores_are_bounded_by_one_and_the_weight_of_meaning() -> None:
    [score] = fuse(np.array([77.0], np.float32), np.array([1.0], np.float32), FusionSettings(dense_weight=0.5))
    assert score == 1.5


def test_nothing_fuses_to_nothing() -> None:
    assert not len(fuse(np.zeros(0, np.float32), np.zeros(0, np.float32)))


LONG = " ".join(f"Câu số {number} nói về gạo và thuyền của người dân trong xã." for number in range(40))


@pytest.fixture
def forward(tmp_path: Path) -> ForwardIndex:
    """Two long articles and, of another law, one short article."""
    units = [
        held(article("1", "Gạo", clean(LONG)), unit_id=1),
        held(article("2", "Thuyền", clean(LONG)), unit_id=2),
        held(article("1", "Trường", "Trường nhận trẻ em."), unit_id=3, work=law("13/2031/QH99")),
    ]
    with ForwardWriter(tmp_path) as writer:
        for unit in units:
            passages = cut(unit)
            writer.append(passages, words_of(passages))
    return ForwardIndex.load(tmp_path)


def passage(unit: int, ordinal: int) -> int:
    return (unit << 16) + ordinal


def units(pool: Pool, forward: ForwardIndex) -> list[tuple[int, int]]:
    return [(place.unit_id, place.start) for place in forward.addresses(pool.rows)]


def pooled(forward: ForwardIndex, scored: Sequence[Scored], limit: int = 10) -> Pool:
    return pool_of(scored, forward).head(limit)


def test_the_best_passage_speaks_for_its_unit(forward: ForwardIndex) -> None:
    scored = [Scored(passage(1, 0), 1.0, 0.0), Scored(passage(1, 1), 2.0, 0.0), Scored(passage(2, 0), 1.5, 0.0)]
    pool = pooled(forward, scored)
    assert [unit for unit, _ in units(pool, forward)] == [1, 2]
    assert pool.lexical.tolist() == [2.0, 1.5]
    assert pool.recalled.tolist() == [2.0, 1.0]


def test_both_lanes_are_remembered_at_their_best(forward: ForwardIndex) -> None:
    scored = [Scored(passage(1, 0), 4.0, 0.1), Scored(passage(1, 1), 1.0, 0.7)]
    pool = pooled(forward, scored)
    assert (pool.most_lexical.tolist(), pool.most_dense.tolist()) == ([4.0], pytest.approx([0.7]))


def test_no_more_units_than_the_limit_are_kept(forward: ForwardIndex) -> None:
    scored = [Scored(passage(unit, 0), 1.0, 0.5) for unit in (1, 2, 3)]
    assert [unit for unit, _ in units(pooled(forward, scored, 2), forward)] == [1, 2]


def test_an_unknown_passage_is_told(forward: ForwardIndex) -> None:
    with pytest.raises(IndexDamagedError):
        pooled(forward, [Scored(passage(9, 0), 1.0, 0.5)])


def test_nothing_recalled_is_an_empty_pool(forward: ForwardIndex) -> None:
    assert not len(pooled(forward, []).rows)
