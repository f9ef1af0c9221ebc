"""Finds what a text states that no longer holds on a day: numbers, law, quotations, figures, offices, words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from corpus.check import check_citations
from corpus.citation import Citation, find_citations
from corpus.days import day_of_head
from corpus.findings import Book
from corpus.force import ForceTable
from corpus.handbook import Mark
from corpus.office_names import OfficeSpan, find_offices
from corpus.offices import Office, OfficeKind, Standing, load_offices
from corpus.reading import CorpusReader
from corpus.resolve import resolve
from corpus.stale.bearing import borne_as_fact, borne_as_law, weaker
from corpus.stale.laws import LawReader, with_mentions
from corpus.stale.manner import manner_of, spans_within, spoken_as_old
from corpus.stale.model import MOST_MENTIONS, GroundSpot, Manner, Mention, Stale, StaleKind, TooManyMentionsError
from corpus.stale.table import OldFacts, load_old_facts
from corpus.text import fold

_ISSUER = re.compile(r"(?:của|do)\s+(?:(?:Bộ trưởng|Chủ tịch|liên (?:bộ|ngành))\s+)?$", re.IGNORECASE)
_ISSUED = 60  # characters between a citation and who issued it
_COMMON = frozenset(("phong lao dong", "so lao dong", "bo lao dong"))


def stale_facts(
    text: str,
    store: CorpusReader,
    on: date,
    force: ForceTable,
    *,
    citations: Sequence[Citation] | None = None,
    facts: OldFacts | None = None,
) -> list[Stale]:
    """Return what clean ``text`` states that no longer holds on a day, each once, in the order of the text.

    What is not verified comes with a mark that says so. Misses are preferred to false alarms: a bare name of a law
    means the law of the day, a figure counts only beside words that say what it is of. Raises TooManyMentionsError
    as soon as there are more than anybody could go through.
    """
    found = find_citations(text) if citations is None else citations
    desk = _Desk(text, store, on, force, found)
    known = facts or load_old_facts()
    stated = chain(desk.curated(known), desk.laws(), desk.offices())
    stale = list(islice(stated, MOST_MENTIONS + 1))
    if len(stale) > MOST_MENTIONS:
        raise TooManyMentionsError
    return with_mentions(stale)


class _Desk:
    """One text, with its citations, and what it is read against; each ground is looked up once."""

    def __init__(
        self, text: str, store: CorpusReader, on: date, force: ForceTable, citations: Sequence[Citation]
    ) -> None:
        self.text, self.store, self.on, self.force, self.citations = text, store, on, force, citations
        self.spans = sorted({(citation.start, citation.end) for citation in citations})
        self._spots: dict[str, GroundSpot] = {}

    def curated(self, table: OldFacts) -> Iterator[Stale]:
        """Yield the facts of the table that the text states."""
        for fact, start, end in table.places(self.text, self.on):
            grounds = tuple(map(self.spot, fact.grounds))
            manner = Manner.AS_OLD if spoken_as_old(self.text, start, end) else Manner.CLAIMED
            yield Stale(
                kind=fact.kind,
                id=fact.id,
                said=fact.old,
                now=fact.now,
                since=fact.since,
                mark=(borne_as_law if fact.kind is StaleKind.LAW else borne_as_fact)(fact.mark, fact.sources, grounds),
                grounds=grounds,
                sources=fact.sources,
                mentions=(Mention(start, end, manner),),
            )

    def laws(self) -> Iterator[Stale]:
        """Yield the instruments, places and quotations that no longer hold."""
        reader = LawReader(Book(self.store, self.force, self.on, day_of_head(self.text)))
        for item in check_citations(self.text, self.citations, self.store, self.on, self.force):
            for stale in reader.stale(item):
                quoted = item.quoted if stale.kind is StaleKind.QUOTATION else None
                start, end = (quoted.start, quoted.end) if quoted else (item.citation.start, item.citation.end)
                manner = Manner.AS_OLD if spoken_as_old(self.text, start, end) else Manner.CLAIMED
                yield replace(stale, mentions=(Mention(start, end, manner),))

    def offices(self) -> Iterator[Stale]:
        """Yield the offices and territories that are gone, or may be; who issued a text is no claim."""
        table = load_offices()
        for span in find_offices(self.text):
            office = span.office
            standing = office.on(self.on)
            if standing not in (Standing.ENDED, Standing.UNCERTAIN) or not self._is_claim(span):
                continue
            since = office.until if standing is Standing.ENDED else office.doubted
            manner = manner_of(self.text, span.start, span.end, since, self.spans)
            yield Stale(
                kind=StaleKind.PLACE if office.kind is OfficeKind.TERRITORY else StaleKind.OFFICE,
                id=office.id,
                said=f"{office.full_name[:1].upper()}{office.full_name[1:]}",
                now=table.note(office, self.on),
                since=since,
                mark=self._mark(office) if standing is Standing.ENDED else Mark.MEMORY,
                grounds=self._basis(office),
                sources=office.basis.sources,
                mentions=(Mention(span.start, span.end, manner),),
            )

    def _is_claim(self, span: OfficeSpan) -> bool:
        """Tell whether a name stands for its office: no issuer of a text, no part of a citation or an address.

        Words that are a name only by their capitals ("phòng lao động tiền lương") are none without any.
        """
        words, text = self.text[span.start : span.end], self.text
        if span.issuing or text[span.end : span.end + 1] == "@" or text[span.start - 1 : span.start] in ("@", "."):
            return False
        if span.office.kind is not OfficeKind.TERRITORY and words.islower() and fold(words) in _COMMON:
            return False
        before = spans_within(self.spans, span.start - _ISSUED, span.end)
        if any(start <= span.start < end for start, end in before):
            return False
        ends = [end for _, end in before if end <= span.start]
        return not (ends and _ISSUER.search(text[max(ends) : span.start]))

    def _mark(self, office: Office) -> Mark:
        """Return how well the end of an office, and who acts now, were checked."""
        heirs = [one.basis.mark for one in office.successors_on(self.on)]
        return weaker(borne_as_fact(office.basis.mark, office.basis.sources, self._basis(office)), heirs)

    def _basis(self, office: Office) -> tuple[GroundSpot, ...]:
        return (self.spot(office.basis.ground),) if office.basis.ground else ()

    def spot(self, label: str) -> GroundSpot:
        """Return a citation of ours with its address where the store holds it."""
        if label not in self._spots:
            cited = find_citations(label)
            found = resolve(cited[0], self.store, self.on) if cited else None
            work = found.work if found else None
            eid = found.provision.eid if found and found.provision else ""
            self._spots[label] = GroundSpot(label, work.slug if work else "", eid)
        return self._spots[label]
