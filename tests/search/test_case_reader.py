"""The case of a question: what is told of the person, with and without marks, and nothing that is not told."""

from datetime import date

import pytest

from corpus.case import Case, Health, PersonClass, Route, Support
from corpus.text import clean, fold
from search.case_reader import addressed, addressed_parts, age_of, case_of, class_of
from search.query import Request
from search.understand import bundled_understanding
from tests.laws import article, clause, point, provision

READER = bundled_understanding()
STORIES = [
    pytest.param(
        "Chị 19 tuổi vừa được trao trả ở cửa khẩu Móng Cái, đang có thai, muốn về quê",
        Case(age=19, route=Route.HANDED_OVER, health=(Health.PREGNANT,), wishes=(Support.TRAVEL,)),
        id="handed over, pregnant, wants to go home",
    ),
    pytest.param(
        "người nước ngoài được giải cứu ở tỉnh Lào Cai, bị thương, cần phiên dịch",
        Case(
            person_class=PersonClass.FOREIGNER,
            route=Route.RESCUED,
            place="Lào Cai",
            health=(Health.INJURED,),
            wishes=(Support.INTERPRETATION,),
        ),
        id="foreigner, rescued, injured",
    ),
    pytest.param(
        "cháu bé đi cùng nạn nhân có được miễn học phí không",
        Case(person_class=PersonClass.MINOR_ACCOMPANYING, wishes=(Support.SCHOOLING,)),
        id="accompanying minor",
    ),
    pytest.param("nạn nhân được hỗ trợ gì", Case(), id="a victim of unknown nationality is of no class yet"),
]


@pytest.mark.parametrize(("text", "case"), STORIES)
def test_a_story_tells_a_case(text: str, case: Case) -> None:
    assert case_of(clean(text)) == case


@pytest.mark.parametrize(("text", "case"), STORIES)
def test_the_same_story_without_marks_tells_the_same_case(text: str, case: Case) -> None:
    assert READER.read(Request(text=fold(text), on=date(2026, 1, 1))).case == case


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("chị đang được xác minh là nạn nhân, còn ở Campuchia, sứ quán lo", PersonClass.PENDING_ABROAD),
        ("chị đang được xác minh là nạn nhân, đã về nước", PersonClass.PENDING_DOMESTIC),
        ("chị bị bán sang Trung Quốc", None),
        ("người Lào bị bán sang xã tôi", PersonClass.FOREIGNER),
        ("người có nguy cơ là nạn nhân", None),
    ],
)
def test_who_is_of_which_class(text: str, person: PersonClass | None) -> None:
    assert class_of(text) is person


@pytest.mark.parametrize(
    ("text", "age"),
    [("em 15 tuổi", 15), ("người dưới 18 tuổi", None), ("từ đủ 16 tuổi trở lên", None), ("em 15 tuoi", 15)],
)
def test_an_age_is_no_bound(text: str, age: int | None) -> None:
    assert age_of(text) == age


def test_what_the_form_says_beats_the_words() -> None:
    request = Request(text="người nước ngoài", on=date(2026, 1, 1), person_class=PersonClass.VICTIM)
    assert READER.read(request).case.person_class is PersonClass.VICTIM


WAITING = "Người đang trong quá trình xác định là nạn nhân và người dưới 18 tuổi đi cùng"
UNIT = provision(
    article(
        "9",
        "Chế độ",
        clause("1", "Nạn nhân là công dân Việt Nam được hưởng:", point("a", "cơm ăn;"), point("b", "áo mặc.")),
        clause("2", "Người dưới 18 tuổi đi cùng nạn nhân được hưởng điểm a khoản 1 Điều này."),
        clause("3", f"{WAITING} đang ở nước ngoài được cơm.\n{WAITING} ở trong nước được áo."),
        clause("4", "Nạn nhân, người đang trong quá trình xác định là người nước ngoài được cơm."),
        clause("5", "Chính phủ quy định chi tiết Điều này."),
    )
)


def test_the_parts_of_an_article_speak_of_classes_a_paragraph_at_a_time() -> None:
    parts = [(part.person, part.provision.num) for part in addressed_parts(UNIT)]
    assert parts == [
        (PersonClass.VICTIM, "1"),
        (PersonClass.MINOR_ACCOMPANYING, "2"),
        (PersonClass.PENDING_ABROAD, "3"),
        (PersonClass.PENDING_DOMESTIC, "3"),
        (PersonClass.FOREIGNER, "4"),
    ]
    abroad, home = (part for part in addressed_parts(UNIT) if part.provision.num == "3")
    assert "nước ngoài" in abroad.provision.text[abroad.start : abroad.end]
    assert home.provision.text[home.start : home.end].strip().endswith("được áo.")


def test_a_passage_about_everybody_speaks_of_no_class() -> None:
    assert addressed("Chính phủ quy định chi tiết Điều này.") is None
