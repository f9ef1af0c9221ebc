"""The nouns of succession: what became of each article of a replaced law."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.judgements import Judgement
from corpus.provision import unit_eid


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


class State(StrEnum):
    """How sure a pair is."""

    SUGGESTED = "suggested"  # by the machine alone
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Pair:
    """A place in the old law and one in the new law that may carry it on, by their eIds."""

    old: str
    new: str
    likeness: Likeness | None  # None where a person alone names the pair
    clauses: tuple[str, ...] = ()  # eIds of the khoản that went there, where only some of the old article did
    judgement: Judgement | None = None

    @property
    def state(self) -> State:
        """Return how sure the pair is."""
        return State(self.judgement.verdict) if self.judgement else State.SUGGESTED

    @property
    def stands(self) -> bool:
        """Tell whether nobody has rejected the pair."""
        return self.state is not State.REJECTED


@dataclass(frozen=True, slots=True)
class Line:
    """An article of the old law with those that may carry it on, likest first."""

    old: str
    kind: Kind
    pairs: tuple[Pair, ...] = ()  # also those that a person rejected; they do not count for the kind


@dataclass(frozen=True, slots=True)
class Succession:
    """The articles of an old law in their order, each with what may carry it on."""

    lines: tuple[Line, ...]
    new: tuple[str, ...]  # eIds of the articles of the new law, in their order
    whole: bool  # enough of the new law is held to say that an article has no successor
    origins: Mapping[str, tuple[Pair, ...]] = field(init=False)
    by_old: Mapping[str, Line] = field(init=False)

    def __post_init__(self) -> None:
        origins: dict[str, list[Pair]] = {eid: [] for eid in self.new}
        for line in self.lines:
            for pair in line.pairs:
                origins.setdefault(unit_eid(pair.new), []).append(pair)
        ranked = {eid: tuple(sorted(found, key=likest_first)) for eid, found in origins.items()}
        object.__setattr__(self, "origins", ranked)
        object.__setattr__(self, "by_old", {line.old: line for line in self.lines})

    @property
    def without_origin(self) -> tuple[str, ...]:
        """Return the articles of the new law that carry nothing on, as far as was found."""
        return tuple(eid for eid in self.new if not any(pair.stands for pair in self.origins[eid]))


def likest_first(pair: Pair) -> tuple[bool, float, str, str]:
    """Order pairs: what a person confirmed first, then by likeness."""
    return pair.state is not State.CONFIRMED, -(pair.likeness.value if pair.likeness else 0.0), pair.old, pair.new


def lines_of(pairs: Mapping[str, Sequence[Pair]], *, whole: bool) -> tuple[Line, ...]:
    """Return the lines of old articles, given with their pairs, in the order given; the kinds follow from these."""
    standing = {old: {unit_eid(pair.new) for pair in found if pair.stands} for old, found in pairs.items()}
    taken = Counter(new for found in standing.values() for new in found)
    return tuple(Line(old, _kind(standing[old], taken, whole=whole), tuple(found)) for old, found in pairs.items())


def _kind(standing: Collection[str], taken: Mapping[str, int], *, whole: bool) -> Kind:
    if not standing:
        return Kind.NONE if whole else Kind.UNKNOWN
    if len(standing) > 1:
        return Kind.SPLIT
    return Kind.MERGED if any(taken[new] > 1 for new in standing) else Kind.SAME
