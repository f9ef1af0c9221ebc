"""Quoted blocks of amending texts: words that belong to the text being amended."""

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence

_OPENERS = "“„«"
_CLOSERS = "”»"
# A block opens at the start of a line, or in the line of the instruction: "… như sau: “".
_OPENS = re.compile(r"(?:^|:)[ ]*[“„«\"]", re.MULTILINE)
_NUMBERED = re.compile(
    r"[“„«\"][ ]*(?:(?:Điều|Khoản|Chương|Mục|Phụ lục|Mẫu|PHẦN|CHƯƠNG|MỤC|PHỤ LỤC)[ ]\S"
    r"|\d{1,3}[a-zđ]{0,2}[.)]|[a-zđ]\d?\))"
)
_ENDS = re.compile(r"[”»\"][ ]*[.;,]?[ ]*$")
_INSTRUCTION = re.compile(
    r"sửa đổi|bổ sung|thay thế|thay cụm từ|đính chính|(?:như sau|sau đây)[ ]*:$|nội dung sau", re.IGNORECASE
)
# "Điều 67. Sửa đổi, bổ sung Điều 34 của Nghị định số 5/2018/NĐ-CP": a heading that quotes without a colon.
_AMENDS = re.compile(
    r"(?:Điều[ ]\d{1,4}[a-zđ]{0,2}[.:]|\d{1,3}[a-zđ]{0,2}[.)]|[a-zđ]\d?\))[ ]*(?:Sửa đổi|Bổ sung)\b"
    r"[^\n]*\b(?:Điều|khoản|điểm)\b"
)
_LOOK_BACK = 4_000  # characters searched for the line before
MAX_BLOCK = 2_000  # lines; a longer one is a lost closing mark


def quoted_blocks(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of quoted blocks, in order, each from its opening mark through its closing mark.

    A quotation inside a sentence is no block: a block follows an instruction to amend and ends its line.

    >>> text = "1. Sửa đổi Điều 9 như sau:\n“Điều 9. Tên\n1. Một.”\n2. Bãi bỏ Điều 8."
    >>> [text[start:end] for start, end in quoted_blocks(text)]
    ['“Điều 9. Tên\n1. Một.”']
    """
    if not any(mark in text for mark in '“„«"'):
        return []
    blocks: list[tuple[int, int]] = []
    reached = 0
    for match in _OPENS.finditer(text):
        start = match.end() - 1
        if start < reached or not _follows_instruction(text, start):
            continue
        end, closed = _block_end(text, start)
        reached = end
        if closed:
            blocks.append((start, end))
    return blocks


def _follows_instruction(text: str, start: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - _LOOK_BACK) : start].rstrip()
    if not before:
        before = text[max(0, line_start - _LOOK_BACK) : line_start].rstrip()
        before = before[before.rfind("\n") + 1 :]
        if before.endswith(("”", "”.", "”;", '"', '".', '";')):
            return _NUMBERED.match(text, start) is not None
    if not before.endswith(":"):
        return _AMENDS.match(before) is not None and _NUMBERED.match(text, start) is not None
    return _INSTRUCTION.search(before) is not None or _NUMBERED.match(text, start) is not None


def _block_end(text: str, start: int) -> tuple[int, bool]:
    """Return the end of the block and whether it is closed: by the balancing mark at the end of a line.

    Where marks do not balance, the first closing one at the end of a line ends it; where there is none, the
    place up to which none was found is returned.
    """
    straight = text[start] == '"'
    depth = 0
    first_close: int | None = None
    position = start
    for _ in range(MAX_BLOCK):
        line_end = text.find("\n", position)
        line_end = len(text) if line_end < 0 else line_end
        line = text[position:line_end]
        depth += _balance(line, straight=straight, first=position == start)
        if _ENDS.search(line, max(0, len(line) - 9)) and not (position == start and line.strip() == text[start]):
            first_close = line_end if first_close is None else first_close
            if depth <= 0:
                return line_end, True
        if line_end == len(text):
            break
        position = line_end + 1
    return (line_end, False) if first_close is None else (first_close, True)


def _balance(line: str, *, straight: bool, first: bool) -> int:
    if straight:
        odd = line.count('"') % 2
        return odd if first else -odd
    return sum(map(line.count, _OPENERS)) - sum(map(line.count, _CLOSERS))


def within(blocks: Sequence[tuple[int, int]], position: int) -> bool:
    """Tell whether a position lies in one of the blocks, which are in order."""
    at = bisect_right(blocks, (position, sys.maxsize)) - 1
    return at >= 0 and position < blocks[at][1]
