"""The nouns of succession: what became of each article of a replaced law."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What became of an article of the old law."""

    SAME = "same"  # one article of the new law carries it on, and nothing else does
    SPLIT = "split"  # several articles of the new law carry it on
    MERGED = "merged"  # the article that carries it on carries on others too
    NONE = "none"  # nothing in the new law was found that carries it on
    UNKNOWN = "unknown"  # nothing was found, and too little of the new law is held to say there is nothing


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two articles are, from 0 to 1, and what that is made of; None where a part cannot be told."""

    value: float
    text: float
    heading: float | None
    chapter: float | None
    order: float


@dataclass(frozen=True, slots=True)
class Pair:
    """An article of the old law and one of the new law that may carry it on, by their eIds."""

    old: str
    new: str
    likeness: Likeness
    clauses: tuple[str, ...] = ()  # eIds of the khoản that went there, where only some of the old article did


@dataclass(frozen=True, slots=True)
class Line:
    """An article of the old law with those that may carry it on, likest first."""

    old: str
    kind: Kind
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """The articles of an old law in their order, each with its likely successors; suggestions of a machine."""

    lines: tuple[Line, ...]
    new: tuple[str, ...]  # eIds of the articles of the new law, in their order
    whole: bool  # enough of the new law is held to say that an article has no successor
    origins: Mapping[str, tuple[Pair, ...]] = field(init=False)
    by_old: Mapping[str, Line] = field(init=False)

    def __post_init__(self) -> None:
        origins: dict[str, list[Pair]] = {eid: [] for eid in self.new}
        for line in self.lines:
            for pair in line.pairs:
                origins[pair.new].append(pair)
        ranked = {eid: tuple(sorted(found, key=_likest)) for eid, found in origins.items()}
        object.__setattr__(self, "origins", ranked)
        object.__setattr__(self, "by_old", {line.old: line for line in self.lines})

    @property
    def without_origin(self) -> tuple[str, ...]:
        """Return the articles of the new law that carry nothing on, as far as was found."""
        return tuple(eid for eid in self.new if not self.origins[eid])


def _likest(pair: Pair) -> float:
    return -pair.likeness.value
