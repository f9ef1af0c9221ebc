"""Backups of a home folder: corpus, originals and notebook, with a manifest; the index is built again from them."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.database import copy_database
from corpus.errors import CorpusError
from corpus.home import Home
from corpus.store import CorpusStore

_MANIFEST = "manifest.json"
_FORMAT = 1


class BackupError(CorpusError):
    """A backup cannot be written or read."""


@contextmanager
def _in_words(place: Path) -> Iterator[None]:
    """Turn what the file system says into a sentence to a person."""
    try:
        yield
    except OSError as error:
        raise BackupError(f"Không đọc, ghi được {place}: {error.strerror or error}.") from error


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds."""

    files: int
    bytes: int


def back_up(home: Home, store: CorpusStore, folder: Path) -> BackupReport:
    """Write a backup into an empty or new folder, while others read and write the corpus.

    The manifest is written last: a folder without one is no backup.
    """
    with _in_words(folder):
        return _back_up(home, store, folder)


def _back_up(home: Home, store: CorpusStore, folder: Path) -> BackupReport:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupError(f"Thư mục {folder} không trống. Hãy chọn một thư mục mới cho bản sao lưu.")
    store.copy_to(folder / home.corpus.name)
    if home.notebook.exists():
        copy_database(home.notebook, folder / home.notebook.name)
    for original in originals(home):
        target = folder / home.sources.name / original.relative_to(home.sources)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, target)
    entries: dict[str, dict[str, str | int]] = {
        path.relative_to(folder).as_posix(): {"sha256": file_digest(path), "size": path.stat().st_size}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    manifest = {"format": _FORMAT, "files": entries}
    _write_durably(folder / _MANIFEST, json.dumps(manifest, indent=2, sort_keys=True))
    return BackupReport(len(entries), sum(int(entry["size"]) for entry in entries.values()))


def restore(folder: Path, home: Home) -> BackupReport:
    """Put a backup into a home folder that holds no corpus yet; nothing is written if any file is damaged."""
    manifest = _read_manifest(folder)
    if home.corpus.exists():
        raise BackupError(
            f"Thư mục {home.folder} đã có kho dữ liệu. Hãy khôi phục vào một thư mục mới (--home) rồi dùng thư mục đó."
        )
    with _in_words(folder):
        damaged = [name for name, entry in manifest.items() if not _intact(folder / name, entry)]
    if damaged:
        raise BackupError(f"Bản sao lưu bị hỏng, chưa khôi phục gì: {', '.join(damaged[:3])}.")
    with _in_words(home.folder):
        _put_back(folder, home, manifest)
    return BackupReport(len(manifest), sum(int(entry["size"]) for entry in manifest.values()))


def _put_back(folder: Path, home: Home, manifest: Iterable[str]) -> None:
    """Copy the files; the corpus comes last, so that a home with a corpus has all it names."""
    home.create()
    for file in (home.corpus, home.notebook):
        for rest in ("-wal", "-shm"):  # of a file deleted by hand: SQLite would replay it into the new one
            file.with_name(f"{file.name}{rest}").unlink(missing_ok=True)
    corpus_last = sorted(manifest, key=lambda name: name == home.corpus.name)
    for name in corpus_last:
        target = home.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{target.name}.partial")
        shutil.copyfile(folder / name, partial)
        partial.replace(target)


def originals(home: Home) -> list[Path]:
    """Return the originals kept, in the order of their content hashes; what an ingest has under way is none."""
    found = (path.relative_to(home.sources) for path in home.sources.rglob("*") if path.is_file())
    return sorted(home.sources / path for path in found if not _under_way(path))


def _under_way(path: Path) -> bool:
    """Tell whether a file below the originals belongs to an ingest that still runs."""
    return path.suffix == ".part" or path.parts[0].startswith("spool-")


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_manifest(folder: Path) -> dict[str, dict[str, str | int]]:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        found, rows = manifest["format"], manifest["files"]
        entries: dict[str, dict[str, str | int]] = {
            str(name): {"sha256": str(row["sha256"]), "size": int(row["size"])} for name, row in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(f"{folder} không phải một bản sao lưu hoàn chỉnh: thiếu hoặc hỏng {_MANIFEST}.") from error
    if found != _FORMAT:
        raise BackupError(f"Bản sao lưu ở dạng {found}, phần mềm này chỉ đọc được dạng {_FORMAT}.")
    layout = Home(folder)
    strange = [name for name in entries if not _belongs(PurePosixPath(name), layout)]
    if strange:
        raise BackupError(f"Bản sao lưu chỉ ra ngoài thư mục của nó hoặc có tệp lạ: {strange[0]}.")
    if layout.corpus.name not in entries:
        raise BackupError(f"{folder} không phải một bản sao lưu hoàn chỉnh: không có {layout.corpus.name}.")
    return entries


def _belongs(name: PurePosixPath, layout: Home) -> bool:
    """Tell whether a file may stand in a backup: the corpus, the notebook, or something below the originals."""
    parts = name.parts
    inside = len(parts) > 1 and parts[0] == layout.sources.name and ".." not in parts and "\\" not in str(name)
    return inside or parts in ((layout.corpus.name,), (layout.notebook.name,))


def _intact(path: Path, entry: dict[str, str | int]) -> bool:
    return (
        path.is_file()
        and not path.is_symlink()
        and path.stat().st_size == entry["size"]
        and file_digest(path) == entry["sha256"]
    )


def _write_durably(path: Path, text: str) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
