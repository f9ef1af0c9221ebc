"""Whole words in a text, with or without their marks."""

from collections.abc import Iterable
from functools import cache

from corpus.text import fold, syllables


def says(text: str, words: Iterable[str]) -> bool:
    """Tell whether whole words stand in a text; without their marks only where the text has none at all.

    "rối loạn" is no loan, and "còn nạn nhân" is not the child of one.
    """
    typed = syllables(text)
    plain = not any(map(_has_marks, typed))
    said = f" {' '.join(typed)} "
    return any(_phrase(word, plain) in said for word in words)


@cache
def _phrase(words: str, plain: bool) -> str:
    """Return words between spaces as ``says`` looks for them."""
    return f" {' '.join(syllables(fold(words) if plain else words))} "


def _has_marks(word: str) -> bool:
    """Tell whether a syllable carries any Vietnamese mark."""
    return fold(word) != word
