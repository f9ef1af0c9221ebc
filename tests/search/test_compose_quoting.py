"""What an answer quotes of its hits: verbatim, with the lead-in, in the order of the law, nothing that has ended."""

from datetime import date

import pytest

from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.work import Status
from search.grounding import ground
from search.hit import Why
from search.query import PersonClass
from tests.laws import Part, article, clause, held, law, point
from tests.search.composing import REAL, RULE, compose, hit, quotes

# Quoting


def test_a_point_is_quoted_under_all_it_depends_on(store: CorpusStore) -> None:
    answer = compose(store, [hit(held(law(), RULE), "art_7__cl_1__point_đ")])
    assert quotes(answer) == ["Điều này áp dụng cho nạn nhân.", "1. Nạn nhân được hỗ trợ:", "đ) học nghề."]
    assert [quotation.provision.eid for quotation in answer.statements[0].quotations] == [
        "art_7",
        "art_7__cl_1",
        "art_7__cl_1__point_đ",
    ]


def test_what_is_left_out_between_two_quotations_is_marked(store: CorpusStore) -> None:
    answer = compose(store, [hit(held(law(), RULE), "art_7__cl_1__point_đ")])
    lines = answer.statements[0].text.splitlines()
    assert lines == ["Điều này áp dụng cho nạn nhân.", "1. Nạn nhân được hỗ trợ:", "[…]", "đ) học nghề."]


def test_a_first_point_follows_its_lead_in_without_a_gap(store: CorpusStore) -> None:
    answer = compose(store, [hit(held(law(), RULE), "art_7__cl_1__point_c")])
    assert "[…]" not in answer.statements[0].text


def test_a_short_article_is_quoted_whole(store: CorpusStore) -> None:
    unit = held(law(), RULE)
    answer = compose(store, [hit(unit)])
    assert quotes(answer) == [unit.unit.provision.text.strip()]


def test_a_lead_in_without_words_is_not_quoted(store: CorpusStore) -> None:
    bare = Part(RULE.level, "7", "Hỗ trợ", (clause("1", "Nạn nhân được hỗ trợ học nghề."),))
    answer = compose(store, [hit(held(law(), bare), "art_7__cl_1")])
    assert quotes(answer) == ["1. Nạn nhân được hỗ trợ học nghề."]


LONG = article(
    "8",
    "Hỗ trợ",
    *(clause(str(number), f"Việc thứ {number}: " + "lập hồ sơ của nạn nhân. " * 20) for number in range(1, 9)),
    clause("9", "Nạn nhân được hỗ trợ học nghề trong 12 tháng. " + "Cơ sở lập danh sách. " * 20),
)


def test_a_long_article_is_quoted_by_its_best_parts_in_order(store: CorpusStore) -> None:
    answer = compose(store, [hit(held(law(), LONG))])
    eids = [quotation.provision.eid for quotation in answer.statements[0].quotations]
    assert eids[0] == "art_8"
    assert eids[-1] == "art_8__cl_9"
    assert 1_000 < sum(map(len, quotes(answer))) <= 1_600
    assert "[…]" in answer.statements[0].text
    assert ground(answer).dropped == 0


def test_an_endless_text_is_cut_between_words_never_inside_a_sum(store: CorpusStore) -> None:
    endless = article("9", "Hỗ trợ học nghề", words="nạn nhân " + "1.500.000.000 " * 600)
    (quote,) = quotes(compose(store, [hit(held(law(), endless))]))
    assert quote.endswith(" 1.500.000.000")
    assert len(quote) <= 3_000


@pytest.mark.parametrize("eid", [part.eid for part in held(law(), RULE).unit.provision.walk()])
def test_every_quotation_is_verbatim_and_passes_the_gate(store: CorpusStore, eid: str) -> None:
    answer = compose(store, [hit(held(law(), RULE), eid)])
    for quotation in answer.statements[0].quotations:
        assert quotation.provision.text[quotation.start : quotation.end] == quotation.quote
    assert ground(answer).answer == answer


def test_two_clauses_are_quoted_in_the_order_of_the_law(store: CorpusStore) -> None:
    first = clause("1", "Nạn nhân được hỗ trợ học nghề tại cơ sở.")
    rule = article("8", "Hỗ trợ", first, clause("2", "Nạn nhân được hỗ trợ học nghề: hồ sơ gửi cơ sở học nghề."))
    answer = compose(store, [hit(held(law(), rule), "art_8__cl_2")])
    assert [quotation.provision.eid for quotation in answer.statements[0].quotations] == ["art_8__cl_1", "art_8__cl_2"]
    assert "[…]" not in answer.statements[0].text


# Choosing


def test_what_was_asked_for_by_name_is_all_that_is_quoted(store: CorpusStore) -> None:
    named = hit(held(law(), article("3", "Khác", words="Lời khác.")), why=Why.CITATION)
    answer = compose(store, [named, hit(held(law("13/2020/QH14"), RULE))])
    assert [statement.quotations[0].held.work.number for statement in answer.statements] == ["12/2020/QH14"]


def test_a_far_lower_score_gives_no_further_statement(store: CorpusStore) -> None:
    best, near, far = (
        hit(held(law(f"{n}/2020/QH14"), RULE), score=score) for n, score in ((1, 0.9), (2, 0.6), (3, 0.0005))
    )
    assert len(compose(store, [best, near, far]).statements) == 2


def test_a_place_that_gives_the_time_asked_for_goes_before_one_that_does_not(store: CorpusStore) -> None:
    timed = article("5", "Học nghề", words="Nạn nhân được hỗ trợ học nghề không quá 06 tháng.")
    hits = [hit(held(law("1/2020/QH14"), RULE)), hit(held(law("2/2020/QH14"), timed), score=0.9)]
    answer = compose(store, hits, question="nạn nhân được hỗ trợ học nghề mấy tháng")
    assert [statement.quotations[0].held.work.number for statement in answer.statements] == ["2/2020/QH14"]


def test_law_in_force_puts_replaced_law_out(store: CorpusStore) -> None:
    old = hit(held(law("66/2011/QH12", issued=None, effective=None), RULE), status=Status.EXPIRED)
    answer = compose(store, [old, hit(held(law(), RULE))], force=REAL)
    assert [statement.quotations[0].held.work.number for statement in answer.statements] == ["12/2020/QH14"]


# Persons


CASES = article(
    "32",
    "Chế độ hỗ trợ",
    clause("1", "Nạn nhân là công dân Việt Nam được hỗ trợ học nghề, vay vốn."),
    clause("2", "Nạn nhân là người nước ngoài được hỗ trợ y tế."),
    clause("3", "Chính phủ quy định chi tiết Điều này."),
)


def test_without_a_class_the_cases_stand_side_by_side(store: CorpusStore) -> None:
    answer = compose(store, [hit(held(law(), CASES), "art_32__cl_2")])
    eids = [quotation.provision.eid for quotation in answer.statements[0].quotations]
    assert eids == ["art_32__cl_1", "art_32__cl_2"]
    assert ground(answer).answer == answer


def test_with_a_class_its_own_case_is_quoted_alone(store: CorpusStore) -> None:
    answer = compose(store, [hit(held(law(), CASES), "art_32__cl_2")], person_class=PersonClass.FOREIGNER)
    assert [quotation.provision.eid for quotation in answer.statements[0].quotations] == ["art_32__cl_2"]


# What has ended inside a place that goes on


STRUCK = article(
    "7",
    "Người được hỗ trợ",
    clause(
        "7",
        "Người có khó khăn về tài chính gồm:",
        point("e", "người cao tuổi;"),
        point("g", "nạn nhân được hỗ trợ học nghề;"),
        point("h", "người nhiễm HIV."),
    ),
)


def struck_law() -> Held:
    """Return the Điều of which the catalogue says that 53/2024/QH15 strikes out điểm g khoản 7."""
    return held(law("11/2017/QH14", issued=date(2017, 6, 20), effective=date(2018, 1, 1)), STRUCK)


def test_a_point_that_has_ended_is_left_out_of_what_is_quoted_around_it(store: CorpusStore) -> None:
    answer = compose(store, [hit(struck_law(), "art_7__cl_7")], force=REAL)
    assert quotes(answer) == ["7. Người có khó khăn về tài chính gồm:\ne) người cao tuổi;", "h) người nhiễm HIV."]
    assert "[…]" in answer.statements[0].text
    assert ground(answer).dropped == 0
    told = [warning.message for warning in answer.warnings if "Đoạn trích bỏ" in warning.message]
    assert told == [
        "Đoạn trích bỏ phần không có hiệu lực ngày 22/11/2026 của Luật 11/2017/QH14: Điểm g khoản 7 Điều 7 hết hiệu lực"
        " từ ngày 01/07/2025 theo 53/2024/QH15: “Điều 7: thêm khoản 6a, bỏ điểm g khoản 7”."
    ]


def test_before_its_end_the_point_is_quoted(store: CorpusStore) -> None:
    answer = compose(store, [hit(struck_law(), "art_7__cl_7")], force=REAL, on=date(2025, 6, 30))
    assert "g) nạn nhân được hỗ trợ học nghề;" in answer.statements[0].text
    assert not any("Đoạn trích bỏ" in warning.message for warning in answer.warnings)
