"""Finds, for each article of a replaced law, the articles of the new law that may carry it on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.expression import Unit
from corpus.provision import natural_key, place_of
from corpus.succession.clauses import Clause, followed
from corpus.succession.model import Likeness, Pair, Succession, likest_first, lines_of
from corpus.succession.order import Places, anchors_of
from corpus.succession.words import Article, Finder, articles_of, cosine, likeness_of_words

# Chosen on the pairs marked "tune" (tests/corpus/succession_pairs.tsv) and on decrees and circulars; docs/adr/0019.
_HEADING = 0.35  # share of the heading where both articles have one
_STRUCTURE = 0.2  # share of a likeness that order and chapter may take away
_LEAST = 0.14  # a pair less like is none
_CLAIM = 0.8  # a pair this much less like than another old article is to the same new one is doubtful
_CLEAR = 0.42  # and holds only where it is this like all the same
_EVIDENCE = 0.3  # or where a khoản of it stands there, this like
_MOVED = 0.42  # a khoản this like one of another article went there
_MARGIN = 0.12  # and by so much more than to any khoản of the likest article
_ORIGIN = 0.25  # a new article that nothing leads to comes from the likest old one where it is this like
_BESIDE = 0.6  # and this share as like as the likest successor of that one: else it is only a sister
_MOST = 8  # successors of one article
_WHOLE = 0.8  # of the numbers up to the last one: a law of which less is held is not held whole


def succession(old: Iterable[Unit], new: Iterable[Unit]) -> Succession:
    """Return what became of each article of the old law; the same units give the same answer."""
    old_law, new_law = articles_of(old, new)
    table = _Table(old_law, new_law)
    pairs = {article.eid: table.pairs(place) for place, article in enumerate(old_law)}
    eids = tuple(article.eid for article in new_law)
    reached = {pair.new for found in pairs.values() for pair in found}
    for place, eid in enumerate(eids):
        origin = None if eid in reached else table.origin(place, pairs)
        if origin is not None and len(pairs[origin.old]) < _MOST:
            pairs[origin.old] = (*pairs[origin.old], origin)
    whole = is_whole(eids)
    return Succession(lines_of(pairs, whole=whole), eids, whole)


@dataclass(frozen=True, slots=True)
class _Compared:
    text: float
    heading: float | None

    @property
    def value(self) -> float:
        return self.text if self.heading is None else (1 - _HEADING) * self.text + _HEADING * self.heading


class _Table:
    """The likeness of every old article to the new ones that are worth comparing."""

    def __init__(self, old: Sequence[Article], new: Sequence[Article]) -> None:
        self._old, self._new = old, new
        self._clauses = followed(old, new)
        bodies, headings = Finder([article.body for article in new]), Finder([article.heading for article in new])
        compared: list[dict[int, _Compared]] = []
        for article, clauses in zip(old, self._clauses, strict=True):
            went = {clause.went for clause in clauses if clause.went is not None}
            near = sorted({*bodies.near(article.body), *headings.near(article.heading), *went})
            compared.append({place: _compare(article, new[place]) for place in near})
        first = [{place: found.value for place, found in row.items()} for row in compared]
        places = Places(anchors_of(first), len(old), len(new))
        self._rows = [
            {there: _likeness(found, places.order(here, there), old[here], new[there]) for there, found in row.items()}
            for here, row in enumerate(compared)
        ]
        self._claims: dict[int, float] = {}
        for row in self._rows:
            for there, likeness in row.items():
                self._claims[there] = max(self._claims.get(there, 0.0), likeness.value)

    def pairs(self, old: int) -> tuple[Pair, ...]:
        """Return the pairs of an old article: with the likest new one, then with those that khoản of it went to."""
        eid, row = self._old[old].eid, self._rows[old]
        likest = self._likest(old)
        whole = [] if likest is None else [Pair(eid, self._new[likest].eid, row[likest])]
        moved: dict[int, list[Clause]] = {}
        for clause in self._clauses[old]:
            if clause.went is not None and clause.went != likest and _moved(clause, likest):
                moved.setdefault(clause.went, []).append(clause)
        rest = [_pair_of(eid, self._new[there].eid, row[there], clauses, there) for there, clauses in moved.items()]
        return tuple(whole + sorted(rest, key=likest_first))[:_MOST]

    def origin(self, new: int, pairs: Mapping[str, Sequence[Pair]]) -> Pair | None:
        """Return the pair of a new article that no other leads to with the old one that it may be split from."""
        likes = {old: row[new].value for old, row in enumerate(self._rows) if new in row}
        best = max(likes, key=lambda old: (likes[old], -old), default=None)
        if best is None or likes[best] < _ORIGIN:
            return None
        eid = self._old[best].eid
        main = next((pair.likeness.value for pair in pairs[eid] if pair.likeness and not pair.clauses), 0.0)
        return None if likes[best] < _BESIDE * main else Pair(eid, self._new[new].eid, self._rows[best][new])

    def _likest(self, old: int) -> int | None:
        """Return the likest new article; None where none is like enough, or another has a better claim to it."""
        row = self._rows[old]
        best = max(row, key=lambda there: (row[there].value, -there), default=None)
        if best is None or row[best].value < _LEAST:
            return None
        value = row[best].value
        doubtful = value < _CLEAR and value < _CLAIM * self._claims[best]
        evidence = max((clause.likeness[best] for clause in self._clauses[old] if clause.went == best), default=0.0)
        return None if doubtful and evidence < _EVIDENCE else best


def _pair_of(old: str, new: str, articles: Likeness, clauses: Sequence[Clause], there: int) -> Pair:
    """Return the pair of an article and another that only some khoản of it went to: as like as these are."""
    like = sum(clause.likeness[there] for clause in clauses) / len(clauses)
    eids = tuple(clause.eid for clause in clauses if clause.eid != old)
    return Pair(old, new, replace(articles, value=like, text=like), eids)


def _moved(clause: Clause, likest: int | None) -> bool:
    """Tell whether a khoản left the rest of its article."""
    went = clause.likeness[clause.went] if clause.went is not None else 0.0
    stayed = clause.likeness.get(likest, 0.0) if likest is not None else 0.0
    return went >= _MOVED and went >= stayed + _MARGIN


def _compare(old: Article, new: Article) -> _Compared:
    text = likeness_of_words(old.body, new.body)
    both = old.heading.total and new.heading.total
    return _Compared(text, cosine(old.heading, new.heading) if both else None)


def _likeness(found: _Compared, order: float, old: Article, new: Article) -> Likeness:
    chapter = cosine(old.chapter, new.chapter) if old.chapter.total and new.chapter.total else None
    structure = order if chapter is None else (order + chapter) / 2
    value = found.value * (1 - _STRUCTURE + _STRUCTURE * structure)
    return Likeness(value, found.text, found.heading, chapter, order)


def is_whole(eids: Sequence[str]) -> bool:
    """Tell whether the articles held are most of those that their last number speaks of."""
    keys = [natural_key(place_of(eid).article or "") for eid in eids]
    numbers = {key[0][0] for key in keys if key}
    return bool(numbers) and len(numbers) >= _WHOLE * max(numbers)
