"""Search from door to door: what is answered, what is refused."""

import json
from datetime import date

import pytest

from corpus.provision import path_of
from corpus.store import CorpusStore
from corpus.work import Status
from search.answer import RefusalCode, WarningCode
from search.query import Filters
from search.service import SearchService
from tests.search.small_corpus import BEFORE, FORCE, OLD, TODAY
from web.shapes import View, answer_json


def codes(answer_warnings: object) -> set[WarningCode]:
    return {warning.code for warning in answer_warnings}  # type: ignore[attr-defined]  # a tuple of warnings


def test_an_answer_quotes_the_lead_in_with_the_point(service: SearchService) -> None:
    answer = service.ask("Nạn nhân trở về có được học nghề và trợ cấp khó khăn ban đầu không?", on=BEFORE)
    assert answer.answered
    quotes = answer.statements[0].quotations
    assert quotes[-1].provision.eid == "art_32__cl_1__point_đ"
    assert any("được hưởng các chế độ sau đây" in quotation.quote for quotation in quotes)


@pytest.mark.parametrize("on", [BEFORE, TODAY])
@pytest.mark.parametrize(
    "question",
    [
        "Nạn nhân trở về được hỗ trợ những gì?",
        "Điều 32 Luật 66/2011/QH12 quy định gì?",
        "Căn cứ xác định nạn nhân là gì?",
        "Tập huấn kỹ năng phỏng vấn cho công an xã",
        "Có được cho báo chí biết địa chỉ nạn nhân không?",
    ],
)
def test_every_quotation_of_an_answer_stands_in_the_store(
    service: SearchService, store: CorpusStore, question: str, on: date
) -> None:
    answer = service.ask(question, on=on)
    assert answer.answered
    for statement in answer.statements:
        for quotation in statement.quotations:
            stored = store.unit(quotation.held.work, quotation.provision.eid, on).unit.provision
            part = stored.find(quotation.provision.eid)
            assert part is not None
            assert part.text[quotation.start : quotation.end] == quotation.quote
            shown = service.show(f"/vb/{quotation.held.work.slug}/{path_of(quotation.provision.eid)}", on=on)
            assert shown.provision == part


def test_a_whole_article_asked_for_is_quoted_whole(service: SearchService) -> None:
    answer = service.ask("Điều 32 Luật 66/2011/QH12 quy định gì?", on=BEFORE)
    assert [quotation.provision.eid for quotation in answer.statements[0].quotations] == ["art_32"]
    assert "vay vốn" in answer.statements[0].text


def test_what_is_asked_within_a_named_article_is_quoted_alone(service: SearchService) -> None:
    answer = service.ask("Điều 32 Luật 66/2011/QH12 nói gì về vay vốn ngân hàng?", on=BEFORE)
    assert answer.statements[0].quotations[-1].provision.eid == "art_32__cl_3"


def test_a_clause_is_quoted_with_its_own_number(service: SearchService) -> None:
    answer = service.ask("khoản 2 Điều 32 Luật 66/2011/QH12", on=BEFORE)
    assert answer.statements[0].quotations[-1].quote.startswith("2. Người chưa thành niên")


def test_an_answer_from_an_expired_law_says_so_and_names_its_successor(service: SearchService) -> None:
    answer = service.ask("Điều 31 Luật 66/2011/QH12", on=TODAY)
    (warning,) = [warning for warning in answer.warnings if warning.code is WarningCode.EXPIRED_SOURCE]
    assert "01/07/2025" in warning.message
    assert "53/2024/QH15" in warning.message
    assert warning.labels == ("Điều 31 Luật 66/2011/QH12",)


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2012, 6, 1), BEFORE])
def test_the_same_law_is_no_expired_source_while_it_held(service: SearchService, day: date) -> None:
    answer = service.ask("Điều 31 Luật 66/2011/QH12", on=day)
    assert answer.answered
    assert WarningCode.EXPIRED_SOURCE not in codes(answer.warnings)
    assert answer.statements[0].quotations[0].status is Status.IN_FORCE


@pytest.mark.parametrize(
    "question",
    [
        "Nạn nhân trở về được hỗ trợ những gì?",
        "Người chưa thành niên đi cùng được bố trí chỗ ở tạm thời không?",
        "Có được tiết lộ tên tuổi địa chỉ của nạn nhân cho báo chí không?",
    ],
)
def test_nothing_of_the_old_law_is_said_today_without_the_warning(service: SearchService, question: str) -> None:
    answer = service.ask(question, on=TODAY)
    old = [
        quotation for statement in answer.statements for quotation in statement.quotations if quotation.held.work == OLD
    ]
    assert not old or WarningCode.EXPIRED_SOURCE in codes(answer.warnings)
    assert all(quotation.status is Status.EXPIRED for quotation in old)


def test_a_decree_of_a_replaced_law_is_uncertain_and_its_presumed_successor_named(service: SearchService) -> None:
    answer = service.ask("Điều 4 Nghị định 62/2012/NĐ-CP", on=TODAY)
    (warning,) = [warning for warning in answer.warnings if warning.code is WarningCode.UNCERTAIN_STATUS]
    assert "162/2025/NĐ-CP (chưa kiểm chứng)" in warning.message


def test_an_old_agency_is_pointed_out_after_the_reform_only(service: SearchService) -> None:
    question = "khoản 3 Điều 32 Luật 66/2011/QH12"
    assert WarningCode.OLD_AGENCY in codes(service.ask(question, on=TODAY).warnings)
    assert WarningCode.OLD_AGENCY not in codes(service.ask(question, on=BEFORE).warnings)


def test_guidance_plans_and_news_are_called_by_their_names(service: SearchService) -> None:
    plan = service.ask(
        "Mở lớp tập huấn kỹ năng phỏng vấn cho công an xã", on=TODAY, filters=Filters(source_class="plan")
    )
    news = service.ask(
        "Trao quà và sổ tiết kiệm cho chị em vùng biên giới", on=TODAY, filters=Filters(source_class="news")
    )
    guide = service.ask("Nạn nhân bị mua bán trở về được hỗ trợ những gì?", on=TODAY)
    assert WarningCode.PLAN_ONLY in codes(plan.warnings)
    assert WarningCode.NEWS_ONLY in codes(news.warnings)
    assert WarningCode.GUIDANCE_ONLY in codes(guide.warnings)


# Refusing


@pytest.mark.parametrize(
    ("question", "code", "said"),
    [
        ("Điều 5 Nghị định 999/2030/NĐ-CP quy định gì?", RefusalCode.NOT_IN_CORPUS, "999/2030/NĐ-CP"),
        ("Điều 37 Luật 53/2024/QH15 quy định gì?", RefusalCode.NOT_IN_CORPUS, "Luật 53/2024/QH15"),
        ("Điều 99 Luật 66/2011/QH12 quy định gì?", RefusalCode.NO_SUPPORT, "không có Điều 99"),
        ("điểm e khoản 1 Điều 32 Luật 66/2011/QH12", RefusalCode.NO_SUPPORT, "không có điểm e khoản 1 Điều 32"),
        ("Phụ lục II Luật 66/2011/QH12 có gì?", RefusalCode.NOT_IN_CORPUS, "một phần của Luật 66/2011/QH12"),
        ("Công thức nấu phở bò gia truyền Nam Định", RefusalCode.NO_SUPPORT, "111"),
        ("???", RefusalCode.NO_SUPPORT, ""),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_reason(
    service: SearchService, question: str, code: RefusalCode, said: str
) -> None:
    answer = service.ask(question, on=TODAY)
    assert not answer.answered
    assert answer.statements == ()
    assert answer.warnings == ()
    assert answer.refusal is not None
    assert answer.refusal.code is code
    assert said in answer.refusal.message


def test_filters_that_leave_nothing_are_refused_as_such(service: SearchService) -> None:
    answer = service.ask("Nạn nhân được hỗ trợ gì?", on=TODAY, filters=Filters(type="Pháp lệnh"))
    assert answer.refusal is not None
    assert answer.refusal.code is RefusalCode.NOT_IN_CORPUS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00\ud800",
        "?" * 5000,
        "Điều " * 2000,
        "1/2/3/4",
        "🙂🙂",
        "' OR 1=1 --",
        "{{7*7}}",
        "Điều 1 đến Điều 9999",
    ],
)
def test_no_question_breaks_the_search(service: SearchService, text: str) -> None:
    service.find(text, on=TODAY)
    json.dumps(answer_json(service.ask(text, on=TODAY), View(FORCE, TODAY, dated=False)), ensure_ascii=False).encode()
