"""Where ingest and search meet: files are read into the corpus, then the index is brought up to date."""

from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.starter_texts import starter
from corpus.store import CorpusStore
from ingest.pipeline import ingest
from ingest.report import IngestReport, Progress, SourceReport
from web.jobs import Load, Loaded, Tell
from web.reports import index_json, ingest_json
from web.rooms import Rooms

Bar = Callable[[float, float, str], None]


def load_files(rooms: Rooms, paths: Sequence[Path], *, kind: str, tell: Bar) -> IngestReport:
    """Read files into the corpus of a home folder."""

    def told(progress: Progress) -> None:
        tell(progress.done_bytes, progress.total_bytes, f"{progress.step} {progress.path}")

    return ingest(paths, rooms.store, rooms.home.sources, kind=kind, progress=told)


def load_starter(store: CorpusStore) -> SourceReport:
    """Put the texts that ship with the product into the corpus."""
    source, expressions, _ = starter()
    known = store.source(source.sha256)
    current = known is not None and known.parser == source.parser
    if not current:
        for older in [held for held in store.sources() if held.kind == source.kind]:
            store.remove(older.sha256)
        store.add(source, expressions)
    return SourceReport.of_store(store, source, unchanged=current)


def make_load(rooms: Rooms) -> Load:
    """Return what a job of the service does: ingest, then index."""

    def load(paths: Sequence[Path], tell: Tell) -> Loaded:
        report = load_files(
            rooms, paths, kind="auto", tell=lambda done, total, _: tell("ingest", int(done), int(total))
        )
        indexed = rooms.search.index(tell=lambda done, total, _: tell("index", int(done), int(total)))
        return Loaded(ingest_json(report, rooms.store, rooms.force), index_json(indexed))

    return load
