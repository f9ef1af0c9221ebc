"""Which of the hits support an answer: they carry enough of the question, and what they say may be used that day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from corpus.catalogue import status_on
from corpus.citation import Citation, find_citations
from corpus.days import DAY, read_date
from corpus.force import ForceTable
from corpus.handbook import Regime, load_handbook
from corpus.number import number_key
from corpus.provision import Provision
from corpus.reading import CorpusReader
from corpus.resolve import Resolution, number_of
from corpus.text import fold
from corpus.work import SourceClass, Status
from search.evidence import Terms, beyond_names
from search.field import bundled_field
from search.grounds import grounds_of
from search.hit import Hit, Why
from search.locate import snippet_of
from search.query import PersonClass, Query
from search.relevance import LED, bundled_relevance, signs_of
from search.sought import NEEDED, gives
from search.standing import DEAD, REGIME_CHANGED, law_day
from search.things import Thing

_OLD = re.compile(
    r"(?:luật|nghị định|thông tư|chế độ|quy định|mức|mẫu|hồ sơ|slide|tài liệu) (?:\d{4} )?cũ\b|\btrước đây\b"
    r"|\bluật\b[^.?!;]{0,40}\b2011\b",
    re.IGNORECASE,
)
_TRANSITION = "63"  # Điều of 53/2024/QH15 that says who stays under the old law
_PLAINLY = 1.0  # closeness of a question that speaks of victims
_OF_VICTIMS = re.compile(r"nạn nhân|bị (?:mua )?bán\b(?! hàng)", re.IGNORECASE)
_STRANGE = -0.2  # closeness of a text of another field; of 61 right ones none lies below
_BESIDE = 0.3  # closeness below which, of what was quoted to the development questions, 5 of 28 were right
_BEGINNING = 800  # characters of a text by which its field is told
_SINCE = re.compile(rf"(?<!\w)từ (?:ngày )?{DAY}", re.IGNORECASE)  # "từ 01/7/2025": not before
_ALIVE = (Status.IN_FORCE, Status.PARTLY_EXPIRED)
_EXISTS = re.compile(r"(?:đã có|có|ban hành|ra đời)(?: \w+){0,3} chưa\b", re.IGNORECASE)
_WEIGHED = 10  # hits looked at
_LITTLE = 0.05  # chosen on the development questions, as the thresholds below


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettings:
    """Thresholds of the answer; calibrated on the development questions (docs/experiments.md)."""

    enough: float = 0.2  # evidence that a provision must carry to be quoted
    likely: float = 0.4  # chance that at least one of the first hits answers
    some: float = 0.4  # chance to answer that a provision needs to be quoted
    told: float = 0.5  # evidence that an entry of the handbook needs to stand for a text that is not held
    near: float = 0.7  # a further statement needs this share of the best one's weight
    beside: float = 0.5  # the share that law needs to stand beside an entry of the handbook
    most: int = 4  # statements of law


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
    things: tuple[Thing, ...] = ()  # what the question asks for by name
    works: frozenset[str] = frozenset()  # slugs of the works that the question names as such, and the store holds

    def run(self, hits: Sequence[Hit]) -> list[Support]:
        """Return what supports an answer, best first; places asked for by name before all.

        One entry of the handbook is one answer; beside it stands the law it rests on, or the law nearest to it.
        """
        named = [Support(hit, 1.0) for hit in hits if Why.CITATION in hit.why]
        if named:
            return named[: self.settings.most]
        if all(self._chance(hit) < self.settings.likely for hit in hits[:LED]):
            return []
        if self._asks_what_is_replaced(hits) or self._asks_of_what_comes(hits):
            return []
        near = [
            support
            for support in self._rated(hits)
            if support.evidence >= self.settings.enough
            and (self._chance(support.hit) >= self.settings.some or self._tells_sought(support.hit))
        ]
        enough = sorted(filter(self._usable, near), key=lambda support: -support.weight)
        enough = [support for support in enough if self._tells(support)] or enough
        kept: list[Support] = []
        for support in enough:
            second = support.guided and any(one.guided for one in kept)
            beside = bool(kept) and self._afar(support.hit) and not self._afar(kept[0].hit)
            if support.weight >= self.settings.near * enough[0].weight and not second and not beside:
                kept.append(support)
        guide = next((support for support in kept if support.guided), None)
        return self._living(kept)[: self.settings.most] if guide is None else self._guided(guide, kept, enough)

    def _guided(self, guide: Support, kept: Sequence[Support], enough: Sequence[Support]) -> list[Support]:
        """Return an entry of the handbook with the law it rests on, else the law nearest to the question.

        An entitlement never rests on the handbook alone where the store holds its ground.
        """
        least = self.settings.beside * guide.weight
        law = [support for support in kept if not support.guided]
        near = [one for one in enough if not one.guided and one.weight >= least and not self._afar(one.hit)]
        units = dict.fromkeys(support.hit.unit for support in law)
        grounds = [support for support in self._grounds(guide) if support.hit.unit not in units]
        living = self._living([*law, *grounds, *([] if law or grounds else near[:1])])
        beside = living[: self.settings.most]
        return sorted([guide, *beside], key=self._place) if law else [guide, *beside]

    def _place(self, support: Support) -> tuple[bool, float]:
        """Return where a support stands: who reads only the first lines must not read replaced law."""
        return self._overtaken(support.hit), -support.weight

    def _living(self, supports: list[Support]) -> list[Support]:
        """Return the supports without law that has been replaced, or may be, unless there is no other."""
        return [support for support in supports if not self._overtaken(support.hit)] or supports

    def guidance_on(self, hits: Sequence[Hit], missing: Sequence[Resolution]) -> list[Support]:
        """Return the entry of the handbook that speaks of a place the store does not hold, where there is one.

        Who asks for nothing but the words of the place is not served by the handbook.
        """
        rest = beyond_names(self.terms, [named.citation.text for named in missing])
        told = []
        for hit in hits[:_WEIGHED] if rest.singles else ():
            support = Support(hit, evidence_of(hit, rest))
            known = support.guided and self._usable(support) and support.evidence >= self.settings.told
            if known and any(_speaks_of(hit, named, self.query.on) for named in missing):
                told.append(support)
        if not told:
            return []
        best = max(told, key=lambda support: (_leads_with(support.hit, missing, self.query.on), support.evidence))
        fate = [Support(one, evidence_of(one, rest)) for one in hits if Why.LINK in one.why]
        beside = {one.hit.unit: one for one in [*fate, *self._grounds(best)]}
        return [best, *beside.values()][: 1 + self.settings.most]

    def _rated(self, hits: Sequence[Hit]) -> Iterator[Support]:
        for hit in hits[:_WEIGHED]:
            yield Support(hit, evidence_of(hit, self.terms))

    def _chance(self, hit: Hit) -> float:
        """Return the chance that a hit answers the question at all."""
        return bundled_relevance().chance(signs_of(self.terms, whole_text(hit), hit.meaning, hit.score))

    def _asks_what_is_replaced(self, hits: Sequence[Hit]) -> bool:
        """Tell whether the law nearest to a question for a figure has been replaced: another text's is none either."""
        first = next((hit for hit in hits if hit.held.work.source_class is SourceClass.LAW), None)
        told = any(self._tells_today(hit) for hit in hits[:LED])
        return (
            first is not None
            and self.terms.sought in NEEDED
            and self.replaced(first)
            and self._gives(first)
            and not told
        )

    def _tells_today(self, hit: Hit) -> bool:
        """Tell whether an entry of the handbook gives what is sought under the law of the day."""
        guided = hit.held.work.source_class is SourceClass.GUIDANCE
        return (
            guided and self._of_regime(hit) and self._gives(hit) and evidence_of(hit, self.terms) >= self.settings.told
        )

    def _tells_sought(self, hit: Hit) -> bool:
        """Tell whether an entry of the handbook gives just what is sought, which few words may ask for."""
        return self.terms.sought in NEEDED and self._tells_today(hit)

    def _asks_of_what_comes(self, hits: Sequence[Hit]) -> bool:
        """Tell whether a question whether a text is there yet is nearest to an entry on texts that came later."""
        first = hits[0].held.unit.provision
        told = hits[0].held.work.source_class is SourceClass.GUIDANCE and regime_of(first.heading) is not Regime.NEW
        asked = _EXISTS.search(self.query.understood) is not None
        return asked and told and bool(first.children) and not any(self.begun(part) for part in first.children)

    def _usable(self, support: Support) -> bool:
        hit = support.hit
        return (
            self._gives(hit)
            and self._of_work(hit)
            and self._of_regime(hit)
            and not self.replaced(hit)
            and not self._later(hit)
            and self._kin(hit)
        )

    def _of_work(self, hit: Hit) -> bool:
        """Tell whether a text may answer where the question names works: they, and what the handbook says of them."""
        if not self.works or hit.held.work.slug in self.works or Why.LINK in hit.why:
            return True
        return hit.held.work.source_class is SourceClass.GUIDANCE

    def _later(self, hit: Hit) -> bool:
        """Tell whether a law begins only after the law that the person stays under; its transitional rule counts."""
        day = law_day(self.query)
        if day == self.query.on or hit.held.unit.provision.num == _TRANSITION:
            return False
        return self.force.on(hit.held, day, hit.provision.eid).status is Status.NOT_YET_IN_FORCE

    def _kin(self, hit: Hit) -> bool:
        """Tell whether a text may answer a question that is plainly of the field: law of wages may not."""
        return not self._of_victims or _closeness(whole_text(hit)[:_BEGINNING]) > _STRANGE

    def _afar(self, hit: Hit) -> bool:
        """Tell whether a text is far enough from the field not to be quoted beside one that speaks of victims."""
        return self._of_victims and _closeness(whole_text(hit)[:_BEGINNING]) < _BESIDE

    @property
    def _of_victims(self) -> bool:
        """Tell whether the question is plainly of the field."""
        return self.terms.field >= _PLAINLY or _OF_VICTIMS.search(self.query.understood) is not None

    def _tells(self, support: Support) -> bool:
        """Tell whether the very place gives the thing asked for, if the question tells what."""
        sought, hit = self.terms.sought, support.hit
        return sought is None or gives(sought, (hit.held.unit.provision if support.guided else hit.provision).text)

    def _gives(self, hit: Hit) -> bool:
        """Tell whether a hit gives what was asked for, where an answer without it would be none."""
        sought, text = self.terms.sought, self._living_text(hit)
        return (sought not in NEEDED or gives(sought, text)) and all(thing.given_by(text) for thing in self.things)

    def _living_text(self, hit: Hit) -> str:
        """Return the text of a hit; of an entry of the handbook only what rests on law that holds, or on none.

        A sum of the old regime told beside the new one is none of today.
        """
        unit = hit.held.unit.provision
        if hit.held.work.source_class is not SourceClass.GUIDANCE or _asks_of_the_old(self.query.understood):
            return unit.text
        day = law_day(self.query)
        return "\n".join(part.text for part in unit.children if self._lives(part, day)) or unit.heading

    def _lives(self, part: Provision, day: date) -> bool:
        """Tell whether any instrument that a statement rests on holds on a day."""
        numbers = {number_of(citation, day) for citation in find_citations(part.text)}
        known = [instrument for number in numbers if (instrument := self.force.known(number))]
        return not known or any(status_on(one, day) in _ALIVE for one in known)

    def _of_regime(self, hit: Hit) -> bool:
        """Tell whether an entry of the handbook speaks of the law of the day and of the person; all else does."""
        if hit.held.work.source_class is not SourceClass.GUIDANCE:
            return True
        regime = regime_of(hit.held.unit.provision.heading)
        person, classes = self.query.person_class, _classes().get(hit.held.unit.provision.heading, ())
        if person is not None and classes and person not in classes:
            return False
        if law_day(self.query) < REGIME_CHANGED:
            return regime is not Regime.NEW and any(self.begun(part) for part in hit.held.unit.provision.children)
        return regime is not Regime.OLD or _asks_of_the_old(self.query.understood)

    def begun(self, part: Provision) -> bool:
        """Tell whether a statement of the handbook rests on anything that holds, or has held, on the deciding day."""
        day = law_day(self.query)
        since = [found for match in _SINCE.finditer(part.text) if (found := read_date(match[0]))]
        if since and day < min(since):
            return False
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
        own = number_key(hit.held.work.number)
        named = any(_is_number_of(citation, own) for citation in self.query.citations)
        named = named or _names_serial(asked, own.partition("/")[0]) or _asks_of_the_old(asked)
        return (hit.status in DEAD or doubtful) and not named

    def _grounds(self, guide: Support) -> list[Support]:
        """Return the places that an entry of the handbook rests on and that may be given as law of the day.

        Those of its first statement, which answers its title, count whatever words of the question they carry.
        """
        entry, day = guide.hit.held.unit.provision, law_day(self.query)
        first = next((part.text for part in entry.children if self.begun(part)), entry.text)
        led = [
            *grounds_of(first, self.terms, self.store, self.force, day, least=0.0),
            *grounds_of(entry.text, self.terms, self.store, self.force, day),
        ]
        found: dict[tuple[str, str], Support] = {}
        for ground in led:
            status = self.force.on(ground.held, self.query.on, ground.place.eid).status
            snippet = snippet_of(ground.place, self.terms)
            hit = Hit(0, guide.hit.score, ground.held, ground.place, status, snippet, (Why.LINK,))
            if not self._overtaken(hit):
                found.setdefault(hit.unit, Support(hit, evidence_of(hit, self.terms)))
        return list(found.values())


def _is_number_of(citation: Citation, key: str) -> bool:
    """Tell whether a citation names a work by its number, or by the beginning of it: "Thông tư 35/2013"."""
    written = number_key(citation.work.number or "")
    return bool(written) and (key == written or key.startswith(f"{written}/"))


def _names_serial(text: str, serial: str) -> bool:
    """Tell whether a text names a paper by the serial alone: "Thông tư liên tịch 134"."""
    kinds = "thong tu lien tich|thong tu|nghi dinh|nghi quyet|quyet dinh|luat|ke hoach|ttlt|tt|nd|nq|qd|kh"
    return re.search(rf"(?<!\w)(?:{kinds})(?: so)? 0*{re.escape(serial.lower())}(?![\w/])", fold(text)) is not None


def _asks_of_the_old(question: str) -> bool:
    return _OLD.search(question) is not None


@lru_cache(maxsize=4096)
def _closeness(text: str) -> float:
    return bundled_field().closeness(text)


@cache
def _regimes() -> dict[str, Regime]:
    return {entry.title: entry.regime for entry in load_handbook()}


@cache
def _classes() -> dict[str, tuple[PersonClass, ...]]:
    return {entry.title: entry.classes for entry in load_handbook()}


def regime_of(title: str) -> Regime:
    """Return the law that the entry of the handbook with this title speaks of; both, where it is unknown."""
    return _regimes().get(title, Regime.BOTH)


def _leads_with(hit: Hit, missing: Sequence[Resolution], on: date) -> bool:
    """Tell whether the first statement of an entry, which answers its title, speaks of a place named."""
    entry = hit.held.unit.provision
    first = entry.children[0].text if entry.children else entry.text
    return any(_cites(first, named, on) for named in missing)


def _speaks_of(hit: Hit, named: Resolution, on: date) -> bool:
    """Tell whether a text cites the place named, one that lies in it, or the whole Điều around it."""
    return _cites(hit.held.unit.provision.text, named, on)


def _cites(text: str, named: Resolution, on: date) -> bool:
    wanted = named.citation
    for cited in find_citations(text):
        deeper = ((wanted.clause, cited.clause), (wanted.point, cited.point))
        apart = (wanted.annex, wanted.form) != (cited.annex, cited.form) and (wanted.annex or wanted.form)
        same = number_of(cited, on) == named.number and wanted.article in (None, cited.article) and not apart
        if same and all(None in pair or pair[0] == pair[1] for pair in deeper):
            return True
    return False


def evidence_of(hit: Hit, terms: Terms) -> float:
    """Return the share of the question's information that the unit, with the headings above it, carries."""
    return terms.coverage(whole_text(hit))


def whole_text(hit: Hit) -> str:
    """Return the text of a hit's unit, with the names of what stands above it."""
    unit = hit.held.unit
    return "\n".join([hit.held.work.title, *(heading.text for heading in unit.context), unit.provision.text])
