"""Finding sources: files, folders, globs, members of archives; and their content by hash."""

import hashlib
import lzma
import os
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, cast

from ingest.errors import DamagedSourceError, EncryptedSourceError, IngestError, TooLargeError
from ingest.settings import IngestSettings

_CHUNK = 1024 * 1024
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db"})
_GLOB = frozenset("*?[")
_LEAST_BOMB = 32 * 1024 * 1024  # bytes: a small member may unfold as far as it likes
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, IndexError, NotImplementedError, RuntimeError)
_ENCRYPTED = 0x1  # general purpose bit 0 (APPNOTE.TXT 4.4.4)


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or a member of an archive, that may be a source."""

    path: Path  # the file, or the archive
    label: str  # as people see it: "luat.zip!demuc/a.html"
    size: int
    member: str = ""
    entry: int = 0  # place of the member in the archive's directory: two members may share a name
    container: str = ""  # sha256 of the archive
    dated: date | None = None  # the day an archive gives for the member


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that leads to no file that can be read, and why."""

    label: str
    reason: str


@dataclass(slots=True)
class _Walk:
    seen: set[tuple[int, int]] = field(default_factory=set)  # folders by device and inode: links may loop


def label_of_path(path: Path | str) -> str:
    r"""Return a name that can be shown and stored: NFC, control and direction marks and stray bytes spelled out.

    >>> label_of_path("a\nb\u202e.txt")
    'a\\nb\\u202e.txt'
    """
    try:
        text = os.fsencode(path).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a letter, which no file system gives but a written line may
        text = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    spelled = (
        letter.encode("unicode_escape").decode() if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    return "".join(spelled)


def find_sources(paths: Sequence[Path]) -> Iterator[Found | Refused]:
    """Yield the files under the given paths, folders in order of names.

    Hidden files and what operating systems leave behind are skipped; links are followed, each folder once.
    """
    walk = _Walk()
    for path in paths:
        if path.exists() or path.is_symlink() or not _GLOB & set(str(path)):
            yield from _visit(path, walk)
            continue
        base = Path(path.anchor) if path.is_absolute() else Path()
        matches = sorted(base.glob(str(path.relative_to(path.anchor) if path.is_absolute() else path)))
        if not matches:
            yield Refused(label_of_path(path), "Không có tệp nào khớp với mẫu tên này.")
        for match in matches:
            yield from _visit(match, walk)


def _visit(path: Path, walk: _Walk) -> Iterator[Found | Refused]:
    try:
        status = path.stat()
        if path.is_dir():
            place = (status.st_dev, status.st_ino)
            names = sorted(os.listdir(path)) if place not in walk.seen else []  # noqa: PTH208  # names as the disk has them
            walk.seen.add(place)
            for name in names:
                if not _is_junk(name):
                    yield from _visit(path / name, walk)
        elif S_ISREG(status.st_mode):
            yield Found(path, label_of_path(path), status.st_size)
        else:
            yield Refused(label_of_path(path), "Không phải tệp thường (thiết bị, ống dẫn hoặc ổ cắm), nên không đọc.")
    except OSError as error:
        yield Refused(label_of_path(path), f"Không mở được: {_why(error)}.")


def _why(error: OSError) -> str:
    reasons = {
        FileNotFoundError: "không có tệp hoặc thư mục này",
        PermissionError: "không có quyền đọc",
    }
    return reasons.get(type(error), f"hệ điều hành báo “{error.strerror}”")


def _is_junk(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _JUNK


def members_of(archive: Found, sha256: str, path: Path, settings: IngestSettings) -> Iterator[Found | Refused]:
    """Yield the members of an archive by name; those that cannot be read are refused with their reason.

    ``path`` is where the bytes with this hash lie. Raises TooLargeError when all together would be too large.
    """
    with zipfile.ZipFile(path) as opened:
        infos = [(entry, info) for entry, info in enumerate(opened.infolist()) if not info.is_dir()]
    infos.sort(key=lambda pair: pair[1].filename)
    if len(infos) > settings.max_archive_members:
        raise TooLargeError(f"tệp nén có {len(infos)} thành phần, giới hạn là {settings.max_archive_members}")
    if (total := sum(info.file_size for _, info in infos)) > settings.max_archive_bytes:
        raise TooLargeError(f"tệp nén bung ra {total >> 20} MiB, giới hạn là {settings.max_archive_bytes >> 20} MiB")
    for entry, info in infos:
        if any(_is_junk(part) for part in info.filename.split("/") if part not in (".", "..")):
            continue
        label = f"{archive.label}!{label_of_path(info.filename)}"
        if error := _refusal(info, settings):
            yield Refused(label, str(error))
        else:
            yield Found(path, label, info.file_size, info.filename, entry, sha256, _day(info))


def _refusal(info: zipfile.ZipInfo, settings: IngestSettings) -> IngestError | None:
    if info.flag_bits & _ENCRYPTED:
        return EncryptedSourceError("nén ZIP")
    if info.file_size > _LEAST_BOMB and info.file_size > settings.max_ratio * max(info.compress_size, 1):
        return TooLargeError(f"thành phần bung ra gấp {info.file_size // max(info.compress_size, 1)} lần")
    return None


def _day(info: zipfile.ZipInfo) -> date | None:
    year, month, day = info.date_time[:3]
    try:
        return date(year, month, day) if year > 1980 else None  # noqa: PLR2004  # 1980 is what archives say for "unknown"
    except ValueError:
        return None


@contextmanager
def open_found(found: Found) -> Iterator[BinaryIO]:
    """Open a file or a member for reading. Raises DamagedSourceError when the archive is broken there."""
    if not found.member:
        with found.path.open("rb") as file:
            yield file
        return
    try:
        with zipfile.ZipFile(found.path) as archive, archive.open(archive.infolist()[found.entry]) as member:
            yield cast(BinaryIO, member)
    except _BROKEN as error:
        raise DamagedSourceError("nén ZIP", "thành phần này không giải nén được") from error


def sha256_of(found: Found, settings: IngestSettings) -> str:
    """Return the hash of the content, read in pieces. Raises TooLargeError beyond the limit, DamagedSourceError."""
    digest = hashlib.sha256()
    size = 0
    with open_found(found) as file:
        while piece := file.read(_CHUNK):
            size += len(piece)
            if size > settings.max_source_bytes:
                raise TooLargeError(f"dài hơn {settings.max_source_bytes >> 20} MiB")
            digest.update(piece)
    return digest.hexdigest()
