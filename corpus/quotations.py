"""Quotations: the words between quotation marks, the citation they stand beside, and whether a text says them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.text import syllables

_MARKS = re.compile(r"“([^“”]{1,5000})”|\"([^\"\n]{1,5000})\"|«([^«»]{1,5000})»")
_OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,}")
_MIN_SYLLABLES = 4  # shorter ones are terms and names, not quotations of a provision
_BEFORE = 240  # characters between a citation and the quotation it introduces
_LONGEST = 600  # characters of a citation; a longer list introduces no quotation
_AFTER = 40  # characters between a quotation and the citation in brackets after it
_COMPARED = 1_000  # syllables of either side that are looked at for a difference: the search is quadratic
_SHOWN = 6  # syllables of a difference that are shown
_OPENING = re.compile(r"[\s(\[,;.–—-]*(?:theo|tại|trích|căn cứ|nguồn:?|xem)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation found in a text, without its marks."""

    words: str
    start: int
    end: int


def find_quotations(text: str) -> list[Quoted]:
    """Return the quotations long enough to be words of a provision, in order."""
    found = []
    for match in _MARKS.finditer(text):
        words = next(group for group in match.groups() if group is not None)
        if len(syllables(words)) >= _MIN_SYLLABLES:
            found.append(Quoted(words, match.start(), match.end()))
    return found


def assign_quotations(text: str, spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Quoted]]:
    """Give each quotation to the citation span it stands beside; one that stands alone goes to none.

    A citation that follows at once, as in “…” (khoản 1 Điều 5 …), beats one that came before.
    """
    assigned: dict[tuple[int, int], list[Quoted]] = {}
    ordered = sorted(spans)
    for quoted in find_quotations(text):
        low = bisect_left(ordered, (quoted.start - _BEFORE - _LONGEST, 0))
        near = ordered[low : bisect_right(ordered, (quoted.end + _AFTER, 0))]
        follows = [span for span in near if _follows(text, quoted, span)]
        before = [span for span in near if span[1] <= quoted.start and _introduces(text, quoted, span)]
        chosen = min(follows, default=None) or max(before, default=None)
        if chosen is not None:
            assigned.setdefault(chosen, []).append(quoted)
    return assigned


def _follows(text: str, quoted: Quoted, span: tuple[int, int]) -> bool:
    if not quoted.end <= span[0] <= quoted.end + _AFTER:
        return False
    between = text[quoted.end : span[0]]
    return "\n" not in between and _OPENING.fullmatch(between) is not None and not re.search(r"[.;]\s", between)


def _introduces(text: str, quoted: Quoted, span: tuple[int, int]) -> bool:
    between = text[span[1] : quoted.start]
    return len(between) <= _BEFORE and "\n\n" not in between and not re.search(r"[.!?]\s+\w", between)


def quoted_in(words: str, text: str) -> bool:
    """Tell whether ``text`` says the words in this order; an omission mark stands for any words.

    >>> quoted_in("được hỗ trợ … học nghề", "Người đó được hỗ trợ y tế, học nghề.")
    True
    """
    said = f" {' '.join(syllables(text))} "
    reached = 0
    for part in _OMISSION.split(words):
        wanted = " ".join(syllables(part))
        if not wanted:
            continue
        found = said.find(f" {wanted} ", reached)
        if found < 0:
            return False
        reached = found + len(wanted) + 1
    return True


def first_difference(words: str, text: str) -> str:
    """Return a sentence that shows where the words first leave the text."""
    quoted, said = syllables(_OMISSION.sub(" ", words))[:_COMPARED], syllables(text)[:_COMPARED]
    matcher = SequenceMatcher(None, said, quoted, autojunk=False)
    for block, after in zip(matcher.get_matching_blocks(), matcher.get_matching_blocks()[1:], strict=False):
        said_end, quoted_end = block.a + block.size, block.b + block.size
        if block.size == 0 or quoted_end == len(quoted) or after.b + after.size == 0:
            continue
        held = " ".join(said[said_end : max(after.a, said_end + 1)][:_SHOWN])
        written = " ".join(quoted[quoted_end : max(after.b, quoted_end)][:_SHOWN])
        return f"kho ghi “{held}”, bài viết ghi “{written}”."
    return f"kho không có câu “{' '.join(quoted[:_SHOWN])} …” ở chỗ này."
