"""The tables of the corpus, and the forward migrations between their versions.

A migration is a list of statements; the version is SQLite's ``user_version``. They only ever grow.
"""

import sqlite3
from collections.abc import Sequence

from corpus.errors import StoreVersionError

_FIRST = (
    """
    CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        size INTEGER NOT NULL,
        parser TEXT NOT NULL,
        container TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '',
        doubts TEXT NOT NULL DEFAULT '[]',
        digest TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE work (
        id INTEGER PRIMARY KEY,
        slug TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL,
        number_key TEXT NOT NULL,
        type TEXT NOT NULL,
        title TEXT NOT NULL,
        issuer TEXT NOT NULL,
        issued TEXT,
        effective TEXT,
        expired TEXT,
        source_class TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX work_by_number ON work (number_key)",
    """
    CREATE TABLE expression (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work (id),
        source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        origin TEXT NOT NULL,
        valid_from TEXT,
        as_of TEXT,
        complete INTEGER NOT NULL,
        doubts TEXT NOT NULL DEFAULT '[]'
    )
    """,
    "CREATE INDEX expression_by_work ON expression (work_id)",
    "CREATE INDEX expression_by_source ON expression (source_id)",
    """
    CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        expression_id INTEGER NOT NULL REFERENCES expression (id) ON DELETE CASCADE,
        eid TEXT NOT NULL,
        level TEXT NOT NULL,
        num TEXT NOT NULL,
        heading TEXT NOT NULL,
        text TEXT NOT NULL,
        start INTEGER NOT NULL,
        page INTEGER,
        url TEXT NOT NULL DEFAULT '',
        context TEXT NOT NULL DEFAULT '[]',
        parts TEXT NOT NULL DEFAULT '[]'
    )
    """,
    "CREATE INDEX unit_by_expression ON unit (expression_id, eid)",
    """
    CREATE TABLE link (
        id INTEGER PRIMARY KEY,
        source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        from_key TEXT NOT NULL,
        from_number TEXT NOT NULL,
        from_eid TEXT NOT NULL,
        to_key TEXT NOT NULL,
        to_number TEXT NOT NULL,
        to_eid TEXT NOT NULL,
        to_url TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL
    )
    """,
    "CREATE INDEX link_from ON link (from_key, from_eid)",
    "CREATE INDEX link_to ON link (to_key, to_eid)",
    "CREATE INDEX link_by_source ON link (source_id)",
)
_TIME = (
    # Acts that made this text what it is, as a JSON list of numbers; empty for a text as first issued.
    "ALTER TABLE expression ADD COLUMN acts TEXT NOT NULL DEFAULT '[]'",
    # Whether the text was searched for what it says of the force and the words of other texts.
    "ALTER TABLE expression ADD COLUMN examined INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX link_guides ON link (from_key) WHERE kind = 'guides'",
    # A turn of force of a work or a place in it; told by a text that is held (source_id), or by a person (NULL).
    # A text names a work by its number; a person means one work, so the key is then its slug.
    """
    CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        source_id INTEGER REFERENCES source (id) ON DELETE CASCADE,
        number_key TEXT NOT NULL,
        number TEXT NOT NULL,
        eid TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL,
        day TEXT,
        act TEXT NOT NULL DEFAULT '',
        act_eid TEXT NOT NULL DEFAULT '',
        said_by TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX event_by_number ON event (number_key, eid)",
    "CREATE INDEX event_by_source ON event (source_id)",
    # An instruction of an amending act, and what became of it.
    """
    CREATE TABLE amendment (
        id INTEGER PRIMARY KEY,
        source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        act TEXT NOT NULL,
        act_key TEXT NOT NULL,
        act_eid TEXT NOT NULL,
        number TEXT NOT NULL,
        number_key TEXT NOT NULL,
        eid TEXT NOT NULL,
        operation TEXT NOT NULL,
        day TEXT,
        outcome TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX amendment_by_act ON amendment (act_key)",
    "CREATE INDEX amendment_by_number ON amendment (number_key, eid)",
    "CREATE INDEX amendment_by_source ON amendment (source_id)",
    # Where an address leads that was given once and is no place any more.
    """
    CREATE TABLE redirect (
        from_slug TEXT NOT NULL,
        from_eid TEXT NOT NULL,
        to_slug TEXT NOT NULL,
        to_eid TEXT NOT NULL,
        PRIMARY KEY (from_slug, from_eid)
    ) WITHOUT ROWID
    """,
    # What a person said of the successor of a provision: confirmed or rejected.
    """
    CREATE TABLE succession (
        from_slug TEXT NOT NULL,
        from_eid TEXT NOT NULL,
        to_slug TEXT NOT NULL,
        to_eid TEXT NOT NULL,
        verdict TEXT NOT NULL,
        said_by TEXT NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (from_slug, from_eid, to_slug, to_eid)
    ) WITHOUT ROWID
    """,
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _TIME)


Migrations = Sequence[Sequence[str]]


def migrate(connection: sqlite3.Connection, migrations: Migrations = MIGRATIONS) -> None:
    """Bring the tables to the newest version, one version per transaction.

    Raises StoreVersionError when the file is newer than this release.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > len(migrations):
        raise StoreVersionError(found, len(migrations))
    for version, statements in enumerate(migrations[found:], start=found + 1):
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if int(connection.execute("PRAGMA user_version").fetchone()[0]) >= version:
                continue  # another process was quicker
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")
