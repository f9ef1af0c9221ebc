"""Force: whether a work holds on a day, and on what that rests."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Catalogue, Instrument, RelationKind, status_on
from corpus.expression import Origin
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.number import number_key
from corpus.rows import Held
from corpus.work import SourceClass, Status, Work

_PERIOD = re.compile(
    r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?\d{4}\s*(?:-|–|đến)\s*(?:năm\s+)?(\d{4})|năm\s+(\d{4})\b", re.IGNORECASE
)


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
        """Return what the catalogue knows of the work; numbers without a year must agree on the day of issue."""
        found = self._known.get(number_key(work.number))
        if found is None or (found.issued and work.issued and found.issued.year != work.issued.year):
            return None
        return found

    def known(self, number: str) -> Instrument | None:
        """Return what the catalogue knows under a number, however it is written."""
        return self._known.get(number_key(number))

    def successor(self, number: str) -> str:
        """Return the number that replaces a work by the catalogue; empty where it names none."""
        instrument = self.known(number)
        relations = instrument.relations if instrument else ()
        return next((link.number for link in relations if link.kind is RelationKind.REPLACED_BY), "")

    def amended(self, work: Work, day: date) -> bool:
        """Tell whether the catalogue knows an act that had amended the work by the day."""
        instrument = self.instrument(work)
        acts = (
            [link.number for link in instrument.relations if link.kind is RelationKind.AMENDED_BY] if instrument else []
        )
        days = [found.effective for found in map(self.known, acts) if found]
        return any(start is not None and start <= day for start in days)

    def on(self, held: Held, day: date) -> Force:
        """Return the force of the work of a held unit."""
        return self.of_work(held.work, day, codified=held.origin is Origin.CODIFIED)

    def of_work(self, work: Work, day: date, *, codified: bool) -> Force:
        """Return the force of a work on a day.

        The catalogue decides where it knows the work. Else the work's own dates tell that it does not hold yet
        or no longer does; that it still holds is believed only of texts that the codified law carries.
        """
        instrument = self.instrument(work)
        if instrument is not None:
            return _by_catalogue(instrument, day)
        if work.source_class in (SourceClass.NEWS, SourceClass.GUIDANCE, SourceClass.CASE_LAW):
            return Force(Status.UNCERTAIN, None, None, "Không phải văn bản quy phạm pháp luật.")
        if work.source_class is SourceClass.PLAN:
            return _of_plan(work, day)
        newer = self._newer(work, day)
        if newer:
            note = f"Luật cùng tên {newer} đã có hiệu lực; kho chưa kiểm chứng văn bản này còn hiệu lực hay không."
            return Force(Status.UNCERTAIN, work.effective, work.expired, note)
        return _by_own_dates(work, day, codified=codified)

    def _newer(self, work: Work, day: date) -> str:
        """Return the number of a later law of the same name that holds on the day; empty where none is known."""
        law = self._names.numbered(work.number)
        if law is None:
            return ""
        keys = [number_key(version.number) for version in law.versions]
        later = law.versions[keys.index(number_key(work.number)) + 1 :]
        return next((version.number for version in reversed(later) if version.effective <= day.isoformat()), "")


def _by_catalogue(instrument: Instrument, day: date) -> Force:
    reasons = [change.reason for change in instrument.changes if change.day <= day]
    note = reasons[-1] if reasons else "Theo danh mục văn bản của Căn Cứ."
    return Force(status_on(instrument, day), instrument.effective, instrument.expired, note)


def _of_plan(work: Work, day: date) -> Force:
    """Plans lapse with the period in their title, without any repealing text."""
    years = [int(span or year) for span, year in _PERIOD.findall(work.title)]
    start = work.effective or work.issued
    if years and day.year > max(years):
        end = date(max(years) + 1, 1, 1)
        return Force(Status.EXPIRED, start, end, f"Kế hoạch hết thời hạn theo tên gọi (đến năm {max(years)}).")
    if start and day < start:
        return Force(Status.NOT_YET_IN_FORCE, start, None, "Theo ngày ban hành.")
    return Force(Status.UNCERTAIN, start, None, "Văn bản chỉ đạo, điều hành; chưa rõ còn áp dụng hay không.")


def _by_own_dates(work: Work, day: date, *, codified: bool) -> Force:
    since, until = work.effective, work.expired
    if until and day >= until:
        return Force(Status.EXPIRED, since, until, "Theo ngày hết hiệu lực mà nguồn ghi.")
    if since and day < since:
        return Force(Status.NOT_YET_IN_FORCE, since, until, "Theo ngày có hiệu lực mà nguồn ghi.")
    if since and codified:
        return Force(Status.IN_FORCE, since, until, "Có trong Bộ pháp điển; ngày hiệu lực theo Bộ pháp điển.")
    return Force(Status.UNCERTAIN, since, until, "Kho chưa có căn cứ để biết văn bản còn hiệu lực hay không.")
