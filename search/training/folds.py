"""Folds of questions that share nothing: no law, no near-duplicate wording."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.text import syllables

FOLDS = 5
_FILE = "folds.json"
ALIKE = 0.85  # Jaccard of the syllables of two questions from which they count as one (shared/data/README.md)


def law_disjoint(questions: Mapping[str, str], answers: Mapping[str, Sequence[str]], folds: int) -> dict[str, int]:
    """Return the fold of each question, by id; ``answers`` are article names, ``NUMBER@ARTICLE``.

    Questions about one law, and questions worded alike, lie in one fold; larger groups are dealt out first, each to
    the fold that has least.

    >>> law_disjoint({"a": "x y", "b": "z", "c": "w"}, {"a": ["1@2"], "b": ["1@3"], "c": ["2@1"]}, 2)
    {'a': 0, 'b': 0, 'c': 1}
    """
    parents: dict[str, str] = {}
    for question, names in answers.items():
        for name in names:
            _join(parents, f"question {question}", f"law {name.partition('@')[0]}")
    words = [(question, frozenset(syllables(text))) for question, text in questions.items()]
    for place, (question, own) in enumerate(words):
        for other, theirs in words[place + 1 :]:
            if len(own & theirs) >= ALIKE * len(own | theirs):
                _join(parents, f"question {question}", f"question {other}")
    groups: dict[str, list[str]] = {}
    for question in questions:
        groups.setdefault(_root(parents, f"question {question}"), []).append(question)
    sizes = [0] * folds
    found: dict[str, int] = {}
    for group in sorted(groups.values(), key=lambda one: (-len(one), one[0])):
        fold = sizes.index(min(sizes))
        sizes[fold] += len(group)
        found |= dict.fromkeys(group, fold)
    return {question: found[question] for question in questions}


def write_folds(work: Path, folds: Mapping[str, int]) -> None:
    """Keep the folds by which encoders were trained, so that the ranker is trained by the same."""
    (work / _FILE).write_text(json.dumps(folds), encoding="utf-8")


def read_folds(work: Path) -> dict[str, int]:
    """Return the folds that ``write_folds`` kept."""
    return {str(question): int(fold) for question, fold in json.loads((work / _FILE).read_text("utf-8")).items()}


def _root(parents: dict[str, str], name: str) -> str:
    while (above := parents.setdefault(name, name)) != name:
        name = above
    return name


def _join(parents: dict[str, str], one: str, other: str) -> None:
    parents[_root(parents, one)] = _root(parents, other)
