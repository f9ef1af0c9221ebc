"""The field: how much a text speaks of supporting victims, by the words of the handbook against those of all law.

A question of another field of law may share many words with a provision held ("hồ sơ", "thời hạn", "cấp giấy"); what
it does not share is the company they keep in the field.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.handbook import entry_text, load_handbook
from corpus.text import clean, syllables
from search.evidence import ASKING
from search.syllables import SyllableModel, bundled_syllables

Pair = tuple[str, str]
_LEAST = 0.01  # entries in which a pair counts as seen that none has
_RARE = 0.02  # the share of texts that have a pair nobody writes
_MOST = 6.0  # one pair proves no more than this: "điểm f" stands nowhere else


@dataclass(frozen=True, slots=True)
class Field:
    """In how many of the texts of the field each pair of syllables stands, beside how often law has it."""

    pairs: dict[Pair, int]
    texts: int
    length: float  # mean syllables of a text
    law: SyllableModel

    def closeness(self, text: str) -> float:
        """Return the mean log odds, over the adjacent pairs of clean text, that it is of the field; 0 where empty.

        >>> near = bundled_field().closeness("nạn nhân bị mua bán được hỗ trợ")
        >>> near > 1 > bundled_field().closeness("thủ tục cấp giấy phép xây dựng nhà ở riêng lẻ")
        True
        """
        odds = [self._odds(pair) for pair in pairwise(syllables(text)) if not ASKING.issuperset(pair)]
        return sum(odds) / len(odds) if odds else 0.0

    def _odds(self, pair: Pair) -> float:
        usual = 1 - math.exp(-self.length * self.law.pair_share(*pair))  # of texts of this length, by Poisson
        seen = self.pairs.get(pair, 0)
        share = (seen + _LEAST) / (self.texts + 2 * _LEAST)
        told = math.log(share / max(usual, 1e-6)) if seen else min(0.0, math.log(_RARE / max(usual, _RARE)))
        return min(told, _MOST)


def field_of(texts: Iterable[str], law: SyllableModel) -> Field:
    """Return the field that clean texts speak of."""
    words = [syllables(text) for text in texts]
    pairs = Counter(pair for one in words for pair in set(pairwise(one)))
    return Field(dict(pairs), len(words), sum(map(len, words)) / max(len(words), 1), law)


@cache
def bundled_field() -> Field:
    """Return the field of the handbook that ships with the product."""
    told = [clean(" . ".join((one.title, *one.keywords, entry_text(one)))) for one in load_handbook()]
    return field_of(told, bundled_syllables())
