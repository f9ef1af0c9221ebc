"""Files that wait for their job: bounded in time and in size, and found again by the next service."""

import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from web.job_errors import UploadsFullError
from web.kept_uploads import KEPT_DAYS, KeptUploads

DAY = 24 * 3_600


def kept(folder: Path, now: float = 0.0) -> KeptUploads:
    return KeptUploads(folder, max_upload=100, now=lambda: now)


def test_what_waits_is_found_again_oldest_first_and_dropped_by_name(tmp_path: Path) -> None:
    uploads = kept(tmp_path)
    first = uploads.keep([(io.BytesIO(b"a"), "../a.txt"), (io.BytesIO(b"b"), "a.txt")])
    second = uploads.keep([(io.BytesIO(b"c"), "c.txt")])
    os.utime(tmp_path / first.name, (1, 1))
    (tmp_path / "of somebody else").mkdir()
    assert [left.name for left in kept(tmp_path).left()] == [first.name, second.name]
    assert sorted(path.name for path in first.paths) == ["2-a.txt", "a.txt"]
    uploads.drop(first.name)
    uploads.drop("of somebody else")
    uploads.drop("../" + second.name)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([second.name, "of somebody else"])


@pytest.mark.parametrize(("days", "stays"), [(KEPT_DAYS - 1, True), (KEPT_DAYS + 1, False)])
def test_what_has_waited_for_too_long_makes_room(tmp_path: Path, days: int, stays: bool) -> None:
    upload = kept(tmp_path).keep([(io.BytesIO(b"a"), "a.txt")])
    os.utime(tmp_path / upload.name, (0, 0))
    kept(tmp_path, now=days * DAY).room()
    assert upload.paths[0].exists() is stays


def test_nothing_that_waits_is_dropped_for_something_new(tmp_path: Path) -> None:
    uploads = kept(tmp_path)
    for _ in range(16):
        uploads.room()
        uploads.keep([(io.BytesIO(b"a" * 100), "a.txt")])
    with pytest.raises(UploadsFullError):
        uploads.room()
    assert len(uploads.left()) == 16


def test_what_is_tried_again_waits_as_if_it_were_sent_now(tmp_path: Path) -> None:
    uploads = kept(tmp_path)
    upload = uploads.keep([(io.BytesIO(b"a"), "a.txt")])
    os.utime(tmp_path / upload.name, (0, 0))
    uploads.touch(upload.name)
    assert (tmp_path / upload.name).stat().st_mtime > DAY


def test_room_is_made_while_others_send_and_drop(tmp_path: Path) -> None:
    uploads = kept(tmp_path)
    done = threading.Event()

    def send_and_drop() -> None:
        while not done.is_set():
            uploads.drop(uploads.keep([(io.BytesIO(b"a"), "a.txt")]).name)

    with ThreadPoolExecutor(2) as pool:
        senders = [pool.submit(send_and_drop) for _ in range(2)]
        for _ in range(300):
            uploads.room()
        done.set()
    assert [sender.exception() for sender in senders] == [None, None]
    assert uploads.left() == []
