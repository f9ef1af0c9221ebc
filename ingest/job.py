"""What a child process is asked to do with one source, and what it answers."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from ingest.kind import Kind
from ingest.wire import Spool


class Step(StrEnum):
    """What is to be done."""

    SCAN = "scan"  # a codified page: where its anchors lead
    READ = "read"
    TEXT = "text"  # the words alone
    COMMENT = "comment"  # a copy with comments
    PICTURE = "picture"  # images of pages, and where a passage stands on them


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One step on one source."""

    step: Step
    kind: Kind
    path: Path  # of the bytes
    label: str  # of the source, as people see it
    spool: Spool
    cpu_seconds: float
    as_of: date | None = None
    codified_map: Path | None = None
    shard: int = 0  # which part of the source, of how many
    shards: int = 1

    def to_line(self) -> str:
        """Return the job as one line of JSON."""
        row = asdict(replace(self, spool=self.spool))
        row |= {"path": str(self.path), "spool": [str(self.spool.folder), self.spool.name]}
        row |= {"as_of": self.as_of.isoformat() if self.as_of else None}
        row |= {"codified_map": str(self.codified_map) if self.codified_map else None}
        return json.dumps(row)


def job_from_line(line: str) -> Job:
    """Return the job of ``Job.to_line``."""
    row = json.loads(line)
    folder, name = row.pop("spool")
    as_of, codified_map = row.pop("as_of"), row.pop("codified_map")
    return Job(
        step=Step(row.pop("step")),
        kind=Kind(row.pop("kind")),
        path=Path(row.pop("path")),
        spool=Spool(Path(folder), name),
        as_of=date.fromisoformat(as_of) if as_of else None,
        codified_map=Path(codified_map) if codified_map else None,
        **row,
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it went: an error is one sentence to a person, empty when all is well."""

    error: str = ""
    doubts: tuple[str, ...] = ()

    def to_line(self) -> str:
        """Return the verdict as one line of JSON."""
        return json.dumps({"error": self.error, "doubts": self.doubts})


def part_line(part: float) -> str:
    """Return the word of a child that it has done a part of its job."""
    return json.dumps({"part": part})


def answer_from_line(line: bytes) -> Verdict | float:
    """Return the verdict of ``Verdict.to_line`` or the part of ``part_line``."""
    row = json.loads(line)
    if "part" in row:
        return float(row["part"])
    return Verdict(str(row["error"]), tuple(map(str, row["doubts"])))
