"""Answers: verbatim provisions arranged for a question, or a refusal that says why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.provision import Provision
from corpus.rows import Held
from corpus.work import Status
from search.hit import Hit
from search.query import Query
from search.shared import Shared
from search.summary import Summary


class RefusalCode(StrEnum):
    """Why no answer is given."""

    NO_SUPPORT = "no_support"
    OUT_OF_SCOPE = "out_of_scope"
    NEED_CLASS = "need_class"
    NOT_IN_CORPUS = "not_in_corpus"


class WarningCode(StrEnum):
    """What the reader must know before using an answer."""

    EXPIRED_SOURCE = "expired_source"
    AMENDED = "amended"
    UNCERTAIN_STATUS = "uncertain_status"
    GUIDANCE_ONLY = "guidance_only"
    PLAN_ONLY = "plan_only"
    NEWS_ONLY = "news_only"
    EXCERPT_ONLY = "excerpt_only"
    OLD_AGENCY = "old_agency"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A slice of a provision's text: ``provision.text[start:end] == quote``."""

    held: Held
    provision: Provision
    start: int
    end: int
    quote: str
    status: Status


class FactKind(StrEnum):
    """What an officer looks for in the words of a provision."""

    DEADLINE = "deadline"
    AGENCY = "agency"
    PAPER = "paper"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Fact:
    """A slice of a quotation: ``quotations[at].quote[start:end] == text``."""

    kind: FactKind
    text: str
    at: int  # which quotation of the statement
    start: int
    end: int
    note: str = ""  # of an office that is gone: who does its work on the day, and the ground


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the answer says: words of the law, and where they stand."""

    text: str
    quotations: tuple[Quotation, ...]
    facts: tuple[Fact, ...] = ()  # what of the quotations is done by when, by whom, on which paper, for how much


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, and what could be asked instead."""

    code: RefusalCode
    message: str
    ask_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerWarning:
    """A caution that stands before the answer."""

    code: WarningCode
    message: str
    labels: tuple[str, ...] = ()  # "Điều 32 Luật 66/2011/QH12"


@dataclass(frozen=True, slots=True)
class Answer(Shared):
    """The answer to a question on a day."""

    query: Query
    on: date
    statements: tuple[Statement, ...]
    refusal: Refusal | None
    warnings: tuple[AnswerWarning, ...]
    passages: tuple[Hit, ...]
    dropped: int = 0  # statements that did not pass the gate
    summary: Summary | None = None  # what an optional model made of the quotations; None where none was asked

    @property
    def answered(self) -> bool:
        """Tell whether anything is stated."""
        return self.refusal is None
