"""The handbook: short answers in our own words for an officer in a hurry. Guidance, never law.

The entries lie in ``corpus/starter/handbook.toml`` and are edited by hand. Each statement names the provisions it
rests on and how well it was checked against them.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from itertools import groupby
from typing import Any

from corpus.case import PersonClass, Route
from corpus.catalogue import load_catalogue
from corpus.errors import CorpusError

HANDBOOK_TITLE = "Sổ tay hỗ trợ nạn nhân bị mua bán"
HANDBOOK_DAY = date(2026, 11, 22)  # the day its statements were last checked


class Mark(StrEnum):
    """How well a statement was checked."""

    VERIFIED = "verified"  # read in a source
    PARTLY = "partly"  # read in part
    MEMORY = "memory"  # no source seen
    UNKNOWN = "unknown"  # nobody here knows; the statement says just that


class Regime(StrEnum):
    """Which law an entry speaks of."""

    OLD = "old"  # 66/2011/QH12: identified before 01/7/2025
    NEW = "new"  # 53/2024/QH15
    BOTH = "both"


class Topic(StrEnum):
    """What an entry is about."""

    ENTITLEMENTS = "entitlements"
    ESSENTIAL_NEEDS = "essential_needs"
    MEDICAL = "medical"
    INTERPRETATION = "interpretation"
    LEGAL_ADVICE = "legal_advice"
    LEGAL_AID = "legal_aid"
    TRAVEL = "travel"
    PSYCHOLOGICAL = "psychological"
    SCHOOLING = "schooling"
    VOCATIONAL = "vocational"
    HARDSHIP = "hardship"
    LOAN = "loan"
    AMOUNTS = "amounts"
    PROTECTION = "protection"
    CONFIDENTIALITY = "confidentiality"
    CONDUCT = "conduct"
    RECEPTION = "reception"
    IDENTIFICATION = "identification"
    CHILDREN = "children"
    SHELTER = "shelter"
    PROCEDURE = "procedure"
    DEADLINE = "deadline"
    AGENCY = "agency"
    HOTLINE = "hotline"
    TRANSITION = "transition"
    PLANS = "plans"
    COMMUNICATION = "communication"
    CRIME = "crime"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A provision that a statement rests on; without an article, the instrument as a whole."""

    number: str
    type: str  # "Luật", from the catalogue; empty where the catalogue lacks the number
    article: str = ""
    clause: str = ""
    point: str = ""
    paragraph: str = ""  # an unnumbered paragraph of the clause: "2" is "đoạn 2"

    @property
    def place(self) -> str:
        """Return the place inside the article: "điểm a khoản 1"; empty for the article as a whole."""
        parts = (("điểm", self.point), ("đoạn", self.paragraph), ("khoản", self.clause))
        return " ".join(f"{level} {num}" for level, num in parts if num)

    @property
    def work_label(self) -> str:
        """Return the instrument as people cite it: "Luật số 53/2024/QH15"."""
        return f"{self.type} số {self.number}".strip()

    @property
    def label(self) -> str:
        """Return the ground as people cite it: "điểm a khoản 1 Điều 37 Luật số 53/2024/QH15"."""
        return grounds_label([self])


@dataclass(frozen=True, slots=True)
class EntryStatement:
    """One fact in our own words, with what it rests on."""

    text: str
    mark: Mark
    grounds: tuple[Ground, ...] = ()
    source: str = ""  # address of a page, for a fact that its grounds do not state, such as a telephone number


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question of the field and its answer; the first statement answers the title."""

    id: str  # slug
    title: str
    topics: tuple[Topic, ...]
    classes: tuple[PersonClass, ...]
    regime: Regime
    statements: tuple[EntryStatement, ...]
    keywords: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()  # of the entries on reception: how the person came


class BrokenHandbookError(CorpusError):
    """The handbook that ships with the product cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Sổ tay đi kèm bị hỏng: {reason}. Hãy cài lại phần mềm.")


def load_handbook() -> list[Entry]:
    """Read the handbook that ships with the package, in the order of the file."""
    raw = files("corpus").joinpath("starter/handbook.toml").read_text(encoding="utf-8")
    types = {instrument.number: instrument.type for instrument in load_catalogue().instruments}
    try:
        return [_entry(row, types) for row in tomllib.loads(raw)["entry"]]
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenHandbookError(str(error)) from error


def entry_text(entry: Entry) -> str:
    """Return the text stored for an entry: a line for each statement, numbered as khoản, its grounds in brackets."""
    return "\n".join(
        f"{number}. {_with_grounds(statement)}" for number, statement in enumerate(entry.statements, start=1)
    )


def grounds_label(grounds: Iterable[Ground]) -> str:
    """Return grounds in one phrase that reads back as the same places; neighbours in one article share its name.

    >>> law = {"number": "53/2024/QH15", "type": "Luật", "article": "37"}
    >>> grounds_label([Ground(**law, clause="2"), Ground(**law, clause="4")])
    'khoản 2, khoản 4 Điều 37 Luật số 53/2024/QH15'
    """
    labels = []
    for (article, work, _), same in groupby(
        grounds, key=lambda ground: (ground.article, ground.work_label, ground.paragraph)
    ):
        places = ", ".join(ground.place for ground in same if ground.place)
        labels.append(" ".join(filter(None, (places, f"Điều {article}" if article else "", work))))
    return "; ".join(labels)


def _with_grounds(statement: EntryStatement) -> str:
    page = f"nguồn: {statement.source}" if statement.source else ""
    basis = "; ".join(filter(None, (grounds_label(statement.grounds), page)))
    return f"{statement.text.removesuffix('.')} ({basis})."


def _entry(row: Mapping[str, Any], types: Mapping[str, str]) -> Entry:
    return Entry(
        id=row["id"],
        title=row["title"],
        topics=tuple(Topic(topic) for topic in row["topics"]),
        classes=tuple(PersonClass(name) for name in row["classes"]),
        regime=Regime(row["regime"]),
        keywords=tuple(row.get("keywords", ())),
        routes=tuple(Route(name) for name in row.get("routes", ())),
        statements=tuple(
            EntryStatement(
                text=statement["text"],
                mark=Mark(statement["mark"]),
                grounds=tuple(
                    Ground(type=types.get(ground["number"], ""), **ground) for ground in statement.get("grounds", ())
                ),
                source=statement.get("source", ""),
            )
            for statement in row["statements"]
        ),
    )
