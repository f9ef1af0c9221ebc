"""How like the words of two laws are: syllables and their pairs, each weighted by how few articles have it."""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.expression import Unit
from corpus.provision import Level, Provision
from corpus.text import syllables

_MARKER = re.compile(r"\A\s*Điều\s+\S+")
_HEADING_WITHIN = 40  # characters before a heading: "Điều 32." and spaces
_COMMON = 0.25  # of the texts: a term that more of them have says too little to look for a text by it
_MOST_PLACES = (
    60  # texts; in a code of 700 articles a term that more of them have is left out too, for the time it takes
)
_CANDIDATES = 12  # articles of the new law that are compared in full with one of the old law, for each way of looking
# Shares of the three measures of likeness of words; chosen on pairs of decrees and circulars (docs/adr/0019).
_COSINE, _OLD_IN_NEW, _NEW_IN_OLD = 0.5, 0.3, 0.2

Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Bag:
    """Weighted terms of a text, with their sum and their length as a vector."""

    terms: Terms
    total: float
    length: float


@dataclass(frozen=True, slots=True)
class Article:
    """An article made ready for comparing: what it says without its heading, its heading, what stands above it."""

    eid: str
    body: Bag
    heading: Bag
    chapter: Bag
    clauses: tuple[tuple[str, Bag], ...]  # each khoản with its points; the whole body where it has none


@dataclass(frozen=True, slots=True)
class _Raw:
    eid: str
    body: list[str]
    heading: list[str]
    chapter: list[str]
    clauses: tuple[tuple[str, list[str]], ...]


def articles_of(old: Iterable[Unit], new: Iterable[Unit]) -> tuple[list[Article], list[Article]]:
    """Return the articles of both laws, their terms weighted over both together."""
    raw = [[_raw(unit) for unit in law if unit.provision.level is Level.ARTICLE] for law in (old, new)]
    both = [article for law in raw for article in law]
    bodies = _rarity([article.body for article in both])
    headings = _rarity([article.heading for article in both])
    chapters = _rarity([list(words) for words in sorted({tuple(article.chapter) for article in both})])

    def ready(article: _Raw) -> Article:
        body = _bag(article.body, bodies)
        clauses = tuple((eid, _bag(words, bodies)) for eid, words in article.clauses)
        return Article(
            article.eid,
            body,
            _bag(article.heading, headings),
            _bag(article.chapter, chapters),
            clauses or ((article.eid, body),),
        )

    old_law, new_law = ([ready(article) for article in law] for law in raw)
    return old_law, new_law


def _raw(unit: Unit) -> _Raw:
    provision = unit.provision
    return _Raw(
        provision.eid,
        syllables(_without_heading(provision)),
        syllables(provision.heading),
        [word for heading in unit.context for word in syllables(heading.text)],
        tuple((child.eid, syllables(child.text)) for child in provision.children if child.level is Level.CLAUSE),
    )


def _without_heading(provision: Provision) -> str:
    text, heading = provision.text, provision.heading
    found = text.find(heading, 0, _HEADING_WITHIN + len(heading)) if heading else -1
    return text[found + len(heading) :] if found >= 0 else _MARKER.sub("", text, count=1)


def _terms(words: Sequence[str]) -> Counter[str]:
    found = Counter(words)
    found.update(f"{first} {second}" for first, second in pairwise(words))
    return found


def _rarity(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    found: Counter[str] = Counter()
    for words in texts:
        found.update(set(_terms(words)))
    return {term: math.log((len(texts) + 1) / (count + 0.5)) for term, count in found.items()}


def _bag(words: Sequence[str], rarity: Mapping[str, float]) -> Bag:
    terms = {term: (1 + math.log(count)) * rarity[term] for term, count in _terms(words).items() if term in rarity}
    weights = terms.values()
    return Bag(terms, math.fsum(weights), math.sqrt(math.fsum(weight * weight for weight in weights)))


def cosine(one: Bag, other: Bag) -> float:
    """Return the cosine of two bags of terms; 0 where either is empty."""
    if not one.length or not other.length:
        return 0.0
    small, large = (one.terms, other.terms) if len(one.terms) <= len(other.terms) else (other.terms, one.terms)
    product = sum(weight * large[term] for term, weight in small.items() if term in large)
    return product / (one.length * other.length)


def likeness_of_words(old: Bag, new: Bag) -> float:
    """Return how like two texts are: their cosine, and how much of each stands in the other."""
    if not old.total or not new.total:
        return 0.0
    small, large = (old.terms, new.terms) if len(old.terms) <= len(new.terms) else (new.terms, old.terms)
    product = shared = 0.0
    for term, weight in small.items():
        other = large.get(term)
        if other is not None:
            product += weight * other
            shared += min(weight, other)
    found = _COSINE * product / (old.length * new.length)
    return found + shared * (_OLD_IN_NEW / old.total + _NEW_IN_OLD / new.total)


class Finder:
    """Finds, among many texts, those that share the rare terms of another one."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, bag in enumerate(bags):
            for term, weight in bag.terms.items():
                found[term].append((place, weight / bag.length if bag.length else 0.0))
        most = max(_CANDIDATES, min(_MOST_PLACES, int(_COMMON * len(bags))))
        self._places = {term: places for term, places in found.items() if len(places) <= most}

    def near(self, bag: Bag) -> list[int]:
        """Return the places of the nearest texts, at most a dozen, in no order that means anything."""
        scores: dict[int, float] = defaultdict(float)
        for term, weight in bag.terms.items():
            for place, other in self._places.get(term, ()):
                scores[place] += weight * other
        return heapq.nsmallest(_CANDIDATES, scores, key=lambda place: (-scores[place], place))
