"""Lines that may begin a part of a text: what they look like, before the context decides."""

import re
from dataclasses import dataclass

from corpus.provision import Level
from ingest.letters import LOWER, UPPER
from ingest.read import Line

_ORDINALS = "nhất hai ba tư năm sáu bảy tám chín mười".split()
_PART = re.compile(
    r"PHẦN (?:THỨ )?(?P<num>[IVXL]+|\d{1,2}|NHẤT|HAI|BA|TƯ|NĂM|SÁU|BẢY|BẨY|TÁM|CHÍN|MƯỜI)(?P<end>[^\w,;].*|)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"chương (?:thứ )?(?P<num>[IVXLC]+[a-zđ]?|\d{1,3}[a-zđ]?)(?P<end>[^\w,;].*|)", re.IGNORECASE)
_SECTION = re.compile(r"mục (?P<num>\d{1,3}[a-zđ]?|[IVXL]+)(?P<end>[^\w,;].*|)", re.IGNORECASE)
_SUBSECTION = re.compile(r"tiểu mục (?P<num>\d{1,3}[a-zđ]?|[IVXL]+)(?P<end>[^\w,;].*|)", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:Đ[ ]?[iI][ềÊêè]u|ĐIỀU|Điêù)[ ]{0,2}(?P<num>\d{1,4}[a-zđ]{0,2})(?:\[\d{1,3}\])?[ ]?(?P<mark>[.:\-–)]?)"
    r"(?P<end>[^\w].*|[^\W\d].*|)"
)
_ANNEX = re.compile(
    r"phụ lục(?:[ ]?(?:số|:))?[ ]{0,2}(?P<num>[IVXL]+|\d{1,3}[a-z]?|[A-ZĐ](?!\w))?(?P<end>[^\w,;].*|)", re.IGNORECASE
)
_FORM = re.compile(
    r"(?:(?:biểu )?mẫu(?:[ ]?số)?|biểu số)[ ]?:?[ ]?(?P<num>\d{1,3}[a-zđ]?(?:[./-]\w{1,12}){0,4})(?P<end>[^\w,;].*|)",
    re.IGNORECASE,
)
_TOC_LINE = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|[ ]\|[ ])[ ]*\d{1,4}[ ]*$")
_RUNS_ON = re.compile(r"[ ]*(?:và|hoặc|của|tại|này|đến|,|;|trên|trong|theo|quy định|ban hành|kèm|nêu|được)\b")
_SIGNED = re.compile(
    rf"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\.[ ]?[{UPPER}]"
    r"|(?:THỦ TƯỚNG|PHÓ THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ TỊCH|PHÓ CHỦ TỊCH|CHÁNH ÁN|PHÓ CHÁNH ÁN|VIỆN TRƯỞNG"
    r"|CHỦ NHIỆM|TỔNG BÍ THƯ|GIÁM ĐỐC|CỤC TRƯỞNG|THỐNG ĐỐC|TỔNG KIỂM TOÁN)"
    rf"(?: [{UPPER},]+){{0,8}}$|XÁC THỰC VĂN BẢN HỢP NHẤT"
    r"|VĂN PHÒNG (?:QUỐC HỘI|CHÍNH PHỦ|CHỦ TỊCH NƯỚC)$"
)
_RECIPIENTS = re.compile(r"(?:^|\| )Nơi nhận[ ]?(?::|$)")
_PASSED = re.compile(
    r"(?:Bộ luật|Luật|Hiến pháp|Pháp lệnh|Nghị quyết) này (?:đã )?được (?:Quốc hội|Ủy ban|Uỷ ban|Hội đồng)"
    r"[^.]{0,200}thông qua(?: ngày| tại|$)"
)
_ATTACHED = re.compile(
    r"\(?[ ]*(?:ban hành|phê duyệt|công bố|công nhận)?[ ]*kèm theo[ ]+(?:quyết định|nghị định|thông tư|nghị quyết"
    r"|công văn|chỉ thị|kế hoạch|văn bản)\b",
    re.IGNORECASE,
)
_BODY_TITLE = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|DỰ ÁN|PHƯƠNG ÁN|ĐIỀU LỆ|QUY TRÌNH|DANH MỤC|HƯỚNG DẪN|NỘI QUY"
    rf"|CHIẾN LƯỢC|QUY HOẠCH|THỦ TỤC HÀNH CHÍNH|CHẾ ĐỘ|TIÊU CHUẨN|ĐỊNH MỨC|BẢNG GIÁ)\b[^{LOWER}]*$"
)
_LONG = 250  # characters; a longer line is no heading
_NOTE = re.compile(r"\[\d{1,3}\]")
MIN_LETTERS = 2
_MOSTLY = 0.8  # a capital heading may hold an "và"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that looks like the heading of a part."""

    level: Level
    num: str  # as printed: "thứ nhất", "IV", "25a"
    key: str  # for the eId: "1", "IV", "25a"
    rest: str  # heading in the same line
    rest_start: int  # where it begins in the line


_PATTERNS = (
    (Level.PART, _PART),
    (Level.CHAPTER, _CHAPTER),
    (Level.SECTION, _SECTION),
    (Level.SUBSECTION, _SUBSECTION),
    (Level.FORM, _FORM),
    (Level.ANNEX, _ANNEX),
)


def candidate(line: Line) -> Candidate | None:
    """Return what a line may begin, or None.

    >>> candidate(Line("Điều 25a. Tên")).num, candidate(Line("Điều 5 của Luật này")), candidate(Line("điều kiện"))
    ('25a', None, None)
    """
    text = line.text
    if not text or text[0] not in "PpCcMmTtĐBb" or _TOC_LINE.search(text):
        return None
    if text[0] == "Đ":
        return _article(line)
    if len(text) > _LONG or " | " in text:
        return None
    for level, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return _container(level, match, line)
    return None


def _article(line: Line) -> Candidate | None:
    match = _ARTICLE.fullmatch(line.text)
    if not match:
        return None
    rest = match["end"]
    if match["mark"] in (".", ":"):
        if rest.lstrip()[:1].islower() and not line.bold:
            return None
    elif rest.strip() and (_RUNS_ON.match(rest) or not line.bold or rest.lstrip()[:1].islower()):
        return None
    words = rest.strip(" .:-–")
    start = match.start("end") + len(rest) - len(rest.lstrip(" .:-–"))
    return Candidate(Level.ARTICLE, match["num"], match["num"], words if rest.strip() else "", start)


def _container(level: Level, match: re.Match[str], line: Line) -> Candidate | None:
    rest = match["end"]
    words = rest.strip(" .:-–")
    if _RUNS_ON.match(rest) or (words[:1].islower() and level is not Level.FORM):
        return None
    prominent = line.bold or line.centred or is_upper(line.text)
    if line.text.endswith((";", ",")) or (line.text.endswith(".") and words and not prominent):
        return None
    if not line.text[0].isupper():
        return None
    num = match["num"] or ""
    key = num
    if level is Level.PART and num.lower() in (*_ORDINALS, "bẩy"):
        key = str(_ORDINALS.index(num.lower().replace("bẩy", "bảy")) + 1)
        num = f"thứ {num.lower()}"
    start = match.start("end") + len(rest) - len(rest.lstrip(" .:-–"))
    return Candidate(level, num, key.upper() if level is Level.ANNEX else key, words, start)


def without_notes(words: str) -> str:
    """Return a heading without its references to footnotes.

    >>> without_notes("Điều kiện nhập cảnh[34]")
    'Điều kiện nhập cảnh'
    """
    return _NOTE.sub("", words).strip()


def is_upper(text: str) -> bool:
    """Tell whether the letters of a line are capitals.

    >>> is_upper("NHỮNG QUY ĐỊNH CHUNG"), is_upper("Những quy định")
    (True, False)
    """
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= MIN_LETTERS and sum(map(str.isupper, letters)) >= _MOSTLY * len(letters)


def begins_foot(line: Line) -> bool:
    """Tell whether a line may begin the foot: who passed it, the signature, the recipients."""
    text = line.text
    if _RECIPIENTS.search(text) or _PASSED.match(text):
        return True
    return bool(_SIGNED.match(text)) and (line.centred or line.bold or is_upper(text))


def is_attachment(line: Line) -> bool:
    """Tell whether a line says that what follows was issued with another paper."""
    text = line.text
    return len(text) <= _LONG and bool(_ATTACHED.match(text)) and (text.startswith("(") or line.centred)


def is_body_title(line: Line) -> bool:
    """Tell whether a line is the title of an attached paper: "KẾ HOẠCH"."""
    return len(line.text) <= _LONG and bool(_BODY_TITLE.match(line.text))
