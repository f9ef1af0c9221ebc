"""The notebook of a home folder: what people make with the law, kept apart from the law itself.

Collections and feedback name provisions by number and eId, so they outlive every reading of the texts; the corpus can
be taken in anew without them being touched.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.database import Database
from corpus.schema import Migrations

_FEEDBACK = (
    # What a person said of a citation of an answer; the question with what tells a person masked.
    """
    CREATE TABLE feedback (
        id INTEGER PRIMARY KEY,
        question TEXT NOT NULL,
        on_day TEXT NOT NULL,
        person_class TEXT NOT NULL DEFAULT '',
        verdict TEXT NOT NULL,
        number TEXT NOT NULL,
        slug TEXT NOT NULL,
        eid TEXT NOT NULL,
        day TEXT NOT NULL
    )
    """,
)
_COLLECTIONS = (
    # A collection, and its items in their order; what an item holds is JSON that web/packs reads and writes.
    """
    CREATE TABLE collection (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        about TEXT NOT NULL DEFAULT '',
        made TEXT NOT NULL,
        changed TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE item (
        id TEXT PRIMARY KEY,
        collection_id TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL
    )
    """,
    "CREATE INDEX item_by_collection ON item (collection_id, place)",
)


_DOUBTS = (
    # What a person said of a doubt of a reader: it is named by the source, the work and its own words, so that it
    # stands after the source was read again.
    """
    CREATE TABLE doubt (
        sha256 TEXT NOT NULL,
        slug TEXT NOT NULL,
        words TEXT NOT NULL,
        verdict TEXT NOT NULL,
        said_by TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        day TEXT NOT NULL,
        PRIMARY KEY (sha256, slug, words)
    ) WITHOUT ROWID
    """,
)


class Notebook(Database):
    """The open file of the notebook; its tables are read and written by the modules that own them."""

    migrations: Migrations = (_FEEDBACK, _COLLECTIONS, _DOUBTS)

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
        """Give the connection within one transaction: one state is read, and all is written or nothing.

        Who writes says so at once: then two writers wait for each other instead of failing half way.
        """
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        try:
            yield connection
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:  # something went wrong: nothing of it stays
                connection.execute("ROLLBACK")
