"""Tiles under construction: where a unit begins, and what stands above it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.expression import Heading, Unit
from corpus.marks import MARK_KINDS
from corpus.parts import parts_and_doubts, split_lines
from corpus.provision import Level, Provision
from ingest.read import Line

_MAX_PARAGRAPHS = 400
_WHOLE = frozenset((Level.HEAD, Level.FOOT, Level.FORM, Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION))
_ITEM_MARKS = frozenset(("letter", "roman", "dash"))


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit that begins at a line and goes on to the next tile."""

    line: int
    level: Level
    eid: str
    num: str = ""
    heading: str = ""
    context: tuple[Heading, ...] = ()
    body_line: int = -1  # first line after the heading; -1: the text begins in the first line
    body_offset: int = 0  # where in its first line the text begins, if it does


def build_units(
    text: str, lines: Sequence[Line], starts: Sequence[int], tiles: Sequence[Tile]
) -> tuple[tuple[Unit, ...], list[str]]:
    """Return the units of the tiles, which must be in order and begin at line 0, and their doubts."""
    units = []
    doubts: list[str] = []
    for index, tile in enumerate(tiles):
        begin = starts[tile.line]
        end = starts[tiles[index + 1].line] if index + 1 < len(tiles) else len(text)
        words = text[begin:end]
        if tile.body_line >= 0:
            body = (starts[tile.body_line] if tile.body_line < len(starts) else len(text)) - begin
        else:
            body = tile.body_offset
        children, found = _children(tile, words, begin, min(body, len(words)))
        page = lines[tile.line].page
        if page is not None:
            children = _with_pages(children, starts, lines)
        provision = Provision(tile.eid, tile.level, tile.num, tile.heading, words, begin, end, page, children)
        units.append(Unit(provision, tile.context))
        doubts.extend(f"{_name(tile)}: {doubt}" for doubt in found)
    return tuple(units), doubts


def _name(tile: Tile) -> str:
    names = {Level.ARTICLE: "Điều", Level.ITEM: "mục", Level.ANNEX: "Phụ lục"}
    return f"{names.get(tile.level, tile.eid)} {tile.num}".strip()


def _children(tile: Tile, words: str, begin: int, body: int) -> tuple[tuple[Provision, ...], list[str]]:
    if tile.level in _WHOLE:
        return (), []
    if tile.level is Level.BODY:
        return _line_paragraphs(tile.eid, words, begin), []
    marks = _ITEM_MARKS if tile.level is Level.ITEM else MARK_KINDS
    return parts_and_doubts(words, eid=tile.eid, start=begin, body=body, kinds=marks)


def _line_paragraphs(eid: str, words: str, begin: int) -> tuple[Provision, ...]:
    lines = split_lines(words)
    if not 1 < len(lines) <= _MAX_PARAGRAPHS:
        return ()
    ends = [*(line.start for line in lines[1:]), len(words)]
    return tuple(
        Provision(
            f"{eid}__par_{order}",
            Level.PARAGRAPH,
            str(order),
            "",
            words[line.start : end],
            begin + line.start,
            begin + end,
        )
        for order, (line, end) in enumerate(zip(lines, ends, strict=True), 1)
    )


def _with_pages(parts: tuple[Provision, ...], starts: Sequence[int], lines: Sequence[Line]) -> tuple[Provision, ...]:
    return tuple(
        replace(
            part,
            page=lines[bisect_right(starts, part.start) - 1].page,
            children=_with_pages(part.children, starts, lines),
        )
        for part in parts
    )
