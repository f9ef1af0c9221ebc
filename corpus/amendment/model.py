"""What an amending act orders, and what came of the order."""

from dataclasses import dataclass
from typing import Literal

from corpus.citation import CitedWork
from corpus.expression import Unit
from corpus.provision import Place, place_of

Operation = Literal[
    "replace",
    "replace_lead_in",  # "Sửa đổi đoạn đầu khoản 5": the words above its điểm
    "insert",
    "repeal",
    "rename",
    "replace_words",
    "delete_words",
    "insert_words",
    "renumber",
]
Side = Literal["", "before", "after", "start", "end"]
WORD_CHANGES: frozenset[Operation] = frozenset(("replace_words", "delete_words", "insert_words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One order of an amending act for one place of the text it amends. Offsets count in the text of the act.

    ``block`` is the slice ``[block_start, block_end)`` of the act. What is not certain stands in ``doubts``: an
    instruction with a doubt is never applied.
    """

    op: Operation
    work: CitedWork  # the work amended; all None where neither the act nor its title names one
    eid: str  # the place in it, "art_27__cl_1"; empty for the whole work
    after: str = ""  # where an insertion goes: eId of what it follows (or stands before)
    old: str = ""  # words taken out, or the words beside which others go in
    new: str = ""  # words put in
    side: Side = ""  # of inserted words: before or after ``old``, at the start or the end of the place
    block: str = ""
    block_start: int = 0
    block_end: int = 0
    source: str = ""  # eId of the part of the act that gives the order
    start: int = 0
    end: int = 0
    doubts: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Return the place as Điều, khoản, điểm."""
        return place_of(self.eid)


@dataclass(frozen=True, slots=True)
class Done:
    """An instruction that was applied, and in how many places of the text."""

    instruction: Instruction
    places: int = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """An instruction that was not applied, and why, as a sentence."""

    instruction: Instruction
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """The next text of a unit: None where it is repealed, or was never made."""

    unit: Unit | None
    done: tuple[Done, ...] = ()
    failed: tuple[Failure, ...] = ()
    repealed: tuple[str, ...] = ()  # eIds that are gone from the text
