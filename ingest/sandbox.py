"""Child processes that read sources under limits of time and memory; one that dies is replaced."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from ingest.errors import LimitError
from ingest.job import Job, Verdict, answer_from_line
from ingest.settings import IngestSettings

_START = "import json,sys; sys.path[:] = json.loads(sys.argv[1]); from ingest.child import main; main(sys.argv[2:])"
_AHEAD = 4  # finished jobs that may wait for their turn, for each child
_WORDS = 65536  # bytes taken at a time
_TRACE = 2000  # bytes of a trace that are looked at
_BEAT = 0.5  # seconds between two beats while children are silent


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    log: Path
    job: Job | None = None  # the last it was given
    place: int = -1  # of that job in the order of jobs; -1 when idle
    deadline: float = 0.0
    heard: bytes = b""  # of a line that is not whole yet

    @property
    def answers(self) -> IO[bytes]:
        if self.process.stdout is None:
            raise RuntimeError("the child was started without a pipe")
        return self.process.stdout

    @property
    def jobs(self) -> IO[bytes]:
        if self.process.stdin is None:
            raise RuntimeError("the child was started without a pipe")
        return self.process.stdin


@dataclass(slots=True)
class Sandbox:
    """A few children, started when there is work for them and ended with the block.

    They are processes of their own session, so a Ctrl-C reaches the parent alone, which then ends them.
    """

    settings: IngestSettings
    folder: Path  # where children may leave their traces
    heard: Callable[[Job, float], None] | None = None  # hears how far a long job has come
    beat: Callable[[], None] | None = None  # called again and again while children are silent; may raise to end it all
    _children: list[_Child] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            _end(child)
        self._children.clear()

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Verdict]]:
        """Yield each job with its verdict, in the order of the jobs; several are done at the same time.

        While the caller works on one answer, the children go on with the next jobs.
        """
        waiting = enumerate(jobs)
        given: deque[Job] = deque()  # jobs handed out or finished, not yet told
        told = 0
        done: dict[int, Verdict] = {}
        more = True
        while True:
            while more and len(given) < self.settings.workers * _AHEAD and (child := self._idle()):
                following = next(waiting, None)
                more = following is not None
                if following:
                    given.append(following[1])
                    self._hand(child, *following)
            if not given:
                return
            if told not in done:
                self._collect(done)
                continue
            yield given.popleft(), done.pop(told)
            told += 1

    def _idle(self) -> _Child | None:
        idle = next((child for child in self._children if child.place < 0), None)
        if idle is None and len(self._children) < self.settings.workers:
            idle = self._start()
            self._children.append(idle)
        return idle

    def _start(self) -> _Child:
        log = self.folder / f"child-{time.monotonic_ns()}.log"
        limits = (str(self.settings.memory_bytes), str(self.settings.max_spool_bytes))
        path = json.dumps([entry for entry in sys.path if entry])
        with log.open("wb") as trace:
            process = subprocess.Popen(  # noqa: S603  # our own module, in our own interpreter
                [sys.executable, "-c", _START, path, *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=trace,
                bufsize=0,
                start_new_session=True,
            )
        return _Child(process, log)

    def _hand(self, child: _Child, place: int, job: Job) -> None:
        child.job, child.place = job, place
        child.deadline = time.monotonic() + self.settings.wall_seconds
        with suppress(BrokenPipeError):  # it died idle; the end of its answers tells so
            child.jobs.write(f"{job.to_line()}\n".encode())

    def _collect(self, done: dict[int, Verdict]) -> None:
        """Wait until a child answers, dies, or has been silent for too long."""
        busy = [child for child in self._children if child.place >= 0]
        with selectors.DefaultSelector() as selector:
            for child in busy:
                selector.register(child.answers, selectors.EVENT_READ, child)
            patience = max(0.0, min(child.deadline for child in busy) - time.monotonic())
            ready = [key.data for key, _ in selector.select(min(patience, _BEAT))]
        if not ready and self.beat:
            self.beat()
        for child in ready:
            self._listen(child, done)
        now = time.monotonic()
        for child in busy:
            if child not in ready and child.deadline <= now:
                done[child.place] = Verdict(str(LimitError("đọc quá lâu so với giới hạn thời gian")))
                self._bury(child)

    def _listen(self, child: _Child, done: dict[int, Verdict]) -> None:
        """Take what a child has said; no words at all mean that it is dead."""
        words = os.read(child.answers.fileno(), _WORDS)
        if not words:
            done[child.place] = Verdict(_last_words(child))
            self._bury(child)
            return
        *lines, child.heard = (child.heard + words).split(b"\n")
        for line in lines:
            answer = answer_from_line(line)
            if isinstance(answer, Verdict):
                done[child.place] = answer
                child.place = -1
            else:
                child.deadline = time.monotonic() + self.settings.wall_seconds
                self._tell(child, answer)

    def _tell(self, child: _Child, part: float) -> None:
        if self.heard and child.job:
            self.heard(child.job, part)

    def _bury(self, child: _Child) -> None:
        _end(child)
        self._children.remove(child)


def _end(child: _Child) -> None:
    child.process.kill()
    child.process.wait()
    child.answers.close()
    with suppress(BrokenPipeError):  # a job that was never read
        child.jobs.close()
    child.log.unlink(missing_ok=True)


def _last_words(child: _Child) -> str:
    """Return why a child died, as a sentence."""
    code = child.process.wait()
    if code == -signal.SIGXCPU:
        return str(LimitError("dùng quá thời gian xử lý cho phép"))
    if code == -signal.SIGKILL:
        return str(LimitError("hệ điều hành đã ngắt tiến trình đọc, thường vì hết bộ nhớ"))
    lines = child.log.read_bytes()[-_TRACE:].decode("utf-8", "replace").strip().splitlines()
    reason = lines[-1] if lines else f"mã thoát {code}"
    return str(LimitError(f"bộ đọc gặp lỗi ngoài dự kiến ({reason})"))
