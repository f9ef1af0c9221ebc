"""Law that something leads to: what an entry of the handbook rests on, and what ends or carries on a text not held."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.citation import find_citations
from corpus.errors import UnknownProvisionError
from corpus.force import ForceTable
from corpus.provision import Provision
from corpus.reading import CorpusReader
from corpus.resolve import resolve
from corpus.rows import Held
from search.evidence import Terms
from search.locate import best_place
from search.standing import DEAD

_CLOSING = re.compile(r"hiệu lực|chuyển tiếp|điều khoản thi hành|bãi bỏ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ground:
    """A unit that is led to, with the place in it that answers best."""

    held: Held
    place: Provision
    coverage: float  # share of the question's information that the unit carries


def grounds_of(text: str, terms: Terms, store: CorpusReader, force: ForceTable, day: date) -> list[Ground]:
    """Return the units that a text cites and that hold on the day, those that carry most of the question first."""
    found: dict[tuple[str, str], Ground] = {}
    for citation in find_citations(text):
        there = resolve(citation, store, day)
        if there.held is None or there.provision is None or force.on(there.held, day).status in DEAD:
            continue
        unit = there.held.unit.provision
        ground = Ground(there.held, best_place(there.provision, terms), terms.coverage(unit.text))
        found.setdefault((there.held.work.slug, unit.eid), ground)
    return sorted(found.values(), key=lambda ground: -ground.coverage)


def fate_of(number: str, terms: Terms, store: CorpusReader, day: date) -> Iterator[Ground]:
    """Yield the closing Điều that cite a text which the store does not hold: they end it, or carry it on."""
    for citing, eid in dict.fromkeys((link.from_number, link.from_eid) for link in store.links_to(number)):
        for work in store.works_by_number(citing) if eid else ():
            try:
                held = store.unit(work, eid, day)
            except UnknownProvisionError:
                continue
            unit = held.unit.provision
            if _CLOSING.search(unit.heading):
                yield Ground(held, best_place(unit, terms), terms.coverage(unit.text))
