"""The checker's pages: a draft typed or sent, its report, and the files of the report."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from corpus.citation import find_citations
from corpus.errors import CancuError, TooManyCitationsError
from corpus.text import clean
from web.checking.draft import Draft, Form, Report, examine
from web.checking.forms import as_file
from web.errors import ProblemError
from web.ground import Ground, Here
from web.pages import page
from web.schemas import MAX_DRAFT, MAX_DRAFT_CITATIONS
from web.typed_days import BadDayError, typed_day
from web.uploads import draft_of_upload
from web.words import vietnamese_day, vietnamese_number

router = APIRouter(include_in_schema=False)
_MAX_FIELD = 8 * 1024 * 1024  # bytes of the text field; letters beyond MAX_DRAFT are refused with a sentence
_GONE = "Báo cáo này không còn được giữ; mời kiểm tra lại."


@dataclass(frozen=True, slots=True)
class CheckForm:
    """The form as it was typed, to be shown again."""

    text: str = ""
    day: str = ""
    error: str = ""


@router.get("/kiem-tra")
def start(here: Here) -> Response:
    """Show the form."""
    return _form(here, CheckForm(day=vietnamese_day(here.today())))


@router.post("/kiem-tra")
async def take(request: Request, here: Here) -> Response:
    """Take a draft, check it, and send the browser to the report."""
    async with request.form(max_files=1, max_fields=5, max_part_size=_MAX_FIELD) as fields:
        typed, day, upload = fields.get("van_ban"), fields.get("ngay"), fields.get("tep")
        form = CheckForm(typed if isinstance(typed, str) else "", day if isinstance(day, str) else "")
        sent = upload if isinstance(upload, UploadFile) and upload.filename else None
        read = await run_in_threadpool(_read, form, sent, here)
    if isinstance(read, CheckForm):
        return _form(here, read, status=422)
    size = len(read.draft.docx) + 4 * len(read.draft.text)
    return RedirectResponse(f"/kiem-tra/{here.reports.keep(read, size)}", status_code=303)


@router.get("/kiem-tra/{name}")
def show(name: str, here: Here) -> Response:
    """Show a report that is still held."""
    report = here.reports.get(name)
    if report is None:
        return _form(here, CheckForm(day=vietnamese_day(here.today()), error=_GONE), status=404)
    form = CheckForm(day=vietnamese_day(report.view.on))
    return page("check.html", here="check", form=form, report=report, name=name, forms=list(Form))


@router.get("/kiem-tra/{name}/{form}")
def download(name: str, form: Form, here: Here) -> Response:
    """Give a report as a file."""
    report = here.reports.get(name)
    if report is None:
        raise ProblemError(404, "report_gone", _GONE)
    return as_file(report, form)


@router.post("/kiem-tra/{name}/xoa")
def forget(name: str, here: Here) -> Response:
    """Forget a report at once."""
    here.reports.forget(name)
    return RedirectResponse("/kiem-tra", status_code=303)


def _read(form: CheckForm, sent: UploadFile | None, here: Ground) -> Report | CheckForm:
    """Return the report on what was sent, or the form with what is wrong."""
    try:
        on = typed_day(form.day)
    except BadDayError as error:
        return _wrong(form, str(error))
    text = clean(form.text)
    if sent is None and not text.strip():
        return _wrong(form, "Hãy dán đoạn văn, hoặc chọn một tệp.")
    if sent is not None and text.strip():
        return _wrong(form, "Mỗi lần chỉ kiểm tra một: đoạn văn đã dán, hoặc tệp đã chọn. Hãy bỏ bớt một.")
    try:
        draft = draft_of_upload(sent.file, sent.filename or "") if sent else Draft(text)
    except CancuError as error:
        return _wrong(form, str(error))
    return _examined(draft, form, here, None if on == here.today() else on)


def _examined(draft: Draft, form: CheckForm, here: Ground, on: date | None) -> Report | CheckForm:
    if len(draft.text) > MAX_DRAFT:
        return _wrong(
            form, f"Văn bản dài hơn {vietnamese_number(MAX_DRAFT)} ký tự; hãy chia nhỏ rồi kiểm tra từng phần."
        )
    try:
        found = find_citations(draft.text)
    except TooManyCitationsError as error:
        return _wrong(form, str(error))
    if len(found) > MAX_DRAFT_CITATIONS:
        most = vietnamese_number(MAX_DRAFT_CITATIONS)
        return _wrong(form, f"Văn bản có hơn {most} lời dẫn (kể cả trong khoảng, danh sách); hãy chia nhỏ.")
    return examine(draft, here.store, here.view(on), here.today(), found)


def _wrong(form: CheckForm, error: str) -> CheckForm:
    return CheckForm(form.text, form.day, error)


def _form(here: Ground, form: CheckForm, *, status: int = 200) -> Response:
    return page("check.html", status=status, here="check", form=form, report=None, counts=here.store.counts())
