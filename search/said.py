"""Whole words in a text, with or without their marks."""

import re
from collections.abc import Iterable
from functools import cache

from corpus.text import fold, syllables

_ASKS = (
    "gì",
    "nào",
    "sao",
    "ai",
    "đâu",
    "mấy",
    "bao nhiêu",
    "không",
    "ko",
    "what",
    "which",
    "how",
    "who",
    "where",
    "can",
    "is",
    "are",
)
MARKED = "="  # before words that count with their marks only


def says(text: str, words: Iterable[str]) -> bool:
    """Tell whether whole words stand in a text; without their marks only where the text has none at all.

    "rối loạn" is no loan. Words behind "=" count with their marks only: "con nạn nhân" would be "còn nạn nhân".
    """
    typed = syllables(text)
    plain = not any(map(_has_marks, typed))
    said = f" {' '.join(typed)} "
    return any(_phrase(word.removeprefix(MARKED), plain) in said for word in words if not (plain and word[0] == MARKED))


def asking_parts(text: str, between: re.Pattern[str]) -> list[str]:
    r"""Return the parts of a text, cut by a pattern, that ask; all parts where none does.

    >>> asking_parts("Chị ấy kể nhiều. Ai tiếp nhận chị? Xin cảm ơn.", re.compile(r"(?<=[.?])\s"))
    ['Ai tiếp nhận chị?']
    """
    parts = [part for part in between.split(text) if part.strip()]
    asking = [part for part in parts if "?" in part or says(part, _ASKS)]
    return asking or parts


@cache
def _phrase(words: str, plain: bool) -> str:
    """Return words between spaces as ``says`` looks for them."""
    return f" {' '.join(syllables(fold(words) if plain else words))} "


def _has_marks(word: str) -> bool:
    """Tell whether a syllable carries any Vietnamese mark."""
    return fold(word) != word
