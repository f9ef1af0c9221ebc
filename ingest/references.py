"""References in the words of provisions, as links: what a text cites, changes or repeals, from the part that does."""

import re
from collections.abc import Iterator

from corpus.citation import Citation, find_citations
from corpus.errors import TooManyCitationsError
from corpus.expression import Expression
from corpus.link import Link, LinkKind
from corpus.number import number_key
from corpus.provision import Level, Provision, child_eid, eid_of, label_of
from corpus.resolve import Setting, completed, days_of, innermost, named_in_full, number_of, own_eid
from ingest.codified_note import UNNUMBERED

# Other provisions hold no number, no name of a law and no "Điều này"; they are not searched.
_WORTH = re.compile(
    r"/(?:1[89]|20)\d\d/|\d[/-][A-ZĐa-zđ]{2}|(?:định|thông tư|tịch|quyết|chế|lệ|ước|chỉ thị|điều|khoản) này"
    r"|(?:luật|lệnh) ",
    re.IGNORECASE,
)


def find_references(expression: Expression) -> Iterator[Link | str]:
    """Yield a link for each place that a part of a unit refers to, once; it starts at the smallest part that says so.

    Other works are named by their number, or by a name that one law bore on the days of this text; "Luật này",
    "Điều này" are read from where they stand. A unit of more citations than any real one has gives a doubt instead.
    """
    work = expression.work
    if work.number == UNNUMBERED:
        return
    worth = [unit.provision for unit in expression.units if _WORTH.search(unit.provision.text)]
    cited: list[tuple[Provision, list[Citation]]] = []
    for provision in worth:
        try:
            cited.append((provision, find_citations(provision.text)))
        except TooManyCitationsError as error:
            yield f"{label_of(provision.eid)}: không ghi liên kết. {error}"
    days, said = days_of(work, expression.valid_from), named_in_full(one for _, found in cited for one in found)
    for provision, citations in cited:
        links = (
            _link(citation, Setting(days, work, innermost(provision, citation.start).eid, said))
            for citation in citations
        )
        yield from dict.fromkeys(filter(None, links))


def _link(citation: Citation, setting: Setting) -> Link | None:
    work = setting.work
    if work is None:
        return None
    if citation.scope:
        return _inside(work.number, setting.eid, own_eid(citation, setting))
    citation = completed(citation, setting)
    numbers = {number_of(citation, day) for day in setting.days or (None,)}
    number = numbers.pop() if len(numbers) == 1 else ""
    if number and number_key(number) != number_key(work.number):
        return Link(work.number, setting.eid, number, _eid(citation), _kind(citation))
    return _inside(work.number, setting.eid, _eid(citation)) if number else None


def _inside(number: str, here: str, there: str | None) -> Link | None:
    """Return a link within one work; none from a part to what contains it, and none to the work as a whole."""
    if not there or here == there or here.startswith(f"{there}__"):
        return None
    return Link(number, here, number, there, LinkKind.CITES)


def _kind(citation: Citation) -> LinkKind:
    if citation.op == "repeal":
        return LinkKind.REPEALS
    return LinkKind.AMENDS if citation.op else LinkKind.CITES


def _eid(citation: Citation) -> str:
    if citation.article:
        return eid_of(citation.place)
    if citation.annex:
        return child_eid("", Level.ANNEX, citation.annex)
    return child_eid("", Level.CHAPTER, citation.chapter) if citation.chapter else ""
