"""From a referral card to its JSON, and from the codes of an address to a case and back.

Only codes, numbers and days come in: what is none of them is refused and never repeated, since it may be a name.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from corpus.case import SUPPORT_NAMES, Case, Health, PersonClass, Route, Support
from corpus.ground_of_day import GroundOfDay
from corpus.offered import OfferedSupport
from corpus.provinces import province_named
from corpus.referral import BadCaseError, CardContact, CardStep, DoerOfDay, ReferralCard
from corpus.rows import iso
from web.card_schemas import CardContactJson, CardDoerJson, CardGroundJson, CardJson, CardStepJson, CardSupportJson
from web.shapes import View, permalink
from web.typed_days import typed_day

HEALTH_NAMES = {
    Health.INJURED: "bị thương",
    Health.ILL: "đang ốm",
    Health.PREGNANT: "đang mang thai",
    Health.DISTRESSED: "hoảng loạn, suy sụp",
}
_MOST = 40  # characters of a field
_Code = TypeVar("_Code", bound=StrEnum)


class CardForm(BaseModel):
    """The form of a card as it came in, or the same in an address; each field is a code, a number or a day.

    A field that the form does not have is dropped here.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    lop: str = Field(default="", max_length=_MOST)
    duong: str = Field(default="", max_length=_MOST)
    tuoi: str = Field(default="", max_length=_MOST)
    ngay_xac_dinh: str = Field(default="", max_length=_MOST)
    suc_khoe: list[str] = Field(default=[], max_length=len(Health))
    nguyen_vong: list[str] = Field(default=[], max_length=len(Support))
    noi: str = Field(default="", max_length=_MOST)
    ngay: str = Field(default="", max_length=_MOST)


def read_case(form: CardForm) -> Case:
    """Return the case of a form.

    Raises BadCaseError, BadDayError or UnknownProvinceError, which say nothing of what was typed.
    """
    return Case(
        person_class=_code(PersonClass, form.lop, "Nhóm người"),
        route=_code(Route, form.duong, "Đường tiếp nhận"),
        age=_age(form.tuoi),
        identified_on=typed_day(form.ngay_xac_dinh),
        place=province_named(form.noi).id if form.noi.strip() else "",
        health=_codes(Health, form.suc_khoe, "Tình trạng sức khỏe"),
        wishes=_codes(Support, form.nguyen_vong, "Nguyện vọng"),
    )


def card_address(case: Case, on: date) -> str:
    """Return the one address of a card: codes, a province, numbers and days, in a fixed order.

    >>> card_address(Case(person_class=PersonClass.VICTIM, age=17, place="lang-son"), date(2026, 11, 22))
    '/phieu/xem?lop=victim&tuoi=17&noi=lang-son&ngay=2026-11-22'
    """
    fields: list[tuple[str, object]] = [
        ("lop", case.person_class),
        ("duong", case.route),
        ("tuoi", case.age),
        ("ngay_xac_dinh", iso(case.identified_on)),
        *(("suc_khoe", one) for one in case.health),
        *(("nguyen_vong", one) for one in case.wishes),
        ("noi", case.place or None),
        ("ngay", on.isoformat()),
    ]
    return f"/phieu/xem?{urlencode([(name, value) for name, value in fields if value is not None])}"


def _code(codes: type[_Code], written: str, name: str) -> _Code | None:
    if not written:
        return None
    try:
        return codes(written)
    except ValueError as error:
        raise BadCaseError(f"{name} không có trong danh sách.") from error


def _codes(codes: type[_Code], written: Sequence[str], name: str) -> tuple[_Code, ...]:
    """Return several codes in the order of their list, each once."""
    chosen = {_code(codes, one, name) for one in written}
    return tuple(one for one in codes if one in chosen)


def _age(written: str) -> int | None:
    text = written.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):  # noqa: PLR2004  # digits
        raise BadCaseError("Tuổi phải là một số, ví dụ 17.")
    return int(text)


def card_json(card: ReferralCard, view: View) -> CardJson:
    """Return a card."""
    case = card.case
    return {
        "on": card.on.isoformat(),
        "case": {
            "class": case.person_class,
            "route": case.route,
            "age": case.age,
            "identified_on": iso(case.identified_on),
            "place": case.place or None,
            "health": list(case.health),
            "wishes": list(case.wishes),
        },
        "ruling": card.ruling,
        "reason": card.reason,
        "reason_grounds": _grounds(card.reason_grounds, view),
        "questions": list(card.questions),
        "notes": list(card.notes),
        "steps": [_step(step, view) for step in card.steps],
        "supports": [_support(support, case.wishes) for support in card.supports],
        "offices": [_doer(office) for office in card.offices],
        "contacts": [_contact(contact, view) for contact in card.contacts],
    }


def _step(step: CardStep, view: View) -> CardStepJson:
    paper = step.paper
    return {
        "id": step.id,
        "text": step.text,
        "who": [_doer(doer) for doer in step.who],
        "deadline": step.deadline or None,
        "paper": {"form": paper.form, "decree": paper.decree, "label": paper.label, "text": paper.text}
        if paper
        else None,
        "mark": step.mark,
        "verified": step.verified,
        "source": step.source or None,
        "grounds": _grounds(step.grounds, view),
        "stale": list(step.stale),
    }


def _doer(doer: DoerOfDay) -> CardDoerJson:
    return {"name": doer.name, "office": doer.office or None, "note": doer.note}


def _support(support: OfferedSupport, wishes: Sequence[Support]) -> CardSupportJson:
    return {
        "support": support.support,
        "name": SUPPORT_NAMES[support.support],
        "wished": support.support in wishes,
        "given": support.given,
        "state": support.state,
        "text": support.text,
        "grounds": support.grounds,
    }


def _contact(contact: CardContact, view: View) -> CardContactJson:
    return {
        "name": contact.name,
        "number": contact.number,
        "text": contact.text,
        "verified": contact.verified,
        "gone": contact.gone,
        "grounds": _grounds(contact.grounds, view),
        "source": contact.source or None,
    }


def _grounds(grounds: Iterable[GroundOfDay], view: View) -> list[CardGroundJson]:
    return [_ground(ground, view) for ground in grounds]


def _ground(found: GroundOfDay, view: View) -> CardGroundJson:
    quoted = found.held is not None and found.provision is not None
    return {
        "label": found.ground.label,
        "number": found.ground.number,
        "status": found.status,
        "quote": found.quote if quoted else None,
        "start": found.start if quoted else None,
        "end": found.end if quoted else None,
        "permalink": permalink(found.held.work, found.provision.eid if found.provision else "", view)
        if found.held
        else None,
        "note": found.note,
        "stale": found.stale,
    }
