"""The nouns of the matrix of entitlements: what its makers wrote, what the store says of it, what becomes of a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.case import CLASS_NAMES, PersonClass, Support
from corpus.handbook import Ground, Mark, Regime
from corpus.provision import Provision
from corpus.rows import Held
from corpus.work import Status


class State(StrEnum):
    """What becomes of a cell when it is read against the store."""

    PROVIDED = "provided"
    NOT_PROVIDED = "not_provided"
    NOT_IN_STORE = "not_in_store"  # the words that decide it are not held
    UNKNOWN = "unknown"  # the makers of the table do not know
    STALE = "stale"  # the words are held and do not say what the table says


STATE_NAMES = {
    State.PROVIDED: "có",
    State.NOT_PROVIDED: "không",
    State.NOT_IN_STORE: "kho chưa có lời văn",
    State.UNKNOWN: "chưa rõ",
    State.STALE: "cần xem lại",
}
MARK_NAMES = {
    Mark.VERIFIED: "đã đọc trong nguồn",
    Mark.PARTLY: "mới đọc một phần",
    Mark.MEMORY: "theo trí nhớ, chưa thấy nguồn",
    Mark.UNKNOWN: "chưa ai biết",
}


class NoteKind(StrEnum):
    """What a note of the table tells; a condition limits the entitlement itself, the others go into it."""

    CONDITION = "condition"
    CONTENT = "content"
    DURATION = "duration"
    FORM = "form"
    AGENCY = "agency"
    AMOUNT = "amount"
    ELSEWHERE = "elsewhere"  # of a cell that gives nothing: another law does


NOTE_NAMES = {
    NoteKind.CONDITION: "điều kiện",
    NoteKind.CONTENT: "nội dung",
    NoteKind.DURATION: "thời hạn",
    NoteKind.FORM: "hồ sơ",
    NoteKind.AGENCY: "nơi thực hiện",
    NoteKind.AMOUNT: "mức tiền",
    NoteKind.ELSEWHERE: "theo luật khác",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place, and what must stand in it for the table to be right; no words of the law beyond single terms."""

    ground: Ground
    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    read: tuple[str, ...] = ()  # digests of the wordings that were read when the table was made; empty: none was whole


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedNote:
    """A condition or a detail in our own words, with the place it rests on where there is one."""

    kind: NoteKind
    text: str
    mark: Mark
    spot: Spot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedCell:
    """One cell as the makers of the table wrote it."""

    regime: Regime
    person_class: PersonClass
    support: Support
    provided: bool | None  # None: nobody here knows
    mark: Mark
    spot: Spot | None = None  # the place that gives the class its support, or shows that it does not
    item: Spot | None = None  # the điểm of a list that the place must cite, or must leave out
    notes: tuple[CuratedNote, ...] = ()
    remark: str = ""  # why it is not known, or what the reader must know


@dataclass(frozen=True, slots=True)
class Table:
    """The curated table, in the order of the file, as checked on the day ``as_of``."""

    as_of: date
    transition: Spot  # which law a person stays under
    cells: tuple[CuratedCell, ...]
    old_names: dict[PersonClass, str]  # what the old law calls a class

    def class_name(self, regime: Regime, person_class: PersonClass) -> str:
        """Return what a law calls a class."""
        return (regime is Regime.OLD and self.old_names.get(person_class)) or CLASS_NAMES[person_class]


@dataclass(frozen=True, slots=True)
class LawQuote:
    """Words of the law as the store holds them: ``provision.text[start:end] == quote``."""

    held: Held
    provision: Provision
    start: int
    end: int
    quote: str
    status: Status  # on the day asked about


@dataclass(frozen=True, slots=True)
class Absence:
    """An instrument whose words the store lacks, and pages where they may be got."""

    number: str
    name: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A place of the table, read in the store on a day.

    ``quote`` is there wherever the place is held; ``wrong`` says in a sentence why it no longer bears out the table.
    """

    spot: Spot
    quote: LawQuote | None = None
    wrong: str = ""
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A condition or detail with what the store says of it; without a reading it names no place."""

    curated: CuratedNote
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell, read against the store.

    Holds: where ``state`` is PROVIDED or NOT_PROVIDED, every reading has a quote and nothing is wrong with it.
    """

    curated: CuratedCell
    state: State
    reason: str  # a sentence for the reader; empty where the quotations say it all
    readings: tuple[Reading, ...] = ()  # the place that decides first, then the điểm it cites or leaves out
    conditions: tuple[Note, ...] = ()
    details: tuple[Note, ...] = ()

    @property
    def regime(self) -> Regime:
        """Return the law it speaks of."""
        return self.curated.regime

    @property
    def person_class(self) -> PersonClass:
        """Return the class of person."""
        return self.curated.person_class

    @property
    def support(self) -> Support:
        """Return the kind of support."""
        return self.curated.support

    @property
    def quotes(self) -> list[LawQuote]:
        """Return the words it rests on, in the order of the readings."""
        return [reading.quote for reading in self.readings if reading.quote]

    @property
    def absences(self) -> list[Absence]:
        """Return the instruments it waits for."""
        return [reading.absence for reading in self.readings if reading.absence]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cells for a day, by law, class and support, in the order of the table."""

    on: date
    applies: Regime  # for a person identified on the day
    table: Table
    transition: Reading
    cells: tuple[Cell, ...]

    @property
    def stale(self) -> list[Cell]:
        """Return the cells that a person must look at again."""
        return [cell for cell in self.cells if cell.state is State.STALE]

    @property
    def doubtful(self) -> list[Note]:
        """Return the details whose places no longer bear them out, each once."""
        found = [note for cell in self.cells for note in cell.details if note.reading and note.reading.wrong]
        return list({note.curated: note for note in found}.values())

    def of(self, regime: Regime, person_class: PersonClass) -> Sequence[Cell]:
        """Return the cells of one class under one law, in the order of ``Support``."""
        return [cell for cell in self.cells if cell.regime is regime and cell.person_class is person_class]
