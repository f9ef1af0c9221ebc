"""From candidates to hits: which text governs on the day, where in it the answer lies, and why it was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.errors import UnknownProvisionError
from corpus.force import ForceTable
from corpus.provision import Level, Provision
from corpus.reading import CorpusReader
from corpus.resolve import Resolution
from corpus.rows import Held
from corpus.work import Status, Work
from search.evidence import Terms, beyond_names
from search.hit import Gathered, Hit, Ranked, Why
from search.locate import best_place, snippet_of
from search.query import Query
from search.rank import Candidate
from search.shared import Shared
from search.standing import law_day, standing, weighed_chance

# Of a score. The engine adds 32-bit numbers in an order that changes when an index is built again: the sixth moves.
_DIGITS = 4
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
        hits = tuple(replace(hit, rank=rank) for rank, hit in enumerate(list(kept.values())[: self.query.k], start=1))
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

    def _by_standing(
        self, candidates: Sequence[Candidate], works: Mapping[str, Work]
    ) -> list[tuple[float, Candidate]]:
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
