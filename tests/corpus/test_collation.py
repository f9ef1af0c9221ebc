"""The order of the Vietnamese alphabet."""

import random

import pytest

from corpus.collation import collation_key, initial


@pytest.mark.parametrize(
    "ordered",
    [
        pytest.param(list("aăâbcdđeêghiklmnoôơpqrstuưvxy"), id="letters"),
        pytest.param(["ma", "mà", "mả", "mã", "má", "mạ"], id="tones"),
        pytest.param(["mạ", "mai", "mạng", "mát", "mắt", "mất"], id="letters before tones"),
        pytest.param(["Điều 9", "Điều 9a", "Điều 10", "Điều 10a", "Điều 100"], id="numbers by their value"),
        pytest.param(["9/2013/NĐ-CP", "09/2014/NĐ-CP", "10/2013/NĐ-CP"], id="numbers of papers"),
        pytest.param(["an", "an ninh", "ăn", "ân", "ba"], id="shorter first"),
        pytest.param(["Dân sự", "Dược", "Đất đai", "Điện lực"], id="đ after d"),
        pytest.param(["Bộ Y tế", "Chính phủ", "Quốc hội", "Ủy ban"], id="capitals"),
    ],
)
def test_words_stand_in_vietnamese_order(ordered: list[str]) -> None:
    shuffled = ordered[:]
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=collation_key) == ordered


@pytest.mark.parametrize(
    ("text", "letter"), [("ẩn", "Â"), ("Ưu đãi", "Ư"), ("đất", "Đ"), ("2019", "#"), ("", "#"), ("  yên", "Y")]
)
def test_a_word_stands_under_its_letter(text: str, letter: str) -> None:
    assert initial(text) == letter
