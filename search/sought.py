"""What kind of thing a question asks for: a sum, a time, a telephone number; and which texts give such a thing."""

import re
from enum import StrEnum

from corpus.text import fold


class Sought(StrEnum):
    """The kind of thing asked for, where the question tells."""

    MONEY = "money"
    PHONE = "phone"
    TIME = "time"
    PENALTY = "penalty"
    SHARE = "share"
    NUMBER = "number"


# On folded text; the first row that matches decides, so the narrower stand first.
_ASKS: tuple[tuple[Sought, re.Pattern[str]], ...] = tuple(
    (sought, re.compile(pattern))
    for sought, pattern in (
        (Sought.PHONE, r"\bso (?:dien thoai|may ban|hotline)\b|\b(?:goi|bam) so (?:nao|may|gi)\b|phone number"),
        (
            Sought.PENALTY,
            r"\b(?:tu|phat tu|an|khung)(?: \w+){0,3} (?:may|bao nhieu) nam\b|\b(?:may|bao nhieu) nam tu\b"
            r"|\bkhung hinh phat\b|years in prison",
        ),
        (
            Sought.MONEY,
            r"\b(?:bao nhieu|may) (?:tien|dong|trieu|nghin|ngan|tram)\b|how much\b|what (?:fee|sum|amount|price|rate)\b"
            r"|\b(?:tra|chi|cap|linh|thu|nop|dong|ton|het|gia|phi|luong|le phi|cong|thuong) bao nhieu"
            r"(?! (?:ngay|gio|tuan|thang|nam|nguoi|lan|khoan|dieu|diem|loai|nhom|phan tram))\b"
            r"|\bbao nhieu (?:mot|moi|1) (?:gio|ngay|thang|nguoi|buoi|suat)\b"
            r"|\b(?:tien|muc (?:chi|phat|ho tro|tro cap|an|boi duong)|tro cap)\b(?:(?! nguoi| don)[^.?!;]){0,60}"
            r" bao nhieu(?! (?:ngay|gio|tuan|thang|nam|nguoi|lan|khoan|dieu|diem|loai|nhom))",
        ),
        (
            Sought.TIME,
            r"\b(?:may|bao nhieu) (?:ngay|gio|tuan|thang|nam)\b|\b(?:bao|trong|nhieu nhat|toi da) lau\b"
            r"|\bhow (?:many (?:hours|days|weeks|months|years)|long)\b",
        ),
        (Sought.SHARE, r"\b(?:bao nhieu|may) (?:phan tram|%)|\bty le bao nhieu\b|what percentage|how many percent"),
        (Sought.NUMBER, r"\b(?:may|bao nhieu) (?:nguoi|nhan vien|phong|met|tam|ban|bo)\b|\bdien tich bao nhieu\b"),
    )
)
_GIVES: dict[Sought, re.Pattern[str]] = {
    Sought.PHONE: re.compile(r"\b11\d\b|\b1[89]00\d{3,}|\b0\d{2,3}[. ]?\d{3}[. ]?\d{3,4}\b"),
    Sought.PENALTY: re.compile(r"phạt tù|tù chung thân|tử hình"),
    Sought.MONEY: re.compile(r"\d[\d.]*\s*(?:đồng|đ\b|triệu|nghìn)|mức lương|lương cơ sở|lương tối thiểu|\d\s?%"),
    Sought.TIME: re.compile(
        r"(?<!ngày )(?<!tháng )(?<!năm )\b\d+\s*(?:\([^)]*\)\s*)?(?:giờ|ngày|tuần|tháng|năm)\b"
        r"|\bngay\b|\bkịp thời\b|\bnăm học (?:đầu|thứ|tiếp)|\bcho đến khi\b"
    ),
    Sought.SHARE: re.compile(r"\d\s?%|phần trăm"),
    Sought.NUMBER: re.compile(r"\d+\s*(?:\([^)]*\)\s*)?(?:người|nhân viên|phòng|m2|m²|mét|tấm|ảnh|bản|bộ)\b"),
}
# No answer at all without a text that gives it.
NEEDED = frozenset({Sought.MONEY, Sought.PHONE, Sought.NUMBER, Sought.SHARE, Sought.TIME})
NAMES = {
    Sought.MONEY: "mức tiền",
    Sought.PHONE: "số điện thoại",
    Sought.TIME: "thời hạn",
    Sought.PENALTY: "khung hình phạt",
    Sought.SHARE: "tỷ lệ",
    Sought.NUMBER: "con số",
}


def sought_in(question: str) -> Sought | None:
    """Return the kind of thing a question asks for, or None where it does not tell.

    >>> sought_in("xã có mấy ngày để gửi hồ sơ?")
    <Sought.TIME: 'time'>
    """
    folded = fold(question)
    return next((sought for sought, pattern in _ASKS if pattern.search(folded)), None)


def gives(sought: Sought, text: str) -> bool:
    """Tell whether clean text gives a thing of the kind.

    >>> gives(Sought.TIME, "trong thời hạn 03 ngày làm việc"), gives(Sought.TIME, "từ ngày 01 tháng 7 năm 2025")
    (True, False)
    """
    return _GIVES[sought].search(text) is not None
