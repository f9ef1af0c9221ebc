"""The JSON of links: what a provision cites, and what cites it."""

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.link import LinkKind
from web.schemas import NotedJson


class LinkJson(TypedDict):
    """The other end of a link: a place in a work, with its address where the store holds it."""

    kind: LinkKind
    label: str  # the place; empty for a whole work
    number: str
    here: str  # the part of the provision shown that cites it, or that it cites
    permalink: str | None


class LinksJson(TypedDict):
    """Links, and how many more there are."""

    links: list[LinkJson]
    more: int


class ShownJson(NotedJson):
    """A provision that was asked for by its address, with what it and its parts cite, and what cites them."""

    cites: LinksJson
    cited_by: LinksJson
