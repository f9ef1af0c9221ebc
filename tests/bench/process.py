"""Running a step in a child process and watching its memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.bench.figures import Figures, read_figures

ROOT = Path(__file__).resolve().parents[2]
_EVERY = 0.2  # seconds between two looks at the memory
_MIB = 1024 * 1024
_SHOWN = 600  # last characters of what a failed child said


class StepError(Exception):
    """A child process failed."""


def run_step(step: str, name: str, folder: Path, files: Sequence[Path] = ()) -> Figures:
    """Run a step of ``tests.bench.child``; the peak counts the process and all below it at one moment.

    The memory of children is looked at five times a second; that of the step's own process is exact on Linux.
    Raises StepError with the end of what the child said.
    """
    with TemporaryDirectory() as place:
        out, said = Path(place) / "figures.json", Path(place) / "said.txt"
        command = [sys.executable, "-m", "tests.bench.child", step, name, str(folder), str(out), *map(str, files)]
        with said.open("wb") as log:
            peak, code = _watch(command, log.fileno())
        if code:
            last = said.read_text(encoding="utf-8", errors="replace")[-_SHOWN:]
            raise StepError(f"{step} {name} ended with status {code}:\n{last}")
        figures = read_figures(out)
    return replace(figures, peak_mib=max(peak / _MIB, figures.peak_mib))


def run_command(arguments: Sequence[str]) -> float:
    """Run ``python -m …`` and return the seconds from start to end. Raises StepError."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise StepError(f"{' '.join(arguments)}: {done.stderr.decode(errors='replace')[-_SHOWN:]}")
    return seconds


def _watch(command: Sequence[str], log: int) -> tuple[int, int]:
    """Return the peak of resident bytes and the exit status."""
    environment = {**os.environ, "HAYSTACK_TELEMETRY_ENABLED": "False"}
    peak = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=environment) as process:
        family = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _resident(family))
            time.sleep(_EVERY)
        return peak, process.returncode


def _resident(process: psutil.Process) -> int:
    """Return the resident bytes of a process and all below it; one that has just ended counts zero."""
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    total = 0
    for member in family:
        try:
            total += member.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total
