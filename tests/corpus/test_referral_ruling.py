"""Which law a referral card is made under, the old or the new, and who acts under it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.case import Case, PersonClass, Route, Support
from corpus.handbook import Mark
from corpus.referral import ruling_of
from corpus.referral_table import Needs, Ruling
from corpus.store import CorpusStore
from tests.corpus.referral_cards import BEFORE, EVE, REFORM, TABLE, TODAY, card, doers, ids, step_of

# Which law


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


def test_the_ruling_does_not_claim_a_day_of_identification_that_nobody_gave(empty: CorpusStore) -> None:
    known, unknown = (card(empty, person_class=PersonClass.VICTIM, identified_on=day) for day in (TODAY, None))
    assert "vì không thuộc trường hợp" in known.reason
    assert "vì không thuộc trường hợp" not in unknown.reason
    assert "Phiếu chưa ghi ngày được xác định" in unknown.reason
    pending = card(empty, person_class=PersonClass.PENDING_DOMESTIC)
    assert "vì không thuộc trường hợp" in pending.reason


# Who acts, and when


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
