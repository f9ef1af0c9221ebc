"""Bad typing on purpose: the same each time, of the kind asked for, and no more of it than asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import clean, fold, syllables
from search.evaluation.noise import Noise, noisy

QUESTION = "Nạn nhân bị mua bán được hỗ trợ gì theo Điều 37 Luật 53/2024/QH15?"
IDS = [f"q{number}" for number in range(200)]


@pytest.mark.parametrize("noise", list(Noise))
def test_a_question_is_typed_the_same_each_time(noise: Noise) -> None:
    assert [noisy(QUESTION, noise, name) for name in IDS] == [noisy(QUESTION, noise, name) for name in IDS]


def test_stripped_leaves_no_mark_and_keeps_the_case() -> None:
    assert noisy("Đồng ý, UỶ BAN", Noise.STRIPPED, "q1") == "Dong y, UY BAN"


@given(raw=st.text(alphabet="aáàđĐeêộửUỨ ABC123,.", max_size=40), name=st.text(max_size=5))
def test_half_changes_nothing_but_marks(raw: str, name: str) -> None:
    text = clean(raw)
    typed = noisy(text, Noise.HALF, name)
    assert (fold(typed), len(typed)) == (fold(text), len(text))


def test_half_leaves_about_half_of_the_syllables_whole() -> None:
    marked = "nạn nhân được hỗ trợ"
    kept = [noisy(marked, Noise.HALF, name).split() for name in IDS]
    whole = sum(now == was for words in kept for now, was in zip(words, marked.split(), strict=True))
    assert 0.4 < whole / (5 * len(IDS)) < 0.6
    assert any("nhân" in words or "trơ" in words for words in kept)  # the tone alone is lost as well


def test_one_syllable_of_a_question_has_a_slip_and_no_number_has() -> None:
    for name in IDS:
        typed = noisy(QUESTION, Noise.TYPO, name)
        was, now = QUESTION.split(), typed.split()
        assert sum(one != other for one, other in zip(was, now, strict=True)) == 1
        assert "37" in now
        assert typed.endswith(" 53/2024/QH15?")


def test_every_kind_of_slip_is_made() -> None:
    made = {noisy("trợ", Noise.TYPO, name) for name in IDS}
    assert {"trowj", "tro75", "trrợ", "tợr", "tợ", "trp"} <= made


@pytest.mark.parametrize("text", ["", "66/2011/QH12", "a b c", "NNBMB"])
def test_where_no_slip_can_be_made_the_text_stays(text: str) -> None:
    assert noisy(text, Noise.TYPO, "q1") == text


def test_syllables_stay_apart() -> None:
    assert all(len(syllables(noisy(QUESTION, Noise.TYPO, name))) == len(syllables(QUESTION)) for name in IDS)
