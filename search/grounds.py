"""Law that something leads to: what an entry of the handbook rests on, and what ends or carries on a text not held."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.citation import find_citations
from corpus.errors import UnknownProvisionError
from corpus.force import ForceTable
from corpus.provision import Provision, unit_eid
from corpus.reading import CorpusReader
from corpus.resolve import resolve
from corpus.rows import Held
from corpus.work import Status
from search.evidence import Terms
from search.locate import best_place
from search.standing import DEAD

_LEAST = 0.2  # of the question's information: less is carried by almost any text of the field
_CLOSING = re.compile(r"hiệu lực|chuyển tiếp|điều khoản thi hành|bãi bỏ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ground:
    """A unit that is led to, with the place in it that answers best."""

    held: Held
    place: Provision
    coverage: float  # share of the question's information that the unit carries


def grounds_of(  # all but the last by place: what is read, by which terms, in which store, on which day
    text: str, terms: Terms, store: CorpusReader, force: ForceTable, day: date, *, least: float = _LEAST
) -> list[Ground]:
    """Return the units that a text cites, that hold on the day and that carry something of the question, most first.

    ``least`` is the share of the question's information that each must carry.
    """
    found: dict[tuple[str, str], Ground] = {}
    for citation in find_citations(text):
        there = resolve(citation, store, day)
        if (
            there.held is None
            or there.provision is None
            or force.on(there.held, day, there.provision.eid).status in DEAD
        ):
            continue
        unit = there.held.unit.provision
        ground = Ground(there.held, best_place(there.provision, terms), terms.coverage(unit.text))
        if ground.coverage >= least:
            found.setdefault((there.held.work.slug, unit.eid), ground)
    return sorted(found.values(), key=lambda ground: -ground.coverage)


def fate_of(number: str, terms: Terms, store: CorpusReader, force: ForceTable, day: date) -> Iterator[Ground]:
    """Yield the closing Điều, begun by the day, that cite a text which the store lacks: they end it, or carry it on."""
    for citing, eid in dict.fromkeys((link.from_number, unit_eid(link.from_eid)) for link in store.links_to(number)):
        for work in store.works_by_number(citing) if eid else ():
            try:
                held = store.unit(work, eid, day)
            except UnknownProvisionError:
                continue
            unit, status = held.unit.provision, force.on(held, day).status
            if _CLOSING.search(unit.heading) and status not in (Status.NOT_YET_IN_FORCE, Status.NEVER_ISSUED):
                yield Ground(held, best_place(unit, terms), terms.coverage(unit.text))
