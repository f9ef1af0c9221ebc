"""The table of steps behind the referral card: what is done, by whom, within which days, with which paper.

It lies in ``corpus/starter/referral.toml`` and is edited by hand. Each step names the provisions it rests on and how
well it was checked against them; guidance, never law.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.case import Case, Health, PersonClass, Route, Support
from corpus.catalogue import load_catalogue
from corpus.errors import CorpusError
from corpus.handbook import Ground, Mark, grounds_label
from corpus.offices import Act, load_offices

ADULT = 18  # years


class Ruling(StrEnum):
    """Which law rules the support of a person."""

    OLD = "old"  # 66/2011/QH12, while it was in force
    TRANSITIONAL = "transitional"  # the same, after that, for who was identified while it was (Điều 63 of 53/2024/QH15)
    NEW = "new"  # 53/2024/QH15


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does a step: an office of the table of offices, or a name where that table has none."""

    name: str = ""
    office: str = ""  # id
    act: Act | None = None  # which of its work; tells who does it where the office is gone


@dataclass(frozen=True, slots=True)
class Paper:
    """A form or paper of a step, and the instrument it belongs to: two decrees have a "Mẫu số 07" each."""

    form: str
    decree: str  # number
    type: str  # of the instrument
    text: str = ""

    @property
    def label(self) -> str:
        """Return the paper with its instrument: "Mẫu số 07 của Nghị định số 162/2025/NĐ-CP"."""
        return f"{self.form} của {self.type} số {self.decree}"


@dataclass(frozen=True, slots=True)
class GroundFor:
    """A ground, and the classes of person it is a ground for; all where none is named."""

    ground: Ground
    classes: tuple[PersonClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """A sentence that a step has for some classes of person, or for who is surely younger than some age."""

    text: str
    classes: tuple[PersonClass, ...] = ()
    under: int | None = None  # years

    def said_of(self, case: Case) -> bool:
        """Tell whether the sentence is said in a case."""
        return (not self.classes or case.person_class in self.classes) and (
            self.under is None or is_under(case, self.under)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """When a step is taken; an empty condition holds always, one on what is not known never does."""

    rulings: tuple[Ruling, ...]
    routes: tuple[Route, ...] = ()
    classes: tuple[PersonClass, ...] = ()
    under: int | None = None  # years; surely
    maybe_under: int | None = None  # not surely that old
    maybe_from: int | None = None  # not surely younger
    abroad: bool | None = None  # whether the person is still abroad
    health: tuple[Health, ...] = ()
    wishes: tuple[Support, ...] = ()
    since: date | None = None
    until: date | None = None

    def met_by(self, case: Case, ruling: Ruling, day: date) -> bool:
        """Tell whether the step is taken in a case, on a day."""
        return (
            ruling in self.rulings
            and is_within(day, self.since, self.until)
            and (not self.routes or case.route in self.routes)
            and (not self.classes or case.person_class in self.classes)
            and self._aged(case)
            and (self.abroad is None or self.abroad is is_abroad(case))
            and (not (self.health or self.wishes) or self._wanted(case))
        )

    def _aged(self, case: Case) -> bool:
        return (
            (self.under is None or is_under(case, self.under))
            and (self.maybe_under is None or case.age is None or case.age < self.maybe_under)
            and (self.maybe_from is None or not is_under(case, self.maybe_from))
        )

    def _wanted(self, case: Case) -> bool:
        return not set(self.health).isdisjoint(case.health) or not set(self.wishes).isdisjoint(case.wishes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do."""

    id: str
    text: str
    who: tuple[Doer, ...]
    deadline: str
    paper: Paper | None
    grounds: tuple[GroundFor, ...]
    mark: Mark
    needs: Needs
    also: tuple[Addition, ...] = ()
    months: int | None = None  # to apply in, from the day of identification on
    source: str = ""  # address of a page that says what the grounds do not

    def text_for(self, case: Case) -> str:
        """Return what is done in a case."""
        return " ".join((self.text, *(one.text for one in self.also if one.said_of(case))))

    def grounds_for(self, person_class: PersonClass | None) -> tuple[Ground, ...]:
        """Return the grounds that hold for a class of person."""
        return tuple(one.ground for one in self.grounds if not one.classes or person_class in one.classes)


@dataclass(frozen=True, slots=True)
class RulingReason:
    """Why a law rules a case, in one sentence or two."""

    text: str
    grounds: tuple[Ground, ...]
    mark: Mark
    undated: str = ""  # said instead where the day of identification is not known and decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A number to call, and the days on which it is right."""

    name: str
    number: str
    text: str
    grounds: tuple[Ground, ...]
    source: str
    mark: Mark
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ReferralTable:
    """All of the table, in the order of the file."""

    checked_on: date  # the day its statements were last checked
    rulings: Mapping[Ruling, RulingReason]
    contacts: tuple[Contact, ...]
    steps: tuple[Step, ...]


class BrokenReferralError(CorpusError):
    """The table of referral steps that ships with the product cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Bảng các bước chuyển tuyến đi kèm bị hỏng: {reason}. Hãy cài lại phần mềm.")


def is_within(day: date, since: date | None, until: date | None) -> bool:
    """Tell whether a day lies on or after one day and before another; a bound that is None does not bind."""
    return (since is None or since <= day) and (until is None or day < until)


def is_under(case: Case, years: int) -> bool:
    """Tell whether the person is surely younger; who comes with a victim as a minor is under 18 without more."""
    if case.age is None:
        return case.person_class is PersonClass.MINOR_ACCOMPANYING and years >= ADULT
    return case.age < years


def is_abroad(case: Case) -> bool:
    """Tell whether the person is still abroad."""
    return case.route is Route.ABROAD or case.person_class is PersonClass.PENDING_ABROAD


@cache
def load_referral() -> ReferralTable:
    """Read the table that ships with the package."""
    return read_referral(files("corpus").joinpath("starter/referral.toml").read_text(encoding="utf-8"))


def read_referral(raw: str) -> ReferralTable:
    """Return the table that a TOML text makes; its head says what it means. Raises BrokenReferralError."""
    types = {instrument.number: instrument.type for instrument in load_catalogue().instruments}
    try:
        table = tomllib.loads(raw)
        read = ReferralTable(
            checked_on=table["checked_on"],
            rulings={Ruling(row["id"]): _reason(row, types) for row in table["ruling"]},
            contacts=tuple(_contact(row, types) for row in table["contact"]),
            steps=tuple(_step(row, types) for row in table["step"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenReferralError(str(error)) from error
    offices = load_offices().offices
    missing = {doer.office for step in read.steps for doer in step.who if doer.office} - offices.keys()
    if missing or len({step.id for step in read.steps}) != len(read.steps) or set(read.rulings) != set(Ruling):
        raise BrokenReferralError(f"thiếu hoặc trùng ({', '.join(sorted(missing))})")
    return read


def step_text(step: Step) -> str:
    """Return a step in one paragraph, with its paper and its grounds, as a text whose citations can be checked."""
    paper = f" Giấy tờ: {step.paper.label}." if step.paper else ""
    grounds = grounds_label(one.ground for one in step.grounds)
    more = "".join(f" {one.text}" for one in step.also)
    return f"{step.text.removesuffix('.')} ({grounds}).{more}{paper}"


def _step(row: Mapping[str, Any], types: Mapping[str, str]) -> Step:
    paper = row.get("paper")
    return Step(
        id=row["id"],
        text=row["text"],
        who=tuple(_doer(one) for one in row["who"]),
        deadline=row.get("deadline", ""),
        paper=Paper(paper["form"], paper["decree"], types[paper["decree"]], paper.get("text", "")) if paper else None,
        grounds=tuple(_ground_for(one, types) for one in row["grounds"]),
        mark=Mark(row["mark"]),
        needs=Needs(
            rulings=tuple(map(Ruling, row["rulings"])),
            routes=tuple(map(Route, row.get("routes", ()))),
            classes=tuple(map(PersonClass, row.get("classes", ()))),
            under=row.get("under"),
            maybe_under=row.get("maybe_under"),
            maybe_from=row.get("maybe_from"),
            abroad=row.get("abroad"),
            health=tuple(map(Health, row.get("health", ()))),
            wishes=tuple(map(Support, row.get("wishes", ()))),
            since=row.get("since"),
            until=row.get("until"),
        ),
        also=tuple(_addition(one) for one in row.get("also", ())),
        months=row.get("months"),
        source=row.get("source", ""),
    )


def _addition(row: Mapping[str, Any]) -> Addition:
    return Addition(row["text"], tuple(map(PersonClass, row.get("classes", ()))), row.get("under"))


def _doer(row: Mapping[str, Any]) -> Doer:
    return Doer(row.get("name", ""), row.get("office", ""), Act(row["act"]) if "act" in row else None)


def _ground_for(row: Mapping[str, Any], types: Mapping[str, str]) -> GroundFor:
    place = {name: value for name, value in row.items() if name != "classes"}
    return GroundFor(_ground(place, types), tuple(map(PersonClass, row.get("classes", ()))))


def _ground(row: Mapping[str, Any], types: Mapping[str, str]) -> Ground:
    return Ground(type=types[row["number"]], **row)


def _grounds(rows: Iterable[Mapping[str, Any]], types: Mapping[str, str]) -> tuple[Ground, ...]:
    return tuple(_ground(row, types) for row in rows)


def _reason(row: Mapping[str, Any], types: Mapping[str, str]) -> RulingReason:
    return RulingReason(row["text"], _grounds(row["grounds"], types), Mark(row["mark"]), row.get("undated", ""))


def _contact(row: Mapping[str, Any], types: Mapping[str, str]) -> Contact:
    return Contact(
        name=row["name"],
        number=row["number"],
        text=row["text"],
        grounds=_grounds(row.get("grounds", ()), types),
        source=row.get("source", ""),
        mark=Mark(row["mark"]),
        since=row.get("since"),
        until=row.get("until"),
    )
