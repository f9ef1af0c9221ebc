"""The matrix laid out for a page: a grid whose cells point to numbered footnotes, each quotation printed once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.case import SUPPORT_NAMES, PersonClass, Support
from corpus.handbook import Regime
from corpus.matrix import MARK_NAMES, NOTE_NAMES, Cell, LawQuote, Note, NoteKind, Reading, State
from web.entitlements.shapes import Asked, place_words
from web.entitlements.words import LAWS, STATE_SIGNS, table_words


@dataclass(frozen=True, slots=True)
class Footnote:
    """A place with its words, or with where they may be got."""

    number: int
    label: str
    quote: LawQuote | None
    address: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """One cell as the page shows it."""

    cell: Cell
    sign: tuple[str, str, str]
    place: str
    address: str
    notes: tuple[int, ...]  # numbers of its footnotes
    conditions: tuple[str, ...]
    written: str  # what the table says, where the law could not be read


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of support: its cells by class, the old law's before the new one's."""

    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A note of a support under one law."""

    kind: str
    text: str
    classes: str  # for whom, where not for all who are given the support
    mark: str
    note: int | None
    wrong: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows of the matrix."""

    heads: tuple[tuple[str, str], ...]  # of each class: what the new law and the old law call it
    lines: tuple[Line, ...]
    details: tuple[tuple[str, tuple[Detail, ...], tuple[Detail, ...]], ...]  # support, old law, new law
    footnotes: tuple[Footnote, ...]
    transition: int
    stale: tuple[tuple[str, str], ...]  # which cell, and why


def sheet(found: Asked) -> Sheet:
    """Lay out the matrix; footnotes are numbered in the order in which the page meets them."""
    feet = _Feet(found)
    names = found.matrix.table
    transition = feet.number(found.matrix.transition, Regime.NEW)
    by_place = {(cell.regime, cell.person_class, cell.support): cell for cell in found.cells}
    return Sheet(
        heads=tuple((names.class_name(Regime.NEW, one), names.class_name(Regime.OLD, one)) for one in found.classes),
        lines=tuple(
            Line(
                SUPPORT_NAMES[support],
                tuple(
                    _box(by_place[regime, one, support], found, feet)
                    for one in found.classes
                    for regime in (Regime.OLD, Regime.NEW)
                ),
            )
            for support in Support
        ),
        details=tuple(
            (SUPPORT_NAMES[support], *(_details(support, regime, found, feet) for regime in (Regime.OLD, Regime.NEW)))
            for support in Support
        ),
        footnotes=tuple(feet.made),
        transition=transition,
        stale=_stale(found),
    )


@dataclass(slots=True)
class _Feet:
    """Numbers footnotes; the same words at the same place are one."""

    found: Asked
    made: list[Footnote] = field(default_factory=list)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def number(self, reading: Reading, regime: Regime) -> int:
        """Return the number of the footnote for a place."""
        quote, ground = reading.quote, reading.spot.ground
        key = (regime, ground, quote.quote if quote else "")
        if key not in self._known:
            number = self._known[key] = len(self.made) + 1
            address = self.found.address(quote, regime) if quote else ""
            pages = reading.absence.pages if reading.absence else ()
            self.made.append(Footnote(number, ground.label, quote, address, pages))
        return self._known[key]


def _box(cell: Cell, found: Asked, feet: _Feet) -> Box:
    regime = cell.regime
    notes = [feet.number(reading, regime) for reading in cell.readings]
    notes += [feet.number(note.reading, regime) for note in cell.conditions if note.reading]
    own = cell.readings[-1] if _gives_itself(cell) else next(iter(cell.readings), None)
    return Box(
        cell=cell,
        sign=STATE_SIGNS[cell.state],
        place=place_words(own.spot.ground, LAWS[regime]) if own else "",
        address=found.address(own.quote, regime) if own and own.quote else "",
        notes=tuple(dict.fromkeys(notes)),
        conditions=tuple(note.curated.text for note in cell.conditions),
        written=table_words(cell.curated.provided) if cell.state is State.NOT_IN_STORE else "",
    )


def _gives_itself(cell: Cell) -> bool:
    """Tell whether the place that gives the support is the điểm itself, as it is for a victim."""
    spot, item = cell.curated.spot, cell.curated.item
    return bool(spot and item and item.ground.point and spot.ground.clause == item.ground.clause)


def _details(support: Support, regime: Regime, found: Asked, feet: _Feet) -> tuple[Detail, ...]:
    """Return the notes of a support under one law, each once, conditions first."""
    cells = [cell for cell in found.cells if cell.support is support and cell.regime is regime]
    given = [cell for cell in cells if cell.conditions or cell.details]
    by_note: dict[Note, list[PersonClass]] = {}
    for cell in given:
        for note in (*cell.conditions, *cell.details):
            by_note.setdefault(note, []).append(cell.person_class)
    kinds = list(NoteKind)
    return tuple(
        Detail(
            kind=NOTE_NAMES[note.curated.kind],
            text=note.curated.text,
            classes="" if len(classes) == len(given) else _names(classes, regime, found),
            mark=MARK_NAMES[note.curated.mark],
            note=feet.number(note.reading, regime) if note.reading else None,
            wrong=note.reading.wrong if note.reading else "",
        )
        for note, classes in sorted(by_note.items(), key=lambda pair: kinds.index(pair[0].curated.kind))
    )


def _names(classes: Sequence[PersonClass], regime: Regime, found: Asked) -> str:
    return "; ".join(found.matrix.table.class_name(regime, one) for one in classes)


def _stale(found: Asked) -> tuple[tuple[str, str], ...]:
    table = found.matrix.table
    words = {Regime.OLD: "luật cũ", Regime.NEW: "luật mới"}
    return tuple(
        (
            f"{SUPPORT_NAMES[cell.support]}, {table.class_name(cell.regime, cell.person_class)}, {words[cell.regime]}",
            cell.reason,
        )
        for cell in found.stale
    )
