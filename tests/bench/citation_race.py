"""How long the reader of citations takes over hostile texts, each of a million characters."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.citation import find_citations
from corpus.errors import TooManyCitationsError
from tests.bench.hostile import HOSTILE, hostile_text

SIZES = (250_000, 500_000, 1_000_000, 2_000_000)  # characters
_TIMES = 3  # of which the quickest counts: what the machine does besides only adds


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One hostile text."""

    name: str
    milliseconds: tuple[float, ...]  # of each size
    citations: int | None  # in the last; None where it is refused


def race(sizes: tuple[int, ...], tell: Callable[[str], None]) -> Iterator[CitationRow]:
    """Yield the time that each hostile text takes at each size."""
    find_citations("Điều 1")  # compiles the patterns
    for name in HOSTILE:
        tell(f"citations: {name}")
        measured = [_measure(hostile_text(name, size)) for size in sizes]
        yield CitationRow(name, tuple(took for took, _ in measured), measured[-1][1])


def _measure(text: str) -> tuple[float, int | None]:
    """Return the milliseconds of the processor, and the citations found."""
    best, found = float("inf"), None
    for _ in range(_TIMES):
        began = time.process_time()
        try:
            found = len(find_citations(text))
        except TooManyCitationsError:
            found = None
        best = min(best, time.process_time() - began)
    return 1000 * best, found
