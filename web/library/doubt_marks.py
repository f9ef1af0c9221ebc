"""What people said of the doubts of readers: seen and right, or to be mended; under their names, in the notebook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from corpus.faults import Doubt
from web.notebook import Notebook


class DoubtVerdict(StrEnum):
    """What a person said of a doubt."""

    RIGHT = "right"  # seen: what was read is right
    WRONG = "wrong"  # what was read has to be mended


VERDICT_NAMES = {DoubtVerdict.RIGHT: "đã xem, đúng", DoubtVerdict.WRONG: "cần sửa"}
Key = tuple[str, str, str]  # sha256 of the source, slug of the work, words


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtMark:
    """A verdict, who gave it, and when."""

    verdict: DoubtVerdict
    said_by: str
    note: str
    day: date


def key_of(doubt: Doubt) -> Key:
    """Return what a doubt is known by, in any reading of its source."""
    return doubt.sha256, doubt.work.slug if doubt.work else "", doubt.words


def name_of(doubt: Doubt) -> str:
    """Return a short name for forms, which tells nothing and stays the same."""
    return sha256("\n".join(key_of(doubt)).encode()).hexdigest()[:24]


class DoubtMarks:
    """The page of the notebook on which verdicts on doubts stand."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def all(self) -> Mapping[Key, DoubtMark]:
        """Return all verdicts."""
        with self._notebook.transaction() as known:
            rows = known.execute("SELECT * FROM doubt").fetchall()
        return {
            (row["sha256"], row["slug"], row["words"]): DoubtMark(
                verdict=DoubtVerdict(row["verdict"]),
                said_by=row["said_by"],
                note=row["note"],
                day=date.fromisoformat(row["day"]),
            )
            for row in rows
        }

    def say(self, doubt: Doubt, mark: DoubtMark) -> None:
        """Write a verdict over the one before it."""
        with self._notebook.transaction(writes=True) as known:
            known.execute(
                "INSERT OR REPLACE INTO doubt (sha256, slug, words, verdict, said_by, note, day)"
                " VALUES (?,?,?,?,?,?,?)",
                (*key_of(doubt), mark.verdict, mark.said_by, mark.note, mark.day.isoformat()),
            )

    def unsay(self, doubt: Doubt) -> None:
        """Take a verdict back: the doubt is open again."""
        with self._notebook.transaction(writes=True) as known:
            known.execute("DELETE FROM doubt WHERE sha256 = ? AND slug = ? AND words = ?", key_of(doubt))


def split(doubts: Sequence[Doubt], marks: Mapping[Key, DoubtMark], state: str) -> list[Doubt]:
    """Return the doubts of a state: "mo" (nobody said anything, or it is to be mended), "dong" (seen and right), all.

    A doubt to be mended stays open until its source is mended: then it is no more.
    """
    if state not in ("mo", "dong"):
        return list(doubts)
    closed = {key for key, mark in marks.items() if mark.verdict is DoubtVerdict.RIGHT}
    return [doubt for doubt in doubts if (key_of(doubt) in closed) is (state == "dong")]
