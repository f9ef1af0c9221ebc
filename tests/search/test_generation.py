"""Generations of the index: built aside, swapped at once, kept while read."""

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.store import CorpusStore
from corpus.work import Work
from search.index.build import IndexReport, build_index
from search.index.edge import EdgeIndex
from search.index.generation import IndexSettings, current_generation, open_index
from search.index.protocol import (
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
    SearchRequest,
)
from search.index.server import MEMORY, ServerIndex
from search.lexical import LexicalSettings, weigh_question
from tests.search.texts import SOURCE, AngleEncoder, article, expression, law, quick_folder

RICE, BOATS = law(), law("13/2031/QH99")


class OtherEncoder(AngleEncoder):
    name = "angle@2"


class BrokenEncoder(AngleEncoder):
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise MemoryError(f"{len(texts)} texts")


@pytest.fixture
def home() -> Iterator[Path]:
    with quick_folder() as made:
        yield made


@pytest.fixture
def store(home: Path) -> Iterator[CorpusStore]:
    with CorpusStore(home / "corpus.db") as opened:
        add(opened, "a", RICE, "Gạo được cấp hằng tháng.")
        add(opened, "b", BOATS, "Thuyền chở người về quê.")
        yield opened


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "index"


def add(store: CorpusStore, sha256: str, work: Work, *texts: str) -> None:
    articles = [article(str(number), "Tên điều", f"{text}\n") for number, text in enumerate(texts, start=1)]
    store.add(replace(SOURCE, sha256=sha256), [expression(work, *articles)])


def build(store: CorpusStore, folder: Path, *, rebuild: bool = False) -> IndexReport:
    return build_index(store, folder, encoder=AngleEncoder(), rebuild=rebuild)


def found(folder: Path, text: str) -> list[str]:
    opened = open_index(folder)
    try:
        scored = opened.index.search(SearchRequest(sparse=weigh_question(text)))
        ranked = sorted(scored, key=lambda item: -item.lexical)
        places = opened.forward.addresses(opened.forward.rows_of([item.id for item in ranked]))
        return [f"{place.number}@{place.article}" for place in places]
    finally:
        opened.close()


def test_what_the_corpus_holds_is_found(store: CorpusStore, folder: Path) -> None:
    report = build(store, folder)
    assert (report.passages, report.changed) == (2, 2)
    assert found(folder, "thuyền chở") == ["13/2031/QH99@1"]


def test_without_a_generation_the_reader_is_told_what_to_run(folder: Path) -> None:
    with pytest.raises(IndexMissingError, match="cancu index"):
        open_index(folder)


def test_nothing_changed_makes_no_new_generation(store: CorpusStore, folder: Path) -> None:
    first, second = build(store, folder), build(store, folder)
    assert (second.generation, second.changed, second.passages) == (first.generation, 0, 2)


def test_rebuilding_gives_the_same_answers(store: CorpusStore, folder: Path) -> None:
    first = build(store, folder)
    before = found(folder, "gạo người tên điều")
    assert build(store, folder, rebuild=True).generation != first.generation
    assert found(folder, "gạo người tên điều") == before


def test_only_works_that_changed_are_cut_again(store: CorpusStore, folder: Path) -> None:
    add(store, "c", law("14/2032/QH99"), "Trường nhận trẻ em.")
    build(store, folder)
    add(store, "d", law("15/2033/QH99"), "Bác sĩ khám bệnh.", "Thuốc được phát.")
    report = build(store, folder)
    assert (report.passages, report.changed) == (5, 2)
    assert found(folder, "thuốc") == ["15/2033/QH99@2"]
    assert found(folder, "gạo") == ["12/2030/QH99@1"]


def test_what_left_the_corpus_leaves_the_index(store: CorpusStore, folder: Path) -> None:
    add(store, "c", law("14/2032/QH99"), "Trường nhận trẻ em.")
    build(store, folder)
    store.remove("b")
    report = build(store, folder)
    assert (report.passages, report.changed) == (2, 1)
    assert found(folder, "thuyền") == []


def test_the_same_text_from_two_sources_is_indexed_once(store: CorpusStore, folder: Path) -> None:
    add(store, "c", RICE, "Gạo được cấp hằng tháng.", "Điều mới.")
    assert build(store, folder).passages == 3


def test_a_text_stays_found_when_one_of_its_two_sources_leaves(store: CorpusStore, folder: Path) -> None:
    add(store, "c", RICE, "Gạo được cấp hằng tháng.")
    add(store, "d", law("14/2032/QH99"), "Trường nhận trẻ em.")
    build(store, folder)
    store.remove("a")
    build(store, folder)
    assert found(folder, "gạo") == ["12/2030/QH99@1"]


def test_a_work_learnt_to_have_ended_is_indexed_anew(store: CorpusStore, folder: Path) -> None:
    for number in range(3):
        add(store, f"x{number}", law(f"2{number}/2032/QH99"), "Trường nhận trẻ em.")
    build(store, folder)
    add(store, "c", replace(RICE, issuer=RICE.issuer, place="Tỉnh Hà Giang"), "Gạo được cấp hằng tháng.")
    assert build(store, folder).changed == 2  # one passage deleted, one written


@pytest.mark.parametrize(
    ("encoder", "settings"),
    [
        pytest.param(OtherEncoder(), IndexSettings(), id="encoder"),
        pytest.param(AngleEncoder(), IndexSettings(lexical=LexicalSettings(k1=2.0)), id="settings"),
    ],
)
def test_another_encoder_or_other_settings_index_everything_anew(
    store: CorpusStore, folder: Path, encoder: AngleEncoder, settings: IndexSettings
) -> None:
    build(store, folder)
    opened = open_index(folder)
    opened.require(AngleEncoder.name, IndexSettings())
    with pytest.raises(IndexOutdatedError, match="cancu index"):
        opened.require(encoder.name, settings)
    opened.close()
    assert build_index(store, folder, encoder=encoder, settings=settings).changed == 2


def test_a_reader_keeps_its_generation_until_it_opens_again(store: CorpusStore, folder: Path) -> None:
    build(store, folder)
    reader = open_index(folder)
    add(store, "c", law("14/2032/QH99"), "Trường nhận trẻ em.")
    build(store, folder)
    assert reader.stale()
    assert reader.index.count() == 2
    assert reader.index.search(SearchRequest(sparse=weigh_question("gạo")))
    reader.close()
    assert found(folder, "trường") == ["14/2032/QH99@1"]


def test_a_generation_nobody_holds_is_pruned(store: CorpusStore, folder: Path) -> None:
    first = build(store, folder).generation
    reader = open_index(folder)
    second = build(store, folder, rebuild=True).generation
    assert (folder / first).is_dir()
    reader.close()
    third = build(store, folder, rebuild=True).generation
    assert [path.name for path in sorted(folder.iterdir()) if path.is_dir()] == [third]
    assert first < second < third == current_generation(folder)


def test_a_second_reader_is_told_who_holds_the_index(store: CorpusStore, folder: Path) -> None:
    build(store, folder)
    reader = open_index(folder)
    with pytest.raises(IndexBusyError, match="cancu serve"):
        open_index(folder)
    reader.close()
    open_index(folder).close()


def test_a_reader_in_another_process_is_told_so_too(store: CorpusStore, folder: Path) -> None:
    build(store, folder)
    reader = open_index(folder)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_reason_not_to_open, (folder,)) == "IndexBusyError"
    reader.close()


def _reason_not_to_open(folder: Path) -> str:
    try:
        open_index(folder).close()
    except IndexBusyError as error:
        return type(error).__name__
    return ""


def test_a_build_that_fails_leaves_the_old_generation(store: CorpusStore, folder: Path) -> None:
    build(store, folder)
    with pytest.raises(MemoryError):
        build_index(store, folder, encoder=BrokenEncoder(), rebuild=True)
    assert found(folder, "gạo") == ["12/2030/QH99@1"]


def test_what_a_killed_build_left_is_swept_by_the_next(store: CorpusStore, folder: Path) -> None:
    build(store, folder)
    (folder / "building").mkdir()
    (folder / "building" / "half").write_text("x", encoding="utf-8")
    (folder / "CURRENT.new").write_text("000099", encoding="utf-8")
    report = build(store, folder, rebuild=True)
    assert not (folder / "building").exists()
    assert current_generation(folder) == report.generation


def test_a_build_killed_before_the_swap_is_not_current(store: CorpusStore, folder: Path) -> None:
    first = build(store, folder).generation
    (folder / "000009").mkdir()  # renamed, but CURRENT not yet written
    report = build(store, folder, rebuild=True)
    assert (first, report.generation) == ("000001", "000002")
    assert not (folder / "000009").exists()


def test_a_damaged_manifest_is_reported_and_rebuilt(store: CorpusStore, folder: Path) -> None:
    generation = build(store, folder).generation
    (folder / generation / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="--rebuild"):
        open_index(folder)
    assert build(store, folder).changed == 2
    assert found(folder, "gạo") == ["12/2030/QH99@1"]


def test_a_folder_that_is_no_shard_is_reported(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match="--rebuild"):
        EdgeIndex.load(tmp_path / "nothing")


def test_progress_tells_how_much_is_done(store: CorpusStore, folder: Path) -> None:
    told: list[tuple[int, int, int]] = []
    build_index(store, folder, encoder=AngleEncoder(), progress=lambda *far: told.append(far))
    assert told == [(1, 2, 1), (2, 2, 2)]


class MemoryServer:
    """Keeps collections by name in this process, as a server would."""

    def __init__(self) -> None:
        self.held: dict[str, ServerIndex] = {}

    def create(self, name: str, dim: int) -> ServerIndex:
        self.held[name] = _Kept(ServerIndex.create(MEMORY, name, dim))
        return self.held[name]

    def load(self, name: str) -> ServerIndex:
        return self.held[name]

    def drop(self, name: str) -> None:
        del self.held[name]


class _Kept(ServerIndex):
    """Survives ``close``: a server does not forget when a client goes."""

    def __init__(self, index: ServerIndex) -> None:
        super().__init__(index._client, MEMORY, index._collection)

    def close(self) -> None:
        """Do nothing."""


def test_on_a_server_generations_are_collections_and_many_may_read(store: CorpusStore, folder: Path) -> None:
    server = MemoryServer()
    build_index(store, folder, encoder=AngleEncoder(), remote=server)
    first, second = open_index(folder, remote=server), open_index(folder, remote=server)
    assert first.index.count() == second.index.count() == 2
    build_index(store, folder, encoder=AngleEncoder(), remote=server, rebuild=True)
    assert first.stale()
    assert list(server.held) == [open_index(folder, remote=server).manifest.remote]


def test_where_the_points_lie_and_where_they_are_sought_must_agree(store: CorpusStore, folder: Path) -> None:
    server = MemoryServer()
    build(store, folder)
    with pytest.raises(IndexOutdatedError, match="cancu index"):
        open_index(folder, remote=server)
    assert build_index(store, folder, encoder=AngleEncoder(), remote=server).changed == 2
    with pytest.raises(IndexOutdatedError, match="cancu index"):
        open_index(folder)
    assert build(store, folder).changed == 2
