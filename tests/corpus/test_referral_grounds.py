"""The grounds of a referral card, checked against what the store holds and what has ended."""

from dataclasses import replace
from datetime import date
from typing import Any

from corpus.case import PersonClass, Route
from corpus.referral_table import Needs, Ruling
from corpus.store import CorpusStore
from corpus.work import Status
from tests.corpus.referral_cards import BEFORE, EVE, NEW_LAW, TABLE, card
from tests.laws import article, clause, expression, source


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


def test_a_law_that_is_a_ground_as_a_whole_is_known_to_be_held(held: CorpusStore, empty: CorpusStore) -> None:
    (ground,), (lacking,) = (
        card(store, EVE, person_class=PersonClass.VICTIM).reason_grounds for store in (held, empty)
    )
    assert ground.held is not None
    assert ground.held.work.number == "66/2011/QH12"
    assert (ground.quote, lacking.held) == ("", None)
