"""A text to stand beside what is said of it: cut at its marks, folded where nothing is marked, in leaves where long."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

_LEAF = 24_000  # characters of a leaf; a page of them weighs little over a weak network
_MARKS = 60  # of a leaf: what is said of a mark takes more room than the mark
_QUIET = 1_200  # characters without a mark that are folded away
_SHOWN = 300  # of them that stay on either side


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """A span of the text of which something is said; ``key`` counts from 1 in the order of the text."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text, and the keys of the marks on them."""

    text: str
    keys: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that are shown, or folded away because nothing is said of them."""

    pieces: tuple[Piece, ...]
    folded: bool = False

    @property
    def length(self) -> int:
        """Return how many characters it has."""
        return sum(len(piece.text) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a long text, with the keys of its marks."""

    number: int  # from 1
    stretches: tuple[Stretch, ...]
    keys: frozenset[int]


def leaves(text: str, marks: Sequence[Marked]) -> list[Leaf]:
    """Return the whole text in leaves; put together, their pieces are the text.

    >>> leaf = leaves("Gọi 113 hoặc 111.", [Marked(4, 7, 1), Marked(13, 16, 2)])[0]
    >>> [(piece.text, piece.keys) for stretch in leaf.stretches for piece in stretch.pieces]
    [('Gọi ', ()), ('113', (1,)), (' hoặc ', ()), ('111', (2,)), ('.', ())]
    """
    ordered = sorted(marks)
    bounds = _bounds(text, ordered)
    return [
        Leaf(number, tuple(_folded(_pieces(text, low, high, inside))), frozenset(mark.key for mark in inside))
        for number, (low, high) in enumerate(bounds, 1)
        for inside in [[mark for mark in ordered if low <= mark.start < high]]
    ]


def chosen(found: Sequence[Leaf], wanted: Collection[int], number: int) -> tuple[Leaf, list[int]]:
    """Return the leaf of a number, else the first, and the numbers of those that hold a wanted key; at least one."""
    told = [leaf.number for leaf in found if not leaf.keys.isdisjoint(wanted)] or [found[0].number]
    return found[(number if number in told else told[0]) - 1], told


def _bounds(text: str, marks: Sequence[Marked]) -> list[tuple[int, int]]:
    """Return where leaves begin and end: at line breaks, never inside a mark."""
    starts = [mark.start for mark in marks]
    bounds: list[tuple[int, int]] = []
    low = 0
    while low < len(text):
        first = bisect_left(starts, low)
        most = min(low + _LEAF, starts[first + _MARKS] if first + _MARKS < len(starts) else len(text))
        high = len(text) if most >= len(text) else text.rfind("\n", low, most) + 1 or most
        for mark in marks[first:]:
            if mark.start >= max(high, low + 1):
                break
            high = max(high, mark.end)
        bounds.append((low, max(high, low + 1)))
        low = bounds[-1][1]
    return bounds or [(0, 0)]


def _pieces(text: str, low: int, high: int, marks: Sequence[Marked]) -> list[Piece]:
    """Cut a leaf at its marks; marks that overlap make one piece."""
    pieces: list[Piece] = []
    reached, at = low, 0
    while at < len(marks):
        start, end, keys = marks[at].start, marks[at].end, [marks[at].key]
        while at + 1 < len(marks) and marks[at + 1].start < end:
            at += 1
            end = max(end, marks[at].end)
            keys.append(marks[at].key)
        if start > reached:
            pieces.append(Piece(text[reached:start]))
        pieces.append(Piece(text[start:end], tuple(keys)))
        reached, at = end, at + 1
    if reached < high:
        pieces.append(Piece(text[reached:high]))
    return pieces


def _folded(pieces: Sequence[Piece]) -> Iterator[Stretch]:
    """Fold the middle of each long piece of which nothing is said; its ends stay beside the marks."""
    open_pieces: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.keys or len(piece.text) <= _QUIET:
            open_pieces.append(piece)
            continue
        first = 0 if place == 0 else piece.text.find("\n", _SHOWN) + 1
        last = len(piece.text) if place == len(pieces) - 1 else piece.text.rfind("\n", 0, len(piece.text) - _SHOWN) + 1
        if len(pieces) == 1 or last - first < _QUIET // 2 or (place and not first):
            open_pieces.append(piece)
            continue
        if piece.text[:first]:
            open_pieces.append(Piece(piece.text[:first]))
        if open_pieces:
            yield Stretch(tuple(open_pieces))
        yield Stretch((Piece(piece.text[first:last]),), folded=True)
        open_pieces = [Piece(piece.text[last:])] if piece.text[last:] else []
    if open_pieces:
        yield Stretch(tuple(open_pieces))
