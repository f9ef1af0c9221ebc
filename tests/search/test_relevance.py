"""Whether a hit may answer at all: a curve over signs, and how near a question is to the field."""

import pytest

from search.evidence import terms_of_question
from search.field import bundled_field, field_of
from search.relevance import SIGNS, Relevance, bundled_relevance, signs_of, with_asked
from search.syllables import bundled_syllables

LAW = bundled_syllables()
FIELD = bundled_field()


@pytest.mark.parametrize(
    ("near", "far"),
    [
        ("nạn nhân bị mua bán được hỗ trợ gì", "thủ tục cấp giấy phép xây dựng nhà ở"),
        ("ai tiếp nhận người bị lừa bán trở về", "thuế suất thuế giá trị gia tăng của hàng nhập khẩu"),
        ("giấy xác nhận nạn nhân do ai cấp", "hồ sơ đăng ký biển số xe ô tô"),
    ],
)
def test_a_question_of_the_field_is_nearer_to_it_than_one_of_another(near: str, far: str) -> None:
    assert FIELD.closeness(near) > 0.5 > FIELD.closeness(far)


def test_an_empty_question_is_neither_near_nor_far() -> None:
    assert FIELD.closeness("") == 0.0
    assert field_of([], LAW).closeness("nạn nhân bị mua bán") <= 0.0


def test_one_pair_that_stands_nowhere_else_proves_little() -> None:
    assert FIELD.closeness("điểm k khoản") < 7


def signs(question: str, text: str, *, meaning: float = 0.6) -> dict[str, float]:
    terms = with_asked(terms_of_question(question, [], LAW), question, question, FIELD, LAW)
    return dict(zip(SIGNS, signs_of(terms, text, meaning, 0.5), strict=True))


def test_what_a_text_carries_shows_in_its_signs() -> None:
    question = "Chị ấy kể nhiều chuyện. Nạn nhân được hỗ trợ học nghề không?"
    carrying = signs(question, "Nạn nhân được hỗ trợ học nghề.")
    other = signs(question, "Chủ xe nộp lệ phí đăng ký.")
    assert carrying["focus"] == 1.0
    assert other["focus"] == 0.0
    assert carrying["phrases"] > other["phrases"]
    assert carrying["field"] == other["field"]


def test_the_chance_rises_with_every_sign() -> None:
    """The weights are bounded below by zero when they are fitted, and none is written by hand."""
    curve = bundled_relevance()
    assert len(curve.weights) == len(SIGNS)
    assert min(curve.weights) >= 0
    assert max(curve.weights) > 0
    low, high = [0.1] * len(SIGNS), [0.9] * len(SIGNS)
    assert curve.chance(low) < curve.chance(high)


def test_a_chance_stays_a_chance() -> None:
    steep = Relevance((1e6,) * len(SIGNS), 0.0)
    assert 0 < steep.chance([-1e6] * len(SIGNS)) < steep.chance([1e6] * len(SIGNS)) <= 1
