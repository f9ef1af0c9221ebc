"""Questions, searches, citations and provisions: what anyone may read."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from corpus.citation import Citation, find_citations
from corpus.text import clean
from search.query import Filters
from web.addresses import locate, moved_address, parse_address, whole, work_at
from web.answer_schemas import AnswerJson
from web.check_schemas import CheckJson, ReportJson
from web.checking.draft import Draft, Form, examine
from web.checking.forms import as_file, media_of
from web.errors import ProblemError
from web.ground import Ground, Here
from web.link_schemas import ShownJson
from web.links import with_links
from web.request_log import note_answer
from web.responses import problems
from web.schemas import (
    MAX_CITATIONS,
    MAX_DRAFT,
    MAX_DRAFT_CITATIONS,
    AskBody,
    CitationsJson,
    Day,
    FindBody,
    FoundJson,
    TextBody,
)
from web.shapes import View, answer_json, check_json, citations_json, found_json, noted_json
from web.typed_days import BadDayError, iso_day
from web.uploads import draft_of_upload


def _json_only(request: Request) -> None:
    if media_type(request) != "application/json":
        raise ProblemError(415, "unsupported_media_type", "Nội dung gửi lên phải là JSON (application/json).")


def media_type(request: Request) -> str:
    """Return the media type of the body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


router = APIRouter(prefix="/api/v1", tags=["reading"])
_TAKES_JSON = [Depends(_json_only)]
WRONG_BODY = (413, 415, 422)


@router.post("/ask", dependencies=_TAKES_JSON, responses=problems(*WRONG_BODY, 503))
def ask(request: Request, body: AskBody, here: Here) -> AnswerJson:
    """Answer a question with cited passages, or refuse and say why."""
    view = here.view(body.on)
    answer = here.face.ask(
        body.question,
        on=view.on,
        identified_on=body.identified_on,
        person_class=body.person_class,
        as_typed=body.as_typed,
        dated=body.on is not None,
    )
    note_answer(request, answer)
    return answer_json(answer, view if answer.on == view.on else here.view(answer.on))


@router.post("/find", dependencies=_TAKES_JSON, responses=problems(*WRONG_BODY, 503))
def find(body: FindBody, here: Here) -> FoundJson:
    """Return the provisions nearest to a query, best first."""
    view = here.view(body.on)
    filters = Filters(**body.filters.model_dump())
    found = here.face.find(body.query, on=view.on, k=body.k, filters=filters, as_typed=body.as_typed)
    return found_json(found, view)


@router.post("/cite/parse", dependencies=_TAKES_JSON, responses=problems(*WRONG_BODY))
def cite_parse(body: TextBody) -> CitationsJson:
    """Return the citations in a text; offsets count in its NFC form."""
    return citations_json(_citations(clean(body.text)))


DRAFT_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": TextBody.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "on": {"type": "string", "format": "date"},
                    },
                }
            },
        },
    }
}


_REPORT_MEDIA: dict[str, dict[str, Any]] = {
    media_of(form).partition(";")[0]: {} for form in Form if form is not Form.JSON
}
_REPORT: dict[int | str, dict[str, Any]] = {
    200: {"description": "The verdicts; with `report`, the file of the report", "content": _REPORT_MEDIA}
}


@router.post(
    "/cite/check",
    openapi_extra=DRAFT_BODY,
    response_model=ReportJson | CheckJson,
    responses={**problems(*WRONG_BODY, 503), **_REPORT},
)
async def cite_check(request: Request, here: Here, report: Annotated[Form | None, Query()] = None) -> object:
    """Give a verdict for each citation and quotation of a text, sent as JSON or as a file.

    With `report` the answer is a file: a page to print, a Word copy with comments, a table, or JSON with its head.
    """
    draft, on = await sent_draft(request, here)
    return await run_in_threadpool(_checked, draft, here, here.view(on), report)


async def sent_draft(request: Request, here: Ground) -> tuple[Draft, date | None]:
    """Return the text of a request, sent as JSON or as a file, and the day it is read for.

    Raises ProblemError, BusyError.
    """
    kind = media_type(request)
    if kind == "application/json":
        return _text_body(await request.body())
    if kind == "multipart/form-data":
        return await _file_body(request, here)
    raise ProblemError(415, "unsupported_media_type", "Nội dung gửi lên phải là JSON hoặc tệp (multipart).")


def _checked(draft: Draft, here: Ground, view: View, form: Form | None) -> object:
    report = examine(draft, here.store, view, here.today(), citations_of(draft))
    if form is None:
        return check_json(report.items, view)
    with here.drafts.turn():
        return as_file(report, form)


def citations_of(draft: Draft) -> list[Citation]:
    """Return the citations of what was sent; a file may hold more than a text. Raises ProblemError."""
    return _citations(draft.text, MAX_DRAFT_CITATIONS if draft.name else MAX_CITATIONS)


def _citations(text: str, most: int = MAX_CITATIONS) -> list[Citation]:
    """Return the citations in a text. Raises ProblemError for more than an answer can hold; ranges multiply them."""
    found = find_citations(text)
    if len(found) > most:
        detail = f"Văn bản có hơn {most} lời dẫn (kể cả trong khoảng, danh sách); hãy chia nhỏ rồi gửi lại."
        raise ProblemError(413, "too_many_citations", detail)
    return found


def _text_body(raw: bytes) -> tuple[Draft, date | None]:
    try:
        body = TextBody.model_validate_json(raw)
    except ValidationError as error:
        located = [{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_url=False)]
        raise RequestValidationError(located) from error
    return Draft(clean(body.text)), body.on


async def _file_body(request: Request, here: Ground) -> tuple[Draft, date | None]:
    async with request.form(max_files=1, max_fields=5) as form:
        only_fields(form, "file", "on")
        upload, day = form.get("file"), form.get("on")
        if not isinstance(upload, UploadFile) or isinstance(day, UploadFile):
            raise ProblemError(422, "invalid", "“file” còn thiếu.")
        on = _day(day)
        draft = await run_in_threadpool(draft_of_upload, upload.file, upload.filename or "", here.drafts)
    if len(draft.text) > MAX_DRAFT:
        raise ProblemError(413, "too_large", f"Văn bản dài hơn {MAX_DRAFT} ký tự; hãy chia nhỏ rồi gửi lại.")
    return draft, on


def only_fields(form: FormData, *names: str) -> None:
    """Raise ProblemError where a form has a field that is not expected."""
    if set(form) - set(names):
        raise ProblemError(422, "invalid", f"Biểu mẫu chỉ nhận các trường: {', '.join(names)}.")


def _day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        return iso_day(written)
    except BadDayError as error:
        raise ProblemError(422, "invalid", "“on” không đúng dạng ngày YYYY-MM-DD.") from error


@router.get("/provisions/{address:path}", responses=problems(404, 409, 422, 503))
def provision(address: str, here: Here, on: Annotated[Day | None, Query()] = None) -> ShownJson:
    """Return a provision with its links: ``66/2011/QH12/dieu-32/khoan-1``; without a place, all of the work."""
    view = here.view(on)
    wanted = moved_address(parse_address(address), here.store)
    work = work_at(wanted, here.store)
    located = (
        locate(work, wanted.eid, here.store, view.on, force=view.force)
        if wanted.eid
        else whole(work, here.store, view.on)
    )
    shape = noted_json(located.held, located.provision, here.store, view)
    return with_links(shape, here.store, work, located.provision, view)
