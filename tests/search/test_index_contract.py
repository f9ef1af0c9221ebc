"""What every kind of index must do: embedded, in memory, and on a server when QDRANT_URL is set."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from search.index.edge import EdgeIndex
from search.index.protocol import Index, PassageFilter, Scored, SearchRequest
from search.index.server import MEMORY, ServerIndex
from search.lexical import weigh_question
from tests.search.texts import AngleEncoder, law, passage, points, quick_folder

DIM = AngleEncoder.dim


def _embedded(folder: Path) -> Index:
    return EdgeIndex.create(folder / "shard", DIM)


def _in_memory(_folder: Path) -> Index:
    return ServerIndex.create(MEMORY, "cancu_contract", DIM)


def _on_server(folder: Path) -> Index:
    url = os.environ.get("QDRANT_URL")
    if not url:
        pytest.skip("QDRANT_URL is not set")
    return ServerIndex.create(url, f"cancu_contract_{folder.name}", DIM, api_key=os.environ.get("QDRANT_API_KEY"))


KINDS = [
    pytest.param(_embedded, id="edge"),
    pytest.param(_in_memory, id="memory"),
    pytest.param(_on_server, id="server", marks=pytest.mark.server),
]
Make = Callable[[Path], Index]


@contextmanager
def _opened(make: Make) -> Iterator[Index]:
    with quick_folder() as folder:
        made = make(folder)
        yield made
        if isinstance(made, ServerIndex):
            made.drop()
        made.close()


@pytest.fixture(params=KINDS)
def index(request: pytest.FixtureRequest) -> Iterator[Index]:
    with _opened(request.param) as made:
        yield made


@pytest.fixture(scope="module", params=KINDS)
def shelf(request: pytest.FixtureRequest) -> Iterator[Index]:
    """Give an index that no test changes: an act in force, a joint one, one that ended, one without dates."""
    joint = law("14/2031/TTLT", type="Thông tư liên tịch", issuer="Bộ Y tế, Bộ Công an", place="Tỉnh Hà Giang")
    ended = law("15/2020/QH99", effective=date(2020, 1, 1), expired=date(2031, 1, 1))
    undated = law("16/KH", type="Kế hoạch", effective=None)
    works = (law(), joint, ended, undated)
    with _opened(request.param) as made:
        made.upsert(
            points(*(passage("Nạn nhân.", unit_id=unit, work=work) for unit, work in enumerate(works, start=1)))
        )
        yield made


RICE = passage("Gạo được cấp hằng tháng cho nạn nhân.", unit_id=1)
BOATS = passage("Thuyền chở nạn nhân về quê.", unit_id=2, work=law("13/2031/QH99", type="Nghị định"))
SCHOOL = passage("Trường nhận trẻ em vào học.", unit_id=3)


def words(text: str, **changes: object) -> SearchRequest:
    return replace(SearchRequest(sparse=weigh_question(text)), **changes)  # type: ignore[arg-type]  # fields by name


def meaning(text: str, **changes: object) -> SearchRequest:
    return replace(SearchRequest(dense=AngleEncoder().encode([text])[0]), **changes)  # type: ignore[arg-type]  # as above


def best(found: list[Scored]) -> list[int]:
    return [item.id for item in sorted(found, key=lambda item: (-item.lexical, -item.dense, item.id))]


def units(found: list[Scored]) -> set[int]:
    return {item.id >> 16 for item in found}


def test_an_empty_index_finds_nothing(index: Index) -> None:
    assert index.count() == 0
    assert index.search(words("gạo")) == []


def test_words_find_the_passage_that_has_them(index: Index) -> None:
    index.upsert(points(RICE, BOATS, SCHOOL))
    assert best(index.search(words("thuyền chở")))[0] == BOATS.id


def test_a_rare_word_counts_more_than_a_common_one(index: Index) -> None:
    common = [passage(f"Nạn nhân thứ {number}.", unit_id=10 + number) for number in range(5)]
    index.upsert(points(RICE, SCHOOL, *common))
    found = {item.id: item.lexical for item in index.search(words("gạo nhân"))}
    assert found[RICE.id] > 2 * max(found[item.id] for item in common)


def test_meaning_finds_what_points_the_same_way(index: Index) -> None:
    index.upsert(points(RICE, BOATS, SCHOOL))
    [first, *_] = sorted(index.search(meaning("Ghe")), key=lambda item: -item.dense)
    assert (first.id, round(first.dense, 3)) == (RICE.id, 1.0)


def test_every_candidate_has_its_score_in_both_lanes(index: Index) -> None:
    index.upsert(points(RICE, BOATS, SCHOOL))
    both = replace(words("thuyền nhân"), dense=AngleEncoder().encode(["Thóc"])[0], limit=1)
    found = {item.id: item for item in index.search(both)}
    alone = {item.id: item.lexical for item in index.search(words("thuyền nhân"))}
    assert found[BOATS.id].lexical == pytest.approx(alone[BOATS.id], rel=1e-3)
    assert found[BOATS.id].dense == pytest.approx(1.0, rel=1e-3)
    for item in found.values():
        assert item.lexical == pytest.approx(alone.get(item.id, 0.0), rel=1e-3)


def test_a_question_without_any_vector_finds_nothing(index: Index) -> None:
    index.upsert(points(RICE))
    assert index.search(SearchRequest()) == []
    assert index.search(replace(words("?!"), dense=np.zeros(DIM, np.float32))) == []


def test_each_lane_brings_no_more_than_the_limit(index: Index) -> None:
    index.upsert(points(*(passage("Nạn nhân.", unit_id=number) for number in range(1, 9))))
    assert len(index.search(words("nhân", limit=3))) == 3


def test_the_same_point_again_replaces_the_first(index: Index) -> None:
    index.upsert(points(RICE))
    index.upsert(points(RICE))
    assert index.count() == 1


def test_a_work_s_passages_go_together(index: Index) -> None:
    index.upsert(points(RICE, BOATS, SCHOOL))
    index.delete([BOATS.slug])
    assert index.count() == 2
    assert BOATS.id not in best(index.search(words("thuyền nhân")))
    index.delete([])
    assert index.count() == 2


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(PassageFilter(), {1, 2, 3, 4}, id="no filter"),
        pytest.param(PassageFilter(type="thông tư liên tịch"), {2}, id="type, in any case"),
        pytest.param(PassageFilter(issuer="Bộ Công an"), {2}, id="one of two issuers"),
        pytest.param(PassageFilter(place="tinh ha giang"), {2}, id="place, without marks"),
        pytest.param(PassageFilter(source_class="news"), set(), id="class"),
        pytest.param(PassageFilter(works=("12-2030-qh99", "16-kh")), {1, 4}, id="works"),
        pytest.param(PassageFilter(in_force_on=date(2030, 12, 31)), {1, 2, 3, 4}, id="in force on the last day"),
        pytest.param(PassageFilter(in_force_on=date(2031, 1, 1)), {1, 2, 4}, id="not on the day of expiry"),
        pytest.param(PassageFilter(in_force_on=date(2030, 6, 30)), {3, 4}, id="not before it takes effect"),
        pytest.param(PassageFilter(expired_by=date(2031, 1, 1)), {3}, id="expired"),
        pytest.param(PassageFilter(not_yet_on=date(2030, 6, 30)), {1, 2}, id="not yet in force"),
        pytest.param(PassageFilter(type="Luật", in_force_on=date(2032, 1, 1)), {1}, id="two at once"),
    ],
)
def test_filters_limit_both_lanes(shelf: Index, wanted: PassageFilter, expected: set[int]) -> None:
    assert units(shelf.search(words("nạn nhân", filter=wanted))) == expected
    assert units(shelf.search(meaning("Nạn nhân", filter=wanted))) == expected


def test_what_is_settled_is_still_found(index: Index) -> None:
    index.upsert(points(RICE, BOATS, SCHOOL))
    before = index.search(words("thuyền nhân"))
    index.settle()
    assert index.search(words("thuyền nhân")) == before
    assert index.count() == 3
