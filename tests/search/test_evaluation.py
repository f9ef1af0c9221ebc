"""Measures against figures worked out by hand, and the files they are read from."""

import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from search.evaluation.measures import (
    MEASURES,
    compare,
    means,
    ndcg,
    per_question,
    percentiles,
    recall,
    reciprocal_rank,
)
from search.evaluation.noise import Noise
from search.evaluation.run import Typing, evaluate
from search.evaluation.trec import EvaluationError, Ranked, read_qrels, read_questions, read_run, write_run
from search.hit import Ranked as RankedUnit
from search.query import Query
from search.service import Found

ORDER = ["a", "b", "c", "d"]


def test_ndcg_of_one_right_article_in_second_place() -> None:
    assert ndcg(10)(ORDER, {"b": 1}) == pytest.approx(1 / math.log2(3))


def test_ndcg_of_two_right_articles_apart() -> None:
    ideal = 1 + 1 / math.log2(3)
    assert ndcg(10)(ORDER, {"a": 1, "d": 1}) == pytest.approx((1 + 1 / math.log2(5)) / ideal)


def test_ndcg_counts_grades() -> None:
    gained = 1 + 2 / math.log2(3)
    assert ndcg(10)(ORDER, {"a": 1, "b": 2}) == pytest.approx(gained / (2 + 1 / math.log2(3)))


def test_ndcg_looks_no_deeper_than_it_says() -> None:
    assert ndcg(1)(ORDER, {"b": 1}) == 0.0


def test_recall_is_the_share_of_the_right_articles() -> None:
    assert recall(2)(ORDER, {"b": 1, "d": 1, "z": 0}) == 0.5


@pytest.mark.parametrize(("right", "value"), [("a", 1.0), ("c", 1 / 3), ("z", 0.0)])
def test_reciprocal_rank(right: str, value: float) -> None:
    assert reciprocal_rank(10)(ORDER, {right: 1}) == pytest.approx(value)


def test_a_question_without_an_answer_counts_as_zero_and_one_without_judgement_not_at_all() -> None:
    run = {"q1": [Ranked("a", 1.0)], "q3": [Ranked("a", 1.0)]}
    qrels = {"q1": {"a": 1}, "q2": {"b": 1}, "q4": {"c": 0}}
    assert per_question(run, qrels, MEASURES["R@1"]) == {"q1": 1.0, "q2": 0.0}
    assert means(run, qrels)["MRR@10"] == 0.5


def test_a_clear_gain_is_told_from_chance() -> None:
    before = {f"q{number}": 0.2 for number in range(40)}
    after = {question: value + 0.1 + 0.01 * (number % 3) for number, (question, value) in enumerate(before.items())}
    gain = compare(before, after)
    assert gain.low > 0.09
    assert gain.p < 0.01
    assert compare(before, after) == gain


def test_no_difference_is_not_called_one() -> None:
    same = {"q1": 0.4, "q2": 0.6}
    assert compare(same, same).p == 1.0
    assert compare({}, {}).mean == 0.0


def test_percentiles_of_nothing_are_zero() -> None:
    assert percentiles([]) == {"p50": 0.0, "p95": 0.0, "p99": 0.0}


def test_a_run_reads_back_as_written(tmp_path: Path) -> None:
    run = {"q1": [Ranked("57/2020/QH14@1", 1.5), Ranked("12/2011/NĐ-CP@2", 0.25)]}
    write_run(tmp_path / "run", run)
    first = (tmp_path / "run").read_text(encoding="utf-8").splitlines()[0]
    assert first == "q1 Q0 57/2020/QH14@1 1 1.500000 cancu"
    assert read_run(tmp_path / "run") == run


def test_who_sorts_a_run_by_score_sees_its_order(tmp_path: Path) -> None:
    run = {"q": [Ranked(name, score) for name, score in (("b", 0.5), ("a", 0.5), ("d", 1e-9), ("c", 0.0))]}
    write_run(tmp_path / "run", run)
    found = read_run(tmp_path / "run")["q"]
    assert [item.article for item in sorted(found, key=lambda item: -item.score)] == ["b", "a", "d", "c"]
    assert len({item.score for item in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("query-id\tcorpus-id\tscore\nq1\t57/2020/QH14@1\t1\n", id="BEIR"),
        pytest.param("q1 0 57/2020/QH14@1 1\n", id="TREC"),
    ],
)
def test_judgements_of_both_formats(tmp_path: Path, text: str) -> None:
    (tmp_path / "qrels").write_text(text, encoding="utf-8")
    assert read_qrels(tmp_path / "qrels") == {"q1": {"57/2020/QH14@1": 1}}


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"_id": "1", "text": "Ai?"}\n{"_id": 2}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match="dòng 2"):
        read_questions(file)
    file.write_text("q1\t57/2020/QH14@1\tmột\nq2\tx\t1\n", encoding="utf-8")
    assert read_qrels(file) == {"q2": {"x": 1}}
    file.write_text("id\tx\tscore\nq2 x\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="dòng 2"):
        read_qrels(file)
    with pytest.raises(EvaluationError, match="không đọc được"):
        read_questions(tmp_path / "none")


class ShelfSearch:
    """Gives the same ranking to every question."""

    def __init__(self, ranked: Sequence[RankedUnit]) -> None:
        self.ranked = tuple(ranked)
        self.asked: list[tuple[str, date, int]] = []
        self.literally: list[bool] = []

    def find(self, text: str, *, on: date, k: int = 10, depth: int = 0, as_typed: bool = False) -> Found:
        """Return the ranking, whatever was asked."""
        self.asked.append((text, on, depth))
        self.literally.append(as_typed)
        return Found(Query(text=text, on=on, understood=text, k=k, depth=depth), (), self.ranked)


@pytest.mark.parametrize(
    ("typing", "asked"),
    [
        (Typing(), "Ai được giúp?"),
        (Typing(noise=Noise.STRIPPED), "Ai duoc giup?"),
        (Typing(as_typed=True), "Ai được giúp?"),
    ],
)
def test_questions_reach_search_as_they_are_typed(tmp_path: Path, typing: Typing, asked: str) -> None:
    (tmp_path / "q").write_text('{"_id": "q1", "text": "Ai được giúp?"}\n', encoding="utf-8")
    search = ShelfSearch([])
    evaluate(search, tmp_path / "q", tmp_path / "run", typing=typing)
    assert [text for text, _, _ in search.asked] == [asked]
    assert search.literally == [typing.as_typed]


def test_evaluating_writes_a_run_of_articles_and_measures_it(tmp_path: Path) -> None:
    ranked = [
        RankedUnit("12/2030/QH99", "art_5", 1.0),
        RankedUnit("12/2030/QH99", "art_5", 0.5),
        RankedUnit("12/2030/QH99", "annex_1", 0.4),
        RankedUnit("12/2030/QH99", "art_6", 0.3),
    ]
    (tmp_path / "q").write_text('{"_id": "q1", "text": "Ai được giúp?"}\n', encoding="utf-8")
    (tmp_path / "r").write_text("q1\t12/2030/QH99@6\t1\nq9\tx\t1\n", encoding="utf-8")
    search = ShelfSearch(ranked)
    report = evaluate(search, tmp_path / "q", tmp_path / "run", tmp_path / "r", on=date(2031, 1, 1))
    assert search.asked == [("Ai được giúp?", date(2031, 1, 1), 100)]
    assert [item.article for item in read_run(tmp_path / "run")["q1"]] == ["12/2030/QH99@5", "12/2030/QH99@6"]
    assert report["queries"] == 1
    assert report["measures"] == {"nDCG@10": 0.6309, "R@1": 0.0, "R@10": 1.0, "R@100": 1.0, "MRR@10": 0.5}
