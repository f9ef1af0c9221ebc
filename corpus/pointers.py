"""What the texts held point to and the store lacks: whole works, and single places of works held in part.

Each question is one aggregate over the links; no text is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.link import LinkKind
from corpus.number import number_key
from corpus.provision import unit_eid
from corpus.records import RecordReader

_RESTS_ON = (LinkKind.CITES, LinkKind.GUIDES, LinkKind.AMENDS, LinkKind.REPEALS, LinkKind.REPLACES)
_KINDS = ", ".join(f"'{kind}'" for kind in _RESTS_ON)
_WITH_TEXT = "SELECT work.number_key FROM work JOIN expression ON expression.work_id = work.id"
_EXCERPTS = f"{_WITH_TEXT} GROUP BY work.number_key HAVING max(expression.origin <> 'excerpt') = 0"
_IN_PART = (
    f"{_WITH_TEXT} GROUP BY work.number_key"
    " HAVING max(expression.complete) = 0 AND max(expression.origin <> 'excerpt') = 1"
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """The places of one held work that point to one work, or to one place of it, that the store lacks."""

    to_key: str
    to_number: str
    to_eid: str  # the unit that is lacking; empty where the whole work is
    from_key: str
    from_number: str
    from_eid: str  # the first of the places
    places: int  # how many


class PointerReader(RecordReader):
    """Answers what is pointed to and not held."""

    def keys_held(self) -> frozenset[str]:
        """Return the keys of the numbers of which the store holds any text."""
        return self._keys(_WITH_TEXT)

    def keys_of_excerpts(self) -> frozenset[str]:
        """Return the keys of the numbers of which it holds nothing but excerpts."""
        return self._keys(_EXCERPTS)

    def pointers_out(self) -> list[Pointer]:
        """Return what held texts point to where the store holds no text, or only excerpts, by key."""
        rows = self._connection.execute(
            "SELECT to_key, min(to_number) AS to_number, from_key, min(from_number) AS from_number,"
            " min(from_eid) AS from_eid, count(DISTINCT from_eid) AS places FROM link"
            f" WHERE kind IN ({_KINDS}) AND from_key <> to_key"
            f" AND (to_key NOT IN ({_WITH_TEXT}) OR to_key IN ({_EXCERPTS}))"
            " GROUP BY to_key, from_key ORDER BY to_key, from_key"
        )
        return [
            Pointer(
                row["to_key"],
                row["to_number"],
                "",
                row["from_key"],
                row["from_number"],
                row["from_eid"],
                row["places"],
            )
            for row in rows
        ]

    def pointers_past(self, held: Mapping[str, set[str]]) -> list[Pointer]:
        """Return what held texts point to in works held in part, at places that are not held; see ``units_in_part``."""
        rows = self._connection.execute(
            "SELECT to_key, min(to_number) AS to_number, to_eid, from_key, min(from_number) AS from_number,"
            f" min(from_eid) AS from_eid, count(DISTINCT from_eid) AS places FROM link WHERE kind IN ({_KINDS})"
            f" AND from_key <> to_key AND to_eid LIKE 'art%' AND to_key IN ({_IN_PART})"
            " GROUP BY to_key, to_eid, from_key ORDER BY to_key, to_eid, from_key"
        )
        return [
            Pointer(
                row["to_key"],
                row["to_number"],
                unit_eid(row["to_eid"]),
                row["from_key"],
                row["from_number"],
                row["from_eid"],
                row["places"],
            )
            for row in rows
            if unit_eid(row["to_eid"]) not in held.get(row["to_key"], ())
        ]

    def units_in_part(self) -> dict[str, set[str]]:
        """Return what is held of each number of which more than excerpts and no whole text is: eIds by its key."""
        rows = self._connection.execute(
            "SELECT DISTINCT work.number_key, unit.eid FROM unit JOIN expression ON expression.id = unit.expression_id"
            f" JOIN work ON work.id = expression.work_id WHERE work.number_key IN ({_IN_PART})"
        )
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(row["number_key"], set()).add(row["eid"])
        return found

    def pages_of(self, number: str) -> list[str]:
        """Return the addresses of a whole work that held sources print beside its parts or beside links to it.

        The most used comes first.
        """
        rows = self._connection.execute(
            "SELECT substr(url, 1, instr(url || '#', '#') - 1) AS page, count(*) AS uses FROM ("
            "SELECT unit.url AS url FROM unit JOIN expression ON expression.id = unit.expression_id"
            " JOIN work ON work.id = expression.work_id WHERE work.number_key = ? UNION ALL"
            " SELECT to_url FROM link WHERE to_key = ?) WHERE url <> '' GROUP BY page ORDER BY uses DESC, page",
            (number_key(number), number_key(number)),
        )
        return [row["page"] for row in rows]

    def _keys(self, query: str) -> frozenset[str]:
        return frozenset(row[0] for row in self._connection.execute(query))
