"""Loading files in the browser: choosing them, watching how they go, stopping, trying again."""

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from web.admin import SIGNED_IN, SignedIn, SignInNeededError, session_of
from web.errors import ProblemError
from web.ground import Ground, Here
from web.jobs import Job
from web.kept_uploads import KEPT_DAYS
from web.library.job_view import live
from web.library.paging import turn_to
from web.pages import page
from web.preferences import tr
from web.routes.loading import MAX_FILES, load_files_of

router = APIRouter(prefix="/kho/nap", include_in_schema=False)
_PACE = 0.3  # seconds between two looks at a job that is watched
_PING = 15  # seconds between two signs of life on a quiet stream
_ACCEPTED = ".docx,.pdf,.html,.htm,.txt,.md,.json,.jsonl,.gz,.zip"
_MIB = 1024 * 1024


@router.get("")
def start(request: Request, here: Here, trang: int = 1) -> Response:
    """Show the form and the jobs; how to turn loading on, where it is off."""
    if not here.settings.admin_token or here.uploads is None:
        return page("loading_off.html", status=403, here="works", tab="load")
    if not session_of(request, here):
        raise SignInNeededError
    return _form(here, trang)


def _form(here: Ground, number: int = 1, *, error: str = "", status: int = 200) -> Response:
    jobs = here.jobs.all()
    turn = turn_to(number, len(jobs), "/kho/nap", {})
    return page(
        "load.html",
        status=status,
        here="works",
        tab="load",
        jobs=[live(job, here.jobs) for job in jobs[turn.first : turn.last]],
        retryable={job.id for job in jobs if job.can_retry},
        any_open=any(job.open for job in jobs),
        turn=turn,
        error=error,
        accepted=_ACCEPTED,
        most_files=MAX_FILES,
        most_mib=here.settings.max_upload // _MIB,
        most_bytes=here.settings.max_upload,
        kept_days=KEPT_DAYS,
    )


@router.post("", dependencies=[SIGNED_IN])
async def take(request: Request, here: Here) -> Response:
    """Take files and queue them; what is wrong with them is said above the form."""
    try:
        async with request.form(max_files=MAX_FILES, max_fields=5) as form:
            job = await run_in_threadpool(load_files_of, form.getlist("tep"), here)
    except ProblemError as wrong:
        if wrong.code != "invalid":
            raise
        return _form(here, error=tr("Hãy chọn ít nhất một tệp."), status=422)
    except HTTPException:  # Starlette: too many parts, or a body that is no form
        return _form(here, error=tr("Mỗi lần gửi nhiều nhất %(n)s tệp.", n=MAX_FILES), status=422)
    return RedirectResponse(f"/kho/nap/{job.id}", status_code=303)


@router.get("/{job_id}", dependencies=[SIGNED_IN])
def show(job_id: str, here: Here) -> Response:
    """Show how a job goes; without JavaScript the page asks again by itself."""
    job = _known(here.jobs.get(job_id))
    return page("load_job.html", here="works", tab="load", job=live(job, here.jobs), can_retry=job.can_retry)


@router.get("/{job_id}/tien-do", dependencies=[SIGNED_IN])
def progress(job_id: str, here: Here) -> Response:
    """Tell how a job goes, for a browser that cannot keep a stream open."""
    return JSONResponse(live(_known(here.jobs.get(job_id)), here.jobs))


@router.get("/{job_id}/su-kien")
async def events(job_id: str, here: Here, session: SignedIn) -> Response:
    """Tell how a job goes, as server-sent events, until it has ended or the session has."""
    _known(here.jobs.get(job_id))
    return EventSourceResponse(_news(job_id, session, here), ping=_PING)


async def _news(job_id: str, session: str, here: Ground) -> AsyncIterator[dict[str, str]]:
    said = ""
    while True:
        job = here.jobs.get(job_id)
        if job is None or not here.sessions.holds(session):
            yield {"event": "gone", "data": ""}
            return
        news = json.dumps(live(job, here.jobs), ensure_ascii=False)
        if news != said:
            yield {"event": "job", "data": news}
            said = news
        if not job.open:
            yield {"event": "end", "data": ""}
            return
        await asyncio.sleep(_PACE)


@router.post("/{job_id}/dung", dependencies=[SIGNED_IN])
def stop(job_id: str, here: Here) -> Response:
    """Ask a job to stop: the file it works on is kept whole or not at all."""
    return _to(_known(here.jobs.cancel(job_id)))


@router.post("/{job_id}/nap-lai", dependencies=[SIGNED_IN])
def again(job_id: str, here: Here) -> Response:
    """Queue a job once more that failed or was stopped."""
    return _to(_known(here.jobs.retry(job_id)))


@router.post("/{job_id}/bo", dependencies=[SIGNED_IN])
def drop(job_id: str, here: Here) -> Response:
    """Forget a job that has ended, and the files that were sent for it."""
    if not here.jobs.drop(job_id):
        raise ProblemError(409, "job_open", "Việc này chưa kết thúc; hãy dừng nó trước khi bỏ.")
    return RedirectResponse("/kho/nap", status_code=303)


def _to(job: Job) -> Response:
    return RedirectResponse(f"/kho/nap/{job.id}", status_code=303)


def _known(found: Job | None) -> Job:
    if found is None:
        raise ProblemError(404, "job_not_found", "Không có việc nào với mã này; có thể đã quá lâu.")
    return found
