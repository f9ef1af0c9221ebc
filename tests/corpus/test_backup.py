"""Backups: what was saved comes back, what is damaged or hostile does not come in at all."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.backup import BackupError, back_up, file_digest, originals, restore
from corpus.home import Home
from corpus.store import CorpusStore
from tests.laws import article, expression, law, source

LAW = law()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "nhà có dấu cách")
    made.create()
    (made.sources / "ab").mkdir(parents=True)
    (made.sources / "ab" / "abcdef").write_bytes(b"ban goc")
    return made


@pytest.fixture
def store(home: Home) -> Iterator[CorpusStore]:
    with CorpusStore(home.corpus) as opened:
        opened.add(source("a"), [expression(LAW, article("1", "Tên", words="Lời."))])
        yield opened


@pytest.fixture
def saved(home: Home, store: CorpusStore, tmp_path: Path) -> Path:
    back_up(home, store, tmp_path / "sao lưu")
    return tmp_path / "sao lưu"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_was_saved_comes_back(home: Home, saved: Path, tmp_path: Path) -> None:
    back = Home(tmp_path / "mới")
    report = restore(saved, back)
    assert report.files == 2
    assert files(back.folder) == {"corpus.db", "sources/ab/abcdef"}
    assert originals(back)[0].read_bytes() == b"ban goc"
    with CorpusStore(back.corpus) as store:
        assert store.problems() == []
        assert store.unit(LAW, "art_1", date(2022, 1, 1)).unit.provision.text == "Điều 1. Tên\nLời.\n"


def test_a_backup_is_taken_while_the_store_is_written(home: Home, store: CorpusStore, tmp_path: Path) -> None:
    store.add(source("b"), [expression(law("13/2020/QH14"), article("1", "Tên"))])
    assert back_up(home, store, tmp_path / "sao lưu").files == 2


def test_a_backup_never_mixes_with_other_files(home: Home, store: CorpusStore, tmp_path: Path) -> None:
    (tmp_path / "đầy").mkdir()
    (tmp_path / "đầy" / "ghi chú.txt").write_text("của tôi")
    with pytest.raises(BackupError, match="không trống"):
        back_up(home, store, tmp_path / "đầy")
    assert files(tmp_path / "đầy") == {"ghi chú.txt"}


def test_a_backup_onto_a_file_is_told_in_a_sentence(home: Home, store: CorpusStore, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(BackupError, match="Không đọc, ghi được"):
        back_up(home, store, tmp_path / "tệp")


def test_a_home_with_a_corpus_is_never_overwritten(home: Home, saved: Path) -> None:
    before = file_digest(home.corpus)
    with pytest.raises(BackupError, match="đã có kho dữ liệu"):
        restore(saved, home)
    assert file_digest(home.corpus) == before


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda folder: (folder / "corpus.db").write_bytes(b"x"), id="cut corpus"),
        pytest.param(lambda folder: (folder / "sources/ab/abcdef").write_bytes(b"BAN GOC"), id="other bytes"),
        pytest.param(lambda folder: (folder / "sources/ab/abcdef").unlink(), id="lost file"),
    ],
)
def test_of_a_damaged_backup_nothing_is_written(saved: Path, tmp_path: Path, harm: Callable[[Path], Any]) -> None:
    harm(saved)
    with pytest.raises(BackupError, match="bị hỏng, chưa khôi phục gì"):
        restore(saved, Home(tmp_path / "mới"))
    assert not (tmp_path / "mới").exists()


def rewrite(saved: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    manifest = json.loads((saved / "manifest.json").read_text(encoding="utf-8"))
    change(manifest)
    (saved / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "../ngoài",
        "/tuyệt/đối",
        "sources/../../ngoài",
        "index/CURRENT",
        "service.json",
        "",
        ".",
        "sources",
        "sources\\..\\x",
    ],
)
def test_a_manifest_that_points_elsewhere_is_refused(saved: Path, tmp_path: Path, name: str) -> None:
    entry = {"sha256": file_digest(saved / "corpus.db"), "size": (saved / "corpus.db").stat().st_size}
    rewrite(saved, lambda manifest: manifest["files"].update({name: entry}))
    with pytest.raises(BackupError, match="chỉ ra ngoài thư mục của nó hoặc có tệp lạ"):
        restore(saved, Home(tmp_path / "mới"))
    assert not (tmp_path / "mới").exists()


def test_a_link_in_a_backup_is_not_followed(saved: Path, tmp_path: Path) -> None:
    secret = tmp_path / "bí mật"
    secret.write_bytes(b"ban goc")
    (saved / "sources/ab/abcdef").unlink()
    (saved / "sources/ab/abcdef").symlink_to(secret)
    with pytest.raises(BackupError, match="bị hỏng"):
        restore(saved, Home(tmp_path / "mới"))


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", '{"format": 1}', '{"format": 1, "files": []}', '{"format": 1, "files": {"corpus.db": 5}}'],
)
def test_a_folder_without_a_sound_manifest_is_no_backup(saved: Path, tmp_path: Path, text: str) -> None:
    (saved / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BackupError, match="không phải một bản sao lưu hoàn chỉnh"):
        restore(saved, Home(tmp_path / "mới"))


def test_a_backup_without_the_corpus_is_none(saved: Path, tmp_path: Path) -> None:
    rewrite(saved, lambda manifest: manifest["files"].pop("corpus.db"))
    with pytest.raises(BackupError, match=r"không có corpus\.db"):
        restore(saved, Home(tmp_path / "mới"))


def test_a_backup_of_another_format_is_refused(saved: Path, tmp_path: Path) -> None:
    rewrite(saved, lambda manifest: manifest.update(format=2))
    with pytest.raises(BackupError, match="dạng 2"):
        restore(saved, Home(tmp_path / "mới"))


def test_a_broken_off_backup_is_no_backup(saved: Path, tmp_path: Path) -> None:
    (saved / "manifest.json").unlink()
    with pytest.raises(BackupError, match="hoàn chỉnh"):
        restore(saved, Home(tmp_path / "mới"))


def test_the_log_of_a_deleted_corpus_does_not_reach_the_restored_one(saved: Path, tmp_path: Path) -> None:
    back = Home(tmp_path / "mới")
    back.create()
    (back.folder / "corpus.db-wal").write_bytes(b"an old write-ahead log")
    restore(saved, back)
    assert files(back.folder) == {"corpus.db", "sources/ab/abcdef"}


def test_a_home_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    made = Home(tmp_path / "a" / "b")
    made.create()
    assert made.folder.stat().st_mode & 0o077 == 0
