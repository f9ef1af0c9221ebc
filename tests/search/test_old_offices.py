"""Names that offices and provinces bear on other days: warned of, and searched for beside those asked for."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from corpus.catalogue import load_catalogue
from corpus.expression import Expression
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.work import SourceClass, Work
from search.answer import Answer, WarningCode
from search.evidence import terms_of_question, with_other_names
from search.lexical import beside, weigh_question
from search.old_offices import office_note, offices_gone, under_other_names
from search.query import Request
from search.service import SearchService
from search.syllables import bundled_syllables
from search.understand import bundled_understanding
from tests.laws import article, clause, expression, item, law, source
from tests.search.texts import quick_folder

TODAY = date(2026, 11, 22)
REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)
READER = bundled_understanding()


def plan(place: str, number: str) -> Expression:
    """Return a plan of a province; all of them say the same."""
    said = f"Sở Lao động - Thương binh và Xã hội tỉnh {place} hỗ trợ nạn nhân bị mua bán trở về, báo cáo hằng quý."
    work = Work(
        number=number,
        type="Kế hoạch",
        title=f"Kế hoạch hỗ trợ nạn nhân bị mua bán trên địa bàn tỉnh {place}",
        issuer=f"Ủy ban nhân dân tỉnh {place}",
        issued=date(2024, 2, 1),
        source_class=SourceClass.PLAN,
    )
    return expression(work, item("1", "Phân công", clause("1", said)))


PLACES = ("Lạng Sơn", "Nghệ An", "Sơn La", "Hà Giang", "Lai Châu", "Đồng Nai")
DECREE = law("15/2015/NĐ-CP", "Cơ sở hỗ trợ nạn nhân", type="Nghị định")
INSPECT = article(
    "9", "Kiểm tra", words="Sở Lao động - Thương binh và Xã hội kiểm tra cơ sở hỗ trợ nạn nhân mỗi năm một lần."
)
RECEIVE = article("10", "Tiếp nhận", words="Ủy ban nhân dân cấp huyện lập danh sách nạn nhân tự trở về.")


@pytest.fixture(scope="module")
def service() -> Iterator[SearchService]:
    with quick_folder() as folder, CorpusStore(folder / "corpus.db") as store:
        store.add(source("nghi-dinh.docx"), [expression(DECREE, INSPECT, RECEIVE)])
        for at, place in enumerate(PLACES, start=1):
            store.add(source(f"ke-hoach-{at}.docx"), [plan(place, f"{at}/KH-UBND")])
        made = SearchService(store, ForceTable(load_catalogue()), folder / "index")
        made.index()
        yield made
        made.close()


def told(answer: Answer) -> str:
    """Return what an answer says of offices that are gone."""
    return " ".join(warning.message for warning in answer.warnings if warning.code is WarningCode.OLD_AGENCY)


def read(text: str, on: date = TODAY) -> str:
    """Return what is searched beside a question."""
    return READER.read(Request(text=text, on=on)).widened


# ---------------------------------------------------------------- warnings


def test_an_answer_that_quotes_an_office_that_is_gone_says_who_acts_now(service: SearchService) -> None:
    answer = service.ask("Điều 9 Nghị định 15/2015/NĐ-CP", on=TODAY)
    assert "Đoạn trích nêu" in told(answer)
    assert "nay: Sở Y tế (hỗ trợ nạn nhân" in told(answer)
    assert told(service.ask("Điều 9 Nghị định 15/2015/NĐ-CP", on=date(2025, 2, 28))) == ""


def test_a_district_office_is_warned_of_from_the_very_day(service: SearchService) -> None:
    assert told(service.ask("Điều 10 Nghị định 15/2015/NĐ-CP", on=EVE)) == ""
    assert "Ủy ban nhân dân cấp huyện không còn từ ngày 01/07/2025" in told(
        service.ask("Điều 10 Nghị định 15/2015/NĐ-CP", on=REFORM)
    )


@pytest.mark.parametrize(
    "question",
    [
        "Phòng LĐ-TB&XH huyện còn tiếp nhận nạn nhân nữa không?",
        "phong lao dong thuong binh xa hoi huyen con tiep nhan nan nhan khong",
    ],
)
def test_a_question_that_names_an_office_that_is_gone_is_told_so(service: SearchService, question: str) -> None:
    answer = service.ask(question, on=TODAY)
    assert "Câu hỏi nêu cơ quan, địa bàn đã thay đổi: Phòng Lao động - Thương binh và Xã hội chậm nhất" in told(answer)
    assert "Câu hỏi nêu" not in told(service.ask(question, on=EVE))


def test_a_plan_of_a_province_that_is_gone_is_told_its_province_also_without_an_answer(service: SearchService) -> None:
    answer = service.ask("Số 999/KH-UBND của UBND tỉnh Hà Giang quy định gì?", on=TODAY)
    assert not answer.answered
    assert "nay thuộc tỉnh Tuyên Quang" in told(answer)


def test_a_place_alone_is_no_matter_of_law(service: SearchService) -> None:
    answer = service.ask("Công thức nấu phở bò gia truyền Nam Định", on=TODAY)
    assert (answer.answered, told(answer)) == (False, "")


def test_an_office_that_question_and_answer_name_is_told_of_once(service: SearchService) -> None:
    said = told(service.ask("Sở Lao động kiểm tra cơ sở hỗ trợ nạn nhân mấy lần một năm?", on=TODAY))
    assert said.count("Sở Lao động - Thương binh và Xã hội có thể đã thôi") == 1


def test_many_names_are_not_told_one_by_one() -> None:
    text = "tỉnh Hà Giang, Yên Bái, Bắc Kạn, Vĩnh Phúc, Hòa Bình, Bắc Giang, Thái Bình"
    assert len(offices_gone(text, TODAY)) == 7
    assert office_note(text, TODAY).endswith("Và 2 cơ quan, địa bàn khác cũng đã thay đổi.")


def test_a_text_whose_offices_are_all_there_needs_no_note() -> None:
    assert office_note("Sở Y tế, Công an cấp tỉnh, Ủy ban nhân dân cấp xã", TODAY) == ""


# ---------------------------------------------------------------- names of other days


@pytest.mark.parametrize(
    ("asked", "widened"),
    [
        ("Sở LĐTBXH kiểm tra cơ sở mấy lần?", "Sở Y tế kiểm tra cơ sở mấy lần?"),
        ("kế hoạch của tỉnh Tuyên Quang", "kế hoạch của tỉnh Hà Giang"),
        ("ke hoach cua tinh ha giang", "kế hoạch của tỉnh Tuyên Quang"),
        ("Ủy ban nhân dân cấp xã làm gì?", ""),
        ("nạn nhân được hỗ trợ gì?", ""),
    ],
)
def test_a_question_is_searched_under_the_names_of_other_days(asked: str, widened: str) -> None:
    assert read(asked) == widened
    assert read(asked, on=date(2025, 2, 28)) == ""


def test_the_very_words_are_searched_alone() -> None:
    assert READER.read(Request(text="kế hoạch của tỉnh Tuyên Quang", on=TODAY, as_typed=True)).widened == ""


def test_no_name_of_another_day_is_no_question() -> None:
    assert under_other_names("Sở Nội vụ làm gì?", TODAY) == ""


def test_who_asks_for_the_new_province_finds_the_plan_of_the_old_one_first(service: SearchService) -> None:
    question = "Kế hoạch hỗ trợ nạn nhân bị mua bán của tỉnh Tuyên Quang"
    first, *_ = service.find(question, on=TODAY).hits
    assert first.held.work.number == "4/KH-UBND"
    untouched, *_ = service.find(question, on=TODAY, as_typed=True).hits
    assert untouched.held.work.number != "4/KH-UBND"


def test_who_asks_for_the_office_of_today_finds_the_text_that_names_the_old_one(service: SearchService) -> None:
    first, *_ = service.find("Sở Y tế kiểm tra cơ sở hỗ trợ nạn nhân mấy lần?", on=TODAY).hits
    assert first.held.work.number == DECREE.number


def test_another_wording_weighs_little_and_what_both_say_weighs_as_before() -> None:
    asked, other = weigh_question("kế hoạch Tuyên Quang"), weigh_question("kế hoạch Hà Giang")
    both = beside(asked, other)
    weights = dict(zip(both.indices.tolist(), both.values.tolist(), strict=True))
    assert list(both.indices) == sorted(set(asked.indices.tolist()) | set(other.indices.tolist()))
    assert all(
        weights[index] == value for index, value in zip(asked.indices.tolist(), asked.values.tolist(), strict=True)
    )
    added = [weights[index] for index in set(other.indices.tolist()) - set(asked.indices.tolist())]
    assert max(added) < min(asked.values.tolist())


def test_a_text_under_another_name_carries_what_was_asked() -> None:
    terms = terms_of_question("Sở Y tế kiểm tra cơ sở", [], bundled_syllables())
    text = "Sở Lao động kiểm tra cơ sở"
    widened = with_other_names(terms, [("Sở Y tế", ("Sở Lao động",))])
    assert terms.coverage(text) < widened.coverage(text) == 1.0
