"""Follows each khoản of the old law to the khoản of the new law that is likest to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.succession.words import Article, Finder, likeness_of_words

# Terms, a dozen syllables; a khoản with fewer ("Chính phủ quy định chi tiết Điều này") says nothing of where it went.
_SHORT = 24


@dataclass(frozen=True, slots=True)
class Clause:
    """A khoản of the old law, or a whole article without khoản, and what is like it in the new law."""

    eid: str
    weight: float  # of its terms
    likeness: Mapping[int, float]  # of the likest khoản of each new article that has any
    went: int | None  # the new article whose khoản is likest to this one, as this one is to it


def followed(old: Sequence[Article], new: Sequence[Article]) -> list[tuple[Clause, ...]]:
    """Return the khoản of each old article, with what is like them."""
    there = [(place, bag) for place, article in enumerate(new) for _, bag in article.clauses]
    finder = Finder([bag for _, bag in there])
    rows: list[list[dict[int, float]]] = []
    likest: dict[int, tuple[float, int, int]] = {}
    for place, article in enumerate(old):
        rows.append([])
        for index, (_, bag) in enumerate(article.clauses):
            near = finder.near(bag) if len(bag.terms) >= _SHORT else []
            row = {other: likeness_of_words(bag, there[other][1]) for other in near}
            rows[-1].append(row)
            for other, score in row.items():
                likest[other] = max(likest.get(other, (0.0, 0, 0)), (score, -place, -index))
    places = [place for place, _ in there]
    return [
        tuple(
            _clause(eid, bag.total, row, places, {other for other in row if likest[other][1:] == (-place, -index)})
            for index, ((eid, bag), row) in enumerate(zip(article.clauses, rows[place], strict=True))
        )
        for place, article in enumerate(old)
    ]


def _clause(eid: str, weight: float, row: Mapping[int, float], places: Sequence[int], own: set[int]) -> Clause:
    likeness: dict[int, float] = {}
    for other, score in row.items():
        likeness[places[other]] = max(likeness.get(places[other], 0.0), score)
    best = max(row, key=lambda other: (row[other], -other), default=None)
    return Clause(eid, weight, likeness, places[best] if best is not None and best in own else None)
