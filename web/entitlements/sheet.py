"""The matrix laid out for a page: a grid whose cells point to numbered footnotes, each quotation printed once."""

from dataclasses import dataclass, field, replace

from corpus.case import SUPPORT_NAMES, Support
from corpus.handbook import Ground, Mark, Regime
from corpus.matrix import MARK_NAMES, NOTE_NAMES, Cell, LawQuote, Note, NoteKind, Reading, State
from web.entitlements.shapes import Asked, place_words
from web.entitlements.words import LAWS, SHORT_NAMES, STATE_SIGNS, table_words


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
    notes: tuple[int, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows of the matrix."""

    heads: tuple[tuple[str, str], ...]  # of each class: what the new law and the old law call it
    lines: tuple[Line, ...]
    details: tuple[tuple[str, tuple[tuple[Detail, ...], ...]], ...]  # support, and its notes under each law wanted
    footnotes: tuple[Footnote, ...]
    transition: int
    stale: dict[str, list[str]]  # why, and which cells


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
                    for regime in found.regimes
                ),
            )
            for support in found.supports
        ),
        details=tuple(
            (SUPPORT_NAMES[support], tuple(_details(support, regime, found, feet) for regime in found.regimes))
            for support in found.supports
        ),
        footnotes=tuple(feet.made),
        transition=transition,
        stale=_stale(found),
    )


@dataclass(slots=True)
class _Feet:
    """Numbers footnotes: one for each place, with the longest of the quotations made of it."""

    found: Asked
    made: list[Footnote] = field(default_factory=list)
    _known: dict[tuple[Regime, Ground], int] = field(default_factory=dict)

    def number(self, reading: Reading, regime: Regime) -> int:
        """Return the number of the footnote for a place."""
        quote, ground = reading.quote, reading.spot.ground
        number = self._known.setdefault((regime, ground), len(self.made) + 1)
        if number > len(self.made):
            address = self.found.address(quote, regime) if quote else ""
            pages = reading.absence.pages if reading.absence else ()
            self.made.append(Footnote(number, ground.label, quote, address, pages))
        before = self.made[number - 1]
        if quote and before.quote and len(quote.quote) > len(before.quote.quote):
            self.made[number - 1] = replace(before, quote=quote)
        return number


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
    """Return the notes of a support under one law, conditions first; the same words of several classes are one."""
    cells = [cell for cell in found.cells if cell.support is support and cell.regime is regime]
    given = [cell for cell in cells if cell.conditions or cell.details]
    alike: dict[tuple[NoteKind, str, Mark], list[tuple[Cell, Note]]] = {}
    for cell in given:
        for note in (*cell.conditions, *cell.details):
            alike.setdefault((note.curated.kind, note.curated.text, note.curated.mark), []).append((cell, note))
    kinds = list(NoteKind)
    return tuple(
        Detail(
            kind=NOTE_NAMES[kind],
            text=text,
            classes="" if len(said) == len(given) else "; ".join(SHORT_NAMES[cell.person_class] for cell, _ in said),
            mark=MARK_NAMES[mark],
            notes=tuple(dict.fromkeys(feet.number(note.reading, regime) for _, note in said if note.reading)),
            wrong=next((note.reading.wrong for _, note in said if note.reading and note.reading.wrong), ""),
        )
        for (kind, text, mark), said in sorted(alike.items(), key=lambda pair: kinds.index(pair[0][0]))
    )


def _stale(found: Asked) -> dict[str, list[str]]:
    """Return by reason the cells to be looked at again: one change of a law may touch many."""
    words = {Regime.OLD: "luật cũ", Regime.NEW: "luật mới"}
    by_reason: dict[str, list[str]] = {}
    for cell in found.stale:
        which = f"{SUPPORT_NAMES[cell.support]} của {SHORT_NAMES[cell.person_class]} ({words[cell.regime]})"
        by_reason.setdefault(cell.reason, []).append(which)
    return by_reason
