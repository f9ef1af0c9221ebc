"""Haystack's store in memory with its own BM25; it is given syllables, and splits them at spaces."""

from pathlib import Path

from haystack import Document
from haystack.document_stores.in_memory import InMemoryDocumentStore

from corpus.text import syllables
from tests.bench.contenders.words import K1, B
from tests.bench.sample import Sample


class HaystackMemory:
    """The store that Haystack's own examples begin with."""

    def __init__(self, sample: Sample) -> None:
        self._sample = sample
        self._store = InMemoryDocumentStore(
            bm25_tokenization_regex=r"\S+", bm25_algorithm="BM25Okapi", bm25_parameters={"k1": K1, "b": B}
        )

    def index(self) -> None:
        """Write the articles; the store counts their words."""
        articles = self._sample.articles()
        rows = [Document(id=article.name, content=" ".join(syllables(article.words))) for article in articles]
        self._store.write_documents(rows)

    def find(self, question: str, k: int) -> list[str]:
        """Return the best articles."""
        found = self._store.bm25_retrieval(" ".join(syllables(question)), top_k=k)
        return [row.id for row in found]

    def close(self) -> None:
        """Do nothing: all is in memory."""


def make(home: Path, sample: Sample) -> HaystackMemory:
    """Return an empty store."""
    return HaystackMemory(sample)
