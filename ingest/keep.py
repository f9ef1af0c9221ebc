"""Originals, kept by their content: written once, whole or not at all, never changed."""

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.source import Found, open_found

_CHUNK = 1024 * 1024


def kept_path(keep: Path, sha256: str) -> Path:
    """Return where the original with this hash is kept, whether or not it is there."""
    return keep / sha256[:2] / sha256[2:4] / sha256


def keep_original(found: Found, keep: Path, sha256: str) -> Path | None:
    """Copy the file to its place and return it; None when the content is not (or no longer) that of the hash.

    After this returns, the copy is on the disk: the file and the folder are flushed. The file itself is only read.
    """
    place = kept_path(keep, sha256)
    if place.is_file() and _digest(place) == sha256:  # one that was changed on the disk is written again
        return place
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place.with_name(f"{place.name[:16]}.{secrets.token_hex(4)}.part")
    try:
        digest = hashlib.sha256()
        with open_found(found) as file, part.open("xb") as copy:
            while piece := file.read(_CHUNK):
                digest.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != sha256:
            return None
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    _flush_folder(place.parent)
    return place


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def spool_folder(keep: Path) -> Iterator[Path]:
    """Give a folder of this process for what children write, and take it away afterwards.

    What a run that was killed left behind is removed too.
    """
    keep.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in keep.glob("spool-*-*"):
        if not _runs(int(left.name.split("-")[1])):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"spool-{os.getpid()}-", dir=keep))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
