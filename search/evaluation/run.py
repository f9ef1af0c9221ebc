"""Running a test set through the same path as ``find``."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from corpus.text import clean
from search.evaluation.calibration import calibration
from search.evaluation.measures import means, percentiles
from search.evaluation.noise import Noise, noisy
from search.evaluation.trec import Qrels, Question, Ranked, article_id, read_qrels, read_questions, write_run
from search.hit import Ranked as RankedUnit
from search.service import Found

DEPTH = 100  # articles that a run gives for each question
Tell = Callable[[float, float, str], None]  # done, total, what


class Finder(Protocol):
    """What is measured."""

    def find(self, text: str, *, on: date, k: int = 10, depth: int = 0, as_typed: bool = False) -> Found:
        """Return the provisions nearest to the question, best first, and the ranking to at least ``depth`` units."""


@dataclass(frozen=True, slots=True)
class Typing:
    """How the questions of a test set are typed, and whether they are searched so."""

    noise: Noise | None = None
    as_typed: bool = False

    def typed(self, question: Question) -> str:
        """Return a question as it reaches search."""
        return noisy(clean(question.text), self.noise, question.id) if self.noise else question.text


def evaluate(  # noqa: PLR0913  # half are keywords
    search: Finder,
    queries: Path,
    run_file: Path,
    qrels_file: Path | None = None,
    *,
    on: date | None = None,
    typing: Typing = Typing(),  # frozen
    tell: Tell = lambda _done, _total, _what: None,
) -> dict[str, object]:
    """Run every question, write the run, and return counts, measures where there are judgements, and latencies.

    Raises EvaluationError when a file cannot be read; the judgements are read before the first question runs.
    """
    questions = read_questions(queries)
    qrels: Qrels = read_qrels(qrels_file) if qrels_file else {}
    day = on or date.today()  # noqa: DTZ011  # the reader's own day, as for `find`
    run: dict[str, list[Ranked]] = {}
    spent = []
    for done, question in enumerate(questions, start=1):
        text = typing.typed(question)
        started = time.perf_counter()
        found = search.find(text, on=day, depth=DEPTH, as_typed=typing.as_typed)
        spent.append(1000 * (time.perf_counter() - started))
        run[question.id] = articles_of(found)
        tell(done, len(questions), "")
    write_run(run_file, run)
    asked = {question.id for question in questions}
    judged = {question: grades for question, grades in qrels.items() if question in asked}
    measures = {name: round(value, 4) for name, value in means(run, judged).items()} if qrels_file else {}
    report: dict[str, object] = {"queries": len(questions)}
    if typing.noise:
        report["noise"] = typing.noise.value
    if typing.as_typed:
        report["as_typed"] = True
    if judged:
        report["calibration"] = calibration(run, judged)
    return {**report, "measures": measures, "latency_ms": percentiles(spent)}


def articles_of(found: Found) -> list[Ranked]:
    """Return the articles of the ranking, each once at its best score, best first."""
    best: dict[str, Ranked] = {}
    for unit in found.ranked:
        if name := _article_of(unit):
            best.setdefault(name, Ranked(name, unit.score))
    return sorted(best.values(), key=lambda item: -item.score)


def _article_of(unit: RankedUnit) -> str | None:
    """Return the name of the article that a unit is; None for annexes, forms and papers without Điều."""
    prefix, _, num = unit.eid.partition("_")
    return article_id(unit.number, num) if prefix == "art" else None
