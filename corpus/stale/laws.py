"""Instruments, provisions and quotations of a text that no longer hold on a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from corpus.catalogue import Instrument, Verification, load_catalogue, status_on
from corpus.check import Checked
from corpus.citation import Citation
from corpus.event import EventKind, Witness
from corpus.expression import Origin
from corpus.findings import Book
from corpus.force import Force
from corpus.governing import start_of
from corpus.handbook import Mark
from corpus.law_names import KNOWN_LAWS
from corpus.number import number_key, year_of_number
from corpus.provision import eid_of, label_of, unit_eid
from corpus.quotations import quoted_in
from corpus.regime import OLD_LAW
from corpus.resolve import Resolution, number_of, works_numbered
from corpus.stale.bearing import borne_as_law
from corpus.stale.model import GroundSpot, Manner, Mention, Stale, StaleKind
from corpus.work import STATUS_NAMES, Status, Work

_ENDED = (Status.EXPIRED, Status.SUSPENDED, Status.NEVER_ISSUED)
_DAY = "%d/%m/%Y"
_STAYS = (
    " Người được xác định là nạn nhân trước ngày 01/7/2025 vẫn được hỗ trợ theo luật này (Điều 63 Luật 53/2024/QH15)."
)
_SURE = {
    Verification.CODIFIED: Mark.VERIFIED,
    Verification.SOURCE: Mark.VERIFIED,
    Verification.PARTLY: Mark.PARTLY,
}


@dataclass(frozen=True, slots=True)
class LawReader:
    """Reads the citations of one text against the store and the force of a day."""

    book: Book

    def stale(self, item: Checked) -> Iterator[Stale]:
        """Yield what no longer holds of a citation that was checked, without its mentions."""
        work = self.work_of(item)
        whole = self._whole(work) if work else None
        if whole:
            yield whole
            return
        if item.held is not None:
            yield from filter(None, (self._gone(item), self._reworded(item), self._misquoted(item)))

    def work_of(self, item: Checked) -> Work | None:
        """Return the one work that a citation means; None where the text does not tell.

        A bare name means the law of today, except where a place in it is cited by a text that bears its own day.
        """
        if item.held is not None and item.citation.work.number:
            return item.held.work
        citation = item.citation
        cited = citation.work
        written = self.book.written if citation.article else None
        number = number_of(citation, written)
        if not number:
            return None
        day = date.fromisoformat(cited.date) if cited.date else None
        if year_of_number(number) is None and day is None:
            return None
        held = works_numbered(number, self.book.store) or self._stemmed(citation, number)
        held = [one for one in held if day is None or one.issued in (None, day)]
        if len(held) == 1:
            return held[0]
        whole = _catalogued(number, cited.type or "")
        known = whole or number
        return None if held else Work(number=known, type=cited.type or "", title="", issued=day)

    def _stemmed(self, citation: Citation, number: str) -> list[Work]:
        if "-" in number or "QH" in number:
            return []
        kind = citation.work.type or ""
        return [work for work in self.book.store.works_by_stem(number) if not kind or work.type == kind]

    def _whole(self, work: Work) -> Stale | None:
        """Return that a work no longer holds, or that nobody here knows whether it still does."""
        known = self.book.known
        force = known.of_work(work, self.book.on, codified=self.book.store.is_codified(work))
        instrument = known.instrument(work)
        turned = _turn(instrument, self.book.on) if force.status is Status.UNCERTAIN else None
        newer = "" if force.status is not Status.UNCERTAIN else self._newer(work)
        if force.status not in _ENDED and turned is None and not newer:
            return None
        since = force.until if force.status in _ENDED else turned or _first_day(newer)
        name = work.name if work.type else (instrument.type + " " if instrument else "") + work.number
        return Stale(
            kind=StaleKind.LAW,
            id=number_key(work.number),
            said=name[:1].upper() + name[1:],
            now=self._now(work, name, force, since, newer),
            since=since,
            mark=self._mark(force, instrument),
            grounds=(*self._successor_spot(work, newer), *self._told_by(work)),
            sources=tuple(one for one in (instrument.sources if instrument else ()) if one.startswith("http"))[:3],
        )

    def _newer(self, work: Work) -> str:
        """Return the later law of the same name; a name given to the new law before its day does not count."""
        law = KNOWN_LAWS.numbered(work.number)
        current = law.on(self.book.on.isoformat()) if law else None
        return current if current and number_key(current) != number_key(work.number) else ""

    def _now(self, work: Work, name: str, force: Force, since: date | None, newer: str) -> str:
        known, on = self.book.known, self.book.on
        begins = f" từ ngày {since:{_DAY}}" if since else ""
        after = known.successor(work, on) or newer
        doubtful = known.presumed_successor(work)
        if force.status in _ENDED:
            by = (
                f"; nay là {_named(after)}"
                if after
                else f"; có nguồn nói nay là {_named(doubtful)}"
                if doubtful
                else ""
            )
            stays = _STAYS if number_key(work.number) == number_key(OLD_LAW) else ""
            return f"{name} {STATUS_NAMES[force.status]}{begins}{by}.{stays}"
        by = f" Luật mới cùng tên: {_named(newer)}." if newer else ""
        by = by or (f" Có nguồn nói nay là {_named(doubtful)}, chưa kiểm chứng." if doubtful else "")
        return f"{name} {STATUS_NAMES[force.status]}{begins}. {force.note}{by}"

    def _successor_spot(self, work: Work, newer: str) -> tuple[GroundSpot, ...]:
        number = self.book.known.successor(work, self.book.on) or newer
        held = works_numbered(number, self.book.store) if number else []
        return (GroundSpot(_named(number), held[0].slug if len(held) == 1 else ""),) if number else ()

    def _mark(self, force: Force, instrument: Instrument | None) -> Mark:
        if force.status not in _ENDED:
            return Mark.UNKNOWN
        if force.told_by is Witness.CATALOGUE and instrument is not None:
            return self._catalogued_mark(instrument)
        return Mark.PARTLY if force.told_by is Witness.RULE else Mark.VERIFIED

    def _catalogued_mark(self, instrument: Instrument) -> Mark:
        """Return how well the catalogue knows of an end; what the codified law says needs no page."""
        if "expired" in instrument.unverified_fields:
            return Mark.MEMORY
        mark = _SURE.get(instrument.verified, Mark.MEMORY)
        return mark if instrument.verified is Verification.CODIFIED else borne_as_law(mark, instrument.sources, ())

    def _told_by(self, work: Work) -> tuple[GroundSpot, ...]:
        """Return the places of held texts that say that a work is at an end."""
        ends = [
            event
            for event in self.book.known.timeline(work)
            if event.kind is EventKind.EXPIRED and event.act and event.act_eid and not event.eid
        ]
        spots = []
        for event in ends:
            held = works_numbered(event.act, self.book.store)
            if len(held) == 1:
                label = f"{label_of(unit_eid(event.act_eid))} {held[0].name}"
                spots.append(GroundSpot(label, held[0].slug, unit_eid(event.act_eid)))
        return tuple(dict.fromkeys(spots))

    def _gone(self, item: Checked) -> Stale | None:
        """Return that the place cited was struck out of a law that holds."""
        eid = eid_of(item.citation.place)
        if item.held is None or not eid:
            return None
        force = self.book.known.on(item.held, self.book.on, eid)
        if force.status is not Status.EXPIRED or force.until is None:
            return None
        place = f"{label_of(eid)} {item.held.work.name}"
        return Stale(
            kind=StaleKind.WORDING,
            id=f"{item.held.work.slug}/{eid}",
            said=place[:1].upper() + place[1:],
            now=f"{place[:1].upper()}{place[1:]} không còn. {force.note}",
            since=force.until,
            mark=Mark.VERIFIED,
            grounds=(GroundSpot(item.held.work.name, item.held.work.slug),),
        )

    def _reworded(self, item: Checked) -> Stale | None:
        """Return that the place has new words since the day that the text itself bears."""
        held, provision, written = item.held, item.provision, self.book.written
        if held is None or provision is None or written is None or not held.acts:
            return None
        begins = start_of(held)
        if not written < begins <= self.book.on:
            return None
        unit = unit_eid(provision.eid)
        place = f"{label_of(unit)} {held.work.name}"
        return Stale(
            kind=StaleKind.WORDING,
            id=f"{held.work.slug}/{unit}",
            said=place,
            now=f"{place} có lời văn mới từ ngày {begins:{_DAY}} theo {', '.join(held.acts)}: đọc lại rồi sửa theo.",
            since=begins,
            mark=Mark.VERIFIED,
            grounds=(GroundSpot(place, held.work.slug, unit),),
        )

    def _misquoted(self, item: Checked) -> Stale | None:
        """Return that a quotation has not the words of the day; of excerpts nothing is said."""
        held, provision, quoted = item.held, item.provision, item.quoted
        if held is None or provision is None or quoted is None or held.origin is Origin.EXCERPT:
            return None
        if not item.difference or quoted_in(quoted.words, provision.text):
            return None
        found = Resolution(item.citation, held.work, held, provision, number=held.work.number)
        older = self.book.of_other_days(quoted.words, found).strip()
        place = f"{label_of(provision.eid)} {held.work.name}"
        return Stale(
            kind=StaleKind.QUOTATION,
            id=f"{held.work.slug}/{provision.eid}",
            said=f"Lời trích {place}",
            now=" ".join(filter(None, (f"Lời trích khác lời văn của {place} trong kho.", older))),
            since=start_of(held) if older else None,
            mark=Mark.VERIFIED if older else Mark.PARTLY,
            grounds=(GroundSpot(place, held.work.slug, provision.eid),),
        )


def _turn(instrument: Instrument | None, on: date) -> date | None:
    """Return the day from which nobody knows whether an instrument still holds, where it held until then."""
    reached = [change for change in instrument.changes if change.day <= on] if instrument else []
    last = max(reached, key=lambda change: change.day, default=None)
    if instrument is None or last is None or last.status is not Status.UNCERTAIN:
        return None
    held = status_on(instrument, last.day - timedelta(days=1)) in (Status.IN_FORCE, Status.PARTLY_EXPIRED)
    return last.day if held else None


def _first_day(number: str) -> date | None:
    """Return the first day of a law of the table of names."""
    law = KNOWN_LAWS.numbered(number) if number else None
    days = [version.effective for version in law.versions if version.number == number] if law else []
    return date.fromisoformat(days[0]) if days else None


def _named(number: str) -> str:
    """Return a number with its type before it, and its day where the number has no year."""
    known = load_catalogue_once().get(number_key(number))
    if known is None:
        return f"Luật {number}" if "QH" in number else number
    dated = f" ngày {known.issued:{_DAY}}" if known.issued and year_of_number(known.number) is None else ""
    return f"{known.type} {known.number}{dated}"


def _catalogued(stem: str, kind: str) -> str:
    """Return the one number of the catalogue that a number without its code begins: "134/2013" of a circular."""
    if "-" in stem or "QH" in stem:
        return ""
    begun = f"{number_key(stem)}/"
    found = [one for key, one in load_catalogue_once().items() if key.startswith(begun) and kind in ("", one.type)]
    return found[0].number if len(found) == 1 else ""


@cache
def load_catalogue_once() -> dict[str, Instrument]:
    """Return the instruments of the catalogue by the keys of their numbers."""
    return {number_key(one.number): one for one in load_catalogue().instruments}


def with_mentions(found: Sequence[Stale]) -> list[Stale]:
    """Return each fact once, with the mentions of all, in the order of the first.

    What the text tells of the day on which it held is listed apart from what it claims.
    """
    facts: dict[tuple[StaleKind, str, bool], Stale] = {}
    mentions: dict[tuple[StaleKind, str, bool], set[Mention]] = defaultdict(set)
    for one in found:
        of_its_day = all(mention.manner is Manner.OF_ITS_DAY for mention in one.mentions)
        facts.setdefault((one.kind, one.id, of_its_day), one)
        mentions[one.kind, one.id, of_its_day].update(one.mentions)
    merged = [replace(fact, mentions=tuple(sorted(mentions[key]))) for key, fact in facts.items()]
    return sorted(merged, key=lambda one: one.mentions[0])
