"""One order out of two lanes."""

from search.fusion import FusionSettings, fold, fuse
from search.index.protocol import Scored


def order(*candidates: Scored, weight: float = 0.4) -> list[int]:
    return [item.id for item, _ in fuse(candidates, FusionSettings(dense_weight=weight))]


def test_meaning_decides_between_equal_words() -> None:
    assert order(Scored(1, 5.0, 0.1), Scored(2, 5.0, 0.9)) == [2, 1]


def test_words_outweigh_meaning() -> None:
    assert order(Scored(1, 10.0, 0.0), Scored(2, 1.0, 1.0)) == [1, 2]


def test_the_scale_of_the_lexical_lane_does_not_matter() -> None:
    short = [Scored(1, 1.0, 0.1), Scored(2, 0.9, 0.7)]
    long = [Scored(item.id, 40 * item.lexical, item.dense) for item in short]
    assert order(*short) == order(*long)


def test_meaning_alone_ranks_where_no_word_is_shared() -> None:
    assert order(Scored(1, 0.0, 0.2), Scored(2, 0.0, 0.6)) == [2, 1]


def test_ties_break_by_passage_id() -> None:
    assert order(Scored(9, 1.0, 0.5), Scored(3, 1.0, 0.5)) == [3, 9]


def test_scores_are_bounded_by_one_and_the_weight_of_meaning() -> None:
    [(_, score)] = fuse([Scored(1, 77.0, 1.0)], FusionSettings(dense_weight=0.5))
    assert score == 1.5


def test_nothing_fuses_to_nothing() -> None:
    assert fuse([]) == []


def test_the_best_passage_speaks_for_its_unit() -> None:
    ranked = fuse([Scored(1 << 16, 1.0, 0.0), Scored((1 << 16) + 1, 2.0, 0.0), Scored(2 << 16, 1.5, 0.0)])
    assert [item.id for item, _ in fold(ranked, lambda pair: pair[0].id >> 16)] == [(1 << 16) + 1, 2 << 16]
