"""Amending a whole text: each unit by the instructions for it, new articles in their place, all laid end to end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.amendment.apply import apply
from corpus.amendment.model import WORDING, Done, Failure, Instruction
from corpus.amendment.splice import moved
from corpus.expression import Unit
from corpus.provision import Level, natural_key, place_of, unit_eid


@dataclass(frozen=True, slots=True)
class Amended:
    """The next text of a work: its units cover ``text`` exactly."""

    text: str
    units: tuple[Unit, ...]
    changed: tuple[str, ...]  # eIds of units that are new or say something else
    done: tuple[Done, ...] = ()
    failed: tuple[Failure, ...] = ()
    repealed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    units: list[Unit]
    changed: list[str]
    done: list[Done]
    failed: list[Failure]
    repealed: list[str]


def amend(units: Sequence[Unit], instructions: Sequence[Instruction]) -> Amended:
    """Return the next text of a work from its units; instructions must all be for this work.

    A change of words in the whole work is made in each article that has the words; it fails where none has them.
    """
    work = _Work(list(units), [], [], [], [])
    for instruction in instructions:
        if instruction.op in WORDING and not instruction.eid:
            _everywhere(work, instruction)
        else:
            _in_unit(work, instruction)
    laid, text = _laid(work.units)
    changed = tuple(dict.fromkeys(work.changed))
    return Amended(text, laid, changed, tuple(work.done), tuple(work.failed), tuple(work.repealed))


def _in_unit(work: _Work, instruction: Instruction) -> None:
    eid = unit_eid(instruction.eid)
    at = next((at for at, unit in enumerate(work.units) if unit.provision.eid == eid), None)
    applied = apply(work.units[at] if at is not None else None, [instruction])
    work.failed += applied.failed
    if not applied.done:
        return
    work.done += applied.done
    work.repealed += applied.repealed
    if at is None:
        _put_in(work, applied.unit, instruction)
    elif applied.unit is None:
        del work.units[at]
    else:
        if applied.unit != work.units[at]:
            work.changed.append(eid)
        work.units[at] = applied.unit


def _put_in(work: _Work, unit: Unit | None, instruction: Instruction) -> None:
    """Put a new article behind the one it follows, else behind the last with a smaller number, in its chapter."""
    if unit is None:
        return
    key = natural_key(unit.provision.num)
    before = -1
    for at, other in enumerate(work.units):
        provision = other.provision
        own = provision.level is Level.ARTICLE and place_of(provision.eid).part is None
        if own and natural_key(provision.num) < key:
            before = at
    context = work.units[before].context if before >= 0 else ()
    work.units.insert(before + 1, replace(unit, context=context))
    work.changed.append(instruction.eid)


def _everywhere(work: _Work, instruction: Instruction) -> None:
    places = 0
    refused: list[Failure] = []
    for at, unit in enumerate(work.units):
        if unit.provision.level is not Level.ARTICLE:
            continue
        applied = apply(unit, [instruction])
        refused += applied.failed
        if applied.done and applied.unit:
            places += applied.done[0].places
            work.units[at] = applied.unit
            work.changed.append(unit.provision.eid)
    told = [failure for failure in refused if not failure.reason.startswith("Không thấy cụm từ")]
    if places:
        work.done.append(Done(instruction, places))
    work.failed += told or ([] if places else refused[:1])


def _laid(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], str]:
    """Lay units end to end; each but the last ends its line."""
    laid: list[Unit] = []
    reached = 0
    for at, unit in enumerate(units):
        provision = unit.provision
        if at + 1 < len(units) and not provision.text.endswith("\n"):
            provision = replace(provision, text=f"{provision.text}\n", end=provision.end + 1)
        laid.append(replace(unit, provision=moved(provision, reached - provision.start)))
        reached += len(provision.text)
    return tuple(laid), "".join(unit.provision.text for unit in laid)
