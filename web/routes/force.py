"""The force of works over HTTP: anyone may read it, administrators record what they looked up."""

from typing import Annotated

from fastapi import APIRouter, Query

from corpus.event import Event, Witness
from corpus.naming import work_named
from web.admin import ADMIN_ONLY, SECURED
from web.force import record, timeline_json
from web.ground import Here
from web.responses import problems
from web.schemas import Day, EventBody, RecordedJson, TimelineJson

router = APIRouter(prefix="/api/v1/force", tags=["force"])


@router.get("/{number:path}", responses=problems(404, 409, 422, 503))
def timeline(number: str, here: Here, on: Annotated[Day | None, Query()] = None) -> TimelineJson:
    """Return the events of a work's force, who says each, and its status on a day."""
    work = work_named(number, here.store, here.force)
    return timeline_json(work, here.view(on), codified=here.store.is_codified(work))


@router.post(
    "", status_code=201, dependencies=[ADMIN_ONLY], openapi_extra=SECURED,
    responses=problems(401, 403, 404, 409, 413, 415, 422, 503),
)  # fmt: skip
def say(body: EventBody, here: Here) -> RecordedJson:
    """Record an event that a person looked up."""
    work = here.store.work(body.number)
    event = Event(
        number=work.number, kind=body.kind, day=body.day, said_by=Witness.PERSON, act=body.act, reason=body.reason
    )
    row = record(here.store, work, event, by=body.by, place=body.place)
    return {"id": row}


@router.delete(
    "/events/{row}", dependencies=[ADMIN_ONLY], openapi_extra=SECURED, responses=problems(401, 403, 404, 422, 503)
)
def unsay(row: int, here: Here) -> RecordedJson:
    """Take back what a person recorded."""
    here.store.unsay(row)
    return {"id": row}
