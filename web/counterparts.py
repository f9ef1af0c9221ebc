"""What a page shows of the law before and the law after: beside each provision, and on the page of a work."""

from dataclasses import dataclass

from corpus.provision import label_of, unit_eid
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.succession import Compared, Kind, Pair, State, Successions, predecessors_of, successor_of
from corpus.work import Work
from web.shapes import View, permalink
from web.words import WEAKLY, short_citation, sureness

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A place of the other law; without an address where the store does not hold it."""

    words: str
    address: str
    heading: str
    likeness: str  # "78%"; empty where a person alone names it
    state: str
    clauses: str  # the khoản that went there, where only some did


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The places of another law that answer to a provision."""

    anchor: str
    title: str
    rows: tuple[Counterpart, ...]
    note: str  # why there are none; empty where there are
    address: str  # of the whole table

    @property
    def to_turn_to(self) -> tuple[Counterpart, ...]:
        """Return the places that a reader of law that is gone may be sent to: none that is only faintly alike."""
        return tuple(row for row in self.rows if row.state != WEAKLY)


def counterparts(held: Held, store: CorpusStore, successions: Successions, view: View) -> list[Counterparts]:
    """Return what answers to an article in the law that replaced its own, and in those that its own replaced."""
    work, eid = held.work, unit_eid(held.unit.provision.eid)
    found = []
    successor = successor_of(work, store, view.force, view.on)
    if successor is not None:
        found.append(_after(successions.at_once(work, successor, view.on), work, successor, eid, view))
    for old in predecessors_of(work, store, view.force):
        found.append(_before(successions.at_once(old, work, view.on), old, work, eid, view))
    return [part for part in found if part.rows or part.note]


def replaced_by(work: Work, store: CorpusStore, view: View) -> tuple[str, str] | None:
    """Return the work that replaced this one, as words and address; no address where the store lacks it."""
    successor = successor_of(work, store, view.force, view.on)
    if successor is None:
        return None
    return successor.name, permalink(successor, "", view) if store.holds(successor.slug, "") else ""


def tables(work: Work, store: CorpusStore, view: View) -> list[tuple[str, str]]:
    """Return the tables that a work has with others, as words and address."""
    successor = successor_of(work, store, view.force, view.on)
    pairs = [(old, work) for old in predecessors_of(work, store, view.force)]
    pairs += [(work, successor)] if successor and store.holds(successor.slug, "") else []
    return [
        (f"{old.name} → {new.name}", _table_address(old, new, view)) for old, new in pairs if store.holds(old.slug, "")
    ]


def _after(table: Compared | None, work: Work, successor: Work, eid: str, view: View) -> Counterparts:
    line = table.found.by_old.get(eid) if table else None
    pairs = [pair for pair in line.pairs if pair.stands] if line else []
    rows = tuple(_row(table, table.new, pair, pair.new, view) for pair in pairs) if table else ()
    note = ""
    if table is None:
        note = "Hai văn bản dài; xem bảng đầy đủ."
    elif line and not rows and line.kind is Kind.NONE:
        note = f"Không thấy điều kế thừa trong {successor.name}."
    elif line and not rows:
        note = f"Kho chưa có đủ lời văn của {successor.name} nên chưa gợi ý được."
    title = f"Điều tương ứng của {_kind(successor)} mới{_said_by_whom(pairs)}"
    return Counterparts("luat-moi", title, rows, note, _table_address(work, successor, view))


def _before(table: Compared | None, old: Work, work: Work, eid: str, view: View) -> Counterparts:
    pairs = [pair for pair in table.found.origins.get(eid, ()) if pair.stands] if table else []
    rows = tuple(_row(table, table.old, pair, pair.old, view) for pair in pairs) if table else ()
    note = "" if rows else "Hai văn bản dài; xem bảng đầy đủ." if table is None else f"Không thấy ở {old.name}."
    title = f"Điều tương ứng của {_kind(old)} cũ{_said_by_whom(pairs)}"
    return Counterparts(f"luat-cu-{old.slug}", title, rows, note, _table_address(old, work, view))


def _row(table: Compared, work: Work, pair: Pair, eid: str, view: View) -> Counterpart:
    units = table.new_units if work is table.new else table.old_units
    unit = next((held.unit.provision for held in units if held.unit.provision.eid == unit_eid(eid)), None)
    held = unit is not None and unit.find(eid) is not None
    return Counterpart(
        words=short_citation(work, eid),
        address=permalink(work, eid, view) if held else "",
        heading=unit.heading if unit else "",
        likeness=f"{pair.likeness.value:.0%}" if pair.likeness else "",
        state=sureness(pair.state, pair.likeness.value if pair.likeness else None),
        clauses=", ".join(label_of(clause) for clause in pair.clauses),
    )


def _kind(work: Work) -> str:
    return "luật" if work.type in _LAWS else "văn bản"


def _said_by_whom(pairs: list[Pair]) -> str:
    suggested = any(pair.state is State.SUGGESTED for pair in pairs)
    return " (gợi ý, chưa xác nhận)" if suggested else " (đã xác nhận)" if pairs else ""


def _table_address(old: Work, new: Work, view: View) -> str:
    day = f"?ngay={view.on.isoformat()}" if view.dated else ""
    return f"/tuong-ung/{old.slug}/{new.slug}{day}"
