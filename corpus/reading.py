"""Reading the corpus: sources, works, provisions on a day, links."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from corpus.errors import AmbiguousNumberError, DamagedStoreError, UnknownProvisionError, UnknownWorkError
from corpus.expression import Origin
from corpus.faults import FaultReader
from corpus.governing import WholeText, composed, existing, firsthand, preference
from corpus.link import Link, LinkKind
from corpus.number import number_key
from corpus.pointers import PointerReader
from corpus.provision import label_of, unit_eid
from corpus.rows import UNIT_COLUMNS, Held, day_of, source_of, told, unit_of, work_of
from corpus.source import Source
from corpus.text import slug
from corpus.work import Work

_ORIGIN = "sha256, path, kind, size, parser, container, error"  # of a source; its doubts may be thousands
_HELD = """
    SELECT unit.*, unit.id AS unit_id, expression.work_id, expression.source_id, expression.origin,
           expression.valid_from, expression.as_of, expression.complete, expression.acts
    FROM unit JOIN expression ON expression.id = unit.expression_id
"""
_Row = TypeVar("_Row", Work, Source)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the corpus holds."""

    sources: int
    works: int
    expressions: int
    provisions: int  # units that people cite: articles, items, annexes, forms, bodies
    links: int


class CorpusReader(PointerReader, FaultReader):
    """Answers what the corpus holds; changes nothing."""

    def source(self, sha256: str) -> Source | None:
        """Return the source with this content, or None."""
        row = self._connection.execute("SELECT * FROM source WHERE sha256 = ?", (sha256,)).fetchone()
        return source_of(row) if row else None

    def sources(self) -> list[Source]:
        """Return all sources, in the order they came."""
        return [source_of(row) for row in self._connection.execute("SELECT * FROM source ORDER BY id")]

    def source_works(self, sha256: str) -> list[tuple[Work, int]]:
        """Return the works read from a source, each with its number of citable units."""
        rows = self._connection.execute(
            "SELECT work.*, (SELECT count(*) FROM unit WHERE unit.expression_id = expression.id AND unit.level IN"
            " ('article','item','annex','form','body')) AS units FROM work"
            " JOIN expression ON expression.work_id = work.id JOIN source ON source.id = expression.source_id"
            " WHERE source.sha256 = ? ORDER BY expression.id",
            (sha256,),
        )
        return [(work_of(row), int(row["units"])) for row in rows]

    def works(self) -> list[Work]:
        """Return all works, by slug."""
        return [work_of(row) for row in self._connection.execute("SELECT * FROM work ORDER BY slug")]

    def works_of(self, slugs: Sequence[str]) -> dict[str, Work]:
        """Return the works that have these slugs, by slug; at most a few hundred at once."""
        marks = ",".join("?" * len(slugs))
        rows = self._connection.execute(f"SELECT * FROM work WHERE slug IN ({marks})", tuple(slugs))
        return {row["slug"]: work_of(row) for row in rows}

    def works_by_number(self, number: str) -> list[Work]:
        """Return the works that carry a number, however it is written; by slug."""
        rows = self._connection.execute("SELECT * FROM work WHERE number_key = ? ORDER BY slug", (number_key(number),))
        return [work_of(row) for row in rows]

    def work(self, address: str) -> Work:
        """Return the work with this slug or number.

        Raises UnknownWorkError, or AmbiguousNumberError when several works share the number.
        """
        row = self._connection.execute("SELECT * FROM work WHERE slug = ?", (slug(address),)).fetchone()
        if row:
            return work_of(row)
        found = self.works_by_number(address) or self._works_by_slug(slug(address))
        if not found:
            raise UnknownWorkError(address)
        if len(found) > 1:
            raise AmbiguousNumberError(address, tuple(map(_dated, found)))
        return found[0]

    def holds(self, slug: str, eid: str) -> bool:
        """Tell whether any text of a work has the unit that a place lies in, on whatever day."""
        row = self._connection.execute(
            "SELECT 1 FROM unit JOIN expression ON expression.id = unit.expression_id"
            " JOIN work ON work.id = expression.work_id WHERE work.slug = ? AND (? = '' OR unit.eid = ?) LIMIT 1",
            (slug, eid, unit_eid(eid)),
        ).fetchone()
        return row is not None

    def place_today(self, slug: str, eid: str) -> tuple[str, str]:
        """Return where a place is found now; one that stands, or that nothing leads on from, stays as it is.

        A part of a unit follows its unit.
        """
        led = self.redirect(slug, eid)
        if led is not None and not self._stands(slug, eid):
            return led
        unit = unit_eid(eid)
        if led is not None or self.holds(slug, eid):
            return slug, eid
        around = self.redirect(slug, unit)
        return (around[0], around[1] + eid[len(unit) :]) if around else (slug, eid)

    def _stands(self, slug: str, eid: str) -> bool:
        """Tell whether a place is in any text held of the work with this slug."""
        work = self.works_of([slug]).get(slug)
        if work is None or not eid:
            return work is not None
        return any(held.unit.provision.find(eid) for held in self.texts(work, eid))

    def works_by_stem(self, stem: str) -> list[Work]:
        """Return the works whose number begins with a serial, or a serial and a year: "35/2013", "144"; by slug."""
        key = number_key(stem)
        rows = self._connection.execute(
            "SELECT * FROM work WHERE number_key >= ? AND number_key < ? ORDER BY slug", (f"{key}/", f"{key}0")
        )
        return [work_of(row) for row in rows]

    def _works_by_slug(self, start: str) -> list[Work]:
        """Return works whose slug is ``start`` followed by a day: numbers without a year."""
        rows = self._connection.execute("SELECT * FROM work WHERE slug GLOB ?", (f"{start}-[12][0-9][0-9][0-9]-*",))
        return [work_of(row) for row in rows]

    def counts(self) -> Counts:
        """Count what is held."""
        one = self._connection.execute
        citable = "level IN ('article','item','annex','form','body')"
        return Counts(
            sources=one("SELECT count(*) FROM source").fetchone()[0],
            works=one("SELECT count(*) FROM work").fetchone()[0],
            expressions=one("SELECT count(*) FROM expression").fetchone()[0],
            provisions=one(f"SELECT count(*) FROM unit WHERE {citable}").fetchone()[0],
            links=one("SELECT count(*) FROM link").fetchone()[0],
        )

    def unit(self, work: Work, eid: str, on: date) -> Held:
        """Return the unit with this eId (or that contains it) as its governing text stood on a day.

        Raises UnknownProvisionError, which also covers a unit that a later complete text no longer has.
        """
        found = existing(self.texts(work, eid), self._wholes(work), on)
        if not found:
            raise UnknownProvisionError(work.name, label_of(eid))
        return max(found, key=lambda held: preference(held, on))

    def governing(self, places: Sequence[tuple[Work, str]], on: date) -> dict[tuple[str, str], Held]:
        """Return of each unit, given by its work and eId, the text that governs on a day; by slug and eId.

        What has no text on the day is left out. At most a few hundred at once: they are read together.
        """
        if not places:
            return {}
        marks = ",".join(["(?, ?)"] * len(places))
        rows = self._connection.execute(
            f"WITH wanted (slug, eid) AS (VALUES {marks}) {_HELD}"
            " JOIN work ON work.id = expression.work_id"
            " JOIN wanted ON wanted.slug = work.slug AND wanted.eid = unit.eid ORDER BY unit.id",
            tuple(value for work, eid in places for value in (work.slug, eid)),
        )
        texts: dict[tuple[str, str], list[Held]] = {}
        for held in self._held(rows):
            texts.setdefault((held.work.slug, held.unit.provision.eid), []).append(held)
        wholes = {slug: self._wholes(found[0].work) for (slug, _), found in texts.items()}
        standing = {place: existing(found, wholes[place[0]], on) for place, found in texts.items()}
        return {place: max(found, key=lambda held: preference(held, on)) for place, found in standing.items() if found}

    def texts(self, work: Work, eid: str) -> list[Held]:
        """Return the unit with this eId (or that contains it) in every text held of the work, oldest first.

        A copy of what the codified law itself gives is left out.
        """
        rows = self._connection.execute(
            f"{_HELD} JOIN work ON work.id = expression.work_id WHERE work.slug = ? AND unit.eid = ? ORDER BY unit.id",
            (work.slug, unit_eid(eid)),
        )
        return firsthand(self._held(rows))

    def units(self, work: Work, on: date) -> list[Held]:
        """Return the units of a work on a day: of its best text, filled up from others, in reading order."""
        rows = self._connection.execute(
            f"{_HELD} JOIN work ON work.id = expression.work_id WHERE work.slug = ? ORDER BY unit.id", (work.slug,)
        )
        return composed(existing(self._held(rows), self._wholes(work), on), on)

    def _wholes(self, work: Work) -> list[WholeText]:
        rows = self._connection.execute(
            "SELECT expression.*, work.effective FROM expression JOIN work ON work.id = expression.work_id"
            " WHERE work.slug = ? AND expression.complete ORDER BY expression.id",
            (work.slug,),
        )
        return [
            WholeText(
                day_of(row["valid_from"]) or day_of(row["effective"]) or date.min,
                Origin(row["origin"]),
                day_of(row["as_of"]),
            )
            for row in rows
        ]

    def holds_whole(self, work: Work) -> bool:
        """Tell whether a complete text of a work is held, of whatever day."""
        return bool(self._wholes(work))

    def origins(self, work: Work) -> list[Origin]:
        """Return what kinds of text are held of a work, oldest first; without reading the texts."""
        rows = self._connection.execute(
            "SELECT origin FROM expression JOIN work ON work.id = expression.work_id WHERE work.slug = ?"
            " ORDER BY expression.id",
            (work.slug,),
        )
        return [Origin(row["origin"]) for row in rows]

    def expressions(self) -> list[int]:
        """Return the ids of all expressions, oldest first. An id is never given twice to different texts."""
        return [row[0] for row in self._connection.execute("SELECT id FROM expression ORDER BY id")]

    def expression_units(self, expression_ids: Iterable[int]) -> Iterator[Held]:
        """Yield all units of the given expressions, in reading order."""
        for expression_id in expression_ids:
            rows = self._connection.execute(f"{_HELD} WHERE expression.id = ? ORDER BY unit.id", (expression_id,))
            yield from self._held(rows)

    def _held_where(self, condition: str, values: tuple[object, ...]) -> list[Held]:
        return self._held(self._connection.execute(f"{_HELD} WHERE {condition} ORDER BY unit.id", values))

    def _held(self, rows: Iterable[sqlite3.Row]) -> list[Held]:
        works: dict[int, Work] = {}
        sources: dict[int, Source] = {}
        found = []
        for row in rows:
            work = _cached(works, row["work_id"], lambda key: work_of(self._row("work", key)))
            source = _cached(sources, row["source_id"], lambda key: source_of(self._row("source", key, _ORIGIN)))
            found.append(
                Held(
                    work,
                    unit_of(row),
                    source,
                    row["expression_id"],
                    row["unit_id"],
                    Origin(row["origin"]),
                    day_of(row["valid_from"]),
                    day_of(row["as_of"]),
                    bool(row["complete"]),
                    tuple(json.loads(row["acts"])),
                )
            )
        return found

    def _row(self, table: str, row_id: int, columns: str = "*") -> sqlite3.Row:
        row: sqlite3.Row = self._connection.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (row_id,)).fetchone()
        return row

    def links_from(self, number: str, eid: str | None = None) -> list[Link]:
        """Return the links that start at a work, or at one of its units."""
        return self._links("from", number, eid)

    def links_to(self, number: str, eid: str | None = None) -> list[Link]:
        """Return the links that end at a work, or at one of its units."""
        return self._links("to", number, eid)

    def _links(self, side: str, number: str, eid: str | None) -> list[Link]:
        sql, values = f"SELECT * FROM link WHERE {side}_key = ?", [number_key(number)]
        if eid is not None:
            sql, values = f"{sql} AND {side}_eid = ?", [*values, eid]
        return [
            Link(
                row["from_number"],
                row["from_eid"],
                row["to_number"],
                row["to_eid"],
                LinkKind(row["kind"]),
                row["to_url"],
            )
            for row in self._connection.execute(f"{sql} ORDER BY id", values)
        ]

    def problems(self) -> list[str]:
        """Return what is wrong with the file, a sentence each; empty when all is well."""
        try:
            return self._problems()
        except DamagedStoreError as error:
            return [str(error)]

    def _problems(self) -> list[str]:
        found = [f"SQLite: {row[0]}" for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"Khóa ngoại hỏng: {tuple(row)}" for row in self._connection.execute("PRAGMA foreign_key_check")]
        for row in self._connection.execute("SELECT id, path, digest FROM source WHERE error = '' ORDER BY id"):
            if row["digest"] != self._stored_digest(row["id"]):
                found.append(f"Nội dung đã lưu của {row['path']} không còn khớp với lúc nạp.")
        return found

    def _stored_digest(self, source_id: int) -> str:
        digest = hashlib.sha256()
        rows = self._connection.execute(
            f"SELECT {UNIT_COLUMNS} FROM unit JOIN expression ON expression.id = unit.expression_id"
            " WHERE expression.source_id = ? ORDER BY unit.id",
            (source_id,),
        )
        for row in rows:
            digest.update(told(row))
        return digest.hexdigest()


def _dated(work: Work) -> str:
    return f"{work.name} ngày {work.issued:%d/%m/%Y}" if work.issued else work.name


def _cached(known: dict[int, _Row], key: int, read: Callable[[int], _Row]) -> _Row:
    if key not in known:
        known[key] = read(key)
    return known[key]
