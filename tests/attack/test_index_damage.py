"""Files of the index that something has damaged: told in a sentence, mended by one more `cancu index`."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.store import CorpusStore
from search.index.build import build_index
from search.index.generation import current_generation, open_index
from search.index.protocol import IndexDamagedError, IndexMissingError, SearchRequest
from search.lexical import weigh_question
from tests.search.texts import SOURCE, AngleEncoder, article, expression, law, quick_folder

DAY = date(2031, 1, 1)
ENCODER = AngleEncoder()


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with quick_folder() as made:
        with CorpusStore(made / "corpus.db") as store:
            texts = [article(str(number), "Tên điều", f"Gạo {number} được cấp.\n") for number in range(1, 30)]
            store.add(SOURCE, [expression(law(), *texts)])
            build_index(store, made / "index", encoder=ENCODER)
        yield made


def _files(folder: Path) -> list[str]:
    generation = folder / str(current_generation(folder))
    return sorted(path.relative_to(generation).as_posix() for path in generation.rglob("*") if path.is_file())


def _harm(path: Path, how: str) -> None:
    content = path.read_bytes()
    chance = random.Random(f"{path.name}{how}")
    if how == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif how == "emptied":
        path.write_bytes(bytes(len(content)))
    elif how == "flipped":
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
    else:
        path.unlink()


@pytest.mark.parametrize("how", ["cut", "emptied", "flipped", "deleted"])
def test_a_damaged_file_of_the_index_is_told_and_mended_by_one_more_run(home: Path, how: str) -> None:
    folder = home / "index"
    harmed = 0
    for name in _files(folder):
        path = folder / str(current_generation(folder)) / name
        if name == "seal.json" or not path.is_file() or path.read_bytes().count(0) == path.stat().st_size:
            continue
        _harm(path, how)
        harmed += 1
        with pytest.raises(IndexDamagedError, match="cancu index"):
            open_index(folder)
        with CorpusStore(home / "corpus.db") as store:
            build_index(store, folder, encoder=ENCODER)
        opened = open_index(folder)
        try:
            assert opened.index.search(SearchRequest(sparse=weigh_question("gạo"), dense=None, limit=5))
        finally:
            opened.close()
        if harmed == 12:
            break
    assert harmed


def test_the_seal_holds_while_the_index_is_read(home: Path) -> None:
    opened = open_index(home / "index")
    try:
        opened.index.search(SearchRequest(sparse=weigh_question("gạo"), dense=None, limit=5))
        assert opened.damage() == ""
    finally:
        opened.close()
    opened = open_index(home / "index")
    assert opened.damage() == ""
    opened.close()


@pytest.mark.parametrize("written", [b"", b"../..", b"abc", b"999999", b"\xff\xfe", b"/etc", b"1" * 5000])
def test_a_strange_name_of_the_current_generation_is_told_and_mended(home: Path, written: bytes) -> None:
    folder = home / "index"
    (folder / "CURRENT").write_bytes(written)
    with pytest.raises((IndexDamagedError, IndexMissingError), match="cancu index"):
        open_index(folder)
    with CorpusStore(home / "corpus.db") as store:
        build_index(store, folder, encoder=ENCODER)
    open_index(folder).close()
