"""From candidates to hits: which text governs on the day, where in it the answer lies, and why it was found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.citation import find_citations
from corpus.errors import UnknownProvisionError
from corpus.force import ForceTable
from corpus.provision import Level, Provision
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution, resolve
from corpus.rows import Held
from corpus.work import SourceClass, Status, Work
from search.evidence import Terms, beyond_names
from search.hit import Gathered, Hit, Ranked, Why
from search.locate import best_place, snippet_of
from search.query import Query
from search.rank import Candidate
from search.shared import Shared
from search.standing import DEAD, law_day, standing, weighed_chance

# Of a score. The engine adds 32-bit numbers in an order that changes when an index is built again: the sixth moves.
_DIGITS = 5
_CLOSING = re.compile(r"hiệu lực|chuyển tiếp|điều khoản thi hành|bãi bỏ", re.IGNORECASE)
_LEADING = 2  # hits among which an entry of the handbook brings its grounds
_GROUNDS = 2  # of each entry
_NAMED_SCORE = 1.0  # who asks for a place by name means that place


@dataclass(frozen=True, slots=True)
class Resolutions(Shared):
    """What the citations of a question name, in their order."""

    all: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """Gathers the hits of one question."""

    query: Query
    terms: Terms
    store: CorpusReader
    force: ForceTable

    def run(self, named: Sequence[Resolution], candidates: Sequence[Candidate]) -> Gathered:
        """Return hits and ranking: provisions asked for by name, then candidates by score and standing.

        Only the hits are read whole; the rest of the ranking needs no more than addresses.
        """
        kept: dict[tuple[str, str], Hit] = {}
        for hit in self._named(named):
            kept.setdefault((hit.held.work.slug, hit.provision.eid), hit)
        units = {(hit.held.work.slug, hit.held.unit.provision.eid) for hit in kept.values()}
        works = self.store.works_of(list({candidate.slug: None for candidate in candidates}))
        ranked = self._by_standing(candidates, works)
        others = [pair for pair in ranked if (pair[1].slug, pair[1].eid) not in units]
        for score, candidate in others:
            if len(kept) >= self.query.k:
                break
            if found := self._found(candidate, works[candidate.slug], score):
                kept[candidate.slug, candidate.eid] = found
        shown_first = self._with_grounds(list(kept.values()))[: self.query.k]
        hits = tuple(replace(hit, rank=rank) for rank, hit in enumerate(shown_first, start=1))
        first = [Ranked(hit.held.work.number, hit.held.unit.provision.eid, hit.score) for hit in hits]
        shown = {(one.number, one.eid) for one in first}
        rest = [Ranked(one.number, one.eid, score) for score, one in others if (one.number, one.eid) not in shown]
        return Gathered(hits, tuple([*first, *rest][: max(self.query.k, self.query.depth)]))

    def _named(self, named: Sequence[Resolution]) -> Iterator[Hit]:
        for resolution in named:
            held, provision = resolution.held, resolution.provision
            if held is not None and provision is not None:
                rest = beyond_names(self.terms, [citation.text for citation in self.query.citations])
                place = best_place(provision, rest) if provision.level is Level.ARTICLE else provision
                yield self._hit(held, place, _NAMED_SCORE, (Why.CITATION,))
        for number in dict.fromkeys(found.number for found in named if found.missing is Missing.WORK):
            yield from self._fate(number)

    def _fate(self, number: str) -> Iterator[Hit]:
        """Yield the closing Điều that speak of a text which the store does not hold: they end it or carry it on."""
        units = dict.fromkeys((link.from_number, link.from_eid) for link in self.store.links_to(number))
        told = 0
        for citing, eid in units:
            for work in self.store.works_by_number(citing) if eid and told < _GROUNDS else ():
                held = self._governing(work, eid)
                if held is not None and _CLOSING.search(held.unit.provision.heading):
                    told += 1
                    place = best_place(held.unit.provision, self.terms)
                    yield self._hit(held, place, _NAMED_SCORE, (Why.WORDS,))

    def _with_grounds(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits with the law that a leading entry of the handbook rests on right behind it.

        The entry says in everyday words what the law says in its own: who finds the one wants the other.
        """
        leading = [hit for hit in hits[:_LEADING] if hit.held.work.source_class is SourceClass.GUIDANCE]
        for guide in leading:
            grounds = self._grounds(guide)
            moved = {(hit.held.work.slug, hit.held.unit.provision.eid) for hit in grounds}
            place = hits.index(guide) + 1
            before, after = hits[:place], hits[place:]
            grounds = [hit for hit in grounds if not _among(hit, before)]
            hits = (
                before
                + grounds
                + [hit for hit in after if (hit.held.work.slug, hit.held.unit.provision.eid) not in moved]
            )
        return hits

    def _grounds(self, guide: Hit) -> list[Hit]:
        """Return the places that an entry cites and the store holds on the day, those nearest to the question first."""
        found: dict[tuple[str, str], tuple[float, Hit]] = {}
        for citation in find_citations(guide.held.unit.provision.text):
            there = resolve(citation, self.store, law_day(self.query))
            if there.held is None or there.provision is None:
                continue
            held = there.held
            if self.force.on(held, law_day(self.query)).status in DEAD:
                continue
            near = citation.start in range(
                guide.provision.start - guide.held.unit.provision.start,
                guide.provision.end - guide.held.unit.provision.start,
            )
            place = best_place(there.provision, self.terms)
            weight = self.terms.coverage(held.unit.provision.text) + near
            hit = replace(self._hit(held, place, guide.score, (Why.MEANING,)), meaning=guide.meaning)
            key = (held.work.slug, held.unit.provision.eid)
            if key not in found or found[key][0] < weight:
                found[key] = (weight, hit)
        ranked = sorted(found.values(), key=lambda pair: -pair[0])
        return [hit for _, hit in ranked[:_GROUNDS]]

    def _by_standing(self, candidates: Sequence[Candidate], works: Mapping[str, Work]) -> list[tuple[float, Candidate]]:
        """Return the candidates with their scores weighed by standing, best first; equal ones keep their order."""
        day = law_day(self.query)
        factors = {
            slug: standing(work, self.force.of_work(work, day, codified=False).status, day)
            for slug, work in works.items()
        }
        weighed = [(weighed_chance(one.score, factors[one.slug]), one) for one in candidates if one.slug in factors]
        ranked = sorted(weighed, key=lambda pair: -pair[0])
        return [(round(score, _DIGITS), one) for score, one in ranked]

    def _found(self, candidate: Candidate, work: Work, score: float) -> Hit | None:
        """Return a candidate as a hit; None where it has no text on the day, or not the status wanted."""
        held = self._governing(work, candidate.eid)
        wanted = self.query.filters.status
        if held is None or (wanted and self.force.on(held, self.query.on).status is not Status(wanted)):
            return None
        span = candidate.span if held.unit_id == candidate.unit_id else None
        place = best_place(held.unit.provision, self.terms, within=span)
        return replace(self._hit(held, place, score, candidate.why), meaning=candidate.meaning)

    def _governing(self, work: Work, eid: str) -> Held | None:
        """Return the unit's text that governs on the day; None when the corpus no longer has it."""
        try:
            return self.store.unit(work, eid, self.query.on)
        except UnknownProvisionError:
            return None

    def _hit(self, held: Held, place: Provision, score: float, why: tuple[Why, ...]) -> Hit:
        status = self.force.on(held, self.query.on).status
        return Hit(0, score, held, place, status, snippet_of(place, self.terms), why)


def _among(hit: Hit, others: Sequence[Hit]) -> bool:
    unit = (hit.held.work.slug, hit.held.unit.provision.eid)
    return any((other.held.work.slug, other.held.unit.provision.eid) == unit for other in others)
