"""The real folder of the field's law: codified pages, JSON of single instruments, excerpts, tables beside them."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from corpus.expression import Origin
from corpus.governing import rivals
from corpus.provision import Place, eid_of
from corpus.source import SourceStatus
from corpus.store import CorpusStore
from corpus.text import syllables
from ingest.pipeline import ingest
from ingest.report import IngestReport
from ingest.settings import IngestSettings
from tests.shared import require_shared

pytestmark = pytest.mark.shared
SETTINGS = IngestSettings(workers=1)
DAYS = (date(2014, 6, 1), date(2019, 6, 1), date(2026, 11, 22))


def load(home: Path, paths: Sequence[Path]) -> tuple[CorpusStore, IngestReport]:
    home.mkdir(exist_ok=True)
    store = CorpusStore(home / "corpus.db")
    return store, ingest(paths, store, home / "sources", settings=SETTINGS)


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CorpusStore, IngestReport]]:
    store, report = load(tmp_path_factory.mktemp("kho"), [require_shared("data", "trafficking")])
    yield store, report
    store.close()


def test_all_but_the_tables_and_the_withdrawn_page_is_read(field: tuple[CorpusStore, IngestReport]) -> None:
    store, report = field
    refused = {Path(source.path).name: source.error for source in report.sources if source.error}
    assert sorted(refused) == [
        "demuc_39.8_phong_chong_mua_ban_nguoi_2026-01.html",
        "index.tsv",
        "not_found.tsv",
    ]
    assert all("bảng dữ liệu, không phải văn bản" in (refused[name] or "") for name in ("index.tsv", "not_found.tsv"))
    assert (report.totals.sources, report.totals.added) == (41, 38)
    single = [source for source in report.sources if source.path.endswith(".json")]
    assert len({work.slug for source in single for work, _ in source.works}) == len(single) == 27
    assert sum(source.provisions for source in single) == 2_170
    (excerpts,) = (source for source in report.sources if source.path.endswith(".jsonl"))
    assert sorted(work.number for work, _ in excerpts.works) == [
        "1137/QĐ-TTg",
        "162/2025/NĐ-CP",
        "2608/KH-UBND",
        "33/QĐ-TTg",
        "53/2024/QH15",
        "59/KH-UBND",
    ]
    assert store.problems() == []


def test_only_whole_instruments_are_held_as_whole(field: tuple[CorpusStore, IngestReport]) -> None:
    store, report = field
    works = [work for source in report.sources if source.path.endswith(".json") for work, _ in source.works]
    partial = {work.number for work in works if not store.holds_whole(work)}
    assert partial == {"103/2017/NĐ-CP", "178/2004/NĐ-CP", "101/2015/QH13"}  # the last prints two Điều 509
    doubts = " ".join(doubt for source in report.sources for doubt in source.doubts)
    assert "Nghị định 103/2017/NĐ-CP: Nguồn thiếu Điều 40, 41, 42, 43." in doubts
    assert "Nghị định 178/2004/NĐ-CP: Nguồn thiếu Điều 14, 15, 17, 18, 19, 20." in doubts
    assert "nguồn ghi 01/12/2012, danh mục văn bản ghi 01/01/2012" in doubts


def test_every_expected_place_of_the_field_questions_is_held(field: tuple[CorpusStore, IngestReport]) -> None:
    store, _ = field
    rows = require_shared("data", "domain", "field_questions_dev.jsonl").read_text().splitlines()
    wanted = [(json.loads(row)["as_of"], place) for row in rows for place in json.loads(row)["expect"]]
    lacking = []
    for as_of, place in wanted:
        eid = eid_of(Place(place["article"], place["clause"], place["point"]))
        held = store.unit(store.work(place["doc"]), eid, date.fromisoformat(as_of))
        if held.unit.provision.find(eid) is None:
            lacking.append(f"{eid} {place['doc']}")
    assert len(wanted) > 60
    assert lacking == []


def test_the_law_in_force_is_held_as_excerpts_that_do_not_hide_each_other(
    field: tuple[CorpusStore, IngestReport],
) -> None:
    store, _ = field
    units = store.units(store.work("53/2024/QH15"), DAYS[-1])
    assert [held.unit.provision.eid for held in units] == ["art_1", "art_2", "chp_V", "art_37"]
    assert {(held.origin, held.complete) for held in units} == {(Origin.EXCERPT, False)}
    entitled = units[-1].unit.provision
    assert entitled.find("art_37__cl_1__point_d") != entitled.find("art_37__cl_1__point_đ")
    assert [part.eid for part in entitled.children[2].children] == ["art_37__cl_3__par_1", "art_37__cl_3__par_2"]


def test_no_copy_rivals_the_codified_law_it_was_taken_from(field: tuple[CorpusStore, IngestReport]) -> None:
    store, _ = field
    compared = 0
    for work in store.works():
        if not {Origin.ARTICLES, Origin.CODIFIED} <= set(store.origins(work)):
            continue
        for day in DAYS:
            for held in store.units(work, day):
                compared += 1
                texts = rivals(held, store.texts(work, held.unit.provision.eid), day)
                words = syllables(held.unit.provision.text)
                assert all(syllables(other.unit.provision.text) == words for other in texts)
                assert held.origin is not Origin.ARTICLES
    assert compared > 3_000


def test_what_is_read_again_is_unchanged(field: tuple[CorpusStore, IngestReport], tmp_path: Path) -> None:
    store, report = field
    again = ingest([require_shared("data", "trafficking")], store, tmp_path, settings=SETTINGS)
    statuses = {source.path: source.status for source in again.sources}
    expected = {
        source.path: SourceStatus.QUARANTINED if source.error else SourceStatus.UNCHANGED for source in report.sources
    }
    assert statuses == expected


@pytest.mark.slow
def test_the_order_of_files_does_not_decide_which_text_governs(
    field: tuple[CorpusStore, IngestReport], tmp_path: Path
) -> None:
    store, _ = field
    folder = require_shared("data", "trafficking")
    files = sorted((path for path in folder.rglob("*") if path.is_file()), reverse=True)
    other, _ = load(tmp_path / "kho", files)
    with other:
        assert [work.slug for work in other.works()] == [work.slug for work in store.works()]
        for work in store.works():
            for day in DAYS:
                ours = [(held.unit, held.origin, held.source.sha256) for held in store.units(work, day)]
                theirs = [(held.unit, held.origin, held.source.sha256) for held in other.units(work, day)]
                assert sorted(theirs, key=str) == sorted(ours, key=str)
