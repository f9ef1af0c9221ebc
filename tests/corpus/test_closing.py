"""What texts say of force: the sentences of closing Điều, in our own words with the real traps."""

from datetime import date

import pytest

from corpus.closing import parents_of_title, read_events
from corpus.event import EventKind
from corpus.expression import Unit
from corpus.provision import Level
from corpus.work import SourceClass, Work
from tests.laws import Part, article, clause, law, point, provision

ACT = law("9/2030/NĐ-CP", "Nghị định quy định việc thử", type="Nghị định", issued=date(2030, 3, 1), effective=None)
BEGINS = clause("1", "Nghị định này có hiệu lực thi hành từ ngày 15 tháng 4 năm 2030.")


def told(*parts: Part, work: Work = ACT) -> list[tuple[str, str, str, str]]:
    unit = Unit(provision(article("30", "Hiệu lực thi hành", *parts)))
    return [(event.number, event.kind.value, event.day.isoformat(), event.eid) for event in read_events(work, [unit])]


def others(*parts: Part, work: Work = ACT) -> list[tuple[str, str, str, str]]:
    return [event for event in told(BEGINS, *parts, work=work) if event[0] != ACT.number]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2030.", "2030-05-01"),
        ("Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký.", "2030-04-15"),
        ("Nghị định này có hiệu lực kể từ ngày ký ban hành.", "2030-03-01"),
        ("Nghị định này có hiệu lực từ ngày 01/5/2030, trừ khoản 2 Điều này.", "2030-05-01"),
    ],
)
def test_a_text_says_from_when_it_holds(words: str, day: str) -> None:
    assert told(clause("1", words)) == [("9/2030/NĐ-CP", "effective", day, "")]


def test_places_may_begin_later_than_the_text() -> None:
    later = clause("2", "Quy định tại khoản 2 Điều 5 và Điều 7 Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2031.")
    assert told(BEGINS, later)[1:] == [
        ("9/2030/NĐ-CP", "effective", "2031-01-01", "art_5__cl_2"),
        ("9/2030/NĐ-CP", "effective", "2031-01-01", "art_7"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Nghị định số 1/2020/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
            [("01/2020/NĐ-CP", "expired", "2030-04-15", "")],
            id="with this text",
        ),
        pytest.param(
            "Nghị định số 1/2020/NĐ-CP hết hiệu lực từ ngày 01 tháng 6 năm 2030.",
            [("01/2020/NĐ-CP", "expired", "2030-06-01", "")],
            id="on a day of its own",
        ),
        pytest.param(
            "Nghị định này thay thế Nghị định số 1/2020/NĐ-CP và Nghị định số 2/2021/NĐ-CP.",
            [("01/2020/NĐ-CP", "expired", "2030-04-15", ""), ("02/2021/NĐ-CP", "expired", "2030-04-15", "")],
            id="replaces two",
        ),
        pytest.param(
            "Bãi bỏ khoản 2 Điều 4 Nghị định số 1/2020/NĐ-CP.",
            [("01/2020/NĐ-CP", "partly_expired", "2030-04-15", "art_4__cl_2")],
            id="a place",
        ),
        pytest.param(
            "Nghị định này thay thế Nghị định số 2/2021/NĐ-CP ngày 01 tháng 01 năm 2021 của Chính phủ sửa đổi, bổ sung"
            " một số điều của Nghị định số 1/2020/NĐ-CP, Nghị định số 3/2019/NĐ-CP.",
            [("02/2021/NĐ-CP", "expired", "2030-04-15", "")],
            id="texts named in a title do not end",
        ),
        pytest.param(
            "Bãi bỏ các quy định về mức chi tại Nghị định số 1/2020/NĐ-CP.",
            [("01/2020/NĐ-CP", "partly_expired", "2030-04-15", "")],
            id="a part that nobody numbers",
        ),
        pytest.param(
            "Luật số 1/2020/QH14 hết hiệu lực kể từ ngày Nghị định này có hiệu lực.", [], id="a decree ends no law"
        ),
        pytest.param("Nghị định này thay thế Quyết định số 33/QĐ-TTg.", [], id="a number without a year is many"),
        pytest.param("Thay thế cụm từ “cấp huyện” bằng “cấp xã” tại Nghị định số 1/2020/NĐ-CP.", [], id="words only"),
        pytest.param("Người hết hiệu lực thẻ được cấp lại theo Nghị định số 1/2020/NĐ-CP.", [], id="no text ends"),
    ],
)
def test_a_text_ends_others(words: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert others(clause("2", words)) == expected


def test_a_list_ends_all_that_stands_in_it() -> None:
    listed = clause(
        "2",
        "Các văn bản sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành:",
        point("a", "Nghị định số 1/2020/NĐ-CP ngày 01 tháng 01 năm 2020 của Chính phủ;"),
        point("b", "Điều 3 Nghị định số 2/2021/NĐ-CP."),
    )
    assert others(listed) == [
        ("01/2020/NĐ-CP", "expired", "2030-04-15", ""),
        ("02/2021/NĐ-CP", "partly_expired", "2030-04-15", "art_3"),
    ]


def test_a_suspension_ends_by_itself() -> None:
    words = "Ngưng hiệu lực thi hành Nghị định số 1/2020/NĐ-CP từ ngày 01/5/2030 đến hết ngày 31/12/2030."
    assert others(clause("2", words)) == [
        ("01/2020/NĐ-CP", "suspended", "2030-05-01", ""),
        ("01/2020/NĐ-CP", "resumed", "2031-01-01", ""),
    ]


def test_quoted_words_speak_for_the_text_they_go_into() -> None:
    quote = Part(Level.QUOTE, "", "“2. Nghị định này thay thế Nghị định số 1/2020/NĐ-CP.”")
    assert others(clause("2", "Sửa đổi khoản 2 Điều 9 như sau:", quote)) == []


def test_a_plan_ends_no_law() -> None:
    plan = law("9/2030/NĐ-CP", type="Nghị định", source_class=SourceClass.PLAN, issued=date(2030, 3, 1))
    assert others(clause("2", "Nghị định này thay thế Nghị định số 1/2020/NĐ-CP."), work=plan) == []


def test_a_correction_is_an_event_of_what_it_corrects() -> None:
    paper = law("55/2030/QĐ-TTg", "Đính chính Nghị định số 1/2020/NĐ-CP", type="Quyết định", issued=date(2030, 2, 2))
    assert [(event.number, event.kind) for event in read_events(paper, [])] == [("01/2020/NĐ-CP", EventKind.CORRECTED)]


@pytest.mark.parametrize(
    ("title", "issued", "parents"),
    [
        ("Quy định chi tiết một số điều của Luật Phòng, chống mua bán người", date(2012, 8, 13), ["66/2011/QH12"]),
        ("Quy định chi tiết một số điều của Luật Phòng, chống mua bán người", date(2025, 7, 2), ["53/2024/QH15"]),
        ("Hướng dẫn thực hiện Nghị định số 1/2020/NĐ-CP", date(2021, 1, 1), ["01/2020/NĐ-CP"]),
        ("Quy định mức thu phí", date(2021, 1, 1), []),
    ],
)
def test_a_title_names_what_the_text_details(title: str, issued: date, parents: list[str]) -> None:
    assert parents_of_title(law("7/2030/TT-BTC", title, type="Thông tư", issued=issued)) == parents


def test_a_sentence_of_more_places_than_any_law_writes_ends_nothing_and_the_next_is_read() -> None:
    flood = clause("2", "Bãi bỏ " + "khoản 1 Điều 2, " * 2_300 + "Nghị định số 3/2019/NĐ-CP.")
    last = clause("3", "Nghị định này thay thế Nghị định số 1/2020/NĐ-CP.")
    assert others(flood, last) == [("01/2020/NĐ-CP", "expired", "2030-04-15", "")]


def test_a_title_of_more_places_than_any_text_has_no_parents() -> None:
    numbers = ", ".join(map(str, range(1, 60)))
    title = f"quy định chi tiết các khoản {numbers} các Điều {numbers} Luật Trẻ em"
    assert parents_of_title(law("9/2030/NĐ-CP", title * 4, type="Nghị định", issued=date(2030, 3, 1))) == []
