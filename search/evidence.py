"""Evidence: how much of a question's information a text carries.

A term weighs its surprise, −log p, by the counts that ship with the product, so "trợ cấp" weighs more than "được".
Words that only make a sentence a question carry nothing.
"""

import math
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from dataclasses import field as made
from itertools import pairwise

from corpus.text import syllables
from search.shared import Shared
from search.sought import Sought, gives, sought_in
from search.syllables import SyllableModel

ASKING = frozenset(
    "gì nào sao ai đâu mấy bao nhiêu thế hay không ko k có phải à ạ ơi nhé nhỉ vậy thì là mà cho tôi tui em anh chị ông"
    " bà cô bác hỏi xin vui lòng giúp với hả được bị và của các những một này kia đó ấy rồi đã đang sẽ cần muốn biết"
    " như khi nếu theo về ở tại từ đến trong ngoài lên xuống ra vào cùng để do bởi vì nên"
    " giờ bây nay lúc vẫn cứ thôi luôn nữa xong lại mới tới chưa còn chỉ mình cháu ta mấy đc dc vậy sắp vừa".split()
)
_RAREST = 14.0  # the weight of a term the corpus does not know, close to −log(1/1,200,000)


_ASKING_WHAT = frozenset("quy định nội dung nói nêu ghi viết điều khoản điểm mục chương luật toàn văn xem đọc".split())
_SOUGHT_WEIGHT = 9.0  # what is asked for counts like a fairly rare word


@dataclass(frozen=True, slots=True)
class Terms(Shared):
    """The weighted terms of a question: syllables, adjacent pairs of them, and the kind of thing it asks for."""

    singles: dict[str, float]
    pairs: dict[str, float]
    asked: dict[str, float] = made(default_factory=dict)  # syllables of the question itself; all, where empty
    said: dict[str, tuple[frozenset[str], ...]] = made(default_factory=dict)  # how the law says an asked syllable
    sought: Sought | None = None
    phrases: dict[tuple[str, str], float] = made(default_factory=dict)  # pairs that law writes as one word
    focus: frozenset[str] = frozenset()  # words of the clause that asks
    field: float = 0.0  # how much the question is of the field (search.field)

    def coverage(self, text: str) -> float:
        """Return the share, 0 to 1, of the question's information that stands in the text, in its words or the law's.

        What is asked for is part of the information.
        """
        asked = self.asked or self.singles
        words = set(syllables(text))
        have = {term for term in asked if term in words or any(law <= words for law in self.said.get(term, ()))}
        if self.sought is None:
            return _share(asked, have)
        return _share(asked | {self.sought: _SOUGHT_WEIGHT}, have | self._given(text))

    def strength(self, texts: Iterable[str]) -> float:
        """Return how well texts taken together answer to syllables and pairs, 0 to 1; pairs count twice."""
        have: set[str] = set()
        return self.strength_of(have.union(*map(self.matched, texts)))

    def strength_of(self, have: Set[str]) -> float:
        """Return the same for terms found already."""
        singles = self.singles if self.sought is None else self.singles | {self.sought: 2 * _SOUGHT_WEIGHT}
        return (_share(singles, have) + 2 * _share(self.pairs, have)) / 3

    def matched(self, text: str) -> set[str]:
        """Return the terms that stand in the text."""
        words = syllables(text)
        singles = self.singles.keys()
        at = [place for place, word in enumerate(words) if word in singles]
        near = {place for place in at if place + 1 < len(words)} | {place - 1 for place in at if place}
        pairs = {f"{words[place]} {words[place + 1]}" for place in near}
        return {words[place] for place in at} | (self.pairs.keys() & pairs) | self._given(text)

    def _given(self, text: str) -> set[str]:
        return {self.sought} if self.sought is not None and gives(self.sought, text) else set()


def terms_of(text: str, model: SyllableModel) -> Terms:
    """Return the weighted terms of clean text."""
    words = syllables(text)
    kept = [word for word in words if word not in ASKING]
    pairs = [(left, right) for left, right in pairwise(words) if not (left in ASKING and right in ASKING)]
    return Terms(
        {word: _weight(model, word) for word in kept},
        {f"{left} {right}": (_weight(model, left) + _weight(model, right)) / 2 for left, right in pairs},
    )


def terms_of_question(
    question: str, said: Sequence[tuple[str, str]], model: SyllableModel, *, foreign: bool = False
) -> Terms:
    """Return the terms of a question and of the law's words for its phrases, given as (phrase, law's words).

    Of a question in a foreign language only the law's words count.
    """
    law = " ".join(dict.fromkeys(words for _, words in said))
    whole = terms_of(law if foreign else f"{question} {law}", model)
    own = whole if foreign else terms_of(question, model)
    ways: dict[str, list[frozenset[str]]] = {}
    for phrase, words in [] if foreign else said:
        for syllable in syllables(phrase):
            ways.setdefault(syllable, []).extend(frozenset(syllables(way)) for way in words.split(", "))
    return replace(
        whole,
        asked=own.singles,
        said={term: tuple(ways[term]) for term in own.singles if term in ways},
        sought=sought_in(question),
    )


def with_other_names(terms: Terms, found: Iterable[tuple[str, Sequence[str]]]) -> Terms:
    """Return the terms where a text that says one of the other names of a phrase carries the phrase as well."""
    ways = {term: list(said) for term, said in terms.said.items()}
    for phrase, names in found:
        for syllable in terms.asked.keys() & set(syllables(phrase)):
            ways.setdefault(syllable, []).extend(frozenset(syllables(name)) for name in names)
    return replace(terms, said={term: tuple(said) for term, said in ways.items()})


def beyond_names(terms: Terms, cited: Iterable[str]) -> Terms:
    """Return the terms without the words that only name provisions or ask what they say.

    Who asks for a whole Điều gets it whole; who asks for something in it gets the place that says it.
    """
    naming = {word for text in cited for word in syllables(text)} | _ASKING_WHAT
    return replace(
        terms,
        singles={word: weight for word, weight in terms.singles.items() if word not in naming},
        pairs={pair: weight for pair, weight in terms.pairs.items() if not naming & set(pair.split())},
        asked={word: weight for word, weight in terms.asked.items() if word not in naming},
    )


def _weight(model: SyllableModel, word: str) -> float:
    share = model.share(word)
    return -math.log(share) if share else _RAREST


def _share(wanted: dict[str, float], have: Set[str]) -> float:
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in have) / total if total else 0.0
