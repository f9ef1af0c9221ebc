"""Cuts quotations into segments that know what opens them, for the gate of written sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.text import canonical

_MARKER = re.compile(r"\s*(?:(điều\s+\d+\w*\.)|(\d{1,3}[a-zđ]?\.(?!\d))|([a-zđ]{1,2}\))|([-–•+])\s)\s*")  # ranks 0 to 3
_PIECE = re.compile(r"\d\w*(?:[./,\-–]\w+)*|[^\W_]+|%|[;:.,()\n]")
_WRITTEN_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_SHORT_DAY = re.compile(r"0?(\d{1,2})[/-]0?(\d{1,2})[/-](\d{4})")
_SOFT_BREAK = re.compile(r"(?<![;:.,])\n(?=[ ]*[^\W\dA-ZĐ_])")  # a line that goes on
_ENDS = ";:.\n"
_DIGITS = {"một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8"}
_DIGITS |= {"chín": "9", "mười": "10"}
_COUNTED = frozenset("ngày tháng năm tuổi giờ phút lần người triệu nghìn tỷ đồng suất bản".split())
_TENS = frozenset((*_DIGITS, "mươi", "trăm", "nghìn", "lẻ", "linh"))


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable or a number in comparable form, and the punctuation before it."""

    text: str
    before: str = ""  # one of ",;:." or empty


@dataclass(frozen=True, slots=True)
class Segment:
    """Words up to the next ``;``, ``.``, ``:`` or line; ``opener`` is the segment that introduces it."""

    words: tuple[Word, ...]
    quotation: int  # its number
    line: int
    rank: int  # of the mark of its line: 0 Điều or none, 1 khoản, 2 điểm, 3 dash
    opens: bool  # it ends with a colon
    opener: int | None
    flush: bool  # of a line without a mark behind marked ones: of them all, or of somebody else


def words_of_text(text: str) -> list[Word]:
    """Return the words of clean text, numbers in one form.

    >>> [word.text for word in words_of_text("Trong ba ngày, từ ngày 01 tháng 7 năm 2025: 03 lần")]
    ['trong', '3', 'ngày', 'từ', 'ngày', '1/7/2025', '3', 'lần']
    """
    return [word for piece in _pieces(text) for word in piece[0]]


def segments_of(quotations: Sequence[tuple[int, str]]) -> list[Segment]:
    """Return the segments of numbered quotations that follow one another in one provision."""
    found: list[Segment] = []
    line = 0
    for number, quote in quotations:
        marked = False
        for written in _SOFT_BREAK.sub(" ", quote).split("\n"):
            mark = _MARKER.match(canonical(written))
            rank = next((at for at, part in enumerate(mark.groups()) if part), 0) if mark else -1
            opener = _opener(found, rank)
            first, flush = opener, marked and rank < 0
            marked = marked or rank >= 0
            line += 1
            for words, end in _pieces(written[mark.end() if mark else 0 :]):
                if words:
                    found.append(Segment(tuple(words), number, line, max(rank, 0), end == ":", opener, flush))
                    opener = len(found) - 1 if end == ":" else opener if end == ";" else first
    return found


def _opener(found: Sequence[Segment], rank: int) -> int | None:
    """Return the segment that introduces a new line: the nearest of higher rank, where it ends with a colon."""
    if not found:
        return None
    last = len(found) - 1
    if rank < 0:
        return last if found[last].opens else found[last].opener
    above = next((at for at in range(last, -1, -1) if found[at].rank < rank), None)
    return above if above is not None and found[above].opens else None


def _pieces(text: str) -> Iterator[tuple[list[Word], str]]:
    """Yield the words up to each end of a segment, and that end."""
    plain = _WRITTEN_DAY.sub(r"ngày \1/\2/\3", canonical(text))
    words: list[Word] = []
    before = ""
    for piece in _PIECE.findall(plain):
        if piece in _ENDS:
            yield _counted(words), piece
            words, before = [], piece
        elif piece in ",()":
            before = ","
        else:
            words.append(Word(_number(piece) if piece[0].isdigit() else piece, before))
            before = ""
    yield _counted(words), ""


def _number(piece: str) -> str:
    day = _SHORT_DAY.fullmatch(piece)
    if day:
        return f"{int(day[1])}/{int(day[2])}/{day[3]}"
    return piece.lstrip("0") or "0" if piece.isdecimal() else piece


def _counted(words: Sequence[Word]) -> list[Word]:
    """Return the words with "ba ngày" as "3 ngày"; numerals of several words stay as they are."""
    made: list[Word] = []
    for at, word in enumerate(words):
        after = words[at + 1].text if at + 1 < len(words) else ""
        alone = not (at and words[at - 1].text in _TENS)
        digit = _DIGITS.get(word.text) if alone and after in _COUNTED else None
        made.append(Word(digit, word.before) if digit else word)
    return made
