"""The codified corpus of the shared data as a store, its works with their days; and the official links in it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from corpus.expression import Expression
from corpus.rows import Held
from corpus.source import Source
from corpus.store import CorpusStore
from corpus.work import Work
from ingest.articles_reader import read_articles

CODIFIED_ON = date(2026, 1, 31)  # of the newest dump in the corpus


def open_codified(folder: Path, path: Path) -> "RememberingStore":
    """Return a store of the codified corpus, filled on first use with the articles of ``folder``."""
    store = RememberingStore(path)
    if not store.sources():
        source = Source(sha256="0" * 64, path="corpus.jsonl.gz", kind="jsonl", size=0, parser="measure")
        store.add(source, _expressions(folder))
    return store


class RememberingStore(CorpusStore):
    """A store that looks everything up once: laws are cited thousands of times."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._by_number = cache(super().works_by_number)
        self._unit = cache(super().unit)

    def works_by_number(self, number: str) -> list[Work]:
        return self._by_number(number)

    def unit(self, work: Work, eid: str, on: date) -> Held:
        return self._unit(work, eid.partition("__cl_")[0].partition("__point_")[0], on)


def official_links(folder: Path) -> list[tuple[str, str]]:
    """Return the pairs of article ids that the codified law says are related, as it gives them."""
    with (folder / "cross_references.tsv").open(encoding="utf-8", newline="") as lines:
        return [(row["from_id"], row["to_id"]) for row in csv.DictReader(lines, delimiter="\t")]


def _expressions(folder: Path) -> Iterator[Expression]:
    with (folder / "laws.tsv").open(encoding="utf-8", newline="") as lines:
        facts = {row["law_id"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for one in read_articles(folder / "corpus.jsonl.gz"):
        if isinstance(one, Expression):
            row = facts.get(one.work.number, {})
            issued, effective = _day(row.get("issued") or ""), _day(row.get("effective") or "")
            work = replace(one.work, issuer=row.get("issuer") or "", issued=issued, effective=effective)
            yield replace(one, work=work)


def _day(written: str) -> date | None:
    return datetime.strptime(written, "%d/%m/%Y").date() if written else None  # noqa: DTZ007  # a day has no zone
