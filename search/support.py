"""Which of the hits support an answer: they carry enough of the question, and what they say may be used that day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.handbook import Regime, load_handbook
from corpus.reading import CorpusReader
from corpus.resolve import Resolution, number_of, resolve
from corpus.text import syllables
from corpus.work import SourceClass, Status
from search.evidence import Terms, beyond_names
from search.hit import Hit, Why
from search.locate import best_place, snippet_of
from search.query import Query
from search.sought import NEEDED, gives
from search.standing import REGIME_CHANGED, law_day

DEAD = (Status.EXPIRED, Status.NEVER_ISSUED, Status.NOT_YET_IN_FORCE)
_OLD = re.compile(r"(?:luật|nghị định|thông tư|chế độ|quy định|mức|mẫu) (?:\d{4} )?cũ\b|\btrước đây\b", re.IGNORECASE)
_WEIGHED = 10  # hits looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettings:
    """Thresholds of the answer; calibrated on the development questions (docs/experiments.md)."""

    enough: float = 0.38  # evidence below which nothing is answered
    likely: float = 0.225  # evidence times meaning that at least one support reaches
    told: float = 0.6  # evidence that an entry of the handbook needs to stand for a text that is not held
    near: float = 0.8  # a further statement needs this share of the best one's weight
    most: int = 3  # statements


@dataclass(frozen=True, slots=True)
class Support:
    """A hit with the evidence it carries for the question."""

    hit: Hit
    evidence: float

    @property
    def weight(self) -> float:
        """Return what the hit counts: nearness to the question, and half as much what it carries of it."""
        return self.hit.score * (1 + self.evidence) / 2

    @property
    def guided(self) -> bool:
        """Tell whether the hit is of the handbook."""
        return self.hit.held.work.source_class is SourceClass.GUIDANCE


@dataclass(frozen=True, slots=True)
class Selection:
    """Selects the supports of one question."""

    query: Query
    terms: Terms
    store: CorpusReader
    force: ForceTable
    settings: AnswerSettings

    def run(self, hits: Sequence[Hit]) -> list[Support]:
        """Return what supports an answer, best first; places asked for by name before all.

        One entry of the handbook is one answer; beside it stands the law it rests on, or the law nearest to it.
        """
        named = [Support(hit, 1.0) for hit in hits if Why.CITATION in hit.why]
        if named:
            return named[: self.settings.most]
        enough = sorted(self._enough(hits), key=lambda support: -support.weight)
        if all(support.evidence * support.hit.meaning < self.settings.likely for support in enough):
            return []
        kept: list[Support] = []
        for support in enough:
            second = support.guided and any(one.guided for one in kept)
            if support.weight >= self.settings.near * enough[0].weight and not second:
                kept.append(support)
        guide = next((support for support in kept if support.guided), None)
        if guide and all(support.guided for support in kept):
            law = [support for support in enough if not support.guided]
            kept += [*self._grounds(guide), *law][:1]
        return kept[: self.settings.most]

    def guidance_on(self, hits: Sequence[Hit], missing: Sequence[Resolution]) -> list[Support]:
        """Return the entry of the handbook that speaks of a place the store does not hold, where there is one.

        Who asks for nothing but the words of the place is not served by the handbook.
        """
        rest = beyond_names(self.terms, [named.citation.text for named in missing])
        for hit in hits[:_WEIGHED] if rest.singles else ():
            support = Support(hit, evidence_of(hit, rest))
            known = support.guided and self._of_regime(hit) and support.evidence >= self.settings.told
            if known and any(_speaks_of(hit, named, self.query.on) for named in missing):
                return [support]
        return []

    def _enough(self, hits: Sequence[Hit]) -> Iterator[Support]:
        for hit in hits[:_WEIGHED]:
            support = Support(hit, evidence_of(hit, self.terms))
            usable = self._gives(hit) and self._of_regime(hit) and not self.replaced(hit)
            if support.evidence >= self.settings.enough and usable:
                yield support

    def _gives(self, hit: Hit) -> bool:
        """Tell whether a hit gives the thing asked for, where an answer without it would be none."""
        sought = self.terms.sought
        return sought not in NEEDED or gives(sought, hit.held.unit.provision.text)

    def _of_regime(self, hit: Hit) -> bool:
        """Tell whether an entry of the handbook speaks of the law of the day; everything else does."""
        if hit.held.work.source_class is not SourceClass.GUIDANCE:
            return True
        regime = regime_of(hit.held.unit.provision.heading)
        other = Regime.NEW if law_day(self.query) < REGIME_CHANGED else Regime.OLD
        return regime is not other or _asks_of_the_old(self.query.understood)

    def replaced(self, hit: Hit) -> bool:
        """Tell whether a figure of the hit would be passed off as present: its law has been replaced, or may be.

        Who asks for the old law, or names the text by its number, wants just that.
        """
        if self.terms.sought is None or law_day(self.query) != self.query.on or _asks_of_the_old(self.query.understood):
            return False
        work = hit.held.work
        doubtful = hit.status is Status.UNCERTAIN and self.force.instrument(work) is not None
        named = work.number.partition("/")[0] in syllables(self.query.understood)
        return work.source_class is SourceClass.LAW and (hit.status in DEAD or doubtful) and not named

    def _grounds(self, guide: Support) -> list[Support]:
        """Return the places that an entry of the handbook rests on and the store holds, best first."""
        found: dict[str, Support] = {}
        for citation in find_citations(guide.hit.held.unit.provision.text):
            there = resolve(citation, self.store, self.query.on)
            if there.held is None or there.provision is None:
                continue
            status = self.force.on(there.held, self.query.on).status
            place = best_place(there.provision, self.terms)
            hit = Hit(0, guide.hit.score, there.held, place, status, snippet_of(place, self.terms), (Why.MEANING,))
            if status not in DEAD and not self.replaced(hit):
                found.setdefault(f"{there.number} {place.eid}", Support(hit, evidence_of(hit, self.terms)))
        return sorted(found.values(), key=lambda support: -support.evidence)


def _asks_of_the_old(question: str) -> bool:
    return _OLD.search(question) is not None


@cache
def _regimes() -> dict[str, Regime]:
    return {entry.title: entry.regime for entry in load_handbook()}


def regime_of(title: str) -> Regime:
    """Return the law that the entry of the handbook with this title speaks of; both, where it is unknown."""
    return _regimes().get(title, Regime.BOTH)


def _speaks_of(hit: Hit, named: Resolution, on: date) -> bool:
    """Tell whether a text cites the place named, or one that lies in it."""
    wanted = named.citation
    for cited in find_citations(hit.held.unit.provision.text):
        steps = ((wanted.article, cited.article), (wanted.clause, cited.clause), (wanted.point, cited.point))
        if number_of(cited, on) == named.number and all(asked in (None, given) for asked, given in steps):
            return True
    return False


def evidence_of(hit: Hit, terms: Terms) -> float:
    """Return the share of the question's information that the unit, with the headings above it, carries."""
    unit = hit.held.unit
    headings = [heading.text for heading in unit.context]
    return terms.coverage("\n".join([hit.held.work.title, *headings, unit.provision.text]))
