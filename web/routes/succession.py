"""Which article of a new law carries on which of the old one: over HTTP, and as a page."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from corpus.judgements import JudgedAs
from corpus.naming import work_named
from web.admin import ADMIN_ONLY, SECURED
from web.ground import Here
from web.pages import page
from web.responses import problems
from web.routes.works import Text, read_day
from web.schemas import Day
from web.shapes import permalink
from web.succession import compared, judge, succession_json
from web.succession_schemas import JudgeBody, JudgedJson, SuccessionJson
from web.words import KIND_NAMES, sureness

router = APIRouter(tags=["succession"])
_WRONG = problems(401, 403, 404, 409, 413, 422, 503)


@router.get("/api/v1/succession/{old:path}", responses=problems(404, 409, 422, 503))
def table(
    old: str,
    here: Here,
    to: Annotated[str, Query(max_length=200)] = "",
    on: Annotated[Day | None, Query()] = None,
) -> SuccessionJson:
    """Return what became of each article of a work in the one that replaced it; without ``to``, in its successor."""
    view = here.view(on)
    return succession_json(compared(old, to, here.successions, here.store, view), here.store, view)


@router.post("/api/v1/succession/confirm", dependencies=[ADMIN_ONLY], openapi_extra=SECURED, responses=_WRONG)
def confirm(body: JudgeBody, here: Here) -> JudgedJson:
    """Record that a person confirms a pair of places, whether it was suggested or not."""
    return _judge(body, here, JudgedAs.CONFIRMED)


@router.post("/api/v1/succession/reject", dependencies=[ADMIN_ONLY], openapi_extra=SECURED, responses=_WRONG)
def reject(body: JudgeBody, here: Here) -> JudgedJson:
    """Record that a person rejects a pair of places."""
    return _judge(body, here, JudgedAs.REJECTED)


def _judge(body: JudgeBody, here: Here, verdict: JudgedAs) -> JudgedJson:
    return judge(here.store, here.force, (body.old, body.new), verdict, by=body.by, day=here.today())


@router.get("/tuong-ung/{old}/{new}", include_in_schema=False)
def show(old: str, new: str, here: Here, ngay: Text = "") -> Response:
    """Show what became of each article of a work, beside the articles of the new one that carry nothing on."""
    view = here.view(read_day(ngay))
    work_named(new, here.store, here.force)
    found = compared(old, new, here.successions, here.store, view)
    return page(
        "succession.html",
        here="works",
        table=succession_json(found, here.store, view),
        old=found.old,
        new=found.new,
        old_address=permalink(found.old, "", view),
        new_address=permalink(found.new, "", view) if found.new_units else "",
        on=view.on,
        kind_names=KIND_NAMES,
        sureness=sureness,
    )
