"""Leaflets of our own with planted facts, and what a reader of them found and missed (tests/golden/stale.toml)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.stale import Manner, Stale
from corpus.text import clean


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A text with the words in it that state what no longer holds, and those that tell of it as past."""

    id: str
    written: str  # before or after the finder was looked at; later: after it was last changed
    text: str
    stale: tuple[str, ...]
    old: tuple[str, ...]

    def places(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return all places of these words."""
        return [
            (start, start + len(one))
            for one in words
            for start in range(len(self.text))
            if self.text.startswith(one, start)
        ]

    def missed(self, found: Sequence[Stale]) -> list[str]:
        """Return the planted words that no claim touches."""
        claims = _spans(found, Manner.CLAIMED)
        return [one for one in self.stale if not any(_meet(place, claims) for place in self.places([one])[:1])]

    def false(self, found: Sequence[Stale]) -> list[str]:
        """Return the words claimed to be out of date that are not."""
        planted = self.places(self.stale)
        return [
            self.text[start:end] for start, end in _spans(found, Manner.CLAIMED) if not _meet((start, end), planted)
        ]

    def unlisted(self, found: Sequence[Stale]) -> list[str]:
        """Return the words told as past that are not listed at all."""
        listed = _spans(found, *Manner)
        return [one for one in self.old if not any(_meet(place, listed) for place in self.places([one]))]


def leaflets() -> list[Leaflet]:
    """Return all leaflets, in the order of the file."""
    path = Path(__file__).parent / "golden" / "stale.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["leaflet"]
    return [
        Leaflet(row["id"], row["written"], clean(row["text"]), tuple(row["stale"]), tuple(row.get("old", ())))
        for row in rows
    ]


def _spans(found: Sequence[Stale], *manners: Manner) -> list[tuple[int, int]]:
    return [(one.start, one.end) for fact in found for one in fact.mentions if one.manner in manners]


def _meet(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)
