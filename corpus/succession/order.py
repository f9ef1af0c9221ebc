"""Where an article should stand in the new law, judged by its neighbours that were found for certain."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

_SURE = 0.55  # a pair this like, each the likest of the other, marks a place in both laws
_REACH = 0.12  # of the new law: an article farther than this from its place has no order at all
_LEAST_REACH = 6  # articles


class Places:
    """Tells how well the place of an article in the new law fits its place in the old one."""

    def __init__(self, anchors: Sequence[tuple[int, int]], old_count: int, new_count: int) -> None:
        rising = _longest_rising(anchors)
        ends = [(-1, -1), *rising, (old_count, new_count)]
        self._old = [old for old, _ in ends]
        self._new = [new for _, new in ends]
        self._reach = max(_LEAST_REACH, _REACH * new_count)

    def order(self, old: int, new: int) -> float:
        """Return 1 where the new article stands where its neighbours say it should, falling to 0 far from there."""
        right = min(max(1, bisect_left(self._old, old)), len(self._old) - 1)
        left = right - 1
        share = (old - self._old[left]) / (self._old[right] - self._old[left])
        expected = self._new[left] + share * (self._new[right] - self._new[left])
        if self._new[left] <= new <= self._new[right]:
            return max(0.0, 1 - abs(new - expected) / (2 * self._reach))
        return max(0.0, 1 - abs(new - expected) / self._reach)


def anchors_of(scores: Sequence[Mapping[int, float]]) -> list[tuple[int, int]]:
    """Return the pairs that are surely right: each the likest of the other, and like enough."""
    likest: dict[int, tuple[float, int]] = {}
    for old, found in enumerate(scores):
        for new, score in found.items():
            if score > likest.get(new, (0.0, -1))[0]:
                likest[new] = (score, old)
    sure = []
    for old, found in enumerate(scores):
        if found:
            best = max(found, key=lambda new: (found[new], -new))
            if found[best] >= _SURE and likest[best][1] == old:
                sure.append((old, best))
    return sure


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs, of pairs in the order of their first members, whose second members rise too."""
    tails: list[int] = []  # the least second member that ends a rising run of each length
    ends: list[int] = []  # the index of the pair that does
    before = [-1] * len(pairs)
    for index, (_, second) in enumerate(pairs):
        length = bisect_right(tails, second - 1)
        before[index] = ends[length - 1] if length else -1
        tails[length : length + 1] = [second]
        ends[length : length + 1] = [index]
    run: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]
