"""A paper read for what no longer holds, and the review of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.citation import Citation
from corpus.provision import path_of
from corpus.reading import CorpusReader, Counts
from corpus.stale import GroundSpot, Mention, Need, Stale, StaleKind, stale_facts
from web.checking.beside import Leaf, Marked, chosen, leaves
from web.checking.draft import HELD_WITH_A_PLACE, Draft, sentence
from web.shapes import View


@dataclass(frozen=True, slots=True)
class Place:
    """A mention as pages show it: numbered in the order of the text, in its sentence."""

    key: int
    mention: Mention
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Point:
    """A fact that no longer holds, numbered in the order of the text, with all its places."""

    number: int
    stale: Stale
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Review:
    """What a paper states that no longer holds on a day."""

    draft: Draft
    facts: tuple[Stale, ...]
    view: View
    corpus: Counts
    made: date

    @property
    def size(self) -> int:
        """Return about how many bytes it takes to hold, beside the paper itself."""
        return HELD_WITH_A_PLACE * sum(len(fact.mentions) for fact in self.facts)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return the facts in the order of the text."""
        ordered = sorted((mention, at) for at, fact in enumerate(self.facts) for mention in fact.mentions)
        keys = {pair: key for key, pair in enumerate(ordered, 1)}
        return tuple(
            Point(
                at + 1,
                fact,
                tuple(
                    Place(keys[mention, at], mention, *sentence(self.draft.text, mention.start, mention.end))
                    for mention in fact.mentions
                ),
            )
            for at, fact in enumerate(self.facts)
        )

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Return the text with its marks, in leaves where it is long."""
        marks = [Marked(one.mention.start, one.mention.end, one.key) for point in self.points for one in point.places]
        return leaves(self.draft.text, marks)

    @cached_property
    def by_key(self) -> dict[int, Point]:
        """Return the fact that each mark of the text belongs to."""
        return {place.key: point for point in self.points for place in point.places}

    def counted(self, need: Need) -> int:
        """Return how many facts have a need."""
        return Counter(fact.need for fact in self.facts)[need]

    def groups(
        self, need: Need | None = None, keys: frozenset[int] | None = None
    ) -> list[tuple[StaleKind, list[Point]]]:
        """Return the facts by kind, of one need or of all, with a mark among ``keys`` or anywhere."""
        shown = [
            point
            for point in self.points
            if need in (None, point.stale.need) and (keys is None or any(place.key in keys for place in point.places))
        ]
        grouped = [(kind, [point for point in shown if point.stale.kind is kind]) for kind in StaleKind]
        return [(kind, points) for kind, points in grouped if points]

    def leaf(self, need: Need | None, number: int) -> tuple[Leaf, list[int]]:
        """Return a leaf to show, and the numbers of those that hold a fact of the need."""
        wanted = [place.key for point in self.points if need in (None, point.stale.need) for place in point.places]
        return chosen(self.leaves, wanted, number)

    def address(self, ground: GroundSpot) -> str:
        """Return the address of what a correction rests on; empty where the store does not hold it."""
        if not ground.slug:
            return ""
        tail = path_of(ground.eid) if ground.eid else ""
        day = f"?ngay={self.view.on.isoformat()}" if self.view.dated else ""
        return f"/vb/{ground.slug}{f'/{tail}' if tail else ''}{day}"


def review(
    draft: Draft, store: CorpusReader, view: View, made: date, citations: Sequence[Citation] | None = None
) -> Review:
    """Return the review of a draft; its citations may have been found before. Raises TooManyMentionsError."""
    found = stale_facts(draft.text, store, view.on, view.force, citations=citations)
    return Review(draft, tuple(found), view, store.counts(), made)
