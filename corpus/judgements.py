"""What people have said of the successors of provisions: who, when, and whether they agreed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.errors import CorpusError
from corpus.reading import CorpusReader


class JudgedAs(StrEnum):
    """What a person said of a pair of provisions."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class NobodyJudgesError(CorpusError):
    """A judgement without a name behind it."""

    def __init__(self) -> None:
        super().__init__("Hãy ghi rõ ai xác nhận hoặc bác bỏ: người sau cần biết để hỏi lại.")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair of provisions, by the slugs of their works and their eIds, and what a person said of it last."""

    old_slug: str
    old_eid: str
    new_slug: str
    new_eid: str
    verdict: JudgedAs
    said_by: str
    day: date


class JudgementStore(CorpusReader):
    """Keeps what people said. It names provisions, not rows, so it outlives every reading of the texts."""

    def judge(self, judgement: Judgement) -> None:
        """Write what a person said of a pair, over what was said of it before. Raises NobodyJudgesError."""
        if not judgement.said_by.strip():
            raise NobodyJudgesError
        row = (judgement.old_slug, judgement.old_eid, judgement.new_slug, judgement.new_eid)
        self._connection.execute(
            "INSERT OR REPLACE INTO succession (from_slug, from_eid, to_slug, to_eid, verdict, said_by, day)"
            " VALUES (?,?,?,?,?,?,?)",
            (*row, judgement.verdict, judgement.said_by.strip(), judgement.day.isoformat()),
        )

    def judgements(self, old_slug: str, new_slug: str) -> list[Judgement]:
        """Return what people said of two works, by eIds; places that have another address by now go by that one."""
        rows = self._connection.execute(
            "SELECT * FROM succession WHERE from_slug IN (SELECT :old UNION SELECT from_slug FROM redirect"
            " WHERE to_slug = :old) AND to_slug IN (SELECT :new UNION SELECT from_slug FROM redirect"
            " WHERE to_slug = :new) ORDER BY from_slug, from_eid, to_slug, to_eid",
            {"old": old_slug, "new": new_slug},
        )
        found = []
        for row in rows.fetchall():
            old, new = (
                self.place_today(row["from_slug"], row["from_eid"]),
                self.place_today(row["to_slug"], row["to_eid"]),
            )
            if (old[0], new[0]) == (old_slug, new_slug):
                day = date.fromisoformat(row["day"])
                found.append(Judgement(*old, *new, JudgedAs(row["verdict"]), row["said_by"], day))
        return found
