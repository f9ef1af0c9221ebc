"""The library bm25s, in memory, over the product's own syllables."""

from pathlib import Path

import bm25s  # type: ignore[import-untyped]  # the package carries no types

from corpus.text import syllables
from tests.bench.contenders.words import K1, B, Tokens, with_pairs
from tests.bench.sample import Sample


class Bm25s:
    """BM25 as Lucene computes it, scores laid out ahead of the questions."""

    def __init__(self, sample: Sample, tokens: Tokens) -> None:
        self._sample = sample
        self._tokens = tokens
        self._names: list[str] = []
        self._scores = bm25s.BM25(method="lucene", k1=K1, b=B)

    def index(self) -> None:
        """Tokenise and score."""
        tokens = []
        for article in self._sample.articles():
            self._names.append(article.name)
            tokens.append(self._tokens(article.words))
        self._scores.index(tokens, show_progress=False)

    def find(self, question: str, k: int) -> list[str]:
        """Return the best articles."""
        rows, _ = self._scores.retrieve([self._tokens(question)], k=k, show_progress=False)
        return [self._names[row] for row in rows[0]]

    def close(self) -> None:
        """Do nothing: all is in memory."""


def make(home: Path, sample: Sample) -> Bm25s:
    """Return it over syllables."""
    return Bm25s(sample, syllables)


def make_with_pairs(home: Path, sample: Sample) -> Bm25s:
    """Return it over syllables and adjacent pairs."""
    return Bm25s(sample, with_pairs)
