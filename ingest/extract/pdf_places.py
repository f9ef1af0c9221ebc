"""Where a passage stands on the pages of a PDF: its letters are followed line by line, and nothing is guessed."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract.pdf_page import PageLine

_SURE = 0.9  # of the letters of the passage must be found, or no line is marked
_UNIT = 0.6  # … and of its unit, so that a short passage is marked in its own unit only
_WHOLE = 0.98  # of the letters of a unit: no better place can be expected
_LEAST_START = 4  # letters of a line that may begin a unit
_PAGE_NUMBER = 4  # digits; a line of no more is not followed
_SLIP = 8  # letters that a page may lack or have in other places …
_LEAP = 400  # … and so many where the line that is found again is long
_LONG = 16  # letters of such a line
_LOST = 60  # lines in a row that do not belong: the passage ended, or this was not its beginning


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a page, as it is compared."""

    page: int
    line: PageLine
    letters: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A line that carries the letters ``start`` to ``end`` of the unit."""

    placed: PlacedLine
    start: int
    end: int


def letters_of(text: str) -> str:
    """Return the letters and digits of a text without marks: spaces, hyphens and signs differ from page to text.

    >>> letters_of("Điều 5. Hỗ trợ y-tế"), letters_of("ĐIÊ\u0300U")
    ('dieu5hotroyte', 'dieu')
    """
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in plain if letter.isalnum())


def placed_lines(page: int, lines: Sequence[PageLine]) -> Iterator[PlacedLine]:
    """Yield the lines of a page that can be followed."""
    for line in lines:
        letters = letters_of(line.text)
        if letters and not (letters.isdecimal() and len(letters) <= _PAGE_NUMBER):
            yield PlacedLine(page, line, letters)


def find_passage(lines: Sequence[PlacedLine], text: str, start: int, end: int, *, page: int | None) -> list[PlacedLine]:
    """Return the lines that carry a passage: the span ``start`` to ``end`` of the text of its unit.

    Nothing where the unit is not found, or stands there twice and ``page`` does not say which one is meant.
    """
    wanted = letters_of(text)
    first, last = len(letters_of(text[:start])), len(letters_of(text[:end]))
    if last <= first:
        return []
    walks = [walk for at in range(len(lines)) if (walk := _follow(lines, at, wanted))]
    good = [walk for walk in walks if _part(walk, 0, len(wanted)) >= _UNIT and _part(walk, first, last) >= _SURE]
    if len(good) > 1:
        best = max(_part(walk, 0, len(wanted)) for walk in good)
        good = [walk for walk in good if _part(walk, 0, len(wanted)) >= min(best, _WHOLE)]
    if len(good) > 1 and page is not None:
        good = [walk for walk in good if walk[0].placed.page == page]
    if len(good) != 1:
        return []
    return [step.placed for step in good[0] if step.start < last and step.end > first]


def _follow(lines: Sequence[PlacedLine], at: int, wanted: str) -> list[_Step]:
    """Return the lines that carry a unit, if it begins on this one."""
    opening = lines[at].letters
    if len(opening) < min(_LEAST_START, len(wanted)):
        return []
    if not wanted.startswith(opening) and not opening.startswith(wanted):
        return []
    steps: list[_Step] = []
    reached = lost = 0
    for placed in lines[at:]:
        place = _place(placed.letters, wanted, reached)
        if place is None:
            lost += 1
            if lost > _LOST:
                break
            continue
        lost = 0
        steps.append(_Step(placed, *place))
        reached = place[1]
        if reached >= len(wanted):
            break
    return steps


def _place(letters: str, wanted: str, reached: int) -> tuple[int, int] | None:
    """Return which letters of the unit a line carries, at or soon after those reached; None where it does not."""
    if wanted.startswith(letters, reached):
        return reached, reached + len(letters)
    rest = wanted[reached:]
    if len(rest) >= _LEAST_START and letters.startswith(rest):
        return reached, len(wanted)
    if len(letters) < _LEAST_START:
        return None
    ahead = _LEAP if len(letters) >= _LONG else _SLIP
    found = wanted.find(letters, reached, reached + ahead + len(letters))
    return (found, found + len(letters)) if found >= 0 else None


def _part(steps: Sequence[_Step], first: int, last: int) -> float:
    """Return how much of a span of letters the lines carry."""
    carried = sum(max(0, min(step.end, last) - max(step.start, first)) for step in steps)
    return carried / max(1, last - first)
