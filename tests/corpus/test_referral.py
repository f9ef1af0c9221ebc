"""The referral card: which law, which steps, who, by when, on what ground, and what is not known."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from corpus.case import Case, Health, PersonClass, Route, Support
from corpus.catalogue import load_catalogue
from corpus.errors import CorpusError
from corpus.force import ForceTable
from corpus.handbook import Mark
from corpus.offices import load_offices
from corpus.provinces import UnknownProvinceError, name_in, province_named, province_on
from corpus.referral import BadCaseError, CardStep, ReferralCard, referral_card, ruling_of
from corpus.referral_table import (
    BrokenReferralError,
    Needs,
    ReferralTable,
    Ruling,
    Step,
    load_referral,
    read_referral,
    step_text,
)
from corpus.store import CorpusStore
from corpus.text import clean, slug
from corpus.work import Status
from tests.laws import article, clause, expression, law, source

TODAY = date(2026, 11, 22)
REFORM = date(2025, 7, 1)
EVE = date(2025, 6, 30)
BEFORE = date(2025, 6, 20)
FORCE = ForceTable(load_catalogue())
TABLE = load_referral()
PAIRS = list(product(Route, PersonClass))
PENDING = (PersonClass.PENDING_ABROAD, PersonClass.PENDING_DOMESTIC)
UNVERIFIED = "chưa kiểm chứng được với văn bản gốc"
TITLE = "Luật Phòng, chống mua bán người"
OLD_LAW = law("66/2011/QH12", TITLE, issued=date(2011, 3, 29), effective=date(2012, 1, 1))
NEW_LAW = law("53/2024/QH15", TITLE, issued=date(2024, 11, 28), effective=REFORM)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "empty.db") as store:
        yield store


@pytest.fixture
def held(tmp_path: Path) -> Iterator[CorpusStore]:
    """Two laws of our own words: the old one has khoản 1 to 3 of Điều 24 and no fourth."""
    with CorpusStore(tmp_path / "held.db") as store:
        clauses = (clause("1", "Xã báo phòng."), clause("2", "Phòng tiếp nhận."), clause("3", "Đưa trẻ về."))
        papers = article("28", "Giấy tờ", words="Giấy xác nhận thử.\n")
        store.add(source("cũ"), [expression(OLD_LAW, article("24", "Tiếp nhận", *clauses), papers)])
        reception = article("27", "Tiếp nhận", clause("1", "Xã báo sở."), clause("2", "Sở xác minh."))
        store.add(source("mới"), [expression(NEW_LAW, reception, complete=False)])
        yield store


def card(
    store: CorpusStore,
    day: date = TODAY,
    table: ReferralTable | None = None,
    **known: Any,  # noqa: ANN401  # fields of Case
) -> ReferralCard:
    return referral_card(Case(**known), day, store, FORCE, table=table)


def ids(made: ReferralCard) -> list[str]:
    return [step.id for step in made.steps]


def step_of(made: ReferralCard, id_: str) -> CardStep:
    return next(step for step in made.steps if step.id == id_)


def doers(made: ReferralCard) -> set[str]:
    return {doer.office for step in made.steps for doer in step.who if doer.office}


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize("step", TABLE.steps, ids=lambda step: step.id)
def test_a_step_is_short_and_says_who_and_on_what_ground(step: Step) -> None:
    assert step.id == slug(step.id)
    assert 5 <= len(step.text.split()) <= 60
    assert step.text.endswith(".")
    assert step.who
    assert all(doer.office or doer.name for doer in step.who)
    assert any(not ground.classes for ground in step.grounds)
    assert step.needs.rulings
    assert step_text(step) == clean(step_text(step))


def test_a_step_admits_that_it_was_not_verified_and_no_other_does() -> None:
    for step in TABLE.steps:
        assert (UNVERIFIED in step.text) == (step.mark is not Mark.VERIFIED), step.id
    assert {step.mark for step in TABLE.steps} > {Mark.VERIFIED, Mark.PARTLY, Mark.UNKNOWN}


def test_no_step_names_a_sum_of_money() -> None:
    assert [step.id for step in TABLE.steps if re.search(r"\d[\d.]*\s*(?:đồng|đ\b|triệu|nghìn)", step.text)] == []


def test_steps_of_the_new_law_send_nobody_to_an_office_that_is_gone() -> None:
    gone = {"phong-ldtbxh", "cong-an-huyen", "ubnd-huyen", "so-ldtbxh", "co-so-btxh"}
    for step in TABLE.steps:
        if Ruling.NEW in step.needs.rulings:
            assert not gone & {doer.office for doer in step.who}, step.id


def test_the_two_forms_number_07_belong_to_their_decrees() -> None:
    papers = {step.paper.label for step in TABLE.steps if step.paper and step.paper.form == "Mẫu số 07"}
    assert papers == {
        "Mẫu số 07 của Nghị định số 162/2025/NĐ-CP",
        "Mẫu số 07 của Nghị định số 20/2021/NĐ-CP",
    }


def test_a_table_that_names_an_office_nobody_knows_is_refused() -> None:
    raw = """
checked_on = 2026-11-22
contact = []
ruling = []
[[step]]
id = "a"
text = "Làm."
who = [{ office = "khong-co" }]
grounds = [{ number = "66/2011/QH12" }]
mark = "verified"
rulings = ["old"]
"""
    with pytest.raises(BrokenReferralError, match="khong-co"):
        read_referral(raw)


# ---------------------------------------------------------------- every route and class


@pytest.mark.parametrize("day", [EVE, REFORM, TODAY])
@pytest.mark.parametrize(("route", "person"), PAIRS)
def test_each_route_and_class_gives_a_card_with_a_deadline_a_doer_and_a_ground_for_every_step(
    empty: CorpusStore, route: Route, person: PersonClass, day: date
) -> None:
    made = card(empty, day, route=route, person_class=person)
    assert len(made.steps) >= 3
    assert any(step.deadline for step in made.steps)
    assert all(step.who and step.grounds for step in made.steps)
    assert [step.id for step in made.steps if step.stale] == []


@pytest.mark.parametrize(("route", "person"), [pair for pair in PAIRS if pair[1] not in PENDING])
def test_who_was_identified_before_the_reform_gets_a_card_too(
    empty: CorpusStore, route: Route, person: PersonClass
) -> None:
    made = card(empty, route=route, person_class=person, identified_on=BEFORE)
    assert made.ruling is Ruling.TRANSITIONAL
    assert any(step.deadline for step in made.steps)
    assert [step.id for step in made.steps if step.stale] == []


@pytest.mark.parametrize("support", [one for one in Support if one is not Support.LEGAL_ADVICE])
def test_each_wish_of_a_victim_leads_to_a_step_or_to_one_that_all_are_offered(
    empty: CorpusStore, support: Support
) -> None:
    plain = card(empty, person_class=PersonClass.VICTIM, route=Route.REPORTED)
    wished = card(empty, person_class=PersonClass.VICTIM, route=Route.REPORTED, wishes=(support,))
    assert set(ids(wished)) > set(ids(plain)) or support is Support.LEGAL_AID


def test_who_is_not_entitled_gets_no_step_for_a_wish(empty: CorpusStore) -> None:
    wishes = (Support.LOAN, Support.VOCATIONAL, Support.HARDSHIP)
    for person in (PersonClass.MINOR_ACCOMPANYING, *PENDING, PersonClass.FOREIGNER):
        asked = card(empty, person_class=person, route=Route.REPORTED, wishes=wishes)
        assert ids(asked) == ids(card(empty, person_class=person, route=Route.REPORTED))


# ---------------------------------------------------------------- who acts, and when


def test_on_the_last_day_of_the_old_law_the_district_acts(empty: CorpusStore) -> None:
    made = card(empty, EVE, person_class=PersonClass.PENDING_DOMESTIC, route=Route.REPORTED)
    assert made.ruling is Ruling.OLD
    assert {"phong-ldtbxh", "cong-an-huyen"} <= doers(made)
    assert "so-y-te" not in doers(made)
    assert "20 ngày" in next(step.deadline for step in made.steps if step.id == "xac-minh-luat-cu")


def test_on_the_first_day_of_the_new_law_commune_and_province_act(empty: CorpusStore) -> None:
    made = card(empty, REFORM, person_class=PersonClass.PENDING_DOMESTIC, route=Route.REPORTED, place="lang-son")
    assert made.ruling is Ruling.NEW
    assert {"ubnd-xa", "so-y-te", "cong-an-tinh"} <= doers(made)
    assert not {"phong-ldtbxh", "cong-an-huyen"} & doers(made)
    (check,) = [step for step in made.steps if step.id == "xac-minh-ban-dau"]
    assert [doer.name for doer in check.who] == ["Sở Y tế tỉnh Lạng Sơn", "Công an tỉnh Lạng Sơn"]
    assert "03 ngày" in check.deadline


def test_an_office_that_is_gone_gives_way_to_who_does_its_work_and_the_card_says_so(empty: CorpusStore) -> None:
    old = next(step for step in TABLE.steps if step.id == "di-lai-luat-cu")
    table = replace(TABLE, steps=(replace(old, needs=Needs(rulings=(Ruling.TRANSITIONAL,))),))
    (travel,) = card(empty, table=table, person_class=PersonClass.VICTIM, identified_on=BEFORE, place="lang-son").steps
    assert travel.who[0].name == "Sở Y tế tỉnh Lạng Sơn"
    assert travel.who[0].note.startswith(
        "Phòng Lao động - Thương binh và Xã hội chậm nhất từ ngày 01/07/2025 không còn làm"
    )


def test_who_pays_the_way_home_under_the_old_law_is_not_known_any_more(empty: CorpusStore) -> None:
    known: dict[str, Any] = {"person_class": PersonClass.VICTIM, "identified_on": BEFORE, "wishes": (Support.TRAVEL,)}
    step = step_of(card(empty, **known), "di-lai-chuyen-tiep")
    assert step.mark is Mark.UNKNOWN
    assert "nơi chi thay chưa kiểm chứng được với văn bản gốc: hỏi Sở Y tế" in step.text
    before = step_of(card(empty, EVE, **known), "di-lai-luat-cu")
    assert before.mark is Mark.VERIFIED
    assert "phong-ldtbxh" in {doer.office for doer in before.who}


# ---------------------------------------------------------------- what fits the person


LEGAL_AID_OF_CHILDREN = "khoản 3 Điều 7 Luật 11/2017/QH14"


@pytest.mark.parametrize("day", [EVE, TODAY])
def test_a_child_who_came_along_has_legal_aid_in_its_own_right_under_the_old_law(empty: CorpusStore, day: date) -> None:
    made = card(empty, day, person_class=PersonClass.MINOR_ACCOMPANYING, identified_on=BEFORE)
    assert LEGAL_AID_OF_CHILDREN in step_of(made, "tro-giup-phap-ly-tre-em").text
    older = card(empty, day, person_class=PersonClass.MINOR_ACCOMPANYING, identified_on=BEFORE, age=16)
    assert "tro-giup-phap-ly-tre-em" not in ids(older)


def test_who_came_along_at_sixteen_or_more_is_not_promised_legal_aid_of_the_old_law(empty: CorpusStore) -> None:
    known: dict[str, Any] = {"person_class": PersonClass.MINOR_ACCOMPANYING, "identified_on": BEFORE}
    assert step_of(card(empty, age=17, **known), "tro-giup-phap-ly-di-cung-tu-16-tuoi").mark is Mark.PARTLY
    assert "tro-giup-phap-ly-di-cung-tu-16-tuoi" not in ids(card(empty, age=9, **known))


@pytest.mark.parametrize(
    ("day", "person", "identified"),
    [
        (EVE, PersonClass.PENDING_DOMESTIC, None),
        (TODAY, PersonClass.PENDING_ABROAD, None),
        (TODAY, PersonClass.VICTIM, BEFORE),
        (EVE, PersonClass.FOREIGNER, BEFORE),
    ],
)
def test_a_child_is_told_its_own_ground_of_legal_aid(
    empty: CorpusStore, day: date, person: PersonClass, identified: date | None
) -> None:
    def told(age: int) -> bool:
        made = card(empty, day, person_class=person, identified_on=identified, age=age)
        return any(LEGAL_AID_OF_CHILDREN in step.text for step in made.steps)

    assert (told(12), told(30)) == (True, False)


@pytest.mark.parametrize("health", Health)
@pytest.mark.parametrize("route", Route)
def test_a_foreigner_is_promised_nothing_of_the_list_without_the_word_that_it_depends(
    empty: CorpusStore, route: Route, health: Health
) -> None:
    made = card(empty, person_class=PersonClass.FOREIGNER, route=route, health=(health,), wishes=tuple(Support))
    listed = [
        step
        for step in made.steps
        if any(one.ground.article == "37" and one.ground.clause == "4" for one in step.grounds)
    ]
    assert len(listed) >= 3
    assert [step.id for step in listed if "tùy từng trường hợp" not in step.text] == []


@pytest.mark.parametrize("person", [PersonClass.PENDING_ABROAD, PersonClass.VICTIM, None])
def test_who_is_ill_abroad_is_promised_no_insurance_and_no_stay_in_a_house_at_home(
    empty: CorpusStore, person: PersonClass | None
) -> None:
    made = card(empty, person_class=person, route=Route.ABROAD, health=(Health.ILL,))
    step = step_of(made, "y-te-o-nuoc-ngoai")
    assert [doer.office for doer in step.who] == ["co-quan-dai-dien"]
    assert "kham-suc-khoe" not in ids(made)
    assert not any("bảo hiểm y tế" in one.text for one in made.steps)


@pytest.mark.parametrize(("age", "told"), [(None, True), (18, True), (17, False)])
def test_an_adult_victim_who_wants_schooling_is_told_that_its_condition_is_not_known(
    empty: CorpusStore, age: int | None, *, told: bool
) -> None:
    made = card(empty, person_class=PersonClass.VICTIM, age=age, wishes=(Support.SCHOOLING,))
    assert ("hoc-van-hoa-nguoi-lon" in ids(made)) is told
    assert "don-mau-07" in ids(made)


def test_what_the_cited_place_does_not_say_is_not_marked_as_read(empty: CorpusStore) -> None:
    steps = {step.id: step for step in TABLE.steps}
    assert {steps[one].mark for one in ("cap-cuu", "kham-suc-khoe", "tam-ly", "di-lai")} == {Mark.PARTLY}
    made = card(empty, person_class=PersonClass.VICTIM, wishes=(Support.HARDSHIP,))
    assert step_of(made, "don-mau-07").source.endswith("ma_thu_tuc=112584")


def test_who_may_order_protection_under_the_old_law_is_told_in_full() -> None:
    step = next(step for step in TABLE.steps if step.id == "bao-ve-luat-cu")
    assert "Chủ tịch UBND cấp xã, Trưởng phòng LĐ-TB&XH, giám đốc cơ sở" in step.text
    assert "phong-ldtbxh" in {doer.office for doer in step.who}


# ---------------------------------------------------------------- the last day to apply


def test_the_last_day_to_apply_is_told_and_that_it_has_passed(empty: CorpusStore) -> None:
    known: dict[str, Any] = {"person_class": PersonClass.VICTIM, "wishes": (Support.HARDSHIP,)}
    late = step_of(card(empty, identified_on=date(2024, 3, 1), **known), "don-chuyen-tiep")
    assert late.deadline.endswith(
        "đến hết ngày 01/03/2025: đã hết hạn vào ngày của phiếu, hỏi Sở Y tế, đừng từ chối miệng"
    )
    (ground,) = [one.ground for one in late.grounds if one.ground.number == "09/2013/NĐ-CP"]
    assert (ground.article, ground.clause, ground.point) == ("23", "3", "b")
    last = step_of(card(empty, date(2026, 6, 20), identified_on=date(2025, 6, 20), **known), "don-chuyen-tiep")
    assert last.deadline.endswith("đến hết ngày 20/06/2026")
    old = step_of(card(empty, EVE, identified_on=date(2024, 3, 1), **known), "don-luat-cu")
    assert "hỏi Phòng LĐ-TB&XH, đừng từ chối miệng" in old.deadline
    assert "đến hết" not in step_of(card(empty, EVE, **known), "don-luat-cu").deadline


def test_a_remark_on_a_whole_class_is_told_once_beside_the_supports(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.MINOR_ACCOMPANYING)
    texts = [one.text for one in made.supports if one.text]
    assert [note for note in made.notes if "khoản 2 Điều 37" in note] == [
        "Kho chưa có lời văn của khoản 2 Điều 37 Luật số 53/2024/QH15."
    ]
    assert not any("khoản 2 Điều 37" in text for text in texts)


def test_the_injured_are_brought_to_a_doctor_before_anything_else(empty: CorpusStore) -> None:
    for day in (EVE, TODAY):
        made = card(empty, day, person_class=PersonClass.VICTIM, route=Route.RESCUED, health=(Health.INJURED,))
        assert made.steps[0].id.startswith("cap-cuu")
        assert made.steps[0].deadline == "ngay"


def test_the_claim_has_its_form_its_decree_its_office_and_its_days(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.VICTIM, wishes=(Support.HARDSHIP,))
    (claim,) = [step for step in made.steps if step.id == "don-mau-07"]
    assert claim.paper is not None
    assert (claim.paper.form, claim.paper.decree) == ("Mẫu số 07", "162/2025/NĐ-CP")
    assert claim.deadline.startswith("09 ngày làm việc")
    assert [doer.office for doer in claim.who] == ["so-y-te"]


def test_what_a_class_rests_on_is_its_own_paragraph_of_the_law(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.PENDING_DOMESTIC, route=Route.REPORTED)
    labels = [ground.ground.label for step in made.steps if step.id == "nhu-cau-thiet-yeu" for ground in step.grounds]
    assert "đoạn 2 khoản 3 Điều 37 Luật số 53/2024/QH15" in labels
    assert "khoản 4 Điều 37 Luật số 53/2024/QH15" not in labels


# ---------------------------------------------------------------- under 18, foreigners, abroad


def test_under_18_brings_guardian_home_and_hotline(empty: CorpusStore) -> None:
    young = ids(card(empty, person_class=PersonClass.VICTIM, route=Route.REPORTED, age=17))
    child = ids(card(empty, person_class=PersonClass.VICTIM, route=Route.REPORTED, age=15))
    grown = ids(card(empty, person_class=PersonClass.VICTIM, route=Route.REPORTED, age=18))
    assert "duoi-18-tuoi" in young
    assert "tre-em" not in young
    assert {"duoi-18-tuoi", "tre-em"} <= set(child)
    assert not {"duoi-18-tuoi", "tre-em"} & set(grown)


def test_who_comes_along_as_a_minor_is_under_18_without_an_age(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.MINOR_ACCOMPANYING, route=Route.REPORTED)
    assert "duoi-18-tuoi" in ids(made)
    assert not any("Chưa rõ tuổi" in question for question in made.questions)


def test_a_foreigner_gets_interpreter_immigration_police_and_return(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.FOREIGNER, route=Route.RESCUED)
    assert {"phien-dich-nguoi-nuoc-ngoai", "xuat-nhap-canh", "hoi-huong"} <= set(ids(made))
    assert not next(step for step in made.steps if step.id == "hoi-huong").verified


def test_who_is_abroad_is_led_to_the_mission(empty: CorpusStore) -> None:
    for day in (EVE, TODAY):
        made = card(empty, day, person_class=PersonClass.PENDING_ABROAD, route=Route.ABROAD)
        assert "co-quan-dai-dien" in doers(made)
        assert "ttgpl" not in doers(made)


# ---------------------------------------------------------------- which law


@pytest.mark.parametrize(
    ("identified_on", "day", "ruling"),
    [
        pytest.param(date(2025, 6, 30), TODAY, Ruling.TRANSITIONAL, id="the day before"),
        pytest.param(REFORM, TODAY, Ruling.NEW, id="the first day"),
        pytest.param(None, TODAY, Ruling.NEW, id="not known"),
        pytest.param(None, EVE, Ruling.OLD, id="a card of before"),
        pytest.param(BEFORE, EVE, Ruling.OLD, id="identified and asked before"),
    ],
)
def test_the_day_of_identification_decides_the_law(identified_on: date | None, day: date, ruling: Ruling) -> None:
    assert ruling_of(Case(identified_on=identified_on), day) is ruling


def test_the_transitional_card_names_the_article_it_rests_on(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.VICTIM, identified_on=BEFORE)
    assert [ground.ground.label for ground in made.reason_grounds] == ["Điều 63 Luật số 53/2024/QH15"]
    assert "giay-xac-nhan-cap-truoc" in ids(made)
    assert "nhu-cau-luat-cu-hai-con-so" in ids(made)
    assert "nhu-cau-thiet-yeu" not in ids(made)


def test_a_day_of_identification_that_is_not_known_is_asked_for(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.VICTIM)
    assert any("ngày được xác định" in question for question in made.questions)
    assert not any("ngày được xác định" in question for question in card(empty, EVE).questions)


# ---------------------------------------------------------------- what is not known


def test_without_a_class_the_card_says_so_and_has_only_steps_that_are_common_to_all(empty: CorpusStore) -> None:
    made = card(empty, route=Route.REPORTED)
    assert any("Chưa rõ thuộc nhóm nào" in question for question in made.questions)
    shared = set.intersection(*(set(ids(card(empty, route=Route.REPORTED, person_class=one))) for one in PersonClass))
    assert set(ids(made)) <= shared
    assert "xa-bao-so-y-te" in ids(made)


def test_nothing_known_still_gives_what_all_must_do_and_what_to_ask(empty: CorpusStore) -> None:
    made = card(empty)
    assert ids(made) == ["tiep-kin", "an-toan"]
    assert len(made.questions) == 5


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"person_class": PersonClass.PENDING_ABROAD, "route": Route.REPORTED}, "ở Việt Nam"),
        ({"person_class": PersonClass.PENDING_DOMESTIC, "route": Route.ABROAD}, "ở nước ngoài"),
        ({"person_class": PersonClass.FOREIGNER, "route": Route.ABROAD}, "hỏi lại đường tiếp nhận"),
        ({"person_class": PersonClass.MINOR_ACCOMPANYING, "age": 30}, "hỏi lại tuổi"),
    ],
)
def test_what_does_not_fit_together_is_asked_again(empty: CorpusStore, known: dict[str, Any], said: str) -> None:
    assert any(said in question for question in card(empty, **known).questions)


@pytest.mark.parametrize(
    ("known", "day", "said"),
    [
        ({"identified_on": TODAY}, date(2026, 1, 1), "không thể sau ngày của phiếu"),
        ({"person_class": PersonClass.PENDING_DOMESTIC, "identified_on": BEFORE}, TODAY, "chưa có ngày"),
        ({"age": 200}, TODAY, "Tuổi phải từ 0"),
        ({}, date(2011, 12, 31), "từ 01/01/2012"),
    ],
)
def test_a_case_that_cannot_be_is_refused(empty: CorpusStore, known: dict[str, Any], day: date, said: str) -> None:
    with pytest.raises(BadCaseError, match=said):
        card(empty, day, **known)


def test_a_place_that_is_no_province_is_refused_without_being_repeated(empty: CorpusStore) -> None:
    with pytest.raises(UnknownProvinceError) as refused:
        card(empty, place="Nguyễn Thị Bích, 0912345678")
    assert "Bích" not in str(refused.value)
    assert "0912" not in str(refused.value)
    assert isinstance(refused.value, CorpusError)


# ---------------------------------------------------------------- provinces and numbers to call


@pytest.mark.parametrize(
    ("written", "day", "name"),
    [
        ("Hà Giang", TODAY, "Tuyên Quang"),
        ("ha giang", EVE, "Hà Giang"),
        ("tỉnh Lạng Sơn", TODAY, "Lạng Sơn"),
        ("Huế", date(2024, 1, 1), "Thừa Thiên Huế"),
    ],
)
def test_a_province_is_the_one_of_the_day(written: str, day: date, name: str) -> None:
    assert province_on(province_named(written), day).name == name


def test_only_an_office_of_a_province_takes_its_name() -> None:
    offices = load_offices().offices
    ha_noi = province_named("Hà Nội")
    assert name_in(offices["ttgpl"], ha_noi) == "Trung tâm Trợ giúp pháp lý nhà nước thành phố Hà Nội"
    assert name_in(offices["ubnd-xa"], ha_noi) == "Ủy ban nhân dân cấp xã"


def test_a_merged_province_is_told(empty: CorpusStore) -> None:
    made = card(empty, place="ha-giang")
    assert made.case.place == "tỉnh Tuyên Quang"
    assert any("Hà Giang không còn" in note for note in made.notes)


def test_111_is_called_and_the_old_number_is_flagged(empty: CorpusStore) -> None:
    now = {contact.number: contact.gone for contact in card(empty).contacts}
    then = {contact.number: contact.gone for contact in card(empty, date(2017, 1, 1)).contacts}
    assert (now["111"], now["18001567"]) == (False, True)
    assert "111" not in then
    assert then["18001567"] is False
    (number,) = [contact for contact in card(empty).contacts if contact.number == "113"]
    assert not number.verified


# ---------------------------------------------------------------- checked against the store


def test_a_ground_that_is_held_is_quoted_word_for_word(held: CorpusStore) -> None:
    made = card(held, person_class=PersonClass.PENDING_DOMESTIC, route=Route.REPORTED)
    (check,) = [step for step in made.steps if step.id == "xac-minh-ban-dau"]
    ground = check.grounds[0]
    assert ground.provision is not None
    assert ground.quote == "2. Sở xác minh."
    assert ground.provision.text[ground.start : ground.end] == ground.quote
    assert ground.status is Status.IN_FORCE


def test_a_ground_that_is_not_held_is_named_with_where_to_get_it(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.VICTIM, route=Route.REPORTED)
    for ground in (ground for step in made.steps for ground in step.grounds):
        assert ground.quote == ""
        assert "vbpl.vn" in ground.note


def test_a_ground_that_its_work_does_not_have_makes_the_step_stale(held: CorpusStore) -> None:
    made = card(held, EVE, person_class=PersonClass.PENDING_DOMESTIC, route=Route.REPORTED)
    stale = {step.id: step.stale for step in made.steps if step.stale}
    assert set(stale) >= {"xac-minh-luat-cu"}
    assert "không có khoản 4" in stale["xac-minh-luat-cu"][0]
    assert "phong-tiep-nhan" not in stale


def test_a_ground_that_has_ended_makes_the_step_stale(held: CorpusStore) -> None:
    old = next(step for step in TABLE.steps if step.id == "phong-tiep-nhan")
    table = replace(TABLE, steps=(replace(old, needs=Needs(rulings=(Ruling.NEW,))),))
    (step,) = card(held, table=table).steps
    assert "hết hiệu lực" in step.stale[0]


def test_a_ground_that_has_ended_makes_a_step_stale_where_its_words_are_not_held_too(empty: CorpusStore) -> None:
    old = next(step for step in TABLE.steps if step.id == "phong-tiep-nhan")
    table = replace(TABLE, steps=(replace(old, needs=Needs(rulings=(Ruling.NEW,))),))
    (step,) = card(empty, table=table).steps
    assert "hết hiệu lực" in step.stale[0]


def test_the_old_law_still_bears_for_who_was_identified_under_it(held: CorpusStore) -> None:
    made = card(held, person_class=PersonClass.VICTIM, identified_on=BEFORE)
    (papers,) = [step for step in made.steps if step.id == "giay-xac-nhan-cap-truoc"]
    assert papers.stale == ()
    assert papers.grounds[0].status is Status.EXPIRED
    assert "Vẫn là căn cứ" in papers.grounds[0].note


def test_words_that_changed_after_the_table_was_checked_make_the_step_stale(held: CorpusStore) -> None:
    changed = article("27", "Tiếp nhận", clause("1", "Xã báo nơi khác."), clause("2", "Sở xác minh."))
    held.add(source("sau"), [expression(NEW_LAW, changed, valid_from=date(2027, 1, 1), complete=False)])
    known: dict[str, Any] = {"person_class": PersonClass.PENDING_DOMESTIC, "route": Route.REPORTED}
    before, after = card(held, date(2026, 12, 1), **known), card(held, date(2027, 2, 1), **known)
    assert [step.id for step in before.steps if step.stale] == []
    assert "xa-bao-so-y-te" in {step.id for step in after.steps if step.stale}


def test_a_case_has_no_room_for_a_name() -> None:
    assert set(Case.__dataclass_fields__) == {
        "person_class",
        "age",
        "identified_on",
        "route",
        "place",
        "health",
        "wishes",
    }


def test_the_ruling_does_not_claim_a_day_of_identification_that_nobody_gave(empty: CorpusStore) -> None:
    known, unknown = (card(empty, person_class=PersonClass.VICTIM, identified_on=day) for day in (TODAY, None))
    assert "vì không thuộc trường hợp" in known.reason
    assert "vì không thuộc trường hợp" not in unknown.reason
    assert "Phiếu chưa ghi ngày được xác định" in unknown.reason
    pending = card(empty, person_class=PersonClass.PENDING_DOMESTIC)
    assert "vì không thuộc trường hợp" in pending.reason


def test_a_law_that_is_a_ground_as_a_whole_is_known_to_be_held(held: CorpusStore, empty: CorpusStore) -> None:
    (ground,), (lacking,) = (
        card(store, EVE, person_class=PersonClass.VICTIM).reason_grounds for store in (held, empty)
    )
    assert ground.held is not None
    assert ground.held.work.number == "66/2011/QH12"
    assert (ground.quote, lacking.held) == ("", None)
