"""Files that were sent, kept on the disk until the job that loads them has succeeded or a person dropped it.

Each job has a folder of its own, so a service that starts anew finds what an earlier one did not finish.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from web.job_errors import UploadsFullError
from web.uploads import keep_upload

KEPT_DAYS = 14
_DAY = 24 * 3_600  # seconds
_MOST = 16  # uploads of the largest size that may wait at the same time
_NAME = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Upload:
    """The files of one job, in a folder of their own."""

    name: str  # of the folder, and of the job
    paths: tuple[Path, ...]


class KeptUploads:
    """The folder of uploads; bounded in size, and in time."""

    def __init__(self, folder: Path, max_upload: int, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._most = _MOST * max_upload
        self._now = now

    def room(self) -> None:
        """Make room by dropping what has waited for too long. Raises UploadsFullError where that is not enough."""
        for left in self.left():
            if self._now() - _touched(self._folder / left.name, self._now()) > KEPT_DAYS * _DAY:
                self.drop(left.name)
        if sum(_size(path) for left in self.left() for path in left.paths) >= self._most:
            raise UploadsFullError

    def keep(self, files: Iterable[tuple[BinaryIO, str]]) -> Upload:
        """Write files into a new folder; nothing of them stays where one cannot be written."""
        name = secrets.token_hex(8)
        folder = self._folder / name
        try:
            return Upload(name, tuple(keep_upload(stream, sent_as, folder) for stream, sent_as in files))
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def left(self) -> list[Upload]:
        """Return the uploads that lie in the folder, oldest first."""
        if not self._folder.is_dir():
            return []
        folders = [one for one in self._folder.iterdir() if one.is_dir() and _NAME.fullmatch(one.name)]
        folders.sort(key=lambda one: _touched(one, self._now()))
        return [Upload(one.name, _files(one)) for one in folders]

    def touch(self, name: str) -> None:
        """Let the files of a job that is tried again wait as long as if they were sent now."""
        if _NAME.fullmatch(name):
            with suppress(FileNotFoundError):
                os.utime(self._folder / name)

    def drop(self, name: str) -> None:
        """Forget the files of a job."""
        if _NAME.fullmatch(name):
            shutil.rmtree(self._folder / name, ignore_errors=True)


# A job that has ended drops its folder while another thread looks at it; what is gone weighs nothing.


def _touched(folder: Path, otherwise: float) -> float:
    """Return when a folder was last written, in seconds of the epoch."""
    with suppress(FileNotFoundError):
        return folder.stat().st_mtime
    return otherwise


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def _files(folder: Path) -> tuple[Path, ...]:
    with suppress(FileNotFoundError):
        return tuple(sorted(path for path in folder.iterdir() if path.is_file()))
    return ()
