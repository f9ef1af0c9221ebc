"""The first page: a question, its answer, and the passages the answer rests on."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from corpus.citation import find_citations
from corpus.personal import mask
from corpus.reading import CorpusReader
from corpus.resolve import resolve
from corpus.rows import iso
from search.answer import Answer, Refusal
from search.hit import Hit
from search.limits import barred, chosen
from search.query import CLASS_NAMES
from search.service import IdentifiedLaterError
from search.standing import law_day
from web.answer_view import answer_view
from web.ask_form import AskForm, form_of, read_form
from web.asked import MORE, MOST_SHOWN, SHOWN, AnswerFields, Asked, AskFields, LinkFields, Place
from web.ground import Ground, Here
from web.hit_view import hit_views
from web.pages import page
from web.preferences import tr
from web.request_log import note_answer
from web.shapes import View, permalink
from web.slips import Slip
from web.understood import signs
from web.words import personal_notice, vietnamese_day

router = APIRouter(include_in_schema=False)
EXAMPLES = (
    "Nạn nhân bị mua bán trở về được hỗ trợ những gì?",
    "Thủ tục xác nhận nạn nhân tại cơ quan Công an",
    "Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ nào?",
    "Điều 32 Luật 66/2011/QH12",
)
_MOSTLY = 0.9  # of a question that is nothing but a citation
_FEW = 3  # provisions; fewer, with filters on, and the page says what the filters took away
_WITHOUT = 30  # nearest provisions, without filters, of which it is told how many each filter takes away
_LONGEST_PRINTED = 300  # characters of an address that anybody would type from paper
_LONGEST_SCANNED = 240  # of one whose code is still coarse enough to be scanned from paper


@dataclass(frozen=True, slots=True)
class _Question:
    """A question and where its answer is shown."""

    slip: Slip
    name: str  # of the slip, as it is held
    place: Place
    asked: Asked
    thanked: str = ""  # on what feedback was just given

    def chosen_day(self, here: Ground) -> date | None:
        """Return the day where somebody chose one, also today where the question names another."""
        return here.today() if self.asked.today else _other_day(self.slip.on, here)


@router.get("/")
def start(request: Request, here: Here, fields: Annotated[LinkFields, Query()]) -> Response:
    """Show the form; a question in the address is answered at once, for links people make on purpose."""
    form = form_of(fields, vietnamese_day(here.today()))
    if not fields.q.strip():
        return _again(form, here, status=200)
    read = read_form(form)
    if not isinstance(read, Slip):
        return _again(read, here)
    asked, name = fields.asked(), here.slips.keep_once(read)
    return _answer_or_form(request, _Question(read, name, _shared(read, here), asked, fields.gop_y), here)


@router.post("/")
def take(here: Here, fields: Annotated[AskFields, Form()]) -> Response:
    """Take a question; send the browser to its answer, or straight to the provision that it names."""
    read = read_form(form_of(fields))
    if not isinstance(read, Slip):
        return _again(read, here)
    named = place_named(read.question, here.store, here.view(_other_day(read.on, here)))
    answered_at = Place(f"/hoi/{here.slips.keep(read)}")
    return RedirectResponse(named or answered_at.address(Asked(filters=fields.filters())), status_code=303)


@router.get("/hoi/{name}")
def answered(request: Request, name: str, here: Here, fields: Annotated[AnswerFields, Query()]) -> Response:
    """Show the answer to a question that was typed into the form, as understood or, asked so, as it was typed."""
    slip = here.slips.get(name)
    if slip is None:
        error = tr("Câu hỏi này không còn được giữ; mời hỏi lại.")
        form = AskForm(day=vietnamese_day(here.today()), filters=fields.filters(), error=error)
        return _again(form, here, status=404)
    return _answer_or_form(request, _Question(slip, name, Place(f"/hoi/{name}"), fields.asked(), fields.gop_y), here)


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


def _shared(slip: Slip, here: Ground) -> Place:
    """Return the place whose address holds a question, with fixed words for what in it tells a person."""
    parts = {
        "q": mask(slip.question).text,
        "ngay": iso(_other_day(slip.on, here)),
        "ngay_xac_dinh": iso(slip.identified_on),
        "lop": slip.person_class or "",
    }
    return Place("/", {name: value for name, value in parts.items() if value})


def on_paper(address: str) -> str:
    """Return an address as it is printed, with its own letters where it can be typed so; empty where it is too long.

    >>> on_paper("/?q=n%E1%BA%A1n+nh%C3%A2n"), on_paper("/?q=a%26b"), on_paper("/?q=" + "a" * 300)
    ('/?q=nạn+nhân', '/?q=a%26b', '')
    """
    readable = unquote(address)
    same = urlencode(parse_qsl(urlsplit(readable).query)) == urlsplit(address).query and "#" not in readable
    written = readable if same else address
    return written if len(written) <= _LONGEST_PRINTED else ""


def _answer_or_form(request: Request, question: _Question, here: Ground) -> Response:
    """Show an answer, or the form again where its two days cannot be."""
    try:
        answer = _ask(question, here)
    except IdentifiedLaterError:
        slip = question.slip
        day, identified_on = vietnamese_day(slip.on or here.today()), vietnamese_day(slip.identified_on)
        error = tr(
            "Ngày được xác định là nạn nhân (%(day)s) không thể sau ngày được hỏi (%(on)s).", day=identified_on, on=day
        )
        again = AskForm(slip.question, day, identified_on, slip.person_class or "", question.asked.filters, error)
        return _again(again, here)
    note_answer(request, answer)
    return _show(answer, question, here)


def _ask(question: _Question, here: Ground) -> Answer:
    slip, asked = question.slip, question.asked
    day = question.chosen_day(here)
    return here.face.ask(
        slip.question,
        on=day or here.today(),
        identified_on=slip.identified_on,
        person_class=slip.person_class,
        filters=asked.filters,
        as_typed=asked.as_typed,
        dated=day is not None,
        classless=asked.classless,
    )


def _show(answer: Answer, question: _Question, here: Ground) -> Response:
    slip, asked = question.slip, question.asked
    view = here.view(question.chosen_day(here))
    view = view if answer.on == view.on else here.view(answer.on)
    hits = _hits(answer, question, here)
    notice = personal_notice(one.kind for one in answer.query.personal)
    share = _shared(slip, here).address(replace(asked, shown=SHOWN))
    return page(
        "ask.html",
        here="ask",
        form=_form_again(slip, asked, view),
        answer=answer,
        question=question,
        shown=answer_view(answer, view),
        hits=hit_views(hits, view),
        more=_more(hits, question),
        limits=_limits(asked, question.place),
        barred=_barred(answer, hits, question, here),
        signs=signs(answer, asked, question.place, here.today()),
        choices=_choices(answer.refusal, question, here),
        decided_on=law_day(answer.query),
        notice=notice,
        share=share,
        printed="" if notice else on_paper(share),
        short=len(share) <= _LONGEST_SCANNED,
        other=question.place.address(replace(asked, as_typed=not asked.as_typed)),
        back=question.place.address(asked),
        today=here.today(),
        holdings=here.holdings.on(here.today()),
        keeps=here.notebook is not None,
        model_host=here.settings.model_host,
    )


def _form_again(slip: Slip, asked: Asked, view: View) -> AskForm:
    identified_on = vietnamese_day(slip.identified_on) if slip.identified_on else ""
    return AskForm(slip.question, vietnamese_day(view.on), identified_on, slip.person_class or "", asked.filters)


def _hits(answer: Answer, question: _Question, here: Ground) -> list[Hit]:
    """Return the provisions beside an answer, and further ones where more are asked for."""
    if question.asked.shown <= SHOWN:
        return list(answer.passages)
    asked = question.asked
    found = here.face.find(
        question.slip.question, on=answer.on, k=asked.shown, filters=asked.filters, as_typed=asked.as_typed
    )
    known = {hit.unit for hit in answer.passages}
    further = [hit for hit in found.hits if hit.unit not in known]
    return [*answer.passages, *further][: asked.shown]


def _more(hits: list[Hit], question: _Question) -> str:
    """Return the address that shows further provisions; empty where there are none, or enough are shown."""
    shown = question.asked.shown
    if len(hits) < shown or shown >= MOST_SHOWN:
        return ""
    further = min(shown + MORE, MOST_SHOWN)
    return f"{question.place.address(replace(question.asked, shown=further))}#quy-dinh-{shown + 1}"


def _limits(asked: Asked, place: Place) -> list[tuple[str, str, str]]:
    """Return the filters that are on: name, value, and the address without it."""
    return [(name, value, place.address(asked.without(name))) for name, value in chosen(asked.filters).items()]


def _barred(answer: Answer, hits: list[Hit], question: _Question, here: Ground) -> dict[str, int]:
    """Return how many of the nearest provisions each filter takes away, where little is left; else nothing."""
    asked = question.asked
    if not chosen(asked.filters) or (answer.answered and len(hits) >= _FEW):
        return {}
    found = here.face.find(question.slip.question, on=answer.on, k=_WITHOUT, as_typed=asked.as_typed)
    return barred(asked.filters, found.hits)


def _choices(refusal: Refusal | None, question: _Question, here: Ground) -> list[tuple[str, str]]:
    """Return what may be asked instead; a class of person with the address of the same question about that class."""
    named = {name.lower(): person for person, name in CLASS_NAMES.items()}
    asked = replace(question.asked, classless=False)
    found = []
    for back in refusal.ask_back if refusal else ():
        person = named.get(back.lower())
        slip = replace(question.slip, person_class=person)
        found.append((back, Place(f"/hoi/{here.slips.keep_once(slip)}").address(asked) if person else ""))
    return found


def _again(form: AskForm, here: Ground, *, status: int = 422) -> Response:
    return page(
        "ask.html",
        status=status,
        here="ask",
        form=form,
        answer=None,
        holdings=here.holdings.on(here.today()),
        examples=EXAMPLES,
        today=here.today(),
        model_host=here.settings.model_host,
    )
