"""Whether the score of the first hit means the same across questions: how often it is right, by what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from search.evaluation.trec import Qrels, Ranked

THRESHOLDS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Point:
    """What answering only from a threshold on would do."""

    threshold: float
    coverage: float  # share of the questions whose first hit reaches the threshold
    accuracy: float  # share of these whose first hit is right; 1 where there are none


def coverage_curve(run: Mapping[str, Sequence[Ranked]], qrels: Qrels) -> list[Point]:
    """Return coverage and accuracy by threshold, over the questions that are judged.

    >>> run = {"a": [Ranked("x", 0.9)], "b": [Ranked("y", 0.15)]}
    >>> [(p.coverage, p.accuracy) for p in coverage_curve(run, {"a": {"x": 1}, "b": {"z": 1}}) if p.threshold == 0.2]
    [(0.5, 1.0)]
    """
    firsts = [(run[question][0], grades) for question, grades in qrels.items() if run.get(question)]
    told = [(first.score, grades.get(first.article, 0) > 0) for first, grades in firsts]
    points = []
    for threshold in THRESHOLDS:
        covered = [right for score, right in told if score >= threshold]
        accuracy = sum(covered) / len(covered) if covered else 1.0
        points.append(Point(threshold, round(len(covered) / max(len(qrels), 1), 4), round(accuracy, 4)))
    return points


def calibration_error(run: Mapping[str, Sequence[Ranked]], qrels: Qrels, *, bins: int = 10) -> float:
    """Return the expected calibration error of the first hits: the mean gap between score and share right.

    Naeini, Cooper & Hauskrecht, AAAI 2015; bins of equal width, each weighed by its questions.
    """
    firsts = [(run[question][0], grades) for question, grades in qrels.items() if run.get(question)]
    boxes: dict[int, list[tuple[float, bool]]] = {}
    for first, grades in firsts:
        box = min(int(first.score * bins), bins - 1)
        boxes.setdefault(box, []).append((first.score, grades.get(first.article, 0) > 0))
    gaps = (abs(sum(score for score, _ in box) - sum(right for _, right in box)) for box in boxes.values())
    return round(sum(gaps) / max(len(firsts), 1), 4)


def calibration(run: Mapping[str, Sequence[Ranked]], qrels: Qrels) -> dict[str, object]:
    """Return both, as the report of an evaluation carries them."""
    return {"error": calibration_error(run, qrels), "curve": [asdict(point) for point in coverage_curve(run, qrels)]}
