"""Words people use and the words of the law: the editable table of abbreviations, synonyms and English terms."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.text import canonical, fold
from search.keyboard import is_shaped
from search.restore import Change

_COLUMNS = 3
_CAPITALS = 2  # letters of a form that stands for capitals only
# Small words of English; those on the right are Vietnamese words without their marks as well ("thể", "ít", "cần").
_ENGLISH = frozenset(
    "is are was were of which what how does did has have had her his their must should with from who whom when where"
    " why and for she they if there my your our we you do to be been by or as at an".split()
)
_ALSO_VIETNAMESE = frozenset("the it not can he in on me i a may get".split())
_MOSTLY = 0.6  # of the words of an English question are small words or stand in the glossary
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Abbreviations to spell out and words to search beside those typed, by their folded forms."""

    spell: dict[str, tuple[str, str]]  # the form as it is written, and what it stands for
    also: dict[str, tuple[str, str]]  # the form with its marks, and the law's words
    english: dict[str, str]  # the law's words

    def spell_out(self, text: str) -> str:
        """Return the text with its abbreviations replaced.

        >>> load_vocabulary().spell_out("TGPL cho nnbmb")
        'trợ giúp pháp lý cho nạn nhân bị mua bán'
        """
        out, reached = [], 0
        for match in _pattern(tuple(self.spell)).finditer(fold(text)):
            form, words = self.spell[match[0]]
            if _is_written(form, text[match.start() : match.end()]):
                out += [text[reached : match.start()], words]
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
        return found + self._translated(text)

    def is_english(self, text: str) -> bool:
        """Tell whether a text is English by the words that only English has, and those of the glossary.

        >>> [load_vocabulary().is_english(text) for text in ("Which support can she get?", "co the it nhat may ngay")]
        [True, False]
        """
        words = _WORD.findall(text.lower())
        if not text.isascii() or not any(word in _ENGLISH or self._is_foreign(word) for word in words):
            return False
        known = _words_of(tuple(self.english)) | _ENGLISH | _ALSO_VIETNAMESE
        return sum(word in known or word.removesuffix("s") in known for word in words) >= _MOSTLY * len(words)

    def _is_foreign(self, word: str) -> bool:
        terms = _words_of(tuple(self.english))
        return not is_shaped(word) and word.removesuffix("s") in terms

    def _translated(self, text: str) -> list[tuple[str, str]]:
        """Return the English terms of a text; in a Vietnamese one only those that cannot be Vietnamese."""
        lowered, english = text.lower(), self.is_english(text)
        return [
            (text[match.start() : match.end()], self.english[_singular(match[0])])
            for match in _terms(tuple(self.english)).finditer(lowered)
            if english or not all(map(is_shaped, match[0].split()))
        ]


def _is_written(form: str, typed: str) -> bool:
    """Tell whether a form was typed as it is written, in any case and with or without its marks."""
    if len(form) == _CAPITALS and form.isupper():
        return typed == form
    return typed.lower() in (form.lower(), fold(form))


def _as_typed(text: str, changes: Sequence[Change], start: int, end: int) -> str:
    """Return what was typed for a span of the text."""
    out, reached = [], start
    for change in changes:
        if start <= change.start and change.end <= end:
            out += [text[reached : change.start], change.typed]
            reached = change.end
    return "".join([*out, text[reached:end]])


@cache
def load_vocabulary() -> Vocabulary:
    """Read the table that ships with the package."""
    return read_vocabulary(files("search").joinpath("vocabulary.tsv").read_text(encoding="utf-8").splitlines())


def read_vocabulary(lines: Iterable[str]) -> Vocabulary:
    """Return the table that its lines make; its head says what they mean."""
    spell: dict[str, tuple[str, str]] = {}
    also: dict[str, tuple[str, str]] = {}
    english: dict[str, str] = {}
    for line in lines:
        columns = line.split("\t")
        if line.startswith("#") or len(columns) != _COLUMNS:
            continue
        form, words, kind = columns
        if kind == "spell":
            spell[fold(form)] = (form, words)
        elif kind == "english":
            english[_singular(form)] = words
        else:
            also[fold(form)] = (form.lower(), words)
    return Vocabulary(spell, also, english)


@cache
def _words_of(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for form in forms for word in form.split())


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<![\w/-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w/]|\.\d)")


@cache
def _terms(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    each = ("s? ".join(map(re.escape, form.split())) for form in longest_first)
    return re.compile(r"(?<![\w/-])(?:" + "|".join(each) + r")s?(?![\w/-])")


def _singular(form: str) -> str:
    """Return an English term with the s at the end of each word gone; no English, but the same for both numbers."""
    return " ".join(word.removesuffix("s") for word in form.split())
