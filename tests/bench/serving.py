"""What ``cancu serve`` needs: its memory once it has answered questions."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import psutil

from corpus.home import Home
from search.query import Filters
from tests.bench.contenders.cancu import DAY
from tests.bench.process import ROOT, StepError
from web.door import RemoteDoor, service_of

QUESTIONS = 20  # asked before the memory is looked at
_K = 10
_PATIENCE = 120.0  # seconds until the service must answer
_PAUSE = 0.1
_MIB = 1024 * 1024
_SHOWN = 600  # last characters of what a failed service said


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of a process."""

    resident_mib: float  # with what it shares with others, and the pages of the index that lie in memory
    private_mib: float  # its own alone: what cannot be given back


@dataclass(frozen=True, slots=True)
class Service:
    """A service that runs on a home folder."""

    door: RemoteDoor
    process: subprocess.Popen[bytes]


@contextmanager
def serving(home: Path) -> Iterator[Service]:
    """Serve a home folder for a while. Raises StepError when the service does not start."""
    command = [sys.executable, "-m", "web", "--home", str(home), "serve", "--port", "0"]
    with (
        TemporaryFile() as said,
        subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said) as process,
    ):
        try:
            yield Service(_door(Home(home), process), process)
        except StepError as error:
            said.seek(0)
            raise StepError(f"{error}: {said.read().decode(errors='replace')[-_SHOWN:]}") from error
        finally:
            process.terminate()


def serving_memory(home: Path, questions: Sequence[str]) -> Memory:
    """Serve a home folder, find and ask the first questions there, and return what the service then holds.

    Raises StepError when the service does not start.
    """
    with serving(home) as service:
        for question in questions[:QUESTIONS]:
            service.door.find(question, DAY, _K, Filters())
            service.door.ask(question, DAY, None, None)
        memory = psutil.Process(service.process.pid).memory_full_info()
    return Memory(memory.rss / _MIB, memory.uss / _MIB)


def _door(home: Home, process: subprocess.Popen[bytes]) -> RemoteDoor:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        if (door := service_of(home)) and door.alive():
            return door
        time.sleep(_PAUSE)
    raise StepError("cancu serve did not start")
