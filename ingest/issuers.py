"""Who issues papers: names in capitals in heads, codes in numbers, and the province of a local paper."""

import re

from corpus.text import canonical, fold
from ingest.letters import UPPER

_BY_CODE = {
    "CP": "Chính phủ",
    "TTG": "Thủ tướng Chính phủ",
    "HDTP": "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "CTN": "Chủ tịch nước",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng",
    "BYT": "Bộ Y tế",
    "BTC": "Bộ Tài chính",
    "BNG": "Bộ Ngoại giao",
    "BTP": "Bộ Tư pháp",
    "BNV": "Bộ Nội vụ",
    "BLDTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BGDDT": "Bộ Giáo dục và Đào tạo",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "VPQH": "Văn phòng Quốc hội",
}
_PROPER = (
    "Chính phủ",
    "Quốc hội",
    "Ủy ban Thường vụ Quốc hội",
    "Thủ tướng Chính phủ",
    "Chủ tịch nước",
    "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "Tòa án nhân dân tối cao",
    "Viện kiểm sát nhân dân tối cao",
    "Văn phòng Quốc hội",
    "Bộ Lao động - Thương binh và Xã hội",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Giáo dục và Đào tạo",
    "Bộ Khoa học và Công nghệ",
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Nông nghiệp và Phát triển nông thôn",
    "Bộ Tài nguyên và Môi trường",
    "Bộ Thông tin và Truyền thông",
    "Bộ Kế hoạch và Đầu tư",
    "Bộ Giao thông vận tải",
    "Bộ Công Thương",
    "Bộ Công an",
    "Bộ Quốc phòng",
    "Bộ Ngoại giao",
    "Bộ Tư pháp",
    "Bộ Tài chính",
    "Bộ Nội vụ",
    "Bộ Y tế",
    "Bộ Xây dựng",
    "Ngân hàng Nhà nước Việt Nam",
    "Tổng cục Thuế",
)
_KNOWN = {fold(name): name for name in _PROPER}
_LOCAL = re.compile(
    r"^(?P<body>ủy ban nhân dân|hội đồng nhân dân) ?(?P<unit>tỉnh|thành phố|tp\.?|huyện|quận|xã|phường)?"
)
_ANY_ISSUER = re.compile(
    r"^(?:chinh phu|quoc hoi|uy ban|thu tuong|chu tich|hoi dong|bo |toa an|vien kiem sat|van phong|so |tong cuc|cuc "
    r"|ngan hang|thanh tra|ban chi dao|ban |kiem toan|tong lien doan|hoi )"
)
_RULE = re.compile(r"[-_*=–—]{2,}.*$")
_PROVINCE = re.compile(rf"(?:tỉnh|thành phố|TP\.?|Tp\.?) ?(?P<name>[{UPPER}][^|\n,;.(]{{1,30}})")
_MAX_NAME = 120
_HEAD_LINES = 12
_RIGHT_COLUMN = re.compile(r"\||CỘNG HÒA XÃ HỘI|Số ?:|Luật số")
_TITLES = ("luat", "bo luat", "nghi quyet", "nghi dinh", "quyet dinh", "thong tu", "hien phap", "phap lenh", "ke hoach")


def issuer_of_head(head: str) -> str:
    """Return the issuer printed in the left column of a head, in ordinary case; empty where none is recognised.

    >>> issuer_of_head("ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    'Ủy ban nhân dân tỉnh Bạc Liêu'
    """
    parts: list[str] = []
    for line in head.split("\n")[:_HEAD_LINES]:
        left = _RULE.sub("", _RIGHT_COLUMN.split(line)[0]).strip()
        words = fold(left)
        if not left or "CÔNG BÁO" in left or words.startswith(("van ban", "doc lap")):
            if parts:
                break
            continue
        if words.startswith(_TITLES) or not left.isupper() or (parts and _begins_another(parts[-1], left)):
            break
        if parts or _ANY_ISSUER.match(words):
            parts.append(left)
    return proper_issuer(" ".join(parts)) if parts else ""


def _begins_another(above: str, line: str) -> bool:
    """Tell whether a line names an office of its own and does not go on with the name above it."""
    return bool(_ANY_ISSUER.match(fold(line))) and fold(f"{above} {line}") not in _KNOWN


def proper_issuer(words: str) -> str:
    """Return an issuer's name in ordinary case.

    >>> proper_issuer("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH")
    'Bộ Văn hóa, Thể thao và Du lịch'
    """
    words = " ".join(words.split())[:_MAX_NAME]
    for parent in _KNOWN:
        below = words[len(parent) :].strip()
        if fold(words).startswith(f"{parent} ") and _ANY_ISSUER.match(fold(below)) and fold(words) not in _KNOWN:
            words = below  # the office below a general department issues in its own name
    known = _KNOWN.get(fold(words))
    if known or not words.isupper():
        return known or words
    local = _LOCAL.match(canonical(words))
    if local:
        unit = (local["unit"] or "").replace("tp.", "thành phố").replace("tp", "thành phố")
        body = local["body"][0].upper() + local["body"][1:]
        return " ".join(filter(None, (body, unit, words[local.end() :].strip().title())))
    return words[0] + words[1:].lower()


def issuer_of_number(number: str) -> str:
    """Return the issuer that the code of a number names; empty where it names none or several.

    >>> issuer_of_number("162/2025/NĐ-CP"), issuer_of_number("66/2011/QH12"), issuer_of_number("5/KH-UBND")
    ('Chính phủ', 'Quốc hội', '')
    """
    codes = re.split(r"[/-]", fold(number).upper())
    if any(code.startswith("UBTVQH") for code in codes):
        return "Ủy ban Thường vụ Quốc hội"
    if any(code.startswith("QH") for code in codes):
        return "Quốc hội"
    found = [_BY_CODE[code] for code in codes if code in _BY_CODE]
    return found[0] if len(found) == 1 else ""


def province_of(issuer: str, signed_in: str) -> str:
    """Return the province of a local issuer; empty for the state's own.

    >>> province_of("Ủy ban nhân dân tỉnh Bạc Liêu", ""), province_of("Bộ Y tế", "Hà Nội")
    ('Bạc Liêu', '')
    """
    if not fold(issuer).startswith(("uy ban nhan dan", "hoi dong nhan dan", "so ", "cong an tinh", "cuc ", "chi cuc")):
        return ""
    named = _PROVINCE.search(issuer)
    if named and not fold(issuer).startswith(("uy ban nhan dan huyen", "uy ban nhan dan xa")):
        return named["name"].strip().title() if named["name"].isupper() else named["name"].strip()
    return signed_in
