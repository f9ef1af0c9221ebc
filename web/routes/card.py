"""The referral card: its API, its form, and the card itself, which prints on A5.

The form is sent as a body and answered with the address of the card, which holds codes only; whatever else is sent is
dropped there, and what is no code is refused without being repeated.
"""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse, Response

from corpus.case import ROUTE_NAMES, SUPPORT_NAMES, Case, Health, PersonClass, Route, Support
from corpus.errors import CorpusError
from corpus.offices import Standing
from corpus.provinces import province_named, provinces
from corpus.referral import check_case, referral_card
from web.card import HEALTH_NAMES, CardForm, card_address, card_json, read_case
from web.card_schemas import CardJson
from web.ground import Ground, Here
from web.pages import page
from web.responses import problems
from web.schemas import Day
from web.typed_days import typed_day
from web.words import vietnamese_day

router = APIRouter()
_MOST = 40  # characters of the name of a place
_FIELDS = {  # of the form, and what of a case each tells
    "lop": "person_class",
    "duong": "route",
    "tuoi": "age",
    "ngay_xac_dinh": "identified_on",
    "suc_khoe": "health",
    "nguyen_vong": "wishes",
    "noi": "place",
}


class CardQuery(BaseModel):
    """What is asked of a card: codes, numbers and days; nothing else is taken."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    person_class: PersonClass | None = Field(default=None, alias="class")
    route: Route | None = None
    age: int | None = Field(default=None, ge=0, le=120)
    identified_on: Day | None = None
    health: list[Health] = Field(default=[], max_length=len(Health))
    wish: list[Support] = Field(default=[], max_length=len(Support))
    place: str = Field(default="", max_length=_MOST)
    on: Day | None = None

    def case(self) -> Case:
        """Return the case. Raises UnknownProvinceError."""
        return Case(
            person_class=self.person_class,
            route=self.route,
            age=self.age,
            identified_on=self.identified_on,
            place=province_named(self.place).id if self.place.strip() else "",
            health=tuple(one for one in Health if one in self.health),
            wishes=tuple(one for one in Support if one in self.wish),
        )


@router.get("/api/v1/card", tags=["reading"], responses=problems(422, 503))
def card_api(here: Here, asked: Annotated[CardQuery, Query()]) -> CardJson:
    """Make a referral card of a case: steps, deadlines, who, papers, contacts, each with its grounds on the day."""
    view = here.view(asked.on)
    return card_json(referral_card(asked.case(), view.on, here.store, here.force), view)


@router.get("/phieu", include_in_schema=False)
def card_form(here: Here, form: Annotated[CardForm, Query()]) -> Response:
    """Show the form; an address of codes fills it in, and one that holds anything else leaves it empty."""
    try:
        return _form(here, read_case(form), typed_day(form.ngay))
    except CorpusError:
        return _form(here, Case(), None)


@router.post("/phieu", include_in_schema=False)
def take_case(here: Here, form: Annotated[CardForm, Form()]) -> Response:
    """Take the form; send the browser to the card's own address."""
    try:
        case, on = _asked(form, here)
    except CorpusError as error:
        return _form(here, _what_is_right(form), None, error=str(error))
    return RedirectResponse(card_address(case, on), status_code=303)


@router.get("/phieu/xem", include_in_schema=False)
def show_card(request: Request, here: Here, form: Annotated[CardForm, Query()]) -> Response:
    """Show a card; an address that says more than the card's own is led to that one."""
    try:
        case, on = _asked(form, here)
    except CorpusError as error:
        return _form(here, _what_is_right(form), None, error=str(error))
    address = card_address(case, on)
    if f"{request.url.path}?{request.url.query}" != address:
        return RedirectResponse(address, status_code=303)
    card = referral_card(case, on, here.store, here.force)
    return page(
        "card.html",
        here="card",
        card=card_json(card, here.view(on)),
        on=on,
        case=card.case,
        address=address,
        site=request.url.netloc,
        route_names=ROUTE_NAMES,
        support_names=SUPPORT_NAMES,
        health_names=HEALTH_NAMES,
    )


def _asked(form: CardForm, here: Ground) -> tuple[Case, date]:
    """Return the case and the day of a form. Raises BadCaseError, BadDayError or UnknownProvinceError."""
    case, on = read_case(form), typed_day(form.ngay) or here.today()
    check_case(case, on)
    return case, on


def _what_is_right(form: CardForm) -> Case:
    """Return a case of those fields of a form that are right; the others are forgotten."""
    found: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        try:
            read = read_case(CardForm.model_validate({name: getattr(form, name)}))
        except CorpusError:
            continue
        found[field] = getattr(read, field)
    return Case(**found)


def _form(here: Ground, case: Case, on: date | None, *, error: str = "") -> Response:
    today = here.today()
    known = provinces()
    now = [one for one in known if one.on(today) is Standing.EXISTS]
    gone = [one for one in known if one.on(today) is Standing.ENDED]
    return page(
        "card_form.html",
        status=422 if error else 200,
        here="card",
        case=case,
        day=vietnamese_day(on or today),
        identified_on=vietnamese_day(case.identified_on) if case.identified_on else "",
        provinces=(("Tỉnh, thành phố", now), ("Tên trước 01/07/2025", gone)),
        error=error,
        route_names=ROUTE_NAMES,
        support_names=SUPPORT_NAMES,
        health_names=HEALTH_NAMES,
    )
