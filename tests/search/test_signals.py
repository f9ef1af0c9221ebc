"""What speaks for a candidate."""

from pathlib import Path

import numpy as np
import pytest

from search.index.forward import ForwardIndex, ForwardWriter
from search.index.protocol import Scored
from search.lexical import words_of
from search.passage import cut
from search.pool import pool_of
from search.signals import NAMES, asked_of, signals
from search.syllables import bundled_syllables
from tests.search.texts import article, held, law, words

UNITS = (
    held(article("1", "Hỗ trợ y tế", "Nạn nhân được khám bệnh, chữa bệnh miễn phí."), unit_id=1),
    held(article("2", "Học nghề", "Người học nghề được hỗ trợ chi phí y tế khi ốm đau."), unit_id=2),
    held(article("1", "Kinh phí", words(60, "tiền")), unit_id=3, work=law("13/2031/QH99", title="Luật Ngân sách")),
)
ALL = tuple(Scored(unit << 16, 3.0 - unit / 2, 0.5) for unit in (1, 2, 3))


@pytest.fixture
def forward(tmp_path: Path) -> ForwardIndex:
    with ForwardWriter(tmp_path) as writer:
        for unit in UNITS:
            passages = cut(unit)
            writer.append(passages, words_of(passages))
    return ForwardIndex.load(tmp_path)


def table(forward: ForwardIndex, question: str, recalled: tuple[Scored, ...] = ALL) -> dict[str, list[float]]:
    """Return each signal by name, over the units in the order of their fused scores."""
    asked = asked_of(question, bundled_syllables())
    rows = signals(asked, pool_of(recalled, forward), forward)
    return {name: rows[:, column].tolist() for column, name in enumerate(NAMES)}


def test_a_text_that_says_all_of_it_covers_all_of_it(forward: ForwardIndex) -> None:
    found = table(forward, "hỗ trợ y tế")
    assert found["heading_words"][0] == found["heading_pairs"][0] == pytest.approx(1.0)
    assert found["heading_words"][1] == found["heading_words"][2] == 0
    assert found["heading_share"][0] == pytest.approx(4 / 6)  # "Điều 1. Hỗ trợ y tế"


def test_rare_words_weigh_more_than_common_ones(forward: ForwardIndex) -> None:
    found = table(forward, "ốm đau được")
    assert found["own_words"][1] == pytest.approx(1.0)
    assert 0 < found["own_words"][0] < 0.4  # "được" alone


def test_words_that_only_ask_weigh_little() -> None:
    model = bundled_syllables()
    asked, plain = asked_of("thế nào", model), asked_of("chữa bệnh", model)
    assert asked.weights.max() < 0.5 * plain.weights.min()


def test_order_counts_in_pairs_and_runs(forward: ForwardIndex) -> None:
    straight, crooked = table(forward, "được khám bệnh"), table(forward, "bệnh khám được")
    assert straight["own_words"] == pytest.approx(crooked["own_words"])
    assert straight["own_pairs"][0] == pytest.approx(1.0)
    assert crooked["own_pairs"][0] == 0
    assert straight["own_run"][0] == pytest.approx(1.0)
    assert crooked["own_run"][0] == pytest.approx(1 / 3)


def test_others_of_the_same_work_speak_for_a_candidate(forward: ForwardIndex) -> None:
    assert table(forward, "hỗ trợ")["law_count"] == [1, 1, 0]


def test_the_lanes_are_told_as_they_are_and_beside_the_best(forward: ForwardIndex) -> None:
    found = table(forward, "hỗ trợ")
    assert found["lexical"] == [2.5, 2.0, 1.5]
    assert found["lexical_share"] == pytest.approx([1.0, 0.8, 0.6])
    assert found["rank_fused"] == pytest.approx(np.log1p([0, 1, 2]).tolist())


@pytest.mark.parametrize("question", ["", "?!", "xyzzy", "tiền"])
def test_a_question_without_known_words_gives_numbers(forward: ForwardIndex, question: str) -> None:
    assert all(np.isfinite(values).all() for values in table(forward, question).values())


def test_nothing_recalled_gives_no_row(forward: ForwardIndex) -> None:
    assert table(forward, "hỗ trợ", ())["fused"] == []


def test_each_signal_has_one_name() -> None:
    assert len(set(NAMES)) == len(NAMES)
