"""The catalogue of instruments of the field: what each is, when it holds, and how sure we are of that.

The data lie in ``corpus/starter/catalogue.json`` and are edited by hand. Three rules of reading:

* ``effective`` is the first day an instrument holds, ``expired`` the first day it no longer does;
* ``changes`` are turns of its force that neither date tells, such as a parent replaced under a detailing text;
* a relation is written once, at the acting instrument; ``load_catalogue`` adds the other end.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any

from corpus.errors import CorpusError
from corpus.number import find_numbers, number_key
from corpus.work import SourceClass, Status, Work


class Verification(StrEnum):
    """On what the entry of an instrument rests, best first."""

    CODIFIED = "codified"  # read in Bộ pháp điển
    SOURCE = "source"  # read in a public source
    PARTLY = "partly"  # only some of it read: its metadata, some articles, that it exists
    WEAK = "weak"  # one doubtful source
    MEMORY = "memory"  # no source at all


class RelationKind(StrEnum):
    """How one instrument stands to another; every kind but ``CITES`` has its inverse."""

    AMENDS = "amends"
    AMENDED_BY = "amended_by"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    REPEALS = "repeals"  # a part only
    REPEALED_BY = "repealed_by"
    GUIDES = "guides"
    GUIDED_BY = "guided_by"
    CITES = "cites"
    CITED_BY = "cited_by"


INVERSES = {
    RelationKind.AMENDS: RelationKind.AMENDED_BY,
    RelationKind.REPLACES: RelationKind.REPLACED_BY,
    RelationKind.REPEALS: RelationKind.REPEALED_BY,
    RelationKind.GUIDES: RelationKind.GUIDED_BY,
    RelationKind.CITES: RelationKind.CITED_BY,
}
INVERSES |= {inverse: kind for kind, inverse in INVERSES.items()}


@dataclass(frozen=True, slots=True)
class Relation:
    """One tie to another instrument, by its number; the other one need not be in the catalogue."""

    kind: RelationKind
    number: str
    place: str = ""  # where the acting text says so: "Điều 2 khoản 3"
    touches: str = ""  # which places of the other text it touches: "Điều 27, Điều 28"
    verified: bool = True


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From ``day`` on the instrument has ``status``; the reason is a sentence for the reader."""

    day: date
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class OtherValue:
    """What another source says of a field; kept because nothing here settles the conflict."""

    field: str
    value: str  # as that source gives it: a day, a month or a year
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A law, decree, plan, treaty or draft that an officer of the field may meet."""

    number: str
    type: str
    title: str
    issuer: str
    verified: Verification
    source_class: SourceClass
    status: Status  # on the day of the catalogue; for another day ask ``status_on``
    issued: date | None = None
    effective: date | None = None
    expired: date | None = None
    place: str = ""  # province, for local papers
    articles: int | None = None  # how many Điều it has, where that was read
    changes: tuple[StatusChange, ...] = ()
    unverified_fields: tuple[str, ...] = ()  # fields known from memory or presumed
    other_values: tuple[OtherValue, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All instruments, in the order of the file, as checked on the day ``as_of``."""

    as_of: date
    instruments: tuple[Instrument, ...]

    def by_number(self, number: str) -> Instrument | None:
        """Return the instrument with this number, however it is typed; None where the catalogue has none.

        >>> load_catalogue().by_number("nghi dinh so 9/2013/ND-CP").number
        '09/2013/NĐ-CP'
        """
        wanted = _key(number)
        return next((found for found in self.instruments if _key(found.number) == wanted), None)


class BrokenCatalogueError(CorpusError):
    """The catalogue that ships with the product cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Danh mục văn bản đi kèm bị hỏng: {reason}. Hãy cài lại phần mềm.")


def load_catalogue() -> Catalogue:
    """Read the catalogue that ships with the package, each relation seen from both of its ends."""
    raw = files("corpus").joinpath("starter/catalogue.json").read_text(encoding="utf-8")
    try:
        data = json.loads(raw)
        instruments = [_instrument(row) for row in data["instruments"]]
        as_of = date.fromisoformat(data["as_of"])
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenCatalogueError(str(error)) from error
    return Catalogue(as_of, tuple(_with_inverses(instruments)))


def status_on(instrument: Instrument, day: date) -> Status:
    """Return the force of an instrument on a day, as far as the catalogue knows.

    Where the first day of force is unknown, the time after signing is uncertain until a change says more.
    """
    if instrument.status is Status.NEVER_ISSUED:
        return Status.NEVER_ISSUED
    if instrument.expired is not None and day >= instrument.expired:
        return Status.EXPIRED
    reached = [change for change in instrument.changes if change.day <= day]
    if reached:
        return max(reached, key=lambda change: change.day).status
    if instrument.effective is not None:
        return Status.IN_FORCE if day >= instrument.effective else Status.NOT_YET_IN_FORCE
    if instrument.issued is not None and day < instrument.issued:
        return Status.NOT_YET_IN_FORCE
    return Status.UNCERTAIN


def work_of(instrument: Instrument) -> Work:
    """Return the instrument as a work, for the store."""
    return Work(
        number=instrument.number,
        type=instrument.type,
        title=instrument.title,
        issuer=instrument.issuer,
        issued=instrument.issued,
        effective=instrument.effective,
        expired=instrument.expired,
        source_class=instrument.source_class,
        place=instrument.place,
    )


def _instrument(row: Mapping[str, Any]) -> Instrument:
    return Instrument(
        number=row["number"],
        type=row["type"],
        title=row["title"],
        issuer=row["issuer"],
        verified=Verification(row["verified"]),
        source_class=SourceClass(row["source_class"]),
        status=Status(row["status"]),
        issued=_day(row, "issued"),
        effective=_day(row, "effective"),
        expired=_day(row, "expired"),
        place=row.get("place", ""),
        articles=row.get("articles"),
        changes=tuple(
            StatusChange(date.fromisoformat(change["day"]), Status(change["status"]), change["reason"])
            for change in row.get("changes", ())
        ),
        unverified_fields=tuple(row.get("unverified_fields", ())),
        other_values=tuple(OtherValue(**other) for other in row.get("other_values", ())),
        relations=tuple(
            Relation(**{**relation, "kind": RelationKind(relation["kind"])}) for relation in row.get("relations", ())
        ),
        sources=tuple(row.get("sources", ())),
        note=row.get("note", ""),
    )


def _day(row: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(row[name]) if name in row else None


def _with_inverses(instruments: Iterable[Instrument]) -> list[Instrument]:
    """Give each instrument, after its own relations, those that others have to it."""
    written = list(instruments)
    received: dict[str, list[Relation]] = defaultdict(list)
    for instrument in written:
        for relation in instrument.relations:
            inverse = replace(relation, kind=INVERSES[relation.kind], number=instrument.number)
            received[_key(relation.number)].append(inverse)
    return [
        replace(instrument, relations=instrument.relations + tuple(received[_key(instrument.number)]))
        for instrument in written
    ]


def _key(number: str) -> str:
    """Return the key of a number, also where a type or "số" stands before it."""
    found = find_numbers(number)
    return number_key(found[0].number if found else number)
