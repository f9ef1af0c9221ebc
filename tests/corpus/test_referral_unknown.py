"""A referral card on what is not known, does not fit together, or cannot be."""

from datetime import date
from typing import Any

import pytest

from corpus.case import Case, PersonClass, Route
from corpus.errors import CorpusError
from corpus.provinces import UnknownProvinceError
from corpus.referral import BadCaseError
from corpus.store import CorpusStore
from tests.corpus.referral_cards import BEFORE, TODAY, card, ids


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
