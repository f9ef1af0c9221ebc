"""Source notes of the codified law: which article of which instrument, from when, and what has changed it since.

A full note reads "Điều 4 Nghị định số 1/2020/NĐ-CP Tên gọi ngày 02/01/2020 của Chính phủ, có hiệu lực thi hành kể
từ ngày 01/03/2020, có nội dung được sửa đổi bởi Điều 1 …"; the later notes of a page leave out name, day and issuer.
"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.link import LinkKind
from corpus.number import canonical_number, type_of_number
from corpus.provision import Place, eid_of

UNNUMBERED = "Không số"

_TYPES = (
    "Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|"
    "Thông tư|Chỉ thị|Sắc lệnh|Sắc luật|Lệnh"
)
_SEGMENT = r"[^\s,;/()\"-]+(?:\(\w+\))?"
_NUMBER = rf"\d+[a-zđ]?(?: ?/ ?{_SEGMENT}|(?: -(?=[A-ZĐ])|-(?: (?=[A-ZĐ]))?){_SEGMENT})+"
_SLASHED = r"(?:số ?:? ?)(?:(?:liên tịch|Thông tư|TT) |')?(?P<number>" + _NUMBER + r"|Không số)"
_HEAD = re.compile(
    rf"^.{{0,40}}?(?:Điều (?P<article>\d+\w*)\.? )?(?P<type>{_TYPES})\b(?! này)(?: {_SLASHED})?(?P<rest>.*)$",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(r",? ?có hiệ[uệ][lc]? ?(?:lực )?(?:thi hành )?(?:kể )?từ ngày ")
_DAY = r"(?P<d>\d{1,2})(?:/| tháng )(?P<m>\d{1,2})(?:/| năm )(?P<y>\d{4})"
_DATE = re.compile(_DAY)
_UNTIL = re.compile(r"hiệ[uc] lực thi hành đến ngày " + _DAY)
_CHANGE = re.compile(
    rf"(?P<places>(?:(?:điểm|khoản|mục|điều) [\w, ]*?)*)(?:của )?(?P<type>{_TYPES}) {_SLASHED}(?P<rest>[^;]*)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<level>điểm|khoản|điều) (?P<num>\d+\w*|[a-zđ]\d?)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """One act on the article: what did it, from which day."""

    kind: LinkKind
    number: str
    eids: tuple[str, ...]
    since: date | None


@dataclass(frozen=True, slots=True)
class Note:
    """What a source note says; empty or None where it does not say it."""

    article: str = ""
    type: str = ""
    number: str = ""
    title: str = ""
    issuer: str = ""
    issued: date | None = None
    effective: date | None = None
    until: date | None = None
    changes: tuple[Change, ...] = ()

    @property
    def fullness(self) -> int:
        """Return how many facts of the instrument the note gives."""
        return sum(map(bool, (self.type, self.number, self.title, self.issuer, self.issued, self.effective)))


def parse_note(text: str) -> Note:
    """Read a source note; what it does not say stays empty.

    >>> note = parse_note("(Điều 4 Luật số 7/2020/QH14 Mẫu ngày 02/01/2020 của Quốc hội, có hiệu lực thi hành "
    ...                   "kể từ ngày 01/03/2020, có nội dung bị bãi bỏ bởi Điều 2 Luật số 8/2021/QH15 "
    ...                   "có hiệu lực thi hành kể từ ngày 01/07/2021)")
    >>> note.article, note.number, note.title, note.issuer
    ('4', '07/2020/QH14', 'Mẫu', 'Quốc hội')
    >>> note.changes[0].kind.value, note.changes[0].number, note.changes[0].eids
    ('repeals', '08/2021/QH15', ('art_2',))
    """
    words = " ".join(text.split()).strip("( ").removesuffix("))").removesuffix(")").strip()
    in_force = _IN_FORCE.search(words)
    head, tail = (words[: in_force.start()], words[in_force.end() :]) if in_force else (words, "")
    found = _HEAD.match(head)
    if found is None:
        return Note()
    named = _split_name(found["rest"].strip())
    type_ = found["type"][:1].upper() + found["type"][1:].lower()
    number = "" if not found["number"] else _number(found["number"])
    until = _UNTIL.search(tail)
    return Note(
        article=found["article"] or "",
        type=_joint(type_, number),
        number=number,
        title=named[0],
        issued=named[1],
        issuer=named[2],
        effective=_day(_DATE.match(tail)),
        until=_day(until),
        changes=_changes(tail),
    )


def _number(written: str) -> str:
    return UNNUMBERED if written.lower() == UNNUMBERED.lower() else canonical_number(written.rstrip(".)"))


def _joint(type_: str, number: str) -> str:
    """Return the type; notes write "Thông tư số liên tịch 1/2000/TTLT-…" too."""
    stated = type_of_number(number) if number else None
    return stated if stated and stated.startswith(type_) else type_


def _split_name(rest: str) -> tuple[str, date | None, str]:
    """Split "Tên gọi ngày 01/02/2000 của Chính phủ"; a name may itself hold a day, so the last day counts."""
    days = list(re.finditer(r",? ?\bngày (?=\d{1,2}/\d{1,2}/\d{4} của )", rest))
    if not days:
        return rest, None, ""
    title, last = rest[: days[-1].start()], rest[days[-1].end() :]
    day, _, issuer = last.partition(" của ")
    return title.strip(" .,"), _day(_DATE.match(day)), issuer.strip(" .,")


def _changes(tail: str) -> tuple[Change, ...]:
    found = []
    kind = LinkKind.AMENDS
    reached = 0
    for match in _CHANGE.finditer(tail):
        before = tail[reached : match.start()].lower()
        reached = match.end()
        if "sửa đổi" in before or "bổ sung" in before or "ngưng" in before:
            kind = LinkKind.AMENDS
        elif "bãi bỏ" in before or "hủy bỏ" in before:
            kind = LinkKind.REPEALS
        in_force = _IN_FORCE.search(match["rest"])
        since = _day(_DATE.match(match["rest"], in_force.end())) if in_force else None
        found.append(Change(kind, _number(match["number"]), _eids(match["places"]), since))
    return tuple(found)


def _eids(places: str) -> tuple[str, ...]:
    """Return the eIds of "khoản 2 Điều 1, Điều 3": each Điều closes what stood before it."""
    found: list[str] = []
    steps: dict[str, str] = {}
    for match in _PLACE.finditer(places):
        steps[match["level"].lower()] = match["num"]
        if match["level"].lower() == "điều":
            found.append(eid_of(Place(steps["điều"], steps.get("khoản"), steps.get("điểm"))))
            steps = {}
    return tuple(found)


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:  # 31/02: not a day; the note is wrong there
        return None
