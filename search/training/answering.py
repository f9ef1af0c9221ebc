"""Fit the curve of ``search/relevance.py``: ``python -m search.training.answering HOME OFF FIELD...``.

HOME holds the law of the field, indexed. OFF is a set of questions of other fields of law, as JSON Lines with ``text``:
none of them has an answer there, or so few that it does not matter. Each FIELD is a set of questions with ``q``,
``as_of``, ``behavior`` and ``expect``. A hit that holds an expected place is right; the first hits of a question that
has no answer are wrong. Needs the extra ``training``.
"""

# mypy: disable-error-code="import-not-found, import-untyped"
# scipy comes with the extra `training`.

import argparse
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from corpus.case import Case as LegalCase
from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.home import Home
from corpus.store import CorpusStore
from search.evaluation.answers import Case, holds_place, read_cases
from search.field import bundled_field
from search.relevance import LED, SIGNS, signs_of, with_asked
from search.service import SearchService
from search.support import whole_text
from search.understand import bundled_understanding

_LOG = logging.getLogger("search.training.answering")
_OFF_DAY = date(2022, 6, 1)  # when most of the law held was in force
_EVERY = 2  # of the questions of other fields, every second one
_RIGHT = 4.0  # what a right hit counts; there are few of them
_LOOSE = 10.0  # inverse of the ridge on the weights
_TARGET = Path(__file__).parents[1] / "relevance.json"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """The signs of one hit, whether it is right, and what it counts."""

    signs: tuple[float, ...]
    right: bool
    weight: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, fit, write, and tell what the curve does."""
    parser = argparse.ArgumentParser(prog="python -m search.training.answering", description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("off", type=Path)
    parser.add_argument("field", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    logging.basicConfig(format="%(message)s")
    _LOG.setLevel(logging.INFO)
    home = Home(options.home)
    with CorpusStore(home.corpus) as store:
        service = SearchService(store, ForceTable(load_catalogue(), records=store), home.index)
        off = [_off_case(line) for line in options.off.read_text(encoding="utf-8").splitlines()[::_EVERY]]
        cases = [case for path in options.field for case in read_cases(path)]
        examples = list(_examples(service, [*off, *cases]))
        service.close()
    weights, offset = _fit(examples)
    fitted = {"right": sum(one.right for one in examples), "wrong": sum(not one.right for one in examples)}
    rounded = {name: round(float(weight), 3) for name, weight in zip(SIGNS, weights, strict=True)}
    _TARGET.write_text(
        json.dumps({"weights": rounded, "offset": round(offset, 3), "hits": fitted}, indent=2) + "\n", encoding="utf-8"
    )
    _LOG.info("%s: %s, offset %.3f", fitted, rounded, offset)


def _off_case(line: str) -> Case:
    row = json.loads(line)
    return Case(id=row["_id"], text=row["text"], on=_OFF_DAY, behavior="abstain")


def _examples(service: SearchService, cases: Iterable[Case]) -> Iterator[Example]:
    understanding, field = bundled_understanding(), bundled_field()
    for case in cases:
        found = service.find(case.text, on=case.on)
        words = understanding.search_text(replace(found.query, case=LegalCase()))
        terms = with_asked(
            understanding.terms(found.query), found.query.understood, words, field, understanding.syllables
        )
        for hit in found.hits:
            signs = signs_of(terms, whole_text(hit), hit.meaning, hit.score)
            if case.behavior == "abstain" and hit.rank <= LED:
                yield Example(signs, right=False, weight=1 / LED)
            elif case.behavior.startswith("answer") and any(holds_place(place, hit) for place in case.expected):
                yield Example(signs, right=True, weight=_RIGHT)


def _fit(examples: Sequence[Example]) -> tuple[Floats, float]:
    """Return weights, none below zero, and offset of the logistic curve (L-BFGS-B with bounds)."""
    signs = np.array([one.signs for one in examples])
    right = np.array([one.right for one in examples])
    counts = np.array([one.weight for one in examples])
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    scaled = (signs - mean) / spread

    def loss(point: Floats) -> tuple[float, Floats]:
        margins = scaled @ point[:-1] + point[-1]
        missed = np.logaddexp(0, np.where(right, -margins, margins)) @ counts
        slope = (1 / (1 + np.exp(-margins)) - right) * counts
        ridge = point[:-1] / _LOOSE
        return float(missed + ridge @ point[:-1] / 2), np.append(scaled.T @ slope + ridge, slope.sum())

    bounds = [(0.0, None)] * len(SIGNS) + [(None, None)]
    best = minimize(loss, np.zeros(len(SIGNS) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = best[:-1] / spread
    return weights, float(best[-1] - weights @ mean)


if __name__ == "__main__":
    main()
