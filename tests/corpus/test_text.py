"""What the one normalisation promises to ingest and to search."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.text import canonical, clean, clean_with_offsets, fold, slug, syllable_spans, syllables

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđĐÂÊÔƠƯ bcdgklnqrstvx0123456789.,;\n"
)
HARD = (
    "\u0301\u0323\u0302\u031b\u00a0\u200b\ufeff\r\n\t\u2028ðÐƉİǅ\u1100\u1161\u11a8\u09c7\u09be\ud800\udc80\x00\x1f한éK"
)
ANY_TEXT = st.text(alphabet=st.sampled_from(VIETNAMESE + HARD), max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("Đ i ê ̀ u", "Đ i ê ̀ u", id="a loose mark stays, nothing is guessed"),
        pytest.param("Nghi\u0323 \u0111i\u0323nh", "Nghị định", id="NFD"),
        pytest.param("ðiều, Ðiều, Ɖiều", "điều, Điều, Điều", id="letters that look like đ"),
        pytest.param("khoản\u00a01\u2003Điều\u30005", "khoản 1 Điều 5", id="one kind of space"),
        pytest.param("mua\u00ad bán\u200b người\ufeff", "mua bán người", id="what cannot be seen"),
        pytest.param("a\u202e/tpdc\u202c b", "a/tpdc b", id="direction marks hide nothing"),
        pytest.param("một\r\nhai\rba\u2028bốn\x0cnăm", "một\nhai\nba\nbốn\nnăm", id="one kind of line end"),
        pytest.param("x\x00y\x1bz", "xyz", id="control characters"),
        pytest.param("a\u200b\u0301", "á", id="a mark reaches over what is removed"),
        pytest.param("\ud800kho\udc80", "\ufffdkho\ufffd", id="half letters can be stored and sent"),
    ],
)
def test_clean_text_has_one_form(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(ANY_TEXT)
def test_clean_text_is_nfc_and_can_be_encoded(raw: str) -> None:
    cleaned = clean(raw)
    cleaned.encode()
    assert unicodedata.is_normalized("NFC", cleaned)


@given(ANY_TEXT)
@example("\u1100\u1161\u11a8")
@example("\u09c7\u09be")
@example("e\r\n\u0301")
def test_offsets_do_not_change_the_text(raw: str) -> None:
    assert clean_with_offsets(raw).text == clean(raw)


@given(ANY_TEXT)
def test_origins_never_go_back_and_end_at_the_end(raw: str) -> None:
    found = clean_with_offsets(raw)
    assert len(found.origins) == len(found.text) + 1
    assert list(found.origins) == sorted(found.origins)
    assert found.origins[-1] == len(raw)


@given(ANY_TEXT)
@example("x\u0302\u0302e\u0302\u0301\u200by")
@example("\u0344\u0958\ufb1dđ\u00a0")
def test_each_clean_letter_comes_from_the_raw_letters_that_give_it(raw: str) -> None:
    raw = raw.replace("\r\n", "\n")
    found = clean_with_offsets(raw)
    starts = [place for place, origin in enumerate(found.origins) if place == 0 or origin > found.origins[place - 1]]
    for start, end in pairwise(starts):
        first, last = found.raw_span(start, end)
        assert clean(raw[first if start else 0 : last]) == found.text[start:end]


def test_a_letter_is_cleaned_and_folded_alike_beside_ordinary_and_other_letters() -> None:
    other = "\u4e00"  # no law writes it, so the text takes the longer way
    for letter in map(chr, range(0x3000)):
        assert clean(f"{letter}a{other}") == f"{clean(f'{letter}a')}{other}"
        assert fold(f"{letter}a{other}") == f"{fold(f'{letter}a')}{other}"


def test_a_span_of_clean_text_leads_back_to_the_raw_words() -> None:
    raw = "SỐ:\u00a0\u200bNghi\u0323 \u0111i\u0323nh\r\nnày"
    found = clean_with_offsets(raw)
    start = found.text.index("Nghị định")
    first, last = found.raw_span(start, start + len("Nghị định"))
    assert raw[first:last].strip() == "Nghi\u0323 \u0111i\u0323nh"
    assert clean(raw[first:last]).strip() == "Nghị định"


@given(ANY_TEXT)
def test_canonical_and_folded_text_keep_every_offset(raw: str) -> None:
    cleaned = clean(raw)
    assert len(canonical(cleaned)) == len(cleaned)
    assert len(fold(cleaned)) == len(cleaned)


@given(ANY_TEXT)
def test_folding_is_stronger_than_canonical(raw: str) -> None:
    cleaned = clean(raw)
    assert canonical(canonical(cleaned)) == canonical(cleaned)
    assert fold(fold(cleaned)) == fold(cleaned)


@given(st.text(alphabet=st.sampled_from(VIETNAMESE), max_size=60))
def test_two_writings_of_vietnamese_fold_alike(text: str) -> None:
    assert fold(canonical(clean(unicodedata.normalize("NFD", text)))) == fold(clean(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà giải", "hòa giải"),
        ("Uỷ ban", "Ủy ban"),
        ("thuỷ lợi", "thủy lợi"),
        ("khoẻ", "khỏe"),
        ("qúy", "quý"),
        ("qũy", "quỹ"),
        ("LUỸ KẾ", "LŨY KẾ"),
    ],
)
def test_both_schools_of_tone_placement_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize("word", ["hoàn", "quý", "quỳnh", "huỳnh", "toán", "quỹ", "xoèn"])
def test_syllables_with_one_placement_only_stay(word: str) -> None:
    assert canonical(word) == word


def test_d_with_a_stroke_is_another_letter_until_marks_are_folded_away() -> None:
    assert canonical("Điểm đ") != canonical("Điểm d")
    assert fold("Điểm đ") == fold("Điểm d") == "diem d"


def test_a_number_with_letters_is_one_syllable() -> None:
    assert syllables("Điều 5a, khoản 1_2: QH15") == ["điều", "5a", "khoản", "1", "2", "qh15"]


@given(ANY_TEXT)
def test_spans_of_syllables_name_their_own_letters(raw: str) -> None:
    text = clean(raw)
    assert [word for word, _, _ in syllable_spans(text)] == syllables(text)
    assert all(canonical(text)[start:end] == word for word, start, end in syllable_spans(text))


@given(ANY_TEXT)
def test_a_slug_is_safe_in_an_address(raw: str) -> None:
    found = slug(raw)
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not found.startswith("-")
    assert not found.endswith("-")
    assert slug(found) == found
