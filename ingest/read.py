"""What passes between the stages of reading one source: lines, an extract, a reading."""

from dataclasses import dataclass

from corpus.expression import Expression
from corpus.link import Link


@dataclass(frozen=True, slots=True)
class Line:
    r"""One line of clean text (``corpus.text.clean``), without ``\n``."""

    text: str
    page: int | None = None  # in the source, from 1
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extractor found in the bytes of one source.

    Nothing is lost in silence: what is not in ``lines`` is in ``removed``.
    """

    lines: tuple[Line, ...]  # a row of a table is one line, its cells joined by " | "
    facts: tuple[tuple[str, str], ...] = ()  # what the format itself states: ("title", …), ("url", …)
    doubts: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()  # running heads, page numbers, menus

    def fact(self, key: str) -> str:
        """Return the first fact with this key, or the empty string."""
        return next((value for name, value in self.facts if name == key), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives for one source, ready for the store."""

    expressions: tuple[Expression, ...]
    links: tuple[Link, ...] = ()
    doubts: tuple[str, ...] = ()
    text: str = ""  # what `cancu text FILE` prints
