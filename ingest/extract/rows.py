"""Rows of tables as lines: one line a row, cells joined; rows that only lay out a page are taken apart."""

import re
from collections.abc import Sequence

from ingest.read import Line

CELL = " | "
_LAYOUT = re.compile(r"(?:Điều \d+[a-zđ]?[.:]|(?:Chương|CHƯƠNG) [IVXLC\d]+\b)")
_LONG_CELL = 4_000  # characters; a cell of more is a page that someone put into a table


def row_lines(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the lines of one row: joined with " | ", or the cells' own lines where the row is only layout.

    >>> [line.text for line in row_lines([[Line("Số: 5/KH"), Line("")], [Line("Huế,"), Line("ngày 1")]])]
    ['Số: 5/KH | Huế, ngày 1']
    """
    filled = [[line for line in cell if line.text] for cell in cells]
    if sum(map(bool, filled)) <= 1 and not _is_form_row(filled):
        return [line for cell in filled for line in cell]
    if any(_is_layout(cell) for cell in filled):
        return [line for cell in filled for line in cell]
    words = CELL.join(" ".join(line.text for line in cell) for cell in filled).strip()
    first = next(line for cell in filled for line in cell)
    everything = [line for cell in filled for line in cell]
    return [Line(words, first.page, all(line.bold for line in everything), all(line.centred for line in everything))]


def _is_form_row(cells: Sequence[Sequence[Line]]) -> bool:
    """Tell whether a row with one filled cell is still a row of a wide table: short, among empty cells."""
    return len(cells) > 2 and sum(len(cell) for cell in cells) == 1  # noqa: PLR2004  # two columns are a page head


def _is_layout(cell: Sequence[Line]) -> bool:
    return sum(len(line.text) for line in cell) > _LONG_CELL or any(_LAYOUT.match(line.text) for line in cell)
