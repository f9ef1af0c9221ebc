"""From the matrix to the JSON of the contract, for the terminal and for HTTP."""

from dataclasses import dataclass
from typing import cast

from corpus.case import PersonClass, Support
from corpus.handbook import Ground, Regime, grounds_label
from corpus.matrix import Cell, LawQuote, Matrix, Note, Reading, matrix
from corpus.reading import CorpusReader
from corpus.regime import reading_day
from web.entitlements.schemas import (
    AbsentJson,
    CellJson,
    LawQuoteJson,
    MatrixJson,
    NoteJson,
    RegimeName,
    TransitionJson,
)
from web.shapes import View, permalink


@dataclass(frozen=True, slots=True)
class Asked:
    """The matrix for a day, and the classes of person, supports and laws that are wanted of it."""

    matrix: Matrix
    view: View
    classes: tuple[PersonClass, ...]
    supports: tuple[Support, ...] = tuple(Support)
    regimes: tuple[Regime, ...] = (Regime.OLD, Regime.NEW)

    @property
    def cells(self) -> list[Cell]:
        """Return the cells that are wanted."""
        return [cell for cell in self.matrix.cells if self._wants(cell)]

    @property
    def stale(self) -> list[Cell]:
        """Return those of them that a person must look at again."""
        return [cell for cell in self.matrix.stale if self._wants(cell)]

    def _wants(self, cell: Cell) -> bool:
        return cell.person_class in self.classes and cell.support in self.supports and cell.regime in self.regimes

    def address(self, quote: LawQuote, regime: Regime) -> str:
        """Return the permalink of words, on the day on which they were read."""
        day = reading_day(regime, self.view.on)
        view = View(self.view.force, day, dated=self.view.dated or day != self.view.on)
        return permalink(quote.held.work, quote.provision.eid, view)


def asked(
    store: CorpusReader,
    view: View,
    person_class: PersonClass | None = None,
    *,
    support: Support | None = None,
    regime: Regime | None = None,
) -> Asked:
    """Read the matrix for the day of a view; what is not named is wanted whole."""
    classes = (person_class,) if person_class else tuple(PersonClass)
    supports = (support,) if support else tuple(Support)
    regimes = (regime,) if regime else (Regime.OLD, Regime.NEW)
    return Asked(matrix(store, view.force, view.on), view, classes, supports, regimes)


def matrix_json(found: Asked) -> MatrixJson:
    """Return the matrix."""
    return {
        "on": found.matrix.on.isoformat(),
        "made": found.matrix.table.as_of.isoformat(),
        "applies": _named(found.matrix.applies),
        "transition": _transition(found),
        "stale": len(found.stale),
        "cells": [_cell(cell, found) for cell in found.cells],
    }


def _cell(cell: Cell, found: Asked) -> CellJson:
    regime = cell.regime
    return {
        "regime": _named(regime),
        "person_class": cell.person_class,
        "class_name": found.matrix.table.class_name(regime, cell.person_class),
        "support": cell.support,
        "state": cell.state,
        "provided": cell.curated.provided,
        "mark": cell.curated.mark,
        "reason": cell.reason,
        "quotes": [_quote(one.quote, one.spot.ground, regime, found) for one in cell.readings if one.quote],
        "absent": [_absent(one) for one in cell.readings if one.absence],
        "conditions": [_note(note, regime, found) for note in cell.conditions],
        "details": [_note(note, regime, found) for note in cell.details],
    }


def _note(note: Note, regime: Regime, found: Asked) -> NoteJson:
    curated, reading = note.curated, note.reading
    return {
        "kind": curated.kind,
        "text": curated.text,
        "mark": curated.mark,
        "ground": curated.spot.ground.label if curated.spot else None,
        "quote": _quote(reading.quote, reading.spot.ground, regime, found) if reading and reading.quote else None,
        "absent": _absent(reading) if reading and reading.absence else None,
        "wrong": reading.wrong if reading else "",
    }


def _transition(found: Asked) -> TransitionJson:
    reading = found.matrix.transition
    ground = reading.spot.ground
    return {
        "label": ground.label,
        "quote": _quote(reading.quote, ground, Regime.NEW, found) if reading.quote else None,
        "absent": _absent(reading) if reading.absence else None,
        "wrong": reading.wrong,
    }


def _quote(quote: LawQuote, ground: Ground, regime: Regime, found: Asked) -> LawQuoteJson:
    return {
        "label": ground.label,
        "number": quote.held.work.number,
        "quote": quote.quote,
        "start": quote.start,
        "end": quote.end,
        "status": quote.status,
        "permalink": found.address(quote, regime),
    }


def _absent(reading: Reading) -> AbsentJson:
    absence = reading.absence
    assert absence is not None  # noqa: S101  # the callers ask first
    return {
        "label": reading.spot.ground.label,
        "number": absence.number,
        "name": absence.name,
        "pages": list(absence.pages),
    }


def _named(regime: Regime) -> RegimeName:
    return cast("RegimeName", regime)  # cells are of one law or the other, never of both


def place_words(ground: Ground, regime_law: str) -> str:
    """Return a place in few words: without the number where it is that of the law itself.

    >>> law = Ground(number="66/2011/QH12", type="Luật", article="32", clause="2")
    >>> place_words(law, "66/2011/QH12"), place_words(law, "53/2024/QH15")
    ('khoản 2 Điều 32', 'khoản 2 Điều 32 Luật số 66/2011/QH12')
    """
    whole = grounds_label([ground])
    return whole.removesuffix(ground.work_label).strip() if ground.number == regime_law else whole
