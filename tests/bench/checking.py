"""How long the checker takes for a long draft, from the start of the process to its end."""

import json
import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from pypdf import PdfReader

from corpus.home import Home
from corpus.store import CorpusStore
from ingest.pipeline import text_of
from tests.bench.process import run_command
from tests.bench.table import table
from tests.factories import docx
from web.words import short_citation

PAGES = 100  # of the draft that is made
_PAGE = 3_000  # characters of a page
_QUOTED = 600  # characters of a provision that a paragraph quotes
_DAY = date(2026, 1, 1)
_TIMES = 3


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One draft."""

    draft: str
    pages: int
    characters: int
    citations: int
    quotations: int
    seconds: float  # of ``cancu cite check --json``, the median
    cpu: float  # what of it the processors worked, children included
    report_seconds: float  # with a Word copy that carries the comments, the median


def checking(law: Path, gazette: Path, folder: Path, tell: Callable[[str], None]) -> str:
    """Check a gazette and a draft full of citations and quotations against the law of the field; return a table."""
    home = folder / "checking"
    tell("checking: ingest the law of the field")
    run_command(["web", "--home", str(home), "ingest", str(law), "--json"])
    made = folder / "draft.docx"
    made.write_bytes(docx(*_paragraphs(home)))
    rows = []
    for name, path, pages in (
        ("Công báo, PDF", gazette, len(PdfReader(gazette).pages)),
        ("made of citations and quotations, DOCX", made, PAGES),
    ):
        tell(f"checking: {name}")
        rows.append(_row(name, path, pages, home))
    return check_table(rows)


def _paragraphs(home: Path) -> Iterator[str]:
    """Yield paragraphs that cite a provision and quote its beginning, every fifth with a wrong word."""
    left = PAGES * _PAGE
    with CorpusStore(Home(home).corpus) as store:
        places = [
            (short_citation(work, part.eid), part.text)
            for work in store.works()
            for held in store.units(work, _DAY)
            for part in held.unit.provision.walk()
            if part.eid.startswith("art_")
        ]
    for number in range(10**6):
        if left <= 0:
            return
        place, text = places[number * 7 % len(places)]
        quoted = " ".join(text.split())[:_QUOTED].translate(dict.fromkeys(map(ord, '“”"<>&')))
        wrong = " sai một chữ" if number % 5 == 0 else ""
        paragraph = f"Căn cứ {place}: “{quoted}{wrong}”."
        left -= len(paragraph)
        yield paragraph


def _row(name: str, path: Path, pages: int, home: Path) -> CheckRow:
    out = home.parent / "report"
    command = ["web", "--home", str(home), "cite", "check", str(path), "--on", _DAY.isoformat(), "--force", "--report"]
    run_command([*command, f"{out}.json"])
    items = json.loads(Path(f"{out}.json").read_text(encoding="utf-8"))["items"]
    characters = len(text_of(path))
    before = _cpu()
    seconds = median(run_command([*command[:-2], "--json"]) for _ in range(_TIMES))
    return CheckRow(
        draft=name,
        pages=pages,
        characters=characters,
        citations=len(items),
        quotations=len({item["quote"]["start"] for item in items if item["quote"]}),
        seconds=seconds,
        cpu=(_cpu() - before) / _TIMES,
        report_seconds=median(run_command([*command, f"{out}.docx"]) for _ in range(_TIMES)),
    )


def _cpu() -> float:
    """Return the processor seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def check_table(rows: list[CheckRow]) -> str:
    """Return the table of the checker."""
    heads = [
        "draft",
        "pages",
        "characters",
        "citations",
        "quotations",
        "`cite check` s",
        "of it CPU s",
        "with `--report .docx` s",
    ]
    return table(
        heads, ([*_counts(row), f"{row.seconds:.2f}", f"{row.cpu:.2f}", f"{row.report_seconds:.2f}"] for row in rows)
    )


def _counts(row: CheckRow) -> list[str]:
    return [row.draft, *(f"{count:,}" for count in (row.pages, row.characters, row.citations, row.quotations))]
