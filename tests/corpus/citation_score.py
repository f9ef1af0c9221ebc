"""The strict scoring of citations against labels: each expected object must be met key by key."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.citation import Citation

# What a citation may say beyond the labels: they name the law or the issuer only where the text makes a point of it.
FREE = frozenset({"doc_name", "issuer", "doc_type", "year"})


@dataclass(frozen=True)
class Answered:
    """One row of labels with what the parser gave for it."""

    name: str
    expected: tuple[dict[str, Any], ...]
    given: tuple[Citation, ...]


@dataclass(frozen=True)
class Score:
    """How many labelled objects were expected, given and met, and in words what was not."""

    expected: int
    given: int
    met: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.met / self.given

    @property
    def recall(self) -> float:
        return self.met / self.expected


def as_labelled(citation: Citation) -> dict[str, Any]:
    """Say a citation with the keys of the labels, leaving out what it does not say."""
    work, after = citation.work, citation.after
    said = {
        "doc": work.number,
        "doc_type": work.type,
        "doc_name": work.name,
        "year": work.year,
        "date": work.date,
        "effective": work.effective,
        "issuer": work.issuer,
        "chapter": citation.chapter,
        "section": citation.section,
        "article": citation.article,
        "clause": citation.clause,
        "point": citation.point,
        "form": citation.form,
        "annex": citation.annex,
        "scope": citation.scope,
        "amended_by": list(citation.amended_by),
        "op": citation.op,
        "after_clause": after and after.clause,
        "phapdien": citation.codified,
        "nonofficial": citation.nonofficial,
    }
    return {key: value for key, value in said.items() if value}


def meets(given: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Tell whether the two say the same, apart from what a citation is free to add."""
    return {key: value for key, value in given.items() if key in expected or key not in FREE} == expected


def score(rows: Iterable[Answered]) -> Score:
    """Match each answer with one label that it meets."""
    expected = given = met = 0
    misses: list[str] = []
    for row in rows:
        wanted = list(row.expected)
        expected, given = expected + len(wanted), given + len(row.given)
        for answer in map(as_labelled, row.given):
            match = next((want for want in wanted if meets(answer, want)), None)
            if match is None:
                misses.append(f"{row.name} gives {answer}")
            else:
                met += 1
                wanted.remove(match)
        misses.extend(f"{row.name} lacks {want}" for want in wanted)
    return Score(expected, given, met, tuple(misses))
