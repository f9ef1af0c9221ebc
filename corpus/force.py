"""Force: whether a work holds on a day, and on what that rests."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Catalogue, Instrument, RelationKind, status_on
from corpus.expression import Origin
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.number import number_key, year_of_number
from corpus.rows import Held
from corpus.text import fold
from corpus.work import SourceClass, Status, Work

# "giai đoạn 2021 - 2025", "2021-2025"; the outlook after it ("định hướng đến năm 2030") does not prolong a plan.
_SPAN = re.compile(r"\b\d{4}\s*(?:-|–|—|đến(?:\s+năm)?)\s*(\d{4})\b", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(\d{4})\b", re.IGNORECASE)
_OUTLOOK = re.compile(r"(?:định hướng|tầm nhìn).*", re.IGNORECASE | re.DOTALL)
_NO_LAW = (SourceClass.NEWS, SourceClass.GUIDANCE, SourceClass.CASE_LAW)


@dataclass(frozen=True, slots=True)
class Force:
    """The force of a work on a day."""

    status: Status
    since: date | None  # first day of force
    until: date | None  # first day without force
    note: str  # what the status rests on, a sentence


class ForceTable:
    """Knows the catalogue by number and tells the force of any work on any day."""

    def __init__(self, catalogue: Catalogue, names: LawNames = KNOWN_LAWS) -> None:
        self._names = names
        self._known = {number_key(instrument.number): instrument for instrument in catalogue.instruments}

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

    def on(self, held: Held, day: date) -> Force:
        """Return the force of the work of a held unit.

        Where the text held is of a later wording than the day's, nobody here knows the words of the day.
        """
        force = self.of_work(held.work, day, codified=held.origin is Origin.CODIFIED)
        since = held.valid_from
        later_wording = since is not None and since != held.work.effective and day < since
        if later_wording and force.status in (Status.IN_FORCE, Status.PARTLY_EXPIRED):
            note = f"Kho chỉ có lời văn áp dụng từ ngày {since:%d/%m/%Y}, chưa có lời văn của ngày được hỏi."
            return Force(Status.UNCERTAIN, force.since, force.until, note)
        return force

    def of_work(self, work: Work, day: date, *, codified: bool) -> Force:
        """Return the force of a work on a day.

        The catalogue decides where it knows the work. Else the work's own dates tell that it does not hold yet
        or no longer does; that it still holds is believed only of texts that the codified law carries.
        """
        instrument = self.instrument(work)
        if instrument is not None:
            return _by_catalogue(instrument, day)
        if work.source_class in _NO_LAW:
            return Force(Status.UNCERTAIN, None, None, "Không phải văn bản quy phạm pháp luật.")
        own = _of_plan(work, day) if work.source_class is SourceClass.PLAN else _by_own_dates(work, day, codified)
        newer = self._newer(work, day)
        if newer and own.status not in (Status.EXPIRED, Status.NOT_YET_IN_FORCE):
            note = f"Luật cùng tên {newer} đã có hiệu lực; kho chưa kiểm chứng văn bản này còn hiệu lực hay không."
            return Force(Status.UNCERTAIN, work.effective, work.expired, note)
        return own

    def _newer(self, work: Work, day: date) -> str:
        """Return the number of a later law of the same name that holds on the day; empty where none is known."""
        law = self._names.numbered(work.number)
        if law is None:
            return ""
        keys = [number_key(version.number) for version in law.versions]
        later = law.versions[keys.index(number_key(work.number)) + 1 :]
        return next((version.number for version in reversed(later) if version.effective <= day.isoformat()), "")


def _is_same(instrument: Instrument, work: Work) -> bool:
    """Tell whether a work that carries the number of an instrument is that instrument."""
    same_day = instrument.issued is not None and work.issued == instrument.issued
    if work.number[:1].isdigit() and year_of_number(work.number) is None and not same_day:
        return False
    if instrument.issued and work.issued and instrument.issued.year != work.issued.year:
        return False
    where = fold(f"{work.place} {work.issuer}")
    return not (instrument.place and where.strip()) or fold(instrument.place) in where


def _by_catalogue(instrument: Instrument, day: date) -> Force:
    reached = [change for change in instrument.changes if change.day <= day]
    note = max(reached, key=lambda change: change.day).reason if reached else "Theo danh mục văn bản của Căn Cứ."
    return Force(status_on(instrument, day), instrument.effective, instrument.expired, note)


def _of_plan(work: Work, day: date) -> Force:
    """Plans lapse with the period in their title, without any repealing text."""
    start = work.effective or work.issued
    last = _last_year(work)
    if work.expired and day >= work.expired:
        return Force(Status.EXPIRED, start, work.expired, "Theo ngày hết hiệu lực mà nguồn ghi.")
    if last and day.year > last:
        end = date(last + 1, 1, 1)
        return Force(Status.EXPIRED, start, end, f"Kế hoạch hết thời hạn theo tên gọi (đến năm {last}).")
    if start and day < start:
        return Force(Status.NOT_YET_IN_FORCE, start, work.expired, "Theo ngày ban hành.")
    return Force(Status.UNCERTAIN, start, work.expired, "Văn bản chỉ đạo, điều hành; chưa rõ còn áp dụng hay không.")


def _last_year(work: Work) -> int | None:
    """Return the last year of the period in a title; a year before the paper itself names something else."""
    title = _OUTLOOK.sub("", work.title)
    years = [int(year) for year in _SPAN.findall(title) or _YEAR.findall(title)]
    made = work.issued.year if work.issued else 0
    return max((year for year in years if year >= made and year < date.max.year), default=None)


def _by_own_dates(work: Work, day: date, codified: bool) -> Force:
    since, until = work.effective, work.expired
    if until and day >= until:
        return Force(Status.EXPIRED, since, until, "Theo ngày hết hiệu lực mà nguồn ghi.")
    if since and day < since:
        return Force(Status.NOT_YET_IN_FORCE, since, until, "Theo ngày có hiệu lực mà nguồn ghi.")
    if since and codified:
        return Force(Status.IN_FORCE, since, until, "Có trong Bộ pháp điển; ngày hiệu lực theo Bộ pháp điển.")
    return Force(Status.UNCERTAIN, since, until, "Kho chưa có căn cứ để biết văn bản còn hiệu lực hay không.")
