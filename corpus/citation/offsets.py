"""Cleaning a text line by line, so that a span found in the clean text is a span of the text as given."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from unicodedata import is_normalized

from corpus.text import clean, clean_with_offsets


@dataclass(frozen=True, slots=True)
class CleanLines:
    """The clean text and its lines; only a line that cleaning changed and a span touches is mapped letter by letter."""

    text: str
    raw: tuple[str, ...]
    clean: tuple[str, ...]
    raw_starts: tuple[int, ...]
    clean_starts: tuple[int, ...]
    origins: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def raw_offset(self, position: int) -> int:
        """Return the offset in the raw text of an offset in the clean text."""
        line = bisect_right(self.clean_starts, position) - 1
        inside = position - self.clean_starts[line]
        raw, cleaned = self.raw[line], self.clean[line]
        if len(raw) != len(cleaned) or not is_normalized("NFC", raw):
            if line not in self.origins:
                self.origins[line] = clean_with_offsets(raw).origins
            inside = self.origins[line][inside]
        return self.raw_starts[line] + inside


def clean_lines(raw: str) -> CleanLines:
    """Clean a text and keep what is needed to find its offsets again."""
    *whole, last = raw.split("\n")
    lines = [*(f"{line}\n" for line in whole), last]
    cleaned = [clean(line) for line in lines]
    raw_starts = accumulate((len(line) for line in lines[:-1]), initial=0)
    clean_starts = accumulate((len(line) for line in cleaned[:-1]), initial=0)
    return CleanLines("".join(cleaned), tuple(lines), tuple(cleaned), tuple(raw_starts), tuple(clean_starts))
