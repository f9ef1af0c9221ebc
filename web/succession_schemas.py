"""The JSON of succession: old articles, what may carry them on, and what people said of it."""

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.succession import Kind, State
from web.schemas import Told, WorkJson


class LikenessJson(TypedDict):
    """How like two articles are, from 0 to 1, with its parts; null where a part cannot be told."""

    value: float
    text: float
    heading: float | None
    chapter: float | None
    order: float


class PlaceOfWorkJson(TypedDict):
    """A place of a work; without a permalink where the store does not hold it."""

    eid: str
    label: str
    heading: str
    permalink: str | None


class SuccessorJson(TypedDict):
    """A place of the new law that may carry on one of the old law."""

    old: PlaceOfWorkJson
    new: PlaceOfWorkJson
    clauses: list[str]  # the khoản that went there, where only some did
    likeness: LikenessJson | None  # null where a person alone names the pair
    state: State
    said_by: str | None
    said_on: str | None


class LineJson(TypedDict):
    """An article of the old law and what became of it."""

    old: PlaceOfWorkJson
    kind: Kind
    successors: list[SuccessorJson]


class SuccessionJson(TypedDict):
    """What became of each article of the old law; ``whole`` tells whether enough of the new law is held to say so."""

    on: str
    old: WorkJson
    new: WorkJson
    whole: bool
    lines: list[LineJson]
    without_origin: list[PlaceOfWorkJson]


class JudgedJson(TypedDict):
    """What a person said of a pair of places, each as people cite it."""

    old: str
    new: str
    state: State
    said_by: str
    said_on: str


class JudgeBody(BaseModel):
    """Two places, each as people cite it or as a permalink, and who says so."""

    model_config = ConfigDict(extra="forbid")

    old: Told
    new: Told
    by: Told
