"""Originals as people see them: pictures of their pages, made when asked for and held for a while in memory."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from corpus.errors import CancuError
from corpus.rows import Held
from corpus.source import Source
from ingest.errors import IngestError
from ingest.keep import kept_path
from ingest.originals import Pictured, pictures_of
from ingest.sheets import Sheets, Wanted
from web.turns import Turns

_MIB = 1024 * 1024
_MOST_BYTES = 32 * _MIB  # of pictures held
_MOST_FOUND = 300  # passages whose places are held
_MOST_FAILED = 2_000  # drawings that failed
_FAILED = 600.0  # seconds for which a failure is held: a hostile page costs its whole limit each time


class NoPictureError(CancuError):
    """There is no picture of this source; the text says why."""


class Originals:
    """The originals kept under a folder by their content. Only what the store names can be asked for."""

    def __init__(self, folder: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._clock = clock
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._found: OrderedDict[tuple[str, Wanted], Sheets] = OrderedDict()
        self._failed: OrderedDict[tuple[str, Wanted], tuple[float, str]] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = Turns("Đang vẽ nhiều trang gốc cùng lúc; hãy thử lại sau ít giây.")

    def can_show(self, source: Source) -> bool:
        """Tell whether a source has pages, and its original is there."""
        return self._folder is not None and source.kind == "pdf" and kept_path(self._folder, source.sha256).is_file()

    def sheets(self, source: Source, wanted: Wanted) -> Sheets:
        """Return the pages that are wanted; their pictures are then held. Raises NoPictureError, BusyError."""
        key = (source.sha256, wanted)
        with self._lock:
            found = self._found.get(key)
            if found and all((source.sha256, sheet.number) in self._pictures for sheet in found.pictured):
                return found
        pictured = self._draw(source, wanted)
        with self._lock:
            self._found[key] = pictured.sheets
            while len(self._found) > _MOST_FOUND:
                self._found.popitem(last=False)
        return pictured.sheets

    def picture(self, source: Source, page: int) -> bytes:
        """Return the picture of one page, counted from 1. Raises NoPictureError, BusyError."""
        with self._lock:
            if held := self._pictures.get((source.sha256, page)):
                self._pictures.move_to_end((source.sha256, page))
                return held
        return self._draw(source, Wanted(show=(page,))).pictures[page]

    def _draw(self, source: Source, wanted: Wanted) -> Pictured:
        if self._folder is None or not self.can_show(source):
            raise NoPictureError("Không có tệp gốc dạng PDF của nguồn này để hiện trang.")
        self._refuse_again(source, wanted)
        with self._turns.turn():
            self._refuse_again(source, wanted)  # also what failed while this request waited for its turn
            try:
                pictured = pictures_of(kept_path(self._folder, source.sha256), wanted)
            except IngestError as error:
                self._remember(source, wanted, str(error))
                raise NoPictureError(str(error)) from error
        with self._lock:
            for page, picture in pictured.pictures.items():
                self._pictures[source.sha256, page] = picture
                self._pictures.move_to_end((source.sha256, page))
            while sum(map(len, self._pictures.values())) > _MOST_BYTES:
                self._pictures.popitem(last=False)
        return pictured

    def _refuse_again(self, source: Source, wanted: Wanted) -> None:
        """Say at once what was said of a drawing that failed. Raises NoPictureError."""
        with self._lock:
            since, reason = self._failed.get((source.sha256, wanted), (0.0, ""))
        if reason and self._clock() - since <= _FAILED:
            raise NoPictureError(reason)

    def _remember(self, source: Source, wanted: Wanted, reason: str) -> None:
        with self._lock:
            self._failed[source.sha256, wanted] = (self._clock(), reason)
            self._failed.move_to_end((source.sha256, wanted))
            while len(self._failed) > _MOST_FAILED:
                self._failed.popitem(last=False)


def passage_of(held: Held, eid: str) -> Wanted:
    """Return a provision as it is looked for on the pages of its source: inside the text of its unit."""
    unit = held.unit.provision
    part = unit.find(eid) or unit
    return Wanted(text=unit.text, start=part.start - unit.start, end=part.end - unit.start, page=unit.page)


def original_address(address: str, number: int = 0) -> str:
    """Return where the pages of a permalink are shown; with a number, that page.

    >>> original_address("/vb/x/dieu-1?ngay=2025-01-01", 3)
    '/trang-goc/x/dieu-1?ngay=2025-01-01&trang=3'
    """
    moved = address.replace("/vb/", "/trang-goc/", 1)
    return f"{moved}{'&' if '?' in moved else '?'}trang={number}" if number else moved


def has_original(held: Held, originals: Originals) -> bool:
    """Tell whether the original can be looked at: its pages, or the words around the provision."""
    return originals.can_show(held.source) or held.source.kind not in ("starter", "amended")
