"""Fusion: one order out of two lanes, by a weighted sum of their scores."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from search.index.protocol import Scored

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class FusionSettings:
    """What each lane counts. Tuned on dev: docs/experiments.md, "lexical and fusion"."""

    dense_weight: float = 0.4


def fuse(candidates: Sequence[Scored], settings: FusionSettings | None = None) -> list[tuple[Scored, float]]:
    """Return the candidates with their fused scores, best first; ties by passage id.

    The best lexical score counts as one, so that long and short questions are weighed alike; cosines count as they are.

    >>> [item.id for item, _ in fuse([Scored(1, 10.0, 0.2), Scored(2, 9.0, 0.9), Scored(3, 0.0, 0.9)])]
    [2, 1, 3]
    """
    weight = (settings or FusionSettings()).dense_weight
    best = max((item.lexical for item in candidates), default=0.0) or 1.0
    scored = [(item, item.lexical / best + weight * item.dense) for item in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].id))


def fold(ranked: Iterable[_Item], group: Callable[[_Item], Hashable]) -> list[_Item]:
    """Keep the first of each group: the best passage speaks for its provision.

    >>> fold(["a1", "b1", "a2"], lambda name: name[0])
    ['a1', 'b1']
    """
    best: dict[Hashable, _Item] = {}
    for item in ranked:
        best.setdefault(group(item), item)
    return list(best.values())
