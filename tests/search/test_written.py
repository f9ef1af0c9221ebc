"""The gate for what a model writes: honest shortenings pass, one fact altered does not. Prints its measures with -s."""

import pytest

from search.planted import is_planted
from search.segments import segments_of, words_of_text
from search.summary import Written
from search.written import Offered, WrittenGate, well_formed
from tests.search.alterations import altered
from tests.search.shortenings import CASES, UNSEEN, WIDER, Case

EVERY = (*CASES, *UNSEEN)


def verdicts(cases: tuple[Case, ...]) -> list[tuple[Case, Written, bool]]:
    return [
        (case, sentence, WrittenGate([case.offered()]).passes(sentence))
        for case in cases
        for sentence in case.written()
    ]


def test_nine_of_ten_honest_shortenings_pass() -> None:
    for cases, least in ((CASES, 40), (UNSEEN, 20)):
        found = verdicts(cases)
        passed = sum(passes for _, _, passes in found)
        print(f"honest shortenings that pass: {passed} of {len(found)}")  # noqa: T201  # a measure, with -s
        assert len(found) >= least
        assert passed / len(found) >= 0.9


def test_no_altered_sentence_passes() -> None:
    tried = 0
    for case, sentence, passes in verdicts(EVERY):
        gate = WrittenGate([case.offered()])
        for what, wrong in altered(case, sentence) if passes else ():
            tried += 1
            assert not gate.passes(wrong), (what, wrong)
    print(f"altered sentences dropped: {tried} of {tried}")  # noqa: T201  # as above
    assert tried >= 1_000


@pytest.mark.parametrize("sentence", [sentence for case in WIDER for sentence in case.written()], ids=str)
def test_a_sentence_that_is_wider_than_its_ground_does_not_pass(sentence: Written) -> None:
    case = next(case for case in WIDER if sentence in case.written())
    assert not WrittenGate([case.offered()]).passes(sentence)


@pytest.mark.parametrize(
    ("quote", "sentence", "passes"),
    [
        pytest.param("A phải báo trong ba ngày.", "A phải báo trong 03 ngày.", True, id="numbers in words"),
        pytest.param("Được khám bệnh tại trạm y tế xã.", "Được khám bệnh.", False, id="where"),
        pytest.param("Tại xã biên giới, nạn nhân được vay vốn.", "Nạn nhân được vay vốn.", False, id="where, first"),
        pytest.param("Được ăn, ở tại cơ sở, học nghề.", "Được ăn, ở, học nghề.", False, id="where, in the middle"),
        pytest.param("Được học nghề và ăn ở tại cơ sở.", "Được học nghề.", False, id="where both happen"),
        pytest.param("Được ở cùng con đến ngày 01/7/2031.", "Được ở cùng con.", False, id="until when"),
        pytest.param("Được ở lại trong thời hạn 03 tháng.", "Được ở lại.", False, id="how long"),
        pytest.param("Xã phải trả lời trong thời hạn 03 ngày.", "Xã phải trả lời.", True, id="by when a duty is done"),
        pytest.param("Được vay vốn theo quy định tại khoản 2 Điều 9.", "Được vay vốn.", False, id="which places"),
        pytest.param("Được học nghề, đối với người đủ 15 tuổi.", "Được học nghề.", False, id="for whom"),
        pytest.param("Được đưa về nhà theo đề nghị của Sở Y tế.", "Được đưa về nhà.", False, id="at whose wish"),
        pytest.param("A phải báo trong mười hai ngày.", "A phải báo trong 2 ngày.", False, id="a part of a numeral"),
        pytest.param(
            "Hiệu lực từ ngày 01/7/2031 đối với xã.", "Hiệu lực từ ngày 01 tháng 7 năm 2031.", False, id="whom"
        ),
        pytest.param("Được học nghề, hoặc vay vốn.", "Được học nghề.", False, id="a choice"),
        pytest.param("Được học nghề, trừ người đã học.", "Được học nghề.", False, id="an exception"),
        pytest.param("Được học nghề; trừ người đã học.", "Được học nghề.", False, id="an exception behind a semicolon"),
        pytest.param(
            "1. Được:\na) Học nghề;\nb) Vay vốn.\nTrừ trường hợp đã được vay.",
            "Được vay vốn.",
            False,
            id="an exception to the whole list",
        ),
        pytest.param("Cơ sở đề nghị Sở Y tế cấp giấy.", "Cơ sở cấp giấy.", False, id="who does it"),
        pytest.param("Cơ sở đề nghị Sở Y tế cấp giấy.", "Sở Y tế cấp giấy.", False, id="who was asked"),
        pytest.param("Nạn nhân thuộc hộ nghèo được vay vốn.", "Nạn nhân được vay vốn.", False, id="whom it is for"),
        pytest.param("Tư vấn việc làm cho nạn nhân.", "Tư vấn làm cho nạn nhân.", False, id="half a word"),
        pytest.param("A làm trong 3 ngày; B làm trong 9 ngày.", "A làm trong 9 ngày.", False, id="of another segment"),
        pytest.param(
            "1. Gồm:\na) Trong 3 ngày, xã nhận đơn;\nb) Trong 9 ngày, tỉnh trả lời.",
            "Trong 3 ngày, tỉnh trả lời.",
            False,
            id="of another point",
        ),
        pytest.param(
            "Phải thông báo: nạn nhân đã nộp tiền.", "Nạn nhân đã nộp tiền.", False, id="what is only announced"
        ),
        pytest.param("1. Được học nghề.\nNạn nhân phải nộp tiền.", "Nạn nhân phải nộp tiền.", False, id="a stray line"),
    ],
)
def test_what_a_shortening_may_leave_out(quote: str, sentence: str, passes: bool) -> None:
    gate = WrittenGate([Offered(((1, quote),))])
    assert gate.passes(Written(sentence, (1,))) is passes


def test_two_statements_make_no_sentence_together() -> None:
    gate = WrittenGate([Offered(((1, "Nạn nhân được học nghề."),)), Offered(((2, "Trẻ em được vay vốn."),))])
    assert gate.passes(Written("Nạn nhân được học nghề.", (1,)))
    assert not gate.passes(Written("Nạn nhân được vay vốn.", (1, 2)))
    assert not gate.passes(Written("Nạn nhân được học nghề.", (1, 2)))


def test_lines_know_what_opens_them() -> None:
    segments = segments_of([(1, "1. Được hưởng:\na) Học nghề gồm:\n- May;\n- Mộc;\nb) Vay vốn.\n2. Được về.")])
    assert [segment.opener for segment in segments] == [None, 0, 1, 1, 0, None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ngày 01/07/2025", ["ngày", "1/7/2025"]),
        ("1.500.000 đồng", ["1.500.000", "đồng"]),
        ("năm năm, năm 2024", ["5", "năm", "năm", "2024"]),
        ("Nghị định 162/2025/NĐ-CP.", ["nghị", "định", "162/2025/nđ-cp"]),
        ("hoà giải, uỷ ban", ["hòa", "giải", "ủy", "ban"]),
    ],
)
def test_words_are_compared_in_one_form(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of_text(text)] == words


@pytest.mark.parametrize(
    "text", ["", "a", "Nạn nhân\nđược hỗ trợ ngay.", "Nạn nhân " * 60, "Được hỗ trợ tại gov.vn nhé."]
)
def test_a_sentence_has_one_line_and_a_length(text: str) -> None:
    assert not well_formed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bộ Y tế hướng dẫn thực hiện Điều này; trường hợp từ chối thì trả lời bằng văn bản và nêu rõ lý do.",
        "Cơ quan tiếp nhận phải thông báo cho nạn nhân và ghi vào hệ thống dữ liệu.",
        "Thông tư liên tịch số 01/2013/TTLT-BCA-BQP-BLĐTBXH-BNG hết hiệu lực.",
        "Bỏ cụm từ “Sở Lao động - Thương binh và Xã hội” tại khoản 2 Điều 5.",
        "Người yêu cầu nói, viết, ghi âm bằng tiếng dân tộc mình.",
    ],
)
def test_law_is_not_taken_for_an_order_to_a_machine(text: str) -> None:
    assert not is_planted(text)
