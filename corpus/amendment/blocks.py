"""Which words of the quoted blocks are the new text of which place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.amendment.places import Target
from corpus.amendment.statements import Block
from corpus.marks import letter_key, number_key
from corpus.parts import article_parts
from corpus.provision import Level, Place, eid_of

_HEADS = {
    Level.ARTICLE: re.compile(r"Điều[ ]+(?P<num>\d{1,4}[a-zđ]{0,2})(?:\[\d{1,3}\])?(?=[ ]?[.:]|[ ]*$)", re.MULTILINE),
    Level.CLAUSE: re.compile(r"(?P<num>\d{1,3}[a-zđ]{0,2})(?:[.)]|[ ]?-)(?:\[\d{1,3}\])?(?=\s|$|[^\W\d])"),
    Level.POINT: re.compile(r"(?P<num>[a-zđ]\d{0,2}|aa|bb)[.)](?=\s|$|\w)"),
}
_ELLIPSIS = re.compile(r"^[ ]*(?:\S{1,4}[.)][ ]*)?(?:…|\.{3,}|\[…\]|\[\.{3}\])[ .…]*$", re.MULTILINE)
NO_BLOCK = "không thấy khối trích cho nơi này"
EXTRA = "khối trích có phần mà câu không nêu"
NO_NUMBER = "khối trích không mang số của nơi được sửa"
CUT_SHORT = "khối trích bỏ lửng một đoạn"


@dataclass(frozen=True, slots=True)
class Piece:
    """The new text of one place, a slice of the act; without one, the doubt that says why."""

    text: str = ""
    start: int = 0
    doubt: str = ""


def head_of(text: str) -> tuple[Level, str] | None:
    """Return the level and number that a quoted text begins with.

    >>> head_of("6a. Sáu a"), head_of("đ) Việc"), head_of("Lời không số")
    ((<Level.CLAUSE: 'clause'>, '6a'), (<Level.POINT: 'point'>, 'đ'), None)
    """
    for level, pattern in _HEADS.items():
        if head := pattern.match(text):
            return level, head["num"]
    return None


def share(blocks: Sequence[Block], targets: Sequence[Target]) -> list[Piece]:
    """Return the new text of each target, in their order."""
    pieces: list[Piece | None] = [None] * len(targets)
    for block in blocks:
        for at, piece in _pieces(block, targets, [at for at, piece in enumerate(pieces) if piece is None]):
            pieces[at] = piece
    if len(targets) == 1 and pieces[0] is None:
        return [Piece(doubt=NO_NUMBER)]
    return [piece or Piece(doubt=NO_BLOCK) for piece in pieces]


def _pieces(block: Block, targets: Sequence[Target], free: Sequence[int]) -> list[tuple[int, Piece]]:
    """Return what one block gives: index of the target, and its piece."""
    head = head_of(block.text)
    if head is None:
        return []
    level = head[0]
    wanted = [at for at in free if targets[at].level is level]
    found = _split(block, level, [(at, targets[at].num) for at in wanted])
    if found or level is not Level.ARTICLE:
        return found
    return _inside_article(block, targets, free, head[1])


def _split(block: Block, level: Level, wanted: Sequence[tuple[int, str]]) -> list[tuple[int, Piece]]:
    """Cut a block at the heads of the parts wanted, in their order in the block."""
    heads = _lines_with_head(block.text, level)
    starts: list[tuple[int, int]] = []
    left = list(wanted)
    for start, num in heads:
        known = next((one for one in left if one[1] == num), None)
        if known:
            starts.append((start, known[0]))
            left.remove(known)
    if not starts or starts[0][0] != 0:
        return []
    found = []
    ends = [start for start, _ in starts[1:]] + [len(block.text)]
    for (start, at), end in zip(starts, ends, strict=True):
        text = block.text[start:end].rstrip()
        num = next(label for index, label in wanted if index == at)
        doubt = CUT_SHORT if _ELLIPSIS.search(text) else EXTRA if _runs_over(text, level, num) else ""
        found.append((at, Piece(text, block.start + start, doubt)))
    return found


def _lines_with_head(text: str, level: Level) -> list[tuple[int, str]]:
    found = []
    start = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip(" "))
        if head := _HEADS[level].match(text, start + lead):
            found.append((start, head["num"]))
        start += len(line) + 1
    return found


def _runs_over(text: str, level: Level, num: str) -> bool:
    """Tell whether the piece goes on into the next part of its level: khoản 4 below khoản 3."""
    others = [other for start, other in _lines_with_head(text, level) if start]
    if level is Level.ARTICLE:
        return bool(others)
    key = number_key if level is Level.CLAUSE else letter_key
    major = key(num)[0]
    return any(key(other)[0] in (major, major + 1) and key(other) > key(num) for other in others)


def _inside_article(block: Block, targets: Sequence[Target], free: Sequence[int], num: str) -> list[tuple[int, Piece]]:
    """Find khoản and điểm in a block that quotes their article from its heading on."""
    eid = eid_of(Place(num))
    parts = {
        part.eid: part
        for outer in article_parts(block.text, eid=eid)
        for part in outer.walk()
        if part.level in (Level.CLAUSE, Level.POINT)
    }
    wanted = {targets[at].eid: at for at in free if targets[at].article == num}
    extra = any(
        not any(part == eid or part.startswith(f"{eid}__") or eid.startswith(f"{part}__") for eid in wanted)
        for part in parts
    )
    found = []
    for place, at in wanted.items():
        part = parts.get(place)
        if part:
            text = part.text.rstrip()
            doubt = CUT_SHORT if _ELLIPSIS.search(text) else EXTRA if extra else ""
            found.append((at, Piece(text, block.start + part.start, doubt)))
    return found


def heading_of(block: Block) -> Piece:
    """Return the heading that a block gives to an article: its first line without "Điều 5."."""
    line = block.text.partition("\n")[0]
    head = _HEADS[Level.ARTICLE].match(line)
    words = line[head.end() :].lstrip(" .:") if head else line
    return Piece(words.rstrip(), block.start + len(line) - len(words))
