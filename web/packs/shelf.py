"""The collections of a notebook: made, filled, ordered, changed, copied and thrown away, each in one transaction.

What is taken out of a collection lies beside it, at a place below zero, until it is put back or thrown away for good.
"""

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from corpus.text import clean
from web.notebook import Notebook
from web.packs.codec import body_of, kind_of, read_item
from web.packs.errors import (
    CollectionLimitError,
    ItemChangedError,
    UnknownCollectionError,
    UnknownItemError,
    UnwritableItemError,
)
from web.packs.nouns import Collection, Content, Item, Unreadable
from web.preferences import tr

MAX_COLLECTIONS = 500
MAX_ITEMS = 200  # of a collection; a day of training takes thirty
MAX_TITLE = 200  # characters
MAX_ABOUT = 2_000
MAX_NOTE = 4_000
MAX_BODY = 1_000_000  # characters of the JSON of an item
MAX_HELD = 2_000_000  # bytes of the items of a collection, with those taken out
MAX_NOTEBOOK = 200_000_000  # bytes of all that people keep
_MAX_OUT = 50  # items that lie beside a collection
_MAX_UPDATES = 20  # sentences kept of an item's renewals
_ID = 9  # random bytes: cannot be guessed, and short enough to be typed from paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A collection as a list shows it."""

    id: str
    title: str
    about: str
    made: str
    changed: str
    count: int


def stamp_of(item: Item) -> str:
    """Return a sign of what an item holds now: who changes it says what they had seen."""
    body = item.content.body if isinstance(item.content, Unreadable) else body_of(item)
    return sha256(body.encode()).hexdigest()[:16]


class Shelf:
    """Reads and writes the collections of a notebook. Safe between threads and processes."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def collections(self) -> list[Listed]:
        """Return all collections, the one changed last first."""
        with self._notebook.transaction() as known:
            rows = known.execute(
                "SELECT collection.*, (SELECT count(*) FROM item WHERE collection_id = collection.id AND place >= 0)"
                " AS count FROM collection ORDER BY changed DESC, rowid DESC"
            ).fetchall()
        return [Listed(**{name: row[name] for name in Listed.__slots__}) for row in rows]

    def collection(self, collection_id: str) -> Collection:
        """Return a collection with its items in their order. Raises UnknownCollectionError."""
        with self._notebook.transaction() as known:
            row = _row(known, collection_id)
            items = _items(known, collection_id, "place >= 0 ORDER BY place, rowid")
        fields = {name: row[name] for name in ("id", "title", "about", "made", "changed")}
        return Collection(**fields, items=tuple(map(_item, items)))

    def citing(self, collection_id: str, most: int) -> list[Item] | None:
        """Return the items that may cite the law; None where there are more bytes of them than ``most``."""
        with self._notebook.transaction() as known:
            if _bytes(known, collection_id, "place >= 0 AND kind <> 'note'") > most:
                return None
            return [_item(row) for row in _items(known, collection_id, "place >= 0 AND kind <> 'note'")]

    def taken_out(self, collection_id: str) -> list[Item]:
        """Return what was taken out of a collection and not thrown away."""
        with self._notebook.transaction() as known:
            return [_item(row) for row in _items(known, collection_id, "place < 0 ORDER BY rowid DESC")]

    def item(self, collection_id: str, item_id: str) -> Item:
        """Return an item of a collection. Raises UnknownItemError."""
        with self._notebook.transaction() as known:
            return _item(_item_row(known, collection_id, item_id))

    def create(self, title: str, about: str = "") -> str:
        """Make an empty collection; return its id. Raises CollectionLimitError."""
        with self._notebook.transaction(writes=True) as known:
            return _create(known, title, about)

    def create_with(self, title: str, content: Content, note: str = "") -> tuple[str, str]:
        """Make a collection of one item; return the ids of both. Raises CollectionLimitError, and then makes none."""
        item = Item(_new_id(), content, _noted(note))
        with self._notebook.transaction(writes=True) as known:
            made = _create(known, title, "")
            _add(known, made, item)
        return made, item.id

    def rename(self, collection_id: str, title: str, about: str) -> None:
        """Give a collection another title and description. Raises CollectionLimitError, UnknownCollectionError."""
        title, about = _titled(title, about)
        with self._changing(collection_id) as known:
            known.execute("UPDATE collection SET title = ?, about = ? WHERE id = ?", (title, about, collection_id))

    def copy(self, collection_id: str) -> str:
        """Copy a collection with its items as they are; return the id of the copy. Raises CollectionLimitError."""
        with self._notebook.transaction(writes=True) as known:
            source = _row(known, collection_id)
            title = tr("%(title)s (bản sao)", title=source["title"][: MAX_TITLE - 20])
            copied = _create(known, title, source["about"])
            rows = _items(known, collection_id, "place >= 0 ORDER BY place, rowid")
            known.executemany(
                "INSERT INTO item VALUES (?,?,?,?,?)",
                [(_new_id(), copied, place, row["kind"], row["body"]) for place, row in enumerate(rows)],
            )
            _require_small(known, copied)
        return copied

    def delete(self, collection_id: str) -> None:
        """Throw a collection away with all in it."""
        with self._notebook.transaction(writes=True) as known:
            _row(known, collection_id)
            known.execute("DELETE FROM collection WHERE id = ?", (collection_id,))

    def add(self, collection_id: str, content: Content, note: str = "") -> str:
        """Add an item at the end; return its id. Raises CollectionLimitError, UnknownCollectionError."""
        item = Item(_new_id(), content, _noted(note))
        with self._changing(collection_id) as known:
            _add(known, collection_id, item)
        return item.id

    def rewrite(self, collection_id: str, item_id: str, seen: str, change: Callable[[Item], Item]) -> Item:
        """Change an item and return it; ``seen`` is the stamp of what the person had before them.

        Raises ItemChangedError where somebody else was faster, UnwritableItemError, UnknownItemError.
        """
        with self._changing(collection_id) as known:
            item = _item(_item_row(known, collection_id, item_id))
            if isinstance(item.content, Unreadable):
                raise UnwritableItemError
            if stamp_of(item) != seen:
                raise ItemChangedError
            changed = change(item)
            changed = replace(changed, note=_noted(changed.note), updates=changed.updates[-_MAX_UPDATES:])
            body = _body(changed)
            known.execute("UPDATE item SET body = ? WHERE id = ?", (body, item_id))
            if len(body.encode()) > len(body_of(item).encode()):
                _require_small(known, collection_id)
        return changed

    def move(self, collection_id: str, item_id: str, by: int) -> None:
        """Move an item by so many places, towards the end where positive; at the ends it stays."""
        with self._changing(collection_id) as known:
            order = [row["id"] for row in _items(known, collection_id, "place >= 0 ORDER BY place, rowid")]
            if item_id not in order:
                raise UnknownItemError
            at = order.index(item_id)
            order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
            _renumber(known, order)

    def take_out(self, collection_id: str, item_id: str) -> None:
        """Take an item out of a collection; it can be put back."""
        with self._changing(collection_id) as known:
            row = _item_row(known, collection_id, item_id)
            if row["place"] < 0:
                return
            known.execute("UPDATE item SET place = ? WHERE id = ?", (-1 - row["place"], item_id))
            _renumber(known, [one["id"] for one in _items(known, collection_id, "place >= 0 ORDER BY place, rowid")])
            out = [
                one["id"] for one in _items(known, collection_id, "place < 0 ORDER BY rowid") if one["id"] != item_id
            ]
            gone = out[: max(0, len(out) + 1 - _MAX_OUT)]
            known.executemany("DELETE FROM item WHERE id = ?", [(one,) for one in gone])

    def put_back(self, collection_id: str, item_id: str) -> None:
        """Put an item back where it was. Raises CollectionLimitError where no room is left."""
        with self._changing(collection_id) as known:
            row = _item_row(known, collection_id, item_id)
            if row["place"] >= 0:
                return
            _require_room(known, collection_id)
            order = [row["id"] for row in _items(known, collection_id, "place >= 0 ORDER BY place, rowid")]
            order.insert(min(len(order), -1 - row["place"]), item_id)
            _renumber(known, order)

    def throw_away(self, collection_id: str) -> None:
        """Throw away for good all that was taken out of a collection."""
        with self._changing(collection_id) as known:
            known.execute("DELETE FROM item WHERE collection_id = ? AND place < 0", (collection_id,))

    @contextmanager
    def _changing(self, collection_id: str) -> Iterator[sqlite3.Connection]:
        """Give a transaction that changes a collection, which must be there, and says when it did."""
        with self._notebook.transaction(writes=True) as known:
            _row(known, collection_id)
            known.execute("UPDATE collection SET changed = ? WHERE id = ?", (_now(), collection_id))
            yield known


def _create(known: sqlite3.Connection, title: str, about: str) -> str:
    title, about = _titled(title, about)
    made, made_id = _now(), _new_id()
    if known.execute("SELECT count(*) FROM collection").fetchone()[0] >= MAX_COLLECTIONS:
        raise CollectionLimitError(
            tr("Đã có %(most)s bộ tài liệu; hãy xóa bớt bộ không dùng nữa.", most=MAX_COLLECTIONS)
        )
    known.execute("INSERT INTO collection VALUES (?,?,?,?,?)", (made_id, title, about, made, made))
    return made_id


def _add(known: sqlite3.Connection, collection_id: str, item: Item) -> None:
    body = _body(item)
    place = _require_room(known, collection_id)
    known.execute("INSERT INTO item VALUES (?,?,?,?,?)", (item.id, collection_id, place, kind_of(item.content), body))
    _require_small(known, collection_id)


def _row(known: sqlite3.Connection, collection_id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = known.execute("SELECT * FROM collection WHERE id = ?", (collection_id,)).fetchone()
    if row is None:
        raise UnknownCollectionError
    return row


def _item_row(known: sqlite3.Connection, collection_id: str, item_id: str) -> sqlite3.Row:
    found = known.execute("SELECT * FROM item WHERE collection_id = ? AND id = ?", (collection_id, item_id)).fetchone()
    row: sqlite3.Row | None = found
    if row is None:
        _row(known, collection_id)
        raise UnknownItemError
    return row


def _items(known: sqlite3.Connection, collection_id: str, which: str) -> list[sqlite3.Row]:
    return known.execute(f"SELECT * FROM item WHERE collection_id = ? AND {which}", (collection_id,)).fetchall()


def _item(row: sqlite3.Row) -> Item:
    return read_item(row["id"], row["kind"], row["body"])


def _renumber(known: sqlite3.Connection, order: Sequence[str]) -> None:
    known.executemany("UPDATE item SET place = ? WHERE id = ?", [(place, one) for place, one in enumerate(order)])


def _require_room(known: sqlite3.Connection, collection_id: str) -> int:
    """Return how many items a collection has. Raises CollectionLimitError where it takes no more."""
    count: int = known.execute(
        "SELECT count(*) FROM item WHERE collection_id = ? AND place >= 0", (collection_id,)
    ).fetchone()[0]
    if count >= MAX_ITEMS:
        raise CollectionLimitError(tr("Bộ tài liệu đã đủ %(most)s mục; hãy bỏ bớt, hoặc lập bộ khác.", most=MAX_ITEMS))
    return count


def _require_small(known: sqlite3.Connection, collection_id: str) -> None:
    """Refuse what was just written where the disk or a page could not take it. Raises CollectionLimitError."""
    if _bytes(known, collection_id, "TRUE") > MAX_HELD:
        raise CollectionLimitError(
            tr("Bộ tài liệu đã quá dài; hãy bỏ bớt và xóa hẳn các mục đã bỏ ra, hoặc lập bộ khác.")
        )
    pages, free, size = (
        known.execute(f"PRAGMA {told}").fetchone()[0] for told in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size > MAX_NOTEBOOK:
        raise CollectionLimitError(tr("Nơi giữ các bộ tài liệu đã đầy; hãy xóa bớt bộ không dùng nữa."))


def _bytes(known: sqlite3.Connection, collection_id: str, which: str) -> int:
    count: int = known.execute(
        f"SELECT coalesce(sum(length(CAST(body AS BLOB))), 0) FROM item WHERE collection_id = ? AND {which}",
        (collection_id,),
    ).fetchone()[0]
    return count


def _titled(title: str, about: str) -> tuple[str, str]:
    title, about = " ".join(clean(title).split()), clean(about).strip()
    if not title:
        raise CollectionLimitError(tr("Hãy đặt tên cho bộ tài liệu."))
    if len(title) > MAX_TITLE:
        raise CollectionLimitError(tr("Tên dài quá %(most)s ký tự; hãy rút ngắn.", most=MAX_TITLE))
    return title, shortest(about, MAX_ABOUT, tr("Phần giới thiệu"))


def shortest(text: str, most: int, name: str) -> str:
    """Return clean text that is not too long. Raises CollectionLimitError, which names the field."""
    text = clean(text.replace("\r\n", "\n")).strip()
    if len(text) > most:
        raise CollectionLimitError(tr("%(name)s dài quá %(most)s ký tự; hãy rút ngắn.", name=name, most=most))
    return text


def _noted(note: str) -> str:
    return shortest(note, MAX_NOTE, tr("Ghi chú"))


def _body(item: Item) -> str:
    body = body_of(item)
    if len(body) > MAX_BODY:
        raise CollectionLimitError(tr("Mục này lớn quá; hãy chia thành nhiều mục."))
    return body


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="microseconds")


def _new_id() -> str:
    return secrets.token_urlsafe(_ID)
