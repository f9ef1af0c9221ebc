"""What people say of an answer: taken by a small form, given to administrators as judgements."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Header, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, RedirectResponse, Response

from web.addresses import locate, moved_address, parse_address, path_and_day, work_at
from web.admin import ADMIN_ONLY, SECURED
from web.errors import ProblemError
from web.feedback import FeedbackBook, NoPlaceNamedError, Spot, Verdict, spot_named, spot_of
from web.feedback_schemas import FeedbackJson, feedback_json
from web.ground import Ground, Here
from web.preferences import local_path, tr
from web.responses import problems
from web.typed_days import typed_day

router = APIRouter()
_MOST = 1_000  # judgements of one answer of the API
_LAST = 2**53  # beyond any id, and still a whole number in JavaScript


class FeedbackFields(BaseModel):
    """What a form of feedback says; nothing of it is free text but a citation, of which the place alone is kept."""

    hoi: str = Field(max_length=60)  # the name of the question
    y: Verdict
    cho: str = Field(default="", max_length=300)  # the permalink of the citation that it is about
    dung: str = Field(default="", max_length=200)  # the place that would be right, as people cite it
    ve: str = Field(default="/", max_length=20_000)  # the page to go back to
    thu: str = Field(default="0", max_length=4, pattern="^[0-9]*$")  # which form on that page


@router.post("/gop-y", include_in_schema=False)
def say(here: Here, fields: Annotated[FeedbackFields, Form()], accept: Annotated[str, Header()] = "") -> Response:
    """Keep what a person says of an answer, and lead back to where it was said."""
    slip = here.slips.get(fields.hoi)
    if slip is None:
        raise ProblemError(404, "question_gone", tr("Câu hỏi này không còn được giữ; mời hỏi lại."))
    if not here.feedback_pace.allows(""):
        raise ProblemError(429, "too_much_feedback", tr("Vừa có quá nhiều góp ý; hãy thử lại sau một phút."))
    by_script = "application/json" in accept
    try:
        spot = _spot(fields, here, slip.on or here.today())
    except NoPlaceNamedError as error:
        if not by_script:
            raise
        return JSONResponse({"said": tr(str(error)), "kept": False})  # a fault of typing, told beside the field
    FeedbackBook(here.notes()).keep(slip, slip.on or here.today(), fields.y, spot, day=here.today())
    if by_script:
        return JSONResponse({"said": tr("Cảm ơn, đã ghi góp ý."), "kept": True})
    back = local_path(fields.ve)
    mark = "&" if "?" in back else "?"
    return RedirectResponse(f"{back}{mark}gop_y={fields.thu}#gop-y-{fields.thu}", status_code=303)


def _spot(fields: FeedbackFields, here: Ground, on: date) -> Spot:
    """Return the place that feedback is about, as it stands on the day asked about.

    Raises UnknownWorkError, UnknownProvisionError, ProblemError and NoPlaceNamedError.
    """
    if fields.dung.strip():
        return spot_named(fields.dung, here.store, here.force, on)
    if not fields.cho:
        return Spot()
    path, day = path_and_day(fields.cho)
    address = moved_address(parse_address(path.removeprefix("/vb/")), here.store)
    work = work_at(address, here.store)
    shown_on = typed_day(day) or on
    return spot_of(work, locate(work, address.eid, here.store, shown_on).provision.eid if address.eid else "")


class FeedbackQuery(BaseModel):
    """Which of what was said is wanted."""

    model_config = ConfigDict(extra="forbid")

    after: int = Field(default=0, ge=0, le=_LAST)  # the id of the last that is known
    k: int = Field(default=_MOST, ge=1, le=_MOST)


@router.get(
    "/api/v1/feedback",
    tags=["feedback"],
    dependencies=[ADMIN_ONLY],
    openapi_extra=SECURED,
    responses=problems(401, 403, 422, 503),
)
def said(here: Here, wanted: Annotated[FeedbackQuery, Query()]) -> FeedbackJson:
    """Return what people said of answers, in the order it came; ``after`` is the id of the last that is known."""
    return feedback_json(FeedbackBook(here.notes()).said(after=wanted.after, count=wanted.k))
