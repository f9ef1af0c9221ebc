"""Words people use and the words of the law: the editable table of abbreviations and synonyms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.text import canonical, fold
from search.restore import Change

_COLUMNS = 3
_ENGLISH = frozenset(
    "the is are was were of which what how does did has have had her his their must should with from who whom when"
    " where why and for she they it if or not there".split()
)
_ENOUGH_ENGLISH = 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Abbreviations to spell out and words to search beside those typed, by their folded forms."""

    spell: dict[str, str]
    also: dict[str, tuple[str, str]]  # the form with its marks, and the law's words

    def spell_out(self, text: str) -> str:
        """Return the text with its abbreviations replaced.

        >>> load_vocabulary().spell_out("TGPL cho nnbmb")
        'trợ giúp pháp lý cho nạn nhân bị mua bán'
        """
        pattern = _pattern(tuple(self.spell))
        folded, out, reached = fold(text), [], 0
        for match in pattern.finditer(folded):
            out += [text[reached : match.start()], self.spell[match[0]]]
            reached = match.end()
        return "".join([*out, text[reached:]])

    def said(self, text: str, changes: Sequence[Change] = ()) -> list[tuple[str, str]]:
        """Return what the text says in other words than the law, with the law's words for it.

        A phrase must carry the marks of the form, unless it was typed without any: then it stands for whatever folds
        to it, also where other marks were put back since. ``changes`` tell what was typed.
        """
        found = []
        for match in _pattern(tuple(self.also)).finditer(fold(text)):
            form, words = self.also[match[0]]
            meant = text[match.start() : match.end()]
            typed = _as_typed(text, changes, match.start(), match.end())
            if canonical(meant) == canonical(form) or typed.lower() == fold(form):
                found.append((meant, words))
        return found


def _as_typed(text: str, changes: Sequence[Change], start: int, end: int) -> str:
    """Return what was typed for a span of the text."""
    out, reached = [], start
    for change in changes:
        if start <= change.start and change.end <= end:
            out += [text[reached : change.start], change.typed]
            reached = change.end
    return "".join([*out, text[reached:end]])


def is_english(text: str) -> bool:
    """Tell whether a text is English by the small words that only English has.

    >>> is_english("Which support can she get?"), is_english("chi ay can gi")
    (True, False)
    """
    words = re.findall(r"[a-z]+", text.lower())
    return text.isascii() and sum(word in _ENGLISH for word in words) >= _ENOUGH_ENGLISH


@cache
def load_vocabulary() -> Vocabulary:
    """Read the table that ships with the package."""
    spell: dict[str, str] = {}
    also: dict[str, tuple[str, str]] = {}
    for line in files("search").joinpath("vocabulary.tsv").read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("#") or len(columns) != _COLUMNS:
            continue
        form, words, kind = columns
        if kind == "spell":
            spell[fold(form)] = words
        else:
            also[fold(form)] = (form.lower(), words)
    return Vocabulary(spell, also)


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<![\w/-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w/])")
