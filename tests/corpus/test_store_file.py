"""The file of the store: damaged, of a newer release, on a full disk, copied, opened twice."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import DamagedStoreError, StoreUnavailableError, StoreVersionError
from corpus.schema import MIGRATIONS
from corpus.store import CorpusStore
from tests.corpus.stored import DAY, LAW, ONE, TWO, nums, says
from tests.laws import expression, law, source


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("UPDATE unit SET text = ? WHERE num = '1'", "Lời giả."),
        ("UPDATE unit SET heading = ? WHERE num = '1'", "Tên giả"),
        ("UPDATE unit SET parts = ? WHERE num = '2'", "[]"),
        ("UPDATE unit SET eid = ? WHERE num = '1'", "art_9"),
        ("DELETE FROM unit WHERE num = ?", "2"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(store: CorpusStore, change: str, value: str) -> None:
    store.add(source("luật.html"), [expression(LAW, ONE, TWO)])
    assert store.problems() == []
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(change, (value,))
    assert store.problems() == ["Nội dung đã lưu của luật.html không còn khớp với lúc nạp."]


def test_a_file_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    CorpusStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreVersionError, match="Hãy nâng cấp phần mềm"):
        CorpusStore(path)


def test_opening_twice_migrates_once(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with CorpusStore(path) as first:
        first.add(source("a"), [expression(LAW, ONE)])
    with CorpusStore(path) as again:
        assert again.counts().works == 1


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(content)
    with pytest.raises(DamagedStoreError, match="cancu restore"):
        CorpusStore(path)


def test_a_page_of_rubbish_in_the_middle_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with CorpusStore(path) as store:
        for number in range(40):
            store.add(source(str(number)), [expression(law(f"{number}/2020/QH14"), says("1", "lời " * 400))])
    content = bytearray(path.read_bytes())
    middle = len(content) // 2  # well behind the pages of the schema
    content[middle:] = b"\xa5" * (len(content) - middle)
    path.write_bytes(content)
    with pytest.raises(DamagedStoreError), CorpusStore(path) as damaged:
        list(damaged.expression_units(damaged.expressions()))
    with CorpusStore(path) as damaged:
        assert damaged.problems()


def test_a_folder_that_does_not_exist_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="không mở được tệp"):
        CorpusStore(tmp_path / "không có" / "corpus.db")


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_half_stored(tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(source("a"), [expression(LAW, ONE)])
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]  # the disk of a test
        store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # as above
        with pytest.raises(StoreUnavailableError, match="ổ đĩa đã đầy"):
            store.add(source("b"), [expression(law("13/2020/QH14"), says("1", "lời " * 20_000))])
        assert store.counts().sources == 1
        store._connection.execute("PRAGMA max_page_count = 100000")  # as above
        store.add(source("b"), [expression(law("13/2020/QH14"), says("1", "lời " * 20_000))])
        assert store.counts().sources == 2


def test_a_store_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as store:
        store._connection.execute("PRAGMA query_only = ON")  # root may write to any file
        with pytest.raises(StoreUnavailableError, match="không có quyền ghi"):
            store.add(source("a"), [expression(LAW, ONE)])


def test_a_copy_is_whole_while_the_store_is_open(store: CorpusStore, tmp_path: Path) -> None:
    store.add(source("a"), [expression(LAW, ONE, TWO)])
    store.copy_to(tmp_path / "copy.db")
    with CorpusStore(tmp_path / "copy.db") as copy:
        assert nums(copy.units(LAW, DAY)) == ["1", "2"]
        assert copy.problems() == []


def test_a_copy_into_a_missing_folder_is_told_in_a_sentence(store: CorpusStore, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError):
        store.copy_to(tmp_path / "không có" / "copy.db")
