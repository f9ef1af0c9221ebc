"""Making the next wording of a work from what amending acts order, and saying what could not be made.

Each work that acts amend gets one derived source, kind "amended": an expression for each day on which its words
change, holding only the units that change. It is thrown away and made anew whenever a text it rests on comes or goes.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from corpus.amendment import Instruction, apply
from corpus.amendment.splice import moved
from corpus.catalogue import work_of
from corpus.expression import Expression, Origin, Unit
from corpus.force import ForceTable
from corpus.governing import preference, start_of
from corpus.provision import label_of, natural_key, unit_eid
from corpus.record_store import Order
from corpus.records import Amendment, Outcome
from corpus.rows import Held
from corpus.source import Source
from corpus.store import DERIVED, CorpusStore
from corpus.work import SourceClass, Status, Work, rank_of

_READER = "amended-1"
_A_MARK = 4  # words that may be left of a place struck out: "g) (được bãi bỏ)"
_UNDATED = "Chưa rõ ngày có hiệu lực của văn bản sửa đổi, hoặc đó không phải văn bản quy phạm pháp luật."
_LAGS = "Lời văn trong kho được chụp sau ngày của lệnh này nhưng chưa có nội dung ấy."
_ONLY_EXCERPT = "Kho chỉ có trích đoạn của chỗ này, không biết đã gồm những lần sửa đổi nào, nên không sửa chồng lên."
_UNKNOWN_DAY = "Bộ dữ liệu điều luật không ghi đã gồm những lần sửa đổi nào, nên không sửa chồng lên."


_Outcomes = list[tuple[int, Amendment]]  # each with the source of the act
_Derived = tuple[Source | None, tuple[Expression, ...], _Outcomes]


@dataclass(frozen=True, slots=True)
class _Dated:
    """An instruction with the day from which it counts, and the act that gives it."""

    day: date | None  # None where nobody knows it
    act: Work
    order: Order


@dataclass(frozen=True, slots=True)
class _Made:
    """A unit as acts have made it, and which acts those are."""

    unit: Unit
    acts: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """The texts of one work while they are made."""

    work: Work
    units: dict[tuple[date, str], _Made] = field(default_factory=dict)  # by day and eId; what changes on that day
    outcomes: _Outcomes = field(default_factory=list)

    def keep(self, day: date, unit: Unit, base: "_Base", acts: Iterable[str]) -> None:
        """Keep a unit as it stands from a day on, with the acts that made what it was made of."""
        made = tuple(dict.fromkeys([*base.acts, *acts]))
        self.units[day, unit.provision.eid] = _Made(unit, made)


@dataclass(frozen=True, slots=True)
class _Base:
    """A unit before it is changed: as made here (``held`` is None then), as a source gives it, or not there."""

    unit: Unit | None
    held: Held | None = None
    acts: tuple[str, ...] = ()


def consolidate(store: CorpusStore, force: ForceTable, numbers: Iterable[str]) -> int:
    """Bring the derived wordings of these works in step with the texts held; return how many works were made anew.

    All are made before any is written: what is known of force is read once.
    """
    made = [(number, *_made(store, force, number)) for number in dict.fromkeys(numbers)]
    return sum(store.replace_derived(*one) for one in made)


def _made(store: CorpusStore, force: ForceTable, number: str) -> _Derived:
    """Return the derived source of a work, its expressions, and what came of each order."""
    orders = _dated(store.orders_for(number), force)
    work = _target(store, force, number)
    if work is None:
        return None, (), [_told(one, Outcome.NO_BASE, _no_base(number)) for one in orders]
    origins = set(store.origins(work))
    if Origin.ARTICLES in origins and origins <= {Origin.ARTICLES, Origin.EXCERPT}:
        return None, (), [_told(one, Outcome.INCLUDED, _UNKNOWN_DAY) for one in orders]
    draft = _Draft(work)
    draft.outcomes += [_told(one, Outcome.FAILED, _UNDATED) for one in orders if one.day is None]
    for day, same in groupby((one for one in orders if one.day), key=lambda one: one.day):
        if day is None:
            continue
        if force.of_work(work, day, codified=False).status is Status.EXPIRED:
            reason = f"{work.name} đã hết hiệu lực vào ngày của lệnh này."
            draft.outcomes += [_told(one, Outcome.FAILED, reason) for one in same]
        else:
            _apply_day(store, draft, day, list(same))
    return *_source_of(draft), draft.outcomes


def _target(store: CorpusStore, force: ForceTable, number: str) -> Work | None:
    """Return the one work of a number; one that the store lacks and the catalogue knows can still be amended."""
    works = store.works_by_number(number)
    if len(works) > 1:
        return None
    known = force.known(number)
    return works[0] if works else work_of(known) if known else None


def _no_base(number: str) -> str:
    return f"Kho chưa có, hoặc có nhiều hơn một văn bản số {number}."


def _dated(orders: Sequence[Order], force: ForceTable) -> list[_Dated]:
    """Return orders by the day from which they count; of one day, in reading order."""
    dated = []
    for order in orders:
        act = order.act
        day = force.on(order.held, date.max, order.instruction.source).since or act.effective
        dated.append(_Dated(day if act.source_class is SourceClass.LAW else None, act, order))
    return sorted(dated, key=lambda one: (one.day or date.min, one.act.slug, one.order.held.unit.provision.start))


def _apply_day(store: CorpusStore, draft: _Draft, day: date, orders: Sequence[_Dated]) -> None:
    """Apply what counts from one day, unit by unit."""
    for one in orders:
        if not one.order.instruction.eid:
            draft.outcomes += _apply_everywhere(store, draft, day, one)
    placed = sorted((one for one in orders if one.order.instruction.eid), key=_unit)
    for eid, same in groupby(placed, key=_unit):
        _apply_unit(store, draft, day, eid, list(same))


def _unit(one: _Dated) -> str:
    return unit_eid(one.order.instruction.eid)


def _apply_unit(store: CorpusStore, draft: _Draft, day: date, eid: str, orders: Sequence[_Dated]) -> None:
    """Apply the orders of one day for one unit, and note what came of each."""
    base = _base(store, draft, eid, day)
    if why := _included(base.held, day):
        missed = [base.held is not None and _misses(base.held, one.order.instruction) for one in orders]
        draft.outcomes += [
            _told(one, Outcome.FAILED, _LAGS) if misses else _told(one, Outcome.INCLUDED, why)
            for one, misses in zip(orders, missed, strict=True)
        ]
        return
    allowed = [one for one in orders if _may(one.act, draft.work)]
    barred = (one for one in orders if not _may(one.act, draft.work))
    draft.outcomes += [_told(one, Outcome.FAILED, _barred(one.act, draft.work)) for one in barred]
    steps = [_whole_article(one.order.instruction, base.unit) for one in allowed]
    applied = apply(base.unit, steps)
    reasons = {id(failure.instruction): failure.reason for failure in applied.failed}
    told = [(one, reasons.get(id(step), "")) for one, step in zip(allowed, steps, strict=True)]
    draft.outcomes += [_told(one, Outcome.FAILED if why else Outcome.APPLIED, why) for one, why in told]
    if applied.done and applied.unit is not None:
        draft.keep(day, applied.unit, base, (one.act.number for one, why in told if not why))


def _apply_everywhere(store: CorpusStore, draft: _Draft, day: date, one: _Dated) -> Iterator[tuple[int, Amendment]]:
    """Change words wherever the work has them: in each unit by itself."""
    instruction = one.order.instruction
    if not _may(one.act, draft.work):
        yield _told(one, Outcome.FAILED, _barred(one.act, draft.work))
        return
    units = [held.unit.provision.eid for held in store.units(draft.work, day)] if instruction.old else []
    touched, failed = 0, []
    for eid in units:
        base = _base(store, draft, eid, day)
        if base.unit is None or instruction.old not in base.unit.provision.text or _included(base.held, day):
            continue
        applied = apply(base.unit, [replace(instruction, eid=eid)])
        failed += [f"{label_of(eid)}: {failure.reason}" for failure in applied.failed]
        if applied.unit is not None and applied.done:
            touched += 1
            draft.keep(day, applied.unit, base, [one.act.number])
    missed = "; ".join(failed) or ("" if touched else "kho không thấy chỗ nào để sửa")
    reason = f"Không áp dụng được cho cả văn bản: {missed}." if missed else ""
    yield _told(one, Outcome.FAILED if reason else Outcome.APPLIED, reason)


def _base(store: CorpusStore, draft: _Draft, eid: str, day: date) -> _Base:
    """Return the unit as it stands before what counts from the day: as made here, else as a source gives it."""
    made = [(when, unit) for (when, place), unit in draft.units.items() if place == eid and when <= day]
    texts = [held for held in store.texts(draft.work, eid) if held.origin is not Origin.AMENDED]
    best = max(texts, key=lambda held: preference(held, day), default=None)
    if made:
        when, unit = max(made, key=lambda pair: pair[0])
        if best is None or start_of(best) <= when:
            return _Base(unit.unit, None, unit.acts)
    return _Base(best.unit, best, best.acts) if best else _Base(None)


def _included(held: Held | None, day: date) -> str:
    """Say why a text held already has what counts from the day; empty where it does not."""
    if held is None:
        return ""
    if held.origin is Origin.ARTICLES:
        return _UNKNOWN_DAY
    if held.origin is Origin.EXCERPT:
        return _ONLY_EXCERPT
    if held.as_of and held.as_of >= day:
        return f"Lời văn trong kho chụp ngày {held.as_of:%d/%m/%Y}, đã gồm sửa đổi có hiệu lực từ {day:%d/%m/%Y}."
    if held.acts and start_of(held) >= day:
        return f"Lời văn trong kho là lời văn áp dụng từ ngày {start_of(held):%d/%m/%Y}, đã gồm sửa đổi này."
    return ""


def _misses(held: Held, instruction: Instruction) -> bool:
    """Tell whether the codified law, which lags behind its day, plainly lacks what was ordered before it."""
    part = held.unit.provision.find(instruction.eid)
    if held.origin is not Origin.CODIFIED or instruction.doubts:
        return False
    if instruction.op == "repeal" and part is not None and part is not held.unit.provision:
        return "bãi bỏ" not in part.text and len(part.text.split()) > _A_MARK
    return instruction.op == "insert" and part is None


def _may(act: Work, target: Work) -> bool:
    """Tell whether an act is of a rank that may change the work."""
    return rank_of(act) <= rank_of(target)


def _barred(act: Work, target: Work) -> str:
    return f"{act.name} có thứ bậc thấp hơn {target.name} nên không được sửa văn bản này."


def _whole_article(instruction: Instruction, base: Unit | None) -> Instruction:
    """Let an Điều that is given anew as a whole stand even where its old words are not held."""
    whole = instruction.op == "replace" and instruction.eid == unit_eid(instruction.eid)
    return replace(instruction, op="insert") if base is None and whole else instruction


def _told(one: _Dated, outcome: Outcome, reason: str) -> tuple[int, Amendment]:
    """Return what came of an order, with the source of its act."""
    instruction = one.order.instruction
    return one.order.source_id, Amendment(
        act=one.act.number,
        act_eid=instruction.source,
        number=one.order.number,
        eid=instruction.eid,
        operation=instruction.op,
        outcome=outcome,
        reason=reason,
        day=one.day,
    )


def _source_of(draft: _Draft) -> tuple[Source | None, tuple[Expression, ...]]:
    """Return the derived source of a work with its expressions; nothing where no unit changed."""
    expressions = tuple(_expressions(draft))
    if not expressions:
        return None, ()
    content = "\n".join(f"{one.valid_from} {one.acts}\n{one.text}" for one in expressions).encode()
    sha256 = hashlib.sha256(f"{draft.work.slug}\n".encode() + content).hexdigest()
    path = f"lời văn ghép theo văn bản sửa đổi, {draft.work.slug}"
    source = Source(sha256=sha256, path=path, kind=DERIVED, size=len(content), parser=_READER)
    return source, expressions


def _expressions(draft: _Draft) -> Iterator[Expression]:
    """Yield a text for each day and each set of acts: a unit names those acts alone that made it."""
    groups: dict[tuple[date, tuple[str, ...]], list[Unit]] = defaultdict(list)
    for (day, _), made in draft.units.items():
        groups[day, made.acts].append(made.unit)
    for (day, acts), units in sorted(groups.items()):
        laid = tuple(_laid(sorted(units, key=lambda unit: natural_key(unit.provision.num))))
        yield Expression(
            work=draft.work,
            text="".join(unit.provision.text for unit in laid),
            units=laid,
            origin=Origin.AMENDED,
            valid_from=day,
            acts=acts,
            complete=False,
        )


def _laid(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield the units end to end; their places in the texts they were made of are gone, and so are the pages."""
    reached = 0
    for unit in units:
        provision = moved(unit.provision, reached - unit.provision.start)
        reached = provision.end
        yield Unit(provision, unit.context)
