"""Values in the words of a law: told from dates and places, with others like them, bounds and amounts of time."""

from random import Random

import pytest

from tests.web.packs.conftest import TODAY as DAY
from web.packs.quiz import is_bound
from web.packs.quiz_values import others, same_value, values_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("trong 03 ngày làm việc", ["03 ngày làm việc"], id="working days"),
        pytest.param("trong thời hạn 05 (năm) ngày", ["05 (năm) ngày"], id="spelled out"),
        pytest.param("trong thời hạn 05 (sáu) ngày", [], id="spelled wrongly: nobody knows which is meant"),
        pytest.param("từ ngày 01 tháng 7 năm 2025", [], id="a date"),
        pytest.param("theo Điều 12 năm nay, khoản 3 tháng này", [], id="numbers of places"),
        pytest.param("phạt tù từ 05 năm đến 10 năm", ["từ 05 năm đến 10 năm"], id="a range is one value"),
        pytest.param("phạt từ 20.000.000 đồng", ["20.000.000 đồng"], id="a sum"),
        pytest.param("tỷ lệ 61% trở lên", ["61%"], id="a share"),
        pytest.param("Bộ Công an chủ trì", ["Bộ Công an"], id="a ministry"),
        pytest.param("Phòng Lao động - Thương binh và Xã hội chủ trì", [], id="an office that is gone"),
        pytest.param("công an báo cáo", [], id="every police"),
        pytest.param("Giám đốc Bộ Công an", [], id="a head that the others could not have"),
        pytest.param("Ủy ban nhân dân tỉnh, thành phố", [], id="one of a row"),
        pytest.param("số 12/2020/QH14, 3.5 ngày", [], id="numbers of papers and fractions"),
    ],
)
def test_values_are_told_from_dates_places_and_numbers(text: str, values: list[str]) -> None:
    assert [value.text for value in values_in(text, DAY)] == values


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("03 ngày làm việc", "05 ngày làm việc"),
        ("05 (năm) ngày", "07 (bảy) ngày"),
        ("18 tuổi", "16 tuổi"),
        ("20.000.000 đồng", "24.000.000 đồng"),
        ("61%", "60%"),
        ("từ 05 năm đến 10 năm", "từ 07 năm đến 12 năm"),
    ],
)
def test_other_values_are_written_as_the_value_is(text: str, near: str) -> None:
    (value,) = values_in(text, DAY)
    found = list(others(value, (), Random(1), DAY))
    assert near in found
    assert text not in found
    assert len(found) == len(set(found))


def test_other_offices_are_of_the_same_family_and_none_that_did_the_same_work() -> None:
    (value,) = values_in("Sở Y tế", DAY)
    found = list(others(value, (), Random(1), DAY))
    assert found
    assert all(name.startswith("Sở ") for name in found)
    assert "Sở Lao động - Thương binh và Xã hội" not in found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("24 giờ", "01 ngày", True),
        ("60 ngày", "02 tháng", True),
        ("03 ngày", "3 ngày", True),
        ("03 ngày", "03 giờ", False),
        ("12 tháng", "01 năm", True),
    ],
)
def test_amounts_of_time_are_the_same_in_any_unit(one: str, other: str, *, same: bool) -> None:
    (first,), (second,) = values_in(one, DAY), values_in(other, DAY)
    assert same_value(first, second) is same


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("Người dưới 18 tuổi đi cùng được hưởng chế độ hỗ trợ.", True),
        ("Người từ đủ 12 tuổi trở lên được hỏi ý kiến trước.", True),
        ("Thời gian hỗ trợ không quá 60 ngày cho mỗi người.", True),
        ("Phải trả lời trong thời hạn 03 ngày làm việc.", True),
        ("Người được tiếp nhận ở lại từ 03 tháng đến 06 tháng.", True),
        ("Bị phạt tù từ 05 năm đến 10 năm.", False),
        ("Mức trợ cấp là 20.000.000 đồng cho một người.", False),
        ("Sở Y tế ra quyết định hỗ trợ.", False),
    ],
)
def test_only_values_that_bound_nothing_are_judged_true_or_false(words: str, *, bound: bool) -> None:
    (value,) = values_in(words, DAY)
    assert is_bound(value, words) is bound
