"""One page of a PDF as visual lines with their places, sizes and weight."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2  # type: ignore[import-untyped]  # carries no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # carries no types

_FONT_NAME = 256  # bytes read of a font's name
_RAISED = 0.8  # a smaller letter is a superscript
_COLUMN_GAP = 24.0  # points; wider gaps in one row separate columns
_HEAVY = 600  # weight from which a font counts as bold


@dataclass(frozen=True, slots=True)
class PageLine:
    """A visual line: its words and its box in points, from the lower left corner of the page."""

    text: str
    x0: float
    x1: float
    bottom: float
    top: float
    size: float  # height of the em box of its first letter
    bold: bool
    notes: tuple[tuple[int, int, int], ...] = ()  # raised numbers: start and end in the text, value

    @property
    def letter_width(self) -> float:
        """Return the mean width of a letter."""
        return (self.x1 - self.x0) / max(1, len(self.text))


def read_page(page: pypdfium2.PdfPage) -> list[PageLine]:
    """Return the visual lines of a page in the order of its content stream."""
    text_page = page.get_textpage()
    try:
        words = text_page.get_text_range()
        if len(words) != text_page.count_chars():
            words = "".join(chr(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(text_page.count_chars()))
        lines = []
        start = 0
        for raw in words.split("\n"):
            line = _line(text_page, raw.rstrip("\r"), start)
            if line:
                lines.append(line)
            start += len(raw) + 1
        return _merged(lines)
    finally:
        text_page.close()


def _line(page: pypdfium2.PdfTextPage, raw: str, start: int) -> PageLine | None:
    stripped = raw.strip()
    if not stripped:
        return None
    first = start + len(raw) - len(raw.lstrip())
    last = first + len(stripped) - 1
    left, right = page.get_charbox(first), page.get_charbox(last)
    boxes = [left, right, page.get_charbox((first + last) // 2)]
    size = _em(page, first)
    notes = _raised_numbers(page, stripped, first)
    return PageLine(
        stripped if notes else _with_columns(page, stripped, first),
        left[0],
        max(left[2], right[2]),
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        max(size, _em(page, (first + last) // 2)),
        _is_bold(page, first) and _is_bold(page, last),
        notes,
    )


def _with_columns(page: pypdfium2.PdfTextPage, text: str, first: int) -> str:
    """Return the words of a row with " | " where a wide gap separates columns."""
    at = text.find(" ")
    gaps = []
    while at > 0:
        if page.get_charbox(first + at + 1)[0] - page.get_charbox(first + at - 1)[2] > _COLUMN_GAP:
            gaps.append(at)
        at = text.find(" ", at + 1)
    for gap in reversed(gaps):
        text = f"{text[:gap].rstrip()} | {text[gap:].lstrip()}"
    return text


def _em(page: pypdfium2.PdfTextPage, at: int) -> float:
    box = page.get_charbox(at, loose=True)
    return float(box[3] - box[1])


def _is_bold(page: pypdfium2.PdfTextPage, at: int) -> bool:
    buffer = ctypes.create_string_buffer(_FONT_NAME)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, at, buffer, _FONT_NAME, ctypes.byref(flags))
    return b"bold" in buffer.value.lower() or int(pdfium.FPDFText_GetFontWeight(page, at)) >= _HEAVY


def _raised_numbers(page: pypdfium2.PdfTextPage, text: str, first: int) -> tuple[tuple[int, int, int], ...]:
    """Return the small numbers that follow a letter or a mark: references to footnotes, or exponents."""
    found = []
    at = 0
    while at < len(text):
        if not text[at].isdigit():
            at += 1
            continue
        end = at
        while end < len(text) and text[end].isdigit():
            end += 1
        before = at - 1
        if before >= 0 and not text[before].isspace() and _em(page, first + at) < _RAISED * _em(page, first + before):
            found.append((at, end, int(text[at:end])))
        at = end
    return tuple(found)


def _merged(lines: Sequence[PageLine]) -> list[PageLine]:
    """Put together lines that stand on one row: pieces around a superscript, columns of a head."""
    merged: list[PageLine] = []
    for line in lines:
        before = merged[-1] if merged else None
        if before and line.x0 >= before.x1 - 1 and _same_row(before, line):
            merged[-1] = _side_by_side(before, line)
        else:
            merged.append(line)
    return merged


def _same_row(left: PageLine, right: PageLine) -> bool:
    overlap = min(left.top, right.top) - max(left.bottom, right.bottom)
    return overlap > 0 or (right.top - right.bottom < 2 and left.bottom - 1 <= right.bottom <= left.top)  # noqa: PLR2004  # a lone dot has hardly any height


def _side_by_side(left: PageLine, right: PageLine) -> PageLine:
    gap = right.x0 - left.x1
    glue = " | " if gap > _COLUMN_GAP else (" " if gap > left.letter_width * 0.3 else "")
    shift = len(left.text) + len(glue)
    notes = (*left.notes, *((start + shift, end + shift, value) for start, end, value in right.notes))
    return replace(
        left,
        text=left.text + glue + right.text,
        x1=right.x1,
        bottom=min(left.bottom, right.bottom),
        top=max(left.top, right.top),
        size=max(left.size, right.size),
        bold=left.bold and right.bold,
        notes=notes,
    )
