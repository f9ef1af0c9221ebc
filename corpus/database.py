"""The file that holds the corpus: opened once, a connection for each thread."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.errors import CorpusError, DamagedStoreError, StoreUnavailableError
from corpus.schema import MIGRATIONS, Migrations, migrate

_BUSY_SECONDS = 30.0  # how long a writer waits for another one; each source is one short transaction
# What keeps a whole file from being used just now, by SQLite's primary result codes.
_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY: "một chương trình khác đang ghi vào kho; hãy đợi rồi chạy lại",
    sqlite3.SQLITE_LOCKED: "một chương trình khác đang ghi vào kho; hãy đợi rồi chạy lại",
    sqlite3.SQLITE_READONLY: "không có quyền ghi; hãy kiểm tra quyền của thư mục và tệp",
    sqlite3.SQLITE_PERM: "không có quyền đọc; hãy kiểm tra quyền của thư mục và tệp",
    sqlite3.SQLITE_CANTOPEN: "không mở được tệp; hãy kiểm tra thư mục có tồn tại và có quyền ghi",
    sqlite3.SQLITE_FULL: "ổ đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại",
    sqlite3.SQLITE_IOERR: "ổ đĩa báo lỗi đọc, ghi; hãy kiểm tra ổ đĩa",
    sqlite3.SQLITE_NOMEM: "máy hết bộ nhớ",
}
_PRIMARY = 0xFF  # an extended result code holds the primary one in its last byte
_OURS = (sqlite3.IntegrityError, sqlite3.ProgrammingError)  # mistakes of this code, not of the file


def in_a_sentence(path: Path, error: sqlite3.DatabaseError) -> CorpusError | sqlite3.DatabaseError:
    """Return what a person is told of an error of SQLite; a mistake of this code stays what it is."""
    if isinstance(error, _OURS):
        return error
    reason = _UNAVAILABLE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    return StoreUnavailableError(path.name, reason) if reason else DamagedStoreError(path.name, str(error))


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Raise DamagedStoreError or StoreUnavailableError for what SQLite says of a file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise in_a_sentence(path, error) from error


class _Cursor(sqlite3.Cursor):
    """A cursor that tells the errors of its file in words."""

    path: Path

    def execute(self, *args: Any) -> Self:  # noqa: ANN401  # SQLite's own signature, passed on
        with in_words(self.path):
            return super().execute(*args)

    def executemany(self, *args: Any) -> Self:  # noqa: ANN401  # as above
        with in_words(self.path):
            return super().executemany(*args)

    def fetchone(self) -> Any:  # noqa: ANN401  # a row or None
        with in_words(self.path):
            return super().fetchone()

    def __next__(self) -> Any:  # noqa: ANN401  # a row; written out, since it runs once for each of 100,000 rows
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise in_a_sentence(self.path, error) from error


class _Connection(sqlite3.Connection):
    """A connection that makes such cursors only."""

    path: Path

    def execute(self, *args: Any) -> sqlite3.Cursor:  # noqa: ANN401  # as above
        return self._told().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:  # noqa: ANN401  # as above
        return self._told().executemany(*args)

    def _told(self) -> _Cursor:
        cursor = self.cursor(_Cursor)
        cursor.path = self.path
        return cursor


class Database:
    """An open SQLite file with its tables, those of the corpus by default. Safe to share between threads.

    Raises DamagedStoreError, StoreUnavailableError, StoreVersionError; the first two also while reading and writing.
    """

    migrations: Migrations = MIGRATIONS

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            with in_words(path):
                migrate(self._connection, self.migrations)
        except CorpusError:
            self.close()
            raise

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

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the whole file, while others read and write."""
        _copy(self._connection, path)

    @property
    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is not None:
            return known
        with in_words(self.path):
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=_Connection
            )
        connection.path = self.path
        with self._lock:
            self._open.append(connection)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        self._local.connection = connection
        return connection


def copy_database(source: Path, target: Path) -> None:
    """Write a consistent copy of a file that is not opened here, while others read and write it."""
    with in_words(source), closing(sqlite3.connect(source, timeout=_BUSY_SECONDS)) as opened:
        _copy(opened, target)


def _copy(opened: sqlite3.Connection, target: Path) -> None:
    with in_words(target), closing(sqlite3.connect(target)) as written:
        opened.backup(written)
