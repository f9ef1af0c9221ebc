"""The force of a work as doors give it: its status on a day, and the events that make it."""

from dataclasses import replace

from corpus.citation import find_citations
from corpus.event import Event, Witness
from corpus.provision import eid_of, label_of
from corpus.record_store import BadEventError
from corpus.store import CorpusStore
from corpus.text import clean
from corpus.work import Work
from web.schemas import EventJson, TimelineJson
from web.shapes import View, work_json

MAX_EVENTS = 200  # of one work; codes amended all over have some dozens


def timeline_json(work: Work, view: View, *, codified: bool) -> TimelineJson:
    """Return what is known of the force of a work: on the day, and through time."""
    force = view.force.of_work(work, view.on, codified=codified)
    events = view.force.timeline(work)
    return {
        "on": view.on.isoformat(),
        "work": work_json(work, force),
        "events": [event_json(event) for event in events[:MAX_EVENTS]],
        "more": max(0, len(events) - MAX_EVENTS),
    }


def event_json(event: Event) -> EventJson:
    """Return one event."""
    return {
        "id": event.id if event.said_by is Witness.PERSON else None,
        "kind": event.kind,
        "day": event.day.isoformat(),
        "place": label_of(event.eid) if event.eid else None,
        "act": event.act or None,
        "act_place": label_of(event.act_eid) if event.act_eid else None,
        "said_by": event.said_by,
        "reason": event.reason,
    }


def record(store: CorpusStore, work: Work, event: Event, *, by: str, place: str = "") -> int:
    """Record what a person looked up of the force of a work, or of one place in it; return its id.

    Raises BadEventError where the place cannot be read, or nobody stands for it.
    """
    if not by.strip() or not event.reason.strip():
        raise BadEventError("Hãy ghi rõ ai ghi nhận và căn cứ vào đâu: người sau cần kiểm tra lại được.")
    eid = _eid(place) if place.strip() else ""
    return store.say(work, replace(event, eid=eid, act=clean(event.act).strip()), clean(by).strip())


def _eid(place: str) -> str:
    found = find_citations(clean(place))
    eids = {eid_of(cited.place) for cited in found} - {""}
    if len(eids) != 1:
        raise BadEventError(f"“{place}” không phải một điều, khoản, điểm. Ví dụ: khoản 2 Điều 5.")
    return eids.pop()
