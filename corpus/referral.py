"""The referral card (phiếu chuyển tuyến): from a case and a day to the steps, who takes them, and what is not known.

A card names nobody: a case has no name, and nothing that a person typed freely comes into it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.case import CLASS_NAMES, Case, PersonClass, Route
from corpus.days import months_later
from corpus.errors import CorpusError
from corpus.force import ForceTable
from corpus.ground_of_day import GroundOfDay, Reading
from corpus.handbook import Mark, Regime
from corpus.offered import OfferedSupport, offered_supports, said_once
from corpus.offices import Office, Standing, load_offices
from corpus.provinces import name_in, province_named, province_on
from corpus.reading import CorpusReader
from corpus.referral_table import Contact, Doer, Paper, ReferralTable, Ruling, Step, is_within, load_referral
from corpus.regime import REGIME_CHANGED

_EVE = REGIME_CHANGED - timedelta(days=1)
_OLDEST = date(2012, 1, 1)  # first day of 66/2011/QH12
_OLDEST_PERSON = 120  # years
_PENDING = (PersonClass.PENDING_ABROAD, PersonClass.PENDING_DOMESTIC)
_DAY = "%d/%m/%Y"


class BadCaseError(CorpusError):
    """A case that cannot be; the sentence says why."""


@dataclass(frozen=True, slots=True)
class DoerOfDay:
    """Who takes a step on the day, in the province, and what became of who took it before."""

    name: str
    note: str = ""
    office: str = ""  # id; empty for who is in no table


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStep:
    """One step of a card."""

    id: str
    text: str
    who: tuple[DoerOfDay, ...]
    deadline: str
    paper: Paper | None
    grounds: tuple[GroundOfDay, ...]
    mark: Mark
    source: str = ""  # address of a page that says what the grounds do not

    @property
    def verified(self) -> bool:
        """Tell whether the step was read in a source; one that was not says so in its text."""
        return self.mark is Mark.VERIFIED

    @property
    def stale(self) -> tuple[str, ...]:
        """Return why the step must be looked at again, a sentence each; empty where it need not."""
        return tuple(dict.fromkeys(ground.stale for ground in self.grounds if ground.stale))


@dataclass(frozen=True, slots=True)
class CardContact:
    """A number to call, or one not to call any more."""

    name: str
    number: str
    text: str
    mark: Mark
    gone: bool
    grounds: tuple[GroundOfDay, ...]
    source: str

    @property
    def verified(self) -> bool:
        """Tell whether a source was seen for it."""
        return self.mark is Mark.VERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCard:
    """A card for a case and a day. Its case holds codes, a province and numbers, never a name."""

    case: Case
    on: date
    ruling: Ruling
    reason: str
    reason_grounds: tuple[GroundOfDay, ...]
    province: Office | None
    steps: tuple[CardStep, ...]
    supports: tuple[OfferedSupport, ...]
    contacts: tuple[CardContact, ...]
    questions: tuple[str, ...]  # what is not known and must be asked
    notes: tuple[str, ...]  # what to know before using the card

    @property
    def offices(self) -> tuple[DoerOfDay, ...]:
        """Return the offices of all steps, each once."""
        found = {doer.name: doer for step in self.steps for doer in step.who if doer.office}
        return tuple(found.values())


def referral_card(
    case: Case,
    day: date,
    store: CorpusReader,
    force: ForceTable,
    *,
    table: ReferralTable | None = None,
) -> ReferralCard:
    """Return the card of a case on a day, with the supports of its class from the matrix.

    Raises BadCaseError, or UnknownProvinceError.
    """
    known = table or load_referral()
    check_case(case, day)
    ruling = ruling_of(case, day)
    chosen = province_named(case.place) if case.place else None
    province = province_on(chosen, day) if chosen else None
    case = replace(case, place=province.full_name if province else "")
    lasting = _EVE if ruling is Ruling.TRANSITIONAL else None
    reading = Reading(store, force, day, known.checked_on, lasting)
    reason = known.rulings[ruling]
    supports, remarks = said_once(offered_supports(case, regime_under(ruling), store, force, day))
    return ReferralCard(
        case=case,
        on=day,
        ruling=ruling,
        reason=reason.undated if reason.undated and _asks_the_day(case, day) else reason.text,
        reason_grounds=reading.grounds(reason.grounds),
        province=province,
        steps=tuple(
            _step(step, case, reading, province) for step in known.steps if step.needs.met_by(case, ruling, day)
        ),
        supports=supports,
        contacts=tuple(_contacts(known.contacts, reading)),
        questions=tuple(_questions(case, day)),
        notes=(*_notes(case, day, chosen, province), *remarks),
    )


def ruling_of(case: Case, day: date) -> Ruling:
    """Return which law rules a case: by the day of identification, not that of the crime nor of the return."""
    if day < REGIME_CHANGED:
        return Ruling.OLD
    if case.identified_on is not None and case.identified_on < REGIME_CHANGED:
        return Ruling.TRANSITIONAL
    return Ruling.NEW


def _asks_the_day(case: Case, day: date) -> bool:
    """Tell whether the day of identification decides and is not known."""
    return case.identified_on is None and day >= REGIME_CHANGED and case.person_class not in _PENDING


def regime_under(ruling: Ruling) -> Regime:
    """Return the law whose supports a person gets."""
    return Regime.NEW if ruling is Ruling.NEW else Regime.OLD


def check_case(case: Case, day: date) -> None:
    """Raise BadCaseError where a case cannot be on a day."""
    if day < _OLDEST:
        raise BadCaseError(f"Phiếu chỉ lập được cho ngày từ {_OLDEST:{_DAY}}, khi Luật 66/2011/QH12 có hiệu lực.")
    if case.age is not None and not 0 <= case.age <= _OLDEST_PERSON:
        raise BadCaseError(f"Tuổi phải từ 0 đến {_OLDEST_PERSON}.")
    if case.identified_on is not None and day < case.identified_on:
        raise BadCaseError("Ngày được xác định là nạn nhân không thể sau ngày của phiếu.")
    if case.identified_on is not None and case.person_class in _PENDING:
        raise BadCaseError("Người đang trong quá trình xác định thì chưa có ngày được xác định là nạn nhân.")


def _step(step: Step, case: Case, reading: Reading, province: Office | None) -> CardStep:
    return CardStep(
        id=step.id,
        text=step.text_for(case),
        who=tuple(_doer(doer, reading.on, province) for doer in step.who),
        deadline=_deadline(step, case, reading.on),
        paper=step.paper,
        grounds=reading.grounds(step.grounds_for(case.person_class)),
        mark=step.mark,
        source=step.source,
    )


def _deadline(step: Step, case: Case, day: date) -> str:
    """Return by when a step is taken; where it is counted from the day of identification, its last day as well."""
    if step.months is None or case.identified_on is None:
        return step.deadline
    last = months_later(case.identified_on, step.months)
    said = f"{step.deadline}; tính từ {case.identified_on:{_DAY}} thì đến hết ngày {last:{_DAY}}"
    if day <= last:
        return said
    asked = "Phòng LĐ-TB&XH" if day < REGIME_CHANGED else "Sở Y tế"
    return f"{said}: đã hết hạn vào ngày của phiếu, hỏi {asked}, đừng từ chối miệng"


def _doer(doer: Doer, day: date, province: Office | None) -> DoerOfDay:
    """Return who does a step on a day: the office named, or who does its work where it is gone by then."""
    if not doer.office:
        return DoerOfDay(doer.name)
    table = load_offices()
    office = table.offices[doer.office]
    note = table.note(office, day, doer.act)
    successors = office.successors_on(day, doer.act) if office.on(day) is Standing.ENDED else ()
    acting = table.offices[successors[0].office] if successors else office
    return DoerOfDay(name_in(acting, province), note, acting.id)


def _contacts(contacts: Iterable[Contact], reading: Reading) -> Iterable[CardContact]:
    """Yield the numbers that are right on the day, then those that are right no more."""
    begun = [one for one in contacts if one.since is None or one.since <= reading.on]
    current = [one for one in begun if is_within(reading.on, one.since, one.until)]
    numbers = {one.number for one in current}
    for one in (*current, *(one for one in begun if one.number not in numbers)):
        grounds = reading.grounds(one.grounds)
        yield CardContact(one.name, one.number, one.text, one.mark, one not in current, grounds, one.source)


def _questions(case: Case, day: date) -> Iterable[str]:
    """Yield what is not known and changes the card, each as what to ask."""
    if case.person_class is None:
        yield (
            "Chưa rõ thuộc nhóm nào nên phiếu chỉ nêu các bước chung, không nêu khoản hỗ trợ. Hỏi: đã được xác định là"
            " nạn nhân chưa; quốc tịch, nơi thường trú; có phải người dưới 18 tuổi đi cùng nạn nhân không."
        )
    if case.route is None:
        yield (
            "Chưa rõ đường tiếp nhận: tự đến khai báo, được giải cứu, được tiếp nhận từ nước ngoài về, tự trở về, hay"
            " còn ở nước ngoài."
        )
    if case.age is None and case.person_class is not PersonClass.MINOR_ACCOMPANYING:
        yield "Chưa rõ tuổi: dưới 18 tuổi thì có thêm bước về người giám hộ, việc đưa về, tổng đài 111."
    if _asks_the_day(case, day):
        yield (
            f"Chưa rõ ngày được xác định là nạn nhân (xem giấy xác nhận): nếu trước {REGIME_CHANGED:{_DAY}} thì hỗ trợ"
            " theo Luật 66/2011/QH12 (Điều 63 Luật 53/2024/QH15), phải lập phiếu khác."
        )
    if not case.place:
        yield "Chưa chọn tỉnh, thành phố: cơ quan cấp tỉnh chưa có tên địa bàn."
    yield from _mismatches(case)


def _mismatches(case: Case) -> Iterable[str]:
    """Yield what does not fit together in a case."""
    person, route = case.person_class, case.route
    if person is PersonClass.PENDING_ABROAD and route not in (None, Route.ABROAD):
        yield f"Nhóm và đường tiếp nhận không khớp: người đã ở trong nước thuộc nhóm “{_short(_PENDING[1])}”."
    if person is PersonClass.PENDING_DOMESTIC and route is Route.ABROAD:
        yield f"Nhóm và đường tiếp nhận không khớp: người còn ở nước ngoài thuộc nhóm “{_short(_PENDING[0])}”."
    if person is PersonClass.FOREIGNER and route in (Route.ABROAD, Route.HANDED_OVER, Route.SELF_RETURNED):
        yield "Nhóm người nước ngoài là người bị mua bán tại Việt Nam: hỏi lại đường tiếp nhận."
    if person is PersonClass.MINOR_ACCOMPANYING and case.age is not None and not case.age < 18:  # noqa: PLR2004  # years
        yield "Nhóm “người dưới 18 tuổi đi cùng” mà tuổi từ 18: hỏi lại tuổi."


def _short(person_class: PersonClass) -> str:
    return CLASS_NAMES[person_class]


def _notes(case: Case, day: date, chosen: Office | None, province: Office | None) -> Iterable[str]:
    """Yield what to know before using the card."""
    if chosen is not None and province is not None and chosen is not province:
        note = load_offices().note(chosen, day)
        yield note or f"Tại ngày của phiếu, {chosen.full_name} là {province.full_name}."
    if case.person_class in _PENDING and day >= REGIME_CHANGED:
        yield (
            f"Nếu việc xác định bắt đầu trước {REGIME_CHANGED:{_DAY}}: quy định chuyển tiếp cho người đang được"
            " xác định chưa kiểm chứng được với văn bản gốc; hỏi Sở Y tế và Công an cấp tỉnh."
        )
