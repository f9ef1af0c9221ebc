"""Work that goes on after the answer: one job at a time, in the order they came."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from corpus.errors import CancuError
from web.job_errors import JobCancelledError, NoRetryError, TooManyJobsError
from web.job_files import FileLine, FileState, FileTold, file_lines, told
from web.kept_uploads import KeptUploads, Upload
from web.schemas import FileJson, IndexJson, IngestJson, JobJson

_MAX_HELD = 200  # finished jobs that can still be looked up
_MAX_WAITING = 20
_MOST_FILES = 200  # of a job, told one by one in JSON
_BROKEN_OFF = "Dịch vụ đã dừng trước khi việc này xong; các tệp đã gửi vẫn còn, có thể nạp lại."


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
    step: str = ""  # what it does now: "ingest", "index"
    done: int = 0
    total: int = 0
    error: str = ""
    ingest: IngestJson | None = None
    index: IndexJson | None = None
    files: tuple[FileLine, ...] = ()
    began: float | None = None  # by the clock of the jobs, in seconds
    ended: float | None = None
    stopping: bool = False  # someone asked for its end and it has not come yet

    @property
    def open(self) -> bool:
        """Tell whether it waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def can_retry(self) -> bool:
        """Tell whether it ended without success, so that it may be tried once more."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading files gave."""

    ingest: IngestJson
    index: IndexJson | None


class Tell(Protocol):
    """Hears how far a job has come; raises JobCancelledError where someone asked for its end."""

    def __call__(self, step: str, done: int, total: int, file: FileTold | None = None) -> None:
        """Hear the step, how much of how much is done, and what has become of a file."""


class Load(Protocol):
    """Reads files into the corpus and brings the index up to date."""

    def __call__(self, paths: Sequence[Path], tell: Tell) -> Loaded:
        """Load the files; what could not be read is in the report, not an error."""


@dataclass(slots=True)
class _Entry:
    job: Job
    paths: tuple[Path, ...]
    uploaded: bool = False
    stop: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """Runs loading jobs in one thread of its own and remembers how they went.

    Files that were sent stay until their job is done or dropped; those of an earlier service stand among the failed.
    """

    def __init__(
        self, load: Load, uploads: KeptUploads | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._load = load
        self._uploads = uploads
        self._clock = clock
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        for left in uploads.left() if uploads else ():
            job = Job(id=left.name, state=JobState.FAILED, error=_BROKEN_OFF, files=file_lines(left.paths))
            self._entries[left.name] = _Entry(job, left.paths, uploaded=True)

    def submit(self, paths: Sequence[Path]) -> Job:
        """Queue files that lie on this machine. Raises TooManyJobsError."""
        return self._queue(_Entry(Job(id=secrets.token_hex(8), files=file_lines(paths)), tuple(paths)))

    def submit_upload(self, upload: Upload) -> Job:
        """Queue files that were sent; they are dropped where the queue is full. Raises TooManyJobsError."""
        entry = _Entry(Job(id=upload.name, files=file_lines(upload.paths)), upload.paths, uploaded=True)
        try:
            return self._queue(entry)
        except TooManyJobsError:
            self._drop_files(entry)
            raise

    def retry(self, job_id: str) -> Job | None:
        """Queue a job once more that ended without success; None where there is none. Raises NoRetryError."""
        with self._lock:
            entry = self._entries.get(job_id)
            if entry is None:
                return None
            if not entry.job.can_retry or not all(path.exists() for path in entry.paths):
                raise NoRetryError
        if self._uploads is not None:
            self._uploads.touch(job_id)
        return self._queue(_Entry(Job(id=job_id, files=file_lines(entry.paths)), entry.paths, entry.uploaded))

    def _queue(self, entry: _Entry) -> Job:
        with self._lock:
            known = self._entries.get(entry.job.id)
            if known is not None and known.job.open:
                raise NoRetryError  # two retries at the same time: the second is none
            if sum(kept.job.state is JobState.WAITING for kept in self._entries.values()) >= _MAX_WAITING:
                raise TooManyJobsError
            self._entries[entry.job.id] = entry
            self._entries.move_to_end(entry.job.id)
            self._pool = self._pool or ThreadPoolExecutor(max_workers=1, thread_name_prefix="cancu-job")
            self._pool.submit(self._run, entry)
            ended = [name for name, kept in self._entries.items() if not kept.job.open and not _kept(kept)]
            for name in ended[: max(0, len(self._entries) - _MAX_HELD)]:
                del self._entries[name]
        return entry.job

    def get(self, job_id: str) -> Job | None:
        """Return the job as it stands, or None when there is none with this id."""
        with self._lock:
            entry = self._entries.get(job_id)
            return entry.job if entry else None

    def all(self) -> list[Job]:
        """Return all jobs remembered, the newest first."""
        with self._lock:
            return [entry.job for entry in reversed(self._entries.values())]

    def elapsed(self, job: Job) -> float:
        """Return how many seconds a job has run."""
        return ((job.ended if job.ended is not None else self._clock()) - job.began) if job.began is not None else 0.0

    def cancel(self, job_id: str) -> Job | None:
        """Ask the job to stop; one that runs stops at its next step, keeping the files already loaded."""
        with self._lock:
            entry = self._entries.get(job_id)
            if entry is None:
                return None
            entry.stop.set()
            if entry.job.state is JobState.WAITING:
                entry.job = replace(entry.job, state=JobState.CANCELLED, error=str(JobCancelledError()))
            elif entry.job.state is JobState.RUNNING:
                entry.job = replace(entry.job, stopping=True)
            return entry.job

    def drop(self, job_id: str) -> bool:
        """Forget a job that has ended, and the files that were sent for it; False where it still waits or runs."""
        with self._lock:
            entry = self._entries.get(job_id)
            if entry is None:
                return True
            if entry.job.open:
                return False
            del self._entries[job_id]
        self._drop_files(entry)
        return True

    def close(self) -> None:
        """Ask all jobs to stop and wait for the running one."""
        with self._lock:
            pool, self._pool = self._pool, None
            for entry in self._entries.values():
                entry.stop.set()
        if pool is not None:
            pool.shutdown(wait=True)

    def _run(self, entry: _Entry) -> None:
        if entry.stop.is_set():
            self._change(entry, replace(entry.job, state=JobState.CANCELLED, error=str(JobCancelledError())))
        else:
            self._work(entry)
        if entry.job.state is JobState.DONE:
            self._drop_files(entry)

    def _work(self, entry: _Entry) -> None:
        def tell(step: str, done: int, total: int, file: FileTold | None = None) -> None:
            if entry.stop.is_set():
                raise JobCancelledError
            files = told(entry.job.files, file) if file else entry.job.files
            self._change(entry, replace(entry.job, step=step, done=done, total=total, files=files))

        self._change(entry, replace(entry.job, state=JobState.RUNNING, began=self._clock()))
        finished = False
        try:
            loaded = self._load(entry.paths, tell)
            self._end(entry, JobState.DONE, loaded=loaded)
            finished = True
        except JobCancelledError as stopped:
            self._end(entry, JobState.CANCELLED, str(stopped))
            finished = True
        except CancuError as error:
            self._end(entry, JobState.FAILED, str(error))
            finished = True
        finally:
            if not finished:  # a fault of ours: the job must not stay "running" for ever
                self._end(entry, JobState.FAILED, "Lỗi bên trong; xem nhật ký.")

    def _end(self, entry: _Entry, state: JobState, error: str = "", *, loaded: Loaded | None = None) -> None:
        job = replace(entry.job, state=state, error=error, ended=self._clock(), stopping=False)
        if loaded:
            job = replace(job, ingest=loaded.ingest, index=loaded.index)
        self._change(entry, job)

    def _change(self, entry: _Entry, job: Job) -> None:
        with self._lock:
            entry.job = replace(job, stopping=job.open and entry.stop.is_set())

    def _drop_files(self, entry: _Entry) -> None:
        if entry.uploaded and self._uploads:
            self._uploads.drop(entry.job.id)


def _kept(entry: _Entry) -> bool:
    """Tell whether files that were sent wait for this job to be tried once more."""
    return entry.uploaded and entry.job.can_retry and any(path.exists() for path in entry.paths)


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
        "files": [_file_json(line) for line in job.files[:_MOST_FILES]],
    }


def _file_json(line: FileLine) -> FileJson:
    return {
        "name": line.name,
        "state": line.state.value,
        "stored": line.stored,
        "unchanged": line.unchanged,
        "quarantined": line.quarantined,
        "reasons": list(line.reasons),
    }


def unread(job: Job) -> bool:
    """Tell whether a job left some of its files unread, though it ended.

    >>> unread(Job(id="a", files=file_lines([Path("a.txt")])))
    True
    """
    return any(line.state in (FileState.WAITING, FileState.CHECKING, FileState.READING) for line in job.files)
