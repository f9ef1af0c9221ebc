"""How time, disk and memory grow with the corpus: ``python -m tests.bench --growth``."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.home import Home
from search.index.generation import current_generation, read_manifest
from tests.bench.figures import Figures
from tests.bench.machine import load_average
from tests.bench.process import StepError, run_step
from tests.bench.sample import Sample, draw
from tests.bench.serving import Memory, serving_memory
from tests.bench.table import table

_SERIAL = re.compile(r"\d+")
_BLOCK = 512  # bytes of what ``st_blocks`` counts
_MIB = 1024 * 1024
_LEAST = 1e-3  # what a figure counts for at least: nothing has no logarithm
_FEW = 2  # sizes without which there is no growth


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthRow:
    """What one size took."""

    articles: int
    passages: int
    disk_mib: float  # of the whole home folder: originals, corpus and index
    ingest: Figures
    index: Figures
    asked: Figures
    serving: Memory
    load: str  # of the machine when the questions had been asked


def growth(data: Path, sizes: Sequence[int], folder: Path, tell: Callable[[str], None]) -> Iterator[GrowthRow]:
    """Yield the figures of each size; each step runs in a process of its own, and a size is deleted when measured."""
    for size in sizes:
        place = folder / str(size)
        tell(f"{size} articles: draw")
        sample = grown(data, size, place / "sample")
        home = place / "home"
        tell(f"{size} articles: ingest")
        ingest = run_step("fill", "cancu", home, [sample.corpus])
        tell(f"  {ingest.seconds:.0f} s; index")
        index = run_step("build", "cancu", home, [sample.folder])
        tell(f"  {index.seconds:.0f} s, {index.peak_mib:.0f} MiB; questions")
        asked = run_step("ask", "cancu", home, [sample.folder])
        serving = serving_memory(home, [question.text for question in sample.questions])
        tell(f"  p50 {asked.p50} ms, {serving.resident_mib:.0f} MiB")
        yield GrowthRow(
            articles=size,
            passages=_passages(Home(home)),
            disk_mib=disk_mib(home),
            ingest=ingest,
            index=index,
            asked=asked,
            serving=serving,
            load=load_average(),
        )
        shutil.rmtree(place)


def grown(data: Path, size: int, folder: Path) -> Sample:
    """Return a sample of ``size`` articles; beyond what the test set holds, its articles again, as other works."""
    sample = draw(data, size, folder)
    with sample.corpus.open("rb") as lines:
        held = list(lines)
    with sample.corpus.open("ab") as out:
        out.writelines(_copies(held, size - len(held)))
    return sample


def _copies(lines: Sequence[bytes], count: int) -> Iterator[bytes]:
    copies = (renumbered(lines[place % len(lines)], 1 + place // len(lines)) for place in range(count))
    return islice(copies, count)


def renumbered(line: bytes, repetition: int) -> bytes:
    """Return the article as one of another work: the serial of its number gets the repetition before it.

    >>> print(renumbered(b'{"_id": "57/2020/QH14@1", "law_id": "57/2020/QH14", "law_title": "57/2020/QH14 L"}', 2))
    b'{"_id": "20057/2020/QH14@1", "law_id": "20057/2020/QH14", "law_title": "20057/2020/QH14 L"}\\n'
    """
    row = json.loads(line)
    number = row["_id"].partition("@")[0]
    other = _SERIAL.sub(lambda serial: f"{repetition}{serial[0]:0>4}", number, count=1)
    for name in ("_id", "law_id", "law_title"):
        if name in row:
            row[name] = row[name].replace(number, other)
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def disk_mib(folder: Path) -> float:
    """Return what the files of a folder take on disk; holes in files that were only reserved take nothing."""
    found = (Path(place, name).stat() for place, _, names in os.walk(folder) for name in names)
    return sum(getattr(status, "st_blocks", status.st_size / _BLOCK) * _BLOCK for status in found) / _MIB


def _passages(home: Home) -> int:
    generation = current_generation(home.index)
    if generation is None:
        raise StepError("the index was not made")
    return read_manifest(home.index, generation).passages


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return ``b`` of values ≈ a × sizes^b, by least squares of the logarithms; 1 is growth in step with the corpus.

    >>> round(exponent([10, 100, 1000], [3, 30, 300]), 6)
    1.0
    """
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


_COLUMNS: dict[str, Callable[[GrowthRow], float]] = {
    "ingest s": lambda row: row.ingest.seconds,
    "index s": lambda row: row.index.seconds,
    "passages": lambda row: row.passages,
    "disk MiB": lambda row: row.disk_mib,
    "peak MiB of index": lambda row: row.index.peak_mib,
    "serving MiB": lambda row: row.serving.resident_mib,
    "of it private": lambda row: row.serving.private_mib,
    "find p50 ms": lambda row: row.asked.p50,
    "p95 ms": lambda row: row.asked.p95,
}
_TENTHS = ("ingest s", "index s", "find p50 ms", "p95 ms")


def growth_table(rows: Sequence[GrowthRow]) -> str:
    """Return a row for each size and, last, the exponent of each column's growth."""
    heads = ["articles", "load (1 / 5 / 15 min)", *_COLUMNS]
    cells = [[f"{row.articles:,}", row.load, *(_cell(name, of(row)) for name, of in _COLUMNS.items())] for row in rows]
    if len(rows) >= _FEW:
        sizes = [row.articles for row in rows]
        found = [exponent(sizes, [max(of(row), _LEAST) for row in rows]) for of in _COLUMNS.values()]
        grown_by = [f"{round(value, 2) + 0.0:.2f}" for value in found]  # no minus before a zero
        cells.append(["exponent of growth", "", *grown_by])
    return table(heads, cells)


def _cell(name: str, value: float) -> str:
    return f"{value:,.1f}" if name in _TENTHS else f"{value:,.0f}"
