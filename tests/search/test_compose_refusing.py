"""What an answer refuses, and what the handbook answers for a text that is not held."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.expression import Origin
from corpus.resolve import Missing
from corpus.store import CorpusStore
from corpus.work import SourceClass, Status, Work
from search.answer import RefusalCode, WarningCode
from search.refusals import label_of_citation
from tests.laws import article, clause, expression, held, item, law, source
from tests.search.composing import REAL, RULE, codes, compose, hit, missing

# Refusing what the hits do not say


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


def test_a_provision_is_no_support_for_a_question_of_another_field(store: CorpusStore) -> None:
    rule = article("9", "Đăng ký xe", clause("1", "Chủ xe nộp hồ sơ đăng ký xe tại cơ quan đăng ký."))
    question = "hồ sơ gia hạn tạm trú cho thuyền viên tàu biển"
    far = replace(hit(held(law(), rule), score=0.01), meaning=0.2)
    answer = compose(store, [far], question=question)
    assert answer.refusal is not None
    assert answer.refusal.code is RefusalCode.OUT_OF_SCOPE


# Refusing what is named and missing


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


# The handbook for a text that is not held


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
