"""What a form with a text, a file and a day brings: one draft and its day, or the form again with what is wrong."""

from dataclasses import dataclass, replace
from datetime import date

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from corpus.citation import Citation, find_citations
from corpus.errors import CancuError
from corpus.text import clean
from web.checking.draft import HELD_WITH_A_PLACE, Draft
from web.preferences import tr
from web.schemas import MAX_DRAFT, MAX_DRAFT_CITATIONS
from web.turns import BusyError, Turns
from web.typed_days import BadDayError, typed_day
from web.uploads import draft_of_upload
from web.words import vietnamese_number

_MAX_FIELD = 8 * 1024 * 1024  # bytes of the text field; letters beyond MAX_DRAFT are refused with a sentence


@dataclass(frozen=True, slots=True)
class DraftForm:
    """The form as it was typed, to be shown again."""

    text: str = ""
    day: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A draft with its citations, and the day it is read for; None is today."""

    draft: Draft
    citations: tuple[Citation, ...]
    on: date | None

    @property
    def size(self) -> int:
        """Return about how many bytes it takes to hold."""
        return len(self.draft.docx) + 4 * len(self.draft.text) + HELD_WITH_A_PLACE * len(self.citations)


async def take_draft(request: Request, today: date, turns: Turns) -> Taken | DraftForm:
    """Return what the form of a request brings. Raises BusyError."""
    async with request.form(max_files=1, max_fields=5, max_part_size=_MAX_FIELD) as fields:
        typed, day, upload = fields.get("van_ban"), fields.get("ngay"), fields.get("tep")
        form = DraftForm(typed if isinstance(typed, str) else "", day if isinstance(day, str) else "")
        sent = upload if isinstance(upload, UploadFile) and upload.filename else None
        return await run_in_threadpool(_read, form, sent, today, turns)


def _read(form: DraftForm, sent: UploadFile | None, today: date, turns: Turns) -> Taken | DraftForm:
    try:
        on = typed_day(form.day)
    except BadDayError as error:
        return replace(form, error=str(error))
    text = clean(form.text)
    if sent is None and not text.strip():
        return replace(form, error=tr("Hãy dán đoạn văn, hoặc chọn một tệp."))
    if sent is not None and text.strip():
        several = tr("Mỗi lần chỉ kiểm tra một: đoạn văn đã dán, hoặc tệp đã chọn. Hãy bỏ bớt một.")
        return replace(form, error=several)
    try:
        draft = draft_of_upload(sent.file, sent.filename or "", turns) if sent else Draft(text)
        return _measured(draft, form, None if on == today else on)
    except BusyError:
        raise
    except CancuError as error:
        return replace(form, error=str(error))


def _measured(draft: Draft, form: DraftForm, on: date | None) -> Taken | DraftForm:
    """Return a draft that is not too much for one report. Raises TooManyCitationsError."""
    if len(draft.text) > MAX_DRAFT:
        most = vietnamese_number(MAX_DRAFT)
        long = tr("Văn bản dài hơn %(most)s ký tự; hãy chia nhỏ rồi kiểm tra từng phần.", most=most)
        return replace(form, error=long)
    found = find_citations(draft.text)
    if len(found) > MAX_DRAFT_CITATIONS:
        most = vietnamese_number(MAX_DRAFT_CITATIONS)
        many = tr("Văn bản có hơn %(most)s lời dẫn (kể cả trong khoảng, danh sách); hãy chia nhỏ.", most=most)
        return replace(form, error=many)
    return Taken(draft, tuple(found), on)
