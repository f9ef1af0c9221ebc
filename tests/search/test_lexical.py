"""BM25 as sparse vectors."""

import math

import numpy as np
import pytest

from corpus.text import syllables
from search.lexical import LexicalSettings, SparseVector, weigh_passages, weigh_question
from tests.search.texts import passage


def weight(vector: SparseVector, term: SparseVector) -> float:
    """Return the weight that a vector gives to the only term of another."""
    [index] = term.indices
    return float(vector.values[vector.indices == index].sum())


def test_terms_are_syllables_and_adjacent_pairs() -> None:
    assert len(weigh_question("nạn nhân mua bán").indices) == 4 + 3


def test_the_order_inside_a_pair_counts() -> None:
    one, other = weigh_question("mua bán"), weigh_question("bán mua")
    assert len(np.intersect1d(one.indices, other.indices)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uỷ ban", "ủy ban"), ("hoà giải", "hòa GIẢI"), ("Quỹ, bảo  trợ", "quỹ bảo trợ"), ("NĐ-CP", "nđ cp")],
)
def test_one_word_written_two_ways_is_one_term(one: str, other: str) -> None:
    assert syllables(one) == syllables(other)
    assert weigh_question(one).indices.tolist() == weigh_question(other).indices.tolist()


def test_marks_tell_words_apart() -> None:
    assert not np.intersect1d(weigh_question("ban").indices, weigh_question("bàn").indices).size


def test_indices_ascend_and_no_term_stands_twice() -> None:
    [vector] = weigh_passages([passage("Hỗ trợ y tế, hỗ trợ học nghề, hỗ trợ y tế.")])
    assert np.all(np.diff(vector.indices.astype(np.int64)) > 0)
    assert vector.indices.dtype == np.uint32


def test_each_term_of_a_question_counts_once() -> None:
    settings = LexicalSettings(pair_weight=0.5)
    assert sorted(weigh_question("y tế y tế", settings).values.tolist()) == [0.5, 0.5, 1.0, 1.0]


def test_a_passage_s_vector_does_not_depend_on_its_neighbours() -> None:
    first, second = passage("Nạn nhân được hỗ trợ y tế."), passage("Trẻ em được đi học.", unit_id=2)
    together, [alone] = weigh_passages([first, second]), weigh_passages([second])
    assert together[1].indices.tolist() == alone.indices.tolist()
    assert together[1].values.tolist() == alone.values.tolist()


def test_more_occurrences_weigh_more_but_ever_less_so() -> None:
    settings = LexicalSettings(b=0.0)
    vectors = weigh_passages([passage(" ".join(["voi"] * count)) for count in (1, 2, 3)], settings)
    one, two, three = (weight(vector, weigh_question("voi")) for vector in vectors)
    assert one < two < three < settings.k1 + 1
    assert three - two < two - one


def test_the_weight_is_that_of_the_formula() -> None:
    settings = LexicalSettings(k1=1.5, b=0.0)
    [vector] = weigh_passages([passage("voi con voi")], settings)
    assert math.isclose(weight(vector, weigh_question("voi")), 2 * 2.5 / (2 + 1.5), rel_tol=1e-6)


def test_a_heading_counts_more_than_the_body() -> None:
    [vector] = weigh_passages([passage("lời khác")])  # its heading is "Điều 5. Tên điều"
    assert weight(vector, weigh_question("tên")) > weight(vector, weigh_question("khác"))


def test_a_long_passage_weighs_each_word_less() -> None:
    short, long = weigh_passages([passage("nạn nhân"), passage("nạn nhân " + "khác " * 200)])
    assert weight(long, weigh_question("nhân")) < weight(short, weigh_question("nhân"))


def test_nothing_to_weigh_gives_nothing() -> None:
    assert weigh_passages([]) == []
    assert not len(weigh_question(" … ?").indices)
