"""Forks: what is not known and decides is asked for, with the branches side by side; nothing is assumed."""

from collections.abc import Sequence
from datetime import date

import pytest

from corpus.case import Case, PersonClass
from corpus.catalogue import Catalogue
from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.work import Status
from search.answer import Answer, RefusalCode
from search.compose import Composer
from search.evidence import terms_of_question
from search.field import bundled_field
from search.hit import Hit, Why
from search.locate import snippet_of
from search.query import Query
from search.relevance import with_asked
from search.support import AnswerSettings
from search.syllables import bundled_syllables
from tests.laws import Part, article, clause, expression, held, law, point, source

TODAY = date(2026, 11, 22)
LAW = bundled_syllables()
WAITING = "Người đang trong quá trình xác định là nạn nhân và người dưới 18 tuổi đi cùng"
CLASSES = article(
    "9",
    "Chế độ hỗ trợ",
    clause(
        "1",
        "Nạn nhân là công dân Việt Nam được hưởng chế độ hỗ trợ sau đây:",
        point("a", "Hỗ trợ cơm;"),
        point("d", "Hỗ trợ áo;"),
        point("đ", "Hỗ trợ sách;"),
        point("e", "Hỗ trợ xe."),
    ),
    clause("2", "Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ tại điểm a, điểm đ khoản 1 Điều này."),
    clause(
        "3",
        f"{WAITING} đang ở nước ngoài được hưởng chế độ tại các điểm từ điểm a đến điểm d khoản 1 Điều này.\n"
        f"{WAITING} ở trong nước được hưởng chế độ tại các điểm từ điểm a đến điểm đ khoản 1 Điều này.",
    ),
)


def hit(part: Part, eid: str = "", *, rank: int = 1, number: str = "12/2020/QH14") -> Hit:
    made = held(law(number), part)
    place = made.unit.provision.find(eid) if eid else made.unit.provision
    assert place is not None
    snippet = snippet_of(place, terms_of_question("nạn nhân", [], LAW))
    return Hit(rank, 0.9, made, place, Status.IN_FORCE, snippet, (Why.WORDS,))


def ask(store: CorpusStore, question: str, hits: Sequence[Hit], case: Case | None = None) -> Answer:
    citations = tuple(find_citations(question))
    query = Query(text=question, on=TODAY, understood=question, case=case or Case(), citations=citations)
    terms = with_asked(terms_of_question(question, [], LAW), question, question, bundled_field(), LAW)
    return Composer(store, ForceTable(Catalogue(TODAY, ())), AnswerSettings()).compose(query, hits, [], terms)


def quoted(answer: Answer) -> list[str]:
    return [quotation.provision.eid for statement in answer.statements for quotation in statement.quotations]


def test_who_is_nobody_yet_is_asked_for_and_the_branches_are_shown(store: CorpusStore) -> None:
    answer = ask(store, "có một người vừa được giải cứu, được hưởng chế độ hỗ trợ nào", [hit(CLASSES, "art_9__cl_1")])
    assert answer.refusal is not None
    assert answer.refusal.code is RefusalCode.NEED_CLASS
    assert len(answer.refusal.ask_back) == 4
    assert quoted(answer) == ["art_9__cl_1", "art_9__cl_2", "art_9__cl_3"]


def test_a_victim_of_unknown_nationality_is_answered_with_the_branches(store: CorpusStore) -> None:
    answer = ask(store, "nạn nhân được hưởng chế độ hỗ trợ nào", [hit(CLASSES, "art_9__cl_1")])
    assert answer.answered
    assert quoted(answer) == ["art_9__cl_1", "art_9__cl_2", "art_9__cl_3"]


@pytest.mark.parametrize(
    ("person", "points"),
    [
        (PersonClass.MINOR_ACCOMPANYING, ["a", "đ"]),
        (PersonClass.PENDING_ABROAD, ["a", "d"]),
        (PersonClass.PENDING_DOMESTIC, ["a", "d", "đ"]),
    ],
)
def test_a_class_gets_its_own_part_and_the_letters_it_grants(
    store: CorpusStore, person: PersonClass, points: list[str]
) -> None:
    """ "a đến d" leaves out đ: the letters are those of the law's own alphabet."""
    question = "nạn nhân được hưởng chế độ hỗ trợ nào"
    answer = ask(store, question, [hit(CLASSES, "art_9__cl_1")], Case(person_class=person))
    (statement,) = answer.statements
    own, *granted = statement.quotations
    assert own.provision.eid in ("art_9__cl_2", "art_9__cl_3")
    assert [one.provision.eid for one in granted] == [f"art_9__cl_1__point_{letter}" for letter in points]


def test_of_a_clause_with_two_classes_only_the_paragraph_of_the_person_is_quoted(store: CorpusStore) -> None:
    case = Case(person_class=PersonClass.PENDING_ABROAD)
    answer = ask(store, "nạn nhân được hưởng chế độ hỗ trợ nào", [hit(CLASSES)], case)
    own = answer.statements[0].quotations[0]
    assert "đang ở nước ngoài" in own.quote
    assert "trong nước" not in own.quote


PLAIN = article("150", "Tội mua bán người", clause("1", "Người nào mua bán người thì bị phạt tù từ 05 năm đến 10 năm."))
YOUNG = article(
    "151",
    "Tội mua bán người dưới 16 tuổi",
    clause("1", "Người nào mua bán người dưới 16 tuổi thì bị phạt tù từ 07 năm đến 12 năm."),
)


def test_where_an_age_decides_between_two_articles_it_is_asked_for(store: CorpusStore) -> None:
    answer = ask(store, "kẻ mua bán người bị phạt tù mấy năm", [hit(PLAIN), hit(YOUNG, rank=2)])
    assert answer.refusal is not None
    assert answer.refusal.ask_back == ("Người bị hại dưới 16 tuổi", "Người bị hại từ đủ 16 tuổi trở lên")
    assert {eid.split("__")[0] for eid in quoted(answer)} == {"art_150", "art_151"}


@pytest.mark.parametrize("told", ["trẻ em", "cháu bé 13 tuổi", "người lớn"])
def test_who_tells_an_age_is_not_asked_for_it(store: CorpusStore, told: str) -> None:
    answer = ask(store, f"kẻ mua bán người là {told} bị phạt tù mấy năm", [hit(PLAIN), hit(YOUNG, rank=2)])
    assert answer.answered


def test_a_place_without_its_law_is_not_guessed(store: CorpusStore) -> None:
    store.add(source("một"), [expression(law("12/2020/QH14"), CLASSES)])
    answer = ask(store, "Điều 9 nói gì", [hit(CLASSES)])
    assert answer.refusal is not None
    assert answer.refusal.ask_back == ("Điều 9 Luật 12/2020/QH14: Chế độ hỗ trợ",)
    assert answer.statements == ()


def test_a_place_without_its_law_that_no_text_near_has_is_asked_for_too(store: CorpusStore) -> None:
    answer = ask(store, "Điều 612 cho nạn nhân bị mua bán được hưởng chế độ hỗ trợ nào", [hit(CLASSES)])
    assert answer.refusal is not None
    assert "chưa nêu văn bản nào" in answer.refusal.message
