"""Evidence: how much of a question's information a text carries.

A term weighs its surprise, −log p, counted over the indexed texts, so "trợ cấp" weighs more than "được".
Words that only make a sentence a question carry nothing.
"""

import math
from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import pairwise

from corpus.text import syllables
from search.restore import SyllableModel
from search.shared import Shared

_ASKING = frozenset(
    "gì nào sao ai đâu mấy bao nhiêu thế hay không ko k có phải à ạ ơi nhé nhỉ vậy thì là mà cho tôi tui em anh chị ông"
    " bà cô bác hỏi xin vui lòng giúp với hả được bị và của các những một này kia đó ấy rồi đã đang sẽ cần muốn biết"
    " như khi nếu theo về ở tại từ đến trong ngoài lên xuống ra vào cùng để do bởi vì nên".split()
)
_RAREST = 14.0  # the weight of a term the corpus does not know, close to −log(1/1,200,000)


@dataclass(frozen=True, slots=True)
class Terms(Shared):
    """The weighted terms of a question: syllables, and adjacent pairs of them."""

    singles: dict[str, float]
    pairs: dict[str, float]

    def coverage(self, text: str) -> float:
        """Return the share, 0 to 1, of the question's information whose syllables stand in the text."""
        have = set(syllables(text))
        return _share(self.singles, have)

    def strength(self, texts: Iterable[str]) -> float:
        """Return how well texts taken together answer to syllables and pairs, 0 to 1; pairs count twice."""
        have: set[str] = set()
        return self.strength_of(have.union(*map(self.matched, texts)))

    def strength_of(self, have: Set[str]) -> float:
        """Return the same for terms found already."""
        return (_share(self.singles, have) + 2 * _share(self.pairs, have)) / 3

    def matched(self, text: str) -> set[str]:
        """Return the terms that stand in the text."""
        words = syllables(text)
        pairs = {f"{left} {right}" for left, right in pairwise(words) if left in self.singles or right in self.singles}
        return (self.singles.keys() & set(words)) | (self.pairs.keys() & pairs)


def terms_of(text: str, model: SyllableModel) -> Terms:
    """Return the weighted terms of clean text."""
    words = syllables(text)
    kept = [word for word in words if word not in _ASKING]
    pairs = [(left, right) for left, right in pairwise(words) if not (left in _ASKING and right in _ASKING)]
    return Terms(
        {word: _weight(model, word) for word in kept},
        {f"{left} {right}": (_weight(model, left) + _weight(model, right)) / 2 for left, right in pairs},
    )


def _weight(model: SyllableModel, word: str) -> float:
    share = model.share(word)
    return -math.log(share) if share else _RAREST


def _share(wanted: dict[str, float], have: Set[str]) -> float:
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in have) / total if total else 0.0
