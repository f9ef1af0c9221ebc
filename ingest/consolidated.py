"""Consolidated texts (VBHN): the law as amended, which belongs to the law and not to the office that merged it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.days import read_date
from corpus.expression import Unit
from corpus.number import find_numbers
from corpus.provision import Level
from corpus.work import Work
from ingest.consolidated_notes import AmendingAct, Change, read_acts, read_notes
from ingest.issuers import issuer_of_number
from ingest.metadata import source_class

_AMENDED = re.compile(
    r"^(?P<type>Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết) "
    r"(?P<title>[^\n]{0,300}?)[ ,]*số[ ](?P<rest>[^\n]{5,400}?được sửa đổi, bổ sung[^\n]{0,200})",
    re.MULTILINE,
)
_FORCE = re.compile(r"có hiệu lực[^;\n]{0,30}?(?:kể )?từ ngày[^;\n]{5,40}")
_AMENDERS = 4_000  # characters of the introduction that list the amending texts


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What a consolidated text is a text of."""

    work: Work
    valid_from: date | None  # the day of the last amendment taken in
    as_of: date | None  # the day of the consolidation
    doubts: tuple[str, ...]
    acts: tuple[str, ...] = ()  # numbers of the amending acts taken in, in the order of the introduction
    amendments: tuple[AmendingAct, ...] = ()  # the same with their days
    changes: tuple[Change, ...] = ()  # what the notes say of each place


def read_consolidation(units: Sequence[Unit]) -> Consolidation | None:
    """Return what the introduction of a consolidated text says, or None for any other paper."""
    head = next((unit.provision.text for unit in units if unit.provision.level is Level.HEAD), "")
    if "HỢP NHẤT" not in head.upper()[:3000] and "VBHN" not in head[:3000]:
        return None
    intro = _AMENDED.search(head)
    numbers = find_numbers(f"số {intro['rest']}") if intro else []
    if not intro or not numbers:
        return None
    number = numbers[0].number
    rest = intro["rest"]
    foot = "\n".join(unit.provision.text for unit in units if unit.provision.level is Level.FOOT)
    own = next((found.number for found in find_numbers(f"{head[:600]}\n{foot}") if "VBHN" in found.number), "")
    later = [
        day for match in _FORCE.finditer(head, intro.end(), intro.end() + _AMENDERS) if (day := read_date(match[0]))
    ]
    first = _FORCE.search(rest)
    effective = read_date(first[0]) if first else None
    signed = re.search(r", ngày \d[^\n|]{5,30}", foot) or re.search(r", ngày \d[^\n|]{5,30}", head[:600])
    acts = read_acts(head[intro.start() : intro.end() + _AMENDERS])
    notes = read_notes(units)
    doubts = [f"văn bản hợp nhất{f' {own}' if own else ''}: nếu khác các văn bản gốc thì bản gốc có giá trị"]
    if not later:
        doubts.append("không thấy ngày có hiệu lực của lần sửa đổi cuối")
    unnamed = {change.act for change in notes.changes} - {act.number for act in acts}
    doubts += [f"ghi chú nêu {number} mà phần mở đầu không nêu" for number in sorted(unnamed)]
    return Consolidation(
        _work_of(intro, number, effective),
        max(later, default=effective),
        read_date(signed[0]) if signed else None,
        (*doubts, *notes.doubts),
        acts=tuple(act.number for act in acts),
        amendments=acts,
        changes=notes.changes,
    )


def _work_of(intro: re.Match[str], number: str, effective: date | None) -> Work:
    """Return the work whose text was consolidated."""
    type_, title = intro["type"], intro["title"].strip()
    return Work(
        number=number,
        type=type_,
        title=f"{type_} {title}" if type_ in ("Bộ luật", "Luật", "Pháp lệnh") else title,
        issuer=issuer_of_number(number),
        issued=read_date(intro["rest"]),
        effective=effective,
        source_class=source_class(type_, number),
    )
