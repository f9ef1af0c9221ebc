"""The chance that a hit answers a question: what it carries of it, how near it lies in meaning, whether of the field.

A logistic curve over five signs, fitted by ``search.training.answering`` and frozen in ``relevance.json``.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar

from corpus.text import syllables
from search.evidence import ASKING, Terms
from search.field import Field
from search.said import asking_parts
from search.syllables import SyllableModel

Key = TypeVar("Key")
SIGNS = ("meaning", "phrases", "focus", "field", "odds")
LED = 5  # first hits of which one must answer
_OFTEN = 20  # times that law has two syllables side by side, for a phrase of it
_LIFT = 4.0  # times as often as by chance
_EVEN = 0.5  # of a share of nothing
_LEAST = 1e-5
_CLAUSES = re.compile(r"[.?!;:,\n]+")


@dataclass(frozen=True, slots=True)
class Relevance:
    """The fitted curve."""

    weights: tuple[float, ...]  # in the order of SIGNS
    offset: float

    def chance(self, signs: Sequence[float]) -> float:
        """Return the chance, 0 to 1."""
        margin = self.offset + sum(weight * sign for weight, sign in zip(self.weights, signs, strict=True))
        return 1 / (1 + math.exp(-max(min(margin, 30.0), -30.0)))


def with_asked(terms: Terms, question: str, words: str, field: Field, law: SyllableModel) -> Terms:
    """Return the terms with what an answer must carry.

    ``words`` is what is searched: the question with the law's words beside it.
    """
    return replace(
        terms,
        phrases=_phrases(question, law),
        focus=_focus(question),
        field=field.closeness(words),
    )


def signs_of(terms: Terms, text: str, meaning: float, score: float) -> tuple[float, ...]:
    """Return the signs of one hit, in the order of SIGNS; ``text`` is its unit with what stands above it."""
    words = syllables(text)
    have, pairs = set(words), set(pairwise(words))
    said = {term for term, ways in terms.said.items() if any(way <= have for way in ways)}
    phrases = {pair for pair in terms.phrases if pair in pairs or said.issuperset(pair)}
    weights = terms.asked or terms.singles
    focus = {word: weights[word] for word in terms.focus if word in weights} or weights
    chance = min(max(score, _LEAST), 1 - _LEAST)
    return (
        meaning,
        _share(terms.phrases, phrases),
        _share(focus, have | said),
        terms.field,
        math.log(chance / (1 - chance)),
    )


@cache
def bundled_relevance() -> Relevance:
    """Return the curve that ships with the product."""
    fitted = json.loads(files("search").joinpath("relevance.json").read_text(encoding="utf-8"))
    return Relevance(tuple(fitted["weights"][name] for name in SIGNS), fitted["offset"])


def _phrases(question: str, law: SyllableModel) -> dict[tuple[str, str], float]:
    found = {}
    for left, right in pairwise(syllables(question)):
        first, second = law.id_of(left), law.id_of(right)
        if left in ASKING or right in ASKING or first < 0 or second < 0:
            continue
        share = law.beside(first, second)
        if share * law.seen(first) >= _OFTEN and share >= _LIFT * math.exp(law.single(second)):
            found[left, right] = -math.log(max(law.pair_share(left, right), 1e-9))
    return found


def _focus(question: str) -> frozenset[str]:
    """Return the words of the last clause that asks; of the whole question where none does."""
    asking = asking_parts(question, _CLAUSES)
    chosen = asking[-1:] if len(asking) < len([part for part in _CLAUSES.split(question) if part.strip()]) else asking
    return frozenset(word for clause in chosen for word in syllables(clause)) - ASKING


def _share(weights: Mapping[Key, float], have: AbstractSet[Key]) -> float:
    total = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in have) / total if total else _EVEN
