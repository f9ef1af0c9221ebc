"""The JSON of what the store lacks."""

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.gaps import Held
from corpus.work import Status


class AddressJson(TypedDict):
    """Where a text may be had."""

    url: str
    publisher: str | None  # None: not official, never fetched


class GapJson(TypedDict):
    """An instrument that is needed and lacking."""

    number: str
    type: str
    title: str
    status: Status  # on the day
    held: Held
    lacking: list[str]  # of a work held in part: a few of the articles that are asked for
    need: float  # corpus/gaps.py tells how it is reckoned
    statements: int  # of the handbook that rest on it
    places: int  # of held law that point to it
    ties: int  # that the catalogue knows with what is held or needed
    entries: list[str]  # titles of handbook entries, a few
    cited_from: list[str]  # places of held law, a few
    tied_to: list[str]  # numbers, a few
    addresses: list[AddressJson]  # official ones first


class GapsJson(TypedDict):
    """What the store lacks, most needed first."""

    on: str
    total: int
    gaps: list[GapJson]
