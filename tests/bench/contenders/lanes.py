"""The stages of Căn Cứ's ranking, each alone, put together from the product's own parts: what does each add?

A further stage is a further maker here and a row of ``LANES``.
"""

from pathlib import Path

from corpus.home import Home
from search.evaluation.trec import article_id
from search.index.protocol import SearchRequest
from search.lexical import weigh_question
from search.query import Query, Request
from search.rank import rank
from search.recall import Library, Recalled, filter_of
from search.service import SearchSettings
from search.understand import bundled_understanding
from tests.bench.contenders.cancu import DAY
from tests.bench.sample import Sample


class Lanes:
    """Reads the question as the product does, then asks some of the lanes; nothing of what comes after ranking."""

    def __init__(self, home: Home, *, words: bool, meaning: bool, ranked: bool = False) -> None:
        self._words, self._meaning, self._ranked = words, meaning, ranked
        self._settings = SearchSettings()
        self._library = Library(home.index, candidates=self._settings.candidates)
        self._understanding = bundled_understanding()

    def index(self) -> None:
        """Do nothing: the lanes look into the index that Căn Cứ made."""

    def find(self, question: str, k: int) -> list[str]:
        """Return the articles of the best passages."""
        query = self._understanding.read(Request(text=question, on=DAY, k=k))
        words = self._understanding.search_text(query)
        with self._library.reading() as opened:
            recalled = Recalled(tuple(opened.index.search(self._request(query, words))), opened.forward)
        ranker = self._library.ranker() if self._ranked else None
        found = rank(query, words, recalled, self._understanding.syllables, ranker).candidates
        return list(dict.fromkeys(article_id(one.number, one.article) for one in found if one.article))[:k]

    def _request(self, query: Query, words: str) -> SearchRequest:
        return SearchRequest(
            sparse=weigh_question(words) if self._words else None,
            dense=self._library.encoder().encode([words])[0] if self._meaning else None,
            filter=filter_of(query),
            limit=max(self._settings.candidates, 2 * query.k),
        )

    def close(self) -> None:
        """Let go of the index."""
        self._library.close()


def make_words(home: Path, sample: Sample) -> Lanes:
    """Return the sparse lane."""
    return Lanes(Home(home), words=True, meaning=False)


def make_meaning(home: Path, sample: Sample) -> Lanes:
    """Return the dense lane."""
    return Lanes(Home(home), words=False, meaning=True)


def make_fused(home: Path, sample: Sample) -> Lanes:
    """Return both, fused."""
    return Lanes(Home(home), words=True, meaning=True)


def make_ranked(home: Path, sample: Sample) -> Lanes:
    """Return both, weighed by the learned ranker."""
    return Lanes(Home(home), words=True, meaning=True, ranked=True)
