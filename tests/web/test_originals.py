"""Pictures of the pages of originals: a drawing that failed is not tried again and again."""

from pathlib import Path

import pytest

from ingest.keep import kept_path
from tests.ingest.pdf_maker import Words, make_pdf
from tests.laws import source
from web.originals import NoPictureError, Originals

GOOD = make_pdf([[Words("Điều 1. Tiếp nhận", 70, 700)]])


class Clock:
    """Time that the test lets pass."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_page_that_could_not_be_drawn_is_refused_at_once_for_some_minutes(tmp_path: Path) -> None:
    clock = Clock()
    originals = Originals(tmp_path, clock)
    hostile = source("bản quét", kind="pdf")
    kept = kept_path(tmp_path, hostile.sha256)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(GOOD[: len(GOOD) // 3])
    with pytest.raises(NoPictureError) as first:
        originals.picture(hostile, 1)
    kept.write_bytes(GOOD)  # drawn again, it would now succeed
    with pytest.raises(NoPictureError) as again:
        originals.picture(hostile, 1)
    assert str(again.value) == str(first.value)
    clock.now += 601
    assert originals.picture(hostile, 1)
