import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import ingest.prepare
from corpus.link import Link, LinkKind
from corpus.source import SourceStatus
from corpus.store import CorpusStore
from corpus.work import SourceClass
from ingest.errors import IngestError
from ingest.keep import kept_path
from ingest.pipeline import ingest as run
from ingest.pipeline import text_of
from ingest.report import IngestReport, Progress
from ingest.settings import IngestSettings
from tests.factories import JsonArticle, PageArticle, codified_page, decree, docx, write_jsonl, write_zip
from tests.shared import require_shared

LAW_NOTE = (
    "Điều {num} Luật số 71/2031/QH16 Thử việc ngày 20/03/2031 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/07/2031"
)
ONE = PageArticle(note=LAW_NOTE.format(num=1), related=[("22", "Điều 88.1.NĐ.1.7. Bảy")])
OTHER = PageArticle(
    label="88.1.NĐ.1.7",
    note="Điều 7 Nghị định số 5/2030/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2030",
    url="http://x/?ItemID=5#Dieu_7",
    anchor="22",
)
SETTINGS = IngestSettings(workers=1)


class Shelf:
    """A store and the folder of its originals."""

    def __init__(self, folder: Path) -> None:
        self.keep = folder / "sources"
        self.store = CorpusStore(folder / "corpus.db")

    def ingest(self, *paths: Path, kind: str = "auto") -> IngestReport:
        return run(paths, self.store, self.keep, kind=kind, settings=SETTINGS)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    folder = tmp_path / "home"
    folder.mkdir()
    opened = Shelf(folder)
    yield opened
    opened.store.close()


def test_a_folder_of_all_kinds_is_read_in_order_and_the_rest_goes_on(shelf: Shelf, tmp_path: Path) -> None:
    files = tmp_path / "van-ban"
    files.mkdir()
    (files / "1.html").write_bytes(codified_page(ONE))
    (files / "2.txt").write_text(decree())
    (files / "3.docx").write_bytes(docx(*decree().splitlines()))
    (files / "4.pdf").write_bytes(b"%PDF-1.7 hong")
    write_jsonl(files / "5.jsonl.gz", JsonArticle(law_id="1/2031/TT-X"), "{")
    report = shelf.ingest(files)
    assert [source.status.value for source in report.sources] == ["added", "added", "added", "quarantined", "added"]
    assert [work.name for source in report.sources for work, _ in source.works] == [
        "Luật 71/2031/QH16",
        "Nghị định 912/2031/NĐ-CP",
        "Nghị định 912/2031/NĐ-CP",
        "Thông tư 1/2031/TT-X",
    ]
    assert report.sources[3].error
    assert report.sources[4].doubts == ("Dòng 2: không phải JSON hợp lệ; đã bỏ qua dòng này.",)
    totals = report.totals
    assert (totals.sources, totals.added, totals.quarantined, totals.works) == (5, 4, 1, 3)
    assert totals.provisions == shelf.store.counts().provisions
    assert shelf.store.problems() == []


def test_the_same_content_is_not_read_again_whatever_its_name(shelf: Shelf, tmp_path: Path) -> None:
    first = tmp_path / "a.txt"
    first.write_text(decree())
    shelf.ingest(first)
    before = shelf.store.expressions()
    second = tmp_path / "b.txt"
    shutil.copy(first, second)
    report = shelf.ingest(first, second)
    assert [source.status for source in report.sources] == [SourceStatus.UNCHANGED] * 2
    assert [source.path for source in report.sources] == [str(first), str(second)]
    assert report.sources[0].provisions == 2
    assert shelf.store.expressions() == before


def test_two_copies_in_one_run_are_read_once(shelf: Shelf, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(decree())
    report = shelf.ingest(tmp_path / "a.txt", tmp_path / "b.txt")
    assert [source.status.value for source in report.sources] == ["added", "unchanged"]


def test_a_changed_file_makes_a_new_expression_beside_the_old(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(decree())
    shelf.ingest(file)
    file.write_text(decree().replace("Thử hai lần", "Thử ba lần"))
    report = shelf.ingest(file)
    assert report.sources[0].status is SourceStatus.ADDED
    assert len(shelf.store.expressions()) == 2
    assert len(shelf.store.works()) == 1


def test_a_new_version_of_the_readers_reads_unchanged_files_again(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(decree())
    shelf.ingest(file)
    monkeypatch.setattr(ingest.prepare, "PARSER", "next")
    monkeypatch.setattr("ingest.pipeline.PARSER", "next")
    assert shelf.ingest(file).sources[0].status is SourceStatus.ADDED
    assert len(shelf.store.expressions()) == 1


def test_the_original_is_kept_before_it_is_in_the_store_and_the_file_is_untouched(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(decree())
    when = file.stat().st_mtime_ns
    (source,) = shelf.ingest(file).sources
    kept = kept_path(shelf.keep, source.sha256)
    assert kept.read_bytes() == file.read_bytes()
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == source.sha256
    assert file.stat().st_mtime_ns == when
    assert not list(shelf.keep.glob("spool-*"))


def test_what_is_in_quarantine_is_listed_kept_and_tried_again_when_asked(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(bytes(range(256)) * 4)
    (source,) = shelf.ingest(file).sources
    held = shelf.store.source(source.sha256)
    assert held is not None
    assert held.error == source.error
    assert kept_path(shelf.keep, source.sha256).is_file()
    assert shelf.ingest(file).sources[0].status is SourceStatus.QUARANTINED
    forced = shelf.ingest(file, kind="text").sources[0]
    assert forced.status is SourceStatus.QUARANTINED
    assert forced.error != ""


def test_a_text_that_a_newer_reader_cannot_read_stays_in_the_store(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(decree())
    shelf.ingest(file)
    monkeypatch.setattr(ingest.prepare, "PARSER", "next")
    report = shelf.ingest(file, kind="pdf")
    assert report.sources[0].status is SourceStatus.QUARANTINED
    assert shelf.store.counts().provisions == 2


def test_pages_in_an_archive_are_sources_that_point_to_each_other(shelf: Shelf, tmp_path: Path) -> None:
    archive = write_zip(
        tmp_path / "phapdien-2032-05.zip",
        {"demuc/a.html": codified_page(ONE), "demuc/b.html": codified_page(OTHER), "demuc/c.html": codified_page()},
    )
    report = shelf.ingest(archive)
    assert [source.path for source in report.sources] == [f"{archive}!demuc/{name}.html" for name in "abc"]
    assert [source.status.value for source in report.sources] == ["added", "added", "quarantined"]
    assert "text withdrawn" in str(report.sources[2].error)
    held = shelf.store.source(report.sources[0].sha256)
    assert held is not None
    assert held.container == hashlib.sha256(archive.read_bytes()).hexdigest()
    law = shelf.store.work("71/2031/QH16")
    assert shelf.store.unit(law, "art_1", date(2033, 1, 1)).as_of == date(2032, 5, 1)
    assert shelf.store.links_from("71/2031/QH16", "art_1") == [
        Link("71/2031/QH16", "art_1", "05/2030/NĐ-CP", "art_7", LinkKind.RELATED, "http://x/?ItemID=5#Dieu_7")
    ]


def test_a_page_that_comes_later_finds_the_pages_already_held(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(codified_page(OTHER))
    (tmp_path / "a.html").write_bytes(codified_page(ONE))
    shelf.ingest(tmp_path / "b.html")
    shelf.ingest(tmp_path / "a.html")
    assert [link.to_number for link in shelf.store.links_from("71/2031/QH16")] == ["05/2030/NĐ-CP"]


def test_a_run_that_is_broken_off_keeps_what_it_had_and_goes_on_later(shelf: Shelf, tmp_path: Path) -> None:
    files = tmp_path / "van-ban"
    files.mkdir()
    for name in ("a", "b", "c"):
        write_jsonl(files / f"{name}.jsonl", JsonArticle(law_id=f"{name}/2031"))

    def stop_at_the_second(progress: Progress) -> None:
        if progress.step == "lưu" and progress.path.endswith("b.jsonl"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([files], shelf.store, shelf.keep, settings=SETTINGS, progress=stop_at_the_second)
    assert [work.number for work in shelf.store.works()] == ["a/2031"]
    report = shelf.ingest(files)
    assert [source.status.value for source in report.sources] == ["unchanged", "added", "added"]
    assert shelf.store.problems() == []


def test_progress_grows_to_the_whole(shelf: Shelf, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", *[JsonArticle(article_id=str(num)) for num in range(3000)])
    (tmp_path / "b.txt").write_text(decree())
    told: list[Progress] = []
    run([tmp_path / "a.jsonl", tmp_path / "b.txt"], shelf.store, shelf.keep, settings=SETTINGS, progress=told.append)
    done = [progress.done_bytes for progress in told]
    assert done == sorted(done)
    assert done[-1] == told[-1].total_bytes == sum((tmp_path / name).stat().st_size for name in ("a.jsonl", "b.txt"))
    assert {progress.step for progress in told} == {"kiểm tra", "đọc", "lưu"}


def test_references_in_the_words_become_links(shelf: Shelf, tmp_path: Path) -> None:
    text = "1. Theo khoản 2 Điều 5 Luật số 71/2031/QH16.\n2. Theo khoản 1 Điều 3 Thông tư này."
    write_jsonl(tmp_path / "a.jsonl", JsonArticle(law_id="1/2031/TT-X", article_id="9", title="Điều 9. X", text=text))
    shelf.ingest(tmp_path / "a.jsonl")
    assert [(link.from_eid, link.to_number, link.to_eid) for link in shelf.store.links_from("1/2031/TT-X")] == [
        ("art_9__cl_1", "71/2031/QH16", "art_5__cl_2"),
        ("art_9__cl_2", "1/2031/TT-X", "art_3__cl_1"),
    ]


def test_an_unknown_kind_is_a_sentence(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="Không có loại tệp “doc”"):
        shelf.ingest(tmp_path, kind="doc")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", docx("Điều 1. Phạm vi", "Lời."), "Điều 1. Phạm vi"),
        ("a.html", codified_page(ONE), "Điều 1. Phạm vi\nLuật này quy định việc thử.\n"),
        ("a.jsonl", JsonArticle().line().encode(), "Điều 1. Phạm vi\nLuật này quy định việc thử.\n"),
    ],
)
def test_text_of_gives_the_words_of_a_file(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert words in text_of(tmp_path / name)


@pytest.mark.parametrize(("name", "data"), [("a.html", codified_page()), ("a.bin", b"\0\1\2" * 99), ("a.txt", b"")])
def test_text_of_says_why_there_are_no_words(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(IngestError):
        text_of(tmp_path / name)
    with pytest.raises(IngestError, match="Không đọc được tệp"):
        text_of(tmp_path / "khong-co")


@pytest.mark.shared
def test_news_is_of_the_class_news(shelf: Shelf) -> None:
    report = shelf.ingest(require_shared("data", "news"))
    works = [work for source in report.sources for work, _ in source.works]
    assert len(works) == 5
    assert {work.source_class for work in works} == {SourceClass.NEWS}
    cut = [doubt for source in report.sources for doubt in source.doubts if "không thuộc tin bài" in doubt]
    assert len(cut) == 4  # the fifth has nothing but its own words
    assert any("đã bỏ 23 dòng" in doubt for doubt in cut)


@pytest.mark.shared
@pytest.mark.slow
def test_the_whole_codified_law_is_read(shelf: Shelf) -> None:
    report = run([require_shared("data", "codified", "phapdien-2026-01.zip")], shelf.store, shelf.keep)
    totals = report.totals
    assert (totals.sources, totals.added, totals.quarantined) == (301, 211, 90)
    assert all("text withdrawn" in str(source.error) for source in report.sources if source.error)
    assert totals.provisions >= 60_939
    assert totals.works >= 4_200
    related = shelf.store.counts().links
    assert related >= 40_983
    again = run([require_shared("data", "codified", "phapdien-2026-01.zip")], shelf.store, shelf.keep)
    assert (again.totals.added, again.totals.unchanged) == (0, 211)
