"""Which of the hits support an answer: they carry enough of the question, and what they say may be used that day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.catalogue import status_on
from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.handbook import Regime, load_handbook
from corpus.provision import Provision
from corpus.reading import CorpusReader
from corpus.resolve import Resolution, number_of
from corpus.text import syllables
from corpus.work import SourceClass, Status
from search.evidence import Terms, beyond_names
from search.grounds import grounds_of
from search.hit import Hit, Why
from search.locate import snippet_of
from search.query import Query
from search.sought import NEEDED, gives
from search.standing import DEAD, REGIME_CHANGED, law_day

_OLD = re.compile(r"(?:luật|nghị định|thông tư|chế độ|quy định|mức|mẫu) (?:\d{4} )?cũ\b|\btrước đây\b", re.IGNORECASE)
_WEIGHED = 10  # hits looked at
_LITTLE = 0.05  # chosen on the development questions, as the thresholds below


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettings:
    """Thresholds of the answer; calibrated on the development questions (docs/experiments.md)."""

    enough: float = 0.38  # evidence below which nothing is answered
    likely: float = 0.23  # evidence times meaning that at least one of the first hits reaches
    told: float = 0.6  # evidence that an entry of the handbook needs to stand for a text that is not held
    near: float = 0.7  # a further statement needs this share of the best one's weight
    beside: float = 0.5  # the share that law needs to stand beside an entry of the handbook
    most: int = 3  # statements


@dataclass(frozen=True, slots=True)
class Support:
    """A hit with the evidence it carries for the question."""

    hit: Hit
    evidence: float

    @property
    def weight(self) -> float:
        """Return what the hit counts: what it carries of the question, and a little the chance that it answers.

        Chances differ by powers of ten where two provisions both belong into an answer.
        """
        return float(max(self.hit.score, 0.0) ** _LITTLE) * (1 + self.evidence) / 2

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
        near = [support for support in self._rated(hits) if support.evidence >= self.settings.enough]
        if all(support.evidence * support.hit.meaning < self.settings.likely for support in near):
            return []
        enough = sorted(filter(self._usable, near), key=lambda support: -support.weight)
        enough = [support for support in enough if self._tells(support)] or enough
        kept: list[Support] = []
        for support in enough:
            second = support.guided and any(one.guided for one in kept)
            if support.weight >= self.settings.near * enough[0].weight and not second:
                kept.append(support)
        guide = next((support for support in kept if support.guided), None)
        if guide and all(support.guided for support in kept):
            least = self.settings.beside * guide.weight
            law = [support for support in enough if not support.guided and support.weight >= least]
            kept += [*self._grounds(guide), *law][:1]
        return self._living(kept)[: self.settings.most]

    def _living(self, supports: list[Support]) -> list[Support]:
        """Return the supports without law that has been replaced, or may be, unless there is no other."""
        return [support for support in supports if not self._overtaken(support.hit)] or supports

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

    def _rated(self, hits: Sequence[Hit]) -> Iterator[Support]:
        for hit in hits[:_WEIGHED]:
            yield Support(hit, evidence_of(hit, self.terms))

    def _usable(self, support: Support) -> bool:
        hit = support.hit
        return self._gives(hit) and self._of_regime(hit) and not self.replaced(hit)

    def _tells(self, support: Support) -> bool:
        """Tell whether the very place gives the thing asked for, if the question tells what."""
        sought, hit = self.terms.sought, support.hit
        return sought is None or gives(sought, (hit.held.unit.provision if support.guided else hit.provision).text)

    def _gives(self, hit: Hit) -> bool:
        """Tell whether a hit gives the thing asked for, where an answer without it would be none."""
        sought = self.terms.sought
        return sought not in NEEDED or gives(sought, hit.held.unit.provision.text)

    def _of_regime(self, hit: Hit) -> bool:
        """Tell whether an entry of the handbook speaks of the law of the day; everything else does."""
        if hit.held.work.source_class is not SourceClass.GUIDANCE:
            return True
        regime = regime_of(hit.held.unit.provision.heading)
        if law_day(self.query) < REGIME_CHANGED:
            return regime is not Regime.NEW and any(self.begun(part) for part in hit.held.unit.provision.children)
        return regime is not Regime.OLD or _asks_of_the_old(self.query.understood)

    def begun(self, part: Provision) -> bool:
        """Tell whether a statement of the handbook rests on anything that holds, or has held, on the deciding day."""
        day = law_day(self.query)
        numbers = {number_of(citation, day) for citation in find_citations(part.text)}
        known = [instrument for number in numbers if (instrument := self.force.known(number))]
        return not known or any(status_on(one, day) is not Status.NOT_YET_IN_FORCE for one in known)

    def replaced(self, hit: Hit) -> bool:
        """Tell whether a figure of the hit would be passed off as present."""
        return self.terms.sought is not None and self._overtaken(hit)

    def _overtaken(self, hit: Hit) -> bool:
        """Tell whether the law of a hit has been replaced by the deciding day, or may be.

        Who asks for the old law, or names the text by its number, wants just that.
        """
        asked = self.query.understood
        if hit.held.work.source_class is not SourceClass.LAW or law_day(self.query) != self.query.on:
            return False
        doubtful = hit.status is Status.UNCERTAIN and self.force.instrument(hit.held.work) is not None
        named = hit.held.work.number.partition("/")[0] in syllables(asked) or _asks_of_the_old(asked)
        return (hit.status in DEAD or doubtful) and not named

    def _grounds(self, guide: Support) -> list[Support]:
        """Return the places that an entry of the handbook rests on and that may be given as law of the day."""
        text, score = guide.hit.held.unit.provision.text, guide.hit.score
        found = []
        for ground in grounds_of(text, self.terms, self.store, self.force, self.query.on):
            status = self.force.on(ground.held, self.query.on).status
            hit = Hit(0, score, ground.held, ground.place, status, snippet_of(ground.place, self.terms), (Why.LINK,))
            if not self._overtaken(hit):
                found.append(Support(hit, evidence_of(hit, self.terms)))
        return sorted(found, key=lambda support: -support.evidence)


def _asks_of_the_old(question: str) -> bool:
    return _OLD.search(question) is not None


@cache
def _regimes() -> dict[str, Regime]:
    return {entry.title: entry.regime for entry in load_handbook()}


def regime_of(title: str) -> Regime:
    """Return the law that the entry of the handbook with this title speaks of; both, where it is unknown."""
    return _regimes().get(title, Regime.BOTH)


def _speaks_of(hit: Hit, named: Resolution, on: date) -> bool:
    """Tell whether a text cites the place named, one that lies in it, or the whole Điều around it."""
    wanted = named.citation
    for cited in find_citations(hit.held.unit.provision.text):
        deeper = ((wanted.clause, cited.clause), (wanted.point, cited.point))
        same = number_of(cited, on) == named.number and wanted.article in (None, cited.article)
        if same and all(None in pair or pair[0] == pair[1] for pair in deeper):
            return True
    return False


def evidence_of(hit: Hit, terms: Terms) -> float:
    """Return the share of the question's information that the unit, with the headings above it, carries."""
    unit = hit.held.unit
    headings = [heading.text for heading in unit.context]
    return terms.coverage("\n".join([hit.held.work.title, *headings, unit.provision.text]))
