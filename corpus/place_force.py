"""The force of a place inside a work that goes on: one Điều, khoản or điểm may end, pause or begin on its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus.event import EVENT_NAMES, Event, EventKind
from corpus.lapse import Force
from corpus.provision import label_of
from corpus.work import STATUS_NAMES, Status

TURNS = {
    EventKind.EFFECTIVE: Status.IN_FORCE,
    EventKind.RESUMED: Status.IN_FORCE,
    EventKind.EXPIRED: Status.EXPIRED,
    EventKind.PARTLY_EXPIRED: Status.PARTLY_EXPIRED,
    EventKind.SUSPENDED: Status.SUSPENDED,
    EventKind.PARTLY_SUSPENDED: Status.PARTLY_EXPIRED,  # the contract has no word for it; the note says which it is
}
_OF_A_PLACE = {**TURNS, EventKind.PARTLY_EXPIRED: Status.EXPIRED, EventKind.PARTLY_SUSPENDED: Status.SUSPENDED}
STILL = (Status.EXPIRED, Status.NEVER_ISSUED, Status.NOT_YET_IN_FORCE, Status.SUSPENDED)  # nothing in it holds


def of_place(force: Force, events: Iterable[Event], eid: str, day: date) -> Force:
    """Narrow the force of a work to a place in it, by the events of that place and of what it lies in or holds."""
    if force.status in STILL:
        return force
    placed = _placed(events)
    around = [event for event in placed if eid == event.eid or eid.startswith(f"{event.eid}__")]
    began = next((event for event in around if event.kind is EventKind.EFFECTIVE and day < event.day), None)
    if began:
        return Force(Status.NOT_YET_IN_FORCE, began.day, force.until, turn_words(began), began.said_by)
    reached = [event for event in around if event.day <= day]
    own = [event.day for event in reached if event.kind is EventKind.EFFECTIVE]
    force = replace(force, since=own[-1]) if own else force
    if reached and (status := _OF_A_PLACE[reached[-1].kind]) is not Status.IN_FORCE:
        return Force(status, force.since, end_of(status, reached[-1].day), turn_words(reached[-1]), reached[-1].said_by)
    ended = _ended(placed, eid, day)
    if ended and force.status is Status.IN_FORCE:
        note = " ".join(dict.fromkeys(map(turn_words, ended)))
        return Force(Status.PARTLY_EXPIRED, force.since, force.until, note, ended[-1].said_by)
    return force


def ended_inside(events: Iterable[Event], eid: str, day: date) -> list[str]:
    """Return the places inside a place that do not hold on a day: they ended, pause, or have not begun."""
    placed = _placed(events)
    coming = (event.eid for event in placed if _inside(event, eid) and _begins(event) and day < event.day)
    return list(dict.fromkeys([*(event.eid for event in _ended(placed, eid, day)), *coming]))


def _placed(events: Iterable[Event]) -> list[Event]:
    """Return the turns of places in the order of days."""
    return sorted((event for event in events if event.eid and event.kind in _OF_A_PLACE), key=lambda e: e.day)


def _ended(placed: Sequence[Event], eid: str, day: date) -> list[Event]:
    """Return of each place inside a place its last turn by the day, where that left it without force."""
    last = {event.eid: event for event in placed if _inside(event, eid) and event.day <= day}
    return [event for event in last.values() if _OF_A_PLACE[event.kind] is not Status.IN_FORCE]


def _inside(event: Event, eid: str) -> bool:
    return event.eid.startswith(f"{eid}__")


def _begins(event: Event) -> bool:
    return event.kind is EventKind.EFFECTIVE


def end_of(status: Status, day: date) -> date | None:
    """Return the first day without force, of what a turn on that day left so."""
    return day if status in (Status.EXPIRED, Status.SUSPENDED) else None


def turn_words(event: Event) -> str:
    """Return an event as a sentence, with the place it is of, the act and the words it rests on."""
    by = f" theo {event.act}" if event.act else ""
    why = f": “{' '.join(event.reason.split())}”" if event.reason else ""
    what = f"{label_of(event.eid)} {turn_name(event)}" if event.eid else turn_name(event)
    return f"{what[:1].upper()}{what[1:]} từ ngày {event.day:%d/%m/%Y}{by}{why}."


def turn_name(event: Event) -> str:
    """Return what happened; of a place "một phần" or "toàn bộ" would be read as said of the work."""
    ended = _OF_A_PLACE.get(event.kind) if event.eid else None
    return STATUS_NAMES[ended] if ended in (Status.EXPIRED, Status.SUSPENDED) else EVENT_NAMES[event.kind]
