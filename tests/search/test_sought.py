"""What kind of thing is asked for, and which texts give it."""

import pytest

from search.sought import Sought, gives, sought_in


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("mức tiền ăn một ngày là bao nhiêu?", Sought.MONEY),
        ("bi phat may trieu", Sought.MONEY),
        ("trợ cấp khó khăn ban đầu tối thiểu bao nhiêu", Sought.MONEY),
        ("tiền ăn được hỗ trợ bao nhiêu ngày", Sought.TIME),
        ("xã có mấy ngày để gửi hồ sơ", Sought.TIME),
        ("được nuôi nhiều nhất bao lâu", Sought.TIME),
        ("within how many hours of the report", Sought.TIME),
        ("bán trẻ em thì bị tù mấy năm", Sought.PENALTY),
        ("khung hình phạt của tội này", Sought.PENALTY),
        ("cho toi so dien thoai cua so", Sought.PHONE),
        ("gọi số nào để báo tin", Sought.PHONE),
        ("một phòng xếp mấy người", Sought.NUMBER),
        ("nạn nhân được hỗ trợ những gì", None),
        ("", None),
    ],
)
def test_the_kind_asked_for_is_known_by_its_words(question: str, sought: Sought | None) -> None:
    assert sought_in(question) is sought


@pytest.mark.parametrize(
    ("sought", "text", "given"),
    [
        (Sought.MONEY, "chi 100.000 đồng/hồ sơ", True),
        (Sought.MONEY, "bằng hai lần mức lương cơ sở", True),
        (Sought.MONEY, "được hỗ trợ tiền ăn theo quy định", False),
        (Sought.TIME, "không quá 60 (sáu mươi) ngày", True),
        (Sought.TIME, "Luật ban hành ngày 01 tháng 7 năm 2025", False),
        (Sought.PENALTY, "thì bị phạt tù từ 05 năm", True),
        (Sought.PHONE, "gọi 111 để được giúp", True),
        (Sought.PHONE, "theo Nghị định số 162/2025/NĐ-CP", False),
        (Sought.NUMBER, "không quá 04 (bốn) người/phòng", True),
        (Sought.NUMBER, "theo khoản 2 Điều 4", False),
    ],
)
def test_a_text_gives_a_thing_or_only_speaks_of_it(sought: Sought, text: str, *, given: bool) -> None:
    assert gives(sought, text) is given
