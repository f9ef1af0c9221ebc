"""Files that come over HTTP: under names of our own, and their text."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from corpus.text import clean
from ingest.settings import IngestSettings
from web.checking.draft import Draft, draft_of_file
from web.errors import ProblemError
from web.turns import Turns

_MAX_NAME = 80  # characters of the sender's name that are kept, for the report
_MAX_ENDING = 10  # characters of "docx", "jsonl"
_MIB = 1024 * 1024
_BLOCK = _MIB
# A draft takes a second or two; one that takes much longer is broken or hostile, and others wait for their turn.
_LIMITS = IngestSettings(
    workers=1, cpu_seconds=30.0, cpu_seconds_per_mib=0.5, wall_seconds=90.0, max_spool_bytes=64 * _MIB
)


def safe_name(name: str) -> str:
    r"""Return the sender's name as one harmless path segment.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\kế hoạch.docx"), safe_name("..")
    ('passwd', 'kế hoạch.docx', 'tep')
    """
    last = PurePosixPath(PureWindowsPath(clean(name).replace("\n", " ")).name).name
    kept = "".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= _MAX_ENDING:
        return f"{stem[: _MAX_NAME - len(ending) - 1]}.{ending}"
    return kept[:_MAX_NAME] or "tep"


def keep_upload(stream: BinaryIO, name: str, folder: Path) -> Path:
    """Write an upload into ``folder`` and return its path; an earlier one of the same name is not overwritten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = safe_name(name)
    path = folder / wanted
    count = 1
    while path.exists():
        count += 1
        path = folder / f"{count}-{wanted}"
    with path.open("xb") as target:
        while block := stream.read(_BLOCK):
            target.write(block)
    return path


def below(folder: Path, written: str) -> Path:
    """Return the path that lies below ``folder``, links followed.

    Raises ProblemError where it does not, or where a link in it leads out of it.
    """
    try:
        path = (folder / written).resolve(strict=True)
    except (OSError, ValueError) as error:
        raise ProblemError(404, "no_such_path", "Không có tệp hoặc thư mục ở đường dẫn đã gửi.") from error
    if not path.is_relative_to(folder.resolve()):
        raise ProblemError(403, "path_not_allowed", "Đường dẫn nằm ngoài thư mục được phép nạp.")
    links = (inner for inner in path.rglob("*") if inner.is_symlink())
    if any(not Path(os.path.realpath(link)).is_relative_to(path) for link in links):
        raise ProblemError(403, "path_not_allowed", "Trong thư mục có liên kết dẫn ra ngoài nó.")
    return path


def draft_of_upload(stream: BinaryIO, name: str, turns: Turns) -> Draft:
    """Return the clean text of an uploaded file, with the file itself where Word wrote it.

    Raises IngestError where it cannot be read, BusyError where many are being read.
    """
    with turns.turn(), TemporaryDirectory(prefix="cancu-") as folder:
        return draft_of_file(keep_upload(stream, name, Path(folder)), settings=_LIMITS)
