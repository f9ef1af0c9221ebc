"""The matrix of entitlements: what each class of person is given under either law, read in the store on a day."""

from corpus.matrix.check import cells_of, matrix
from corpus.matrix.model import (
    MARK_NAMES,
    NOTE_NAMES,
    STATE_NAMES,
    Absence,
    Cell,
    LawQuote,
    Matrix,
    Note,
    NoteKind,
    Reading,
    State,
    Table,
)
from corpus.matrix.table import BrokenMatrixError, load_table, read_table

__all__ = [
    "MARK_NAMES",
    "NOTE_NAMES",
    "STATE_NAMES",
    "Absence",
    "BrokenMatrixError",
    "Cell",
    "LawQuote",
    "Matrix",
    "Note",
    "NoteKind",
    "Reading",
    "State",
    "Table",
    "cells_of",
    "load_table",
    "matrix",
    "read_table",
]
