"""Prints the figures of docs/answers.md: ``python -m tests.measure.answers``. Needs the shared data; takes a minute."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.home import Home
from corpus.store import CorpusStore
from corpus.text import fold
from search.evaluation.answers import Case, judge, read_cases, summary
from search.service import SearchService
from tests.shared import require_shared
from web.__main__ import run

OWN = Path(__file__).parents[1] / "search"
DEV = ("questions_dev.jsonl", "field_questions_dev.jsonl")


@contextmanager
def field_search() -> Iterator[tuple[SearchService, CorpusStore]]:
    """Open search over the law of the field as the shared data give it, with the starter texts."""
    law = require_shared("data", "trafficking")
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with redirect_stdout(StringIO()):
            run(["--home", folder, "ingest", "--starter", str(law), "--json"])
            run(["--home", folder, "index", "--json"])
        with CorpusStore(home.corpus) as store:
            service = SearchService(store, ForceTable(load_catalogue(), records=store), home.index)
            yield service, store
            service.close()


def sets() -> Iterator[tuple[str, list[Case]]]:
    """Yield the sets by name; those of development also without marks."""
    dev = [case for name in DEV for case in read_cases(require_shared("data", "domain", name))]
    yield "development", dev
    yield "development, without marks", [replace(case, text=fold(case.text)) for case in dev]
    yield "own, answerable", read_cases(OWN / "field_questions_own.jsonl")
    yield "own, without an answer", read_cases(OWN / "unanswerable.jsonl")
    yield "held back, answerable", read_cases(OWN / "held_answerable.jsonl")
    yield "held back, without an answer", read_cases(OWN / "held_unanswerable.jsonl")


def main() -> None:
    """Print one row of the table for each set."""
    with field_search() as (service, store):
        for name, cases in sets():
            row = summary(judge(service, store, cases))
            cited = f"{row['article']:.3f} of {row['held']} | {row['clause']:.3f}" if row["held"] else "– | –"
            false = f"{row['false_answers']} of {row['abstain']}" if row["abstain"] else "–"
            never = f"{row['false_quotes']}, {row['unwarned']}"
            sys.stdout.write(f"| {name} | {cited} | {row['behaved']:.3f} | {false} | {never} |\n")


if __name__ == "__main__":
    main()
