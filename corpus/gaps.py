"""What the store lacks: instruments that the handbook and the laws held rest on, most needed first.

An instrument is a *gap* where something rests on it and the store holds no text of it, only excerpts, or only some
places and not the one needed. Three things count, all of them cheap to ask:

* statements of the handbook that name it as their ground (of a work held in part: a Điều of it that is not held);
* places of held law that cite, guide, amend, repeal or replace it, weighed by whether their own work still holds;
* ties that the catalogue knows between it and an instrument that is held or grounds the handbook.

The order is that of the *need* of a gap on the day asked about::

    need = standing × (10 × statements + 5 × ties + amended + 3 × log2(1 + live places + dead places / 10))

``amended`` is what the statements weigh that rest on works it amends, a tenth of it: without an amending act nobody
reads today's words of what it changes, and it changes some places only. ``standing`` is 1 for an instrument that
holds on the day or will, ½ where nobody knows, 1/10 for one that has ended: old law is still read, for persons
identified before, but not first. What was never issued is no gap. The handbook weighs most, since its statements are
what officers are told; citations count by their logarithm, since a code is cited everywhere and is needed for that no
more often. Ties break by number.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.catalogue import Catalogue, RelationKind
from corpus.force import ForceTable
from corpus.handbook import Entry, Ground
from corpus.naming import work_told
from corpus.number import number_key, stands_alone
from corpus.pointers import Pointer
from corpus.provision import Level, child_eid, label_of
from corpus.publishers import official_first
from corpus.reading import CorpusReader
from corpus.work import Status, Work

_STANDING = {Status.UNCERTAIN: 0.5, Status.EXPIRED: 0.1, Status.NEVER_ISSUED: 0.0}  # every other status: 1
_ENDED = (Status.EXPIRED, Status.NEVER_ISSUED)
_STATEMENT, _TIE, _PLACE, _DEAD, _AMENDED = 10.0, 5.0, 3.0, 0.1, 0.1
_EXAMPLES = 3
_NO_TIE = RelationKind.CITES  # what a lacking text cites makes nobody need it


class Held(StrEnum):
    """How much of a gap the store holds."""

    NOTHING = "nothing"
    EXCERPT = "excerpt"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An instrument that is needed and lacking."""

    work: Work  # as the catalogue knows it, else as its number tells
    held: Held
    status: Status  # on the day asked about
    need: float
    statements: int  # of the handbook
    places: int  # of held law
    ties: int  # of the catalogue
    entries: tuple[str, ...]  # titles of handbook entries, a few
    cited_from: tuple[str, ...]  # places of held law, a few: "khoản 2 Điều 4 Nghị định 09/2013/NĐ-CP"
    tied_to: tuple[str, ...]  # numbers, a few
    lacking: tuple[str, ...]  # of a work held in part: "Điều 7", a few


@dataclass(slots=True)
class _Want:
    """What rests on one instrument, while it is counted."""

    number: str
    entries: list[str] = field(default_factory=list)  # one for each statement of the handbook
    pointers: list[Pointer] = field(default_factory=list)
    ties: list[str] = field(default_factory=list)
    amended: int = 0  # statements of the handbook that rest on works it amends
    lacking: Counter[str] = field(default_factory=Counter)  # eIds of units that are asked for and not held


class _Wants(dict[str, _Want]):
    """Instruments that something rests on, by the key of their number."""

    def of(self, number: str) -> _Want:
        """Return what is wanted of a number, from now on."""
        return self.setdefault(number_key(number), _Want(number))


def find_gaps(
    store: CorpusReader, force: ForceTable, catalogue: Catalogue, handbook: Sequence[Entry], on: date
) -> list[Gap]:
    """Return the gaps of a store on a day, most needed first; the module tells how need is reckoned."""
    with store.one_state():
        found = _gaps(store, _Standing(store, force, on), catalogue, handbook)
    return sorted((gap for gap in found if gap.need > 0), key=lambda gap: (-gap.need, gap.work.number))


def _gaps(store: CorpusReader, standing: "_Standing", catalogue: Catalogue, handbook: Sequence[Entry]) -> list[Gap]:
    excerpts, in_part = store.keys_of_excerpts(), store.units_in_part()
    held = store.keys_held() - excerpts
    wants = _Wants()
    _count_handbook(wants, handbook, held, in_part)
    for pointer in store.pointers_out():
        if stands_alone(pointer.to_number):  # "37.11.LQ.32" is a place of the codified law
            wants.of(pointer.to_number).pointers.append(pointer)
    for pointer in store.pointers_past(in_part):
        want = wants.of(pointer.to_number)
        want.pointers.append(pointer)
        want.lacking[pointer.to_eid] += pointer.places
    _count_ties(wants, catalogue, handbook, held)
    gaps = []
    for key, want in wants.items():
        how_much = Held.EXCERPT if key in excerpts else Held.PART if key in in_part else Held.NOTHING
        gaps.append(_gap(want, how_much, standing))
    return gaps


def addresses_of(number: str, store: CorpusReader, force: ForceTable) -> list[str]:
    """Return where the text of an instrument may be had, as held sources and the catalogue say; official ones first."""
    instrument = force.known(number)
    return official_first([*store.pages_of(number), *(instrument.sources if instrument else ())])


def _count_handbook(
    wants: _Wants, handbook: Sequence[Entry], held: frozenset[str], units: Mapping[str, set[str]]
) -> None:
    """Count the statements whose ground is lacking; each instrument once for a statement."""
    for entry in handbook:
        for statement in entry.statements:
            lacking = {number_key(one.number): one for one in statement.grounds if _is_lacking(one, held, units)}
            for key, ground in lacking.items():
                want = wants.of(ground.number)
                want.entries.append(entry.title)
                if key in held:
                    want.lacking[_unit(ground)] += 1


def _is_lacking(ground: Ground, held: frozenset[str], units: Mapping[str, set[str]]) -> bool:
    key = number_key(ground.number)
    if key not in held:
        return True
    return key in units and bool(ground.article) and _unit(ground) not in units[key]


def _unit(ground: Ground) -> str:
    return child_eid("", Level.ARTICLE, ground.article)


def _count_ties(wants: _Wants, catalogue: Catalogue, handbook: Sequence[Entry], held: frozenset[str]) -> None:
    """Count what the catalogue knows between a lacking instrument and one that is held or grounds the handbook."""
    needed = held | {key for key, want in wants.items() if want.entries}
    resting = Counter(
        key
        for entry in handbook
        for statement in entry.statements
        for key in {number_key(ground.number) for ground in statement.grounds}
    )
    for instrument in catalogue.instruments:
        if number_key(instrument.number) in held:
            continue
        relations = [one for one in instrument.relations if one.kind is not _NO_TIE]
        ties = sorted({one.number for one in relations if number_key(one.number) in needed})
        if ties:
            want = wants.of(instrument.number)
            want.ties.extend(ties)
            amended = {number_key(one.number) for one in relations if one.kind is RelationKind.AMENDS}
            want.amended = sum(resting[key] for key in amended)


class _Standing:
    """Tells the status of works on one day, each asked once."""

    def __init__(self, store: CorpusReader, force: ForceTable, on: date) -> None:
        self._store = store
        self._force = force
        self._on = on
        self._held = {number_key(work.number): work for work in store.works()}
        self._ended: dict[str, bool] = {}

    def of(self, number: str) -> tuple[Work, Status]:
        """Return the work of a number, as held or as it is told of, and its status."""
        work = self._held.get(number_key(number)) or work_told(number, self._force)
        return work, self._force.of_work(work, self._on, codified=self._store.is_codified(work)).status

    def has_ended(self, key: str) -> bool:
        """Tell whether the held work of this key holds no more on the day."""
        if key not in self._ended:
            self._ended[key] = self.of(key)[1] in _ENDED
        return self._ended[key]


def _gap(want: _Want, held: Held, standing: _Standing) -> Gap:
    work, status = standing.of(want.number)
    live = [one for one in want.pointers if not standing.has_ended(one.from_key)]
    places = sum(one.places for one in want.pointers)
    counted = sum(one.places for one in live)
    counted_dead = (places - counted) * _DEAD
    statements = len(want.entries) + _AMENDED * want.amended
    rests = _STATEMENT * statements + _TIE * len(want.ties) + _PLACE * math.log2(1 + counted + counted_dead)
    shown = sorted(want.pointers, key=lambda one: (standing.has_ended(one.from_key), -one.places, one.from_number))
    return Gap(
        work=work,
        held=held,
        status=status,
        need=round(_STANDING.get(status, 1.0) * rests, 1),
        statements=len(want.entries),
        places=places,
        ties=len(want.ties),
        entries=tuple(dict.fromkeys(want.entries))[:_EXAMPLES],
        cited_from=tuple(_place(one) for one in shown[:_EXAMPLES]),
        tied_to=tuple(want.ties[:_EXAMPLES]),
        lacking=tuple(label_of(eid) for eid, _ in want.lacking.most_common(_EXAMPLES)),
    )


def _place(pointer: Pointer) -> str:
    label = label_of(pointer.from_eid) if pointer.from_eid else ""
    return f"{label} {pointer.from_number}".strip()
