"""Số ký hiệu: found in every writing, compared whatever the writing, never taken from dates and rates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.number import (
    canonical_number,
    find_numbers,
    number_key,
    number_slug,
    type_of_number,
    year_of_number,
)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        pytest.param("162/2025/NĐ-CP", "162/2025/NĐ-CP", id="already canonical"),
        pytest.param("53 /2024/QH15", "53/2024/QH15", id="stray space"),
        pytest.param("53 / 2024 / QH 15", "53/2024/QH15", id="spaces everywhere"),
        pytest.param("09/2013/ND-CP", "09/2013/NĐ-CP", id="D for Đ"),
        pytest.param("09/2013/NÐ-CP", "09/2013/NĐ-CP", id="Icelandic eth for Đ"),
        pytest.param("9/2013/nđ – cp", "09/2013/NĐ-CP", id="en dash, small letters, one digit"),
        pytest.param("53/2024/QHl5", "53/2024/QH15", id="OCR l for 1"),
        pytest.param("66/2011/qh12", "66/2011/QH12", id="small QH"),
        pytest.param("35/2013/TT-BLDTBXH", "35/2013/TT-BLĐTBXH", id="ministry without Đ"),
        pytest.param("17/2007/QD-TTG", "17/2007/QĐ-TTg", id="TTg"),
        pytest.param("207/ttr-syt", "207/TTr-SYT", id="TTr"),
        pytest.param("01/2014/TTLT–BCA–BQP–BLDTBXH–BNG", "01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG", id="joint circular"),
        pytest.param("10/2003/PL-UBTVQH11", "10/2003/PL-UBTVQH11", id="ordinance"),
    ],
)
def test_a_number_is_written_as_the_gazette_writes_it(written: str, canonical: str) -> None:
    assert canonical_number(written) == canonical


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("Luật số 53 /2024/QH15 và NĐ 162/2025/nd-cp.", ["53/2024/QH15", "162/2025/NĐ-CP"], id="two"),
        pytest.param("Số: 2548/QCPH-LĐTBXH-CA-QP-NG", ["2548/QCPH-LĐTBXH-CA-QP-NG"], id="coordination"),
        pytest.param("Kế hoạch 15/KH-SLĐTBXH-PCTNXH", ["15/KH-SLĐTBXH-PCTNXH"], id="department and unit"),
        pytest.param("117/2007/TTLT/BLĐTBXH-BTC", ["117/2007/TTLT/BLĐTBXH-BTC"], id="slash inside the code"),
        pytest.param("522B/NQ-UBTVQH13", ["522B/NQ-UBTVQH13"], id="letter after the serial"),
        pytest.param("Chỉ thị 48-CT/TW; Kết luận 13-KL/TW", ["48-CT/TW", "13-KL/TW"], id="party papers"),
        pytest.param("05/VBHN-BGDĐT, 722/BCĐ-NC", ["05/VBHN-BGDĐT", "722/BCĐ-NC"], id="consolidated, steering board"),
        pytest.param("84/2019/TT-BTC (thay thế 134/2013/TTLT-BTC-BLĐTBXH)", None, id="in brackets"),
        pytest.param("số 27/2009/TT- BCT", ["27/2009/TT-BCT"], id="space after the hyphen"),
        pytest.param("85/2005/TTLT/BTC-BCAngày 26/09/2005", ["85/2005/TTLT/BTC-BCA"], id="glued to ngày"),
        pytest.param("NÐ 09/2013/NÐ-CP", ["09/2013/NĐ-CP"], id="look-alike of Đ"),
        pytest.param("162/2025/NĐ-CP - văn bản mới", ["162/2025/NĐ-CP"], id="a dash of the sentence"),
    ],
)
def test_numbers_are_found(text: str, numbers: list[str] | None) -> None:
    found = [match.number for match in find_numbers(text)]
    assert found == (numbers or ["84/2019/TT-BTC", "134/2013/TTLT-BTC-BLĐTBXH"])


@pytest.mark.parametrize(
    "text",
    [
        "Trong các ngày 27-29/5 và 03-05/6/2024",
        "ngày 30/7, 05/03/2020, 5-3-2020",
        "454/455 đại biểu tán thành",
        "15 m2/nạn nhân; 70.000 đồng/người/ngày; 3 lần/tháng; 1/2 số tiền",
        "Tổng đài 1900969680, 024/3822.1234, 18001567",
        "Ban Chỉ đạo 138/CP, 138/QN",
        "TCVN 6909:2001, A/H1N1, quốc lộ 1A/2",
        "http://example.vn/12/2024/QD-TTg",
    ],
)
def test_dates_rates_votes_and_telephone_numbers_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_the_span_is_that_of_the_text_as_given() -> None:
    text = "theo Nghị định số 09/2013/ND – CP ngày 11/01/2013"
    (found,) = find_numbers(text)
    assert text[found.start : found.end] == found.text == "09/2013/ND – CP"


@pytest.mark.parametrize(
    ("one", "other"),
    [("9/2013/ND-CP", "09/2013/NĐ-CP"), ("53 /2024/qhl5", "53/2024/QH15"), ("17/2007/QD–TTG", "17/2007/QĐ-TTg")],
)
def test_the_key_is_the_same_for_all_writings(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


def test_the_key_keeps_the_year_apart() -> None:
    assert number_key("144/2017/NĐ-CP") != number_key("144/2021/NĐ-CP")


def test_the_slug_is_folded_and_hyphenated() -> None:
    assert number_slug("01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG") == "01-2014-ttlt-bca-bqp-bldtbxh-bng"


@pytest.mark.parametrize(
    ("number", "kind", "year"),
    [
        ("162/2025/NĐ-CP", "Nghị định", "2025"),
        ("01/2014/TTLT-BCA-BQP", "Thông tư liên tịch", "2014"),
        ("33/QĐ-TTg", "Quyết định", None),
        ("239/KH-UBND", "Kế hoạch", None),
        ("2548/QCPH-LĐTBXH-CA-QP-NG", "Quy chế phối hợp", None),
        ("53/2024/QH15", None, "2024"),
        ("314/2020/NQ-HĐND", "Nghị quyết", "2020"),
        ("10/2003/PL-UBTVQH11", "Pháp lệnh", "2003"),
        ("722/BCĐ-NC", None, None),
    ],
)
def test_the_code_tells_the_type_and_the_number_its_year(number: str, kind: str | None, year: str | None) -> None:
    assert (type_of_number(number), year_of_number(number)) == (kind, year)


SERIALS = st.integers(1, 99999).map(str)
YEARS = st.integers(1945, 2039).map(str)
CODES = st.sampled_from(["NĐ-CP", "QH15", "TT-BTC", "QĐ-TTg", "TTLT-BCA-BQP-BLĐTBXH-BNG", "NQ-HĐND", "KH-UBND"])


@given(SERIALS, YEARS, CODES)
def test_a_canonical_number_is_found_whole_and_stays_canonical(serial: str, year: str, code: str) -> None:
    number = canonical_number(f"{serial}/{year}/{code}")
    assert canonical_number(number) == number
    assert [match.text for match in find_numbers(f"theo số {number}, điều 5")] == [number]


@given(st.text(max_size=80))
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    reached = 0
    for match in find_numbers(text):
        assert reached <= match.start < match.end
        assert text[match.start : match.end] == match.text
        reached = match.end
