"""Offices and territories in time: which of them are there on a day, and who does the work of those that are gone.

The table lies in ``corpus/starter/offices.toml`` and is edited by hand; each change carries its ground and how well it
was checked. An office may have several successors: one supports victims, another sees to work and wages.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.errors import CorpusError
from corpus.handbook import Mark

_UNCHECKED = "ghi theo trí nhớ, chưa kiểm chứng"
_DAY = "%d/%m/%Y"
_SURENESS = tuple(Mark)


class OfficeKind(StrEnum):
    """What an office is, and of which level."""

    MINISTRY = "ministry"
    DEPARTMENT = "department"  # cục of a ministry
    PROVINCIAL = "provincial"
    DISTRICT = "district"
    COMMUNE = "commune"
    FORCE = "force"  # công an, bộ đội biên phòng, cảnh sát biển
    COMMITTEE = "committee"
    COURT = "court"  # and the procuracy beside it
    SHELTER = "shelter"
    TERRITORY = "territory"  # a province or a city of that rank


class Act(StrEnum):
    """A kind of work that passes from one office to another."""

    SUPPORT = "support"
    RECEPTION = "reception"
    IDENTIFICATION = "identification"
    SOCIAL = "social"
    JOBS = "jobs"
    TRAINING = "training"
    VICE = "vice"
    DRUGS = "drugs"
    TELECOM = "telecom"
    PRESS = "press"


ACT_NAMES: Mapping[Act, str] = {
    Act.SUPPORT: "hỗ trợ nạn nhân",
    Act.RECEPTION: "tiếp nhận nạn nhân",
    Act.IDENTIFICATION: "xác minh, xác định nạn nhân",
    Act.SOCIAL: "trợ giúp xã hội",
    Act.JOBS: "lao động, việc làm",
    Act.TRAINING: "giáo dục nghề nghiệp",
    Act.VICE: "phòng, chống tệ nạn xã hội",
    Act.DRUGS: "cai nghiện ma túy",
    Act.TELECOM: "viễn thông, công nghệ thông tin",
    Act.PRESS: "báo chí, xuất bản",
}


class Standing(StrEnum):
    """Whether an office is there on a day."""

    NOT_YET = "not_yet"
    EXISTS = "exists"
    UNCERTAIN = "uncertain"  # it may have ended by then: no source tells
    ENDED = "ended"


class Widen(StrEnum):
    """Whether who searches for one name of a succession is shown the other as well."""

    BOTH = "both"
    FORWARD = "forward"  # from the office that is gone to the one that acts now
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a fact of the table rests on."""

    ground: str = ""  # a citation
    sources: tuple[str, ...] = ()  # addresses of pages
    mark: Mark = Mark.MEMORY

    @property
    def words(self) -> str:
        """Return the ground and how sure it is: "Luật số 86/2025/QH15", "ghi theo trí nhớ, chưa kiểm chứng"."""
        doubt = {Mark.VERIFIED: "", Mark.PARTLY: "mới kiểm chứng một phần"}.get(self.mark, _UNCHECKED)
        return "; ".join(filter(None, (self.ground, doubt)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """Who does the work of an office from a day on; all of it where no act is named."""

    office: str  # id
    acts: tuple[Act, ...]
    since: date
    basis: Basis
    widen: Widen = Widen.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A body of the state or a territory, under the name that the law gives it."""

    id: str
    name: str
    kind: OfficeKind
    forms: tuple[str, ...] = ()  # how its name is written, in full
    short: tuple[str, ...] = ()  # abbreviations of a territory's name
    marked: tuple[str, ...] = ()  # forms that count with all their marks only
    since: date | None = None  # from the beginning, where empty
    doubted: date | None = None  # it may be gone from this day on
    until: date | None = None  # the first day on which it is surely gone
    renamed: bool = False  # the house stands, under another name
    lost: str = ""  # the work that its ground gives to others, where the ground does not say that it is gone
    basis: Basis = Basis()
    successors: tuple[Successor, ...] = ()
    type: str = ""  # of a territory: "tỉnh", "thành phố"
    typed: bool = False  # of a territory: its name alone may mean something else
    reading: str = ""  # of a territory: how its name is told from other words, see search/names.py

    def on(self, day: date) -> Standing:
        """Return whether the office is there on a day."""
        if self.since and day < self.since:
            return Standing.NOT_YET
        if self.until and day >= self.until:
            return Standing.ENDED
        return Standing.UNCERTAIN if self.doubted and day >= self.doubted else Standing.EXISTS

    def successors_on(self, day: date, act: Act | None = None) -> tuple[Successor, ...]:
        """Return who does its work on a day, or one act of it, the surest first; nobody while it is there."""
        if self.on(day) in (Standing.NOT_YET, Standing.EXISTS):
            return ()
        latest: dict[tuple[str, tuple[Act, ...]], Successor] = {}
        for successor in self.successors:
            if successor.since <= day and (act is None or not successor.acts or act in successor.acts):
                latest[successor.office, successor.acts] = successor
        return tuple(sorted(latest.values(), key=lambda one: _SURENESS.index(one.basis.mark)))

    @property
    def full_name(self) -> str:
        """Return the name with the type of a territory before it: "tỉnh Hà Giang"."""
        return f"{self.type} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """All offices by their ids, with what the written forms are made of."""

    offices: Mapping[str, Office]
    words: Mapping[str, tuple[str, ...]]  # ways to write a part of several names: {ldtbxh}
    others: tuple[str, ...]  # phrases that hold the name of an office and are none

    def predecessors(self, office: Office, on: date) -> list[tuple[Office, Successor]]:
        """Return the offices whose work an office does on a day, and how it came to it."""
        return [
            (gone, successor)
            for gone in self.offices.values()
            for successor in gone.successors_on(on)
            if successor.office == office.id
        ]

    def names_beside(self, office: Office, on: date) -> list[str]:
        """Return the names under which texts of other days speak of the work of an office, as of a day.

        For one that is gone, those who act now; for one that acts, those whose work it took over.
        """
        later = [self.offices[one.office] for one in office.successors_on(on) if one.widen is not Widen.NONE]
        earlier = [gone for gone, how in self.predecessors(office, on) if how.widen is Widen.BOTH]
        return list(dict.fromkeys(other.name for other in (*later, *earlier)))

    def note(self, office: Office, on: date, act: Act | None = None) -> str:
        """Return what became of an office by a day, who acts now and how sure that is; empty while it is there."""
        standing = office.on(on)
        if standing in (Standing.EXISTS, Standing.NOT_YET):
            return ""
        name = office.full_name[:1].upper() + office.full_name[1:]
        doubted = f" có thể đã thôi hoạt động từ ngày {office.doubted:{_DAY}}" if office.doubted else ""
        ended = f"{_ending(office)}" if standing is Standing.ENDED else " (chưa kiểm chứng)"
        said = f"{name}{doubted}{';' if doubted and standing is Standing.ENDED else ''}{ended}"
        now = [self._acting(office, successor) for successor in office.successors_on(on, act)]
        if not now:
            return f"{said}; chưa rõ cơ quan nào làm thay."
        verb = {OfficeKind.TERRITORY: "nay thuộc", OfficeKind.SHELTER: "nay gọi là"}.get(office.kind, "nay:")
        return f"{said}; {verb} {'; '.join(now)}."

    def _acting(self, office: Office, successor: Successor) -> str:
        """Return a successor with the acts that are its own, and its ground where that is not the office's."""
        acts = "; ".join(ACT_NAMES[act] for act in successor.acts)
        same = successor.basis == office.basis or office.kind is OfficeKind.TERRITORY
        told = ": ".join(filter(None, (acts.replace("; ", ", "), "" if same else successor.basis.words)))
        return f"{self.offices[successor.office].full_name}{f' ({told})' if told else ''}"


def _ending(office: Office) -> str:
    """Return since when an office is gone by its ground, or since when at the latest it does not do its work."""
    day = f"từ ngày {office.until:{_DAY}}"
    basis = f" ({office.basis.words})" if office.basis.words else ""
    if office.lost:
        return f" chậm nhất {day} không còn làm {office.lost}{basis}"
    verb = "đổi tên" if office.renamed else "không còn"
    return f" chậm nhất {day} không còn{basis}" if office.doubted else f" {verb} {day}{basis}"


def ended(offices: Iterable[Office], on: date) -> list[Office]:
    """Return those that are gone on a day, or may be, each once; "cấp huyện" only where no office of it is named."""
    gone = [one for one in dict.fromkeys(offices) if one.on(on) in (Standing.ENDED, Standing.UNCERTAIN)]
    districts = [one for one in gone if one.kind is OfficeKind.DISTRICT and one.id != _DISTRICT_LEVEL]
    return [one for one in gone if one.id != _DISTRICT_LEVEL or not districts]


_DISTRICT_LEVEL = "cap-huyen"


class BrokenOfficesError(CorpusError):
    """The table of offices that ships with the product cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Bảng cơ quan và địa bàn đi kèm bị hỏng: {reason}. Hãy cài lại phần mềm.")


@cache
def load_offices() -> OfficeTable:
    """Read the table that ships with the package."""
    return read_offices(files("corpus").joinpath("starter/offices.toml").read_text(encoding="utf-8"))


def read_offices(raw: str) -> OfficeTable:
    """Return the table that a TOML text makes; its head says what it means. Raises BrokenOfficesError."""
    try:
        table = tomllib.loads(raw)
        rows = [*map(_office, table["office"]), *map(_territory, table["territory"])]
        words = {name: tuple(ways) for name, ways in table["words"].items()}
        others = tuple(table["not"]["forms"])
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenOfficesError(str(error)) from error
    offices = {office.id: office for office in rows}
    missing = {one.office for office in rows for one in office.successors} - offices.keys()
    if missing or len(offices) != len(rows):
        raise BrokenOfficesError(f"thiếu hoặc trùng cơ quan ({', '.join(sorted(missing))})")
    return OfficeTable(offices, words, others)


def _office(row: Mapping[str, Any]) -> Office:
    first = row.get("doubted") or row.get("until")
    return Office(
        id=row["id"],
        name=row["name"],
        kind=OfficeKind(row["kind"]),
        forms=tuple(row.get("forms", ())),
        marked=tuple(row.get("marked", ())),
        since=row.get("since"),
        doubted=row.get("doubted"),
        until=row.get("until"),
        renamed=row.get("renamed", False),
        lost=row.get("lost", ""),
        basis=_basis(row),
        successors=_successors(row.get("successor", ()), first),
    )


def _successors(rows: Sequence[Mapping[str, Any]], first: date | None) -> tuple[Successor, ...]:
    """Return the successors of an office, in order of their days; without a day, from its own end on."""
    found = [
        Successor(
            office=row["office"],
            acts=tuple(map(Act, row.get("acts", ()))),
            since=row.get("since") or first or date.min,
            basis=_basis(row),
            widen=Widen(row.get("widen", Widen.BOTH)),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.since))


def _territory(row: Mapping[str, Any]) -> Office:
    into = {"office": row["into"], "mark": row["mark"]} if "into" in row else None
    return Office(
        id=row["id"],
        name=row["name"],
        kind=OfficeKind.TERRITORY,
        forms=tuple(row.get("forms", (row["name"],))),
        short=tuple(row.get("short", ())),
        since=row.get("since"),
        until=row.get("until"),
        basis=_basis(row),
        successors=_successors([into], row["until"]) if into else (),
        type=row.get("type", "tỉnh"),
        typed=row.get("typed", False),
        reading=row.get("reading", "name"),
    )


def _basis(row: Mapping[str, Any]) -> Basis:
    return Basis(
        ground=row.get("ground", ""), sources=tuple(row.get("sources", ())), mark=Mark(row.get("mark", Mark.MEMORY))
    )
