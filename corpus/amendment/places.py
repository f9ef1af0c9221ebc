"""Places that an order names: each whole, though a list gives Điều, khoản and work only once, at its end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.citation import Citation, CitedWork
from corpus.provision import EID_PREFIX, Level, Place, child_eid, eid_of

_AFTER = re.compile(r"\bvào\s+(?:ngay\s+|liền\s+)?(?:sau|trước)\s+(?:các\s+)?$", re.IGNORECASE)
_INTO = re.compile(r"\bvào\s+(?:cuối\s+|đầu\s+)?(?:các\s+)?$", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:trong|thuộc)\s+$", re.IGNORECASE)
_BY = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|ban hành)[^“”\";]{0,60}\b(?:theo|tại|bởi|kèm theo)\s+$"
    r"|\btheo\s+(?:quy định\s+)?(?:tại\s+)?(?:các\s+)?$",
    re.IGNORECASE,
)
_PORTION = re.compile(
    r"\b(?:đoạn|câu|gạch đầu dòng|dòng|ý|tiết|hàng|bảng|cột|số thứ tự)\s[^,;“”\"]{0,40}$", re.IGNORECASE
)
_REST_OF_NAME = re.compile(r"[^,;.:()“”\"]{0,80}(?<!\w)số\s+")
PORTION = "chỉ sửa một đoạn của nơi này"
BORROWED = "nơi được nêu không ghi Điều; không suy ra từ các nơi bên cạnh"
CONFLICT = "Điều nêu trong câu khác Điều nêu ở phần dẫn"


@dataclass(frozen=True, slots=True)
class Target:
    """One place of one work, as far as the sentence names it."""

    work: CitedWork
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    other: str = ""  # eId of a place that is no Điều, khoản or điểm: a chapter, an annex, a form
    after: str = ""
    start: int = 0
    end: int = 0
    into: bool = False  # named as what takes in a new part: "vào Điều 5"
    doubts: tuple[str, ...] = ()

    @property
    def eid(self) -> str:
        """Return the eId of the place; empty for the whole work."""
        return self.other or eid_of(Place(self.article, self.clause, self.point))

    @property
    def num(self) -> str:
        """Return the label of the smallest part named."""
        return self.point or self.clause or self.article or ""

    @property
    def level(self) -> Level | None:
        """Return the level of the smallest part named; None for a work, a chapter, an annex."""
        if self.other:
            return None
        named = ((Level.POINT, self.point), (Level.CLAUSE, self.clause), (Level.ARTICLE, self.article))
        return next((level for level, num in named if num), None)

    @property
    def is_work(self) -> bool:
        """Tell whether it names the work alone."""
        return not self.eid


def names_work(work: CitedWork) -> bool:
    """Tell whether a work is named at all."""
    return bool(work.number or work.name)


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


def read_targets(line: str, citations: Sequence[Citation]) -> list[Target]:
    """Return the places of one order, in the order of the line; ``line`` has its quoted words hidden.

    What a later amendment of the target is named by ("đã được sửa đổi theo Luật số …") is no target.
    """
    found: list[Target] = []
    reached = 0
    span = (-1, -1)
    skip = False
    for citation in _with_numbers(line, citations):
        same = (citation.start, citation.end) == span
        before = line[reached : citation.start] if not same else ""
        if not same:
            skip = bool(found) and _BY.search(before) is not None
        if skip or citation.scope == "this_doc":
            span, reached = (citation.start, citation.end), citation.end
            continue
        target = _target(citation)
        if _PORTION.search(line[max(reached, citation.start - 60) : citation.start] if not same else ""):
            target = replace(target, doubts=(PORTION,))
        if found and _AFTER.search(before):
            _give_after(found, target)
        elif found and _INTO.search(before) and not target.is_work:
            _give_container(found, target)
        elif found and target.other and _INSIDE.search(before):
            pass  # "trong Chương IV": the numbers of articles run through the chapters
        else:
            found.append(replace(target, into=_INTO.search(before) is not None))
        span, reached = (citation.start, citation.end), citation.end
    return found


def _target(citation: Citation) -> Target:
    after = citation.after
    after_eid = eid_of(Place(after.article, after.clause, after.point)) if after else ""
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
        found[at] = replace(filled, after=after.other or eid_of(Place(after.article, after.clause, after.point)))
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


def complete(targets: Sequence[Target], context: Target) -> list[Target]:
    """Give each place the Điều, the khoản and the work that the line names after it, else those of its context."""
    made: list[Target] = []
    work = CitedWork()
    later: Target | None = None
    for target in reversed(targets):
        whole = target
        if names_work(target.work):
            work = target.work
        elif names_work(work):
            whole = replace(whole, work=work)
        whole = _completed(whole, later, context)
        made.append(replace(whole, work=whole.work if names_work(whole.work) else context.work))
        if not target.is_work:
            later = made[-1] if made[-1].article else later
    made.reverse()
    return made


def _completed(target: Target, later: Target | None, context: Target) -> Target:
    if target.other or target.is_work or target.article:
        return _with_context_clause(target, context)
    source = later if later and later.article else context
    if not source.article:
        return replace(target, doubts=(*target.doubts, BORROWED))
    clause = target.clause or (source.clause if target.level is Level.POINT else None)
    doubts = target.doubts
    if later and later.article and context.article and later.article != context.article:
        doubts = (*doubts, CONFLICT)
    after = target.after
    if after and "art_" not in after:  # "vào sau khoản 1" of the same Điều
        steps = Place(source.article, clause if "cl_" not in after and "point_" in after else None)
        after = f"{eid_of(steps)}__{after}"
    return replace(target, article=source.article, clause=clause, after=after, doubts=doubts)


def _with_context_clause(target: Target, context: Target) -> Target:
    if target.article and context.article and target.article != context.article:
        return replace(target, doubts=(*target.doubts, CONFLICT))
    if target.level is Level.POINT and not target.clause and context.clause:
        return replace(target, clause=context.clause)
    return target


def is_inapplicable(eid: str) -> bool:
    """Tell whether a place is none of an article: a form, an annex, a chapter, a section."""
    return eid.partition("_")[0] != EID_PREFIX[Level.ARTICLE]
