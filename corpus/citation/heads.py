"""Where the name of a work begins: its type with a name or a number, a short form, or a bare number."""

import re
from dataclasses import dataclass, field

from corpus.citation.details import date_at, issuer_at, one_of, year_at
from corpus.citation.model import CitedWork
from corpus.citation.reader import Reader
from corpus.law_names import LawName
from corpus.number import canonical_number, match_number, stands_alone, type_of_number
from corpus.text import canonical, fold

_TYPE_LIST = (
    "Văn bản hợp nhất;Nghị quyết liên tịch;Thông tư liên tịch;Quy chế phối hợp;Nghị định thư;Bộ luật;Luật;Hiến pháp;"
    "Pháp lệnh;Nghị quyết;Nghị định;Quyết định;Chỉ thị;Thông tư;Kế hoạch;Công văn;Tờ trình;Báo cáo;Hướng dẫn;Quy chế;"
    "Kết luận;Thông báo;Công điện;Văn bản;Hiệp định;Công ước;Chương trình;Đề án;Quy định;Phương án;Sắc lệnh;Lệnh;"
    "Thỏa thuận;Biên bản ghi nhớ;Bản án"
)
_TYPES = _TYPE_LIST.split(";")
_SHORT_TYPES = {
    "nd": "Nghị định",
    "tt": "Thông tư",
    "ttlt": "Thông tư liên tịch",
    "qd": "Quyết định",
    "nq": "Nghị quyết",
    "kh": "Kế hoạch",
    "cv": "Công văn",
    "ct": "Chỉ thị",
    "pl": "Pháp lệnh",
    "vbhn": "Văn bản hợp nhất",
    "ttr": "Tờ trình",
    "law": "Luật",
    "decree": "Nghị định",
    "circular": "Thông tư",
    "resolution": "Nghị quyết",
    "decision": "Quyết định",
    "ordinance": "Pháp lệnh",
    "code": "Bộ luật",
}
LAW_TYPES = ("Luật", "Bộ luật", "Pháp lệnh")
TREATIES = ("Hiệp định", "Công ước", "Nghị định thư", "Thỏa thuận", "Biên bản ghi nhớ")
TYPES_BY_FORM = {**{fold(kind): kind for kind in _TYPES}, **_SHORT_TYPES}
_SHORTENED = (*LAW_TYPES, "Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định", "Nghị quyết")
CODES = ("blhs", "bltths", "blds", "blttds", "blld", "lpcmbn")
_TYPE = re.compile(rf"(?P<type>{one_of(TYPES_BY_FORM)})(?![^\W_])")
_HEAD = re.compile(rf"(?:(?P<type>{one_of(TYPES_BY_FORM)})|(?P<code>{one_of(CODES)}))(?![^\W_])|(?P<serial>[\dol])")
_THIS = re.compile(
    r"\s{1,2}(?:(?P<this>này|nay)|(?P<last>nói trên|nêu trên|trên đây|đó|trên))(?![^\W_])", re.IGNORECASE
)
NUMBER_LABEL = r"\s{0,2}[(,]?\s{0,2}(?:(?:bo )?luat\s{1,2})?(?:so(?:\s{0,2}hieu)?|no)\s{0,2}[.:]{0,2}\s{0,2}"
_NUMBER_GLUE = re.compile(NUMBER_LABEL)
_SPACE = re.compile(r"\s{1,3}")
_SHORT_NUMBER = re.compile(r"(?P<serial>\d{1,4})(?:\s?/\s?|\s{1,2}nam\s{1,2})(?P<year>(?:19|20)\d\d)(?![\w/]|-\w)")
_SERIAL_ONLY = re.compile(r"(?P<serial>\d{1,4})(?![\w%]|[.,]\d|\s?/|\s[a-z]{1,6}/)")
_AMENDING = re.compile(
    r"\s{1,2}sua doi(?:,? bo sung)?(?: mot so dieu)?(?: cua)?(?: cac)?\s{1,2}(?:bo )?(?:luat|phap lenh)"
)
_NOT_IN_NAMES = "số năm ngày của quy đã được có thì này đó là về tại theo trong khi cho các những hiện và hoặc đến từ"
_STOP_WORDS = frozenset(_NOT_IN_NAMES.split())
_BARE_STOP_WORDS = frozenset(map(fold, _STOP_WORDS))
_NAME_WORD = re.compile(
    r"(?:\s{1,2}|,\s(?=chống\s|[A-ZĐ][^\W\d_]{0,9}(?:\s[^\W\d_]{1,9}){0,3}\ssố\s))(?P<word>[^\W\d_]+)"
)
_TREATY_TITLE = re.compile(
    r"\s{1,2}(?P<title>(?:về|của|giữa|ASEAN|CEDAW|TOC|Palermo)(?!\w)[^,.;:()\n\d“”\"]{0,160}?)"
    r"(?=\s{1,2}(?:năm|ngày|ký|quy định|và các|được|có|là)\s|\s?[,.;:()\n\d“”\"]|\s?$)"
)
# "pháp luật", "kỷ luật", "quy luật"
_NOT_A_LAW = frozenset(["pháp", "phap", "kỷ", "kỉ", "quy", "qui"])
_PLAIN_WORDS = frozenset(["luật này", "luật sư", "luật gia", "luật pháp"])
_CERTIFICATE = re.compile(r"\.[A-ZĐ]{2}")  # "7332/2008/UB.GCN": of a land certificate, not of a law
_TERMS = ((2007, 2010, "12"), (2012, 2015, "13"), (2017, 2020, "14"), (2022, 2025, "15"))
MAX_NAME = 9  # words of a law that no table knows


@dataclass(slots=True)
class Draft:
    """A work under construction, and where its words end."""

    end: int
    type: str | None = None
    name: str | None = None
    number: str | None = None
    year: str | None = None
    date: str | None = None
    effective: str | None = None
    issuer: str | None = None
    law: LawName | None = None
    amends: LawName | None = None  # "Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự"
    partial: bool = False  # "Nghị định 162": a serial without its year
    relative: str = ""  # "this": "Luật này"; "last": "Luật nói trên"
    amended_by: list[str] = field(default_factory=list)
    resume: int = 0  # where scanning goes on: after a title whose laws are no citations of their own

    def work(self) -> CitedWork:
        """Return the finished work; a name with a year, or with a date, decides the number."""
        year = self.year or (self.date[:4] if self.date else None)
        number = self.number
        if number is None and self.law and year:
            number = self.law.of_year(year)
        kind = self.type or (type_of_number(number) if number else None)
        return CitedWork(number, kind, self.name, self.year, self.issuer, self.date, self.effective)


def read_head(reader: Reader, start: int) -> Draft | None:
    """Return the type, name or number that begins at ``start``, or None where no work is named."""
    word = _HEAD.match(reader.folded, start)
    if word is None:
        return None
    reader.spend(4)
    if word["serial"]:
        return _bare_number(reader, start)
    if word["code"]:
        found = reader.names.match(reader.text, reader.folded, start, ordinance=False)
        return Draft(found[1], found[0].type, found[0].name, law=found[0]) if found else None
    kind = TYPES_BY_FORM[word["type"]]
    if not _is_type(reader, word, kind):
        return None
    return _typed(reader, Draft(word.end(), kind), short=word["type"] in _SHORT_TYPES)


def _bare_number(reader: Reader, start: int) -> Draft | None:
    number = match_number(reader.text, reader.folded, start)
    if number is None or not stands_alone(number.number) or reader.word_before(start) in ("mẫu", "biểu"):
        return None
    if _CERTIFICATE.match(reader.text, number.end):
        return None
    return Draft(number.end, _type_of(reader, number.number), number=number.number)


def _type_of(reader: Reader, number: str) -> str | None:
    known = reader.names.numbered(number)
    return type_of_number(number) or (known.type if known else None)


def _is_type(reader: Reader, word: re.Match[str], kind: str) -> bool:
    if word["type"] in _SHORT_TYPES:
        return True
    written = canonical(reader.text[word.start() : word.end()])
    if written not in (canonical(kind), word["type"]) and written != "luât":
        return False
    before = reader.word_before(word.start()) if kind == "Luật" else ""
    principle = before == "định" and reader.text[word.start()].islower()  # "định luật"; but "quy định Luật"
    return not (before in _NOT_A_LAW or principle)


def _typed(reader: Reader, draft: Draft, *, short: bool) -> Draft | None:
    this = _THIS.match(reader.text, draft.end)
    if this and (this["this"] != "nay" or reader.unmarked(draft.end - 4, this.end())):
        return Draft(this.end(), draft.type, relative="this" if this["this"] else "last")
    if not short and draft.type in LAW_TYPES and (named := _named(reader, draft)):
        return named
    if draft.type in TREATIES[:3] and (title := _TREATY_TITLE.match(reader.text, draft.end)):
        name = f"{draft.type} {' '.join(title['title'].split())}"
        return Draft(title.end("title"), draft.type, name)
    if draft.type == "Hiến pháp":
        return _constitution(reader, draft)
    issuer = issuer_at(reader.text, reader.folded, draft.end)
    if issuer:  # "Nghị định của Chính phủ số …"
        draft.issuer, draft.end = issuer
    return read_number(reader, draft, labelled=issuer is not None)


def _constitution(reader: Reader, draft: Draft) -> Draft | None:
    country = re.compile(r"\s{1,2}nuoc cong hoa xa hoi chu nghia viet nam").match(reader.folded, draft.end)
    end = country.end() if country else draft.end
    return Draft(end, draft.type, "Hiến pháp") if reader.text[draft.end - 9].isupper() or country else None


def _named(reader: Reader, draft: Draft) -> Draft | None:
    amending = _AMENDING.match(reader.folded, draft.end)
    if amending:
        known = reader.names.match(reader.text, reader.folded, amending.end(), ordinance=draft.type == "Pháp lệnh")
        if known:
            name = f"{draft.type} {' '.join(reader.text[draft.end : known[1]].split())}"
            return Draft(known[1], draft.type, name, amends=known[0])
        return None
    known = reader.names.match(reader.text, reader.folded, draft.end, ordinance=draft.type == "Pháp lệnh")
    if known and _is_name(reader, draft, known[1]):
        return Draft(known[1], known[0].type, known[0].name, law=known[0])
    return _unknown_name(reader, draft)


def _is_name(reader: Reader, draft: Draft, end: int) -> bool:
    return canonical(reader.text[draft.end - 4 : end]) not in _PLAIN_WORDS


def _unknown_name(reader: Reader, draft: Draft) -> Draft | None:
    """Read "Luật Dầu khí" word by word: a capital first, then small letters up to a word that ends a name."""
    words: list[str] = []
    end = draft.end
    while len(words) < MAX_NAME and (word := _NAME_WORD.match(reader.text, end)):
        if not words and not (draft.type == "Pháp lệnh" or _title_case(word["word"])):
            return None
        if _ends_name(word["word"]) or _TYPE.match(reader.folded, word.start("word")):
            break
        words.append(word["word"])
        end = word.end()
    if not words or f"luật {words[0].lower()}" in _PLAIN_WORDS:
        return None
    if not _title_case(words[0]) and not (date_at(reader.folded, end) or year_at(reader.folded, end)):
        return None  # "Pháp lệnh thừa kế ngày 30-8-1990": small letters make a name only beside a date
    return Draft(end, draft.type, f"{draft.type} {' '.join(words)}")


def _ends_name(word: str) -> bool:
    """Tell "năm" from the "Nam" of Việt Nam and "từ" from "nguyên tử", by marks where the words have any."""
    written = canonical(word).lower()
    return written in _STOP_WORDS or (written.isascii() and word.islower() and written in _BARE_STOP_WORDS)


def _title_case(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def read_number(reader: Reader, draft: Draft, *, labelled: bool) -> Draft | None:
    """Read "số 162/2025/NĐ-CP" after what the draft holds; ``labelled`` asks for the word "số"."""
    glue = _NUMBER_GLUE.match(reader.folded, draft.end) or (
        None if labelled else _SPACE.match(reader.folded, draft.end)
    )
    if glue is None:
        return None
    number = match_number(reader.text, reader.folded, glue.end(), labelled=bool(glue[0].strip()))
    if number:
        draft.number, draft.end = number.number, number.end
    elif not _short_number(reader, draft, glue.end()):
        return None
    written = type_of_number(draft.number or "")
    if draft.type is None or (draft.type == "Thông tư" and written == "Thông tư liên tịch"):
        draft.type = written
    return draft


def _short_number(reader: Reader, draft: Draft, position: int) -> bool:
    """Read "Nghị định 162/2025" and "Luật 53/2024", whose code the type and the year supply."""
    short = _SHORT_NUMBER.match(reader.folded, position)
    serial = _SERIAL_ONLY.match(reader.folded, position)
    if serial and short is None and draft.type in ("Nghị định", "Thông tư"):
        draft.number, draft.end, draft.partial = serial["serial"], serial.end(), True
        return True
    if short is None or draft.type not in _SHORTENED:
        return False
    stem = f"{short['serial']}/{short['year']}"
    code = "/NĐ-CP" if draft.type == "Nghị định" else _assembly(reader, stem) if draft.type in LAW_TYPES[:2] else ""
    draft.number, draft.end = canonical_number(stem + code), short.end()
    return True


def _assembly(reader: Reader, stem: str) -> str:
    year = int(stem[-4:])
    for term in ("11", "12", "13", "14", "15", "16"):
        if reader.names.numbered(f"{stem}/QH{term}"):
            return f"/QH{term}"
    return next((f"/QH{term}" for first, last, term in _TERMS if first <= year <= last), "")
