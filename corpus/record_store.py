"""Writing what is recorded of force: by persons, and from what the texts say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.amendment import Instruction, read_instructions, work_of_title
from corpus.citation import Citation
from corpus.closing import SIGNS, may_end, parents_of_title, read_events
from corpus.errors import CorpusError
from corpus.event import Event, EventKind, Witness
from corpus.expression import Origin
from corpus.link import Link, LinkKind
from corpus.number import number_key, year_of_number
from corpus.provision import label_of, unit_eid
from corpus.reading import CorpusReader
from corpus.records import Amendment, Outcome
from corpus.resolve import number_of
from corpus.rows import Held, iso, work_of
from corpus.work import SourceClass, Work, is_draft

_ORDERS = ("Sửa đổi", "Bổ sung", "Bãi bỏ", "Thay", "Bỏ ", "Hủy bỏ", "Huỷ bỏ")  # a sentence that orders begins so
_OF_AN_ACT = (
    "expression.work_id IN (SELECT id FROM work WHERE number_key = ?) AND expression.source_id = ? AND unit.eid = ?"
)
_SIGNS = (*SIGNS, *_ORDERS)
_ORIGINS = list(Origin)
_GREATEST_ID = 2**63 - 1  # what SQLite can number
_BATCH = 200  # expressions examined in one transaction


@dataclass(frozen=True, slots=True)
class Order:
    """An instruction as the store holds it: in which unit of which act, and for which work."""

    held: Held
    source_id: int
    instruction: Instruction
    number: str  # of the work to be changed

    @property
    def act(self) -> Work:
        """The amending act."""
        return self.held.work


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
        if abs(event_id) > _GREATEST_ID:
            raise UnknownEventError(event_id)
        cursor = self._connection.execute("DELETE FROM event WHERE id = ? AND said_by = ?", (event_id, Witness.PERSON))
        if not cursor.rowcount:
            raise UnknownEventError(event_id)

    def examine(self) -> list[str]:
        """Read what texts not yet examined say of force and of the words of others.

        Returns the numbers of the works whose derived wording waits to be made, also those that an earlier run left
        waiting. What a text says goes with its source: it is forgotten when the source is.
        """
        rows = self._connection.execute("SELECT id FROM expression WHERE examined = 0 ORDER BY id").fetchall()
        waiting = [int(row["id"]) for row in rows]
        for start in range(0, len(waiting), _BATCH):
            self._examine(waiting[start : start + _BATCH])
        found = self._connection.execute(
            "SELECT number FROM amendment WHERE outcome = ? GROUP BY number_key ORDER BY min(id)", (Outcome.WAITING,)
        )
        return [row["number"] for row in found]

    def _examine(self, expression_ids: Sequence[int]) -> None:
        """Examine some expressions in one transaction; orders that these works give or receive wait again."""
        told = [(expression_id, self._telling_units(expression_id)) for expression_id in expression_ids]
        marks = ",".join("?" * len(expression_ids))
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            for expression_id, units in told:
                self._hear(expression_id, units)
            of_these = (
                "(SELECT work.number_key FROM work JOIN expression ON expression.work_id = work.id"
                f" WHERE expression.id IN ({marks}))"
            )
            for side in ("number_key", "act_key"):
                connection.execute(
                    f"UPDATE amendment SET outcome = ? WHERE {side} IN {of_these}", (Outcome.WAITING, *expression_ids)
                )
            connection.execute(f"UPDATE expression SET examined = 1 WHERE id IN ({marks})", tuple(expression_ids))
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:  # something went wrong: nothing of it stays
                connection.execute("ROLLBACK")

    def _hear(self, expression_id: int, units: Sequence[Held]) -> None:
        """Write down what one expression says."""
        work, source_id = self._origin_of(expression_id)
        orders = [order for held in units for order in orders_of(held, source_id)] if _may_amend(work) else []
        events = read_events(work, [held.unit for held in units])
        self._write_events(source_id, work, [*events, *_repeals(work, orders, events)])
        parents = [Link(work.number, "", number, "", LinkKind.GUIDES) for number in parents_of_title(work)]
        self._insert_links(source_id, parents)
        self._write_amendments((source_id, _waiting(order)) for order in orders)

    def _telling_units(self, expression_id: int) -> list[Held]:
        signs = " OR ".join("instr(unit.text, ?)" for _ in _SIGNS)
        return self._held_where(f"expression.id = ? AND ({signs})", (expression_id, *_SIGNS))

    def orders_for(self, number: str) -> list[Order]:
        """Return the orders of all acts held that amend the works of a number, each act by its best text."""
        rows = self._connection.execute(
            "SELECT DISTINCT source_id, act_key, act_eid FROM amendment WHERE number_key = ?", (number_key(number),)
        ).fetchall()
        units = {(int(row["source_id"]), row["act_key"], unit_eid(row["act_eid"])) for row in rows}
        best: dict[tuple[str, str], tuple[int, Held]] = {}
        for source_id, act, eid in sorted(units):
            for held in self._held_where(_OF_AN_ACT, (act, source_id, eid)):
                key = (held.work.slug, eid)
                if key not in best or _ORIGINS.index(held.origin) > _ORIGINS.index(best[key][1].origin):
                    best[key] = (source_id, held)
        found = (order for source_id, held in best.values() for order in orders_of(held, source_id))
        return [order for order in found if number_key(order.number) == number_key(number)]

    def _origin_of(self, expression_id: int) -> tuple[Work, int]:
        row = self._connection.execute(
            "SELECT work.*, expression.source_id FROM work JOIN expression ON expression.work_id = work.id"
            " WHERE expression.id = ?",
            (expression_id,),
        ).fetchone()
        return work_of(row), int(row["source_id"])

    def _write_events(self, source_id: int, work: Work, events: Iterable[Event]) -> None:
        """Write what a work tells: of itself under its slug, of others under the number it names them by."""
        own = number_key(work.number)
        self._connection.executemany(
            "INSERT INTO event (source_id, number_key, number, eid, kind, day, act, act_eid, said_by, reason)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    source_id,
                    work.slug if number_key(event.number) == own else number_key(event.number),
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

    def _write_amendments(self, amendments: Iterable[tuple[int, Amendment]]) -> None:
        self._connection.executemany(
            "INSERT INTO amendment (source_id, act, act_key, act_eid, number, number_key, eid, operation, day,"
            " outcome, reason) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    source_id,
                    one.act,
                    number_key(one.act),
                    one.act_eid,
                    one.number,
                    number_key(one.number),
                    one.eid,
                    one.operation,
                    iso(one.day),
                    one.outcome,
                    one.reason,
                )
                for source_id, one in amendments
            ),
        )


def orders_of(held: Held, source_id: int) -> list[Order]:
    """Return the orders that one unit of an act gives to works that can be told by their number."""
    work = held.work
    orders: list[Order] = []
    if not any(sign in held.unit.provision.text for sign in _ORDERS):
        return orders
    for instruction in read_instructions(held.unit, title=work.title):
        number = _number(instruction, work)
        if number and year_of_number(number) and number_key(number) != number_key(work.number):
            orders.append(Order(held, source_id, instruction, number))
    return orders


def _number(instruction: Instruction, act: Work) -> str:
    """Return the number of the work amended; a bare name is that of the law that bore it when the act was made."""
    cited, day = instruction.work, act.issued or act.effective or date.max
    titled = work_of_title(act.title)
    if cited.number is None and cited.name and cited.name == titled.name:
        cited = titled
    return number_of(Citation("", 0, 0, cited), day)


def _may_amend(work: Work) -> bool:
    return work.source_class is SourceClass.LAW and work.number[:1].isdigit() and not is_draft(work)


def _repeals(act: Work, orders: Iterable[Order], events: Sequence[Event]) -> Iterator[Event]:
    """Yield an event for each place that an act strikes out: the words are gone, and the reader is told why.

    ``events`` are those of the act itself: they say from when it, and the place that gives the order, hold.
    """
    for order in orders:
        one = order.instruction
        day = _counts_from(act, one.source, events)
        if (
            one.op == "repeal"
            and one.eid
            and not one.doubts
            and day
            and may_end(act, order.number, one.work.type or "")
        ):
            yield Event(
                number=order.number,
                kind=EventKind.PARTLY_EXPIRED,
                day=day,
                said_by=Witness.TEXT,
                eid=one.eid,
                act=act.number,
                act_eid=one.source,
                reason=f"bãi bỏ {label_of(one.eid)}",
            )


def _counts_from(act: Work, eid: str, events: Sequence[Event]) -> date | None:
    """Return the day from which a place of an act counts: its own, else that of the act, as its text says."""
    own = number_key(act.number)
    begins = [one for one in events if one.kind is EventKind.EFFECTIVE and number_key(one.number) == own]
    around = [one.day for one in begins if one.eid and (eid == one.eid or eid.startswith(f"{one.eid}__"))]
    whole = [one.day for one in begins if not one.eid]
    return next(iter([*around, *whole]), act.effective)


def _waiting(order: Order) -> Amendment:
    one = order.instruction
    return Amendment(order.act.number, one.source, order.number, one.eid, one.op, Outcome.WAITING, "")
