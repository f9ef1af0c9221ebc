"""Answers put together for tests: a rule of our own, hits on it, and what is read off the answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from corpus.case import Case
from corpus.catalogue import Catalogue, load_catalogue
from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.resolve import Resolution
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.work import Status
from search.answer import Answer, WarningCode
from search.compose import Composer
from search.evidence import terms_of, terms_of_question
from search.field import bundled_field
from search.hit import Hit, Why
from search.locate import snippet_of
from search.query import Query
from search.relevance import with_asked
from search.support import AnswerSettings
from search.syllables import bundled_syllables
from tests.laws import article, clause, point

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


def missing(text: str, **facts: object) -> Resolution:
    return replace(Resolution(find_citations(text)[0]), **facts)  # type: ignore[arg-type]  # fields by name


def quotes(answer: Answer) -> list[str]:
    return [quotation.quote for quotation in answer.statements[0].quotations]


def codes(answer: Answer) -> list[WarningCode]:
    return [warning.code for warning in answer.warnings]
