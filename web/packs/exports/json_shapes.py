"""The shape of a training pack as JSON, for programs that read it."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.work import Status
from web.check_schemas import RunJson


class LawJson(TypedDict):
    """A place of the law: its words are those of the provision at ``permalink``, from ``start`` to ``end``."""

    number: int
    citation: str
    full_citation: str
    quote: str
    start: int
    end: int
    status: Status
    status_words: str
    ended: str | None
    whence: str
    valid_as_of: str
    cautions: list[str]
    permalink: str
    address: str


class LawBlockJson(TypedDict):
    """A quotation."""

    block: Literal["law"]
    law: LawJson


class NoteJson(TypedDict):
    """Words that are no law."""

    block: Literal["note"]
    label: str
    words: str


class ComparisonJson(TypedDict):
    """Two places side by side; the runs that were not removed are the new words."""

    block: Literal["comparison"]
    old: LawJson
    new: LawJson
    runs: list[RunJson]
    notes: list[str]


class KeyJson(TypedDict):
    """The answer: places of the right options, counted from 0, in words, and what it rests on."""

    right: list[int]
    answers: list[str]
    grounds: list[LawJson]


class TaskJson(TypedDict):
    """A question; ``left`` is what the options are to be matched with."""

    block: Literal["task"]
    name: str
    kind_words: str
    prompt: str
    stem: str
    valid: str
    left: list[str]
    options: list[str]
    key: NotRequired[KeyJson]  # in the trainer's version only


BlockJson = LawBlockJson | NoteJson | ComparisonJson | TaskJson


class SectionJson(TypedDict):
    """An item of the collection."""

    number: int
    kind: str
    kind_words: str
    title: str
    blocks: list[BlockJson]


PackJson = TypedDict(  # the functional form, because `for` is a Python keyword
    "PackJson",
    {
        "format": Literal["cancu-pack"],
        "version": int,
        "title": str,
        "about": str,
        "made": str,
        "valid": str,
        "for": Literal["trainer", "learner"],
        "language": str,
        "address": str,
        "sections": list[SectionJson],
        "sources": list[LawJson],
    },
)
