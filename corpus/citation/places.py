"""Reading the places of a phrase: "điểm a, b khoản 1 và khoản 3 Điều 5", in either order, with lists and ranges."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.citation.labels import LABEL, Level, label_range, written_label
from corpus.citation.model import Scope
from corpus.citation.reader import Reader

MAX_PARTS = 100  # of one phrase; the longest real list seen has some forty
MAX_PLACES = 150  # of one phrase, after which the next phrase begins: each place repeats the text of its phrase

_WORDS = {
    "điều": Level.ARTICLE,
    "khoản": Level.CLAUSE,
    "điểm": Level.POINT,
    "tiểu mục": Level.SUBSECTION,
    "mục": Level.SECTION,
    "chương": Level.CHAPTER,
    "phần": Level.PART,
    "phụ lục": Level.ANNEX,
    "mẫu": Level.FORM,
    "biểu mẫu": Level.FORM,
    "article": Level.ARTICLE,
    "articles": Level.ARTICLE,
    "clause": Level.CLAUSE,
    "clauses": Level.CLAUSE,
    "point": Level.POINT,
    "points": Level.POINT,
    "chapter": Level.CHAPTER,
    "annex": Level.ANNEX,
    "appendix": Level.ANNEX,
}
# Damage met in scans, and typing without marks; anything else ("diều 5", "khoán 10") is another word.
_WRITTEN = {
    **_WORDS,
    "đ iều": Level.ARTICLE,
    "dieu": Level.ARTICLE,
    "khoan": Level.CLAUSE,
    "diem": Level.POINT,
    "tieu muc": Level.SUBSECTION,
    "muc": Level.SECTION,
    "chuong": Level.CHAPTER,
    "phan": Level.PART,
    "phu luc": Level.ANNEX,
    "mau": Level.FORM,
    "bieu mau": Level.FORM,
    "điêu": Level.ARTICLE,
    "đieu": Level.ARTICLE,
    "đỉều": Level.ARTICLE,
    "diều": Level.ARTICLE,
    "khỏan": Level.CLAUSE,
    "khoàn": Level.CLAUSE,
    "khoãn": Level.CLAUSE,
    "điêm": Level.POINT,
    "điễm": Level.POINT,
    "chưong": Level.CHAPTER,
    "mâu": Level.FORM,
    "phụ luc": Level.ANNEX,
    "phu lục": Level.ANNEX,
}
_NOT_A_POINT = "thời địa quan trọng ưu nhược đặc thí cao giao khuyết yếu chấm số thoi dia"
# "thời điểm", "tài khoản", "danh mục": the word before makes another word of it.
_OTHER_WORD = {
    Level.POINT: frozenset(_NOT_A_POINT.split()),
    Level.CLAUSE: frozenset(["tài", "điều", "chuyển"]),
    Level.SECTION: frozenset(["danh", "hạng", "chuyên", "đề", "thư", "mục", "hang"]),
    Level.PART: frozenset(["thành", "cổ", "thanh"]),
}
LEVEL_WORDS = (
    "d ieu;dieu;khoan;diem;tieu muc;muc;chuong;phan;phu luc;bieu mau;mau;article;articles;clause;clauses;point;points;"
    "chapter;annex;appendix"
)
KEYWORD = re.compile(rf"(?:{LEVEL_WORDS.replace(';', '|')})(?![^\W_])")
_SHORT = re.compile(r"(?P<letter>[kd])(?:\. ?| ?(?=\d))(?=\d|[a-z](?![^\W_]))")
_GAP = re.compile(
    r"\s{1,2}tu\s{1,2}(?:(?:d ?ieu|khoan|diem|muc|chuong|phu luc|mau(?: so)?)\s{1,2})?|\s{0,2}(?:so\s?:?\s{0,2})?"
)
_THIS = re.compile(r"\s{1,2}(?P<word>này|nay|đó|trên|nói trên|nêu trên)(?![^\W_])", re.IGNORECASE)
_TO = re.compile(
    r"\s{0,2}(?:den(?: het)?|toi|to|[-–—])\s{0,2}(?:(?:d ?ieu|khoan|diem|muc|chuong|phu luc|mau(?: so)?)\s{1,2})?"
)
_MORE = re.compile(r"\s{0,2}(?:[,;]\s{0,2}(?:(?:va|hoac|and|or)\s{1,2})?|(?:va|hoac|and|or|&)\s{1,2})")
_MARKER = re.compile(r"\w{1,3}[.)]\s")  # "2. ", "b) " at the head of a line begins a provision, it is no label
_UNIT = re.compile(
    r"\s{0,2}(?:%|(?:trieu|nghin|ngan|ty|dong|nguoi|ngay|thang|nam|lan|gio|tuoi|nan nhan|usd)(?![^\W_]))"
)
_CODIFIED = re.compile(
    r"(?P<address>\d{1,2}\.\d{1,2}\.(?P<code>[A-ZĐ]{2,4})\.(?:\d{1,4}\.)*(?P<article>\d{1,4}[a-zđ]?))"
)
_WEB_POINTS = re.compile(
    r"\((?P<first>[ivx]{1,5})\)(?P<rest>(?:\s?(?:,|;|va|hoac|den|[-–])\s?){1,2}(?:(?:diem )?\([ivx]{1,5}\)))*"
)
# "điểm 1.2 mục II", "các điểm 1, 2 và 3 của Điều này", "điểm 3 (tên) bằng điểm 3 mới"; "trong 1 điểm" is a score.
_NUMBERED = r"\d{1,2}(?:\.(?:\d{1,2}|[a-z]))?"
_NUMBERED_POINT = re.compile(
    rf"(?P<labels>{_NUMBERED}(?:(?:, ?| va | hoac ){_NUMBERED}){{0,9}})"
    r"(?=,?\s{1,2}(?:cua\s)?(?:muc|phan|chuong|phu luc|khoan|dieu)\s|\s(?:\([^()\n]{1,120}\)\s)?(?:bang diem|nhu sau))"
)
_JOIN = re.compile(
    r"(?:(?P<mark>\s{0,3}[,;]\s{0,3}(?:(?:va|hoac|hay|cung|and|or)\s{1,3})?|\s{1,3}(?:va|hoac|hay|and|or|&)\s{1,3}"
    r"|\s{1,2}[-–]\s{1,2})|\s{0,3}(?:(?:cua|thuoc|trong|tai|o|of|in|ban hanh kem theo|kem theo|ban hanh kem)\s{1,3})?)"
    r"(?:(?:cac|nhung|tu|tai|ca)\s{1,3}){0,2}"
)


# The title of an Điều in a list, up to the next Điều: "về tội mua bán người và Điều 151", "(Tội mua bán người), ".
_TITLE = re.compile(
    r"(?P<title>\s{0,2}\([^()\n]{1,100}\)|\s{1,2}ve\s{1,2}[^,.;:()\n]{1,80}?)"
    r"(?:\s{0,2}[,;]|\s{1,2}va)\s{1,2}(?:(?:diem|khoan)\s{1,2}\w{1,3}\s{1,2}){0,2}"
)
MAX_TITLE = 120  # characters
_PLURAL = ("các", "những", "cac", "nhung")
# Nine parts of ten are as plain as "khoản 1": one label in the usual writing, and no list, range or unit behind it.
_ANOTHER = rf"(?:{_TO.pattern}|{_MORE.pattern})"
_PLAIN = re.compile(
    rf"(?P<word>dieu|khoan|diem) {{1,2}}(?:"
    rf"(?<!m )(?<!m  )(?P<number>\d{{1,3}}[a-z]?)(?![^\W_]|[./,]\d|{_UNIT.pattern}|{_ANOTHER}\d)"
    rf"|(?<=m )(?P<letter>[a-z])(?![^\W_]|[/.”\"’')]|{_UNIT.pattern}"
    rf"|{_ANOTHER}[“\"‘'(]?[a-z]{{1,2}}\d{{0,2}}(?![a-z])))"
)
_WRITTEN_LABEL = re.compile(r"\d+[a-zđ]?|[a-zđA-ZĐ]")


@dataclass(frozen=True, slots=True)
class Part:
    """One level with its labels: "các khoản 1, 2 và 3"; no labels in "Điều này"."""

    level: Level
    labels: tuple[str, ...]
    start: int
    end: int
    joined: str = ""  # "," or "và", where one joins it to what stands before
    plural: bool = False  # "các"
    short: bool = False  # "k.1", "Đ.5"
    scope: Scope | None = None
    codified: str | None = None
    nonofficial: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """One place under construction: its labels by level."""

    labels: dict[Level, str]
    scope: Scope | None = None
    codified: str | None = None
    nonofficial: bool = False

    def under(self, part: Part, label: str | None) -> "Spot":
        """Return this place inside a larger one."""
        labels = {**self.labels, part.level: label} if label else self.labels
        return Spot(labels, self.scope or part.scope, self.codified or part.codified, self.nonofficial)

    @property
    def top(self) -> Level:
        """The largest level named, "Điều này" counted as Điều."""
        named = max(self.labels, default=Level.POINT)
        relative = {"this_article": Level.ARTICLE, "this_clause": Level.CLAUSE, "this_doc": Level.ANNEX}
        return max(named, relative.get(self.scope or "", named))

    @property
    def bottom(self) -> Level:
        """The smallest level named."""
        return min(self.labels, default=Level.ANNEX)


def read_parts(reader: Reader, start: int) -> list[Part]:
    """Return the parts of the phrase that begins at ``start`` with the word of a level; empty if none does."""
    parts: list[Part] = []
    position, joined, places = start, "", 0
    while len(parts) < MAX_PARTS and places < MAX_PLACES and (part := read_part(reader, position, joined=joined)):
        if parts and not joined and part.level == parts[-1].level:
            break
        parts.append(part)
        places += max(1, len(part.labels))
        position, joined = _next_part(reader, part)
    return parts


def _next_part(reader: Reader, part: Part) -> tuple[int, str]:
    """Return where the next part would stand and what joins it ("," or "và"); a title of Điều is passed over."""
    end = part.end
    if part.level is Level.ARTICLE:
        following = reader.folded.find("dieu ", end, end + MAX_TITLE)
        title = _TITLE.fullmatch(reader.folded, end, following) if following > end else None
        end = title.end("title") if title else end
    join = _JOIN.match(reader.folded, end)
    if join is None:
        return part.end, ""
    mark = (join["mark"] or "").strip()
    return join.end(), mark and ("," if mark in ",-–" else "và")


def read_part(reader: Reader, start: int, *, joined: str = "") -> Part | None:
    """Return the one level that stands at ``start`` with its labels.

    What was read last is remembered: a phrase that ends before a part leaves it to the next phrase.
    """
    if reader.last_part[:2] != (start, joined):
        reader.last_part = (start, joined, _part(reader, start, joined))
    return reader.last_part[2]


def _part(reader: Reader, start: int, joined: str) -> Part | None:
    plain = _PLAIN.match(reader.folded, start)
    label = reader.text[plain.start(plain.lastgroup or 0) : plain.end()] if plain else ""
    if plain is None or not _WRITTEN_LABEL.fullmatch(label):
        return read_any_part(reader, start, joined)
    level = _WRITTEN.get(reader.text[start : plain.end("word")].lower())
    before = reader.word_before(start)
    if level is None or before in _OTHER_WORD.get(level, ()):
        return None
    reader.spend(3)
    return Part(level, (written_label(level, label),), start, plain.end(), joined, before in _PLURAL)


def read_any_part(reader: Reader, start: int, joined: str) -> Part | None:
    """Return the part that stands at ``start``, plain or not."""
    word = KEYWORD.match(reader.folded, start)
    if word is None:
        return _short_part(reader, start, joined=joined)
    level = _WRITTEN.get(reader.text[start : word.end()].lower())
    before = reader.word_before(start)
    if level is None or before in _OTHER_WORD.get(level, ()):
        return None
    gap = _GAP.match(reader.folded, word.end())
    bare_form = level is Level.FORM and reader.text[start].islower() and not (gap and gap[0].strip())
    if gap is None or bare_form or gap.end() == word.end():
        return None
    ahead = reader.text[gap.end() : gap.end() + 3]
    if level is Level.POINT or not ahead[:1].isdecimal() or "." in ahead:
        special = _special(reader, level, start, gap.end(), joined=joined)
        if special or (special := _relative(reader, level, start, word.end(), joined=joined)):
            reader.spend(4)
            return special
    if "\n" in gap[0] and _MARKER.match(reader.folded, gap.end()):
        return None
    labels, end = _labels(reader, level, gap.end())
    reader.spend(3 + 2 * len(labels))
    return Part(level, tuple(labels), start, end, joined=joined, plural=before in _PLURAL) if labels else None


def _short_part(reader: Reader, start: int, *, joined: str) -> Part | None:
    """Read "k.1", "Đ37", "đ.a": a digit after đ is Điều, a letter is điểm."""
    short = _SHORT.match(reader.folded, start)
    if short is None:
        return None
    letter_follows = reader.folded[short.end()].isalpha()
    if letter_follows and (short["letter"] == "k" or "." not in short[0]):
        return None
    level = Level.CLAUSE if short["letter"] == "k" else Level.POINT if letter_follows else Level.ARTICLE
    labels, end = _labels(reader, level, short.end())
    reader.spend(2 + len(labels))
    return Part(level, tuple(labels), start, end, joined=joined, short=True) if labels else None


_RELATIVE_SCOPE: dict[Level, Scope] = {
    Level.CLAUSE: "this_clause",
    Level.ARTICLE: "this_article",
    Level.SECTION: "this_doc",
    Level.CHAPTER: "this_doc",
    Level.ANNEX: "this_doc",
    Level.FORM: "this_doc",
}


def _relative(reader: Reader, level: Level, start: int, end: int, *, joined: str) -> Part | None:
    this = _THIS.match(reader.text, end)
    if this is None or level not in _RELATIVE_SCOPE:
        return None
    if this["word"].lower() == "nay" and not reader.unmarked(start, this.end()):
        return None
    return Part(level, (), start, this.end(), joined=joined, scope=_RELATIVE_SCOPE[level])


def _special(reader: Reader, level: Level, start: int, position: int, *, joined: str) -> Part | None:
    """Read what is no plain label: "Điều 16.1.LQ.150", "các điểm từ (i) đến (viii)", "điểm 1.2 mục II"."""
    if level is Level.ARTICLE and (address := _CODIFIED.match(reader.text, position)):
        return Part(level, (address["article"],), start, address.end(), joined=joined, codified=address["address"])
    if level is not Level.POINT:
        return None
    web = _WEB_POINTS.match(reader.folded, position)
    if web and (web["rest"] or len(web["first"]) > 1 or web["first"] == "i"):
        return Part(level, (), start, web.end(), joined=joined, nonofficial=True)
    numbered = _NUMBERED_POINT.match(reader.folded, position)
    if numbered:
        labels = tuple(re.split(r", ?| va | hoac ", numbered["labels"]))
        return Part(level, labels, start, numbered.end(), joined=joined)
    return None


def _labels(reader: Reader, level: Level, position: int) -> tuple[list[str], int]:
    """Read "1, 2 và 5 đến 7" from ``position``; return the labels and where they end."""
    labels: list[str] = []
    end, expect = position, position
    while len(labels) < MAX_PARTS and (label := _label(reader, level, expect)):
        first, end = label
        until = _TO.match(reader.folded, end)
        last = _label(reader, level, until.end()) if until else None
        if last:
            between = label_range(level, first, last[0])
            reader.spread -= len(between)
            labels.extend(between if reader.spread > 0 else (first, last[0]))
            end = last[1]
        else:
            labels.append(first)
        more = _MORE.match(reader.folded, end)
        if more is None or ("\n" in more[0] and _MARKER.match(reader.folded, more.end())):
            break
        expect = more.end()
    return labels, end


def _label(reader: Reader, level: Level, position: int) -> tuple[str, int] | None:
    found = LABEL[level].match(reader.text, position)
    if found is None or (level <= Level.SECTION and _UNIT.match(reader.folded, found.end())):
        return None
    return written_label(level, found["label"]), found.end()


def spots(reader: Reader, parts: Sequence[Part]) -> list[Spot]:
    """Return the places that the parts name together.

    Vietnamese goes up ("điểm a khoản 1 Điều 5"); short notes and queries go down ("Điều 5 khoản 1 điểm a").
    """
    if len(parts) == 1:
        only = parts[0]
        labels = [{only.level: label} for label in only.labels] or [{}]
        return [Spot(label, only.scope, only.codified, only.nonofficial) for label in labels]
    return _downward(parts) if _goes_down(parts) else _upward(reader, parts)


def _goes_down(parts: Sequence[Part]) -> bool:
    pairs = list(pairwise(parts))
    down = any(not second.joined and second.level < first.level for first, second in pairs)
    up = any(not second.joined and second.level > first.level for first, second in pairs)
    if down != up:
        return down
    return parts[0].level > parts[-1].level


def _upward(reader: Reader, parts: Sequence[Part]) -> list[Spot]:
    """Let each larger part take in the smaller ones just before it; "và Điều 5" begins anew."""
    found: list[Spot] = []
    for part in parts:
        inside: list[Spot] = []
        while found and part.joined != "và" and found[-1].top < part.level:
            inside.append(found.pop())
        inside.reverse()
        labels = part.labels or (None,)
        whole = labels if part.plural or not inside else labels[:1]
        reader.spend(len(whole) * len(inside))
        found.extend(spot.under(part, label) for label in whole for spot in inside or [_fresh(part)])
        found.extend(_fresh(part).under(part, label) for label in labels[len(whole) :])
    return found


def _fresh(part: Part) -> Spot:
    return Spot({}, nonofficial=part.nonofficial)


def _downward(parts: Sequence[Part]) -> list[Spot]:
    found: list[Spot] = []
    for part in parts:
        last = found[-1] if found else Spot({})
        least = Level.ARTICLE if part.level is Level.FORM else part.level  # a form lies in an annex, never in an Điều
        above = {level: label for level, label in last.labels.items() if level > least}
        base = Spot(above, last.scope if above else None, last.codified)
        if above and last.bottom > part.level:
            found.pop()
        for label in part.labels or (None,):
            spot = base.under(part, label)
            found.append(Spot(spot.labels, spot.scope, spot.codified, spot.nonofficial or part.nonofficial))
    return found
