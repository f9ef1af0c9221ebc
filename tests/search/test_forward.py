"""The forward index: the words of passages in order, and where they lie."""

from pathlib import Path

import numpy as np
import pytest

from corpus.rows import Held
from search.index.forward import ForwardIndex, ForwardWriter, Streams, spread
from search.index.protocol import IndexDamagedError
from search.lexical import syllable_ids, words_of
from search.passage import cut
from tests.search.texts import article, held, law, words

RICE = held(article("1", "Gạo", "Gạo được cấp hằng tháng."), unit_id=1)
BOATS = held(article("2", "Thuyền", words(400, "thuyền")), unit_id=2)
SCHOOL = held(article("1", "Trường", "Trường nhận trẻ em."), unit_id=7, work=law("13/2031/QH99"))


def written(folder: Path, *units: Held, old: ForwardIndex | None = None, gone: tuple[str, ...] = ()) -> ForwardIndex:
    with ForwardWriter(folder) as writer:
        if old is not None:
            writer.keep(old, gone)
        for unit in units:
            passages = cut(unit)
            writer.append(passages, words_of(passages))
    return ForwardIndex.load(folder)


def ids(text: str) -> list[int]:
    found: list[int] = syllable_ids([text])[0].tolist()
    return found


def everything(index: ForwardIndex) -> list[tuple[object, ...]]:
    """Return of each row its address, its own words and its headings."""
    found: list[tuple[object, ...]] = []
    for row, address in enumerate(index.addresses(np.arange(len(index.rows)))):
        place = np.array([row])
        own = index.own.gather(place, place + 1)[0].tolist()
        headings = [
            index.headings.gather(number, number + 1)[0].tolist()
            for number in (np.array([index.rows[row][name]], np.int64) for name in ("title", "heading"))
        ]
        found.append((address, own, headings))
    return found


def test_a_passage_is_found_by_its_id_with_its_words_and_its_place(tmp_path: Path) -> None:
    index = written(tmp_path, RICE, BOATS)
    [row] = index.rows_of([1 << 16])
    [place] = index.addresses(np.array([row]))
    assert (place.number, place.eid, place.article, place.unit_id) == ("12/2030/QH99", "art_1", "1", 1)
    assert index.own.gather(np.array([row]), np.array([row + 1]))[0].tolist() == ids("Gạo được cấp hằng tháng.")


def test_the_passages_of_a_unit_are_neighbours(tmp_path: Path) -> None:
    index = written(tmp_path, RICE, BOATS, SCHOOL)
    rows = index.rows_of([(2 << 16) + 1, 7 << 16])
    firsts, lasts = index.units_of(rows)
    assert (lasts - firsts).tolist() == [len(cut(BOATS)), 1]
    assert {place.unit_id for place in index.addresses(np.arange(firsts[0], lasts[0]))} == {2}


def test_rows_ascend_whatever_order_they_came_in(tmp_path: Path) -> None:
    straight, crooked = written(tmp_path / "a", RICE, BOATS, SCHOOL), written(tmp_path / "b", SCHOOL, BOATS, RICE)
    assert everything(crooked) == everything(straight)


def test_a_heading_that_many_share_is_kept_once(tmp_path: Path) -> None:
    index = written(tmp_path, BOATS)
    assert len(index.rows) > 2
    assert len(set(index.rows["title"].tolist())) == 1


def test_works_that_left_are_not_taken_over(tmp_path: Path) -> None:
    old = written(tmp_path / "old", RICE, BOATS, SCHOOL)
    index = written(tmp_path / "new", RICE, BOATS, old=old, gone=("12-2030-qh99",))
    assert everything(index) == everything(old)
    left = written(tmp_path / "left", old=old, gone=("12-2030-qh99",))
    assert [place.number for place in left.addresses(np.arange(len(left.rows)))] == ["13/2031/QH99"]


def test_an_empty_index_is_an_index(tmp_path: Path) -> None:
    index = written(tmp_path)
    assert not len(index.rows_of([]))
    with pytest.raises(IndexDamagedError):
        index.rows_of([1])


@pytest.mark.parametrize("name", ["rows.npy", "names.json", "own.u32", "headings.ends.npy"])
def test_a_file_cut_short_is_told(tmp_path: Path, name: str) -> None:
    written(tmp_path, RICE)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(IndexDamagedError, match="cancu index --rebuild"):
        ForwardIndex.load(tmp_path)


def test_runs_are_spread_end_to_end() -> None:
    assert spread(np.array([4, 0]), np.array([0, 2])).tolist() == [0, 1]
    streams = Streams(np.arange(6, dtype=np.uint32), np.array([0, 1, 3, 6]))
    assert streams.taken(np.array([2, 0])).ids.tolist() == [3, 4, 5, 0]
