"""From lines to a tiling of units: head, containers, articles, items, annexes, foot.

Reads: clean lines in reading order, without running heads.
Gives: the text, units that lie end to end over it, and doubts. It refuses no text and loses no character.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.expression import Unit
from corpus.parts import article_parts
from corpus.provision import Level
from corpus.quoted_blocks import quoted_blocks, within
from ingest.plan import plan_tiles
from ingest.read import Line
from ingest.scan import scan
from ingest.tiles import Tile, build_units

__all__ = ["Structure", "article_parts", "parse", "parse_plain"]


@dataclass(frozen=True, slots=True)
class Structure:
    """A text with its tiling."""

    text: str
    units: tuple[Unit, ...]
    doubts: tuple[str, ...] = ()


def parse(lines: Sequence[Line]) -> Structure:
    """Divide the lines of one paper into units; empty lines are left out of the text.

    >>> paper = parse([Line("LUẬT"), Line("Điều 1. Tên"), Line("1. Một."), Line("2. Hai.")])
    >>> [(unit.provision.eid, len(unit.provision.children)) for unit in paper.units]
    [('head', 0), ('art_1', 2)]
    """
    kept = [line for line in lines if line.text.strip()]
    if not kept:
        return Structure("", ())
    text = "\n".join(line.text for line in kept)
    starts = [0, *accumulate(len(line.text) + 1 for line in kept[:-1])]
    blocks = quoted_blocks(text)
    hidden = [bool(blocks) and within(blocks, start) for start in starts]
    tiles, doubts = scan(kept, hidden)
    tiles, more = _outline(kept, tiles)
    units, found = build_units(text, kept, starts, _unique(tiles))
    return Structure(text, units, tuple(dict.fromkeys([*doubts, *more, *found])))


def parse_plain(lines: Sequence[Line]) -> Structure:
    """Make one unit of all lines, a paragraph each: for texts whose numbers mean nothing, such as news."""
    kept = [line for line in lines if line.text.strip()]
    if not kept:
        return Structure("", ())
    text = "\n".join(line.text for line in kept)
    starts = [0, *accumulate(len(line.text) + 1 for line in kept[:-1])]
    units, doubts = build_units(text, kept, starts, [Tile(0, Level.BODY, "body")])
    return Structure(text, units, tuple(doubts))


def _outline(lines: Sequence[Line], tiles: Sequence[Tile]) -> tuple[list[Tile], list[str]]:
    """Cut heads that hold the whole paper: into the items of a plan, else into head and body."""
    made: list[Tile] = []
    doubts: list[str] = []
    for index, tile in enumerate(tiles):
        made.append(tile)
        end = tiles[index + 1].line if index + 1 < len(tiles) else len(lines)
        following = tiles[index + 1].level if index + 1 < len(tiles) else Level.FOOT
        ends_body = following in (Level.FOOT, Level.ANNEX, Level.FORM, Level.HEAD)
        if tile.level in (Level.PART, Level.CHAPTER) and (ends_body or following is tile.level):
            prefix, first = f"{tile.eid}__", max(tile.body_line, tile.line + 1)
        elif tile.level is Level.HEAD and ends_body:
            prefix, first = tile.eid.removesuffix("head"), tile.line
        else:
            continue
        items, found = plan_tiles(lines, first, end, prefix=prefix)
        doubts += found
        made += [replace(item, context=(*tile.context, *item.context)) for item in items]
        if not items and tile.level is Level.HEAD:
            made[-1:] = _head_and_body(lines, tile, end)
        elif not items and first < end:
            made.append(Tile(first, Level.BODY, f"{prefix}body", context=tile.context))
    return made, doubts


_HEAD_LINES = 60
_PREAMBLE = ("Căn cứ", "Theo đề nghị", "Xét đề nghị", "Xét ", "QUYẾT ĐỊNH", "QUYẾT NGHỊ", "Số:", "Thực hiện ")


def _head_and_body(lines: Sequence[Line], tile: Tile, end: int) -> list[Tile]:
    """Divide a paper without any numbering behind the last line of its head."""
    head_end = tile.line
    for at in range(tile.line, min(end, tile.line + _HEAD_LINES)):
        words = lines[at].text
        if "CỘNG HÒA XÃ HỘI" in words or "Độc lập -" in words or words.startswith(_PREAMBLE):
            head_end = at + 1
    body = Tile(head_end, Level.BODY, tile.eid.removesuffix("head") + "body")
    if head_end == tile.line:
        return [body]
    return [tile, body] if head_end < end else [tile]


def _unique(tiles: Sequence[Tile]) -> list[Tile]:
    """Give tiles with the same eId a running letter: the first keeps its own."""
    seen: dict[str, int] = {}
    made = []
    for tile in tiles:
        seen[tile.eid] = seen.get(tile.eid, 0) + 1
        made.append(tile if seen[tile.eid] == 1 else replace(tile, eid=f"{tile.eid}-{seen[tile.eid]}"))
    return made
