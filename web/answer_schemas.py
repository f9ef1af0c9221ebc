"""The JSON of an answer: its statements and their citations, facts, warnings, what was understood, a summary."""

from typing import NotRequired

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.case import Health, Route, Support
from corpus.personal import PersonalKind
from corpus.work import Status
from search.answer import FactKind, RefusalCode, WarningCode
from search.query import PersonClass
from web.schemas import HitJson, WorkJson


class QuoteJson(TypedDict):
    """A verbatim quotation: ``quote`` is ``text[start:end]`` of the provision that the label names."""

    label: str
    work: WorkJson
    article: str | None
    clause: str | None
    point: str | None
    quote: str
    start: int
    end: int
    status: Status
    permalink: str


class FactJson(TypedDict):
    """A deadline, an office, a paper or a sum: ``citations[citation].quote[start:end]``."""

    kind: FactKind
    text: str
    citation: int  # index into the statement's citations
    start: int
    end: int
    note: str | None  # of an office that is gone: who does its work now, and the ground


class StatementJson(TypedDict):
    """One thing the answer says, and its grounds."""

    text: str
    citations: list[QuoteJson]
    facts: list[FactJson]


class RefusalJson(TypedDict):
    """Why there is no answer."""

    code: RefusalCode
    message: str
    ask_back: list[str]


class WarningJson(TypedDict):
    """What to know before using the answer."""

    code: WarningCode
    message: str
    citations: list[str]


class PersonalJson(TypedDict):
    """A place of the question that seems to tell a person; offsets into ``question``."""

    kind: PersonalKind
    start: int
    end: int


class CaseJson(TypedDict):
    """What the question tells of the person beside the class; null or empty where it does not."""

    age: int | None
    identified_on: str | None
    route: Route | None
    place: str | None
    health: list[Health]
    wishes: list[Support]


UnderstoodJson = TypedDict(  # the functional form, because `class` is a Python keyword
    "UnderstoodJson",
    {
        "text": str,
        "class": PersonClass | None,
        "topics": list[str],
        "on": str,
        "law_day": str,  # the day whose law decides: `on`, or the last day of the law that the person stays under
        "case": CaseJson,
        "personal": list[PersonalJson],
    },
)


class WrittenJson(TypedDict):
    """A sentence of a model, and the citations it shortens, numbered from 1 through all statements."""

    text: str
    citations: list[int]


class SummaryJson(TypedDict):
    """What an optional model made of the quotations, after the gate; the statements stand without it."""

    sentences: list[WrittenJson]
    dropped: int  # sentences that did not pass
    model: str
    note: str | None  # why there is no sentence, or what was kept from the model
    sent_to: str | None  # the host that question and quotations were sent to; null for this machine


class AnswerJson(TypedDict):
    """An answer with cited passages, or a refusal with its reason."""

    question: str
    understood: UnderstoodJson
    answered: bool
    refusal: RefusalJson | None
    statements: list[StatementJson]
    warnings: list[WarningJson]
    passages: list[HitJson]
    dropped: int  # statements that did not pass the gate
    summary: NotRequired[SummaryJson]  # only where a model is set and something is answered
