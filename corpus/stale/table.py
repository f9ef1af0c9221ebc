"""The curated facts that no longer hold and are neither an instrument nor an office: ``corpus/starter/stale.toml``.

The head of the file says how it is edited. Every row names what it rests on and how well that was checked.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.errors import CorpusError
from corpus.handbook import Mark
from corpus.stale.manner import around
from corpus.stale.model import StaleKind, TooManyMentionsError

_MOST_LOOKED_AT = 10_000  # places of a text, a tenth of a millisecond each


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFact:
    """One fact that old papers state: how it is written, what it says, what holds now."""

    id: str
    kind: StaleKind
    pattern: re.Pattern[str]
    near: tuple[re.Pattern[str], ...]  # one of them must stand around it; none: nothing must
    unless: tuple[re.Pattern[str], ...]  # none of them may
    old: str
    now: str
    since: date
    grounds: tuple[str, ...]
    sources: tuple[str, ...]
    mark: Mark

    def is_meant(self, text: str, start: int, end: int) -> bool:
        """Tell whether words of clean text that look like it state it."""
        words = around(text, start, end)
        meant = not self.near or any(pattern.search(words) for pattern in self.near)
        return meant and not any(pattern.search(words) for pattern in self.unless)


@dataclass(frozen=True, slots=True)
class OldFacts:
    """All facts of the table, last checked on a day."""

    as_of: date
    facts: tuple[OldFact, ...]

    def places(self, text: str, on: date) -> Iterator[tuple[OldFact, int, int]]:
        """Yield where clean text states a fact that no longer held on a day.

        Raises TooManyMentionsError for a text with more places to look at than any real text.
        """
        looked_at = 0
        for fact in self.facts:
            for match in fact.pattern.finditer(text) if fact.since <= on else ():
                looked_at += 1
                if looked_at > _MOST_LOOKED_AT:
                    raise TooManyMentionsError
                if fact.is_meant(text, match.start(), match.end()):
                    yield fact, match.start(), match.end()


class BrokenFactsError(CorpusError):
    """The table of old facts that ships with the product cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Bảng điều đã cũ đi kèm bị hỏng: {reason}. Hãy cài lại phần mềm.")


@cache
def load_old_facts() -> OldFacts:
    """Read the table that ships with the package."""
    return read_old_facts(files("corpus").joinpath("starter/stale.toml").read_text(encoding="utf-8"))


def read_old_facts(raw: str) -> OldFacts:
    """Return the table that a TOML text makes. Raises BrokenFactsError."""
    try:
        table = tomllib.loads(raw)
        facts = tuple(map(_fact, table["fact"]))
        as_of = table["as_of"]
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise BrokenFactsError(str(error)) from error
    unfounded = [fact.id for fact in facts if not fact.sources and not fact.grounds]
    if unfounded or len({fact.id for fact in facts}) != len(facts):
        raise BrokenFactsError(f"trùng mã hoặc thiếu nguồn ({', '.join(unfounded)})")
    return OldFacts(as_of, facts)


def _fact(row: Mapping[str, Any]) -> OldFact:
    return OldFact(
        id=row["id"],
        kind=StaleKind(row["kind"]),
        pattern=_pattern(row["pattern"]),
        near=_patterns(row.get("near", ())),
        unless=_patterns(row.get("unless", ())),
        old=row["old"],
        now=row["now"],
        since=row["since"],
        grounds=tuple(row.get("grounds", ())),
        sources=tuple(row.get("sources", ())),
        mark=Mark(row["mark"]),
    )


def _patterns(written: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_pattern, written))


def _pattern(written: str) -> re.Pattern[str]:
    """Return a pattern in which one space stands for the spaces of a line."""
    return re.compile(_SPACE.sub(r"[ ]+", written), re.IGNORECASE)


_SPACE = re.compile(r"(?<![\[?]) (?![?.\-*])")  # not those of classes, nor those that may be missing
