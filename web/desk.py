"""What every command stands on: the home folder, how output is shown, and the door to search."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import platformdirs
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from corpus.home import Home
from search.service import SearchSettings
from web.cli_errors import HomeError, reason_of
from web.rooms import Rooms, open_rooms

_NOTE, _HEAD = 60, 25  # characters of a note beside a bar, and how many of them are its beginning


@dataclass(frozen=True, slots=True)
class Desk:
    """The options that all commands share."""

    home: Home
    console: Console  # stdout
    notices: Console  # stderr
    search: SearchSettings

    @contextmanager
    def rooms(self) -> Iterator[Rooms]:
        """Open the rooms of the home folder and close them again."""
        with self.scratch(), open_rooms(self.home, self.search) as rooms:
            yield rooms

    @contextmanager
    def scratch(self) -> Iterator[None]:
        """Let whatever needs a passing file in this process write it inside the home folder, and nowhere else."""
        before = tempfile.tempdir
        try:
            self.home.create()
            tempfile.tempdir = tempfile.mkdtemp(prefix="tmp-", dir=self.home.folder)
        except OSError as error:
            raise HomeError(f"Không ghi được vào thư mục dữ liệu {self.home.folder}: {reason_of(error)}.") from error
        try:
            yield
        finally:
            shutil.rmtree(tempfile.tempdir, ignore_errors=True)
            tempfile.tempdir = before

    def print_json(self, document: object) -> None:
        """Write exactly one JSON document on stdout."""
        self.write(json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n")

    def write(self, text: str) -> None:
        """Write text on stdout as it is."""
        sys.stdout.write(text)

    @contextmanager
    def progress(self, title: str, *, quiet: bool) -> Iterator["Bar"]:
        """Show a bar with a time estimate on stderr; nothing when quiet or not at a terminal."""
        hidden = quiet or not self.notices.is_terminal
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Progress(*columns, console=self.notices, disable=hidden, transient=True) as progress:
            yield Bar(progress, title)


class Bar:
    """One progress bar that learns its length as it goes."""

    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=None, note="")

    def tell(self, done: float, total: float, note: str = "") -> None:
        """Show how far the work is."""
        self._progress.update(self._task, completed=done, total=total or None, note=_shortened(note))


def _shortened(note: str) -> str:
    """Return a note with its middle left out where it would break the line: a rate stands first, a name last."""
    return note if len(note) <= _NOTE else f"{note[:_HEAD]}…{note[_HEAD - _NOTE + 1 :]}"


def make_desk(home: Path | None, search: SearchSettings) -> Desk:
    """Return the desk for a home folder; by default the platform's folder for user data."""
    folder = home or Path(platformdirs.user_data_dir("cancu", appauthor=False))
    out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False)
    return Desk(Home(folder.absolute()), out, err, search)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} không phải dữ liệu JSON")
