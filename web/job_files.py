"""The files of a job, each with the stage it has come to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from corpus.source import SourceStatus

_MOST_REASONS = 20  # of files inside one archive or folder; the report tells them all


class FileState(StrEnum):
    """How far a file has come."""

    WAITING = "waiting"
    CHECKING = "checking"  # hashed, compared with what is held, its original kept
    READING = "reading"
    WRITING = "writing"
    STORED = "stored"
    UNCHANGED = "unchanged"  # held already
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """What a load tells of one file, or of one file inside an archive or a folder, while it works on it."""

    label: str  # the path; "law.zip!demuc/a.html" inside an archive
    state: FileState
    part: float = 0.0  # of the work on it that is done
    reason: str = ""  # why it is in quarantine


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file given to a job; an archive or a folder counts what lies inside it."""

    path: str
    name: str
    state: FileState = FileState.WAITING
    part: float = 0.0
    stored: int = 0
    unchanged: int = 0
    quarantined: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def ended(self) -> int:
        """Return how many files in it have come to an end."""
        return self.stored + self.unchanged + self.quarantined


_ENDS = {
    SourceStatus.ADDED: FileState.STORED,
    SourceStatus.UNCHANGED: FileState.UNCHANGED,
    SourceStatus.QUARANTINED: FileState.QUARANTINED,
}


def ended_as(status: SourceStatus) -> FileState:
    """Return the state of a file of which ingest reports this."""
    return _ENDS[status]


def file_lines(paths: Sequence[Path]) -> tuple[FileLine, ...]:
    """Return a line for each path, waiting."""
    return tuple(FileLine(path=str(path), name=path.name) for path in paths)


def told(lines: Sequence[FileLine], news: FileTold) -> tuple[FileLine, ...]:
    """Return the lines after one of their files, or one inside them, has come further.

    >>> told(file_lines([Path("a.txt")]), FileTold(label="a.txt", state=FileState.STORED))[0].stored
    1
    """
    return tuple(_after(line, news) if _concerns(line, news.label) else line for line in lines)


def _concerns(line: FileLine, label: str) -> bool:
    return label == line.path or label.startswith((f"{line.path}!", f"{line.path}/"))


def _after(line: FileLine, news: FileTold) -> FileLine:
    if news.state not in _ENDS.values():
        kept = line.part if news.state is line.state and line.part > news.part else news.part
        return replace(line, state=news.state, part=kept) if not line.ended or news.label != line.path else line
    counts = {news.state.value: getattr(line, news.state.value) + 1}
    reasons = line.reasons
    if news.reason and len(reasons) < _MOST_REASONS:
        inside = news.label[len(line.path) + 1 :]
        reasons = (*reasons, f"{inside}: {news.reason}" if inside else news.reason)
    return replace(line, state=_worst(line, news.state), part=1.0, reasons=reasons, **counts)


def _worst(line: FileLine, state: FileState) -> FileState:
    """Return the state shown for a line: what went wrong in it is not hidden by what went well after."""
    if line.quarantined or state is FileState.QUARANTINED:
        return FileState.QUARANTINED
    return FileState.STORED if line.stored or state is FileState.STORED else FileState.UNCHANGED
