"""Builds laws of the corpus for tests; each test says only what it is about."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.expression import Expression, Heading, Origin, Unit
from corpus.provision import Level, Provision, child_eid
from corpus.rows import Held
from corpus.source import Source
from corpus.work import SourceClass, Work

_MARKS = {Level.ARTICLE: "Điều {}. ", Level.CLAUSE: "{}. ", Level.POINT: "{}) ", Level.ITEM: "{}. "}


@dataclass(frozen=True, slots=True)
class Part:
    """What a provision is built from: its own words, and the parts below it."""

    level: Level
    num: str
    words: str
    parts: tuple["Part", ...] = ()
    closing: str = ""


def article(num: str, heading: str, *parts: Part, words: str = "", closing: str = "") -> Part:
    """Return an article: its heading, what it says before its first khoản, its parts."""
    return Part(Level.ARTICLE, num, f"{heading}\n{words}", parts, closing)


def clause(num: str, words: str, *points: Part, closing: str = "") -> Part:
    """Return a khoản."""
    return Part(Level.CLAUSE, num, words, points, closing)


def point(num: str, words: str) -> Part:
    """Return a điểm."""
    return Part(Level.POINT, num, words)


def item(num: str, heading: str, *parts: Part) -> Part:
    """Return a mục of a paper without Điều."""
    return Part(Level.ITEM, num, f"{heading}\n", parts)


def provision(part: Part, parent: str = "", start: int = 0) -> Provision:
    """Return the provision: marker, own words, children, closing words."""
    eid = child_eid(parent, part.level, part.num)
    lead = _MARKS.get(part.level, "{}").format(part.num) + part.words
    lead = lead if lead.endswith("\n") else f"{lead}\n"
    reached = start + len(lead)
    children = []
    for below in part.parts:
        children.append(provision(below, eid, reached))
        reached = children[-1].end
    closing = f"{part.closing}\n" if part.closing else ""
    text = lead + "".join(child.text for child in children) + closing
    top = part.level in (Level.ARTICLE, Level.ITEM)
    heading = part.words.partition("\n")[0] if top else ""
    return Provision(eid, part.level, part.num, heading, text, start, start + len(text), None, tuple(children))


def law(number: str = "12/2020/QH14", title: str = "Luật Thử nghiệm", **facts: Any) -> Work:  # noqa: ANN401  # fields of Work
    """Return a law that took effect on 1 January 2021, unless told otherwise."""
    known: dict[str, Any] = {
        "type": "Luật",
        "issuer": "Quốc hội",
        "issued": date(2020, 6, 1),
        "effective": date(2021, 1, 1),
        "source_class": SourceClass.LAW,
    }
    return Work(number=number, title=title, **{**known, **facts})


def expression(work: Work, *parts: Part, context: tuple[Heading, ...] = (), **facts: Any) -> Expression:  # noqa: ANN401  # fields of Expression
    """Return an expression whose units are these parts, end to end."""
    units: list[Unit] = []
    reached = 0
    for part in parts:
        units.append(Unit(provision(part, start=reached), context))
        reached = units[-1].provision.end
    text = "".join(unit.provision.text for unit in units)
    return Expression(work=work, text=text, units=tuple(units), **{"origin": Origin.OFFICIAL, **facts})


def source(name: str, **facts: Any) -> Source:  # noqa: ANN401  # fields of Source
    """Return a source whose content hash is made from its name."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return Source(**{"sha256": sha256, "path": name, "kind": "text", "size": 1, "parser": "test-1", **facts})


def held(work: Work, part: Part, *, context: tuple[Heading, ...] = (), **facts: Any) -> Held:  # noqa: ANN401  # fields of Held
    """Return a unit as a store would hold it."""
    known: dict[str, Any] = {
        "source": source("tệp thử"),
        "expression_id": 1,
        "unit_id": 1,
        "origin": Origin.OFFICIAL,
        "valid_from": None,
        "as_of": None,
        "complete": True,
    }
    return Held(work=work, unit=Unit(provision(part), context), **{**known, **facts})
