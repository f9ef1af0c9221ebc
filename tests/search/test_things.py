"""Things asked for by name: an answer must name them, or there is none."""

import pytest

from corpus.text import fold
from search.things import Thing, load_things, things_in


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Nạn nhân trở về được cấp căn hộ bao nhiêu mét vuông?", "cấp nhà, căn hộ"),
        ("Nạn nhân có được nhập quốc tịch không?", "nhập quốc tịch"),
        ("Nạn nhân được miễn thuế thu nhập mấy năm?", "miễn, giảm thuế"),
        ("Which officer at the embassy handles victims?", "tên một cán bộ"),
    ],
)
def test_a_thing_asked_for_is_known_by_its_words(question: str, name: str) -> None:
    assert name in [thing.name for thing in things_in(question)]


def test_a_thing_is_known_without_its_marks_where_the_question_has_none() -> None:
    question = fold("Nạn nhân có được cấp căn hộ không")
    assert [thing.name for thing in things_in(question)] == ["cấp nhà, căn hộ"]


@pytest.mark.parametrize(
    "question",
    [
        "Ai phải giữ bí mật địa chỉ của nạn nhân?",
        "Nộp giấy gì cho nhà trường?",
        "ai la truong hop duoc ho tro y te",
        "Phòng Lao động - Thương binh và Xã hội làm gì?",
        "Bộ Lao động - Thương binh và Xã hội đổi tên thành gì?",
    ],
)
def test_plain_words_of_the_field_are_no_such_things(question: str) -> None:
    assert things_in(question) == ()


def test_a_polite_closing_does_not_hide_what_is_asked() -> None:
    question = "Nạn nhân có được nghỉ làm hưởng nguyên lương không? Mong anh chị chỉ giúp."
    assert [thing.name for thing in things_in(question)] == ["nghỉ làm hưởng lương"]


def test_only_the_sentence_that_asks_counts() -> None:
    story = "Chị ấy bị lấy mất xe máy. Ai tiếp nhận chị ấy?"
    assert things_in(story) == ()


def test_a_text_gives_a_thing_that_it_names() -> None:
    pension = next(thing for thing in load_things() if thing.name == "lương hưu")
    assert pension.given_by("Người lao động được hưởng lương hưu.")
    assert not pension.given_by("Nạn nhân được hỗ trợ tiền ăn.")


def test_no_text_gives_the_name_of_an_officer_however_it_is_worded() -> None:
    name = next(thing for thing in load_things() if thing.name == "tên một cán bộ")
    assert not name.given_by("Biên bản ghi rõ tên là gì, giám đốc trung tâm tên gì.")


def test_no_word_of_the_table_is_one_syllable_that_loses_its_marks() -> None:
    """ "tã" folds to "ta", which stands in half of all questions."""
    single = [word for thing in load_things() for word in thing.words if " " not in word and fold(word) != word]
    assert single == []


def test_the_supports_of_the_law_are_no_such_things() -> None:
    """A row that names a real support would refuse the questions the product is for."""
    real = "nhu cầu thiết yếu, y tế, phiên dịch, pháp luật, trợ giúp pháp lý, đi lại, tâm lý, học văn hóa, vay vốn"
    for support in real.split(", "):
        assert things_in(f"Nạn nhân được hỗ trợ {support} thế nào?") == ()
    assert isinstance(load_things()[0], Thing)
