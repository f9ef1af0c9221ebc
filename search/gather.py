"""From candidates to hits: which text governs on the day, where in it the answer lies, and why it was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.case import Support
from corpus.force import ForceTable
from corpus.provision import Level, Provision
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution
from corpus.rows import Held
from corpus.work import SourceClass, Status, Work
from search.evidence import Terms, beyond_names
from search.grounds import Ground, fate_of, grounds_of
from search.hit import Gathered, Hit, Ranked, Why
from search.limits import concerns
from search.locate import best_place, snippet_of
from search.query import Filters, Query
from search.rank import Candidate
from search.shared import Shared
from search.standing import law_day, standing, weighed_chance

_DIGITS = 5  # of a chance: more would tell nothing to a reader
_LEADING = 2  # hits among which an entry of the handbook brings its grounds
_LED_TO = 2  # places that one entry, or one text not held, leads to
_ASIDE = 0.02  # times the odds of all else, where a question names provisions and says no more
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
        """Return hits and ranking: places asked for by name, whatever the filters, then candidates by standing.

        Only the hits are read whole; the rest of the ranking needs no more than addresses.
        """
        kept: dict[tuple[str, str], Hit] = {}
        for hit in self._named(named):
            kept.setdefault((hit.held.work.slug, hit.provision.eid), hit)
        units = {hit.unit for hit in kept.values()}
        works = self.store.works_of(list(dict.fromkeys(candidate.slug for candidate in candidates)))
        others = [pair for pair in self._by_standing(candidates, works) if (pair[1].slug, pair[1].eid) not in units]
        for hit in islice(self._found(others, works), max(self.query.k - len(kept), 0)):
            kept[hit.unit] = hit
        led = self._with_grounds(list(kept.values()))[: self.query.k]
        hits = tuple(replace(hit, rank=rank) for rank, hit in enumerate(led, start=1))
        first = [Ranked(hit.held.work.number, hit.held.unit.provision.eid, hit.score) for hit in hits]
        shown = {hit.unit for hit in hits}
        rest = [Ranked(one.number, one.eid, score) for score, one in others if (one.slug, one.eid) not in shown]
        return Gathered(hits, tuple([*first, *rest][: max(self.query.k, self.query.depth)]))

    def _wanted(self) -> Terms:
        """Return what is asked beside the names of provisions."""
        return beyond_names(self.terms, [citation.text for citation in self.query.citations])

    def _named(self, named: Sequence[Resolution]) -> Iterator[Hit]:
        for resolution in named:
            held, provision = resolution.held, resolution.provision
            if held is not None and provision is not None:
                place = best_place(provision, self._wanted()) if provision.level is Level.ARTICLE else provision
                yield self._hit(held, place, _NAMED_SCORE, (Why.CITATION,))
        for number in dict.fromkeys(found.number for found in named if found.missing is Missing.WORK):
            for ground in islice(fate_of(number, self.terms, self.store, self.force, self.query.on), _LED_TO):
                yield self._led_to(ground, _NAMED_SCORE)

    def _by_standing(self, candidates: Sequence[Candidate], works: Mapping[str, Work]) -> list[tuple[float, Candidate]]:
        """Return the candidates with their chances weighed by standing, best first; equal ones keep their order."""
        day = law_day(self.query)
        factors = {
            slug: standing(work, self.force.of_work(work, day, codified=False).status, day)
            for slug, work in works.items()
        }
        aside = 1.0 if self._wanted().singles else _ASIDE
        weighed = [
            (weighed_chance(one.score, aside * factors[one.slug]), one) for one in candidates if one.slug in factors
        ]
        ranked = sorted(weighed, key=lambda pair: -pair[0])
        return [(round(score, _DIGITS), one) for score, one in ranked]

    def _found(self, ranked: Sequence[tuple[float, Candidate]], works: Mapping[str, Work]) -> Iterator[Hit]:
        """Yield candidates as hits, read page by page, but for those without a text of the day that passes."""
        for start in range(0, len(ranked), self.query.k):
            page = ranked[start : start + self.query.k]
            texts = self.store.governing([(works[one.slug], one.eid) for _, one in page], self.query.on)
            for score, one in page:
                held = texts.get((one.slug, one.eid))
                if held is None or not self._passes(held):
                    continue
                span = one.span if held.unit_id == one.unit_id else None
                place = best_place(held.unit.provision, self.terms, within=span)
                yield replace(self._hit(held, place, score, one.why), meaning=one.meaning)

    def _passes(self, held: Held) -> bool:
        """Tell whether a governing text passes the filters that the index cannot keep."""
        wanted = self.query.filters
        if wanted.status and self.force.on(held, self.query.on).status is not Status(wanted.status):
            return False
        return not wanted.support or concerns(held.unit.provision, Support(wanted.support))

    def _with_grounds(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits with the law that a leading entry of the handbook rests on right behind it.

        The entry says in everyday words what the law says in its own: who finds the one wants the other.
        Who limits the search gets nothing beside it.
        """
        if self.query.filters != Filters() or not self._wanted().singles:
            return hits
        for guide in [hit for hit in hits[:_LEADING] if hit.held.work.source_class is SourceClass.GUIDANCE]:
            text, day = guide.held.unit.provision.text, law_day(self.query)
            place = hits.index(guide) + 1
            above = {hit.unit for hit in hits[:place]}
            led = [
                replace(self._led_to(ground, guide.score), meaning=guide.meaning)
                for ground in islice(grounds_of(text, self._wanted(), self.store, self.force, day), _LED_TO)
            ]
            led = [hit for hit in led if hit.unit not in above]
            moved = {hit.unit for hit in led}
            hits = [*hits[:place], *led, *(hit for hit in hits[place:] if hit.unit not in moved)]
        return hits

    def _led_to(self, ground: Ground, score: float) -> Hit:
        return self._hit(ground.held, ground.place, score, (Why.LINK,))

    def _hit(self, held: Held, place: Provision, score: float, why: tuple[Why, ...]) -> Hit:
        status = self.force.on(held, self.query.on, place.eid).status
        return Hit(0, score, held, place, status, snippet_of(place, self.terms), why)
