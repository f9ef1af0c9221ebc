"""Labels of places: how each level is numbered, and what lies between two ends of a range."""

import re
from enum import IntEnum

from corpus.provision import POINT_LETTERS

MAX_RANGE = 200  # a longer range is a misreading: its two ends are given


class Level(IntEnum):
    """Levels that a citation names, small to large: a larger one may follow as the place of a smaller."""

    POINT = 1
    CLAUSE = 2
    FORM = 3
    ARTICLE = 4
    SUBSECTION = 5
    SECTION = 6
    CHAPTER = 7
    PART = 8
    ANNEX = 9


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = r"(?:[IVXLC]{1,7}|[ivxlc]{1,7})[a-zđ]?"
_SERIAL = r"\d{1,3}[a-zđ]?"
# Matched against the text with its marks, after the word of the level; `(?![^\W_])` is the end of a word.
LABEL = {
    Level.POINT: re.compile(
        r"[“\"‘'(]?(?P<label>(?:[a-zđA-ZĐ]|aa|bb)\d{0,2}(?:\.\d{1,2})?)(?![^\W_])(?!/\w)(?:[”\"’']|\)(?!\w))?"
    ),
    Level.CLAUSE: re.compile(r"(?P<label>\d{1,3}[a-zđ]?)(?![^\W_])(?!\.\d|,\d+ ?(?:%|tr|tỷ|ngh))"),
    Level.ARTICLE: re.compile(r"(?P<label>\d{1,4}[a-zđ]?)(?![^\W_])(?!\.\d|/\d)"),
    Level.FORM: re.compile(r"(?P<label>[A-Z]?\d{1,3}[a-zđ]?(?:[-./][A-ZĐ0-9]{1,12}){0,4})(?![^\W_])"),
    Level.SUBSECTION: re.compile(rf"(?P<label>{_SERIAL}|{_ROMAN})(?![^\W_])"),
    Level.SECTION: re.compile(
        rf"(?P<label>(?:{_SERIAL}|[IVX]{{1,5}})(?:\.\d{{1,2}}[a-zđ]?){{0,3}}|[A-H])(?![^\W_])(?!\.\d|/)"
    ),
    Level.CHAPTER: re.compile(rf"(?P<label>{_ROMAN}|{_SERIAL})(?![^\W_])(?!/)"),
    Level.PART: re.compile(
        rf"(?P<label>thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|{_ROMAN}|{_SERIAL}|[A-H])(?![^\W_])(?!/)"
    ),
    Level.ANNEX: re.compile(
        r"(?P<label>[IVX]{1,6}(?:[-.]?[A-H0-9]{1,2})?|\d{1,3}[a-zA-H]?(?:/[A-ZĐ]{2,9}(?:-[A-ZĐ]{2,9})?)?|[A-H]\d?)(?![^\W_])"
    ),
}
_DIGITS = re.compile(r"(\d+)([a-zđ]?)$")
_ROMAN_LABEL = re.compile(r"([IVXLC]+)([a-zđ]?)$")


def written_label(level: Level, label: str) -> str:
    """Return a label in its usual writing: khoản 01 is 1, điểm Đ is đ, chương v is V; forms keep their zeros."""
    if level is Level.POINT:
        return label.lower()
    if level in (Level.CLAUSE, Level.ARTICLE):
        return label.lstrip("0") or label
    if level in (Level.CHAPTER, Level.PART) and label[0].islower() and not label.startswith("thứ "):
        return label.upper()
    return label


def label_range(level: Level, first: str, last: str) -> list[str]:
    """Return the labels from ``first`` to ``last``; only the two where nothing sensible lies between.

    >>> label_range(Level.POINT, "a", "g"), label_range(Level.CHAPTER, "I", "III")
    (['a', 'b', 'c', 'd', 'đ', 'e', 'g'], ['I', 'II', 'III'])
    """
    between = _points(first, last) if level is Level.POINT else _numbered(first, last) or _romans(first, last)
    return [first, *between, last] if first != last else [first]


def _points(first: str, last: str) -> list[str]:
    if first[0] not in POINT_LETTERS or last[0] not in POINT_LETTERS:
        return []
    if len(first) == 1 and len(last) == 1:
        return list(POINT_LETTERS[POINT_LETTERS.index(first) + 1 : POINT_LETTERS.index(last)])
    if first[0] == last[0] and first[1:].isdecimal() and last[1:].isdecimal():
        return [f"{first[0]}{number}" for number in range(int(first[1:]) + 1, int(last[1:]))]
    return []


def _numbered(first: str, last: str) -> list[str]:
    low, high = _DIGITS.match(first), _DIGITS.match(last)
    if low is None or high is None:
        return []
    if low[1] == high[1]:
        start = POINT_LETTERS.find(low[2]) + 1 if low[2] else 0
        end = max(start, POINT_LETTERS.find(high[2])) if high[2] else start
        return [low[1] + letter for letter in POINT_LETTERS[start:end]]
    between = range(int(low[1]) + 1, int(high[1]) + (1 if high[2] else 0))
    return [] if len(between) > MAX_RANGE else [_padded(number, low[1]) for number in between]


def _padded(number: int, like: str) -> str:
    return str(number).zfill(len(like)) if like.startswith("0") else str(number)


def _romans(first: str, last: str) -> list[str]:
    low, high = _ROMAN_LABEL.match(first), _ROMAN_LABEL.match(last)
    if low is None or high is None:
        return []
    return [_roman(number) for number in range(_value(low[1]) + 1, min(_value(high[1]), MAX_RANGE))]


def _value(roman: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in roman]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _roman(number: int) -> str:
    out = ""
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    for value, letters in steps:
        out += letters * (number // value)
        number %= value
    return out
