"""References in the words of provisions, as links: what a text cites, changes or repeals by number."""

import re
from collections.abc import Iterator

from corpus.citation import Citation, find_citations
from corpus.expression import Expression
from corpus.link import Link, LinkKind
from corpus.number import number_key
from corpus.provision import Level, Place, child_eid, eid_of
from ingest.codified_note import UNNUMBERED

# About half of all provisions hold no number, no "Luật này" and no law with its year; they are not searched.
_WORTH = re.compile(
    r"/(?:1[89]|20)\d\d/|\d[/-][A-ZĐa-zđ]{2}|(?:luật|lệnh|định|thông tư|tịch|quyết|chế|lệ|ước|chỉ thị) này"
    r"|(?:luật|pháp|lệnh) .{0,60}(?:năm |\()(?:19|20)\d\d",
    re.IGNORECASE,
)


def find_references(expression: Expression) -> Iterator[Link]:
    """Yield a link for each place that a unit refers to, once: other works by their number, this work by "Luật này".

    A name gives a link where it is written with its year: which work a bare name means depends on the day asked about.
    """
    number = expression.work.number
    if number == UNNUMBERED:
        return
    for unit in expression.units:
        provision = unit.provision
        if not _WORTH.search(provision.text):
            continue
        seen: set[tuple[str, str]] = set()
        for citation in find_citations(provision.text):
            link = _link(number, provision.eid, citation)
            if link and (link.to_number, link.to_eid) not in seen:
                seen.add((link.to_number, link.to_eid))
                yield link


def _link(number: str, eid: str, citation: Citation) -> Link | None:
    to_eid = _eid(citation)
    if citation.work.number and number_key(citation.work.number) != number_key(number):
        return Link(number, eid, citation.work.number, to_eid, _kind(citation))
    own = citation.scope == "this_doc" or citation.work.number
    if own and to_eid and not eid.startswith(f"{to_eid}__") and to_eid != eid:
        return Link(number, eid, number, to_eid, LinkKind.CITES)
    return None


def _kind(citation: Citation) -> LinkKind:
    if citation.op == "repeal":
        return LinkKind.REPEALS
    return LinkKind.AMENDS if citation.op else LinkKind.CITES


def _eid(citation: Citation) -> str:
    if citation.article:
        return eid_of(Place(citation.article, citation.clause, citation.point))
    if citation.annex:
        return child_eid("", Level.ANNEX, citation.annex)
    return child_eid("", Level.CHAPTER, citation.chapter) if citation.chapter else ""
