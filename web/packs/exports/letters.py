"""Letters that files and fonts can hold, and the signs that every office font has."""

import re

from corpus.text import clean
from corpus.work import Status

# The signs of the pages (✓ ✕ ◷) are not in Times New Roman, Arial and Roboto; these are in all three.
PRINT_SIGNS = {
    Status.IN_FORCE: "√",
    Status.PARTLY_EXPIRED: "◊",
    Status.EXPIRED: "×",
    Status.NOT_YET_IN_FORCE: "»",
    Status.SUSPENDED: "‖",
    Status.UNCERTAIN: "?",
    Status.NEVER_ISSUED: "Ø",
}
NOT_LAW_SIGN = "(i)"
# XML 1.0, production 2, without U+FFFE and U+FFFF: what no DOCX, PPTX or HTML may hold.
_NOT_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_LONG_LINE = re.compile(r".{1,3000}(?=\s|$)|\S+")  # characters; no line held is longer
_SPACES = re.compile(r"\s+")


def own(text: str) -> str:
    r"""Return words that a person typed, without what no file can hold and what turns the direction of reading.

    >>> own("Tập\x00 huấn\u202e\uffff <b>")
    'Tập huấn <b>'
    """
    return _NOT_XML.sub("", clean(text)).strip()


def one_line(text: str) -> str:
    """Return words of a person for a title: without line ends."""
    return _SPACES.sub(" ", own(text)).strip()


def opened(words: str) -> str:
    """Return words with a large first letter, for a heading.

    >>> opened("khoản 1 Điều 37")
    'Khoản 1 Điều 37'
    """
    return words[:1].upper() + words[1:]


def verbatim(text: str) -> str:
    r"""Return a quotation; only letters that no file of ours can hold are left out, and law has none.

    >>> verbatim("Điều 5.\x0b Nhu cầu\n")
    'Điều 5. Nhu cầu\n'
    """
    return _NOT_XML.sub("", text)


def lines_of(words: str) -> list[str]:
    """Return the lines of a text that hold anything; a line of pages is broken between words, to be set faster."""
    return [piece.strip() for line in words.split("\n") for piece in _LONG_LINE.findall(line) if piece.strip()]
