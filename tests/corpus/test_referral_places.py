"""Provinces of the day on a referral card, their offices, and the numbers to call."""

from datetime import date

import pytest

from corpus.offices import load_offices
from corpus.provinces import name_in, province_named, province_on
from corpus.store import CorpusStore
from tests.corpus.referral_cards import EVE, TODAY, card


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
