"""Figures as Markdown, and where they stand in ``docs/benchmarks.md``."""

import re
from collections.abc import Iterable, Sequence

from tests.bench.citation_race import CitationRow
from tests.bench.contenders import ENTRIES, FEW, LANES
from tests.bench.readers import READERS
from tests.bench.reading_race import ReadingRow
from tests.bench.search_race import SearchRow

_MB = 1_000_000


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; columns after the second are numbers.

    >>> print(table(["a", "b", "n"], [["x", "y", "1"]]))
    | a | b | n |
    |---|---|---:|
    | x | y | 1 |
    """
    rule = "|" + "|".join("---:" if place > 1 else "---" for place in range(len(heads))) + "|"
    return "\n".join([_line(heads), rule, *map(_line, rows)])


def search_table(rows: Iterable[SearchRow]) -> str:
    """Return the table of the search race."""
    few = f"nDCG@10 (first {FEW})"
    heads = [
        "articles",
        "contender",
        few,
        "nDCG@10",
        "R@1",
        "R@10",
        "ingest s",
        "index s",
        "p50 ms",
        "p95 ms",
        "peak MiB",
    ]
    return table(heads, map(_search_cells, rows))


def lane_table(rows: Iterable[SearchRow]) -> str:
    """Return the table of what each stage of the ranking adds."""
    return table(["articles", "stage", "nDCG@10", "R@1", "R@10", "p50 ms", "p95 ms"], map(_lane_cells, rows))


def reading_table(rows: Iterable[ReadingRow]) -> str:
    """Return the table of the reading race."""
    heads = ["files", "reader", "pages/s", "MB/s", "seconds", "characters", "failed", "peak MiB"]
    return table(heads, map(_reading_cells, rows))


def citation_table(rows: Iterable[CitationRow], sizes: Sequence[int]) -> str:
    """Return the table of the citation reader on hostile texts, slowest first."""
    heads = ["hostile text", "found in the last", *(f"{size / _MB:g} MB ms" for size in sizes)]
    slowest = sorted(rows, key=lambda row: -row.milliseconds[-1])
    return table(heads, ([row.name, _found(row), *(f"{took:.0f}" for took in row.milliseconds)] for row in slowest))


def _found(row: CitationRow) -> str:
    return "refused" if row.citations is None else f"{row.citations:,}"


def replace_part(text: str, part: str, content: str) -> str:
    r"""Return the text with the part between its two marks replaced.

    >>> replace_part("<!-- x -->\nold\n<!-- /x -->\n", "x", "new")
    '<!-- x -->\nnew\n<!-- /x -->\n'
    """
    begin, end = f"<!-- {part} -->", f"<!-- /{part} -->"
    pattern = re.compile(f"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n{content}\n{end}", text)


def _search_cells(row: SearchRow) -> list[str]:
    figures = row.figures
    measures = [f"{value:.3f}" for value in (figures.ndcg10_few, figures.ndcg10, figures.r1, figures.r10)]
    if figures.count <= FEW:
        measures[1:] = ["–"] * 3
    ingest = f"{row.ingest.seconds:.1f}" if row.ingest else "–"
    numbers = (ingest, *(f"{value:.1f}" for value in (figures.seconds, figures.p50, figures.p95)))
    return [f"{row.articles:,}", ENTRIES[row.contender].label, *measures, *numbers, f"{figures.peak_mib:,.0f}"]


def _lane_cells(row: SearchRow) -> list[str]:
    figures = row.figures
    measures = [f"{value:.3f}" for value in (figures.ndcg10, figures.r1, figures.r10)]
    times = [f"{value:.1f}" for value in (figures.p50, figures.p95)]
    return [f"{row.articles:,}", LANES[row.contender].label, *measures, *times]


def _reading_cells(row: ReadingRow) -> list[str]:
    figures = row.figures
    seconds = max(figures.seconds, 1e-9)
    what = f"{row.files} {row.kind.upper()}, {row.size / _MB:.1f} MB" + (f", {row.pages} pages" if row.pages else "")
    speeds = (f"{row.pages / seconds:,.0f}" if row.pages else "–", f"{row.size / _MB / seconds:.2f}")
    counts = (f"{figures.seconds:.1f}", f"{figures.count:,}", str(figures.failed), f"{figures.peak_mib:,.0f}")
    return [what, READERS[row.reader].label, *speeds, *counts]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
