"""Where addresses lead that a better reader, or a fuller description of a work, has changed."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from corpus.expression import Unit
from corpus.provision import Provision, unit_eid
from corpus.rows import unit_of
from corpus.text import syllables

_MARKER = re.compile(r"\s*(?:Điều\s+\S+|\d{1,3}[a-zđ]?[.)]|[a-zđ]\d?\))\s*", re.IGNORECASE)
_LEAST = 5  # syllables: shorter parts are alike without being the same
Places = Mapping[tuple[str, str], str]  # slug and eId → its words


def places_of(units: Iterable[tuple[str, Unit]]) -> dict[tuple[str, str], str]:
    """Return the words of every unit, given with the slug of its work, and of every part below it."""
    return {(slug, part.eid): _words(part) for slug, unit in units for part in unit.provision.walk()}


def _words(part: Provision) -> str:
    """Return what tells a part again under another number: its syllables without its own marker."""
    return " ".join(syllables(_MARKER.sub("", part.text, count=1)))


_CHANGED = """
    SELECT unit.*, work.slug FROM unit JOIN expression ON expression.id = unit.expression_id
    JOIN work ON work.id = expression.work_id
    WHERE expression.source_id = ? AND NOT EXISTS (
        SELECT 1 FROM unit AS other JOIN expression AS beside ON beside.id = other.expression_id
        WHERE beside.work_id = expression.work_id AND beside.source_id = ?
        AND other.eid = unit.eid AND other.parts = unit.parts
    )
"""


def changed_places(connection: sqlite3.Connection, old: int, new: int) -> tuple[Places, Places]:
    """Return the places of an older and a newer reading of one source, each given by its row.

    Units that both divide alike are left out: most are, and a source may be larger than memory.
    """

    def read(source: int, other: int) -> Places:
        rows = connection.execute(_CHANGED, (source, other))
        return places_of((row["slug"], unit_of(row)) for row in rows)

    return read(old, new), read(new, old)


def moved(before: Places, after: Places) -> Iterator[tuple[str, str, str, str]]:
    """Yield from-slug, from-eId, to-slug, to-eId for each place that has gone and whose words stand elsewhere once.

    A part of a unit that moved as a whole is found through the unit.
    """
    homes: dict[str, list[tuple[str, str]]] = {}
    for place, words in after.items():
        homes.setdefault(words, []).append(place)
    gone = [place for place in before if place not in after]
    led: set[tuple[str, str]] = set()
    for slug, eid in gone:
        unit = (slug, unit_eid(eid))
        words = before[slug, eid]
        found = homes.get(words, [])
        if len(found) == 1 and len(words.split()) >= _LEAST and (unit == (slug, eid) or unit not in led):
            led.add((slug, eid))
            yield slug, eid, *found[0]
            if found[0][0] != slug:  # the work as a whole has another address now
                yield slug, "", found[0][0], ""


def write_redirects(connection: sqlite3.Connection, redirects: Iterable[tuple[str, str, str, str]]) -> None:
    """Write redirects; those that led to a place that has gone now lead where it went."""
    for from_slug, from_eid, to_slug, to_eid in redirects:
        connection.execute(
            "UPDATE redirect SET to_slug = ?, to_eid = ? WHERE to_slug = ? AND to_eid = ?",
            (to_slug, to_eid, from_slug, from_eid),
        )
        connection.execute(
            "INSERT OR REPLACE INTO redirect (from_slug, from_eid, to_slug, to_eid) VALUES (?,?,?,?)",
            (from_slug, from_eid, to_slug, to_eid),
        )
    connection.execute("DELETE FROM redirect WHERE from_slug = to_slug AND from_eid = to_eid")
