"""What is asked of the pages of an original, and what comes back: plain values that cross between processes."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

SCALE = 10_000  # marks are given in so many parts of the width and the height of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A passage, as the span ``start`` to ``end`` of the text of its unit; and pages to show in any case.

    Without a text no passage is looked for.
    """

    text: str = ""
    start: int = 0
    end: int = 0
    page: int | None = None  # on which the unit begins, where that is known; counted from 1
    show: tuple[int, ...] = ()  # pages to be pictured; none: those that the passage is on

    def write(self, path: Path) -> None:
        """Write it for the child process."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Mark:
    """The box of one line, from the upper left corner, in parts of the page (``SCALE``)."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, and the lines of the passage that stand on it."""

    number: int  # from 1
    width: int  # of its picture, in pixels
    height: int
    marks: tuple[Mark, ...] = ()
    has_text: bool = True  # false: a picture of a page only


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages that were pictured; ``located`` lists every page that the passage is on, pictured or not."""

    count: int  # of all pages
    pictured: tuple[Sheet, ...]
    located: tuple[int, ...] = ()

    def write(self, path: Path) -> None:
        """Write it for the parent process."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_wanted(path: Path) -> Wanted:
    """Return what ``Wanted.write`` wrote."""
    row = json.loads(path.read_text(encoding="utf-8"))
    return Wanted(**{**row, "show": tuple(row["show"])})


def read_sheets(path: Path) -> Sheets:
    """Return what ``Sheets.write`` wrote."""
    row = json.loads(path.read_text(encoding="utf-8"))
    pictured = tuple(
        Sheet(**{**sheet, "marks": tuple(Mark(**mark) for mark in sheet["marks"])}) for sheet in row["pictured"]
    )
    return Sheets(row["count"], pictured, tuple(row["located"]))
