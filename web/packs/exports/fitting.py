"""How much room words take on a slide, told from the widths of the fonts that every office has.

Helvetica and Times of the PDF standard are as wide as Arial and Times New Roman; a Vietnamese letter is as wide as the
letter under its marks, but for the horn of ơ and ư.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

_HORN = "\u031b"
_HORN_WIDTH = 0.12  # of the size; Arial's ơ is 0.1 wider than its o
_I_WIDTH = 0.056  # of the size; í is as wide as its mark needs
_SPARE = 1.04  # renderers differ a little in how they space letters
_FEW_WORDS = re.compile(r"(?:\S+\s*){1,8}")
_SYLLABLE = 12  # letters; longer words are measured each time
_SENTENCE = re.compile(r"(?<=[.;:?!])\s+")


@dataclass(frozen=True, slots=True)
class Face:
    """A font of slides, and the standard font that has its widths."""

    name: str
    measured_as: str


SANS = Face("Arial", "Helvetica")
SANS_BOLD = Face("Arial", "Helvetica-Bold")
SERIF = Face("Times New Roman", "Times-Roman")
SERIF_BOLD = Face("Times New Roman", "Times-Bold")


@dataclass(frozen=True, slots=True)
class Room:
    """A box for words, in points."""

    width: float
    height: float
    face: Face
    size: float
    leading: float = 1.3  # of the size; stacked marks need more than Latin text
    gap: float = 0.35  # of the size, after each paragraph

    def height_of(self, paragraphs: Sequence[str]) -> float:
        """Return the height that paragraphs take."""
        rows = sum(rows_of(words, self.width, self.face, self.size) for words in paragraphs)
        return self.size * (rows * self.leading + self.gap * len(paragraphs))

    def holds(self, paragraphs: Sequence[str]) -> bool:
        """Tell whether paragraphs fit."""
        return self.height_of(paragraphs) <= self.height


def rows_of(words: str, width: float, face: Face, size: float) -> int:
    """Return how many rows a paragraph takes; a word wider than the row is broken as programs break it."""
    rows, reached = 1, 0.0
    space = _width_of(" ", face.measured_as) * size * _SPARE
    for word in words.split(" "):
        needed = _word_width(word, face.measured_as) * size * _SPARE
        if reached and reached + space + needed > width:
            rows, reached = rows + 1, 0.0
        reached += needed + (space if reached else 0.0)
        while reached > width:
            rows, reached = rows + 1, reached - width
    return rows


def pages_of(paragraphs: Sequence[str], fits: Callable[[Sequence[str]], bool]) -> list[tuple[str, ...]]:
    """Return paragraphs in pages that fit: broken between paragraphs, else between sentences, else between words.

    Put together again, the pages are the words that came, but for where lines end.

    >>> pages_of(["a) một. hai ba", "b) bốn"], lambda page: len(" ".join(page)) < 9)
    [('a) một.',), ('hai ba',), ('b) bốn',)]
    """
    pages: list[list[tuple[int, str]]] = [[]]
    for place, paragraph in enumerate(paragraphs):
        whole = fits([*_joined(pages[-1]), paragraph])
        if pages[-1] and not whole and fits([paragraph]):
            pages.append([])
            whole = True
        for piece in [paragraph] if whole else _pieces(paragraph, fits):
            if pages[-1] and not fits(_joined([*pages[-1], (place, piece)])):
                pages.append([])
            pages[-1].append((place, piece))
    return [tuple(_joined(page)) for page in pages if page]


def _pieces(paragraph: str, fits: Callable[[Sequence[str]], bool]) -> Iterator[str]:
    """Give the sentences of a paragraph; of one that fits no page, a few words at a time."""
    for sentence in _SENTENCE.split(paragraph):
        if fits([sentence]):
            yield sentence
        else:
            yield from (words.strip() for words in _FEW_WORDS.findall(sentence))


def _joined(pieces: Sequence[tuple[int, str]]) -> list[str]:
    """Return paragraphs of the pieces, those of one paragraph together."""
    return [" ".join(words for _, words in same) for _, same in groupby(pieces, key=lambda piece: piece[0])]


def _word_width(word: str, font: str) -> float:
    return _known_width(word, font) if len(word) <= _SYLLABLE else sum(_width_of(letter, font) for letter in word)


@lru_cache(8_192)
def _known_width(word: str, font: str) -> float:
    """Return the width of a word, of the size: the same few syllables come again at every try of a page."""
    return sum(_width_of(letter, font) for letter in word)


@cache
def _width_of(letter: str, font: str) -> float:
    """Return the width of a letter, of the size; what the standard font lacks counts as a whole square."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; slow to import

    parts = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(part for part in parts if not unicodedata.combining(part)) or " "
    try:
        bare.encode("cp1252")
    except UnicodeEncodeError:
        return 1.0
    wider = _HORN_WIDTH if _HORN in parts else _I_WIDTH if bare == "i" and len(parts) > 1 else 0.0
    return float(stringWidth(bare, font, 1)) + wider
