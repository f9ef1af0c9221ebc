"""The difference of two texts, word by word, with every letter of both kept."""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby
from typing import TypeVar

from corpus.text import canonical

T = TypeVar("T", bound=Hashable)
_TOKEN = re.compile(r"\s+|\[\d{1,3}\]|[^\W_]+|[\W_]")
_NOTE_SIGNS = re.compile(r"(?:\s*\[\d{1,3}\])+\s*")  # of the footnotes that a consolidated text has: "5.[22] Thị thực"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ISLAND = 2  # words that stayed, among at least …
_SEA = 6  # … so many that went or came on either side, say nothing: they would tear a sentence into shreds
_MOST_LOOKS = 15_000_000  # pairs of like elements looked at; "a b a b a b …" would be searched for minutes
_MOST_STEPS = 4_000_000  # tokens of one block times tokens of the other: the search for their likeness is quadratic


class Change(StrEnum):
    """What became of a run of words between the old text and the new one."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words; of words that stayed, the new text's own writing."""

    change: Change
    text: str


class Likeness(SequenceMatcher[T]):
    """Finds what two sequences share; stops, as if no more were alike, after a bounded search."""

    def __init__(self, old: Sequence[T], new: Sequence[T]) -> None:
        super().__init__(None, old, new, autojunk=False)
        often = Counter(new)
        self._ahead = list(accumulate((often[element] + 1 for element in old), initial=0))
        self._looks = 0

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest block that both share, or an empty one where the search has become too long."""
        self._looks += self._ahead[-1 if ahi is None else ahi] - self._ahead[alo]
        if self._looks > _MOST_LOOKS:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def difference(old: str, new: str) -> tuple[WordRun, ...]:
    """Return the runs that lead from one text to the other; removed words stand before those that replace them.

    Spaces, line ends, signs of footnotes and the two schools of tone placement make no difference; letter case and
    punctuation do. Signs that the new text lacks are left out. The runs that were not removed, put together, are the
    new text letter for letter.

    >>> [(run.change.value, run.text) for run in difference("hỗ trợ 01 tháng", "hỗ trợ 03 tháng")]
    [('same', 'hỗ trợ '), ('removed', '01'), ('added', '03'), ('same', ' tháng')]
    """
    runs: list[WordRun] = []
    old_lines, new_lines = _LINE.findall(old), _LINE.findall(new)
    for same, before, after in _blocks(old_lines, new_lines):
        runs += [WordRun(Change.SAME, "".join(after))] if same else _words("".join(before), "".join(after))
    return tuple(_without_islands(_joined(_without_signs(_joined(runs)))))


def _without_signs(runs: Sequence[WordRun]) -> list[WordRun]:
    """Count signs of footnotes that came for words that stayed, and leave out those that went."""
    only_signs = [bool(_NOTE_SIGNS.fullmatch(run.text)) for run in runs]
    return [
        WordRun(Change.SAME, run.text) if signs else run
        for run, signs in zip(runs, only_signs, strict=True)
        if not (signs and run.change is Change.REMOVED)
    ]


def without_signs(text: str) -> str:
    """Return a text without the signs of footnotes, for counting its words; what is shown keeps them."""
    return _NOTE_SIGNS.sub(" ", text)


def differs(runs: Sequence[WordRun]) -> bool:
    """Tell whether anything but spaces was removed or added."""
    return any(run.change is not Change.SAME and run.text.strip() for run in runs)


def _words(old: str, new: str) -> list[WordRun]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST_STEPS:
        return [WordRun(Change.REMOVED, old), WordRun(Change.ADDED, new)]
    runs: list[WordRun] = []
    for same, gone, came in _blocks(before, after):
        if same:
            runs.append(WordRun(Change.SAME, "".join(came)))
        else:
            runs += [WordRun(Change.REMOVED, "".join(gone)), WordRun(Change.ADDED, "".join(came))]
    return runs


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, Sequence[str], Sequence[str]]]:
    """Return (same, old tokens, new tokens) for each block, in order; first goes what both begin and end with."""
    old_keys, new_keys = list(map(_key, old)), list(map(_key, new))
    begin = _shared(old_keys, new_keys)
    end = min(_shared(old_keys[::-1], new_keys[::-1]), min(len(old), len(new)) - begin)
    old_end, new_end = len(old) - end, len(new) - end
    matcher = Likeness(old_keys[begin:old_end], new_keys[begin:new_end])
    middle = [
        (tag == "equal", old[begin + at : begin + to], new[begin + new_at : begin + new_to])
        for tag, at, to, new_at, new_to in matcher.get_opcodes()
    ]
    return [(True, old[:begin], new[:begin]), *middle, (True, old[old_end:], new[new_end:])]


def _shared(old: Sequence[object], new: Sequence[object]) -> int:
    """Return how many elements both begin with."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _key(token: str) -> tuple[str, bool, bool]:
    """Return what makes two tokens the same: letters and their case, not where the tone stands."""
    words = " ".join(token.split())
    return canonical(words), words[:1].isupper(), words.isupper()


def _without_islands(runs: Sequence[WordRun]) -> list[WordRun]:
    """Count what stayed for changed where it is a space, or a word or two, between changes that are far larger."""
    kept: list[WordRun] = []
    for place, run in enumerate(runs):
        inside = run.change is Change.SAME and 0 < place < len(runs) - 1
        if inside and _is_island(run, _size(runs, place, -1) + _size(runs, place, 1)):
            kept += [WordRun(Change.REMOVED, run.text), WordRun(Change.ADDED, run.text)]
        else:
            kept.append(run)
    return _regrouped(kept)


def _is_island(run: WordRun, around: int) -> bool:
    words = len(run.text.split())
    return not words or ("\n" not in run.text and words <= _ISLAND and around >= _SEA)


def _size(runs: Sequence[WordRun], place: int, step: int) -> int:
    """Return the words of the larger change on one side."""
    beside = (runs[at] for at in (place + step, place + 2 * step) if 0 <= at < len(runs))
    return max((len(run.text.split()) for run in beside if run.change is not Change.SAME), default=0)


def _regrouped(runs: Sequence[WordRun]) -> list[WordRun]:
    """Put together what went and what came between two runs that stayed."""
    grouped: list[WordRun] = []
    for stayed, group in groupby(runs, key=lambda run: run.change is Change.SAME):
        members = list(group)
        if stayed:
            grouped += members
        else:
            for change in (Change.REMOVED, Change.ADDED):
                grouped.append(WordRun(change, "".join(run.text for run in members if run.change is change)))
    return _joined(grouped)


def _joined(runs: Sequence[WordRun]) -> list[WordRun]:
    """Put neighbours of one kind together; empty ones go."""
    kept = (run for run in runs if run.text)
    return [
        WordRun(change, "".join(run.text for run in same)) for change, same in groupby(kept, key=lambda run: run.change)
    ]
