"""Dates, years and issuers beside a work."""

import re
from collections.abc import Iterable
from datetime import date

from corpus.text import fold

_GLUE = r"\s{0,2}[(,]?\s{0,2}"
_DATE = re.compile(
    _GLUE + r"(?:(?:ky|ban hanh)\s{1,2})?(?:ngay\s{1,2}|dated\s{1,2})(?P<day>\d{1,2})"
    r"(?:\s{1,2}thang\s{1,2}(?P<month>\d{1,2})\s{1,2}nam\s{0,2}(?P<year>\d{4})"
    r"|\s?(?P<mark>[/.-])\s?(?P<m>\d{1,2})\s?(?P=mark)\s?(?P<y>\d{4}))(?![\d/])\)?"
)
_YEAR = re.compile(r"\s{0,2}[(,]?\s{0,2}(?:nam\s{1,2})?(?P<year>(?:19|20)\d\d)(?![\w/]|[.,]\d)\)?")
_EFFECTIVE = re.compile(r",?\s{1,2}(?:va\s)?co hieu luc(?: thi hanh)?(?: ke)?(?: tu)?(?=\s)")
_OF = re.compile(r"\s{0,2},?\s{0,2}(?:do\s{1,2}|cua\s{1,2})")
_WHOLE = {
    fold(name): name
    for name in (
        "Ủy ban Thường vụ Quốc hội",
        "Quốc hội",
        "Thủ tướng Chính phủ",
        "Chính phủ",
        "Chủ tịch nước",
        "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
        "Tòa án nhân dân tối cao",
        "Viện kiểm sát nhân dân tối cao",
    )
}
_WHOLE |= {
    "ubtvqh": "Ủy ban Thường vụ Quốc hội",
    "thu tuong": "Thủ tướng Chính phủ",
    "hoi dong tham phan tandtc": "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "tandtc": "Tòa án nhân dân tối cao",
}
_LOCAL = {"uy ban nhan dan": "UBND", "ubnd": "UBND", "hoi dong nhan dan": "HĐND", "hdnd": "HĐND", "cong an": "Công an"}
_CENTRAL = {"bo truong bo": "Bộ trưởng Bộ", "bo": "Bộ", "so": "Sở"}
_FIELDS = {
    fold(name): name
    for name in (
        "Lao động - Thương binh và Xã hội",
        "LĐTBXH",
        "LĐ-TB&XH",
        "Công an",
        "Quốc phòng",
        "Ngoại giao",
        "Tài chính",
        "Tư pháp",
        "Y tế",
        "Nội vụ",
        "Giáo dục và Đào tạo",
        "Công Thương",
        "Xây dựng",
        "Giao thông vận tải",
        "Thông tin và Truyền thông",
        "Khoa học và Công nghệ",
        "Kế hoạch và Đầu tư",
        "Nông nghiệp và Phát triển nông thôn",
        "Nông nghiệp và Môi trường",
        "Tài nguyên và Môi trường",
        "Văn hóa, Thể thao và Du lịch",
        "Dân tộc và Tôn giáo",
    )
}


def one_of(words: Iterable[str]) -> str:
    """Return the words as a pattern; a longer word comes before one that begins it.

    It is laid out by letters, since the engine passes over a branch whose first letter differs without entering it.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    branches = [
        rf"{re.escape(letter)}{one_of(rest) if len(rest) > 1 else re.escape(rest[0])}"
        for letter, rest in sorted(by_letter.items(), reverse=True)
        if letter
    ]
    return f"(?:{'|'.join([*branches, *([''] if '' in by_letter else [])])})"


_ISSUER = re.compile(
    rf"(?:(?P<whole>{one_of(_WHOLE)})|(?P<local>{one_of(_LOCAL)})"
    rf"|(?P<central>{one_of(_CENTRAL)})\s{{1,2}}(?P<field>{one_of(_FIELDS)}))(?![^\W_])"
)
# The same for the search of anchors: issuers at whose end a number stands, and those before the name of a place.
WHOLE_ISSUERS = [*_WHOLE, *(f"{office} {field}" for office in _CENTRAL for field in _FIELDS)]
LOCAL_ISSUERS = [*_LOCAL]
# Not À-Ỹ: that range holds small letters too, đ and most of those with marks.
CAPITAL_LETTERS = "A-ZĐ" + "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ".upper()
# "tỉnh", "tỉnh Quảng Ninh", "TP. Hồ Chí Minh", "Quảng Trị"
_PLACE = re.compile(
    rf"\s{{1,2}}(?:(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|các tỉnh)(?!\w))?"
    rf"(?:\s{{0,2}}[{CAPITAL_LETTERS}]\w*(?:\s{{1,2}}[{CAPITAL_LETTERS}]\w*){{0,4}})?"
)


def date_at(folded: str, start: int) -> tuple[str, int] | None:
    """Return the ISO date that stands at ``start`` ("ngày 28 tháng 11 năm 2024", "ngày 5-3-2020") and its end."""
    found = _DATE.match(folded, start)
    if found is None:
        return None
    year, month = found["year"] or found["y"], found["month"] or found["m"]
    try:
        day = date(int(year), int(month), int(found["day"]))
    except ValueError:
        return None
    return day.isoformat(), found.end()


def effective_at(folded: str, start: int) -> tuple[str, int] | None:
    """Return the ISO date in ", có hiệu lực thi hành kể từ ngày …" at ``start`` and its end."""
    force = _EFFECTIVE.match(folded, start)
    return date_at(folded, force.end()) if force else None


def year_at(folded: str, start: int) -> tuple[str, int] | None:
    """Return the year that stands at ``start`` ("năm 2024", "(2015)") and its end.

    A bracket that closes one opened before ("(Bộ luật Hình sự năm 1999)") is no part of it.
    """
    found = _YEAR.match(folded, start)
    if found is None:
        return None
    return found["year"], found.end() if "(" in found[0] else found.end("year")


def issuer_at(text: str, folded: str, start: int) -> tuple[str, int] | None:
    """Return the issuer after "của" and its end; committees of provinces come as "UBND tỉnh …"."""
    of = _OF.match(folded, start)
    found = _ISSUER.match(folded, of.end()) if of else None
    if found is None:
        return None
    if found["whole"]:
        return _WHOLE[found["whole"]], found.end()
    if found["central"]:
        return f"{_CENTRAL[found['central']]} {_FIELDS[found['field']]}", found.end()
    place = _PLACE.match(text, found.end())
    words = " ".join(place[0].split()) if place else ""
    end = place.end() if place and words else found.end()
    return f"{_LOCAL[found['local']]} {words}".strip(), end
