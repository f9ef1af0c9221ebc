"""What tells a person is found and masked; the law, its offices, sums of money and hotlines are not."""

import json
import re
import time
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.personal import MASKS, PersonalKind, find_personal, leave_out, mask
from corpus.text import clean, fold
from tests.shared import require_shared

_QUESTIONS = Path(__file__).parent / "personal.jsonl"
_PLACE = re.compile(r"⟦(\w+):([^⟧]*)⟧")
_SECONDS = 3.0  # for 200,000 hostile letters on a busy machine; square time would take minutes


class Asked(NamedTuple):
    """A question of the set, and the places in it that tell a person."""

    text: str
    places: list[tuple[str, int, int]]


def asked(written: str) -> Asked:
    """Return a question whose places are written ⟦kind:words⟧."""
    text, places, reached = "", [], 0
    for match in _PLACE.finditer(written):
        text += written[reached : match.start()]
        places.append((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        reached = match.end()
    return Asked(text + written[reached:], places)


def read_set(name: str) -> list[Asked]:
    rows = map(json.loads, _QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [asked(row["question"]) for row in rows if row["set"] == name]


def found(text: str) -> list[tuple[str, int, int]]:
    return [(one.kind.value, one.start, one.end) for one in find_personal(text)]


def test_the_set_has_enough_questions_and_traps() -> None:
    both = read_set("tuned") + read_set("held")
    assert len(both) >= 180
    assert sum(not one.places for one in both) >= 90
    assert {kind for one in both for kind, _, _ in one.places} == set(PersonalKind)


def test_all_of_the_set_that_the_rules_were_made_on_is_found_and_nothing_else() -> None:
    assert [one.text for one in read_set("tuned") if found(one.text) != one.places] == []


def test_of_the_set_held_back_most_is_found_and_nothing_else() -> None:
    questions = read_set("held")
    right = sum(place in found(one.text) for one in questions for place in one.places)
    assert right >= 39  # of 42
    beside = [
        one.text
        for one in questions
        for _, start, end in found(one.text)
        if not any(start < last and first < end for _, first, last in one.places)
    ]
    assert beside == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("chị Nguyễn Thị Hoa bị bán", "chị [tên người] bị bán", id="a full name"),
        pytest.param("ten la nguyen thi hoa", "ten la [tên người]", id="a name without marks or capitals"),
        pytest.param("Chị H. và chị A", "Chị H. và chị A", id="initials tell nobody"),
        pytest.param("CCCD 001 099 012 345", "CCCD [số giấy tờ]", id="an identity number in groups"),
        pytest.param("sđt0912345678", "sđt[số điện thoại]", id="a number glued to its word"),
        pytest.param("٠٩١٢٣٤٥٦٧٨", "[số điện thoại]", id="digits of another script"),
        pytest.param("0912\u200b345\u200b678", "[số điện thoại]", id="digits with invisible letters between"),
        pytest.param("0912345678 0987654321", "[số điện thoại] [số điện thoại]", id="two numbers in a row"),
        pytest.param("gọi 18001567, 1900969680, 111", "gọi 18001567, 1900969680, 111", id="hotlines"),
        pytest.param("static-vi-law@9f3", "static-vi-law@9f3", id="the name of a model"),
        pytest.param("tệp 1234567890abc", "tệp 1234567890abc", id="the hash of a file"),
        pytest.param("Điều 37 Luật 53/2024/QH15", "Điều 37 Luật 53/2024/QH15", id="a law"),
        pytest.param("200 000 000 đồng", "200 000 000 đồng", id="a sum in groups"),
        pytest.param("đường Nguyễn Huệ", "đường Nguyễn Huệ", id="a street"),
        pytest.param("thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh", id="a city"),
        pytest.param("Lò  Thị  Xuyến", "[tên người]", id="a name with two blanks"),
        pytest.param("chị Lò\t\tThị\u00a0 \u3000Xuyến  ơi", "chị [tên người]  ơi", id="a name with runs of any blanks"),
        pytest.param("Chị Lò\nThị Xuyến", "Chị [tên người]", id="a name over two lines"),
        pytest.param("sđt 0912837465/em gái", "sđt [số điện thoại]/em gái", id="a telephone and whose it is"),
        pytest.param("0912837465/zalo", "[số điện thoại]/zalo", id="a telephone and where it is used"),
        pytest.param("CCCD 001099812345/CA Sơn La", "CCCD [số giấy tờ]/CA Sơn La", id="a paper and who gave it"),
        pytest.param("CCCD số 001099812345cấp ngày", "CCCD số [số giấy tờ]cấp ngày", id="a paper glued to a word"),
        pytest.param("CMND 012345678/Sơn La", "CMND [số giấy tờ]/Sơn La", id="an old paper and where it is from"),
        pytest.param("0912/837/465", "[số điện thoại]", id="a telephone with strokes"),
        pytest.param("0912,837,465", "[số điện thoại]", id="a telephone with commas"),
        pytest.param("0912\u2011837\u2011465", "[số điện thoại]", id="a telephone with hard hyphens"),
        pytest.param("0912 - 837 - 465", "[số điện thoại]", id="a telephone with wide hyphens"),
        pytest.param("0912   837   465, 12 tuổi", "[số điện thoại], 12 tuổi", id="a telephone with wide blanks"),
        pytest.param("căn cước theo 4830/KTTH", "căn cước theo 4830/KTTH", id="a letter of an office"),
        pytest.param("giấy tờ 123456/CTHN-TTHT", "giấy tờ 123456/CTHN-TTHT", id="a letter with a long number"),
        pytest.param("số 12/LĐTB&XH-BTXH, 21-LCT/HĐNN8", "số 12/LĐTB&XH-BTXH, 21-LCT/HĐNN8", id="old numbers of laws"),
        pytest.param("từ 05/07/2024, 09/2013/NĐ-CP", "từ 05/07/2024, 09/2013/NĐ-CP", id="a day before a law"),
        pytest.param("chị Nguyễn Thị Hoa SĐT 111", "chị [tên người] SĐT 111", id="a name before SĐT"),
        pytest.param("chị Hoa CMND đã mất", "chị [tên người] CMND đã mất", id="a given name before CMND"),
        pytest.param("Em Lò Thị Mai UBND xã", "Em [tên người] UBND xã", id="a name before UBND"),
        pytest.param("chị Nguyễn Thị Hoa HIV dương tính", "chị [tên người] HIV dương tính", id="a name before HIV"),
        pytest.param("chị Ánh và Vì Thị Pằng", "chị [tên người] và [tên người]", id="a family that is a word too"),
        pytest.param("Vì Thị trấn Sa Pa", "Vì Thị trấn Sa Pa", id="a word that is a family too"),
        pytest.param(
            "Lò Thị Xuyến, Giàng A Páo và Vàng Thị Mỷ", "[tên người], [tên người] và [tên người]", id="names alone"
        ),
        pytest.param(
            "NẠN NHÂN LÒ THỊ XUYẾN ĐƯỢC HỖ TRỢ GÌ?", "NẠN NHÂN [tên người] ĐƯỢC HỖ TRỢ GÌ?", id="a name among capitals"
        ),
        pytest.param(
            "THI HÀNH LUẬT PHÒNG CHỐNG MUA BÁN NGƯỜI, CÔNG VĂN BỘ CÔNG AN, THỊ TRẤN ĐỒNG VĂN HÀ GIANG",
            "THI HÀNH LUẬT PHÒNG CHỐNG MUA BÁN NGƯỜI, CÔNG VĂN BỘ CÔNG AN, THỊ TRẤN ĐỒNG VĂN HÀ GIANG",
            id="capitals that tell nobody",
        ),
        pytest.param("theo Mẫu số 04 ban hành kèm theo", "theo Mẫu số 04 ban hành kèm theo", id="a form by its number"),
        pytest.param("Tháng hành động vì trẻ em hằng năm", "Tháng hành động vì trẻ em hằng năm", id="children"),
        pytest.param("nhà 12 đường Lê Lợi", "[địa chỉ]", id="a house"),
        pytest.param("ở bản Nậm Mẩn xã Mường Lói", "ở [địa chỉ]", id="a hamlet and its commune"),
        pytest.param("bản 5 xã Nà Ớt, nhà ở thôn Đoài", "[địa chỉ], nhà ở [địa chỉ]", id="a hamlet by its number"),
        pytest.param("gửi văn bản UBND xã Mường Lói", "gửi văn bản UBND xã Mường Lói", id="a paper of a commune"),
        pytest.param("lập đội ở thôn không?", "lập đội ở thôn không?", id="a hamlet without a name"),
        pytest.param("giấy khai sinh ngày 5/6/2020", "giấy khai sinh ngày 5/6/2020", id="a day of registration"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert mask(text).text == masked


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = unicodedata.normalize("NFD", "Chị Nguyễn Thị Hoa, điện thoại 0912345678")
    name, phone = find_personal(text)
    assert unicodedata.normalize("NFC", text[name.start : name.end]) == "Nguyễn Thị Hoa"
    assert text[phone.start : phone.end] == "0912345678"


def test_offsets_see_through_runs_of_blanks() -> None:
    text = "Chị   Lò  Thị \t Xuyến  ,  sđt 0912   837   465  "
    assert [text[one.start : one.end] for one in find_personal(text)] == ["Lò  Thị \t Xuyến", "0912   837   465"]


def test_what_is_left_out_leaves_words_to_search_by() -> None:
    text = "Chị Nguyễn Thị Hoa, sinh năm 2009, sđt 0912345678, được hỗ trợ gì?"
    assert leave_out(text, find_personal(text)) == "Chị , sinh năm 2009, sđt , được hỗ trợ gì?"
    masked = mask(text).text
    assert not any(words in leave_out(masked, find_personal(masked)) for words in MASKS.values())


_PIECES = st.sampled_from(
    [
        *(
            "chị ",
            "Nguyễn ",
            "nguyen ",
            "Thị ",
            "thi ",
            "Hoa",
            "hoa ",
            "0912345678",
            "001099012345",
            " ",
            ".",
            "-",
            "+84",
        ),
        *("(", ")", "a@b.vn", "@", "sinh ngày ", "5/6/2009", "số nhà 12", ", thôn ", "Đoài", "địa chỉ ", "29A-123.45"),
        *(
            "CCCD ",
            "tài khoản ",
            "đồng",
            "1",
            "000",
            "\u0301",
            "\u200b",
            "\n",
            "B1234567",
            "Điều 5",
            "[tên người]",
            "İ",
        ),
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=30).map("".join))
def test_places_are_in_order_and_masking_changes_nothing_else(text: str) -> None:
    masked = mask(text)
    reached, rebuilt = 0, ""
    for one in masked.found:
        assert reached <= one.start < one.end <= len(text)
        rebuilt += text[reached : one.start] + MASKS[one.kind]
        reached = one.end
    assert rebuilt + text[reached:] == masked.text
    assert masked.found == find_personal(text)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_the_same_is_masked_however_the_marks_are_written(text: str) -> None:
    composed, apart = (mask(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert unicodedata.normalize("NFC", apart.text) == unicodedata.normalize("NFC", composed.text)


@pytest.mark.parametrize(
    "unit",
    [
        *("a@", "1", "1 ", "(1", "0912345678 ", "nguyen thi hoa ", "Nguyễn ", "chi ", "a.", "địa chỉ ", "sinh ngày "),
        *("số nhà 12, thôn Đoài, ", "1/", "29A-", "a" * 70 + "@", "tài khoản 1", "  ", "0912/", "a  "),
        *("LÒ THỊ ", "ở bản Nậm xã ", "CA ", "0912,837,", "Lò\n"),
    ],
)
def test_a_hostile_text_takes_no_more_than_its_length(unit: str) -> None:
    started = time.perf_counter()
    mask((unit * (200_000 // len(unit) + 1))[:200_000])
    assert time.perf_counter() - started < _SECONDS


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("domain/questions_dev.jsonl", "q"),
        ("domain/field_questions_dev.jsonl", "q"),
        ("retrieval/zalo2021_phapdien/train/queries.jsonl", "text"),
        ("retrieval/zalo2021_phapdien/dev/queries.jsonl", "text"),
    ],
)
def test_nothing_is_masked_in_questions_that_tell_nobody(path: str, field: str) -> None:
    """With the marks they have and without any."""
    lines = require_shared("data", *path.split("/")).read_text(encoding="utf-8").splitlines()
    questions = [clean(json.loads(line)[field]) for line in lines]
    assert [text for text in questions if find_personal(text)] == []
    assert [text for text in map(_without_marks, questions) if find_personal(text)] == []


def _without_marks(text: str) -> str:
    folded = fold(text)
    return "".join(bare.upper() if letter.isupper() else bare for letter, bare in zip(text, folded, strict=True))
