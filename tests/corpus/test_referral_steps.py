"""Which steps a card has: for every route and class, for the person's age, health and wishes, and by when."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from corpus.case import Health, PersonClass, Route, Support
from corpus.handbook import Mark
from corpus.referral_table import Ruling
from corpus.store import CorpusStore
from tests.corpus.referral_cards import BEFORE, EVE, REFORM, TABLE, TODAY, card, doers, ids, step_of

PAIRS = list(product(Route, PersonClass))
PENDING = (PersonClass.PENDING_ABROAD, PersonClass.PENDING_DOMESTIC)
LEGAL_AID_OF_CHILDREN = "khoản 3 Điều 7 Luật 11/2017/QH14"


# Every route and class


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


# What fits the person


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


def test_what_a_class_rests_on_is_its_own_paragraph_of_the_law(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.PENDING_DOMESTIC, route=Route.REPORTED)
    labels = [ground.ground.label for step in made.steps if step.id == "nhu-cau-thiet-yeu" for ground in step.grounds]
    assert "đoạn 2 khoản 3 Điều 37 Luật số 53/2024/QH15" in labels
    assert "khoản 4 Điều 37 Luật số 53/2024/QH15" not in labels


# The last day to apply


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


def test_the_claim_has_its_form_its_decree_its_office_and_its_days(empty: CorpusStore) -> None:
    made = card(empty, person_class=PersonClass.VICTIM, wishes=(Support.HARDSHIP,))
    (claim,) = [step for step in made.steps if step.id == "don-mau-07"]
    assert claim.paper is not None
    assert (claim.paper.form, claim.paper.decree) == ("Mẫu số 07", "162/2025/NĐ-CP")
    assert claim.deadline.startswith("09 ngày làm việc")
    assert [doer.office for doer in claim.who] == ["so-y-te"]


# Under 18, foreigners, abroad


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
