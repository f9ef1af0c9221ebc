"""Force: whether a work, or a place in it, holds on a day, and on whose word."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from corpus.catalogue import Catalogue, Instrument, RelationKind, status_on
from corpus.event import Event, EventKind, Witness
from corpus.expression import Origin
from corpus.lapse import Force, after_parent, of_plan
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.number import number_key, year_of_number
from corpus.place_force import STILL, TURNS, end_of, ended_inside, of_place, turn_words
from corpus.rows import Held
from corpus.struck import struck_out
from corpus.text import fold
from corpus.work import SourceClass, Status, Work, is_draft

__all__ = ["Force", "ForceTable", "Records"]
_NO_LAW = (SourceClass.NEWS, SourceClass.GUIDANCE, SourceClass.CASE_LAW)
_ENDED = (Status.EXPIRED, Status.NEVER_ISSUED)
_ENDING = (Status.EXPIRED, Status.SUSPENDED)


class Records(Protocol):
    """What the store knows of force, beside the works themselves."""

    def events_of(self, work: Work) -> Sequence[Event]:
        """Return the events of a work and its places, told by persons and by texts."""

    def parents_of(self, work: Work) -> Sequence[str]:
        """Return the numbers of the texts that a work says it details."""

    def is_codified(self, work: Work) -> bool:
        """Tell whether the codified law, as held, carries a work."""


class NoRecords:
    """Knows nothing: for a table that only has the catalogue."""

    def events_of(self, _work: Work) -> Sequence[Event]:
        """Return nothing."""
        return ()

    def parents_of(self, _work: Work) -> Sequence[str]:
        """Return nothing."""
        return ()

    def is_codified(self, _work: Work) -> bool:
        """Deny it."""
        return False


class ForceTable:
    """Tells the force of any work on any day, from the catalogue, from what texts say, and from what persons said."""

    def __init__(self, catalogue: Catalogue, names: LawNames = KNOWN_LAWS, records: Records | None = None) -> None:
        self._names = names
        self._records = records or NoRecords()
        self._as_of = catalogue.as_of
        self._known = {number_key(instrument.number): instrument for instrument in catalogue.instruments}
        self._struck = struck_out(catalogue)

    def instrument(self, work: Work) -> Instrument | None:
        """Return what the catalogue knows of the work.

        A number without a year is used again every year and in every province: only the day of issue tells that
        it is the same paper. A paper of a province must come from that province.
        """
        found = self._known.get(number_key(work.number))
        return found if found and _is_same(found, work) else None

    def known(self, number: str) -> Instrument | None:
        """Return what the catalogue knows under a number, however it is written."""
        return self._known.get(number_key(number))

    def successor(self, work: Work, day: date) -> str:
        """Return the number that replaces a work: by the catalogue, else a later law of its name; else empty."""
        instrument = self.instrument(work)
        relations = instrument.relations if instrument else ()
        named = (link.number for link in relations if link.kind is RelationKind.REPLACED_BY and link.verified)
        return next(named, "") or self._newer(work, day)

    def presumed_successor(self, work: Work) -> str:
        """Return the number that replaces a work by a source that nobody has verified; empty where there is none."""
        instrument = self.instrument(work)
        relations = instrument.relations if instrument else ()
        doubtful = (link for link in relations if link.kind is RelationKind.REPLACED_BY and not link.verified)
        return next((link.number for link in doubtful), "")

    def amended(self, work: Work, day: date) -> bool:
        """Tell whether the catalogue knows an act that had amended the work by the day."""
        return bool(self.amending(work, day))

    def amending(self, work: Work, day: date) -> tuple[str, ...]:
        """Return the numbers of the acts that had amended the work by the day, as far as the catalogue knows.

        Of an act that the catalogue does not know itself, only the year of its number is compared.
        """
        instrument = self.instrument(work)
        relations = instrument.relations if instrument else ()
        acts = [link.number for link in relations if link.kind is RelationKind.AMENDED_BY]
        return tuple(number for number in acts if self._begun(number, day))

    def _begun(self, number: str, day: date) -> bool:
        known = self.known(number)
        if known and known.effective:
            return known.effective <= day
        return (year_of_number(number) or "9999") <= str(day.year)

    def on(self, held: Held, day: date, eid: str = "") -> Force:
        """Return the force of a held unit, or of the place ``eid`` in it.

        Where the text held is of a later wording than the day's, nobody here knows the words of the day.
        """
        made_here = held.origin is Origin.AMENDED  # of what may well be a codified text
        codified = held.origin is Origin.CODIFIED or (made_here and self._records.is_codified(held.work))
        force = self.of_work(held.work, day, codified=codified)
        force = of_place(force, self._events_in(held), eid or held.unit.provision.eid, day)
        if made_here and force.status in (Status.IN_FORCE, Status.PARTLY_EXPIRED):
            unvouched = [number for number in held.acts if not self._vouched(number)]
            if unvouched:
                note = (
                    f"Lời văn này ghép theo {', '.join(unvouched)}, văn bản mà Căn Cứ chưa kiểm chứng; người phụ trách"
                    " có thể xác nhận bằng cách ghi nhận ngày có hiệu lực của văn bản đó."
                )
                return Force(Status.UNCERTAIN, force.since, force.until, note)
        since = held.valid_from
        later_wording = since is not None and since != held.work.effective and day < since
        if later_wording and force.status in (Status.IN_FORCE, Status.PARTLY_EXPIRED):
            note = f"Kho chỉ có lời văn áp dụng từ ngày {since:%d/%m/%Y}, chưa có lời văn của ngày được hỏi."
            return Force(Status.UNCERTAIN, force.since, force.until, note)
        return force

    def ended_inside(self, held: Held, day: date, eid: str) -> list[str]:
        """Return the eIds of the places inside a place that do not hold on a day, while the place itself does."""
        if self.on(held, day, eid).status in STILL:
            return []
        return ended_inside(self._events_in(held), eid, day)

    def _events_in(self, held: Held) -> list[Event]:
        return [*self._records.events_of(held.work), *self._struck_of(held)]

    def _struck_of(self, held: Held) -> list[Event]:
        """Return what the catalogue knows to have been struck out of a text after the wording held began."""
        if self.instrument(held.work) is None:
            return []
        struck = self._struck.get(number_key(held.work.number), [])
        return [event for event in struck if held.valid_from is None or held.valid_from < event.day]

    def _vouched(self, number: str) -> bool:
        """Tell whether anybody but a file vouches for an act: the catalogue, the codified law, or a person."""
        bare = Work(number=number, type="", title="")
        said = (event.said_by for event in self._records.events_of(bare))
        return self.known(number) is not None or self._records.is_codified(bare) or Witness.PERSON in said

    def of_work(self, work: Work, day: date, *, codified: bool) -> Force:
        """Return the force of a work on a day.

        What a person said decides; then the catalogue where it knows the work; then what texts say; then the rules
        on plans and detailing texts; last the work's own dates, by which a text still holds only if the codified
        law carries it.
        """
        events = [event for event in self._records.events_of(work) if not event.eid]
        said = [event for event in events if event.said_by is Witness.PERSON]
        told = self._otherwise_told(work, [event for event in events if event.said_by is Witness.TEXT], day, codified)
        decided = _by_turns(said, work, day)
        if decided is None:
            return told
        last = max((event.day for event in said if event.day <= day), default=None)
        if decided.status not in _ENDED and last and told.status in _ENDING and told.until and told.until > last:
            return replace(told, since=decided.since)  # what a person said of its beginning does not undo its end
        return decided

    def _otherwise_told(self, work: Work, read: Sequence[Event], day: date, codified: bool) -> Force:
        """Return the force of a work by all but what persons said."""
        instrument = self.instrument(work)
        if instrument is not None:
            return self._with_texts(_by_catalogue(_with_own_day(instrument, read), day), read, day)
        if work.source_class in _NO_LAW:
            return Force(Status.UNCERTAIN, None, None, "Không phải văn bản quy phạm pháp luật.")
        if is_draft(work):
            note = "Dự thảo, chưa phải văn bản được ban hành."
            return Force(Status.NEVER_ISSUED, None, None, note, Witness.TEXT)
        return self._unknown(work, read, day, codified)

    def _unknown(self, work: Work, read: Sequence[Event], day: date, codified: bool) -> Force:
        """Return the force of a work that the catalogue lacks."""
        own = of_plan(work, day) if work.source_class is SourceClass.PLAN else _by_own_dates(work, read, day, codified)
        if own.status in (Status.EXPIRED, Status.NOT_YET_IN_FORCE):
            return own
        ended = _by_turns(_of_others(read), work, day)
        if ended and ended.status is not Status.IN_FORCE:  # that a suspension is over proves no more than before it
            return replace(ended, since=own.since)
        if parent := self._after_parent(work, day):
            return parent
        newer = self._newer(work, day)
        if newer:
            note = f"Luật cùng tên {newer} đã có hiệu lực; kho chưa kiểm chứng văn bản này còn hiệu lực hay không."
            return Force(Status.UNCERTAIN, own.since, work.expired, note, Witness.RULE)
        return own

    def _with_texts(self, force: Force, read: Sequence[Event], day: date) -> Force:
        """Weigh what texts say against the catalogue: what is newer than it decides, what it contradicts is doubt."""
        last = _last_turn(_of_others(read), day)
        if last is None or force.status in (*_ENDED, TURNS[last.kind]) or last.kind is EventKind.RESUMED:
            return force
        status = TURNS[last.kind]
        if last.day > self._as_of or force.status is Status.UNCERTAIN:  # the catalogue itself does not know
            return Force(status, force.since, end_of(status, last.day), turn_words(last), Witness.TEXT)
        note = f"{force.note} Nhưng {turn_words(last)} Hãy đối chiếu trước khi áp dụng."
        return Force(Status.UNCERTAIN, force.since, force.until, note, Witness.TEXT)

    def _after_parent(self, work: Work, day: date) -> Force | None:
        """Return what became of a detailing text by the day through the ending of what it details."""
        for number in self._records.parents_of(work):
            ended = self._ended(number)
            if ended and ended <= day and (work.issued is None or work.issued < ended):
                return after_parent(work, number, ended)
        return None

    def _ended(self, number: str) -> date | None:
        """Return the first day on which a work of this number no longer holds, as far as anybody here knows."""
        known = self.known(number)
        if known:
            return known.expired
        bare = Work(number=number, type="", title="")
        ends = [event.day for event in self._records.events_of(bare) if event.kind is EventKind.EXPIRED]
        return min((day for day in ends), default=None)

    def _newer(self, work: Work, day: date) -> str:
        """Return the number of a later law of the same name that holds on the day; empty where none is known."""
        law = self._names.numbered(work.number)
        if law is None:
            return ""
        keys = [number_key(version.number) for version in law.versions]
        later = law.versions[keys.index(number_key(work.number)) + 1 :]
        return next((version.number for version in reversed(later) if version.effective <= day.isoformat()), "")

    def timeline(self, work: Work) -> list[Event]:
        """Return all that is known of the force of a work, by day: from the catalogue, from texts, from persons.

        What two witnesses say of one date stands twice: the reader sees that they differ, and who says what.
        """
        number = work.number
        events = list(self._records.events_of(work))
        instrument = self.instrument(work)
        if instrument:
            events += [*_catalogue_events(instrument), *self._struck.get(number_key(number), [])]
        for kind, day in ((EventKind.ISSUED, work.issued), (EventKind.EFFECTIVE, work.effective)):
            if day:
                events.append(Event(number=number, kind=kind, day=day, said_by=Witness.SOURCE))
        if work.expired:
            events.append(Event(number=number, kind=EventKind.EXPIRED, day=work.expired, said_by=Witness.SOURCE))
        order, kinds = list(Witness), list(EventKind)
        events.sort(key=lambda event: (event.day, kinds.index(event.kind), order.index(event.said_by)))
        told = {
            (one.kind, one.day, one.eid, one.act, one.said_by, one.said_by is Witness.PERSON and one.id): one
            for one in events
        }
        return list(told.values())  # several files of one text say the same


def _is_same(instrument: Instrument, work: Work) -> bool:
    """Tell whether a work that carries the number of an instrument is that instrument."""
    same_day = instrument.issued is not None and work.issued == instrument.issued
    if work.number[:1].isdigit() and year_of_number(work.number) is None and not same_day:
        return False
    if instrument.issued and work.issued and instrument.issued.year != work.issued.year:
        return False
    where = fold(f"{work.place} {work.issuer}")
    return not (instrument.place and where.strip()) or fold(instrument.place) in where


def _with_own_day(instrument: Instrument, read: Sequence[Event]) -> Instrument:
    """Let the text's own Điều say when it took effect, where the catalogue does not know or is not sure."""
    own = next((event.day for event in read if event.kind is EventKind.EFFECTIVE), None)
    unsure = instrument.effective is None or "effective" in instrument.unverified_fields
    return replace(instrument, effective=own) if own and unsure else instrument


def _by_catalogue(instrument: Instrument, day: date) -> Force:
    reached = [change for change in instrument.changes if change.day <= day]
    last = max(reached, key=lambda change: change.day, default=None)
    note = "Theo danh mục văn bản của Căn Cứ."
    if last:  # the catalogue writes reasons beside their day; here they stand alone
        note = last.reason.replace("từ ngày này", f"từ ngày {last.day:%d/%m/%Y}")
    status = status_on(instrument, day)
    return Force(status, instrument.effective, instrument.expired, note, Witness.CATALOGUE)


def _by_own_dates(work: Work, read: Sequence[Event], day: date, codified: bool) -> Force:
    """Judge by the work's own Điều on its entry into force, else by the days that its source prints."""
    own = [event for event in read if event.kind is EventKind.EFFECTIVE]
    since, until = (own[0].day if own else work.effective), work.expired
    if until and day >= until:
        return Force(Status.EXPIRED, since, until, "Theo ngày hết hiệu lực mà nguồn ghi.", Witness.SOURCE)
    witness = Witness.TEXT if own else Witness.SOURCE
    printed = f" (nguồn ghi {work.effective:%d/%m/%Y})" if own and work.effective not in (None, since) else ""
    if since and day < since:
        said = f"Theo điều khoản thi hành của chính văn bản{printed}." if own else "Theo ngày có hiệu lực mà nguồn ghi."
        return Force(Status.NOT_YET_IN_FORCE, since, until, said, witness)
    if since and codified:
        by = f"điều khoản thi hành của chính văn bản{printed}" if own else "Bộ pháp điển"
        note = f"Có trong Bộ pháp điển; ngày hiệu lực theo {by}."
        return Force(Status.IN_FORCE, since, until, note, witness)
    return Force(Status.UNCERTAIN, since, until, "Kho chưa có căn cứ để biết văn bản còn hiệu lực hay không.")


def _by_turns(events: Iterable[Event], work: Work, day: date) -> Force | None:
    """Return the state that the last turn before the day left; before the first day of force, that it has not begun."""
    turns = sorted((event for event in events if event.kind in TURNS), key=lambda event: event.day)
    began = next((event for event in reversed(turns) if event.kind is EventKind.EFFECTIVE), None)
    since = began.day if began else work.effective
    if began and day < began.day:
        return Force(Status.NOT_YET_IN_FORCE, since, work.expired, turn_words(began), began.said_by)
    last = _last_turn(turns, day)
    if last is None:
        return None
    status = TURNS[last.kind]
    return Force(status, since, end_of(status, last.day), turn_words(last), last.said_by)


def _of_others(read: Iterable[Event]) -> list[Event]:
    """Return what other texts tell of a work: all but its own first day."""
    return [event for event in read if event.kind is not EventKind.EFFECTIVE]


def _last_turn(events: Iterable[Event], day: date) -> Event | None:
    """Return the event that decides a day: the first ending, which nothing undoes, else the last turn before it."""
    reached = sorted((one for one in events if one.kind in TURNS and one.day <= day), key=lambda one: one.day)
    ends = (one for one in reached if one.kind is EventKind.EXPIRED)
    return next(ends, reached[-1] if reached else None)


_CHANGED = {
    Status.IN_FORCE: EventKind.EFFECTIVE,
    Status.PARTLY_EXPIRED: EventKind.PARTLY_EXPIRED,
    Status.EXPIRED: EventKind.EXPIRED,
    Status.SUSPENDED: EventKind.SUSPENDED,
}


def _catalogue_events(instrument: Instrument) -> list[Event]:
    """Return the days that the catalogue gives, as events; turns into doubt are no event and are left out."""
    days = (
        (EventKind.ISSUED, instrument.issued, ""),
        (EventKind.EFFECTIVE, instrument.effective, ""),
        (EventKind.EXPIRED, instrument.expired, ""),
        *(
            (_CHANGED[change.status], change.day, change.reason)
            for change in instrument.changes
            if change.status in _CHANGED
        ),
    )
    return [
        Event(number=instrument.number, kind=kind, day=day, said_by=Witness.CATALOGUE, reason=reason)
        for kind, day, reason in days
        if day
    ]
