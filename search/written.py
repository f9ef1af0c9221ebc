"""The gate for sentences that a model wrote: what the quotations named do not carry, word by word, does not leave."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.text import clean, fold
from search.answer import Answer
from search.planted import is_planted, marked_share
from search.segments import Segment, segments_of, words_of_text
from search.shortening import Source
from search.summary import Written

_LONGEST = 400  # characters of a sentence
_FEWEST, _MOST = 3, 80  # words
_SIGNS = frozenset(" .,;:()/-–%“”\"'")
_ADDRESS = re.compile(r":/|[^\W\d_]\.[^\W\d_]")  # a link or the name of a site
_MARKED = 0.3  # of the words; running law marks three of four


@dataclass(frozen=True, slots=True)
class Offered:
    """The quotations of one statement, with their numbers through the whole answer; what a model may work with."""

    quotations: tuple[tuple[int, str], ...]

    def planted(self) -> bool:
        """Tell whether any of them speaks to a machine or hides something."""
        return any(is_planted(quote) for _, quote in self.quotations)


def offered(answer: Answer) -> list[Offered]:
    """Return the quotations of each statement, numbered from 1 as readers see them."""
    found: list[Offered] = []
    reached = 0
    for statement in answer.statements:
        quotes = enumerate((quotation.quote for quotation in statement.quotations), start=reached + 1)
        found.append(Offered(tuple(quotes)))
        reached += len(statement.quotations)
    return found


class WrittenGate:
    """Lets a sentence through where each statement that it cites carries it whole."""

    def __init__(self, statements: Sequence[Offered]) -> None:
        self._statements = [(statement, segments_of(statement.quotations)) for statement in statements]

    def passes(self, sentence: Written) -> bool:
        """Tell whether the sentence is well formed and only shortens what it cites."""
        known = {number for statement, _ in self._statements for number, _ in statement.quotations}
        cited = frozenset(sentence.citations)
        if not cited or not cited <= known or not well_formed(sentence.text):
            return False
        words = words_of_text(sentence.text)
        carried = [Source(segments, own).supports(words) for segments, own in self._named(cited)]
        texts = [word.text for word in words]
        return bool(carried) and all(carried) and all(self._lends(number, texts) for number in cited)

    def _named(self, cited: frozenset[int]) -> Iterator[tuple[list[Segment], frozenset[int]]]:
        for statement, segments in self._statements:
            own = cited & {number for number, _ in statement.quotations}
            if own:
                yield segments, own

    def _lends(self, number: int, words: Sequence[str]) -> bool:
        """Tell whether a quotation lends at least two words side by side: a citation for show is none."""
        pairs = set(pairwise(words))
        for _, segments in self._statements:
            for segment in segments:
                own = [word.text for word in segment.words]
                if segment.quotation == number and pairs & set(pairwise(own)):
                    return True
        return False


def well_formed(text: str) -> bool:
    """Tell whether a text is one plain Vietnamese sentence: no markup, no link, no strange letter, no order.

    >>> well_formed("Nạn nhân được hỗ trợ học nghề."), well_formed("Xem [tại đây](http://a.vn) để được hỗ trợ.")
    (True, False)
    """
    words = text.split()
    return (
        text == clean(text).strip()
        and len(text) <= _LONGEST
        and _FEWEST <= len(words) <= _MOST
        and all(map(_plain, text))
        and not _ADDRESS.search(text)
        and marked_share(text) >= _MARKED
        and not is_planted(text)
    )


def _plain(letter: str) -> bool:
    return letter in _SIGNS or (letter.isalnum() and fold(letter).isascii())
