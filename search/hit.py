"""Hits: provisions found for a question, with what matched and why."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.provision import Provision
from corpus.rows import Held
from corpus.work import Status
from search.shared import Shared


class Why(StrEnum):
    """Why a provision is among the hits."""

    CITATION = "citation"  # câu hỏi nêu đích danh
    WORDS = "words"  # trùng từ ngữ
    MEANING = "meaning"  # gần nghĩa
    LINK = "link"  # một mục sổ tay, hoặc văn bản được hỏi, dẫn tới đây


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a snippet; ``match`` marks words of the question."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class Hit(Shared):
    """A provision that answers to a question, as it stood on the day of the question."""

    rank: int  # from 1
    score: float
    held: Held  # the unit (Điều, annex …) with its work and source
    provision: Provision  # the best place inside the unit; the unit's own provision where none stands out
    status: Status  # of the work, on the day
    snippet: tuple[Fragment, ...]  # a verbatim slice of the provision's text, cut into fragments
    why: tuple[Why, ...]
    meaning: float = 1.0  # cosine of the question and the best passage; 1 where it was not measured

    @property
    def unit(self) -> tuple[str, str]:
        """Return the address of the unit: slug of the work, and eId."""
        return self.held.work.slug, self.held.unit.provision.eid


@dataclass(frozen=True, slots=True)
class Ranked:
    """The address and score of a unit that answers to a question; lighter than a hit."""

    number: str  # of the work
    eid: str  # of the unit
    score: float


@dataclass(frozen=True, slots=True)
class Gathered(Shared):
    """The hits that are shown, and the ranking they head, which may go deeper."""

    hits: tuple[Hit, ...]
    ranked: tuple[Ranked, ...]
