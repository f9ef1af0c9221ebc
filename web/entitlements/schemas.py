"""The JSON of the matrix of entitlements."""

from typing import Literal

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.case import PersonClass, Support
from corpus.handbook import Mark, Regime
from corpus.matrix import NoteKind, State
from corpus.work import Status

RegimeName = Literal[Regime.OLD, Regime.NEW]


class LawQuoteJson(TypedDict):
    """Words of the law: a slice ``[start:end]`` of the text of the provision at ``permalink``."""

    label: str
    number: str
    quote: str
    start: int
    end: int
    status: Status  # on the day asked about
    permalink: str


class AbsentJson(TypedDict):
    """A text that the store lacks, and pages where it may be got."""

    label: str  # the place that was sought
    number: str
    name: str
    pages: list[str]


class NoteJson(TypedDict):
    """A condition or a detail in our own words, and the place it rests on."""

    kind: NoteKind
    text: str
    mark: Mark
    ground: str | None  # the place, where the note names one
    quote: LawQuoteJson | None
    absent: AbsentJson | None
    wrong: str  # a sentence, where the words held no longer bear it out


class CellJson(TypedDict):
    """What one class of person is given of one support under one law."""

    regime: RegimeName
    person_class: PersonClass
    class_name: str  # as that law calls it
    support: Support
    state: State
    provided: bool | None  # what the makers of the table wrote; null where they do not know
    mark: Mark  # how well they had checked it
    reason: str
    quotes: list[LawQuoteJson]
    absent: list[AbsentJson]
    conditions: list[NoteJson]
    details: list[NoteJson]


class TransitionJson(TypedDict):
    """The provision by which a person stays under the old law."""

    label: str
    quote: LawQuoteJson | None
    absent: AbsentJson | None
    wrong: str


class MatrixJson(TypedDict):
    """All cells, or those of one class, for a day."""

    on: str
    made: str  # the day the curated table was last gone through
    applies: RegimeName  # to a person identified as a victim on the day
    transition: TransitionJson
    stale: int  # cells that a person must look at again
    cells: list[CellJson]
