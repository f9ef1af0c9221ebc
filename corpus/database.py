"""The file that holds the corpus: opened once, a connection for each thread."""

import sqlite3
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import DamagedStoreError
from corpus.schema import migrate

_BUSY_SECONDS = 30.0  # how long a writer waits for another one; each source is one short transaction


class Database:
    """An open SQLite file with the tables of the corpus. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            migrate(self._connection)
        except sqlite3.DatabaseError as error:
            self.close()
            raise DamagedStoreError(path.name, str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the store cannot be used afterwards."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    @property
    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is not None:
            return known
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        with self._lock:
            self._open.append(connection)
        self._local.connection = connection
        return connection
