"""Between rows of the database and the nouns of the corpus."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.expression import Heading, Origin, Unit
from corpus.provision import Level, Provision
from corpus.source import Source
from corpus.work import SourceClass, Work

UNIT_COLUMNS = "eid, level, num, heading, text, start, page, url, context, parts"  # all that is read of a unit


@dataclass(frozen=True, slots=True)
class Held:
    """A unit as the store holds it: with its work, and the source and expression it came from."""

    work: Work
    unit: Unit
    source: Source
    expression_id: int
    unit_id: int
    origin: Origin
    valid_from: date | None
    as_of: date | None
    complete: bool
    acts: tuple[str, ...] = ()  # numbers of the acts that made the text what it is, first to last

    @property
    def partial(self) -> bool:
        """Tell whether the source gives only some of the work; a wording made here gives what changes, on purpose."""
        return not self.complete and self.origin is not Origin.AMENDED


def parts_json(provision: Provision) -> str:
    """Return the parts below a unit as JSON; offsets count from the start of the unit."""
    return json.dumps(_parts(provision, provision.start), ensure_ascii=False, separators=(",", ":"))


def _parts(provision: Provision, origin: int) -> list[Any]:
    return [
        [
            child.eid.removeprefix(f"{provision.eid}__"),
            str(child.level),
            child.num,
            child.heading,
            child.start - origin,
            child.end - origin,
            child.page,
            _parts(child, origin),
        ]
        for child in provision.children
    ]


def told(values: Iterable[object]) -> bytes:
    """Return the columns of a unit as bytes that no other columns give, for a digest."""
    return json.dumps([str(value) for value in values], ensure_ascii=False).encode()


def unit_of(row: sqlite3.Row) -> Unit:
    """Return the unit of a row of table ``unit``."""
    text, start, eid = row["text"], row["start"], row["eid"]
    children = _children(json.loads(row["parts"]), eid, text, start)
    provision = Provision(
        eid, Level(row["level"]), row["num"], row["heading"], text, start, start + len(text), row["page"], children
    )
    context = tuple(Heading(Level(level), num, words) for level, num, words in json.loads(row["context"]))
    return Unit(provision, context, row["url"])


def _children(parts: list[Any], parent: str, text: str, origin: int) -> tuple[Provision, ...]:
    found = []
    for own, level, num, heading, start, end, page, below in parts:
        eid = f"{parent}__{own}"
        children = _children(below, eid, text, origin)
        span = (origin + start, origin + end)
        found.append(Provision(eid, Level(level), num, heading, text[start:end], *span, page, children))
    return tuple(found)


def context_json(unit: Unit) -> str:
    """Return the headings above a unit as JSON."""
    rows = [[str(heading.level), heading.num, heading.text] for heading in unit.context]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def work_of(row: sqlite3.Row) -> Work:
    """Return the work of a row of table ``work``."""
    return Work(
        number=row["number"],
        type=row["type"],
        title=row["title"],
        issuer=row["issuer"],
        issued=day_of(row["issued"]),
        effective=day_of(row["effective"]),
        expired=day_of(row["expired"]),
        source_class=SourceClass(row["source_class"]),
        place=row["place"],
        slug=row["slug"],
    )


def source_of(row: sqlite3.Row) -> Source:
    """Return the source of a row of table ``source``; its doubts only where the row has them."""
    return Source(
        sha256=row["sha256"],
        path=row["path"],
        kind=row["kind"],
        size=row["size"],
        parser=row["parser"],
        container=row["container"],
        error=row["error"],
        doubts=tuple(json.loads(row["doubts"])) if "doubts" in row.keys() else (),  # noqa: SIM118  # a Row, not a dict
    )


def iso(day: date | None) -> str | None:
    """Return the ISO form of a day, or None."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO form, or None."""
    return date.fromisoformat(text) if text else None
