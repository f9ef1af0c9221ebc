"""The index on a Qdrant server or cluster, through qdrant-client; in memory for tests."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ApiException

from search.index.protocol import (
    DAYS,
    DENSE,
    KEYWORDS,
    SPARSE,
    Condition,
    IndexMissingError,
    IndexUnreachableError,
    Point,
    Scored,
    SearchRequest,
    conditions_of,
    payload_of,
    united,
)
from search.lexical import SparseVector

MEMORY = ":memory:"
_BATCH = 256  # points in one request
_TIMEOUT = 60  # seconds


@dataclass(frozen=True, slots=True)
class QdrantServer:
    """A Qdrant server or cluster: the place of indexes too large for, or shared by, several processes."""

    url: str
    api_key: str | None = None

    def create(self, name: str, dim: int) -> "ServerIndex":
        """Make an empty collection."""
        return ServerIndex.create(self.url, name, dim, api_key=self.api_key)

    def load(self, name: str) -> "ServerIndex":
        """Open a collection. Raises IndexMissingError or IndexUnreachableError."""
        return ServerIndex.load(self.url, name, api_key=self.api_key)

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there."""
        index = ServerIndex(_client(self.url, self.api_key), self.url, name)
        index.drop()
        index.close()


class ServerIndex:
    """A collection of a Qdrant server."""

    def __init__(self, client: QdrantClient, url: str, collection: str) -> None:
        self._client = client
        self._url = url
        self._collection = collection

    @classmethod
    def create(cls, url: str, collection: str, dim: int, *, api_key: str | None = None) -> "ServerIndex":
        """Make an empty collection; one of the same name is replaced. ``url`` may be ``":memory:"``."""
        index = cls(_client(url, api_key), url, collection)
        with _in_words(url):
            index._make(dim)
        return index

    @classmethod
    def load(cls, url: str, collection: str, *, api_key: str | None = None) -> "ServerIndex":
        """Open a collection. Raises IndexMissingError or IndexUnreachableError."""
        client = _client(url, api_key)
        with _in_words(url):
            if not client.collection_exists(collection):
                raise IndexMissingError(f"{url} ({collection})")
        return cls(client, url, collection)

    def _make(self, dim: int) -> None:
        if self._client.collection_exists(self._collection):
            self._client.delete_collection(self._collection)
        half = models.Datatype.FLOAT16
        sparse = models.SparseVectorParams(modifier=models.Modifier.IDF, index=models.SparseIndexParams(datatype=half))
        self._client.create_collection(
            self._collection,
            vectors_config={DENSE: models.VectorParams(size=dim, distance=models.Distance.DOT, datatype=half)},
            sparse_vectors_config={SPARSE: sparse},
        )
        if self._url == MEMORY:
            return  # it has no payload indexes and warns about them
        for name in KEYWORDS:
            self._client.create_payload_index(self._collection, name, models.PayloadSchemaType.KEYWORD)
        for name in DAYS:
            self._client.create_payload_index(self._collection, name, models.PayloadSchemaType.INTEGER)

    def upsert(self, points: Sequence[Point]) -> None:
        """Add points; one with the same passage id is replaced."""
        for first in range(0, len(points), _BATCH):
            batch = [_server_point(point) for point in points[first : first + _BATCH]]
            with _in_words(self._url):
                self._client.upsert(self._collection, batch, wait=True)

    def delete(self, works: Collection[str]) -> None:
        """Forget all passages of the works with these slugs."""
        if works:
            gone = models.Filter(must=[_condition(Condition("work", tuple(works)))])
            with _in_words(self._url):
                self._client.delete(self._collection, models.FilterSelector(filter=gone), wait=True)

    def search(self, request: SearchRequest) -> list[Scored]:
        """Return the best of each lane, united, each with both scores; by passage id."""
        conditions = [_condition(condition) for condition in conditions_of(request.filter)]
        allowed = models.Filter(must=[*conditions]) if conditions else None
        queries = (_sparse(request.sparse), _dense(request.dense))
        words, meaning = self._lanes(queries, (allowed, allowed), request.limit)
        lacking = (_only(meaning.keys() - words.keys()), _only(words.keys() - meaning.keys()))
        return united([(words, meaning), self._lanes(queries, lacking, 2 * request.limit)])

    def _lanes(
        self,
        queries: tuple[models.SparseVector | None, list[float] | None],
        allowed: tuple[models.Filter | None, models.Filter | None],
        limit: int,
    ) -> tuple[dict[int, float], dict[int, float]]:
        asked = [
            (name, models.QueryRequest(query=query, using=name, filter=limits, limit=limit))
            for name, query, limits in zip((SPARSE, DENSE), queries, allowed, strict=True)
            if query is not None
        ]
        with _in_words(self._url):
            answers = self._client.query_batch_points(self._collection, [request for _, request in asked])
        lanes = {
            name: {_id(point.id): point.score for point in answer.points}
            for (name, _), answer in zip(asked, answers, strict=True)
        }
        return lanes.get(SPARSE, {}), lanes.get(DENSE, {})

    def count(self) -> int:
        """Count the points."""
        with _in_words(self._url):
            return self._client.count(self._collection, exact=True).count

    def settle(self) -> None:
        """Do nothing: the server optimises by itself, and each write was waited for."""

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def drop(self) -> None:
        """Delete the collection."""
        with _in_words(self._url):
            self._client.delete_collection(self._collection)


def _client(url: str, api_key: str | None) -> QdrantClient:
    if url == MEMORY:
        return QdrantClient(MEMORY)
    return QdrantClient(url=url, api_key=api_key, timeout=_TIMEOUT, check_compatibility=False)


def _server_point(point: Point) -> models.PointStruct:
    sparse = models.SparseVector(indices=point.sparse.indices.tolist(), values=point.sparse.values.tolist())
    vector = {SPARSE: sparse, DENSE: point.dense.tolist()}
    return models.PointStruct(id=point.passage.id, vector=vector, payload=payload_of(point.passage))


def _sparse(vector: SparseVector | None) -> models.SparseVector | None:
    if vector is None or not len(vector.indices):
        return None
    return models.SparseVector(indices=vector.indices.tolist(), values=vector.values.tolist())


def _dense(vector: NDArray[np.float32] | None) -> list[float] | None:
    return None if vector is None or not vector.any() else vector.tolist()


def _condition(condition: Condition) -> models.FieldCondition:
    if condition.values:
        return models.FieldCondition(key=condition.field, match=models.MatchAny(any=list(condition.values)))
    bounds = models.Range(gte=condition.least, lte=condition.most)
    return models.FieldCondition(key=condition.field, range=bounds)


def _only(ids: Collection[int]) -> models.Filter:
    return models.Filter(must=[models.HasIdCondition(has_id=list(ids))])


def _id(point_id: object) -> int:
    if not isinstance(point_id, int):
        raise TypeError(f"point id {point_id!r} is not ours")
    return point_id


@contextmanager
def _in_words(url: str) -> Iterator[None]:
    """Turn the client's errors into a sentence to a person."""
    try:
        yield
    except ApiException as error:
        reason = str(error).strip().partition("\n")[0]
        raise IndexUnreachableError(url, reason) from error
