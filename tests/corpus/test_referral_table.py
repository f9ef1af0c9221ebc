"""The table of steps: short, with who acts and on what ground, and honest about what was not verified."""

import re

import pytest

from corpus.handbook import Mark
from corpus.referral_table import BrokenReferralError, Ruling, Step, read_referral, step_text
from corpus.text import clean, slug
from tests.corpus.referral_cards import TABLE

UNVERIFIED = "chưa kiểm chứng được với văn bản gốc"


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


def test_who_may_order_protection_under_the_old_law_is_told_in_full() -> None:
    step = next(step for step in TABLE.steps if step.id == "bao-ve-luat-cu")
    assert "Chủ tịch UBND cấp xã, Trưởng phòng LĐ-TB&XH, giám đốc cơ sở" in step.text
    assert "phong-ldtbxh" in {doer.office for doer in step.who}


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
