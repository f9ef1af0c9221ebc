"""Places that an order names: each whole, though a list gives Điều, khoản and work only once, at its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.citation import CitedWork
from corpus.provision import EID_PREFIX, Level, Place, eid_of

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
    lead_in: bool = False  # only the words above its parts
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
