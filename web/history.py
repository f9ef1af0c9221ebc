"""The history of a provision and of a work as pages show it: wordings, turns of force, orders of amending acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.event import EVENT_NAMES, WITNESS_NAMES, Event, Witness
from corpus.provision import label_of
from corpus.reading import CorpusReader
from corpus.records import Amendment, Outcome
from corpus.wordings import Wording, wordings
from corpus.work import Work
from web.shapes import View, permalink
from web.words import ORIGIN_NAMES, vietnamese_day

OUTCOME_NAMES = {
    Outcome.WAITING: "chưa ghép",
    Outcome.APPLIED: "đã ghép vào lời văn",
    Outcome.INCLUDED: "lời văn trong kho đã gồm",
    Outcome.FAILED: "chưa ghép được",
    Outcome.NO_BASE: "kho chưa có văn bản được sửa",
}
_MOST_ORDERS = 100  # of one work on its page


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One wording of a provision, with an address that shows it; none for one that never held."""

    days: str
    acts: str
    origin: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event, in words."""

    day: str
    words: str
    said_by: str
    reason: str
    certain: bool


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order of an amending act, and what came of it."""

    words: str
    outcome: str
    reason: str
    done: bool


def wording_lines(store: CorpusReader, work: Work, eid: str, view: View) -> list[WordingLine]:
    """Return the wordings of a provision, oldest first; none where only one is known and no act made it."""
    first_day = view.force.of_work(work, view.on, codified=False).since
    found = wordings(store.texts(work, eid), eid, first_day)
    if len(found) < 2 and not any(one.held.acts for one in found):  # noqa: PLR2004  # one wording is no history
        return []
    return [_line(one, work, eid, view) for one in found]


def _line(wording: Wording, work: Work, eid: str, view: View) -> WordingLine:
    since, until = wording.since, wording.until
    dated = View(view.force, since or date.min, dated=since is not None)
    address = "" if wording.never_held or since is None else permalink(work, eid, dated)
    current = not wording.never_held and (since or date.min) <= view.on and (until is None or view.on < until)
    return WordingLine(
        _days(wording), ", ".join(wording.held.acts), ORIGIN_NAMES[wording.held.origin], address, current
    )


def _days(wording: Wording) -> str:
    if wording.never_held:
        return "chưa có ngày nào là luật: đã được sửa trước khi có hiệu lực"
    since = f"từ {vietnamese_day(wording.since)}" if wording.since else "từ đầu"
    return f"{since} đến trước {vietnamese_day(wording.until)}" if wording.until else since


def event_lines(events: Sequence[Event]) -> list[EventLine]:
    """Return the events of a work in words, in their order."""
    return [
        EventLine(
            vietnamese_day(event.day),
            _told(event),
            WITNESS_NAMES[event.said_by],
            event.reason,
            event.said_by in (Witness.PERSON, Witness.CATALOGUE, Witness.TEXT),
        )
        for event in events
    ]


def _told(event: Event) -> str:
    place = f" ({label_of(event.eid)})" if event.eid else ""
    act = " ".join(filter(None, (label_of(event.act_eid) if event.act_eid else "", event.act)))
    return f"{EVENT_NAMES[event.kind]}{place}{f', theo {act}' if event.act else ''}"


def order_lines(orders: Sequence[Amendment], *, by_act: bool) -> list[OrderLine]:
    """Return orders in words: those of one act by what they change, those that change one work by their act."""
    return [
        OrderLine(
            " ".join(filter(None, (label_of(one.eid) if one.eid else "toàn văn bản", one.number)))
            if by_act
            else f"{label_of(one.eid) if one.eid else 'toàn văn bản'}, theo"
            f" {' '.join(filter(None, (label_of(one.act_eid), one.act)))}",
            OUTCOME_NAMES[one.outcome],
            one.reason,
            one.outcome in (Outcome.APPLIED, Outcome.INCLUDED),
        )
        for one in orders[:_MOST_ORDERS]
    ]
