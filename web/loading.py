"""Where ingest and search meet: files are read into the corpus, then the index is brought up to date."""

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.consolidate import consolidate
from corpus.errors import CancuError
from corpus.starter_texts import starter
from corpus.store import CorpusStore
from ingest.pipeline import ingest
from ingest.report import IngestReport, Progress, SourceReport
from search.index.build import IndexReport
from web.job_files import FileState, FileTold, ended_as
from web.jobs import Load, Loaded, Tell
from web.reports import index_json, ingest_json
from web.rooms import Rooms

# The engine writes into mapped files: on a full disk the process is killed, and nobody is told why. The index of
# 85,352 articles takes 3.3 times the bytes of their corpus. The engine also reserves: rebuilding one of 4,778 passages
# died with 78 MiB free, reported a lack with 50 MiB and went well with 168 MiB (tmpfs, November 2026).
_INDEX_TO_CORPUS = 4
_LEAST_FREE = 160 * 1024 * 1024
_MB = 1_000_000
_STATES = {"đọc": FileState.READING, "lưu": FileState.WRITING}
Bar = Callable[[float, float, str], None]


class DiskSpaceError(CancuError):
    """There is no room for an index."""

    def __init__(self, free: int, wanted: int) -> None:
        super().__init__(
            f"Ổ đĩa còn {free >> 20} MiB, lập chỉ mục cần khoảng {wanted >> 20} MiB."
            " Hãy giải phóng dung lượng rồi chạy lại; kho dữ liệu vẫn nguyên vẹn."
        )


def load_files(rooms: Rooms, paths: Sequence[Path], *, kind: str, tell: Bar) -> IngestReport:
    """Read files into the corpus of a home folder."""
    started = time.monotonic()

    def told(progress: Progress) -> None:
        rate = progress.done_bytes / _MB / max(time.monotonic() - started, 0.001)
        tell(progress.done_bytes, progress.total_bytes, f"{rate:.1f} MB/giây, {progress.step} {progress.path}")

    report = ingest(paths, rooms.store, rooms.home.sources, kind=kind, progress=told)
    bring_up_to_date(rooms)
    return report


def bring_up_to_date(rooms: Rooms) -> None:
    """Let what the texts say of each other be told: their force, and the wordings that amending acts make.

    Cheap where nothing came since; a home of an older release is examined as a whole, once.
    """
    touched = rooms.store.examine()
    consolidate(rooms.store, rooms.force, touched)


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


def index_home(rooms: Rooms, *, rebuild: bool, tell: Bar) -> IndexReport:
    """Bring the index of a home folder up to date. Raises DiskSpaceError before the engine would die of a full disk."""
    wanted = _LEAST_FREE + _INDEX_TO_CORPUS * rooms.home.corpus.stat().st_size
    free = shutil.disk_usage(rooms.home.folder).free
    if free < wanted:
        raise DiskSpaceError(free, wanted)
    bring_up_to_date(rooms)
    return rooms.search.index(rebuild=rebuild, tell=tell)


def make_load(rooms: Rooms) -> Load:
    """Return what a job of the service does: ingest, then index."""

    def load(paths: Sequence[Path], tell: Tell) -> Loaded:
        def told(progress: Progress) -> None:
            tell("ingest", progress.done_bytes, progress.total_bytes, _file_told(progress))

        report = ingest(paths, rooms.store, rooms.home.sources, progress=told)
        tell("index", 0, 0)
        bring_up_to_date(rooms)  # also where the disk has no room for the index
        indexed = index_home(rooms, rebuild=False, tell=lambda done, total, _: tell("index", int(done), int(total)))
        return Loaded(ingest_json(report, rooms.store, rooms.force), index_json(indexed))

    return load


def _file_told(progress: Progress) -> FileTold | None:
    """Return what the progress of an ingest says of a file; None where it is of none that was given."""
    if progress.ended:
        state, reason = ended_as(progress.ended.status), progress.ended.error or ""
        return FileTold(label=progress.path, state=state, part=1.0, reason=reason)
    if progress.step == "dò liên kết" or not progress.path:
        return None
    return FileTold(label=progress.path, state=_STATES.get(progress.step, FileState.CHECKING), part=progress.part)
