"""What lies inside an article: khoản, điểm, gạch đầu dòng, đoạn, and quoted blocks.

Reads: the text of one article, a line for each paragraph or table row.
Gives: a tree whose spans nest; what no child covers is the parent's own.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from corpus.marks import MARK_KINDS, Line, Mark, find_marks, sequences
from corpus.provision import Level, Provision, child_eid
from corpus.quoted_blocks import quoted_blocks

_HEADING = re.compile(r"\s*Điều[ ]+\d+[a-zđ]{0,2}\b[^\n]*")
_SENTENCE_END = (".", ";", ".”", ";”", '."', "”")
_PARAGRAPHS = range(2, 21)  # more lines than that are a table or a form
_SHORT_LINE = 30
_LOOK_BACK = 100  # characters searched for the end of the sentence before a line
_LEVELS = {
    "number": Level.CLAUSE,
    "decimal": Level.POINT,
    "letter": Level.POINT,
    "roman": Level.PARAGRAPH,
    "dash": Level.DASH,
}
_DEPTHS = {"number": 1, "decimal": 2, "letter": 3, "roman": 4, "dash": 5}


@dataclass(slots=True)
class _Open:
    """A part under construction."""

    level: Level
    num: str
    depth: int
    start: int
    body: int
    style: str = ""
    last: bool = False
    end: int = -1
    plain: list[int] = field(default_factory=list)  # starts of its further unmarked paragraphs
    ragged: bool = False  # holds table rows or short lines
    children: list["_Open"] = field(default_factory=list)


def article_parts(text: str, *, eid: str, start: int = 0) -> tuple[Provision, ...]:
    r"""Return the parts of one article; offsets count from ``start``, the place of ``text`` in the expression.

    Only real sequences become khoản and điểm; any other mark stays text of the part it stands in.

    >>> [part.eid for part in article_parts("1. Một:\na) A;\nb) B.\n2. Hai.", eid="art_3")]
    ['art_3__cl_1', 'art_3__cl_2']
    """
    return parts_and_doubts(text, eid=eid, start=start)[0]


def parts_and_doubts(
    text: str, *, eid: str, start: int = 0, body: int | None = None, kinds: Container[str] = MARK_KINDS
) -> tuple[tuple[Provision, ...], list[str]]:
    """Do what ``article_parts`` does and say what was odd.

    ``body`` is where the text after the heading begins; only marks of these ``kinds`` count.
    """
    if body is None:
        heading = _HEADING.match(text)
        body = min(heading.end() + 1, len(text)) if heading else 0
    doubts: list[str] = []
    root = _tree(text, body, kinds, doubts)
    return _provisions(root, text, eid, start), doubts


def _tree(text: str, body: int, kinds: Container[str], doubts: list[str]) -> _Open:
    blocks = quoted_blocks(text)
    lines = split_lines(text, body)
    marks = [mark for mark in find_marks(text, lines, blocks) if mark.kind in kinds]
    accepted = sequences(marks, doubts)
    builder = _Builder(text, body)
    pending = [block for block in blocks if block[0] >= body]
    covered = body
    for index, line in enumerate(lines):
        if line.start < covered:
            continue  # inside a quoted block
        block = pending[0] if pending and pending[0][0] <= line.end else None
        mark = accepted.get(index)
        if mark:
            builder.open_mark(line.start, mark)
        elif line.end > line.start and (block is None or text[line.start : block[0]].strip()):
            builder.add_plain(line)
        if block:
            builder.add_quote(*block)
            covered = block[1]
            pending.pop(0)
    return builder.finish()


def split_lines(text: str, begin: int = 0) -> list[Line]:
    """Return the lines of ``text`` from ``begin`` on."""
    lines = []
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        lines.append(Line(begin, end))
        begin = end + 1
    return lines


class _Builder:
    """The path of open parts, from the article down to the part being read."""

    def __init__(self, text: str, body: int) -> None:
        self._text = text
        self._root = _Open(Level.ARTICLE, "", 0, 0, body)
        self._path = [self._root]
        self._continued: set[int] = set()  # parents (by id) whose points have paragraphs of their own

    def open_mark(self, start: int, mark: Mark) -> None:
        """Open the part that a mark begins."""
        depth = self._dash_depth(mark.style) if mark.kind == "dash" else _DEPTHS[mark.kind]
        self._close(depth, start)
        parent = self._path[-1]
        level = _LEVELS[mark.kind]
        num = mark.num
        if mark.kind == "dash":
            num = _next_ordinal(parent, level)
        part = _Open(level, num, depth, start, mark.body, mark.style, mark.last)
        parent.children.append(part)
        self._path.append(part)

    def _dash_depth(self, style: str) -> int:
        """Return the depth of a dash: "-" under a point, "+" under that; the same sign stays on its level."""
        dashes = [part for part in self._path if part.level is Level.DASH]
        same = next((part.depth for part in dashes if part.style == style), None)
        return same or (dashes[-1].depth + 1 if dashes else _DEPTHS["dash"])

    def add_plain(self, line: Line) -> None:
        """Give an unmarked line to the part it continues, or to the parent whose list it closes."""
        before = self._text[max(0, line.start - _LOOK_BACK) : line.start].rstrip()[-2:]
        ended = before.endswith(_SENTENCE_END)
        tabular = self._text.find(" | ", line.start, line.end) >= 0
        if ended and not tabular:
            self._close_lists(line.start)
        part = self._path[-1]
        if ended or before.endswith(":") or not before or part is self._root:
            part.plain.append(line.start)
        part.ragged |= tabular or line.end - line.start < _SHORT_LINE
        if part.level is Level.POINT:
            self._continued.add(id(self._path[-2]))

    def _close_lists(self, start: int) -> None:
        while self._path[-1].level is Level.DASH or self._path[-1].depth == _DEPTHS["roman"]:
            self._close(self._path[-1].depth, start)
        part = self._path[-1]
        if part.level is Level.POINT and part.last and id(self._path[-2]) not in self._continued:
            self._close(part.depth, start)

    def add_quote(self, start: int, end: int) -> None:
        """Put a quoted block below the part being read."""
        parent = self._path[-1]
        num = _next_ordinal(parent, Level.QUOTE)
        parent.children.append(_Open(Level.QUOTE, num, _DEPTHS["dash"], start, start, end=end))

    def _close(self, depth: int, end: int) -> None:
        while self._path[-1].depth >= depth and len(self._path) > 1:
            self._path.pop().end = end

    def finish(self) -> _Open:
        """Close everything at the end of the text and return the root."""
        self._close(0, len(self._text))
        self._root.end = len(self._text)
        return self._root


def _next_ordinal(parent: _Open, level: Level) -> str:
    before = next((child.num for child in reversed(parent.children) if child.level is level), "0")
    return str(int(before) + 1)


def _provisions(part: _Open, text: str, eid: str, offset: int) -> tuple[Provision, ...]:
    if not part.children:
        return _paragraphs(part, text, eid, offset)
    made = []
    seen: dict[str, int] = {}
    for child in part.children:
        own = child_eid(eid, child.level, child.num)
        seen[own] = seen.get(own, 0) + 1
        if seen[own] > 1:  # printed twice
            own = f"{own}-{seen[own]}"
        below = _provisions(child, text, own, offset) if child.level is not Level.QUOTE else ()
        words = text[child.start : child.end]
        made.append(
            Provision(own, child.level, child.num, "", words, offset + child.start, offset + child.end, None, below)
        )
    return tuple(made)


def _paragraphs(part: _Open, text: str, eid: str, offset: int) -> tuple[Provision, ...]:
    """Return đoạn 1, đoạn 2 … of a part without numbered parts; a table or a form has none."""
    if part.ragged or part.level in (Level.DASH, Level.PARAGRAPH, Level.QUOTE) or not part.plain:
        return ()
    starts = sorted({part.body, *part.plain})
    if len(starts) not in _PARAGRAPHS:
        return ()
    spans = zip(starts, [*starts[1:], part.end], strict=True)
    return tuple(
        Provision(
            child_eid(eid, Level.PARAGRAPH, str(order)),
            Level.PARAGRAPH,
            str(order),
            "",
            text[start:end],
            offset + start,
            offset + end,
        )
        for order, (start, end) in enumerate(spans, 1)
    )
