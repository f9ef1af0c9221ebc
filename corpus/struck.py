"""Places that an act has struck out of another text, as far as the catalogue knows: "Điều 7: …, bỏ điểm g khoản 7"."""

import re
from collections.abc import Iterator

from corpus.catalogue import Catalogue, Instrument, Relation, RelationKind
from corpus.citation import find_citations
from corpus.event import Event, EventKind, Witness
from corpus.number import number_key
from corpus.provision import Place, eid_of

_PARTS = re.compile(r"[;,]")
_STRUCK = re.compile(r"\s*(?:bỏ|bãi bỏ)\s+(?P<place>.+)")
_ARTICLE = re.compile(r"Điều\s+(?P<article>\d+[a-z]?)\s*:")


def struck_out(catalogue: Catalogue) -> dict[str, list[Event]]:
    """Return the ends of places that the catalogue knows, by the key of the number of the text they stood in."""
    found: dict[str, list[Event]] = {}
    for act in catalogue.instruments:
        for tie in act.relations:
            for event in _struck(act, tie):
                found.setdefault(number_key(tie.number), []).append(event)
    return found


def _struck(act: Instrument, tie: Relation) -> Iterator[Event]:
    if act.effective is None or not tie.touches or tie.kind not in (RelationKind.AMENDS, RelationKind.REPEALS):
        return
    for place in _places(tie):
        yield Event(
            number=tie.number,
            kind=EventKind.EXPIRED,
            day=act.effective,
            said_by=Witness.CATALOGUE,
            eid=eid_of(place),
            act=act.number,
            reason=tie.touches,
        )


def _places(tie: Relation) -> Iterator[Place]:
    """Yield the places that a relation strikes out: all it touches where it repeals, else what it says to strike."""
    if tie.kind is RelationKind.REPEALS:
        yield from (citation.place for citation in find_citations(tie.touches) if citation.article)
        return
    head = _ARTICLE.match(tie.touches)
    for part in _PARTS.split(tie.touches[head.end() :] if head else tie.touches):
        if struck := _STRUCK.match(part):
            words = struck["place"] if not head else f"{struck['place']} Điều {head['article']}"
            yield from (citation.place for citation in find_citations(words) if citation.article)
