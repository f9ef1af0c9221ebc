"""How questions are read: who, what, by which provisions; and nothing put into the asker's mouth."""

import json
from datetime import date
from importlib.resources import files

import pytest

from corpus.text import fold
from search.case_reader import addressed, class_of, identified_on
from search.query import PersonClass, Request
from search.restore import Change
from search.understand import bundled_understanding
from tests.shared import require_shared

READER = bundled_understanding()
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("con của nạn nhân đi cùng có được ăn ở không", PersonClass.MINOR_ACCOMPANYING),
        ("người dưới 18 tuổi đi cùng nạn nhân", PersonClass.MINOR_ACCOMPANYING),
        ("tre em di cung duoc gi", PersonClass.MINOR_ACCOMPANYING),
        ("còn nạn nhân thì được hỗ trợ gì", None),
        ("nạn nhân còn đi cùng cán bộ", None),
        ("người nước ngoài bị mua bán tại Việt Nam", PersonClass.FOREIGNER),
        ("người đang trong quá trình xác định là nạn nhân", PersonClass.PENDING_DOMESTIC),
        ("đang trong quá trình xác định, ở nước ngoài, tại đại sứ quán", PersonClass.PENDING_ABROAD),
        ("người Lào bị bán sang xã tôi", PersonClass.FOREIGNER),
        ("chị ấy bị bán sang Campuchia mới trốn về", None),
        ("công dân VN ở Campuchia đang được xác minh, sứ quán hỗ trợ gì", PersonClass.PENDING_ABROAD),
        ("nạn nhân được gì", None),
        ("", None),
    ],
)
def test_the_person_is_known_by_whole_words(text: str, person: PersonClass | None) -> None:
    assert class_of(text) is person


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("nạn nhân bị rối loạn tâm lý", ("tam_ly",)),
        ("công an ở xã cho ông bà xem gì", ()),
        ("hỗ trợ ăn ở, khám bệnh", ("thiet_yeu", "y_te")),
        ("ho tro tien an", ("thiet_yeu",)),
        ("victims can get a loan", ("vay_von",)),
        ("được vay vốn và học nghề", ("hoc_nghe", "vay_von")),
    ],
)
def test_topics_are_known_by_whole_words(text: str, topics: tuple[str, ...]) -> None:
    assert READER.read(Request(text=text, on=DAY)).topics == topics


def test_a_class_that_was_chosen_is_not_guessed_again() -> None:
    request = Request(text="người nước ngoài", on=DAY, person_class=PersonClass.VICTIM)
    assert READER.read(request).person_class is PersonClass.VICTIM


@pytest.mark.parametrize(
    ("typed", "number", "article", "point"),
    [
        ("điểm đ khoản 1 Điều 37 Luật 53/2024/QH15", "53/2024/QH15", "37", "đ"),
        ("dieu 37 luat 53/2024/qh15 noi gi", "53/2024/QH15", "37", None),
        ("Điều 4 NĐ 162/2025/NĐ-CP", "162/2025/NĐ-CP", "4", None),
        ("dieu 5a nghi dinh 162/2025/nd-cp", "162/2025/NĐ-CP", "5a", None),
    ],
)
def test_what_is_named_survives_the_reading(typed: str, number: str, article: str, point: str | None) -> None:
    (citation, *_) = READER.read(Request(text=typed, on=DAY)).citations
    assert (citation.work.number, citation.article, citation.point) == (number, article, point)


def test_the_typed_text_is_kept_beside_the_understood_one() -> None:
    query = READER.read(Request(text=" nnbmb duoc TGPL\u00a0gi?\u200b", on=DAY))
    assert query.text == "nnbmb duoc TGPL gi?"
    assert query.understood.startswith("nạn nhân bị mua bán được trợ giúp pháp lý")


def test_a_question_may_be_searched_as_typed() -> None:
    query = READER.read(Request(text="nnbmb duoc gi", on=DAY, as_typed=True))
    assert query.understood == "nnbmb duoc gi"


@pytest.mark.parametrize("number", ["15/KH-UBND", "01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG", "2548/QCPH-LĐTBXH-CA-QP-NG"])
def test_abbreviations_inside_a_number_are_not_spelled_out(number: str) -> None:
    assert number in READER.read(Request(text=f"theo {number} thì sao", on=DAY)).understood


def test_the_words_of_the_law_are_searched_beside_those_typed() -> None:
    query = READER.read(Request(text="được tiền xe về quê không", on=DAY))
    assert READER.search_text(query).startswith(query.understood)
    assert "chi phí đi lại" in READER.search_text(query)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("được cấp giấy xác nhận nạn nhân ngày 20/6/2025, nay mới xin", date(2025, 6, 20)),
        ("bị bán năm 2018, tháng 8/2025 mới được xác định là nạn nhân", date(2025, 8, 1)),
        ("có giấy xác nhận từ tháng 5/2025", date(2025, 5, 1)),
        ("bị bán ngày 02/3/2020, nay về nước", None),
        ("xác định nạn nhân trong bao nhiêu ngày", None),
        ("giấy xác nhận ngày 31/2/2025", None),
    ],
)
def test_the_day_of_identification_is_read_from_the_question(text: str, day: date | None) -> None:
    assert identified_on(text) == day


def test_a_day_that_was_given_goes_before_one_that_was_read() -> None:
    text = "có giấy xác nhận từ tháng 5/2025"
    query = READER.read(Request(text=text, on=DAY, identified_on=date(2025, 9, 1)))
    assert query.identified_on == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("2. Nạn nhân là người nước ngoài bị mua bán thì được:", PersonClass.FOREIGNER),
        ("1. Nạn nhân là công dân Việt Nam thì được:", PersonClass.VICTIM),
        ("3. Người chưa thành niên đi cùng nạn nhân thì được:", PersonClass.MINOR_ACCOMPANYING),
        ("4. Chính phủ quy định chi tiết Điều này.", None),
    ],
)
def test_a_khoan_says_whom_it_is_about_in_its_first_words(text: str, person: PersonClass | None) -> None:
    assert addressed(text) is person


def test_an_english_question_is_searched_by_the_words_of_the_law() -> None:
    query = READER.read(Request(text="Which support is there for a victim?", on=DAY))
    assert READER.search_text(query).split() == "hỗ trợ nạn nhân".split()


def test_a_class_that_was_chosen_is_searched_for() -> None:
    query = READER.read(Request(text="được hỗ trợ gì", on=DAY, person_class=PersonClass.FOREIGNER))
    assert READER.search_text(query).endswith("người nước ngoài")


def test_a_phrase_with_other_marks_is_another_phrase() -> None:
    assert READER.vocabulary.said("bẫn sang") == []
    assert READER.vocabulary.said("ban sang") == [("ban sang", "mua bán người")]
    typed_plain = [Change(0, 3, "ban"), Change(4, 8, "sang")]
    assert READER.vocabulary.said("bản sáng", typed_plain) == [("bản sáng", "mua bán người")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("nnbmb đc ht ko", "nạn nhân bị mua bán được ht không", id="chat words"),
        pytest.param("dc ho tro gi k?", "được hỗ trợ gì không?", id="k for không"),
        pytest.param("có k.1 Đ.37 không", "có k.1 Đ.37 không", id="k for khoản"),
        pytest.param("điểm k khoản 1 Điều 37", "điểm k khoản 1 Điều 37", id="điểm k"),
        pytest.param("CA xã, ca đêm, cả nhà", "công an xã, ca đêm, cả nhà", id="two capitals"),
        pytest.param(
            "SLĐTBXH và TTDVVL", "sở lao động, thương binh và xã hội và trung tâm dịch vụ việc làm", id="long"
        ),
        pytest.param("Nghị định 162/2025/NĐ-CP, ND-CP", "Nghị định 162/2025/NĐ-CP, ND-CP", id="numbers"),
        pytest.param("TGPL trong 01/2014/TTLT-BCA", "trợ giúp pháp lý trong 01/2014/TTLT-BCA", id="beside a number"),
        pytest.param("NNBMB vaf TGPL", "nạn nhân bị mua bán và trợ giúp pháp lý", id="with slips"),
    ],
)
def test_abbreviations_are_spelled_out(typed: str, meant: str) -> None:
    assert READER.read(Request(text=typed, on=DAY)).understood == meant


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("trung tâm bảo trợ", "cơ sở trợ giúp xã hội"),
        ("bọn buôn người", "người mua bán người"),
        ("người chờ xác minh", "người đang trong quá trình xác định là nạn nhân"),
        ("ngôi nhà bình yên", "cơ sở hỗ trợ nạn nhân"),
        ("nhà tạm lánh", "cơ sở hỗ trợ nạn nhân"),
        ("trẻ đi cùng", "người dưới 18 tuổi đi cùng"),
        ("tái hoà nhập", "hòa nhập cộng đồng"),
    ],
)
def test_old_and_everyday_words_are_searched_by_those_of_the_law(text: str, law: str) -> None:
    assert law in READER.search_text(READER.read(Request(text=text, on=DAY)))


@pytest.mark.parametrize("text", ["người có nguy cơ là nạn nhân", "nơi tạm lánh", "hỗ trợ pháp luật"])
def test_notions_that_law_keeps_apart_are_kept_apart(text: str) -> None:
    assert READER.search_text(READER.read(Request(text=text, on=DAY))) == text


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("What compensation can victims claim?", "bồi thường thiệt hại nạn nhân"),
        ("Who pays the travel costs?", "chi phí đi lại"),
        ("legal aid for minors accompanying victims of trafficking", "trợ giúp pháp lý"),
        ("victim compensation deadline", "nạn nhân bồi thường thiệt hại thời hạn"),
        ("Is organ removal punished?", "lấy bộ phận cơ thể"),
    ],
)
def test_english_is_told_by_its_small_words_and_the_glossary(text: str, law: str) -> None:
    query = READER.read(Request(text=text, on=DAY))
    assert query.understood == text
    assert law in READER.search_text(query)
    assert "the" not in READER.search_text(query).split()


@pytest.mark.parametrize("text", ["co the xin it nhat may ngay", "roi loan tam ly", "can bo xa phai lam gi"])
def test_vietnamese_without_marks_is_not_english(text: str) -> None:
    assert "vay vốn" not in READER.search_text(READER.read(Request(text=text, on=DAY)))
    assert READER.read(Request(text=text, on=DAY)).understood != text


def test_english_terms_are_understood_in_a_vietnamese_question() -> None:
    query = READER.read(Request(text="gọi hotline báo vụ trafficking ở đâu", on=DAY))
    assert READER.search_text(query).endswith("tổng đài điện thoại mua bán người")


def test_i_and_y_are_searched_as_law_writes_them_and_shown_as_typed() -> None:
    query = READER.read(Request(text="kĩ năng, qui định, lí do", on=DAY))
    assert query.understood == "kĩ năng, qui định, lí do"
    assert READER.search_text(query).startswith("kỹ năng, quy định, lý do")
    assert "kỹ" in READER.terms(query).singles


def test_the_table_names_no_form_twice() -> None:
    lines = files("search").joinpath("vocabulary.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {(len(row), row[-1]) for row in rows} == {(3, "spell"), (3, "also"), (3, "english")}
    forms = [fold(form) for form, _, _ in rows]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_what_was_understood_is_understood_as_it_stands() -> None:
    lines = require_shared("data", "domain", "field_questions_dev.jsonl").read_text("utf-8").splitlines()
    for line in lines:
        once = READER.read(Request(text=json.loads(line)["q"], on=DAY)).understood
        assert READER.read(Request(text=once, on=DAY)).understood == once
