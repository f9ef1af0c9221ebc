"""qdrant-client without a server (``path=``): the passages and vectors of Căn Cứ, fused by rank."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from qdrant_client import QdrantClient, models

from corpus.home import Home
from corpus.store import CorpusStore
from search.encoder import Encoder, load_encoder
from search.evaluation.trec import article_id
from search.lexical import SparseVector, weigh_passages, weigh_question
from search.passage import Passage, cut, indexed_text
from tests.bench.sample import Sample

_NAME = "bench"
_BATCH = 1024
_DEEP = 10  # passages asked for each article wanted, since several may lie in one


class QdrantLocal:
    """The engine in pure Python that the client falls back to."""

    def __init__(self, home: Home, encoder: Encoder) -> None:
        self._home = home
        self._encoder = encoder
        self._client = QdrantClient(path=str(home.folder / "qdrant-local"))

    def index(self) -> None:
        """Cut, weigh, encode and write what the corpus holds."""
        idf = models.SparseVectorParams(modifier=models.Modifier.IDF)
        dense = models.VectorParams(size=self._encoder.dim, distance=models.Distance.DOT)
        self._client.create_collection(_NAME, vectors_config={"dense": dense}, sparse_vectors_config={"words": idf})
        store = CorpusStore(self._home.corpus)
        passages = _passages(store)
        while batch := list(islice(passages, _BATCH)):
            self._client.upsert(_NAME, self._points(batch))
        store.close()

    def _points(self, passages: list[Passage]) -> list[models.PointStruct]:
        dense = self._encoder.encode_passages([indexed_text(passage) for passage in passages])
        return [
            models.PointStruct(
                id=passage.id,
                vector={"words": _sparse(words), "dense": meaning.tolist()},
                payload={"article": article_id(passage.number, passage.article or passage.eid)},
            )
            for passage, words, meaning in zip(passages, weigh_passages(passages), dense, strict=True)
        ]

    def find(self, question: str, k: int) -> list[str]:
        """Return the articles of the best passages."""
        deep = k * _DEEP
        lanes = [
            models.Prefetch(query=_sparse(weigh_question(question)), using="words", limit=deep),
            models.Prefetch(query=self._encoder.encode([question])[0].tolist(), using="dense", limit=deep),
        ]
        fused = models.FusionQuery(fusion=models.Fusion.RRF)
        found = self._client.query_points(_NAME, prefetch=lanes, query=fused, limit=deep, with_payload=True)
        articles = (str((point.payload or {})["article"]) for point in found.points)
        return list(dict.fromkeys(articles))[:k]

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()


def _passages(store: CorpusStore) -> Iterator[Passage]:
    for held in store.expression_units(store.expressions()):
        yield from cut(held)


def _sparse(vector: SparseVector) -> models.SparseVector:
    return models.SparseVector(indices=vector.indices.tolist(), values=vector.values.tolist())


def make(home: Path, sample: Sample) -> QdrantLocal:
    """Open an empty folder beside the corpus."""
    return QdrantLocal(Home(home), load_encoder())
