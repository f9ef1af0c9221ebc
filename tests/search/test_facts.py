"""Facts: what an officer looks for in the words quoted, each a slice of them."""

from datetime import date

import pytest

from corpus.work import Status
from search.answer import FactKind, Quotation
from search.facts import facts_of
from tests.laws import article, clause, held, law

TODAY = date(2026, 11, 22)


def quotations(*texts: str) -> list[Quotation]:
    made = held(law(), article("5", "Việc", *(clause(str(number), text) for number, text in enumerate(texts, start=1))))
    return [
        Quotation(made, child, 0, len(child.text.rstrip()), child.text.rstrip(), Status.IN_FORCE)
        for child in made.unit.provision.children
    ]


def told(text: str, kind: FactKind, on: date = TODAY) -> list[str]:
    return [fact.text for fact in facts_of(quotations(text), on) if fact.kind is kind]


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("Trong thời hạn 03 ngày làm việc, xã trả lời.", ["Trong thời hạn 03 ngày làm việc"]),
        ("Được ở không quá 60 ngày.", ["không quá 60 ngày"]),
        ("Xã thông báo ngay cho Sở.", ["thông báo ngay"]),
        ("Giấy phép có thời hạn 05 năm.", ["thời hạn 05 năm"]),
        ("Phạt tù từ 08 năm đến 15 năm.", []),
        ("Người dưới 16 tuổi, sinh ngày 30 tháng 6 năm 2010.", []),
    ],
)
def test_a_deadline_is_a_time_to_act_in(text: str, deadlines: list[str]) -> None:
    assert told(text, FactKind.DEADLINE) == deadlines


def test_a_sum_is_told_with_its_period() -> None:
    assert told("Tiền ăn 30.000 đồng/người/ngày.", FactKind.AMOUNT) == ["30.000 đồng/người/ngày"]


def test_papers_and_forms_are_told_with_the_text_they_belong_to() -> None:
    text = "Nộp đơn đề nghị hỗ trợ học nghề theo Mẫu số 07 ban hành kèm theo Nghị định số 20/2021/NĐ-CP."
    papers = told(text, FactKind.PAPER)
    assert papers[0] == "đơn đề nghị hỗ trợ học nghề"
    assert papers[1].startswith("Mẫu số 07")
    assert papers[1].endswith("20/2021/NĐ-CP")


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("Có giấy xác nhận ngày 20/6/2025.", ["giấy xác nhận"]),
        ("Có giấy xác nhận mới hỗ trợ thì sai.", ["giấy xác nhận"]),
        ("Nộp giấy xác nhận nạn nhân này cho xã.", ["giấy xác nhận nạn nhân"]),
    ],
)
def test_a_paper_ends_where_its_name_ends(text: str, papers: list[str]) -> None:
    assert told(text, FactKind.PAPER) == papers


def test_the_police_without_a_level_are_told() -> None:
    assert told("Người bị đe dọa báo ngay cho Công an.", FactKind.AGENCY) == ["Công an"]
    assert told("Bộ Công an và Công an cấp tỉnh phối hợp.", FactKind.AGENCY) == ["Bộ Công an", "Công an cấp tỉnh"]


def test_an_office_that_is_gone_comes_with_who_does_its_work_now() -> None:
    found = facts_of(quotations("Phòng Lao động - Thương binh và Xã hội tiếp nhận."), TODAY)
    (office,) = [fact for fact in found if fact.kind is FactKind.AGENCY]
    assert "Sở Y tế" in office.note
    (before,) = facts_of(quotations("Phòng Lao động - Thương binh và Xã hội tiếp nhận."), date(2020, 1, 1))
    assert before.note == ""


def test_every_fact_is_a_slice_of_its_quotation_and_none_is_told_twice() -> None:
    made = quotations("Trong 03 ngày, Sở Y tế cấp giấy xác nhận nạn nhân.", "Sở Y tế trả lời trong 03 ngày.")
    found = facts_of(made, TODAY)
    assert all(made[fact.at].quote[fact.start : fact.end] == fact.text for fact in found)
    assert len({(fact.kind, fact.text.lower()) for fact in found}) == len(found)
    assert {fact.kind for fact in found} == {FactKind.DEADLINE, FactKind.AGENCY, FactKind.PAPER}
