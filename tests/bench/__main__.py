"""``python -m tests.bench``: Căn Cứ beside its peers, one table in one run.

``--write`` keeps the tables in docs/benchmarks.md, ``--small`` is a smoke test, ``--full`` measures the whole corpora,
``--growth`` how time, disk and memory grow with the corpus, ``--pages HOME`` how long the pages of a ready home take.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import citation_race, reading_race, search_race
from tests.bench.checking import checking
from tests.bench.contenders import ENTRIES, LANES
from tests.bench.full import full_report
from tests.bench.growth import growth, growth_table
from tests.bench.machine import describe_machine, describe_versions, load_average
from tests.bench.pages import own_questions, page_report
from tests.bench.process import ROOT, StepError
from tests.bench.table import citation_table, lane_table, reading_table, replace_part, search_table
from tests.shared import SHARED

PAGE = ROOT / "docs" / "benchmarks.md"
_ZALO = SHARED / "data" / "retrieval" / "zalo2021_phapdien"
_FILES = SHARED / "data" / "files"
_FIELD = SHARED / "data" / "trafficking" / "raw_phapdien"
_GAZETTE = _FILES / "2025_1583_1584_282_2025_ND_CP.pdf"  # 95 pages
_CODIFIED = SHARED / "data" / "codified" / "phapdien-2026-01.zip"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    sizes: tuple[int, ...]  # of the corpus, in articles
    files: int  # of each kind, at most
    letters: tuple[int, ...]  # of the hostile texts


USUAL = Scale((5_000, 20_000), 100, citation_race.SIZES)
SMALL = Scale((500,), 1, (10_000,))
GROWTH = (5_000, 20_000, 85_000, 340_000)  # articles; all of them take up to an hour


@dataclass(frozen=True, slots=True)
class _Plan:
    part: str  # of docs/benchmarks.md
    needs: tuple[Path, ...]
    report: Callable[[Path], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status: 1 when a step failed, 2 when the shared data is absent."""
    options = _options(arguments)
    plan = _plan(options)
    absent = [path for path in plan.needs if not path.exists()]
    if absent:
        names = ", ".join(str(path.relative_to(SHARED)) for path in absent)
        tell(f"shared data absent: {names}; set CANCU_SHARED to the folder that holds them")
        return 2
    try:
        with TemporaryDirectory(prefix="cancu-bench-") as folder:
            report = _with_circumstances(plan.report, Path(folder))
    except StepError as error:
        tell(f"the benchmark failed: {error}")
        return 1
    sys.stdout.write(report + "\n")
    if options.write:
        PAGE.write_text(replace_part(PAGE.read_text(encoding="utf-8"), plan.part, report), encoding="utf-8")
    return 0


def tell(what: str) -> None:
    """Say on stderr how far it has come."""
    sys.stderr.write(f"[bench] {what}\n")
    sys.stderr.flush()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the tables in docs/benchmarks.md")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--small", action="store_true", help="a few articles and files, to see that all works")
    size.add_argument("--full", action="store_true", help="the whole corpora, Căn Cứ alone; ten minutes")
    size.add_argument("--pages", type=Path, metavar="HOME", help="the pages of a ready home folder; a minute")
    size.add_argument("--growth", action="store_true", help="Căn Cứ alone at growing sizes; up to an hour")
    parser.add_argument("--sizes", type=_sizes, default=GROWTH, help="of --growth, in articles: 5000,20000")
    return parser.parse_args(arguments)


def _sizes(text: str) -> tuple[int, ...]:
    """Read ``5000,20000``; smallest first, none twice."""
    sizes = sorted({int(size) for size in text.split(",")})
    if sizes[0] < 1:
        raise ValueError(text)
    return tuple(sizes)


def _plan(options: argparse.Namespace) -> _Plan:
    if options.full:
        return _Plan("full", (_ZALO, _CODIFIED), lambda folder: full_report(_ZALO, _CODIFIED, folder, tell))
    if options.pages:
        return _Plan("pages", (), lambda _: page_report(options.pages, own_questions()))
    if options.growth:
        return _Plan("growth", (_ZALO,), lambda folder: _growth_report(options.sizes, folder))
    scale = SMALL if options.small else USUAL
    return _Plan("race", (_ZALO, _FILES, _FIELD, _GAZETTE), lambda folder: _race_report(scale, folder))


def _race_report(scale: Scale, folder: Path) -> str:
    rows = list(search_race.race(_ZALO, scale.sizes, folder, tell))
    search = search_table(row for row in rows if row.contender in ENTRIES)
    lanes = lane_table(row for row in rows if row.contender in LANES)
    reading = reading_table(reading_race.race(_FILES, scale.files, tell))
    checked = checking(_FIELD, _GAZETTE, folder, tell)
    citations = citation_table(citation_race.race(scale.letters, tell), scale.letters)
    return f"{search}\n\n{lanes}\n\n{reading}\n\n{checked}\n\n{citations}"


def _growth_report(sizes: Sequence[int], folder: Path) -> str:
    return growth_table(list(growth(_ZALO, sizes, folder, tell)))


def _with_circumstances(report: Callable[[Path], str], folder: Path) -> str:
    """Return the report and, below it, on what machine and under what load it came about."""
    before, started = load_average(), time.monotonic()
    text = report(folder)
    minutes = (time.monotonic() - started) / 60
    lines = (
        f"- Measured on {datetime.now(UTC):%Y-%m-%d}, in {minutes:.1f} minutes.",
        f"- Machine: {describe_machine()}.",
        f"- Load average (1 / 5 / 15 minutes): {before} before, {load_average()} after.",
        f"- Versions: {describe_versions()}.",
    )
    return "\n".join((text, "", *lines))


if __name__ == "__main__":
    sys.exit(main())
