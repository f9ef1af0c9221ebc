"""Sources: the files that texts came from."""

from dataclasses import dataclass
from enum import StrEnum


class SourceStatus(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file (or a member of an archive) by its content."""

    sha256: str
    path: str  # as given; "law.zip!demuc/a.html" for a member of an archive
    kind: str  # "codified", "html", "docx", "pdf", "text", "markdown", "jsonl", "starter"
    size: int
    parser: str  # version of the reader; a new one re-reads unchanged files
    container: str = ""  # sha256 of the archive it lies in; empty for a plain file
    error: str = ""  # why it is in quarantine; empty when it was read
    doubts: tuple[str, ...] = ()
