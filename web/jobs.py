"""Work that goes on after the answer: one job at a time, in the order they came."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from corpus.errors import CancuError
from web.schemas import IndexJson, IngestJson, JobJson

_MAX_HELD = 200  # finished jobs that can still be looked up
_MAX_WAITING = 20


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as it stood at one moment."""

    id: str
    state: JobState = JobState.WAITING
    step: str = ""  # what it does now, for a person
    done: int = 0
    total: int = 0
    error: str = ""
    ingest: IngestJson | None = None
    index: IndexJson | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading files gave."""

    ingest: IngestJson
    index: IndexJson | None


class JobCancelledError(CancuError):
    """Someone asked for the job to stop; raised where the job tells its progress."""

    def __init__(self) -> None:
        super().__init__("Việc nạp đã được dừng theo yêu cầu.")


class TooManyJobsError(CancuError):
    """The queue is full."""

    def __init__(self) -> None:
        super().__init__("Đang có quá nhiều việc chờ nạp; hãy thử lại khi các việc trước đã xong.")


Tell = Callable[[str, int, int], None]  # step, done, total; raises JobCancelledError


class Load(Protocol):
    """Reads files into the corpus and brings the index up to date."""

    def __call__(self, paths: Sequence[Path], tell: Tell) -> Loaded:
        """Load the files; what could not be read is in the report, not an error."""


@dataclass(slots=True)
class _Entry:
    job: Job
    stop: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """Runs loading jobs in one thread of its own and remembers how they went."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    def submit(self, paths: Sequence[Path], *, then: Callable[[], None] = lambda: None) -> Job:
        """Queue the files; ``then`` is called when the job has ended, however it did.

        Raises TooManyJobsError.
        """
        entry = _Entry(Job(id=secrets.token_hex(8)))
        with self._lock:
            if sum(kept.job.state is JobState.WAITING for kept in self._entries.values()) >= _MAX_WAITING:
                raise TooManyJobsError
            self._entries[entry.job.id] = entry
            self._pool = self._pool or ThreadPoolExecutor(max_workers=1, thread_name_prefix="cancu-job")
            self._pool.submit(self._run, entry, tuple(paths), then)
            ended = [name for name, kept in self._entries.items() if kept.job.state not in _OPEN]
            for name in ended[: max(0, len(self._entries) - _MAX_HELD)]:
                del self._entries[name]
        return entry.job

    def get(self, job_id: str) -> Job | None:
        """Return the job as it stands, or None when there is none with this id."""
        with self._lock:
            entry = self._entries.get(job_id)
            return entry.job if entry else None

    def cancel(self, job_id: str) -> Job | None:
        """Ask the job to stop; one that runs stops at its next step, keeping the files already loaded."""
        with self._lock:
            entry = self._entries.get(job_id)
            if entry is None:
                return None
            entry.stop.set()
            if entry.job.state is JobState.WAITING:
                entry.job = replace(entry.job, state=JobState.CANCELLED)
            return entry.job

    def close(self) -> None:
        """Ask all jobs to stop and wait for the running one."""
        with self._lock:
            pool, self._pool = self._pool, None
            for entry in self._entries.values():
                entry.stop.set()
        if pool is not None:
            pool.shutdown(wait=True)

    def _run(self, entry: _Entry, paths: Sequence[Path], then: Callable[[], None]) -> None:
        try:
            if entry.stop.is_set():
                self._change(entry, replace(entry.job, state=JobState.CANCELLED))
            else:
                self._work(entry, paths)
        finally:
            then()

    def _work(self, entry: _Entry, paths: Sequence[Path]) -> None:
        def tell(step: str, done: int, total: int) -> None:
            if entry.stop.is_set():
                raise JobCancelledError
            self._change(entry, replace(entry.job, step=step, done=done, total=total))

        self._change(entry, replace(entry.job, state=JobState.RUNNING))
        finished = False
        try:
            loaded = self._load(paths, tell)
            self._change(entry, replace(entry.job, state=JobState.DONE, ingest=loaded.ingest, index=loaded.index))
            finished = True
        except JobCancelledError as stopped:
            self._change(entry, replace(entry.job, state=JobState.CANCELLED, error=str(stopped)))
            finished = True
        except CancuError as error:
            self._change(entry, replace(entry.job, state=JobState.FAILED, error=str(error)))
            finished = True
        finally:
            if not finished:  # a fault of ours: the job must not stay "running" for ever
                self._change(entry, replace(entry.job, state=JobState.FAILED, error="Lỗi bên trong; xem nhật ký."))

    def _change(self, entry: _Entry, job: Job) -> None:
        with self._lock:
            entry.job = job


_OPEN = (JobState.WAITING, JobState.RUNNING)


def job_json(job: Job) -> JobJson:
    """Return a job as the API gives it."""
    return {
        "id": job.id,
        "state": job.state.value,
        "step": job.step,
        "done": job.done,
        "total": job.total,
        "error": job.error or None,
        "ingest": job.ingest,
        "index": job.index,
    }
