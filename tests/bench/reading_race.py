"""The race in reading: every reader on the same files."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader

from tests.bench.figures import Figures
from tests.bench.process import run_step
from tests.bench.readers import READERS

KINDS = ("pdf", "docx", "html")
_NO_TEXT = "without text layer"  # as the catalogue of the files says it


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reader on the files of one kind."""

    kind: str
    reader: str
    files: int
    pages: int  # of PDF; zero for kinds without pages
    size: int  # bytes
    figures: Figures


def race(data: Path, most: int, tell: Callable[[str], None]) -> Iterator[ReadingRow]:
    """Yield the figures of each reader on each kind it reads, on at most so many files of a kind."""
    for kind in KINDS:
        files = files_of(data, kind)[:most]
        size = sum(file.stat().st_size for file in files)
        pages = sum(len(PdfReader(file).pages) for file in files) if kind == "pdf" else 0
        for name, reader in READERS.items():
            if kind in reader.kinds:
                tell(f"reading {kind}: {name}")
                with TemporaryDirectory() as folder:
                    figures = run_step("read", name, Path(folder), files)
                yield ReadingRow(kind, name, len(files), pages, size, figures)


def files_of(data: Path, kind: str) -> list[Path]:
    """Return the real files of a kind that hold text, in the order of the catalogue; legacy encodings left out."""
    with (data / "index.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    named = [row["file"] for row in rows if row["kind"] == kind and _NO_TEXT not in row["description"]]
    return [data / name for name in named if "/" not in name]
