"""Decides each cell of the matrix by what the store says on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.case import PersonClass
from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.handbook import Ground, Regime
from corpus.matrix.model import (
    Cell,
    CuratedCell,
    CuratedNote,
    LawQuote,
    Matrix,
    Note,
    NoteKind,
    Reading,
    Spot,
    State,
    Table,
)
from corpus.matrix.places import PlaceReader, eid_of_ground
from corpus.matrix.table import load_table
from corpus.reading import CorpusReader
from corpus.regime import reading_day, regime_of
from corpus.resolve import own_eid, setting_of


def matrix(store: CorpusReader, force: ForceTable, on: date, *, table: Table | None = None) -> Matrix:
    """Read every cell of the table against the store, for a day; nothing is remembered between calls."""
    table = table or load_table()
    cells = [cell for regime in (Regime.OLD, Regime.NEW) for cell in _read(table.cells, regime, store, force, on)]
    reader = PlaceReader(store, force, reading_day(Regime.NEW, on), on, [table.transition.ground])
    return Matrix(on, regime_of(on), table, reader.read(table.transition), tuple(cells))


def cells_of(person_class: PersonClass, regime: Regime, store: CorpusReader, force: ForceTable, on: date) -> list[Cell]:
    """Return what one class of person is given under one law, read on a day: one cell for each ``Support``, in order.

    ``regime`` is OLD or NEW (``corpus.regime.regime_of`` tells which from the day of identification). The words are
    those of ``corpus.regime.reading_day``; the statuses are told for ``on``. Only the cells of this class are read.
    """
    chosen = [cell for cell in load_table().cells if cell.person_class is person_class]
    return _read(chosen, regime, store, force, on)


def _read(cells: Iterable[CuratedCell], regime: Regime, store: CorpusReader, force: ForceTable, on: date) -> list[Cell]:
    chosen = [cell for cell in cells if cell.regime is regime]
    desk = _Desk(PlaceReader(store, force, reading_day(regime, on), on, _grounds(chosen)))
    return [desk.decide(cell) for cell in chosen]


def _grounds(cells: Iterable[CuratedCell]) -> list[Ground]:
    spots = (spot for cell in cells for spot in (cell.spot, cell.item, *(note.spot for note in cell.notes)))
    return list(dict.fromkeys(spot.ground for spot in spots if spot))


@dataclass(frozen=True, slots=True)
class _Judged:
    state: State
    reason: str
    readings: tuple[Reading, ...] = ()


class _Desk:
    """Reads each place of a table once, however many cells rest on it."""

    def __init__(self, reader: PlaceReader) -> None:
        self._reader = reader
        self._readings: dict[tuple[Spot, bool], Reading] = {}
        self._notes: dict[CuratedNote, Note] = {}
        self._judged: dict[tuple[object, ...], _Judged] = {}
        self._cited: dict[tuple[str, int, int], frozenset[str]] = {}

    def decide(self, cell: CuratedCell) -> Cell:
        """Return a cell with its state; a condition that no longer stands makes it stale."""
        key = (cell.spot, cell.item, cell.provided, cell.remark)
        if key not in self._judged:
            self._judged[key] = self._judge(cell)
        found = self._judged[key]
        notes = [self._note(note) for note in cell.notes]
        conditions = tuple(note for note in notes if note.curated.kind is NoteKind.CONDITION)
        wrong = next((note.reading.wrong for note in conditions if note.reading and note.reading.wrong), "")
        changed = found.state is State.PROVIDED and bool(wrong)
        return Cell(
            curated=cell,
            state=State.STALE if changed else found.state,
            reason=wrong if changed else found.reason,
            readings=found.readings,
            conditions=conditions,
            details=tuple(note for note in notes if note.curated.kind is not NoteKind.CONDITION),
        )

    def _read(self, spot: Spot, *, lead_only: bool = False) -> Reading:
        key = (spot, lead_only)
        if key not in self._readings:
            self._readings[key] = self._reader.read(spot, lead_only=lead_only)
        return self._readings[key]

    def _note(self, note: CuratedNote) -> Note:
        if note not in self._notes:
            self._notes[note] = Note(note, self._read(note.spot) if note.spot else None)
        return self._notes[note]

    def _judge(self, cell: CuratedCell) -> _Judged:
        if cell.provided is None or cell.spot is None:
            return _Judged(State.UNKNOWN, cell.remark)
        item = cell.item
        own_list = item is not None and bool(item.ground.point) and _lies_in(item.ground, cell.spot.ground)
        readings = [self._read(cell.spot, lead_only=own_list)]
        readings += [self._read(item)] if item else []
        if item and item.ground == cell.spot.ground:  # the list itself lacks the support: quoted once, as a whole
            readings = readings[1:]
        missing = next((reading for reading in readings if reading.quote is None and not reading.wrong), None)
        if missing is not None:
            return _Judged(State.NOT_IN_STORE, f"Kho chưa có lời văn của {missing.spot.ground.label}.", tuple(readings))
        wrong = next((reading.wrong for reading in readings if reading.wrong), "")
        wrong = wrong or self._unlike_the_list(cell, readings)
        state = State.STALE if wrong else State.PROVIDED if cell.provided else State.NOT_PROVIDED
        return _Judged(state, wrong or cell.remark, tuple(readings))

    def _unlike_the_list(self, cell: CuratedCell, readings: Sequence[Reading]) -> str:
        """Return how the law's own list differs from the table: it cites the điểm, or does not."""
        item, quote = cell.item, readings[0].quote
        if item is None or not item.ground.point or quote is None or cell.spot is None:
            return ""
        cited = self._lists(quote, eid_of_ground(item.ground))
        if cited == cell.provided:
            return ""
        return f"{cell.spot.ground.label} {'nay dẫn' if cited else 'không dẫn'} {item.ground.place}."

    def _lists(self, quote: LawQuote, eid: str) -> bool:
        """Tell whether words give the điểm with this eId: it lies in them, or they cite it or its whole khoản."""
        own = quote.provision.eid
        if eid.startswith(f"{own}__"):
            return True
        key = (own, quote.start, quote.end)
        if key not in self._cited:
            setting = setting_of(quote.held, own)
            eids = (own_eid(citation, setting) for citation in find_citations(quote.quote))
            self._cited[key] = frozenset(found for found in eids if found)
        return eid in self._cited[key] or eid.rpartition("__")[0] in self._cited[key]


def _lies_in(item: Ground, around: Ground) -> bool:
    return (item.number, item.article, item.clause) == (around.number, around.article, around.clause)
