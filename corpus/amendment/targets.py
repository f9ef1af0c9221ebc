"""From the citations of one order to the places it is given for: what a title or an older amendment names is none."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.amendment.places import Target, names_work
from corpus.citation import Citation, CitedWork
from corpus.provision import Level, Place, child_eid, eid_of

_AFTER = re.compile(r"(?<!\w)vào\s+(?:ngay\s+|liền\s+)?(?:sau|trước)\s+(?:các\s+)?$", re.IGNORECASE)
_INTO = re.compile(r"(?<!\w)vào\s+(?:cuối\s+|đầu\s+)?(?:các\s+)?$", re.IGNORECASE)
_INSIDE = re.compile(r"(?<!\w)(?:trong|thuộc)\s+$", re.IGNORECASE)
_BY = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|ban hành)[^“”\";]{0,60}(?<!\w)(?:theo|tại|bởi|kèm theo)\s+$"
    r"|(?<!\w)theo\s+(?:quy định\s+)?(?:tại\s+)?(?:các\s+)?$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[,;]|(?<!\w)và)\s+$")
_LEAD_IN = re.compile(r"(?<!\w)(?:đoạn (?:mở )?đầu|câu dẫn|đoạn dẫn|lời dẫn)\s+(?:của\s+|tại\s+)?$", re.IGNORECASE)
_PORTION = re.compile(
    r"(?<!\w)(?:đoạn|câu|gạch đầu dòng|dòng|ý|tiết|hàng|cột|số thứ tự|ô)\s+(?:số\s+|thứ\s+)?"
    r"(?:\d{1,3}|đầu|cuối|mở đầu|dẫn|nhất|hai|ba|tư|năm|[a-zđ](?!\w)|[ivx]{1,4}(?!\w))[^,;“”\"]{0,25}$",
    re.IGNORECASE,
)
_REST_OF_NAME = re.compile(r"[^,;.:()“”\"]{0,80}(?<!\w)số\s+")
_NEXT_IN_LIST = re.compile(
    r"(?P<mark>[,;.:)]|(?<!\w)(?:và|hoặc))\s+(?:(?:và|tại|của|các|những|quy định tại|toàn bộ)\s+)*$", re.IGNORECASE
)
PORTION = "chỉ sửa một đoạn của nơi này"
IN_TITLE = "có thể chỉ là văn bản được nhắc trong tên của văn bản khác"


def read_targets(line: str, citations: Sequence[Citation]) -> list[Target]:
    """Return the places of one order, in the order of the line; ``line`` has its quoted words hidden."""
    reader = _Reader(line)
    for citation in _with_numbers(line, citations):
        reader.read(citation)
    return reader.found


class _Reader:
    """What has been read of the places so far, and how the line went on."""

    def __init__(self, line: str) -> None:
        self.found: list[Target] = []
        self._line = line
        self._reached = 0
        self._span = (-1, -1)
        self._skip = False
        self._in_title = False
        self._lead = CitedWork()  # of "các quy định sau đây của Thông tư A: khoản 1 Điều 2; …"

    def read(self, citation: Citation) -> None:
        """Take in one citation; all places of one list share their span, and what stands before it."""
        first = (citation.start, citation.end) != self._span
        before = self._line[self._reached : citation.start] if first else ""
        if first:
            self._skip = bool(self.found) and (_BY.search(before) is not None or self._names_in_title(before))
            self._in_title |= self._skip
        doubts: tuple[str, ...] = ()
        if first and self._in_title and not self._skip:
            self._in_title = ";" not in before
        if self._in_title and not self._skip:
            doubts = (IN_TITLE,)
        self._span, self._reached = (citation.start, citation.end), citation.end
        if not (self._skip or citation.scope == "this_doc"):
            self._add(replace(_target(citation), doubts=doubts), before)

    def _names_in_title(self, before: str) -> bool:
        """Tell whether a work just named goes on with its title, in which this one is named."""
        return bool(self.found[-1].work.number) and self._span[1] > 0 and _NEXT_IN_LIST.search(before) is None

    def _completes(self, before: str) -> bool:
        """Tell whether a work says whose the places just named are; after a comma it is an item of its own."""
        last = self.found[-1]
        return not (last.is_work or names_work(last.work)) and _ITEM.search(before) is None

    def _add(self, target: Target, before: str) -> None:
        found = self.found
        if before and not target.is_work and _LEAD_IN.search(before):
            target = replace(target, lead_in=True)
        elif before and not target.is_work and _PORTION.search(before[-60:]):
            target = replace(target, doubts=(*target.doubts, PORTION))
        if target.is_work and found and self._completes(before):
            self.found = [one if names_work(one.work) else replace(one, work=target.work) for one in found]
            return
        if found and _AFTER.search(before):
            _give_after(found, target)
            return
        if found and _INTO.search(before) and not target.is_work:
            _give_container(found, target)
            return
        if found and target.other and _INSIDE.search(before):
            return  # "trong Chương IV": the numbers of articles run through the chapters
        if found and found[-1].is_work and ":" in before:
            self._lead = found.pop().work
        if not names_work(target.work) and not target.is_work:
            target = replace(target, work=self._lead)
        found.append(replace(target, into=_INTO.search(before) is not None))


def _with_numbers(line: str, citations: Sequence[Citation]) -> list[Citation]:
    """Give a law whose name the reader knows only in part the number that stands right after the name."""
    made = list(citations)
    for at, other in enumerate(citations):
        if other.work.number is None or other.place != Place() or not at:
            continue
        end = citations[at - 1].end
        if citations[at - 1].work.number or not citations[at - 1].work.name:
            continue
        if _REST_OF_NAME.fullmatch(line, end, other.start):
            span = citations[at - 1].start
            made = [replace(one, work=other.work) if one.start == span else one for one in made if one is not other]
    return made


def _target(citation: Citation) -> Target:
    after = citation.after
    after_eid = eid_of(after) if after else ""
    return Target(
        citation.work,
        citation.article,
        citation.clause,
        citation.point,
        other="" if citation.article or citation.clause or citation.point else _other(citation),
        after=after_eid,
        start=citation.start,
        end=citation.end,
    )


def _other(citation: Citation) -> str:
    """Return the eId of a form, an annex, a container; a section without its chapter is named alone."""
    outer = child_eid("", Level.ANNEX, citation.annex) if citation.annex else ""
    if citation.form:
        return child_eid(outer, Level.FORM, citation.form)
    if outer:
        return outer
    eid = ""
    for level, num in (
        (Level.PART, citation.part),
        (Level.CHAPTER, citation.chapter),
        (Level.SECTION, citation.section),
    ):
        eid = child_eid(eid, level, num) if num else eid
    return eid


def _give_after(found: list[Target], after: Target) -> None:
    """Say of the places just named that they go in after (or before) another, and where that lies."""
    for at in _open(found):
        filled = _inside(found[at], after)
        found[at] = replace(filled, after=after.eid)
        if names_work(after.work):
            found[at] = replace(found[at], work=after.work)


def _give_container(found: list[Target], container: Target) -> None:
    for at in _open(found):
        filled = _inside(found[at], container)
        if container.level is Level.CLAUSE and found[at].level is Level.POINT:
            filled = replace(filled, clause=found[at].clause or container.clause)
        found[at] = replace(filled, work=container.work if names_work(container.work) else filled.work)


def _open(found: Sequence[Target]) -> list[int]:
    """Return the last places that still lack their Điều or what they follow."""
    last = found[-1]
    return [
        at for at, target in enumerate(found) if not target.after and (not target.article or target.level is last.level)
    ]


def _inside(target: Target, outer: Target) -> Target:
    if target.other or target.level is Level.ARTICLE:
        return target
    clause = target.clause or (outer.clause if target.level is Level.POINT else None)
    return replace(target, article=target.article or outer.article, clause=clause)
