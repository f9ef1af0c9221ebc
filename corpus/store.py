"""Writing the corpus: a whole source at a time, or nothing of it."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.database import in_words
from corpus.expression import Expression, Unit, tiling_gaps
from corpus.judgements import JudgementStore
from corpus.link import Link
from corpus.number import number_key
from corpus.record_store import RecordStore
from corpus.records import Amendment
from corpus.redirects import changed_places, moved, write_redirects
from corpus.rows import UNIT_COLUMNS, context_json, iso, parts_json, told, work_of
from corpus.source import Source
from corpus.work import Work

DERIVED = "amended"  # kind of the sources made here from others; they have no original


class CorpusStore(RecordStore, JudgementStore):
    """Reads and writes the corpus. Each thread has its own connection."""

    def add(self, source: Source, expressions: Iterable[Expression] = (), links: Iterable[Link] = ()) -> None:
        """Store a source with all that was read from it, or nothing.

        A source already held with the same content is replaced, so a newer reader can read it again.
        Both iterables are read once, inside the transaction, so a source may be larger than memory.
        Raises ValueError when an expression's units do not tile its text: nothing is stored then.
        """
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            before = self._set_aside(source.sha256)
            source_id = self._insert_source(source)
            digest = hashlib.sha256()
            for expression in expressions:
                for row in self._insert_expression(source_id, expression):
                    digest.update(told(row))
            if before is not None:  # read again, perhaps by a better reader: addresses given out before lead on
                write_redirects(connection, moved(*changed_places(connection, before, source_id)))
                self._delete_source(before)
            connection.execute("UPDATE source SET digest = ? WHERE id = ?", (digest.hexdigest(), source_id))
            self._insert_links(source_id, links)
            self._drop_orphans()
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:  # something went wrong; on a full disk SQLite itself rolls back
                connection.execute("ROLLBACK")

    def remove(self, sha256: str) -> None:
        """Forget a source and all that was read from it."""
        with in_words(self.path), self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute("SELECT id FROM source WHERE sha256 = ?", (sha256,)).fetchone()
            if row:
                self._delete_source(int(row["id"]))
            self._drop_orphans()

    def _set_aside(self, sha256: str) -> int | None:
        """Let another source take this content; return the row of the one that had it until now."""
        row = self._connection.execute("SELECT id FROM source WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            return None
        self._connection.execute("UPDATE source SET sha256 = 'old ' || sha256 WHERE id = ?", (row["id"],))
        return int(row["id"])

    def _delete_source(self, source_id: int) -> None:
        """Delete a source, and the wordings that rest on what it holds: they are made anew.

        Other sources that hold the acts it held, or act on the same works, are to be examined again: of several texts
        of one act only one was heard.
        """
        connection = self._connection
        touched = [
            row["number_key"]
            for row in connection.execute(
                "SELECT number_key FROM amendment WHERE source_id = ? UNION SELECT work.number_key FROM work"
                " JOIN expression ON expression.work_id = work.id WHERE expression.source_id = ?",
                (source_id, source_id),
            )
        ]
        heard = connection.execute(
            "SELECT DISTINCT other.source_id FROM amendment JOIN work ON work.number_key = amendment.act_key"
            " JOIN expression AS other ON other.work_id = work.id WHERE amendment.source_id = ?",
            (source_id,),
        ).fetchall()
        connection.execute("DELETE FROM source WHERE id = ?", (source_id,))
        self._hear_again(row["source_id"] for row in heard if row["source_id"] != source_id)
        for key in touched:
            self._forget_derived(key)

    def _forget_derived(self, key: str) -> None:
        """Drop what was derived for the works of a number key, and hear those again who order something for it."""
        derived = self._derived(key)
        if derived is None:
            return
        acting = self._connection.execute("SELECT source_id FROM amendment WHERE number_key = ?", (key,)).fetchall()
        self._connection.execute("DELETE FROM source WHERE id = ?", (derived["id"],))
        self._hear_again(row["source_id"] for row in acting)

    def _hear_again(self, source_ids: Iterable[int]) -> None:
        """Forget what sources told of force and of words; their texts are to be examined once more, as a whole."""
        for source_id in set(source_ids):
            self._connection.execute("UPDATE expression SET examined = 0 WHERE source_id = ?", (source_id,))
            for table in ("event", "amendment"):
                self._connection.execute(f"DELETE FROM {table} WHERE source_id = ?", (source_id,))

    def _derived(self, key: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(
            "SELECT source.id, source.sha256 FROM source JOIN expression ON expression.source_id = source.id"
            " JOIN work ON work.id = expression.work_id WHERE source.kind = ? AND work.number_key = ?",
            (DERIVED, key),
        ).fetchone()
        return row

    def replace_derived(
        self,
        number: str,
        source: Source | None,
        expressions: Sequence[Expression],
        outcomes: Sequence[tuple[int, Amendment]],
    ) -> bool:
        """Put a derived source in the place of the one before it, and note what came of each order.

        Returns whether anything changed; a source that says the same stays, so that nothing is indexed anew.
        """
        key = number_key(number)
        held = self._derived(key)
        same = (held["sha256"] if held else None) == (source.sha256 if source else None)
        if held and not same:
            with self._connection as connection:
                connection.execute("DELETE FROM source WHERE id = ?", (held["id"],))
        if source and not same:
            self.add(source, expressions)
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM amendment WHERE number_key = ?", (key,))
            self._write_amendments(outcomes)
            connection.execute(
                "UPDATE expression SET examined = 1 WHERE source_id IN (SELECT id FROM source WHERE kind = ?)",
                (DERIVED,),
            )
            self._drop_orphans()
        return not same

    def _drop_orphans(self) -> None:
        self._connection.execute("DELETE FROM work WHERE id NOT IN (SELECT work_id FROM expression)")

    def _insert_source(self, source: Source) -> int:
        doubts = json.dumps(source.doubts, ensure_ascii=False)
        row = (source.sha256, source.path, source.kind, source.size, source.parser, source.container, source.error)
        cursor = self._connection.execute(
            "INSERT INTO source (sha256, path, kind, size, parser, container, error, doubts) VALUES (?,?,?,?,?,?,?,?)",
            (*row, doubts),
        )
        return int(cursor.lastrowid or 0)

    def _insert_expression(self, source_id: int, expression: Expression) -> list[tuple[object, ...]]:
        """Insert an expression with its units; return the columns of the units."""
        if gaps := tiling_gaps(expression):
            raise ValueError(f"{expression.work.name}: units leave or share the spans {gaps[:3]}")
        cursor = self._connection.execute(
            "INSERT INTO expression (work_id, source_id, origin, valid_from, as_of, complete, doubts, acts)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (
                self._work_id(expression.work),
                source_id,
                expression.origin,
                iso(expression.valid_from),
                iso(expression.as_of),
                expression.complete,
                json.dumps(expression.doubts, ensure_ascii=False),
                json.dumps(expression.acts, ensure_ascii=False),
            ),
        )
        rows = [_unit_row(unit) for unit in expression.units]
        self._connection.executemany(
            f"INSERT INTO unit (expression_id, {UNIT_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            ((cursor.lastrowid, *row) for row in rows),
        )
        return rows

    def _work_id(self, work: Work) -> int:
        """Return the row of the work, adding it or filling in what was not known before."""
        row = self._connection.execute("SELECT * FROM work WHERE slug = ?", (work.slug,)).fetchone()
        if row is None:
            columns = "slug, number, number_key, type, title, issuer, issued, effective, expired, source_class, place"
            cursor = self._connection.execute(
                f"INSERT INTO work ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", _work_row(work)
            )
            return int(cursor.lastrowid or 0)
        known = work_of(row)
        merged = replace(
            known,
            type=known.type or work.type,
            title=max(known.title, work.title, key=len),
            issuer=known.issuer or work.issuer,
            issued=known.issued or work.issued,
            effective=known.effective or work.effective,
            expired=known.expired or work.expired,
            place=known.place or work.place,
        )
        if merged != known:
            self._connection.execute(
                "UPDATE work SET slug=?, number=?, number_key=?, type=?, title=?, issuer=?, issued=?, effective=?,"
                " expired=?, source_class=?, place=? WHERE id=?",
                (*_work_row(merged), row["id"]),
            )
        return int(row["id"])


def _unit_row(unit: Unit) -> tuple[object, ...]:
    provision = unit.provision
    own = (provision.eid, provision.level, provision.num, provision.heading, provision.text, provision.start)
    return (*own, provision.page, unit.url, context_json(unit), parts_json(provision))


def _work_row(work: Work) -> tuple[object, ...]:
    dates = (iso(work.issued), iso(work.effective), iso(work.expired))
    names = (work.slug, work.number, number_key(work.number), work.type, work.title, work.issuer)
    return (*names, *dates, work.source_class, work.place)
