"""Fetches texts from official pages and reads them into the corpus by the ordinary way of files."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.catalogue import load_catalogue
from corpus.gaps import addresses_of, find_gaps
from corpus.handbook import load_handbook
from corpus.number import canonical_number, number_key
from corpus.publishers import is_page
from corpus.source import SourceStatus
from ingest.fetch.addresses import read_address_lines
from ingest.fetch.download import Downloader
from ingest.fetch.errors import FetchBusyError
from ingest.fetch.instruments import Collected, Collector, Outcome
from ingest.fetch.ledger import Fetched, Ledger
from ingest.report import IngestReport, SourceReport
from web.fetch_schemas import FetchedJson, FetchJson, FileJson, LedgerJson
from web.loading import Bar, load_files
from web.reports import ingest_json
from web.rooms import Rooms

_NOT_DONE = (Outcome.FAILED, Outcome.NO_ADDRESS, Outcome.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An instrument to be fetched, and where its text may be."""

    number: str
    addresses: tuple[str, ...]
    issued: date | None = None


class OwnAddresses:
    """What a person wrote down of where texts are; it goes before what the catalogue says."""

    def __init__(self, path: Path | None = None) -> None:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path else []
        self._pairs = read_address_lines(lines, path.name if path else "")

    @property
    def numbers(self) -> list[str]:
        """Return the numbers written down, each once."""
        return list(dict.fromkeys(number for number, _ in self._pairs))

    def of(self, number: str) -> list[str]:
        """Return the addresses written down for a number."""
        key = number_key(number)
        return [address for own, address in self._pairs if number_key(own) == key]


def wanted(numbers: Sequence[str], own: OwnAddresses, rooms: Rooms) -> list[Wanted]:
    """Return what to fetch for numbers, however they are typed, each once."""
    catalogue = load_catalogue()
    found: dict[str, Wanted] = {}
    for typed in numbers:
        known = catalogue.by_number(typed)
        number = known.number if known else canonical_number(typed) if typed[:1].isdigit() else typed
        found[number_key(number)] = _wanted(number, own, rooms, known.issued if known else None)
    return list(found.values())


def wanted_for_gaps(own: OwnAddresses, rooms: Rooms, on: date) -> list[Wanted]:
    """Return what the store lacks and an official page may give, most needed first."""
    gaps = find_gaps(rooms.store, rooms.force, load_catalogue(), load_handbook(), on)
    found = [_wanted(gap.work.number, own, rooms, gap.work.issued) for gap in gaps]
    takes = Downloader(rooms.home.fetched).hosts.takes
    return [one for one in found if any(is_page(address) and takes(address) for address in one.addresses)]


def _wanted(number: str, own: OwnAddresses, rooms: Rooms, issued: date | None) -> Wanted:
    addresses = dict.fromkeys([*own.of(number), *addresses_of(number, rooms.store, rooms.force)])
    return Wanted(number, tuple(addresses), issued)


def fetch_texts(texts: Sequence[Wanted], rooms: Rooms, downloader: Downloader, *, again: bool, tell: Bar) -> FetchJson:
    """Fetch texts one after another, then ingest what came whole; one that fails stops no other."""
    ledger = Ledger(rooms.home.fetched)
    collector = Collector(downloader, ledger)
    collected = []
    with _alone(rooms.home.fetched):
        for place, one in enumerate(texts):
            tell(place, len(texts), one.number)
            collected.append(collector.collect(one.number, one.addresses, issued=one.issued, again=again))
        paths = [one.path for one in collected if one.path]
        report = load_files(rooms, paths, kind="auto", tell=tell) if paths else IngestReport(())
    return _fetch_json(collected, report, rooms, ledger)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one command at a time write into the folder of fetched files."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with FileLock(folder / "lock", timeout=0):
            yield
    except Timeout as error:
        raise FetchBusyError from error


def _fetch_json(collected: Sequence[Collected], report: IngestReport, rooms: Rooms, ledger: Ledger) -> FetchJson:
    by_sha = {source.sha256: source for source in report.sources}
    texts = [_text_json(one, by_sha, rooms, ledger) for one in collected]
    outcomes = [text["outcome"] for text in texts]
    totals = {outcome.value: outcomes.count(outcome) for outcome in Outcome}
    return {"texts": texts, "totals": {"wanted": len(texts), **totals}}


def _text_json(one: Collected, by_sha: Mapping[str, SourceReport], rooms: Rooms, ledger: Ledger) -> FetchedJson:
    source = by_sha.get(one.file.sha256) if one.file else None
    outcome, error = one.outcome, one.reason
    if source and source.status is SourceStatus.QUARANTINED:
        outcome, error = Outcome.UNREADABLE, source.error or ""
    elif outcome is Outcome.UNREADABLE and source:  # the readers have learned to read it since
        outcome = Outcome.CURRENT
    shape = ingest_json(IngestReport((source,)), rooms.store, rooms.force)["sources"][0] if source else None
    return {
        "number": one.number,
        "outcome": outcome,
        "error": error or None,
        "file": _file_json(one.file, ledger) if one.file else None,
        "tried": [{"address": tried.address, "reason": tried.reason} for tried in one.tried],
        "not_official": list(one.passed_over),
        "ingest": shape,
    }


def not_done(report: FetchJson) -> int:
    """Return how many of the texts asked for are not in the corpus."""
    return sum(text["outcome"] in _NOT_DONE for text in report["texts"])


def ledger_json(rooms: Rooms) -> LedgerJson:
    """Return all that was fetched into a home."""
    ledger = Ledger(rooms.home.fetched)
    return {"files": [_file_json(entry, ledger) for entry in ledger.entries()], "damaged": ledger.damaged()}


def _file_json(entry: Fetched, ledger: Ledger) -> FileJson:
    return {
        "number": entry.number,
        "asked": entry.asked,
        "url": entry.url,
        "at": entry.at,
        "sha256": entry.sha256,
        "size": entry.size,
        "etag": entry.etag,
        "last_modified": entry.last_modified,
        "plain": entry.plain,
        "refused": entry.refused or None,
        "here": ledger.is_whole(entry),
    }
