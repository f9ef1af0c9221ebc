"""The checker's pages: a draft typed or sent, its report, and the files of the report."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.check import Verdict
from web.checking.draft import Form, examine
from web.checking.forms import as_file
from web.checking.taking import DraftForm, take_draft
from web.errors import ProblemError
from web.ground import Ground, Here
from web.pages import page
from web.preferences import tr
from web.words import vietnamese_day

router = APIRouter(include_in_schema=False)
_GONE = "Báo cáo này không còn được giữ; mời kiểm tra lại."


@router.get("/kiem-tra")
def start(here: Here) -> Response:
    """Show the form."""
    return _form(here, DraftForm(day=vietnamese_day(here.today())))


@router.post("/kiem-tra")
async def take(request: Request, here: Here) -> Response:
    """Take a draft, check it, and send the browser to the report."""
    taken = await take_draft(request, here.today(), here.drafts)
    if isinstance(taken, DraftForm):
        return _form(here, taken, status=422)
    view = here.view(taken.on)
    report = await run_in_threadpool(examine, taken.draft, here.store, view, here.today(), taken.citations)
    return RedirectResponse(f"/kiem-tra/{here.reports.keep(report, taken.size)}", status_code=303)


@router.get("/kiem-tra/{name}")
def show(
    name: str, here: Here, loc: Annotated[str, Query(max_length=30)] = "", trang: Annotated[int, Query(ge=1)] = 1
) -> Response:
    """Show a report that is still held: the text beside the verdicts, all of them or those of one kind."""
    report = here.reports.get(name)
    if report is None:
        return _form(here, DraftForm(day=vietnamese_day(here.today()), error=tr(_GONE)), status=404)
    only = Verdict(loc) if loc in list(Verdict) else None
    leaf, told = report.leaf(only, trang)
    phrases = report.beside(leaf, only)
    return page(
        "checked_page.html", here="check", report=report, name=name, only=only, leaf=leaf, told=told, phrases=phrases
    )


@router.get("/kiem-tra/{name}/{form}")
def download(name: str, form: Form, here: Here) -> Response:
    """Give a report as a file."""
    report = here.reports.get(name)
    if report is None:
        raise ProblemError(404, "report_gone", _GONE)
    with here.drafts.turn():
        return as_file(report, form)


@router.post("/kiem-tra/{name}/xoa")
def forget(name: str, here: Here) -> Response:
    """Forget a report at once."""
    here.reports.forget(name)
    return RedirectResponse("/kiem-tra", status_code=303)


def _form(here: Ground, form: DraftForm, *, status: int = 200) -> Response:
    return page("check.html", status=status, here="check", form=form, counts=here.holdings.on(here.today()).counts)
