"""What is wrong or doubtful in the sources held, as lists that people work through."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import RecordReader
from corpus.rows import source_of, work_of
from corpus.source import Source
from corpus.work import Work

_STATE = """
    SELECT (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'expression'),
           (SELECT count(*) FROM expression), (SELECT coalesce(sum(examined), 0) FROM expression),
           (SELECT count(*) FROM source), (SELECT coalesce(max(id), 0) FROM source),
           (SELECT count(*) FROM event), (SELECT coalesce(max(id), 0) FROM event),
           (SELECT coalesce(group_concat(id || number_key || eid || kind || coalesce(day, '')), '') FROM event
            WHERE source_id IS NULL)
"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a reader was not sure of in a source, in one sentence, and the work it speaks of where it names one."""

    sha256: str  # of the source
    path: str  # of the source
    work: Work | None
    words: str


class FaultReader(RecordReader):
    """Answers which sources could not be read, and what was doubtful in the others."""

    def state(self) -> tuple[object, ...]:
        """Return a value that changes with the works, texts and turns of force held; the same in every thread."""
        return tuple(self._connection.execute(_STATE).fetchone())

    def count_quarantined(self) -> int:
        """Return how many sources could not be read."""
        return int(self._connection.execute("SELECT count(*) FROM source WHERE error <> ''").fetchone()[0])

    def quarantined(self, first: int, count: int) -> list[Source]:
        """Return sources that could not be read, newest first, from the one at place ``first``."""
        rows = self._connection.execute(
            "SELECT * FROM source WHERE error <> '' ORDER BY id DESC LIMIT ? OFFSET ?", (count, first)
        )
        return [source_of(row) for row in rows]

    def doubts(self) -> list[Doubt]:
        """Return all doubts, each once, newest source first; what a source repeats of its texts is left out."""
        found: dict[Doubt, None] = {}
        for row in self._connection.execute("SELECT id, sha256, path, doubts FROM source ORDER BY id DESC"):
            works: dict[str, Work] = {}
            for work, words in self._doubts_of_texts(int(row["id"])):
                works[work.name] = work
                found[Doubt(row["sha256"], row["path"], work, words)] = None
            for said in json.loads(row["doubts"]):
                name, _, words = said.partition(": ")
                meant = works.get(name) or self._named(int(row["id"]), name)
                found[Doubt(row["sha256"], row["path"], meant, words if meant else said)] = None
        return list(found)

    def _doubts_of_texts(self, source_id: int) -> Iterator[tuple[Work, str]]:
        rows = self._connection.execute(
            "SELECT work.*, expression.doubts FROM expression JOIN work ON work.id = expression.work_id"
            " WHERE expression.source_id = ? AND expression.doubts <> '[]' ORDER BY expression.id",
            (source_id,),
        )
        for row in rows:
            work = work_of(row)
            for words in json.loads(row["doubts"]):
                yield work, words

    def _named(self, source_id: int, name: str) -> Work | None:
        """Return the work of a source that a doubt names."""
        row = self._connection.execute(
            "SELECT work.* FROM work JOIN expression ON expression.work_id = work.id WHERE expression.source_id = ?"
            " AND (? = trim(work.type || ' ' || work.number) OR ? = work.number) LIMIT 1",
            (source_id, name, name),
        ).fetchone()
        return work_of(row) if row else None
