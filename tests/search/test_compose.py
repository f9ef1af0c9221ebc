"""Answers put together from hits: verbatim, with the lead-in, with every caution the reader needs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.case import Case
from corpus.catalogue import Catalogue, load_catalogue
from corpus.citation import find_citations
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.resolve import Missing, Resolution
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.work import SourceClass, Status, Work
from search.answer import Answer, AnswerWarning, Quotation, RefusalCode, WarningCode
from search.compose import Composer
from search.evidence import terms_of, terms_of_question
from search.field import bundled_field
from search.grounding import ground
from search.hit import Hit, Why
from search.locate import snippet_of
from search.query import PersonClass, Query
from search.refusals import label_of_citation
from search.relevance import with_asked
from search.support import AnswerSettings
from search.syllables import bundled_syllables
from tests.laws import Part, article, clause, expression, held, item, law, point, source

TODAY = date(2026, 11, 22)
EMPTY = ForceTable(Catalogue(TODAY, ()))
REAL = ForceTable(load_catalogue())
SETTINGS = AnswerSettings()
QUESTION = "nạn nhân được hỗ trợ học nghề"
RULE = article(
    "7",
    "Hỗ trợ",
    clause(
        "1",
        "Nạn nhân được hỗ trợ:",
        point("c", "khám bệnh;"),
        point("d", "tiền ăn;"),
        point("đ", "học nghề."),
        closing="Chính phủ quy định mức hỗ trợ.",
    ),
    words="Điều này áp dụng cho nạn nhân.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        yield opened


def hit(
    unit: Held, eid: str = "", *, status: Status = Status.IN_FORCE, why: Why = Why.WORDS, score: float = 1.0
) -> Hit:
    place = unit.unit.provision.find(eid) if eid else unit.unit.provision
    assert place is not None
    return Hit(1, score, unit, place, status, snippet_of(place, terms_of(QUESTION, bundled_syllables())), (why,))


def compose(
    store: CorpusStore,
    hits: Sequence[Hit],
    *,
    question: str = QUESTION,
    named: Sequence[Resolution] = (),
    force: ForceTable = EMPTY,
    **facts: Any,  # noqa: ANN401  # fields of Query
) -> Answer:
    case = Case(**{name: facts.pop(name) for name in ("person_class", "identified_on") if name in facts})
    query = Query(**{"text": question, "on": TODAY, "understood": question, "case": case, **facts})
    law = bundled_syllables()
    terms = with_asked(terms_of_question(question, [], law), question, question, bundled_field(), law)
    return Composer(store, force, SETTINGS).compose(query, hits, named, terms)


def quotes(answer: Answer) -> list[str]:
    return [quotation.quote for quotation in answer.statements[0].quotations]


def codes(answer: Answer) -> list[WarningCode]:
    return [warning.code for warning in answer.warnings]


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


# Choosing


def test_what_was_asked_for_by_name_is_all_that_is_quoted(store: CorpusStore) -> None:
    named = hit(held(law(), article("3", "Khác", words="Lời khác.")), why=Why.CITATION)
    answer = compose(store, [named, hit(held(law("13/2020/QH14"), RULE))])
    assert [statement.quotations[0].held.work.number for statement in answer.statements] == ["12/2020/QH14"]


def test_a_hit_that_hardly_speaks_of_the_question_is_not_quoted(store: CorpusStore) -> None:
    far = held(law(), article("3", "Đo đạc", words="Mốc bê tông đặt tại thửa đất."))
    answer = compose(store, [hit(far)])
    assert answer.refusal is not None
    assert answer.refusal.code is RefusalCode.NO_SUPPORT
    assert "111" in answer.refusal.message
    assert len(answer.passages) == 1


def test_without_hits_the_store_has_nothing(store: CorpusStore) -> None:
    refusal = compose(store, []).refusal
    assert refusal is not None
    assert refusal.code is RefusalCode.NOT_IN_CORPUS


def test_a_far_lower_score_gives_no_further_statement(store: CorpusStore) -> None:
    best, near, far = (
        hit(held(law(f"{n}/2020/QH14"), RULE), score=score) for n, score in ((1, 0.9), (2, 0.6), (3, 0.0005))
    )
    assert len(compose(store, [best, near, far]).statements) == 2


# Refusing what is named and missing


def missing(text: str, **facts: object) -> Resolution:
    return replace(Resolution(find_citations(text)[0]), **facts)  # type: ignore[arg-type]  # fields by name


def test_a_work_the_store_lacks_is_named_with_its_title(store: CorpusStore) -> None:
    named = missing("Điều 37 Luật 53/2024/QH15", missing=Missing.WORK, number="53/2024/QH15")
    refusal = compose(store, [hit(held(law(), RULE))], named=[named], force=REAL).refusal
    assert refusal is not None
    assert refusal.code is RefusalCode.NOT_IN_CORPUS
    assert "Luật 53/2024/QH15 (" in refusal.message


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Điều 99 Luật 12/2020/QH14", "Điều 99"),
        ("điểm đ khoản 3 Điều 7 Luật 12/2020/QH14", "điểm đ khoản 3 Điều 7"),
        ("Phụ lục II Luật 12/2020/QH14", "Phụ lục II"),
        ("Mẫu số 07 Luật 12/2020/QH14", "Mẫu số 07"),
        ("mục II.2.1 Kế hoạch 15/KH-UBND", "mục II.2.1"),
    ],
)
def test_a_place_the_work_lacks_is_named(store: CorpusStore, text: str, label: str) -> None:
    store.add(source("toàn văn"), [expression(law(), RULE)])
    named = missing(text, missing=Missing.PROVISION, work=law())
    assert label_of_citation(named) == label
    refusal = compose(store, [], named=[named]).refusal
    assert refusal is not None
    assert refusal.code is RefusalCode.NO_SUPPORT
    assert f"không có {label}." in refusal.message


@pytest.mark.parametrize(
    ("origin", "what"), [(Origin.EXCERPT, "trích đoạn"), (Origin.CODIFIED, "một phần")], ids=["excerpt", "codified"]
)
def test_a_place_that_may_stand_in_what_is_not_held_is_not_denied(
    store: CorpusStore, origin: Origin, what: str
) -> None:
    store.add(source("một phần"), [expression(law(), RULE, origin=origin, complete=False)])
    named = missing("Điều 8 Luật 12/2020/QH14", missing=Missing.PROVISION, work=law())
    refusal = compose(store, [], named=[named]).refusal
    assert refusal is not None
    assert refusal.code is RefusalCode.NOT_IN_CORPUS
    assert refusal.message == f"Kho mới có {what} của Luật 12/2020/QH14, chưa có Điều 8."


def test_beyond_the_last_article_that_the_catalogue_counts_nothing_may_stand(store: CorpusStore) -> None:
    work = law("53/2024/QH15", issued=date(2024, 11, 28))
    store.add(source("trích"), [expression(work, RULE, origin=Origin.EXCERPT, complete=False)])
    codes = []
    for num in ("63", "64"):
        named = missing(f"Điều {num} Luật 53/2024/QH15", missing=Missing.PROVISION, work=work)
        refusal = compose(store, [], named=[named], force=REAL).refusal
        codes.append(refusal.code if refusal else None)
    assert codes == [RefusalCode.NOT_IN_CORPUS, RefusalCode.NO_SUPPORT]


def test_an_ambiguous_number_is_asked_back_with_what_tells_its_works_apart(store: CorpusStore) -> None:
    works = tuple(
        Work(number="15/KH-UBND", type="Kế hoạch", title="", issued=issued, issuer=issuer)
        for issued, issuer in ((date(2026, 2, 3), "UBND tỉnh A"), (None, "UBND tỉnh B"))
    )
    named = missing("Kế hoạch 15/KH-UBND", missing=Missing.AMBIGUOUS, number="15/KH-UBND", candidates=works)
    refusal = compose(store, [hit(held(law(), RULE))], named=[named]).refusal
    assert refusal is not None
    assert refusal.ask_back == (
        "Kế hoạch 15/KH-UBND ngày 03/02/2026 của UBND tỉnh A",
        "Kế hoạch 15/KH-UBND của UBND tỉnh B",
    )


# Warning


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (Status.IN_FORCE, None),
        (Status.EXPIRED, WarningCode.EXPIRED_SOURCE),
        (Status.NOT_YET_IN_FORCE, WarningCode.EXPIRED_SOURCE),
        (Status.NEVER_ISSUED, WarningCode.EXPIRED_SOURCE),
        (Status.UNCERTAIN, WarningCode.UNCERTAIN_STATUS),
        (Status.SUSPENDED, WarningCode.EXPIRED_SOURCE),
        (Status.PARTLY_EXPIRED, WarningCode.AMENDED),
    ],
)
def test_each_standing_has_its_caution(store: CorpusStore, status: Status, code: WarningCode | None) -> None:
    answer = compose(store, [hit(held(law(), RULE), "art_7__cl_1", status=status)])
    assert codes(answer) == ([code] if code else [])
    assert all(warning.labels == ("khoản 1 Điều 7 Luật 12/2020/QH14",) for warning in answer.warnings)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (SourceClass.GUIDANCE, WarningCode.GUIDANCE_ONLY),
        (SourceClass.PLAN, WarningCode.PLAN_ONLY),
        (SourceClass.NEWS, WarningCode.NEWS_ONLY),
    ],
)
def test_what_is_no_law_is_called_so(store: CorpusStore, kind: SourceClass, code: WarningCode) -> None:
    unit = held(law(source_class=kind), RULE)
    assert codes(compose(store, [hit(unit, status=Status.UNCERTAIN)])) == [code]


def test_an_expired_law_names_the_day_and_its_successor(store: CorpusStore) -> None:
    old = held(law("66/2011/QH12", issued=None, effective=None), RULE)
    (warning,) = compose(store, [hit(old, status=Status.EXPIRED)], force=REAL).warnings
    assert "hết hiệu lực từ ngày 01/07/2025; văn bản thay thế: 53/2024/QH15." in warning.message


def test_a_successor_nobody_verified_is_called_so(store: CorpusStore) -> None:
    old = held(law("62/2012/NĐ-CP", type="Nghị định", issued=None), RULE)
    (warning,) = compose(store, [hit(old, status=Status.UNCERTAIN)], force=REAL).warnings
    assert "Có thể đã được thay thế bởi 162/2025/NĐ-CP (chưa kiểm chứng)." in warning.message


def test_an_amended_law_names_the_amending_acts(store: CorpusStore) -> None:
    touched = held(law("53/2024/QH15", issued=None), article("27", "Hỗ trợ", words="Nạn nhân được hỗ trợ học nghề."))
    (warning,) = compose(store, [hit(touched)], force=REAL).warnings
    assert warning.code is WarningCode.AMENDED
    assert "86/2025/QH15" in warning.message


def test_an_article_that_no_amending_act_touches_is_quoted_without_a_warning(store: CorpusStore) -> None:
    untouched = held(law("53/2024/QH15", issued=None), RULE)
    assert codes(compose(store, [hit(untouched)], force=REAL)) == []


OLD_OFFICE = article("7", "Hỗ trợ", words="Sở Lao động - Thương binh và Xã hội hỗ trợ nạn nhân được học nghề.")


def test_an_agency_that_is_gone_is_pointed_out_from_the_day_it_went(store: CorpusStore) -> None:
    unit = held(law(), OLD_OFFICE, origin=Origin.CODIFIED)
    assert codes(compose(store, [hit(unit)], on=date(2025, 2, 28))) == []
    (warning,) = compose(store, [hit(unit)], on=date(2025, 7, 1)).warnings
    assert warning.code is WarningCode.OLD_AGENCY
    assert "không còn làm việc hỗ trợ nạn nhân (khoản 3 Điều 2 Luật số 86/2025/QH15); nay: Sở Y tế" in warning.message
    assert warning.labels == ("Điều 7 Luật 12/2020/QH14",)


def test_an_agency_that_may_be_gone_is_called_so(store: CorpusStore) -> None:
    unit = held(law(), OLD_OFFICE, origin=Origin.CODIFIED)
    (warning,) = compose(store, [hit(unit)], on=date(2025, 6, 30)).warnings
    assert "có thể đã thôi hoạt động từ ngày 01/03/2025 (chưa kiểm chứng)" in warning.message


def test_an_agency_that_only_issued_a_text_is_not_pointed_out(store: CorpusStore) -> None:
    said = "Nạn nhân được học nghề theo Thông tư ngày 30 tháng 12 năm 2013 của Bộ Lao động - Thương binh và Xã hội."
    unit = held(law(), article("7", "Hỗ trợ", words=said), origin=Origin.CODIFIED)
    assert codes(compose(store, [hit(unit)])) == []


def test_a_refusal_carries_no_caution(store: CorpusStore) -> None:
    named = missing("Điều 99 Luật 12/2020/QH14", missing=Missing.PROVISION, work=law())
    answer = compose(store, [hit(held(law(), RULE), status=Status.EXPIRED)], named=[named])
    assert answer.warnings == ()
    assert answer.statements == ()


def test_a_quotation_has_the_standing_of_its_hit(store: CorpusStore) -> None:
    quotation: Quotation = compose(store, [hit(held(law(), RULE), status=Status.EXPIRED)]).statements[0].quotations[0]
    assert quotation.status is Status.EXPIRED


# Persons and days

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


def test_who_was_identified_under_the_old_law_stays_under_it(store: CorpusStore) -> None:
    old = held(law("66/2011/QH12", issued=None, effective=None), RULE)
    answer = compose(store, [hit(old, status=Status.EXPIRED)], force=REAL, identified_on=date(2024, 4, 1))
    (warning,) = answer.warnings
    assert warning.code is WarningCode.EXPIRED_SOURCE
    assert "01/04/2024" in warning.message
    assert "tiếp tục hưởng" in warning.message


def test_who_was_identified_since_is_warned_of_the_old_law_as_ever(store: CorpusStore) -> None:
    old = held(law("66/2011/QH12", issued=None, effective=None), RULE)
    answer = compose(store, [hit(old, status=Status.EXPIRED)], force=REAL, identified_on=date(2025, 8, 1))
    assert "văn bản thay thế: 53/2024/QH15" in answer.warnings[0].message


GUIDE = item(
    "7",
    "Học nghề cho nạn nhân",
    clause("1", "Nạn nhân được hỗ trợ học nghề theo luật mới (khoản 1 Điều 37 Luật số 53/2024/QH15)."),
    clause("2", "Nạn nhân được hỗ trợ học nghề theo luật cũ (Điều 37 Luật số 66/2011/QH12)."),
)


def test_guidance_leaves_out_what_rests_on_law_that_has_not_begun(store: CorpusStore) -> None:
    guide = hit(held(law("Sổ tay", source_class=SourceClass.GUIDANCE), GUIDE), status=Status.UNCERTAIN)
    before = compose(store, [guide], force=REAL, on=date(2020, 1, 1))
    after = compose(store, [guide], force=REAL)
    assert [one.provision.num for one in before.statements[0].quotations] == ["2"]
    assert [one.provision.num for one in after.statements[0].quotations] == ["1", "2"]


# The handbook for a text that is not held


def test_the_handbook_answers_for_a_law_that_is_not_held(store: CorpusStore) -> None:
    named = missing("Điều 37 Luật 53/2024/QH15", missing=Missing.WORK, number="53/2024/QH15")
    guide = hit(held(law("Sổ tay", source_class=SourceClass.GUIDANCE), GUIDE), status=Status.UNCERTAIN)
    answer = compose(store, [guide], named=[named], force=REAL, on=date(2025, 5, 15), identified_on=None)
    assert answer.answered
    assert codes(answer) == [WarningCode.EXPIRED_SOURCE, WarningCode.GUIDANCE_ONLY]
    assert "chưa có hiệu lực ngày 15/05/2025 (có hiệu lực từ 01/07/2025)" in answer.warnings[0].message


@pytest.mark.parametrize("question", ["Điều 37 Luật 53/2024/QH15 quy định gì?", "Điều 99 Luật 53/2024/QH15 học nghề"])
def test_the_handbook_does_not_stand_for_words_or_places_it_does_not_have(store: CorpusStore, question: str) -> None:
    named = missing(question, missing=Missing.WORK, number="53/2024/QH15")
    guide = hit(held(law("Sổ tay", source_class=SourceClass.GUIDANCE), GUIDE), status=Status.UNCERTAIN)
    answer = compose(store, [guide], named=[named], force=REAL, question=question)
    assert answer.refusal is not None
    assert answer.refusal.code is RefusalCode.NOT_IN_CORPUS


def test_law_that_the_handbook_rests_on_is_quoted_beside_it(store: CorpusStore) -> None:
    work = law("66/2011/QH12", issued=None, effective=None)
    store.add(source("luật"), [expression(work, article("37", "Học nghề", words="Nạn nhân được hỗ trợ học nghề."))])
    guide = hit(held(law("Sổ tay", source_class=SourceClass.GUIDANCE), GUIDE), status=Status.UNCERTAIN)
    answer = compose(store, [guide], force=REAL, on=date(2020, 1, 1))
    assert [statement.quotations[0].held.work.number for statement in answer.statements] == ["Sổ tay", "66/2011/QH12"]


# Figures


def test_a_sum_that_no_text_gives_is_refused_as_a_gap(store: CorpusStore) -> None:
    refusal = compose(store, [hit(held(law(), RULE))], question="nạn nhân được hỗ trợ bao nhiêu tiền").refusal
    assert refusal is not None
    assert refusal.code is RefusalCode.NOT_IN_CORPUS
    assert "mức tiền" in refusal.message


PAID = article("4", "Mức hỗ trợ", words="Nạn nhân được hỗ trợ học nghề 1.000.000 đồng.")


@pytest.mark.parametrize(
    ("question", "identified_on", "answered"),
    [
        ("hỗ trợ học nghề cho nạn nhân hiện nay bao nhiêu tiền", None, False),
        ("theo nghị định cũ hỗ trợ học nghề cho nạn nhân bao nhiêu tiền", None, True),
        ("Nghị định 09 hỗ trợ học nghề cho nạn nhân bao nhiêu tiền", None, True),
        ("hỗ trợ học nghề cho nạn nhân bao nhiêu tiền", date(2024, 5, 1), True),
    ],
)
def test_a_sum_of_replaced_law_is_never_passed_off_as_present(
    store: CorpusStore, question: str, identified_on: date | None, *, answered: bool
) -> None:
    old = held(law("09/2013/NĐ-CP", type="Nghị định", issued=None), PAID)
    found = [hit(old, status=Status.UNCERTAIN)]
    answer = compose(store, found, question=question, force=REAL, identified_on=identified_on)
    assert answer.answered is answered
    assert answer.refusal is None or "09/2013/NĐ-CP thuộc chế độ cũ" in answer.refusal.message


def test_a_place_that_gives_the_time_asked_for_goes_before_one_that_does_not(store: CorpusStore) -> None:
    timed = article("5", "Học nghề", words="Nạn nhân được hỗ trợ học nghề không quá 06 tháng.")
    hits = [hit(held(law("1/2020/QH14"), RULE)), hit(held(law("2/2020/QH14"), timed), score=0.9)]
    answer = compose(store, hits, question="nạn nhân được hỗ trợ học nghề mấy tháng")
    assert [statement.quotations[0].held.work.number for statement in answer.statements] == ["2/2020/QH14"]


def test_law_in_force_puts_replaced_law_out(store: CorpusStore) -> None:
    old = hit(held(law("66/2011/QH12", issued=None, effective=None), RULE), status=Status.EXPIRED)
    answer = compose(store, [old, hit(held(law(), RULE))], force=REAL)
    assert [statement.quotations[0].held.work.number for statement in answer.statements] == ["12/2020/QH14"]


def test_a_provision_is_no_support_for_a_question_of_another_field(store: CorpusStore) -> None:
    rule = article("9", "Đăng ký xe", clause("1", "Chủ xe nộp hồ sơ đăng ký xe tại cơ quan đăng ký."))
    question = "hồ sơ gia hạn tạm trú cho thuyền viên tàu biển"
    far = replace(hit(held(law(), rule), score=0.01), meaning=0.2)
    answer = compose(store, [far], question=question)
    assert answer.refusal is not None
    assert answer.refusal.code is RefusalCode.OUT_OF_SCOPE


# Excerpts


EXCERPT: dict[str, Any] = {"origin": Origin.EXCERPT, "complete": False}


def test_who_reads_an_excerpt_is_told_what_it_is_and_whence(store: CorpusStore) -> None:
    unit = held(law(), RULE, **EXCERPT)
    unit = replace(unit, unit=replace(unit.unit, url="https://vi.example/luat#dieu-7"))
    answer = compose(store, [hit(unit, "art_7__cl_1__point_đ")])
    assert "đ) học nghề." in quotes(answer)
    (warning,) = [warning for warning in answer.warnings if warning.code is WarningCode.EXCERPT_ONLY]
    assert warning.labels == ("Điều 7 Luật 12/2020/QH14",)
    assert "trích đoạn không chính thức lấy từ vi.example, có thể thiếu khoản, điểm" in warning.message


def test_neither_a_whole_text_nor_the_handbook_is_called_an_excerpt(store: CorpusStore) -> None:
    guide = law("Sổ tay", type="Sổ tay", source_class=SourceClass.GUIDANCE)
    hits = [hit(held(law(), RULE)), hit(held(guide, RULE, **EXCERPT))]
    assert WarningCode.EXCERPT_ONLY not in codes(compose(store, hits))


def test_a_law_held_as_an_excerpt_is_still_not_held_in_full(store: CorpusStore) -> None:
    store.add(source("trích"), [expression(law("53/2024/QH15"), RULE, **EXCERPT)])
    guide = law("Sổ tay", type="Sổ tay", source_class=SourceClass.GUIDANCE)
    entry = item("1", "Hỗ trợ", clause("1", "Nạn nhân được hỗ trợ học nghề (Điều 37 Luật 53/2024/QH15)."))
    answer = compose(store, [hit(held(guide, entry))])
    assert any("Kho chưa có toàn văn: 53/2024/QH15." in warning.message for warning in answer.warnings)


ASKED_HOW_LONG = "nạn nhân được hỗ trợ tiền ăn trong bao nhiêu ngày"
SIXTY = "Nạn nhân được hỗ trợ tiền ăn tối đa không quá 60 (sáu mươi) ngày."
THREE_MONTHS = "Nạn nhân được hỗ trợ tiền ăn với thời gian tối đa không quá 03 tháng."


def _side_by_side(store: CorpusStore, first: str, second: str) -> list[AnswerWarning]:
    decree = held(law("09/2013/NĐ-CP", issued=date(2013, 1, 11)), article("19", "Tiền ăn", words=first))
    circular = held(law("84/2019/TT-BTC", issued=date(2019, 11, 26)), article("5", "Mức chi", words=second))
    answer = compose(store, [hit(decree), hit(circular)], question=ASKED_HOW_LONG)
    assert len(answer.statements) == 2
    return [warning for warning in answer.warnings if warning.code is WarningCode.CONFLICT]


def test_two_texts_that_bound_one_time_otherwise_stand_side_by_side(store: CorpusStore) -> None:
    (warning,) = _side_by_side(store, SIXTY, THREE_MONTHS)
    assert "60 (sáu mươi) ngày" in warning.message
    assert "03 tháng" in warning.message
    assert warning.message.index("09/2013/NĐ-CP (11/01/2013)") < warning.message.index("84/2019/TT-BTC (26/11/2019)")


def test_two_texts_that_bound_one_time_alike_do_not_differ(store: CorpusStore) -> None:
    assert _side_by_side(store, SIXTY, THREE_MONTHS.replace("03 tháng", "60 ngày")) == []


def test_the_time_for_a_step_is_not_held_against_how_long_a_support_lasts(store: CorpusStore) -> None:
    step = "Sở Tài chính hỗ trợ tiền ăn nạn nhân trong thời hạn không quá 03 ngày kể từ ngày nhận đơn."
    assert _side_by_side(store, SIXTY, step) == []


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


# The order of the law


def test_two_clauses_are_quoted_in_the_order_of_the_law(store: CorpusStore) -> None:
    first = clause("1", "Nạn nhân được hỗ trợ học nghề tại cơ sở.")
    rule = article("8", "Hỗ trợ", first, clause("2", "Nạn nhân được hỗ trợ học nghề: hồ sơ gửi cơ sở học nghề."))
    answer = compose(store, [hit(held(law(), rule), "art_8__cl_2")])
    assert [quotation.provision.eid for quotation in answer.statements[0].quotations] == ["art_8__cl_1", "art_8__cl_2"]
    assert "[…]" not in answer.statements[0].text
