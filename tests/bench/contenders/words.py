"""The tokens and constants of BM25 that all peers share."""

from collections.abc import Callable
from itertools import pairwise

from corpus.text import syllables

K1, B = 1.2, 0.75  # the bar in the data's own README

Tokens = Callable[[str], list[str]]


def with_pairs(text: str) -> list[str]:
    """Return the syllables and the adjacent pairs.

    >>> with_pairs("Uỷ ban xã")
    ['ủy', 'ban', 'xã', 'ủy_ban', 'ban_xã']
    """
    found = syllables(text)
    return [*found, *(f"{left}_{right}" for left, right in pairwise(found))]
