"""The first page: a question, its answer, and the passages the answer rests on."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from corpus.citation import find_citations
from corpus.personal import mask
from corpus.reading import CorpusReader
from corpus.resolve import resolve
from corpus.rows import iso
from corpus.text import clean
from search.answer import Refusal
from search.query import CLASS_NAMES, PersonClass
from search.service import IdentifiedLaterError
from search.standing import law_day
from web.answer_view import answer_view
from web.ground import Ground, Here
from web.pages import page
from web.request_log import note_answer
from web.schemas import MAX_QUERY
from web.shapes import View, permalink
from web.slips import Slip
from web.typed_days import BadDayError, typed_day
from web.words import personal_notice, vietnamese_day

router = APIRouter(include_in_schema=False)
EXAMPLES = (
    "Nạn nhân bị mua bán trở về được hỗ trợ những gì?",
    "Thủ tục xác nhận nạn nhân tại cơ quan Công an",
    "Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ nào?",
    "Điều 32 Luật 66/2011/QH12",
)
_LITERALLY = "nguyen_van"  # of an address: the question is searched as it was typed
_MOSTLY = 0.9  # of a question that is nothing but a citation


@dataclass(frozen=True, slots=True)
class AskForm:
    """The form as it was typed, to be shown again."""

    q: str = ""
    day: str = ""
    identified_on: str = ""
    person_class: str = ""
    error: str = ""


@router.get("/")
def start(  # noqa: PLR0913, PLR0917  # the fields of the address
    request: Request,
    here: Here,
    q: str = "",
    ngay: str = "",
    ngay_xac_dinh: str = "",
    lop: str = "",
    nguyen_van: str = "",
) -> Response:
    """Show the form; a question in the address is answered at once, for links people make on purpose."""
    form = AskForm(q, ngay or vietnamese_day(here.today()), ngay_xac_dinh, lop)
    if not q.strip():
        return _again(form, here, status=200)
    read = read_form(form)
    if not isinstance(read, Slip):
        return _again(read, here)
    literally = bool(nguyen_van)
    return _answer_or_form(request, read, here, as_typed=literally, other=_shared(read, here, as_typed=not literally))


@router.post("/")
def take(
    here: Here,
    q: Annotated[str, Form()] = "",
    ngay: Annotated[str, Form()] = "",
    ngay_xac_dinh: Annotated[str, Form()] = "",
    lop: Annotated[str, Form()] = "",
) -> Response:
    """Take a question; send the browser to its answer, or straight to the provision that it names."""
    read = read_form(AskForm(q, ngay, ngay_xac_dinh, lop))
    if not isinstance(read, Slip):
        return _again(read, here)
    named = place_named(read.question, here.store, here.view(_other_day(read.on, here)))
    return RedirectResponse(named or f"/hoi/{here.slips.keep(read)}", status_code=303)


@router.get("/hoi/{name}")
def answered(request: Request, name: str, here: Here, nguyen_van: str = "") -> Response:
    """Show the answer to a question that was typed into the form, as understood or, asked so, as it was typed."""
    slip = here.slips.get(name)
    if slip is None:
        form = AskForm(day=vietnamese_day(here.today()), error="Câu hỏi này không còn được giữ; mời hỏi lại.")
        return _again(form, here, status=404)
    other = f"/hoi/{name}" if nguyen_van else f"/hoi/{name}?{_LITERALLY}=1"
    return _answer_or_form(request, slip, here, as_typed=bool(nguyen_van), other=other)


def read_form(form: AskForm) -> Slip | AskForm:
    """Return the question of a form, or the form with what is wrong."""
    question = clean(form.q).strip()
    if not question:
        return _wrong(form, "Hãy gõ câu hỏi, từ khóa hoặc số hiệu văn bản.")
    if len(question) > MAX_QUERY:
        return _wrong(form, f"Câu hỏi dài quá {MAX_QUERY} ký tự; hãy rút ngắn.")
    if form.person_class not in ("", *PersonClass):
        return _wrong(form, "Nhóm người được hỏi về không có trong danh sách.")
    try:
        on, identified_on = typed_day(form.day), typed_day(form.identified_on)
    except BadDayError as error:
        return _wrong(form, str(error))
    person_class = PersonClass(form.person_class) if form.person_class else None
    return Slip(question, on, identified_on, person_class)


def _wrong(form: AskForm, error: str) -> AskForm:
    return AskForm(form.q, form.day, form.identified_on, form.person_class, error)


def _other_day(on: date | None, here: Ground) -> date | None:
    """Return the day where it is not simply today, which is what the form offers."""
    return None if on == here.today() else on


def place_named(question: str, store: CorpusReader, view: View) -> str:
    """Return the address that a question names when it is nothing but one citation; else nothing."""
    citations = find_citations(question)
    if len(citations) != 1 or len(citations[0].text) < _MOSTLY * len(question):
        return ""
    found = resolve(citations[0], store, view.on)
    if found.work is None or found.missing is not None:
        return ""
    return permalink(found.work, found.provision.eid if found.provision else "", view)


def _answer_or_form(request: Request, slip: Slip, here: Ground, *, as_typed: bool, other: str) -> Response:
    """Show an answer, or the form again where its two days cannot be."""
    try:
        return _answer(request, slip, here, as_typed=as_typed, other=other)
    except IdentifiedLaterError as error:
        day, identified_on = vietnamese_day(slip.on or here.today()), vietnamese_day(slip.identified_on)
        return _again(AskForm(slip.question, day, identified_on, slip.person_class or "", str(error)), here)


def _shared(slip: Slip, here: Ground, *, as_typed: bool) -> str:
    """Return the address that holds a question, with fixed words for what in it tells a person."""
    parts = {
        "q": mask(slip.question).text,
        "ngay": iso(_other_day(slip.on, here)),
        "ngay_xac_dinh": iso(slip.identified_on),
        "lop": slip.person_class or "",
        _LITERALLY: "1" if as_typed else "",
    }
    return f"/?{urlencode({name: value for name, value in parts.items() if value})}"


def _answer(request: Request, slip: Slip, here: Ground, *, as_typed: bool, other: str) -> Response:
    """Show an answer; ``other`` is the address of the same question read the other way: as typed, or as understood."""
    view = here.view(_other_day(slip.on, here))
    answer = here.face.ask(
        slip.question,
        on=view.on,
        identified_on=slip.identified_on,
        person_class=slip.person_class,
        as_typed=as_typed,
        dated=_other_day(slip.on, here) is not None,
    )
    view = view if answer.on == view.on else here.view(answer.on)
    note_answer(request, answer)
    form = AskForm(
        slip.question,
        vietnamese_day(view.on),
        vietnamese_day(slip.identified_on) if slip.identified_on else "",
        slip.person_class or "",
    )
    return page(
        "ask.html",
        here="ask",
        form=form,
        answer=answer,
        shown=answer_view(answer, view),
        choices=_choices(answer.refusal, slip, here),
        decided_on=law_day(answer.query),
        notice=personal_notice(one.kind for one in answer.query.personal),
        addresses=[permalink(hit.held.work, hit.provision.eid, view) for hit in answer.passages],
        share=_shared(slip, here, as_typed=as_typed),
        as_typed=as_typed,
        other=other,
        today=here.today(),
        model_host=here.settings.model_host,
    )


def _choices(refusal: Refusal | None, slip: Slip, here: Ground) -> list[tuple[str, str]]:
    """Return what may be asked instead; a class of person with the address of the same question about that class."""
    named = {name.lower(): person for person, name in CLASS_NAMES.items()}
    found = []
    for back in refusal.ask_back if refusal else ():
        person = named.get(back.lower())
        found.append((back, f"/hoi/{here.slips.keep(replace(slip, person_class=person))}" if person else ""))
    return found


def _again(form: AskForm, here: Ground, *, status: int = 422) -> Response:
    counts = here.store.counts()
    return page(
        "ask.html",
        status=status,
        here="ask",
        form=form,
        answer=None,
        counts=counts,
        examples=EXAMPLES,
        model_host=here.settings.model_host,
    )
