"""The gate: what does not stand in the store, word for word and at the place named, does not leave."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.provision import Provision
from corpus.work import Status
from search.answer import Answer, AnswerWarning, Quotation, RefusalCode, Statement, WarningCode
from search.grounding import ground
from search.query import Query
from tests.laws import article, clause, held, law, point

DAY = date(2026, 11, 22)
QUERY = Query(text="?", on=DAY, understood="?")
HELD = held(law(), article("5", "Mức", clause("1", "Được 1.500.000 đồng:", point("d", "ăn;"), point("đ", "ở."))))
UNIT = HELD.unit.provision


def part(eid: str) -> Provision:
    found = UNIT.find(eid)
    assert found is not None
    return found


CLAUSE = part("art_5__cl_1")


def quote(provision: Provision, start: int = 0, end: int | None = None) -> Quotation:
    stop = len(provision.text) if end is None else end
    return Quotation(HELD, provision, start, stop, provision.text[start:stop], Status.IN_FORCE)


def answer(*statements: Statement) -> Answer:
    warning = AnswerWarning(WarningCode.AMENDED, "Đã sửa.")
    return Answer(QUERY, DAY, statements, None, (warning,), ())


GOOD = Statement("Được 1.500.000 đồng", (quote(CLAUSE, 0, 24),))


def test_words_of_the_store_pass() -> None:
    assert ground(answer(GOOD)).answer == answer(GOOD)
    assert ground(answer(GOOD)).dropped == 0


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda q: replace(q, quote=q.quote.replace("1.500.000", "2.500.000")), id="another sum"),
        pytest.param(lambda q: replace(q, quote=q.quote + "."), id="one character more"),
        pytest.param(lambda q: replace(q, start=q.start + 1), id="offsets moved"),
        pytest.param(lambda q: replace(q, start=q.start - len(CLAUSE.text)), id="offsets from the end"),
        pytest.param(lambda q: replace(q, end=10_000, quote=CLAUSE.text), id="an end outside the text"),
        pytest.param(lambda q: replace(q, start=3, end=3, quote=""), id="nothing quoted"),
        pytest.param(
            lambda q: replace(q, provision=replace(CLAUSE, eid="art_5__cl_9")), id="a place that is not there"
        ),
        pytest.param(lambda q: replace(q, provision=replace(CLAUSE, eid="art_5__cl_1__point_d")), id="another place"),
        pytest.param(
            lambda q: replace(q, provision=replace(CLAUSE, text=q.quote, start=CLAUSE.start + 2)), id="shifted"
        ),
        pytest.param(
            lambda q: replace(q, provision=replace(CLAUSE, text=CLAUSE.text.replace("1.500.000", "9.500.000"))),
            id="a provision that was changed",
        ),
        pytest.param(lambda q: replace(q, held=held(law(), article("5", "Mức khác"))), id="a unit that says otherwise"),
    ],
)
def test_a_tampered_quotation_takes_its_statement_with_it(tamper: Callable[[Quotation], Quotation]) -> None:
    bad = Statement("Được", (tamper(GOOD.quotations[0]),))
    found = ground(answer(GOOD, bad))
    assert found.answer.statements == (GOOD,)
    assert found.dropped == 1


@pytest.mark.parametrize(
    "statement",
    [
        Statement("Được 2.500.000 đồng", GOOD.quotations),
        Statement("Được 1.500.000 đồng trong 03 tháng", GOOD.quotations),
        Statement("Được hỗ trợ.", ()),
        Statement("", ()),
    ],
)
def test_a_number_or_a_claim_without_ground_is_dropped(statement: Statement) -> None:
    assert ground(answer(GOOD, statement)).answer.statements == (GOOD,)


def test_when_nothing_is_left_the_answer_is_a_refusal() -> None:
    found = ground(answer(Statement("Không có căn cứ", ()))).answer
    assert not found.answered
    assert found.statements == ()
    assert found.warnings == ()
    assert found.refusal is not None
    assert found.refusal.code is RefusalCode.NO_SUPPORT


@given(st.sampled_from(list(UNIT.walk())), st.integers(-5, 80), st.integers(-5, 80), st.booleans())
def test_rule_one_holds_for_all_that_passes(provision: Provision, start: int, end: int, honest: bool) -> None:
    words = provision.text[start:end] if honest else "Nạn nhân được"
    quotation = Quotation(HELD, provision, start, end, words, Status.IN_FORCE)
    for statement in ground(answer(Statement(words, (quotation,)))).answer.statements:
        (kept,) = statement.quotations
        assert 0 <= kept.start < kept.end <= len(kept.provision.text)
        assert kept.provision.text[kept.start : kept.end] == kept.quote
        assert part(kept.provision.eid).text == kept.provision.text
