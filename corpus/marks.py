"""Marks at the beginning of lines, and which of them form real sequences of khoản and điểm."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.quoted_blocks import within

_MARK = re.compile(
    r"""[ ]*(?:
      (?P<number>\d{1,3}[a-zđ]{0,2})(?:\[\d{1,3}\])?(?P<number_style>[.)/]|[ ]?-|\.\.)(?=\s|$|\[|(?<=\.)[^\W\d])
    | (?P<bare>\d{1,2})(?=[ ][^\W\d_])
    | (?P<decimal>\d{1,3}(?:\.\d{1,3}){1,3})(?:\.(?=\s|$|[^\W\d])|(?=[ ][^\W\d]))
    | (?P<letter>[a-zđ]\d{0,2}|(?P<twin>[a-zđ])(?P=twin)|[a-zđ]\.\d{1,2})(?:\[\d{1,3}\])?
      (?P<letter_style>[).])(?=\s|$|\[|(?<=\))\w)
    | \((?P<roman>[ivx]{1,5}|\d{1,2}|[a-zđ])\)(?=[ ]?[^\W\d])
    | (?P<dash>[-–—+•*])(?=[ ]?[^\W\d_]|[ ]*[“(]|[ ]+\d)
    )""",
    re.VERBOSE,
)
_KINDS = {
    "number_style": "number",
    "bare": "number",  # "1 Cá nhân …": a number that lost its dot
    "decimal": "decimal",
    "letter_style": "letter",
    "roman": "roman",
    "dash": "dash",
}
MARK_KINDS = frozenset(("number", "decimal", "letter", "roman", "dash"))
_FIRST_LETTERS = frozenset("abcdđeghiklmnopqrstuvxyfjwz0123456789( -–—+•*")
ALPHABET = "abcdđefghijklmnopqrstuvwxyz"
_UNUSED = frozenset("fjwz")  # they do occur: read, and doubted
_LATE = ALPHABET.index("v") + 1  # from here on a1, aa may continue the letters
_LATE_STEP = 100  # puts aa, bb … after the single letters
_MAX_GAP = 4  # a larger jump is not a gap but another list
_MAX_FIRST = 3  # a list whose first numbers were lost may begin so late

Key = tuple[int, int]


class Line(NamedTuple):
    """A span of one line, without its line break."""

    start: int
    end: int


class Mark(NamedTuple):
    """A line that begins with a mark."""

    line: int  # index of the line
    kind: str  # "number", "decimal", "letter", "roman", "dash"
    num: str
    style: str
    body: int  # where the words after the mark begin
    last: bool = False  # last of its list: a closing sentence may follow


def find_marks(text: str, lines: Sequence[Line], hidden: Sequence[tuple[int, int]]) -> list[Mark]:
    """Return the lines that begin with a mark; table rows and lines in ``hidden`` spans do not count."""
    found = []
    for index, line in enumerate(lines):
        if line.end == line.start or text[line.start] not in _FIRST_LETTERS:
            continue
        match = _MARK.match(text, line.start, line.end)
        if not match or text.find(" | ", line.start, line.end) >= 0:
            continue
        if hidden and within(hidden, line.start):
            continue
        name = match.lastgroup or ""
        kind = _KINDS[name]
        num = match[kind] or match["bare"]
        style = (match["number_style"] or match["letter_style"] or match["dash"] or "").strip()[:1]
        body = match.end() + (text[match.end() : match.end() + 1] == " ")
        found.append(Mark(index, kind, num, style, body))
    return found


def sequences(marks: Sequence[Mark], doubts: list[str]) -> dict[int, Mark]:
    """Return the marks that stand in a sequence, by line. Gaps are told to ``doubts``."""
    clauses = _chain([mark for mark in marks if mark.kind == "number"], number_key, "khoản", doubts)
    accepted = {mark.line: mark for mark in clauses}
    segment: list[Mark] = []
    clause = ""
    for mark in marks:
        if mark.kind == "letter":
            segment.append(mark)
        elif mark.kind == "decimal":
            if clause and mark.num.partition(".")[0] == clause:
                _accept_points(segment, accepted, doubts)
                segment = []
                accepted[mark.line] = mark
        elif mark.kind != "number":
            accepted[mark.line] = mark
        elif mark.line in accepted:
            _accept_points(segment, accepted, doubts)
            segment, clause = [], mark.num
    _accept_points(segment, accepted, doubts)
    return accepted


def _accept_points(segment: Sequence[Mark], accepted: dict[int, Mark], doubts: list[str]) -> None:
    if segment:
        accepted.update((mark.line, mark) for mark in _chain(segment, letter_key, "điểm", doubts))


def number_key(num: str) -> Key:
    """Return the place of a number in its order: 6 < 6a < 6đ < 7."""
    digits = num.rstrip(ALPHABET)
    suffix = num[len(digits) :]
    minor = sum(ALPHABET.index(letter) + 1 for letter in suffix) + 30 * max(0, len(suffix) - 1)
    return int(digits), minor


def letter_key(num: str) -> Key:
    """Return the place of a letter in its order: a < a1 < b < … < y < aa."""
    rest = num[1:].lstrip(".")
    if rest and not rest.isdigit():
        return _LATE_STEP + ALPHABET.index(num[0]), 0
    return ALPHABET.index(num[0]) + 1, int(rest or 0)


def _chain(marks: Sequence[Mark], key: Callable[[str], Key], name: str, doubts: list[str]) -> list[Mark]:
    """Return the one sequence that begins with the first number; a list restarting inside a part stays text."""
    first = _first(marks, key)
    style = next((mark.style for mark in marks[first:] if mark.style), "") if first is not None else ""
    if not style:
        return []
    rest = [(mark, key(mark.num)) for mark in marks[first:] if mark.style in (style, "")]
    ahead = Counter(place for mark, place in rest if mark.style)
    chain: list[Mark] = []
    current: Key = (0, 0)
    nested = 0  # last number of a list that restarted inside the current part
    for mark, plain_place in rest:
        ahead[plain_place] -= bool(mark.style)
        place = _late(plain_place, current) if name == "điểm" else plain_place
        if not mark.style and ahead[place]:
            continue  # the same number stands further down with its dot
        if place == (1, 0) and chain:
            nested = 1
        elif nested and place == (nested + 1, 0) and (place <= current or ahead[place]):
            nested += 1
        elif _follows(place, current, ahead, started=bool(chain)):
            doubts.extend(_doubt(mark.num, chain[-1].num if chain else "", place[0] - current[0], name))
            chain.append(mark)
            current, nested = place, 0
        elif mark.style and not nested:
            doubts.append(f"{name} {mark.num} sau {name} {chain[-1].num if chain else ''} để nguyên là lời văn")
    if chain:
        chain[-1] = chain[-1]._replace(last=True)
    return chain


def _first(marks: Sequence[Mark], key: Callable[[str], Key]) -> int | None:
    """Return where the sequence begins: at the first 1 or a, else at a number whose successor follows."""
    places = [key(mark.num) for mark in marks]
    dotted = [at for at, mark in enumerate(marks) if mark.style and places[at] == (1, 0)]
    bare = [at for at, mark in enumerate(marks) if not mark.style and places[at] == (1, 0)]
    if dotted or bare:
        return (dotted or bare)[0]
    for index, (major, minor) in enumerate(places):
        if 1 < major <= _MAX_FIRST and not minor and marks[index].style and (major + 1, 0) in places[index + 1 :]:
            return index
    return None


def _late(place: Key, current: Key) -> Key:
    """Return the place of a1, b1 … that go on after the last letters."""
    major, minor = place
    if minor and current[0] >= _LATE and major < current[0]:
        return _LATE_STEP + major, minor
    return place


def _follows(place: Key, current: Key, ahead: Counter[Key], *, started: bool) -> bool:
    (major, minor), (now, _) = place, current
    if place == current and started:
        return bool(ahead[(now + 1, 0)] or ahead[(now + 2, 0)] or not ahead.total())  # printed twice: "d) … d) … e)"
    if place <= current:
        return False
    if not started:
        return True
    if major in (now, now + 1):
        return major > now or minor > 0
    if major >= _LATE_STEP:
        return now >= _LATE
    return major - now <= _MAX_GAP and not any(ahead[(step, 0)] for step in range(now + 1, major))


def _doubt(num: str, before: str, step: int, name: str) -> list[str]:
    """Tell what is odd about a number that stands ``step`` after the one before it."""
    if not before:
        return [f"{name} {num} không có {name} nào đứng trước"] if step > 1 else []
    if num == before:
        return [f"{name} {num} được in hai lần"]
    if name == "điểm" and num[0] in _UNUSED:
        return [f"điểm {num} dùng chữ cái không có trong bảng chữ của văn bản pháp luật"]
    if 1 < step < _LATE_STEP // 2 and not _regular_step(before, num):
        return [f"{name} {num} đứng sau {name} {before}"]
    return []


def _regular_step(before: str, num: str) -> bool:
    """Tell whether only letters that laws never use lie between two points: e → g."""
    if not (before[0].isalpha() and num[0].isalpha()):
        return False
    between = ALPHABET[ALPHABET.index(before[0]) + 1 : ALPHABET.index(num[0])]
    return all(letter in _UNUSED for letter in between)
