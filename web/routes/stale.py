"""The update check: its API, and the pages of a paper typed or sent, its review, and the files of the review."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.stale import Need, TooManyMentionsError
from web.checking.draft import Draft, Form
from web.checking.forms import media_of
from web.checking.taking import DraftForm, take_draft
from web.errors import ProblemError
from web.ground import Ground, Here
from web.pages import page
from web.preferences import tr
from web.responses import problems
from web.routes.reading import DRAFT_BODY, WRONG_BODY, citations_of, sent_draft
from web.shapes import View
from web.stale.forms import PAGE_WORDS, as_file
from web.stale.review import review
from web.stale.schemas import ReviewJson, StaleJson
from web.stale.tables import stale_json
from web.words import vietnamese_day

router = APIRouter()
_GONE = "Kết quả rà soát này không còn được giữ; mời rà lại."
_MEDIA: dict[str, dict[str, Any]] = {media_of(form).partition(";")[0]: {} for form in Form if form is not Form.JSON}
_REPORT: dict[int | str, dict[str, Any]] = {
    200: {"description": "What no longer holds; with `report`, the file of the review", "content": _MEDIA}
}


@router.post(
    "/api/v1/stale",
    tags=["reading"],
    openapi_extra=DRAFT_BODY,
    response_model=ReviewJson | StaleJson,
    responses={**problems(*WRONG_BODY, 503), **_REPORT},
)
async def stale_api(request: Request, here: Here, report: Annotated[Form | None, Query()] = None) -> object:
    """Tell what an old text, sent as JSON or as a file, states that no longer holds: since when, and what holds now.

    With `report` the answer is a file: a page to print, a Word copy with comments, a table, or JSON with its head.
    """
    draft, on = await sent_draft(request, here)
    return await run_in_threadpool(_reviewed, draft, here, here.view(on), report)


def _reviewed(draft: Draft, here: Ground, view: View, form: Form | None) -> object:
    found = review(draft, here.store, view, here.today(), citations_of(draft))
    if form is None:
        return stale_json(found)
    with here.drafts.turn():
        return as_file(found, form)


@router.get("/ra-soat", include_in_schema=False)
def start(here: Here) -> Response:
    """Show the form."""
    return _form(DraftForm(day=vietnamese_day(here.today())))


@router.post("/ra-soat", include_in_schema=False)
async def take(request: Request, here: Here) -> Response:
    """Take a paper, read it for what no longer holds, and send the browser to the review."""
    taken = await take_draft(request, here.today(), here.drafts)
    if isinstance(taken, DraftForm):
        return _form(taken, status=422)
    view = here.view(taken.on)
    try:
        found = await run_in_threadpool(review, taken.draft, here.store, view, here.today(), taken.citations)
    except TooManyMentionsError as error:
        typed = "" if taken.draft.name else taken.draft.text
        return _form(DraftForm(typed, vietnamese_day(view.on), str(error)), status=422)
    return RedirectResponse(f"/ra-soat/{here.reviews.keep(found, taken.size + found.size)}", status_code=303)


@router.get("/ra-soat/{name}", include_in_schema=False)
def show(
    name: str, here: Here, loc: Annotated[str, Query(max_length=20)] = "", trang: Annotated[int, Query(ge=1)] = 1
) -> Response:
    """Show a review that is still held: the text beside what no longer holds, all of it or of one need."""
    found = here.reviews.get(name)
    if found is None:
        return _form(DraftForm(day=vietnamese_day(here.today()), error=tr(_GONE)), status=404)
    need = Need(loc) if loc in list(Need) else None
    leaf, told = found.leaf(need, trang)
    groups = found.groups(need, leaf.keys)
    return page(
        "stale.html",
        here="stale",
        review=found,
        name=name,
        need=need,
        leaf=leaf,
        told=told,
        groups=groups,
        words=PAGE_WORDS,
    )


@router.get("/ra-soat/{name}/{form}", include_in_schema=False)
def download(name: str, form: Form, here: Here) -> Response:
    """Give a review as a file."""
    found = here.reviews.get(name)
    if found is None:
        raise ProblemError(404, "report_gone", _GONE)
    with here.drafts.turn():
        return as_file(found, form)


@router.post("/ra-soat/{name}/xoa", include_in_schema=False)
def forget(name: str, here: Here) -> Response:
    """Forget a review at once."""
    here.reviews.forget(name)
    return RedirectResponse("/ra-soat", status_code=303)


def _form(form: DraftForm, *, status: int = 200) -> Response:
    return page("stale_form.html", status=status, here="stale", form=form)
