"""The history of a provision and of a work as pages show it: wordings, turns of force, orders of amending acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from urllib.parse import urlencode

from corpus.difference import Change, WordRun, difference
from corpus.event import WITNESS_NAMES, Event, EventKind, Witness
from corpus.place_force import turn_name
from corpus.provision import label_of, path_of
from corpus.reading import CorpusReader
from corpus.records import Amendment, Outcome
from corpus.wordings import Wording, wordings
from corpus.work import Work
from web.preferences import tr
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
_MOST_TURNS = 60  # of force, on one page
_MOST_COMPARED = 30_000  # characters of two wordings that are compared on the page itself
_TURN_SIGNS = {
    EventKind.ISSUED: "✎",
    EventKind.EFFECTIVE: "✓",
    EventKind.PARTLY_EXPIRED: "◐",
    EventKind.EXPIRED: "✕",
    EventKind.CORRECTED: "✎",
    EventKind.PARTLY_SUSPENDED: "‖",
    EventKind.SUSPENDED: "‖",
    EventKind.RESUMED: "✓",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a provision or a work: a wording that begins to hold, or a turn of force."""

    day: date | None  # None where no source says from when
    days: str
    title: str
    place: str = ""  # that a turn of force touches, where it is not the whole work
    acts: tuple[tuple[str, str], ...] = ()  # that made it: words, and an address where the store holds the act
    said_by: tuple[str, ...] = ()  # the origin of a wording, the witnesses of a turn
    reason: str = ""
    certain: bool = True
    sign: str = "¶"
    address: str = ""  # that shows the words of this step; empty for a turn of force, and for a wording that never held
    here: bool = False
    before: str = ""  # address that lays it beside the wording before
    runs: tuple[WordRun, ...] = ()  # what changed since the wording before
    change: str = ""  # in words


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order of an amending act, and what came of it."""

    words: str
    outcome: str
    reason: str
    done: bool


def timeline(store: CorpusReader, work: Work, eid: str, view: View) -> list[Step]:
    """Return the steps of a provision, newest first: its wordings, and the turns of force that touch it."""
    first_day = view.force.of_work(work, view.on, codified=False).since
    found = wordings(store.texts(work, eid), eid, first_day)
    steps = [_step(one, found[at - 1] if at else None, (store, work, eid, view)) for at, one in enumerate(found)]
    steps += force_steps(store, work, view, eid)
    return sorted(steps, key=_newest_first)


def force_steps(store: CorpusReader, work: Work, view: View, eid: str = "") -> list[Step]:
    """Return the turns of force of a work, newest first; with an eId, of the work as a whole and of that place only."""
    events = [event for event in view.force.timeline(work) if not eid or _touches(event, eid)]
    said = _witnesses(events)
    steps = [_turn(several[0], several, store, view) for several in said.values()]
    return sorted(steps, key=_newest_first)[:_MOST_TURNS]


def _newest_first(step: Step) -> tuple[int, bool]:
    return -(step.day or date.min).toordinal(), bool(step.address)


def _touches(event: Event, eid: str) -> bool:
    return not event.eid or eid == event.eid or eid.startswith(f"{event.eid}__") or event.eid.startswith(f"{eid}__")


def _witnesses(events: Sequence[Event]) -> dict[tuple[date, EventKind, str], list[Event]]:
    """Put together what several witnesses say of one turn, the best of them first."""
    said: dict[tuple[date, EventKind, str], list[Event]] = {}
    for event in events:
        said.setdefault((event.day, event.kind, event.eid), []).append(event)
    return said


def _turn(event: Event, others: Sequence[Event], store: CorpusReader, view: View) -> Step:
    named = next((one for one in others if one.act), None)
    return Step(
        day=event.day,
        days=vietnamese_day(event.day),
        title=turn_name(event),
        place=label_of(event.eid) if event.eid else "",
        acts=_acts(named.act, named.act_eid, store, view) if named else (),
        said_by=tuple(dict.fromkeys(WITNESS_NAMES[one.said_by] for one in others)),
        reason=next((one.reason for one in others if one.reason), ""),
        certain=any(one.said_by in (Witness.PERSON, Witness.CATALOGUE, Witness.TEXT) for one in others),
        sign=_TURN_SIGNS[event.kind],
    )


def _acts(number: str, eid: str, store: CorpusReader, view: View) -> tuple[tuple[str, str], ...]:
    """Return an act as people name it, and where it can be read; no address where the store has none or several."""
    held = store.works_by_number(number)
    place = f"{label_of(eid)} " if eid else ""
    if len(held) != 1:
        return ((f"{place}{number}", ""),)
    known = eid if eid and store.holds(held[0].slug, eid) else ""
    return ((f"{place}{held[0].name}", permalink(held[0], known, view)),)


def _step(wording: Wording, before: Wording | None, place: tuple[CorpusReader, Work, str, View]) -> Step:
    store, work, eid, view = place
    since, until = wording.since, wording.until
    dated = View(view.force, since or date.min, dated=since is not None)
    address = "" if wording.never_held or since is None else permalink(work, eid, dated)
    runs = _changed(before, wording)
    named = (_acts(act, "", store, view) for act in wording.held.acts)
    return Step(
        day=since,
        days=_days(wording),
        title="lời văn sửa đổi" if before else "lời văn đầu tiên có trong kho",
        acts=tuple(chain.from_iterable(named)),
        said_by=(ORIGIN_NAMES[wording.held.origin],),
        address=address,
        here=not wording.never_held and (since or date.min) <= view.on and (until is None or view.on < until),
        before=_beside(work, eid, before, wording) if before and address else "",
        runs=runs,
        change=_counted(runs),
    )


def _beside(work: Work, eid: str, before: Wording, wording: Wording) -> str:
    """Return the address that compares a wording with the one before, each on its first day."""
    if before.since is None or wording.since is None or before.never_held:
        return ""
    place = f"/vb/{work.slug}/{path_of(eid)}"
    days = (vietnamese_day(before.since), vietnamese_day(wording.since))
    return f"/so-sanh?{urlencode({'cu': place, 'ngay_cu': days[0], 'ngay_moi': days[1]})}"


def _changed(before: Wording | None, wording: Wording) -> tuple[WordRun, ...]:
    """Return what changed, where both are short enough to be laid beside each other at once."""
    if before is None:
        return ()
    old, new = before.provision.text.strip(), wording.provision.text.strip()
    return difference(old, new) if len(old) + len(new) <= _MOST_COMPARED else ()


def _counted(runs: Sequence[WordRun]) -> str:
    gone, came = (
        sum(len(run.text.split()) for run in runs if run.change is change) for change in (Change.REMOVED, Change.ADDED)
    )
    return tr("bỏ %(gone)s chữ, thêm %(came)s chữ", gone=gone, came=came) if gone or came else ""


def _days(wording: Wording) -> str:
    if wording.never_held:
        return tr("chưa có ngày nào là luật: đã được sửa trước khi có hiệu lực")
    since = tr("từ %(day)s", day=vietnamese_day(wording.since)) if wording.since else tr("từ đầu")
    until = wording.until
    return tr("%(since)s đến trước %(day)s", since=since, day=vietnamese_day(until)) if until else since


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
