"""From candidates to hits: which text governs on the day, where in it the answer lies, and why it was found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.errors import AmbiguousNumberError, UnknownProvisionError, UnknownWorkError
from corpus.force import ForceTable
from corpus.provision import Level, Provision
from corpus.reading import CorpusReader
from corpus.resolve import Resolution
from corpus.rows import Held
from corpus.text import syllables
from corpus.work import Status
from search.evidence import Terms
from search.hit import Hit, Why
from search.locate import best_place, snippet_of
from search.query import Query
from search.recall import Candidate
from search.standing import standing

_NAMED_SCORE = 2.0  # above any fused score, which is at most 1 for each lane
_SPARE = 20  # candidates looked at beyond those wanted, since standing may change their order
_ASKING_WHAT = frozenset("quy định nội dung nói nêu ghi viết điều khoản điểm mục chương luật toàn văn xem đọc".split())


@dataclass(frozen=True, slots=True)
class Gathering:
    """Gathers the hits of one question."""

    query: Query
    terms: Terms
    store: CorpusReader
    force: ForceTable

    def hits(self, named: Sequence[Resolution], candidates: Sequence[Candidate]) -> list[Hit]:
        """Return at most ``query.k`` hits with their ranks: those asked for by name, then the best candidates."""
        kept: dict[tuple[str, str], Hit] = {}
        for hit in self._named(named):
            kept.setdefault((hit.held.work.slug, hit.provision.eid), hit)
        units = {(hit.held.work.slug, hit.held.unit.provision.eid) for hit in kept.values()}
        looked_at = len(candidates) if self.query.filters.status else self.query.k + _SPARE
        for hit in self._found(candidates[:looked_at]):
            if len(kept) >= self.query.k:
                break
            unit = (hit.held.work.slug, hit.held.unit.provision.eid)
            if unit not in units:
                units.add(unit)
                kept[unit] = hit
        ranked = list(kept.values())[: self.query.k]
        return [replace(hit, rank=rank) for rank, hit in enumerate(ranked, start=1)]

    def _named(self, named: Sequence[Resolution]) -> Iterator[Hit]:
        for resolution in named:
            held, provision = resolution.held, resolution.provision
            if held is not None and provision is not None:
                place = best_place(provision, self._beyond_names()) if provision.level is Level.ARTICLE else provision
                yield self._hit(held, place, _NAMED_SCORE, (Why.CITATION,))

    def _beyond_names(self) -> Terms:
        """Return the terms of the question without the words that only name provisions or ask what they say.

        Who asks for a whole Điều gets it whole; who asks for something in it gets the place that says it.
        """
        naming = {word for citation in self.query.citations for word in syllables(citation.text)} | _ASKING_WHAT
        singles = {word: weight for word, weight in self.terms.singles.items() if word not in naming}
        pairs = {pair: weight for pair, weight in self.terms.pairs.items() if not naming & set(pair.split())}
        return Terms(singles, pairs)

    def _found(self, candidates: Iterable[Candidate]) -> list[Hit]:
        """Return the candidates as hits, ordered by score and standing; equal ones keep their order."""
        wanted = self.query.filters.status
        hits = []
        for candidate in candidates:
            held = self._governing(candidate)
            if held is None or (wanted and self.force.on(held, self.query.on).status is not Status(wanted)):
                continue
            hits.append(self._hit(held, best_place(held.unit.provision, self.terms), candidate.score, candidate.why))
        return sorted(hits, key=lambda hit: -hit.score)

    def _governing(self, candidate: Candidate) -> Held | None:
        """Return the unit's text that governs on the day; None when the corpus no longer has it."""
        try:
            return self.store.unit(self.store.work(candidate.slug), candidate.eid, self.query.on)
        except (UnknownProvisionError, UnknownWorkError, AmbiguousNumberError):
            return None

    def _hit(self, held: Held, place: Provision, score: float, why: tuple[Why, ...]) -> Hit:
        status = self.force.on(held, self.query.on).status
        score *= standing(held, status, self.query.on)
        return Hit(0, round(score, 6), held, place, status, snippet_of(place, self.terms), why)
