"""Marks put back: what was typed with a mark stands, and no number, letter case or length is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import clean, fold
from search.restore import SyllableModel, bundled_syllables, count_syllables, load_syllables

LAW = [
    "nạn nhân được hỗ trợ học nghề và trợ cấp khó khăn ban đầu",
    "nạn nhân được hỗ trợ chi phí đi lại",
    "trợ giúp pháp lý cho nạn nhân bị mua bán",
] * 3
SMALL = count_syllables(LAW)
EMPTY = count_syllables([])
MODELS = {"small": SMALL, "empty": EMPTY, "bundled": bundled_syllables()}
LETTERS = "aàạâấbcdđeèẹêginhmoòọôơrstuưvy ADĐNT0123456789/.-,?\n"


def test_plain_words_get_the_marks_that_the_law_writes() -> None:
    assert SMALL.restore("nan nhan duoc ho tro hoc nghe") == "nạn nhân được hỗ trợ học nghề"


def test_letter_case_and_everything_between_words_stay() -> None:
    assert SMALL.restore("NAN NHAN,  duoc\nHo tro?") == "NẠN NHÂN,  được\nHỗ trợ?"


@pytest.mark.parametrize("model", [SMALL, bundled_syllables()], ids=["small", "bundled"])
@pytest.mark.parametrize("typed", ["nạn nhân", "Uỷ ban", "điểm đ", "trợ cấp", "hoà giải"])
def test_what_was_typed_with_marks_stays(model: SyllableModel, typed: str) -> None:
    assert model.restore(typed) == typed


@pytest.mark.parametrize("typed", ["66/2011/QH12", "162/2025/NĐ-CP", "1.500.000", "5a", "01/7/2025", "0909 123 456"])
def test_numbers_are_untouched(typed: str) -> None:
    assert bundled_syllables().restore(f"nan nhan {typed}").endswith(typed)


@pytest.mark.parametrize("name", list(MODELS))
@given(raw=st.text(alphabet=LETTERS, max_size=60))
def test_only_marks_change(name: str, raw: str) -> None:
    typed = clean(raw)
    restored = MODELS[name].restore(typed)
    assert len(restored) == len(typed)
    assert fold(restored) == fold(typed)
    assert [letter.isupper() for letter in restored] == [letter.isupper() for letter in typed]


@given(st.text(alphabet=LETTERS, max_size=60))
def test_a_tone_that_was_typed_is_never_changed(raw: str) -> None:
    typed = clean(raw)
    restored = bundled_syllables().restore(typed)
    assert all(
        now == was for was, now in zip(typed, restored, strict=True) if fold(was) != was.lower() and was in "àạấèẹòọ"
    )


def test_without_counts_everything_stays_as_typed() -> None:
    assert EMPTY.restore("nan nhan duoc gi") == "nan nhan duoc gi"
    assert EMPTY.share("nạn") == 0.0


def test_text_in_another_language_stays() -> None:
    text = "What support can victims of trafficking get in the shelter?"
    assert bundled_syllables().restore(text) == text


def test_counts_come_back_from_their_file(tmp_path: Path) -> None:
    file = tmp_path / "counts.npz"
    SMALL.save(file)
    again = load_syllables(file)
    assert again.words == SMALL.words
    assert again.restore("nan nhan duoc ho tro") == SMALL.restore("nan nhan duoc ho tro")
    assert again.share("nhân") == SMALL.share("nhân") > 0


def test_an_empty_count_comes_back_from_its_file(tmp_path: Path) -> None:
    EMPTY.save(tmp_path / "counts.npz")
    assert load_syllables(tmp_path / "counts.npz").restore("nan nhan") == "nan nhan"
