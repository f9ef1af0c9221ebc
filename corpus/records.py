"""What the store records of force and of addresses, beside the texts."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.database import Database
from corpus.event import Event, EventKind, Witness
from corpus.number import number_key, year_of_number
from corpus.rows import day_of
from corpus.work import Work


class Outcome(StrEnum):
    """What became of an order of an amending act."""

    WAITING = "waiting"  # read, not yet tried
    APPLIED = "applied"
    INCLUDED = "included"  # the text held already has it
    FAILED = "failed"
    NO_BASE = "no_base"  # the text to be amended is not held


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """All events and parents, as they were at one state of the file."""

    stamp: tuple[int, int]
    events: dict[str, list[Event]]
    parents: dict[str, list[str]]
    codified: frozenset[str]  # slugs


@dataclass(frozen=True, slots=True)
class Amendment:
    """An instruction of an amending act, and what became of it here."""

    act: str
    act_eid: str
    number: str
    eid: str
    operation: str
    outcome: Outcome
    reason: str
    day: date | None = None  # from which it counts


class RecordReader(Database):
    """Answers what is recorded; the records are few, and are kept in memory while the file does not change."""

    def events_of(self, work: Work) -> Sequence[Event]:
        """Return the events of a work and its places, told by persons and by texts, in the order they came.

        A text names another work by its number, so it tells nothing of one whose number has no year, nor of a
        resolution of the assembly, whose number a law may bear too. Of itself it speaks as one work, as a person does.
        """
        events = self._snapshot().events
        one = year_of_number(work.number) is not None and not work.slug.startswith("nghi-quyet-")
        return [*events.get(work.slug, ()), *(events.get(number_key(work.number), ()) if one else ())]

    def parents_of(self, work: Work) -> Sequence[str]:
        """Return the numbers of the texts that a work says it details."""
        return self._snapshot().parents.get(number_key(work.number), ())

    def is_codified(self, work: Work) -> bool:
        """Tell whether the codified law, as held, carries a work."""
        return work.slug in self._snapshot().codified

    def ended_by(self, number: str) -> list[str]:
        """Return the numbers of the works that an act ended as a whole, by what persons and texts say."""
        key = number_key(number)
        told = (event for events in self._snapshot().events.values() for event in events if event.act)
        return sorted({event.number for event in told if _ends(event) and number_key(event.act) == key})

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Let this thread see the records as they are now until the block ends, without looking for a change each time.

        For a piece of work that only reads: one answer, one list.
        """
        outer: _Snapshot | None = getattr(self._local, "kept", None)
        self._local.kept = outer or self._snapshot()
        try:
            yield
        finally:
            self._local.kept = outer

    def _snapshot(self) -> _Snapshot:
        """Return the records; read anew where this or another connection has written since."""
        kept: _Snapshot | None = getattr(self._local, "kept", None)
        if kept is not None:
            return kept
        connection = self._connection
        stamp = (connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
        known: _Snapshot | None = getattr(self._local, "records", None)
        if known is None or known.stamp != stamp:
            known = _Snapshot(stamp, _events(connection), _parents(connection), _codified(connection))
            self._local.records = known
        return known

    def amendments_by(self, number: str) -> list[Amendment]:
        """Return the instructions of an amending act, in the order they stand in it."""
        rows = self._connection.execute("SELECT * FROM amendment WHERE act_key = ? ORDER BY id", (number_key(number),))
        return [_amendment(row) for row in rows]

    def amendments_of(self, number: str, unit: str = "") -> list[Amendment]:
        """Return the instructions that touch a work, or one unit of it."""
        rows = self._connection.execute(
            "SELECT * FROM amendment WHERE number_key = ? AND (? = '' OR eid = ? OR instr(eid, ?) = 1) ORDER BY id",
            (number_key(number), unit, unit, f"{unit}__"),
        )
        return [_amendment(row) for row in rows]

    def redirect(self, slug: str, eid: str) -> tuple[str, str] | None:
        """Return the slug and eId that an address of former days leads to, or None."""
        row = self._connection.execute(
            "SELECT to_slug, to_eid FROM redirect WHERE from_slug = ? AND from_eid = ?", (slug, eid)
        ).fetchone()
        return (row["to_slug"], row["to_eid"]) if row else None


def _ends(event: Event) -> bool:
    return event.kind is EventKind.EXPIRED and not event.eid


def _events(connection: sqlite3.Connection) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM event WHERE day IS NOT NULL ORDER BY id"):
        found[row["number_key"]].append(
            Event(
                number=row["number"],
                kind=EventKind(row["kind"]),
                day=date.fromisoformat(row["day"]),
                said_by=Witness(row["said_by"]),
                eid=row["eid"],
                act=row["act"],
                act_eid=row["act_eid"],
                reason=row["reason"],
                id=row["id"],
            )
        )
    return found


def _parents(connection: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute("SELECT DISTINCT from_key, to_number FROM link WHERE kind = 'guides'"):
        found[row["from_key"]].append(row["to_number"])
    return found


def _codified(connection: sqlite3.Connection) -> frozenset[str]:
    rows = connection.execute(
        "SELECT DISTINCT work.slug FROM expression JOIN work ON work.id = expression.work_id WHERE origin = 'codified'"
    )
    return frozenset(row["slug"] for row in rows)


def _amendment(row: sqlite3.Row) -> Amendment:
    return Amendment(
        row["act"],
        row["act_eid"],
        row["number"],
        row["eid"],
        row["operation"],
        Outcome(row["outcome"]),
        row["reason"],
        day_of(row["day"]),
    )
