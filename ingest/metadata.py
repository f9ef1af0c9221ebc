"""What a paper says about itself: number, type, title, issuer, days, class, place.

Reads: the head, the closing articles and the foot of a parsed paper, and what its page states beside it.
Gives: a work, and a doubt for each thing that is missing or told in two ways; never a guess.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.days import force_days, read_date
from corpus.expression import Unit
from corpus.number import canonical_number, find_numbers, number_key, type_of_number, year_of_number
from corpus.provision import Level
from corpus.text import canonical, fold, slug
from corpus.work import SourceClass, Work
from ingest.dates import passed_on, signed_on
from ingest.headings import is_upper
from ingest.issuers import issuer_of_head, issuer_of_number, proper_issuer, province_of
from ingest.letters import LOWER, UPPER
from ingest.read import Extract, Line

NO_NUMBER = "Không số"
_TYPES = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Lệnh",
    "Nghị quyết liên tịch",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Chỉ thị",
    "Thông tư liên tịch",
    "Thông tư",
    "Kế hoạch",
    "Chương trình",
    "Phương án",
    "Đề án",
    "Công văn",
    "Công điện",
    "Thông báo",
    "Hướng dẫn",
    "Quy chế phối hợp",
    "Quy chế",
    "Báo cáo",
    "Tờ trình",
    "Kết luận",
    "Sổ tay",
    "Án lệ",
)
_BY_FOLD = {fold(name): name for name in _TYPES}
_NAMED_BY_TYPE = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
_LAWS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch")
_GUIDANCE = ("Hướng dẫn", "Sổ tay")
_CASE = re.compile(r"án lệ số[ ]+(?P<number>\d{1,3}/\d{4}/AL)(?P<note>\d?)", re.IGNORECASE)
_STOPS = re.compile(
    r"^(?:Căn cứ|Theo đề nghị|Xét |Thực hiện |Để |Sau khi|Trên cơ sở|QUYẾT ĐỊNH ?:|QUYẾT NGHỊ ?:|NGHỊ QUYẾT ?:"
    r"|\(|Khoá |Khóa |LỜI NÓI ĐẦU|Chương |CHƯƠNG |Điều \d|Được Hội đồng|Số ?:)"
)
_DRAFT_LINE = re.compile(r"[ (\[“\"*]*(?:(?:BẢN |Bản )?(?:DỰ THẢO|Dự thảo)|Bản dự thảo)(?!\w)(?P<rest>.*)")
_DRAFT_BEHIND = re.compile(
    r"(?:[(\[](?:bản )?dự thảo(?: (?!luật|nghị|thông|quyết|bộ)[\w/.]+){0,4} ?[)\]]"
    r"|[-–] ?dự thảo(?: lần)?(?: \d+)?)[ .*]*$",
    re.IGNORECASE,
)  # "(dự thảo Luật Đất đai)" names another paper
_LONG_MARK = 30  # letters behind "DỰ THẢO"; more make a sentence, unless they name what is drafted
_MARK_LINES, _HEAD_LINES = 13, 40
_RULE = re.compile(r"^[-_*=–—. ]+$")
_FORMULA = re.compile(
    r"ban hành (?P<type>Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư liên tịch|Thông tư) (?P<title>[^\n]{3,400}?)[.,]?$"
)
_LABEL = re.compile(r"\b[Ss][ốỐ][ ]?(?:hiệu)?[ ]?:?[ ]*(?=\d)")
_NAMED = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định)(?: liên tịch)?(?: của [^|\d]{2,60}?)?[ ]?$"
    r"|^(?:Của|của|Liên tịch|liên tịch) [^|\d]{2,80}$"
)
_NAME = re.compile(rf"\b[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)+\b")
_SAMPLE_UNITS = 8
_SAMPLE = 20_000
_CLOSING = 6  # articles from the end that may set the day of force
_MAX_TITLE = 600
_TITLE_LINES = 8


@dataclass(frozen=True, slots=True)
class Description:
    """A work as a source describes it, and what is doubtful about that."""

    work: Work
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head says."""

    number: str
    type: str
    title: str
    issuer: str
    issued: date | None
    signed_in: str
    in_capitals: bool = False  # the title


def describe(extract: Extract, units: Sequence[Unit]) -> Description:
    """Return the work that a paper is, from its own words first and from its page second."""
    head = next((unit.provision.text for unit in units if unit.provision.level in (Level.HEAD, Level.BODY)), "")
    foot = "\n".join(unit.provision.text for unit in units if unit.provision.level is Level.FOOT)
    found = _read_head(head, foot)
    doubts: list[str] = []
    number = _agreed("số ký hiệu", found.number, _page_number(extract), number_key, doubts)
    type_ = _agreed("loại văn bản", found.type or type_of_number(number) or "", _page_type(extract), canonical, doubts)
    issued = _agreed_day("ngày ban hành", found.issued or passed_on(foot), read_date(extract.fact("issued")), doubts)
    days, unclear = force_days(_closing(units), issued)
    if len(days) > 1:
        doubts.append("văn bản nêu nhiều ngày có hiệu lực: " + ", ".join(day.strftime("%d/%m/%Y") for day in days))
    doubts += unclear
    effective = _agreed_day("ngày có hiệu lực", days[0] if days else None, read_date(extract.fact("effective")), doubts)
    issuer = found.issuer or issuer_of_number(number) or proper_issuer(extract.fact("issuer"))
    if not issuer and type_ in _NAMED_BY_TYPE[:3]:
        issuer = "Quốc hội"
    title = found.title or _page_title(extract, type_, number)
    title = _proper_names(title, units) if found.in_capitals else title[:1].upper() + title[1:]
    doubts += [
        f"không thấy {name}"
        for name, value in (
            ("số ký hiệu", number),
            ("loại văn bản", type_),
            ("tên văn bản", title),
            ("ngày ban hành", issued),
        )
        if not value and not (name == "số ký hiệu" and type_ == "Hiến pháp")
    ]
    if issued and effective and effective < issued:
        doubts.append(f"ngày có hiệu lực {effective:%d/%m/%Y} trước ngày ban hành {issued:%d/%m/%Y}")
    work = Work(
        number=number or NO_NUMBER,
        type=f"Dự thảo {_lower_first(type_)}" if type_ and _says_draft(head) else type_,
        title=title,
        issuer=issuer,
        issued=issued,
        effective=effective,
        expired=read_date(extract.fact("expired")),
        source_class=source_class(type_, number),
        place=province_of(issuer, found.signed_in),
        slug="" if number or type_ == "Hiến pháp" else title_slug(type_, title, issued),
    )
    return Description(work, tuple(doubts))


def title_slug(type_: str, title: str, day: date | None) -> str:
    """Return an address for a paper without number: nothing but its title tells it apart.

    >>> title_slug("Tin bài", "Tập huấn tại Huế", None)
    'khong-so-tin-bai-tap-huan-tai-hue'
    """
    parts = ("khong-so", slug(type_), slug(title)[:80].strip("-"), day.isoformat() if day else "")
    return "-".join(filter(None, parts))


def is_case_law(lines: Sequence[Line]) -> bool:
    """Tell whether a paper is an án lệ: it says so in its first line."""
    first = next((line.text for line in lines if line.text), "")
    return bool(_CASE.match(first))


def source_class(type_: str, number: str) -> SourceClass:
    """Return what a paper may be used for; a decision or resolution without a year in its number is no law.

    >>> source_class("Quyết định", "33/QĐ-TTg"), source_class("Quyết định", "17/2007/QĐ-TTg")
    (<SourceClass.PLAN: 'plan'>, <SourceClass.LAW: 'law'>)
    """
    if type_ == "Án lệ":
        return SourceClass.CASE_LAW
    if type_ in _LAWS:
        return SourceClass.LAW
    if type_ in _GUIDANCE or not (type_ or number):
        return SourceClass.GUIDANCE
    if type_ in ("Quyết định", "Nghị quyết", "Nghị quyết liên tịch", "Chỉ thị"):
        old = number and year_of_number(number) is None and not re.search(r"/\d{4}/", number)
        return SourceClass.PLAN if old else SourceClass.LAW
    return SourceClass.PLAN


# The head


def _read_head(head: str, foot: str) -> _Head:
    case = _CASE.search(head[:600])
    if case:
        return _case_head(head, case)
    lines = head.split("\n")
    place, issued = signed_on(head)
    type_, title = _type_and_title(lines)
    number = _number(lines) or _number(foot.split("\n"))
    if number and not issued:
        beside = re.search(rf"số[ ]*:?[ ]*{re.escape(number)}[ ,]*(?P<day>ngày[^,;.]{{5,40}})", head)
        issued = read_date(beside["day"]) if beside else None
    formula = next((match for line in lines if (match := _FORMULA.search(line))), None)
    if formula and (not type_ or formula["type"] == type_):
        type_ = type_ or formula["type"]
        if not title or fold(title) == fold(formula["title"]):
            title = formula["title"]
    in_capitals = is_upper(title)
    if in_capitals:
        title = title[0] + title[1:].lower()
    if title and type_ in _NAMED_BY_TYPE and not fold(title).startswith(fold(type_)):
        title = f"{type_} {_lower_first(title) if type_ in ('Bộ luật', 'Hiến pháp') else title}"
    issuer = issuer_of_head(head).replace(place.lower(), place) if place else issuer_of_head(head)
    return _Head(number, type_, title, issuer, issued, place, in_capitals)


def _case_head(head: str, case: re.Match[str]) -> _Head:
    number = case["number"].upper()
    after = re.sub(r"\[\d{1,3}\]", "", head[case.end() :]).split("\n")
    words = [after[0].strip()] if after[0].strip() else []
    for line in after[1:_TITLE_LINES]:
        if _STOPS.match(line) or (words and not words[-1]):
            break
        words.append(line.strip())
        if head[: case.start()].strip() == "" and after[0].strip():
            words.pop()
            break
    passed = re.search(r"thông qua[^.]{0,80}", head)
    return _Head(
        number,
        "Án lệ",
        " ".join(words)[:_MAX_TITLE].strip(),
        "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
        read_date(passed[0]) if passed else None,
        "",
    )


def _number(lines: Sequence[str]) -> str:
    """Return the number behind "Số:" before the grounds begin; one inside a sentence is another paper's."""
    for line in lines:
        if line.startswith(("Căn cứ", "Theo đề nghị")):
            break
        for label in _LABEL.finditer(line):
            before = _NAMED.sub("", line[: label.start()].rpartition("|")[2])
            numbers = find_numbers(line[label.start() :]) if before == before.upper() else []
            if numbers and numbers[0].start <= label.end() - label.start():
                return numbers[0].number
    return ""


def _says_draft(head: str) -> bool:
    """Tell whether a head marks its paper as a draft; one that only speaks of drafts does so below its grounds."""
    for at, line in enumerate(head.split("\n")[:_HEAD_LINES]):
        if line.startswith(("Căn cứ", "Điều ")):
            break
        for cell in line.split("|"):
            mark = _DRAFT_LINE.fullmatch(cell.strip())
            short = mark and at < _MARK_LINES and len(mark["rest"]) <= _LONG_MARK
            if short or (mark and _names_type(mark["rest"])) or _DRAFT_BEHIND.search(cell.strip()):
                return True
    return False


def _names_type(words: str) -> bool:
    """Tell whether words begin with a kind of paper in capitals, as in "DỰ THẢO NGHỊ ĐỊNH QUY ĐỊNH CHI TIẾT"."""
    return words.strip().startswith(tuple(name.upper() for name in _TYPES))


def _type_and_title(lines: Sequence[str]) -> tuple[str, str]:
    for at, line in enumerate(lines[:40]):
        if line.startswith(("Căn cứ", "Điều ")):
            break
        words = _DRAFT_BEHIND.sub("", line).strip(" .:*-_")
        drafted = _DRAFT_LINE.fullmatch(words)
        name = _BY_FOLD.get(fold(drafted["rest"] if drafted else words).strip(" )]"))
        if name and name != "Báo cáo":
            return name, _title(lines[at + 1 : at + 1 + _TITLE_LINES])
    return "", ""


def _title(lines: Sequence[str]) -> str:
    """Return the lines below the type that make the title: up to the issuer, the grounds, or a rule."""
    words: list[str] = []
    for line in lines:
        if _RULE.match(line):
            if words:
                break
            continue
        if _STOPS.match(line) or (words and _is_issuer(line)):
            break
        if words and (words[-1].endswith((".", ";")) or (words[0].isupper() and not line.isupper())):
            break
        words.append(line.strip())
    title = re.sub(r"^(?:Về việc|VỀ VIỆC|V/v)[ ]+", "", " ".join(words)).strip(" .*")
    return title[:_MAX_TITLE]


def _is_issuer(line: str) -> bool:
    starts = (
        "chinh phu",
        "thu tuong",
        "quoc hoi",
        "bo truong",
        "chu tich",
        "uy ban nhan dan",
        "hoi dong",
        "cuc truong",
    )
    return line.isupper() and fold(line).startswith(
        (*starts, "giam doc", "uy ban thuong vu", "chanh an", "vien truong")
    )


def _proper_names(title: str, units: Sequence[Unit]) -> str:
    """Give names of places and offices in a title the capitals that they have in the text, and it its first one."""
    for found in find_numbers(title):
        title = title.replace(found.text, found.number)
    sample = "\n".join(unit.provision.text for unit in units[:_SAMPLE_UNITS])[:_SAMPLE]
    for name in dict.fromkeys(["Cộng hòa xã hội chủ nghĩa Việt Nam", *_NAME.findall(sample)]):
        title = re.sub(rf"\b{re.escape(name.lower())}\b", name, title)
    return title[:1].upper() + title[1:]


def _lower_first(title: str) -> str:
    return title[0].lower() + title[1:]


# The page around the text


def _page_number(extract: Extract) -> str:
    number = extract.fact("number") or extract.fact("name").rpartition(" ")[2]
    return canonical_number(number) if re.search(r"\d", number) else ""


def _page_type(extract: Extract) -> str:
    named = extract.fact("name").rpartition(" ")[0]
    return extract.fact("type") or (named if fold(named) in _BY_FOLD else "")


def _page_title(extract: Extract, type_: str, number: str) -> str:
    title = extract.fact("title") or extract.fact("file_title")
    if number and number in title:
        return ""
    if title and type_ in _NAMED_BY_TYPE and not fold(title).startswith(fold(type_)):
        return f"{type_} {title}"
    return title


def _closing(units: Sequence[Unit]) -> Iterator[str]:
    """Yield the texts that may set the day of force: articles named so, else the last ones; head and foot never."""
    articles = [unit.provision for unit in units if unit.provision.level is Level.ARTICLE]
    main = [article for article in articles if article.eid.startswith("art_")]
    named = [article for article in main if "hieu luc" in fold(article.heading)]
    return iter(article.text for article in (named or main[-_CLOSING:]))


def _agreed(name: str, text: str, page: str, key: Callable[[str], str], doubts: list[str]) -> str:
    """Return what the text says, else what the page says; a difference is told."""
    if text and page and key(text) != key(page):
        doubts.append(f"{name}: văn bản ghi “{text}”, trang nguồn ghi “{page}”")
    return text or page


def _agreed_day(name: str, text: date | None, page: date | None, doubts: list[str]) -> date | None:
    if text and page and text != page:
        doubts.append(f"{name}: văn bản ghi {text:%d/%m/%Y}, trang nguồn ghi {page:%d/%m/%Y}")
    return text or page
