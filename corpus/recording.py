"""Writing what is recorded of force: by persons, and from what the texts say."""

import sqlite3
from collections.abc import Iterable, Sequence

from corpus.closing import SIGNS, parents_of_title, read_events
from corpus.errors import CorpusError
from corpus.event import Event, Witness
from corpus.link import Link, LinkKind
from corpus.number import number_key
from corpus.reading import CorpusReader
from corpus.rows import Held, iso, work_of
from corpus.work import Work

_BATCH = 200  # expressions examined in one transaction


class BadEventError(CorpusError):
    """What a person wants to record cannot be."""


class UnknownEventError(CorpusError):
    """There is no such event, or nobody here may take it back."""

    def __init__(self, event_id: int) -> None:
        super().__init__(f"Không có ghi nhận hiệu lực số {event_id} do người dùng thêm; không có gì bị xóa.")


class RecordStore(CorpusReader):
    """Records the turns of force, and keeps those that texts tell in step with the texts."""

    def say(self, work: Work, event: Event, by: str) -> int:
        """Record what a person looked up, under their name; return its id."""
        row = (work.slug, event.number, event.eid, event.kind, iso(event.day), event.act, event.act_eid)
        cursor = self._connection.execute(
            "INSERT INTO event (number_key, number, eid, kind, day, act, act_eid, said_by, reason)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (*row, Witness.PERSON, f"{event.reason.strip()} (ghi nhận: {by})".strip()),
        )
        return int(cursor.lastrowid or 0)

    def unsay(self, event_id: int) -> None:
        """Take back what a person recorded. Raises UnknownEventError."""
        cursor = self._connection.execute("DELETE FROM event WHERE id = ? AND said_by = ?", (event_id, Witness.PERSON))
        if not cursor.rowcount:
            raise UnknownEventError(event_id)

    def examine(self) -> int:
        """Read what texts not yet examined say of force; return how many expressions that were.

        What a text says goes with its source: it is forgotten when the source is.
        """
        rows = self._connection.execute("SELECT id FROM expression WHERE examined = 0 ORDER BY id").fetchall()
        waiting = [int(row["id"]) for row in rows]
        for start in range(0, len(waiting), _BATCH):
            self._examine(waiting[start : start + _BATCH])
        return len(waiting)

    def _examine(self, expression_ids: Sequence[int]) -> None:
        told = [(expression_id, self._telling_units(expression_id)) for expression_id in expression_ids]
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            for expression_id, units in told:
                work, source_id = self._origin_of(expression_id)
                self._write_events(source_id, read_events(work, [held.unit for held in units]))
                parents = [Link(work.number, "", number, "", LinkKind.GUIDES) for number in parents_of_title(work)]
                self._insert_links(source_id, parents)
            marks = ",".join("?" * len(expression_ids))
            connection.execute(f"UPDATE expression SET examined = 1 WHERE id IN ({marks})", tuple(expression_ids))
            connection.execute("COMMIT")
        except sqlite3.Error:
            connection.execute("ROLLBACK")
            raise

    def _telling_units(self, expression_id: int) -> list[Held]:
        signs = " OR ".join("instr(unit.text, ?)" for _ in SIGNS)
        return self._held_where(f"expression.id = ? AND ({signs})", (expression_id, *SIGNS))

    def _origin_of(self, expression_id: int) -> tuple[Work, int]:
        row = self._connection.execute(
            "SELECT work.*, expression.source_id FROM work JOIN expression ON expression.work_id = work.id"
            " WHERE expression.id = ?",
            (expression_id,),
        ).fetchone()
        return work_of(row), int(row["source_id"])

    def _write_events(self, source_id: int, events: Iterable[Event]) -> None:
        self._connection.executemany(
            "INSERT INTO event (source_id, number_key, number, eid, kind, day, act, act_eid, said_by, reason)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    source_id,
                    number_key(event.number),
                    event.number,
                    event.eid,
                    event.kind,
                    iso(event.day),
                    event.act,
                    event.act_eid,
                    event.said_by,
                    event.reason,
                )
                for event in events
            ),
        )

    def _insert_links(self, source_id: int, links: Iterable[Link]) -> None:
        self._connection.executemany(
            "INSERT INTO link (source_id, from_key, from_number, from_eid, to_key, to_number, to_eid, to_url, kind)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (
                (
                    source_id,
                    number_key(link.from_number),
                    link.from_number,
                    link.from_eid,
                    number_key(link.to_number),
                    link.to_number,
                    link.to_eid,
                    link.to_url,
                    link.kind,
                )
                for link in links
            ),
        )
