"""Measures of a run against judgements, for each question and on average, and how sure a difference is."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.evaluation.trec import Qrels, Ranked, Run

Measure = Callable[[Sequence[str], Mapping[str, int]], float]
SAMPLES = 10_000  # of the bootstrap


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a second run is better than a first, over the same questions."""

    mean: float
    low: float  # bounds that hold 95 % of the resampled means
    high: float
    p: float  # two-sided: how often resampling turns the sign


def ndcg(k: int) -> Measure:
    """Return nDCG at ``k`` with linear gains, as trec_eval computes it."""

    def measure(articles: Sequence[str], judged: Mapping[str, int]) -> float:
        ideal = sorted((grade for grade in judged.values() if grade > 0), reverse=True)[:k]
        return _dcg([judged.get(article, 0) for article in articles[:k]]) / _dcg(ideal) if ideal else 0.0

    return measure


def recall(k: int) -> Measure:
    """Return the share of the right articles that are among the first ``k``."""

    def measure(articles: Sequence[str], judged: Mapping[str, int]) -> float:
        right = {article for article, grade in judged.items() if grade > 0}
        return len(right & set(articles[:k])) / len(right) if right else 0.0

    return measure


def reciprocal_rank(k: int) -> Measure:
    """Return one over the rank of the first right article, zero where it is not among the first ``k``."""

    def measure(articles: Sequence[str], judged: Mapping[str, int]) -> float:
        ranks = (rank for rank, article in enumerate(articles[:k], start=1) if judged.get(article, 0) > 0)
        return 1.0 / next(ranks, math.inf)

    return measure


MEASURES: dict[str, Measure] = {
    "nDCG@10": ndcg(10),
    "R@1": recall(1),
    "R@10": recall(10),
    "R@100": recall(100),
    "MRR@10": reciprocal_rank(10),
}


def per_question(run: Run, qrels: Qrels, measure: Measure) -> dict[str, float]:
    """Return the measure for each question that has a right article; one without an answer in the run scores zero."""
    judged = {question: grades for question, grades in qrels.items() if any(grade > 0 for grade in grades.values())}
    return {question: measure(_names(run.get(question, [])), grades) for question, grades in judged.items()}


def means(run: Run, qrels: Qrels) -> dict[str, float]:
    """Return every measure, averaged over the questions that have a right article."""
    found = {name: list(per_question(run, qrels, measure).values()) for name, measure in MEASURES.items()}
    return {name: sum(values) / len(values) if values else 0.0 for name, values in found.items()}


def compare(before: Mapping[str, float], after: Mapping[str, float], *, seed: int = 0) -> Difference:
    """Return how much better ``after`` is, with a paired bootstrap over the questions. Same seed, same figures."""
    questions = sorted(before.keys() & after.keys())
    deltas = np.array([after[question] - before[question] for question in questions])
    if not len(deltas):
        return Difference(0.0, 0.0, 0.0, 1.0)
    draws = np.random.default_rng(seed).integers(0, len(deltas), size=(SAMPLES, len(deltas)))
    resampled = deltas[draws].mean(axis=1)
    low, high = np.quantile(resampled, [0.025, 0.975])
    turned = min(float((resampled <= 0).mean()), float((resampled >= 0).mean()))
    return Difference(float(deltas.mean()), float(low), float(high), min(1.0, 2 * turned))


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """Return the 50th, 95th and 99th percentile, to a tenth.

    >>> percentiles([1.0, 2.0, 3.0])
    {'p50': 2.0, 'p95': 2.9, 'p99': 3.0}
    """
    points = np.quantile(milliseconds, [0.5, 0.95, 0.99]) if len(milliseconds) else np.zeros(3)
    return {name: round(float(point), 1) for name, point in zip(("p50", "p95", "p99"), points, strict=True)}


def _dcg(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _names(ranked: Sequence[Ranked]) -> list[str]:
    return [item.article for item in ranked]
