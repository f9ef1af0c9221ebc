"""A text made ready for scanning: its own letters, and the same folded, offset for offset."""

from dataclasses import dataclass, field

from corpus.citation.model import CitedWork
from corpus.law_names import LawNames
from corpus.text import fold

MIN_SPREAD = 2000  # so that "Điều 1 đến Điều 200" a thousand times over does not become a million places


@dataclass(slots=True)
class Reader:
    """The text, its folded form, the law names in use, and the last work met of each type."""

    text: str
    names: LawNames
    folded: str = field(init=False)
    last_of_type: dict[str, CitedWork] = field(default_factory=dict)
    spread: int = field(init=False)  # places that ranges may still fill in

    def __post_init__(self) -> None:
        self.folded = fold(self.text)
        self.spread = MIN_SPREAD + len(self.text) // 20

    def unmarked(self, start: int, end: int) -> bool:
        """Tell whether a slice was typed without any Vietnamese mark."""
        return self.text[start:end].isascii()

    def word_before(self, start: int) -> str:
        """Return the word, in small letters, that ends just before ``start`` if only spaces lie between."""
        before = self.text[max(0, start - 16) : start].rstrip(" ").lower()
        word = before[before.rfind(" ") + 1 :]
        return word if word.isalpha() else ""
