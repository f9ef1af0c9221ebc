"""From visual lines of pages to lines of the text: running heads off, footnotes to the end, wraps joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.text import clean
from ingest.headings import candidate
from ingest.read import Line

_RUNNING_HEAD = re.compile(r"CÔNG BÁO[ ]?/[ ]?Số[ ]?[\d+ ]+/[ ]?Ngày[ ]?[\d-]+")
_PAGE_NUMBER = re.compile(r"^[-–—.\s]*\d{1,4}[-–—.\s]*$|^(?:Trang|Page)[ ]\d{1,4}(?:[ ]?/[ ]?\d{1,4})?$", re.IGNORECASE)
_COLOPHON = re.compile(r"^VĂN PHÒNG CHÍNH PHỦ XUẤT BẢN")
_MARK = re.compile(r"(?:\d{1,3}[a-zđ]?|\d{1,2}(?:\.\d{1,2})+|[a-zđ]\d?)[.)](?:\s|$)|[-–+•]\s|[IVX]{1,5}\.\s")
_NOTE = re.compile(r"^(?P<value>\d{1,3})[ ]*(?=[^\d/.,])")
_GLUED = re.compile(r"(?<=[^\W\d_])(?P<value>\d{1,3})(?=$|[.,;:)])")  # a reference that is raised but not smaller
_ENDED = (".", ";", ":", ".”", ";”", "./.", "?", "!", "”")
_ENOUGH_LINES = 5  # on a page, to know its margins
_INDENT = 9.0  # points; a first line of a paragraph stands so far in
_SMALL = 0.94  # of the size of the text; smaller lines at the bottom are footnotes
_REPEATED = 0.5  # of the pages; a first or last line on more of them is a running head
_MIN_PAGES = 4  # for repetition to mean anything
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class VisualLine:
    """A line on a page, with its place in points."""

    text: str
    page: int
    x0: float
    x1: float
    size: float
    bold: bool = False
    notes: tuple[tuple[int, int, int], ...] = ()  # raised numbers: start, end, value


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    sure: bool  # enough lines were measured


def text_lines(pages: Sequence[Sequence[VisualLine]]) -> tuple[list[Line], list[str]]:
    """Return the lines of a paged text, and what was taken off the pages.

    Lines that a page's width broke are joined; headings and centred lines are not. Footnotes follow the text, one
    line each, as "[1] …"; their references in the text become "[1]".
    """
    heads = _repeated_ends(pages)
    removed: list[str] = []
    body_size = _body_size(pages)
    body: list[tuple[VisualLine, _Margins]] = []
    notes: dict[int, str] = {}
    last_note = 0
    note_page: dict[int, int] = {}
    for page in pages:
        kept = list(_without_furniture(page, heads, removed))
        text, small = _split_notes(kept, body_size)
        before, last_note = last_note, _collect_notes(small, notes, last_note)
        note_page.update((value, page[0].page) for value in range(before, last_note + 1) if value not in note_page)
        margins = _margins(text or kept)
        body.extend((line, margins) for line in text)
    lines = _joined(list(_referenced(body, notes)))
    lines += [Line(clean(f"[{value}] {words}"), note_page.get(value)) for value, words in notes.items()]
    return lines, removed


def _body_size(pages: Sequence[Sequence[VisualLine]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _repeated_ends(pages: Sequence[Sequence[VisualLine]]) -> frozenset[str]:
    """Return the first and last lines (digits blanked) that stand on many pages."""
    if len(pages) < _MIN_PAGES:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_DIGITS.sub("#", line.text) for line in (*page[:1], *page[-1:])})
    return frozenset(words for words, count in counts.items() if count > _REPEATED * len(pages))


def _without_furniture(page: Sequence[VisualLine], heads: frozenset[str], removed: list[str]) -> Iterator[VisualLine]:
    last = len(page) - 1
    for at, line in enumerate(page):
        at_edge = at <= 1 or at >= last - 1
        if _COLOPHON.match(line.text):
            removed.extend(rest.text for rest in page[at:])
            return
        outermost = at in (0, last) and _DIGITS.sub("#", line.text) in heads
        if (at_edge and (_RUNNING_HEAD.search(line.text) or _PAGE_NUMBER.match(line.text))) or outermost:
            removed.append(line.text)
        else:
            yield line


def _split_notes(lines: Sequence[VisualLine], body_size: float) -> tuple[list[VisualLine], list[VisualLine]]:
    """Divide a page into its text and the small lines at its bottom; the first of them carries a number."""
    cut = len(lines)
    while cut and lines[cut - 1].size < _SMALL * body_size:
        cut -= 1
    return list(lines[:cut]), list(lines[cut:])


def _collect_notes(lines: Sequence[VisualLine], notes: dict[int, str], last: int) -> int:
    """Add a page's footnotes; lines before its first number go on with the note of the page before."""
    for line in lines:
        match = _NOTE.match(line.text)
        if match and int(match["value"]) == last + 1:
            last += 1
            notes[last] = line.text[match.end() :].strip()
        elif last:
            notes[last] = f"{notes[last]} {line.text}"
        else:
            notes[0] = f"{notes.get(0, '')} {line.text}".strip()
    return last


def _referenced(
    body: Sequence[tuple[VisualLine, _Margins]], notes: dict[int, str]
) -> Iterator[tuple[VisualLine, _Margins]]:
    """Yield the lines with their references to footnotes as "[1]"; a number that names no footnote stays."""
    last = 0
    for line, margins in body:
        text = line.text
        found = [(start, end, value) for start, end, value in line.notes if value in notes]
        if not found:
            glued = (match for match in _GLUED.finditer(text) if int(match["value"]) == last + 1)
            found = [(match.start(), match.end(), last + 1) for match in glued if last + 1 in notes]
        for start, end, value in reversed(found):
            text = f"{text[:start]}[{value}]{text[end:]}"
            last = max(last, value)
        yield (replace(line, text=text) if found else line), margins


def _margins(lines: Sequence[VisualLine]) -> _Margins:
    if not lines:
        return _Margins(0.0, 0.0, sure=False)
    lefts = sorted(line.x0 for line in lines)
    rights = sorted(line.x1 for line in lines)
    return _Margins(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], sure=len(lines) >= _ENOUGH_LINES)


def _joined(lines: Sequence[tuple[VisualLine, _Margins]]) -> list[Line]:
    made: list[Line] = []
    before: tuple[VisualLine, _Margins] | None = None
    for line, margins in lines:
        words = clean(line.text).strip()
        centred = _is_centred(line, margins)
        if before and made and not centred and _goes_on(before, line, margins, made[-1]):
            glue = "" if made[-1].text.endswith("-") and words[:1].islower() else " "
            joined = made[-1].text + glue + words
            made[-1] = replace(made[-1], text=joined, bold=made[-1].bold and line.bold)
        else:
            made.append(Line(words, line.page, line.bold, centred))
        before = (line, margins)
    return made


def _is_centred(line: VisualLine, margins: _Margins) -> bool:
    if _MARK.match(line.text):
        return False
    left, right = line.x0 - margins.left, margins.right - line.x1
    return left > 2 * _INDENT and right > 2 * _INDENT and abs(left - right) < 2 * _INDENT


def _goes_on(before: tuple[VisualLine, _Margins], line: VisualLine, margins: _Margins, paragraph: Line) -> bool:
    """Tell whether a line goes on with the paragraph above it: that line was full, and this one is not indented."""
    upper, upper_margins = before
    if _is_centred(upper, upper_margins) or " | " in upper.text or " | " in line.text:
        return False
    first_word = line.text.split(" ", 1)[0]
    width = (upper.x1 - upper.x0) / max(1, len(upper.text))
    full = upper.x1 + (len(first_word) + 1) * width > upper_margins.right - width
    if not full or (paragraph.text.endswith(_ENDED) and not upper_margins.sure):
        return False
    if line.x0 - margins.left > _INDENT:
        return line.text[:1].islower() and not _MARK.match(line.text) and not paragraph.text.endswith(_ENDED)
    begins = _MARK.match(line.text) or candidate(Line(line.text, bold=line.bold))
    return not (begins and paragraph.text.endswith(_ENDED))


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Join the lines of a plain text that was cut at a fixed width; other texts come back as they are.

    >>> [line.text for line in unwrap([Line("Điều 1. Tên"), Line("1. Một.")])]
    ['Điều 1. Tên', '1. Một.']
    """
    lengths = [len(line.text) for line in lines if line.text]
    if len(lengths) < 8 or not _is_hard_wrapped(lines, lengths):  # noqa: PLR2004  # too few to tell
        return list(lines)
    width = max(lengths)
    made: list[Line] = []
    open_ = False
    for line in lines:
        words = line.text
        if open_ and words and not _MARK.match(words) and candidate(line) is None:
            made[-1] = replace(made[-1], text=f"{made[-1].text} {words}")
        else:
            made.append(line)
        open_ = bool(words) and len(words) > 0.7 * width and not words.endswith(_ENDED)
    return made


def _is_hard_wrapped(lines: Sequence[Line], lengths: Sequence[int]) -> bool:
    """Tell whether most long lines break inside a sentence at nearly the same length."""
    width = max(lengths)
    if not 40 <= width <= 140 or median(lengths) < 0.5 * width:  # noqa: PLR2004  # widths of a printed page
        return False
    broken = sum(
        1
        for line, below in pairwise(lines)
        if line.text and not line.text.endswith(_ENDED) and below.text[:1].islower()
    )
    return broken > 0.3 * len(lengths)
