"""A text made ready for scanning: its own letters, and the same folded, offset for offset."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.citation.model import CitedWork
from corpus.errors import TooManyCitationsError
from corpus.law_names import LawNames
from corpus.text import fold

FAR = 10_000
# Steps that may be taken up to any place of a text, some 3 µs each: so many, and one more for each so many letters.
# Of the 24,000 longest articles and all pages of the shared data none goes beyond one for each 16 letters by more than
# 6,372 (a page of the codified law); the densest article does by 1,677.
MIN_STEPS = 12_000
LETTERS_A_STEP = 16

if TYPE_CHECKING:
    from corpus.citation.places import Part

MIN_SPREAD = 2000  # so that "Điều 1 đến Điều 200" a thousand times over does not become a million places


@dataclass(slots=True)
class Reader:
    """The text, its folded form, the law names in use, and the last work met of each type."""

    text: str
    names: LawNames
    folded: str = field(init=False)
    last_of_type: dict[str, CitedWork] = field(default_factory=dict)
    spread: int = field(init=False)  # places that ranges may still fill in
    at: int = 0  # where the phrase begins that is being read
    steps: int = 0  # parts, heads and places read so far, by their cost
    least: int = MIN_STEPS  # steps that are allowed at the very beginning
    _next_day: int = -1
    last_part: "tuple[int, str, Part | None]" = (-1, "", None)  # where a part was sought last, what joined it, the part

    def __post_init__(self) -> None:
        self.folded = fold(self.text)
        self.spread = MIN_SPREAD + len(self.text) // 20

    def spend(self, steps: int) -> None:
        """Count what has been read. Raises TooManyCitationsError beyond what any real text holds up to this place."""
        self.steps += steps
        if self.steps > self.least + self.at // LETTERS_A_STEP:
            raise TooManyCitationsError(len(self.text))

    def next_day(self, start: int) -> int:
        """Return where the next " ngày " stands; far beyond the text where there is none."""
        if self._next_day < start:
            found = self.folded.find(" ngay ", start)
            self._next_day = found if found >= 0 else 2 * len(self.folded) + FAR
        return self._next_day

    def unmarked(self, start: int, end: int) -> bool:
        """Tell whether a slice was typed without any Vietnamese mark."""
        return self.text[start:end].isascii()

    def word_before(self, start: int) -> str:
        """Return the word, in small letters, that ends just before ``start`` if only spaces lie between."""
        before = self.text[max(0, start - 16) : start].rstrip(" ").lower()
        word = before[before.rfind(" ") + 1 :]
        return word if word.isalpha() else ""
