"""Every caution that the reader of an answer needs: standing, offices that are gone, excerpts, texts that differ."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.expression import Origin
from corpus.resolve import Missing
from corpus.store import CorpusStore
from corpus.work import SourceClass, Status
from search.answer import AnswerWarning, Quotation, WarningCode
from tests.laws import article, clause, expression, held, item, law, source
from tests.search.composing import REAL, RULE, codes, compose, hit, missing, quotes

# Standing and kind


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


def test_a_refusal_carries_no_caution(store: CorpusStore) -> None:
    named = missing("Điều 99 Luật 12/2020/QH14", missing=Missing.PROVISION, work=law())
    answer = compose(store, [hit(held(law(), RULE), status=Status.EXPIRED)], named=[named])
    assert answer.warnings == ()
    assert answer.statements == ()


def test_a_quotation_has_the_standing_of_its_hit(store: CorpusStore) -> None:
    quotation: Quotation = compose(store, [hit(held(law(), RULE), status=Status.EXPIRED)]).statements[0].quotations[0]
    assert quotation.status is Status.EXPIRED


# Offices that are gone


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


# Texts that differ


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
