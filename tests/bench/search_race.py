"""The race in search: every contender on the same articles and questions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.contenders import ENTRIES, LANES
from tests.bench.figures import Figures
from tests.bench.process import run_step
from tests.bench.sample import draw

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One contender, or one lane of Căn Cứ, at one size."""

    articles: int
    contender: str
    ingest: Figures | None  # of the contenders that work from Căn Cứ's corpus
    figures: Figures


def race(data: Path, sizes: Sequence[int], folder: Path, tell: Tell) -> Iterator[SearchRow]:
    """Yield the figures of each contender and of each lane at each size; each in a process of its own, one at a time.

    The lanes ask the index that Căn Cứ made in the race.
    """
    for size in sizes:
        place = folder / str(size)
        sample = draw(data, size, place)
        home = place / "home"
        tell(f"{size} articles: ingest")
        filled = run_step("fill", "cancu", home, [sample.corpus])
        for name in ENTRIES:
            tell(f"{size} articles: {name}")
            figures = run_step("compete", name, home, [sample.folder])
            tell(f"  nDCG@10 {figures.ndcg10_few:.3f}, index {figures.seconds:.1f} s, p50 {figures.p50} ms")
            yield SearchRow(size, name, filled if name == "cancu" else None, figures)
        for name in LANES:
            tell(f"{size} articles: lane {name}")
            yield SearchRow(size, name, None, run_step("ask", name, home, [sample.folder]))
