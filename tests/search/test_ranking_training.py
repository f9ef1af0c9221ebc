"""The recipe of the ranker: folds that share nothing, trees that run alike as arrays, chances of held-out margins."""

# mypy: disable-error-code="import-untyped"
# lightgbm has no types.

from pathlib import Path

import lightgbm as lgb
import numpy as np
import pytest

from search.ranker import sigmoid
from search.training.calibrate import fit_chances
from search.training.folds import law_disjoint
from search.training.trees import forest_of
from search.trees import load_forest

pytestmark = pytest.mark.model


def test_questions_of_one_law_lie_in_one_fold() -> None:
    answers = {str(number): [f"{number % 7}/2030/QH99@{number}"] for number in range(70)}
    folds = law_disjoint({name: f"câu hỏi riêng {name}" for name in answers}, answers, 5)
    laws = {number % 7: {folds[str(other)] for other in range(70) if other % 7 == number % 7} for number in range(70)}
    assert all(len(found) == 1 for found in laws.values())
    assert set(folds.values()) == set(range(5))


def test_a_question_with_two_laws_ties_both() -> None:
    answers = {"a": ["1@1"], "b": ["2@1"], "both": ["1@9", "2@9"], "c": ["3@1"]}
    folds = law_disjoint(dict(zip(answers, ("mèo", "chó", "cá", "gà"), strict=True)), answers, 2)
    assert folds["a"] == folds["b"] == folds["both"] != folds["c"]


def test_questions_worded_alike_lie_in_one_fold() -> None:
    words = "nạn nhân bị mua bán được hỗ trợ những gì khi về nước"
    folds = law_disjoint({"a": words, "b": f"{words}?", "c": "khác"}, {"a": ["1@1"], "b": ["2@1"], "c": ["3@1"]}, 3)
    assert folds["a"] == folds["b"] != folds["c"]


def test_trees_give_the_same_margin_as_arrays(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    rows = rng.normal(size=(600, 5)).astype(np.float32)
    right = (rows[:, 0] + rows[:, 1] * rows[:, 2] > 1).astype(int)
    settings = {"objective": "lambdarank", "verbosity": -1, "num_threads": 1, "min_data_in_leaf": 5}
    forests = [lgb.train({**settings, "seed": seed}, lgb.Dataset(rows, right, group=[20] * 30), 12) for seed in (1, 2)]
    forest_of(forests).save(tmp_path / "trees.npz")
    assert load_forest(tmp_path / "trees.npz").margins(rows) == pytest.approx(
        np.sum([forest.predict(rows) for forest in forests], axis=0), abs=1e-5
    )


def test_chances_follow_how_often_a_margin_was_right() -> None:
    rng = np.random.default_rng(4)
    margins = rng.normal(size=20_000)
    right = (rng.random(20_000) < 1 / (1 + np.exp(-(2 * margins - 1)))).astype(np.int8)
    slope, offset = fit_chances(margins, right)
    assert sigmoid(slope * np.array([0.5]) + offset) == pytest.approx([0.5], abs=0.03)
