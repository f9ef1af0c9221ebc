"""Automatic numbers of Word: what the reader of the page sees before a numbered paragraph."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.extract.docx_xml import attribute, children, first, number_value

MAX_LEVELS = 9  # OOXML allows no more
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class _ListLevel:
    """How one level of a list is written."""

    start: int
    form: str  # "decimal", "lowerLetter", "upperRoman", "bullet" …
    pattern: str  # "%1.%2."


@dataclass(slots=True)
class Numbering:
    """The lists of one file and how far each has counted."""

    lists: Mapping[str, str]  # numId → abstractNumId
    levels: Mapping[str, Mapping[int, _ListLevel]]
    starts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def next_label(self, num_id: str, depth: int) -> str:
        """Count one more paragraph of a list and return what is printed before it; empty where nothing is."""
        abstract = self.lists.get(num_id, "")
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < MAX_LEVELS:
            return ""
        counts = self._counts.setdefault(abstract, [0] * MAX_LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else self.starts.get((num_id, depth), level.start)
        counts[depth + 1 :] = [0] * (MAX_LEVELS - depth - 1)
        if level.form == "bullet":
            return "-"
        if level.form == "none":
            return ""
        return _PLACEHOLDER.sub(lambda match: self._written(levels, counts, int(match[1]) - 1), level.pattern).strip()

    @staticmethod
    def _written(levels: Mapping[int, _ListLevel], counts: list[int], depth: int) -> str:
        level = levels.get(depth)
        count = counts[depth] or (level.start if level else 1)
        return write_number(count, level.form if level else "decimal")


def write_number(count: int, form: str) -> str:
    """Return a count as a list of this form writes it.

    >>> write_number(4, "upperRoman"), write_number(2, "lowerLetter"), write_number(7, "decimal")
    ('IV', 'b', '7')
    """
    if form in ("upperRoman", "lowerRoman"):
        words = ""
        for value, letters in _ROMAN:
            words += letters * (count // value)
            count %= value
        return words if form == "upperRoman" else words.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02d}" if form == "decimalZero" else str(count)


def read_numbering(root: etree._Element | None) -> Numbering:
    """Read ``word/numbering.xml``; None gives a file without lists."""
    if root is None:
        return Numbering({}, {})
    levels: dict[str, dict[int, _ListLevel]] = {}
    lists: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    for element in children(root, "abstractNum"):
        levels[attribute(element, "abstractNumId")] = {
            number_value(level, "ilvl"): _list_level(level) for level in children(element, "lvl")
        }
    for element in children(root, "num"):
        num_id = attribute(element, "numId")
        target = first(element, "abstractNumId")
        lists[num_id] = attribute(target, "val") if target is not None else ""
        for override in children(element, "lvlOverride"):
            start = first(override, "startOverride")
            if start is not None:
                # The list counts anew: it gets counters of its own.
                own = f"{lists[num_id]}/{num_id}"
                levels[own] = levels.get(lists[num_id], {})
                lists[num_id] = own
                starts[num_id, number_value(override, "ilvl")] = number_value(start, "val")
    return Numbering(lists, levels, starts)


def _list_level(element: etree._Element) -> _ListLevel:
    start, form, pattern = (first(element, name) for name in ("start", "numFmt", "lvlText"))
    return _ListLevel(
        number_value(start, "val") if start is not None else 1,
        attribute(form, "val") if form is not None else "decimal",
        attribute(pattern, "val") if pattern is not None else "",
    )
