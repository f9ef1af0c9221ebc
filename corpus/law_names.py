"""Well-known names of laws, the numbers they had in each period, and their short forms.

A citation often gives a name alone ("Luật Phòng, chống mua bán người") and its number depends on the day, or a name
with a year ("năm 2024") and the year decides. The rows stand in ``corpus.law_table``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.law_table import ALIASES, AMENDMENTS, CODIFIED, ROWS
from corpus.number import number_key, year_of_number
from corpus.text import canonical, fold

_SYLLABLE = re.compile(r"[\s,&/–-]{0,3}([a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One law under a name: its number and its first day in force (ISO)."""

    number: str
    effective: str


@dataclass(frozen=True, slots=True)
class LawName:
    """A name in its full form ("Luật Trẻ em") and the laws that bore it, oldest first."""

    type: str
    name: str
    versions: tuple[LawVersion, ...]

    def on(self, day: str) -> str | None:
        """Return the number of the version in force under this name on an ISO day; None before the first."""
        current = [version.number for version in self.versions if version.effective <= day]
        return current[-1] if current else None

    def of_year(self, year: str) -> str | None:
        """Return the number of the version made in ``year``; None where there is none or more than one."""
        made = [version.number for version in self.versions if year_of_number(version.number) == year]
        return made[0] if len(made) == 1 else None


class LawNames:
    """Finds law names in folded text and resolves them; replaceable by one built from a catalogue."""

    def __init__(
        self,
        laws: Iterable[LawName],
        *,
        aliases: Mapping[str, str] | None = None,
        amendments: Mapping[tuple[str, str], str] | None = None,
        codified: Mapping[str, str] | None = None,
    ) -> None:
        self._trie: dict[str, Any] = {}
        self._by_name: dict[str, LawName] = {}
        self._by_number: dict[str, LawName] = {}
        self._amendments = dict(amendments or {})
        self._codified = dict(codified or {})
        for law in laws:
            self._by_name[law.name] = law
            self._add(law.name.removeprefix(law.type), law)
            for version in law.versions:
                self._by_number[number_key(version.number)] = law
        for alias, name in (aliases or {}).items():
            self._add(alias, self._by_name[name])

    def _add(self, words: str, law: LawName) -> None:
        node = self._trie
        for syllable in _SYLLABLE.findall(fold(words)):
            node = node.setdefault(syllable, {})
        node.setdefault("", []).append((law, canonical(words).strip()))

    def match(self, text: str, folded: str, start: int, *, ordinance: bool) -> tuple[LawName, int] | None:
        """Return the longest name (without its type) that begins at ``start``, and its end.

        Marks and commas may be missing; a name of one syllable ("Giá") must keep its marks.
        """
        node: dict[str, Any] = self._trie
        end, best = start, None
        while (step := _SYLLABLE.match(folded, end)) and step[1] in node:
            node = node[step[1]]
            end = step.end()
            for law, words in node.get("", ()):
                if (law.type == "Pháp lệnh") == ordinance and _is_written(words, text[start:end]):
                    best = (law, end)
        return best

    def openings(self) -> frozenset[tuple[str, str]]:
        """Return the first two syllables of each name; the second is empty where a name has but one."""
        return frozenset((first, second) for first, node in self._trie.items() for second in node)

    def named(self, name: str) -> LawName | None:
        """Return the law of a full name."""
        return self._by_name.get(name)

    def numbered(self, number: str) -> LawName | None:
        """Return the name that a number belongs to."""
        return self._by_number.get(number_key(number))

    def amendment(self, number: str | None, year: str) -> str | None:
        """Return the number of the law that amended ``number`` in ``year``."""
        return self._amendments.get((number, year)) if number else None

    def codified(self, section: str) -> str | None:
        """Return the leading law of a section of the codified law ("16.1")."""
        return self._codified.get(section)


def _is_written(words: str, written: str) -> bool:
    return " " in words or words.isascii() or canonical(written).strip() in (words, words.upper())


def _table() -> LawNames:
    laws = []
    for row in ROWS.splitlines():
        name, _, versions = row.partition(" | ")
        kind = next(kind for kind in ("Bộ luật", "Luật", "Pháp lệnh") if name.startswith(kind))
        pairs = (version.split() for version in versions.split(", "))
        laws.append(LawName(kind, name, tuple(LawVersion(number, day) for number, day in pairs)))
    amended = (row.split() for row in AMENDMENTS.splitlines())
    return LawNames(
        laws,
        aliases=dict(row.split(" | ") for row in ALIASES.splitlines()),
        amendments={(number, year): amending for number, year, amending in amended},
        codified=dict(row.split() for row in CODIFIED.splitlines()),
    )


KNOWN_LAWS = _table()
