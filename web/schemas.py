"""The JSON that people and programs exchange with us: answers as typed dictionaries, requests as models.

``web.shapes`` fills the dictionaries for the terminal and for HTTP alike; OpenAPI is generated from the same types.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.case import Support
from corpus.event import EventKind, Witness
from corpus.work import SourceClass, Status
from search.hit import Why
from search.query import PersonClass

MAX_QUERY = 2_000  # characters
MAX_CITATION_TEXT = 64_000  # characters of a text sent as JSON, as CourtListener's citation-lookup
MAX_CITATIONS = 2_000  # in it
MAX_DRAFT = 1_000_000  # characters of a file or of a text typed into the page: 300 pages and more
MAX_DRAFT_CITATIONS = 5_000  # in it
MAX_HITS = 100


class WorkJson(TypedDict):
    """A work, with its force on the day of the question."""

    number: str
    type: str
    title: str
    issuer: str
    issued: str | None
    effective: str | None
    expired: str | None
    status: Status
    status_by: Witness  # on whose word the status rests
    status_note: str  # a sentence
    uri: str


class SourceJson(TypedDict):
    """Where a text was read: the file, its content hash, the page, and the span in the text read from it."""

    file: str
    sha256: str
    page: int | None
    start: int
    end: int


ProvisionJson = TypedDict(  # the functional form, because `from` is a Python keyword
    "ProvisionJson",
    {
        "work": WorkJson,
        "article": str | None,
        "clause": str | None,
        "point": str | None,
        "part": str | None,
        "label": str,
        "text": str,
        "context": list[str],
        "from": str | None,
        "until": str | None,
        "acts": list[str],  # numbers of the acts that made the wording what it is
        "permalink": str,
        "source": SourceJson,
    },
)


class NotedJson(ProvisionJson):
    """A provision with what its reader must know."""

    notes: list[str]  # on its wording (put together here, not up to date), and on offices in it that are gone


class FragmentJson(TypedDict):
    """A piece of a snippet."""

    text: str
    match: bool


class HitJson(TypedDict):
    """A provision found."""

    rank: int
    score: float
    provision: ProvisionJson
    snippet: list[FragmentJson]
    why: list[Why]


class FoundJson(TypedDict):
    """The hits of a query."""

    query: str
    understood: str  # what was searched: the query with slips mended, marks restored, abbreviations spelled out
    on: str
    hits: list[HitJson]


class CitedWorkJson(TypedDict):
    """A work as a text cites it."""

    number: str | None
    type: str | None
    name: str | None
    year: str | None
    issuer: str | None
    date: str | None
    effective: str | None


class PlaceJson(TypedDict):
    """A place inside a work."""

    article: str | None
    clause: str | None
    point: str | None


class CitationJson(TypedDict):
    """One place cited; ranges and lists give one object each, with the offsets of the whole phrase."""

    text: str
    start: int
    end: int
    work: CitedWorkJson
    part: str | None
    chapter: str | None
    section: str | None
    article: str | None
    clause: str | None
    point: str | None
    form: str | None
    annex: str | None
    scope: str | None
    op: str | None
    after: PlaceJson | None
    amended_by: list[str]
    codified: str | None
    nonofficial: bool


class CitationsJson(TypedDict):
    """The citations of a text."""

    citations: list[CitationJson]


class EventJson(TypedDict):
    """A turn of force of a work, or of a place in it."""

    id: int | None  # of what a person recorded, and may take back
    kind: EventKind
    day: str
    place: str | None
    act: str | None
    act_place: str | None
    said_by: Witness
    reason: str


class TimelineJson(TypedDict):
    """The force of a work on a day, and all that is known of it through time."""

    on: str
    work: WorkJson
    events: list[EventJson]
    more: int


class RecordedJson(TypedDict):
    """What was recorded, or taken back."""

    id: int


class SourceReportJson(TypedDict):
    """What became of one file."""

    path: str
    sha256: str
    status: Literal["added", "unchanged", "quarantined"]
    works: list[WorkJson]
    provisions: int
    doubts: list[str]
    error: str | None


class IngestJson(TypedDict):
    """What became of the files given."""

    sources: list[SourceReportJson]
    totals: dict[str, int]


class IndexJson(TypedDict):
    """What indexing did."""

    passages: int
    changed: int
    seconds: float
    generation: str
    passages_per_second: float  # of those that changed


class FileJson(TypedDict):
    """A file given to a job; an archive or a folder counts the files inside it."""

    name: str
    state: Literal["waiting", "checking", "reading", "writing", "stored", "unchanged", "quarantined"]
    stored: int
    unchanged: int
    quarantined: int
    reasons: list[str]  # why those in quarantine are, a few


class JobJson(TypedDict):
    """A piece of work that goes on after the answer."""

    id: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    step: str
    done: int
    total: int
    error: str | None
    ingest: IngestJson | None
    index: IndexJson | None
    files: list[FileJson]


class HealthJson(TypedDict):
    """Whether the service lives, or is ready."""

    status: Literal["ok", "ready"]


class ProblemJson(TypedDict):
    """RFC 9457, with a stable code, a sentence in Vietnamese and the id of the request."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _only_text(value: Any) -> Any:  # noqa: ANN401  # whatever the JSON body holds
    """Keep pydantic from reading numbers as days since 1970, also where an address writes them."""
    if value is not None and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise ValueError("một ngày được viết là YYYY-MM-DD")
    return value


def _whole(value: Any) -> Any:  # noqa: ANN401  # whatever the JSON body holds
    """Take 10.0 for 10, as JSON does; keep pydantic from reading "10" and true as numbers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_Bounds = Annotated[int, Field(ge=1, le=MAX_HITS)]
Count = Annotated[int, BeforeValidator(_whole, json_schema_input_type=_Bounds), Field(ge=1, le=MAX_HITS, strict=True)]
Day = Annotated[date, BeforeValidator(_only_text, json_schema_input_type=date)]
QueryText = Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUERY, pattern=r"\S")]
CheckedText = Annotated[str, StringConstraints(max_length=MAX_CITATION_TEXT)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class FiltersBody(_Body):
    """What the search is limited to; an absent field does not limit."""

    type: str = Field(default="", max_length=100, strict=True)
    issuer: str = Field(default="", max_length=200, strict=True)
    place: str = Field(default="", max_length=100, strict=True)
    status: Status | Literal[""] = ""
    source_class: SourceClass | Literal[""] = ""
    support: Support | Literal[""] = ""


class FindBody(_Body):
    """A query; ``as_typed`` searches its very words, with nothing mended or added."""

    query: QueryText
    on: Day | None = None
    k: Count = 10
    filters: FiltersBody = FiltersBody()
    as_typed: StrictBool = False


class AskBody(_Body):
    """A question, the day it is about, the day the person was identified as a victim, and who the person is.

    ``as_typed`` searches the very words of the question, with nothing mended or added.
    """

    question: QueryText
    on: Day | None = None
    identified_on: Day | None = None
    person_class: PersonClass | None = Field(default=None, alias="class")
    as_typed: StrictBool = False


class TextBody(_Body):
    """A text whose citations are wanted."""

    text: CheckedText
    on: Day | None = None


Words = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]
Told = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class EventBody(_Body):
    """An event that a person looked up: of a work, or of one ``place`` in it ("khoản 2 Điều 5")."""

    number: Told
    kind: EventKind
    day: Day
    by: Told
    reason: Told
    place: Words = ""
    act: Words = ""


class PathsBody(_Body):
    """Paths of files and folders below the folder that the administrator has opened."""

    paths: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=1_000)]], Field(min_length=1, max_length=1_000)
    ]
