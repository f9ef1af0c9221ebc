"""The embedded index: Qdrant Edge, the Qdrant engine inside this process. One process owns a shard."""

import ctypes
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import qdrant_edge as edge
from numpy.typing import NDArray

from search.index.protocol import (
    DAYS,
    DENSE,
    KEYWORDS,
    SPARSE,
    Condition,
    IndexBusyError,
    IndexDamagedError,
    PassageFilter,
    Point,
    Scored,
    SearchRequest,
    conditions_of,
    payload_of,
    united,
)
from search.lexical import SparseVector

if TYPE_CHECKING:
    from qdrant_edge import ConditionType  # lives in the stubs only

# Points between two optimisations while a shard is filled. Unoptimised points lie in memory, optimised ones in
# mapped files. Measured at 150,000 passages: docs/adr/0006-qdrant-edge.md.
OPTIMIZE_EVERY = 40_000
_INDEXED_FROM = 1_000  # KB; smaller segments stay as they were written
_LARGEST = 40_000  # KB; merging larger segments takes memory that a small machine lacks
_NO_GRAPH = edge.HnswIndexConfig(m=0, ef_construct=16, full_scan_threshold=10)  # all points are compared
# All points are compared as bytes, and the best 1.5 times as many as wanted again as they are: half the time of
# comparing 16-bit numbers, and .9998 of the best 200 of 221,427 (docs/experiments.md, "Speed").
_BYTES = edge.ScalarQuantizationConfig(edge.ScalarType.Int8, quantile=0.99)
_RESCORED = edge.SearchParams(quantization=edge.QuantizationSearchParams(rescore=True, oversampling=1.5))


class EdgeIndex:
    """A Qdrant Edge shard in a folder.

    Its write-ahead log is off: a shard is filled aside and becomes visible only when it is whole
    (search.index.generation), so a half-written one is thrown away, never repaired.
    """

    def __init__(self, shard: edge.EdgeShard, folder: Path) -> None:
        self._shard = shard
        self._folder = folder
        self._unsettled = 0

    @classmethod
    def create(cls, folder: Path, dim: int) -> "EdgeIndex":
        """Make an empty shard in a folder that holds none."""
        folder.mkdir(parents=True, exist_ok=True)
        with _in_words(folder):
            shard = edge.EdgeShard.create(str(folder), _config(dim))
            for name in KEYWORDS:
                shard.update(edge.UpdateOperation.create_field_index(name, edge.PayloadSchemaType.Keyword))
            for name in DAYS:
                shard.update(edge.UpdateOperation.create_field_index(name, edge.PayloadSchemaType.Integer))
        return cls(shard, folder)

    @classmethod
    def load(cls, folder: Path) -> "EdgeIndex":
        """Open the shard of a folder. Raises IndexBusyError or IndexDamagedError."""
        with _in_words(folder):
            return cls(edge.EdgeShard.load(str(folder)), folder)

    def upsert(self, points: Sequence[Point]) -> None:
        """Add points; one with the same passage id is replaced."""
        if not points:
            return
        with _in_words(self._folder):
            self._shard.update(edge.UpdateOperation.upsert_points([_edge_point(point) for point in points]))
        self._unsettled += len(points)
        if self._unsettled >= OPTIMIZE_EVERY:
            self._optimize()

    def delete(self, works: Collection[str]) -> None:
        """Forget all passages of the works with these slugs."""
        if works:
            gone = edge.Filter(must=[_condition(Condition("work", tuple(works)))])
            with _in_words(self._folder):
                self._shard.update(edge.UpdateOperation.delete_points_by_filter(gone))

    def search(self, request: SearchRequest) -> list[Scored]:
        """Return the best of each lane, united, each with both scores; by passage id."""
        sparse, dense = _sparse_query(request.sparse), _dense_query(request.dense)
        conditions = _conditions(request.filter)
        allowed = edge.Filter(must=conditions) if conditions else None
        with _in_words(self._folder):
            words, meaning = self._lanes((sparse, allowed), (dense, allowed), request.limit)
            lacking_words = _only(meaning.keys() - words.keys())
            lacking_meaning = _only(words.keys() - meaning.keys())
            more = self._lanes((sparse, lacking_words), (dense, lacking_meaning), 2 * request.limit)
        return united([(words, meaning), more])

    def _lanes(
        self,
        words: tuple[edge.Query | None, edge.Filter | None],
        meaning: tuple[edge.Query | None, edge.Filter | None],
        limit: int,
    ) -> tuple[dict[int, float], dict[int, float]]:
        asked = [
            edge.QueryRequest(limit=limit, query=query, filter=allowed, params=params) if query else None
            for (query, allowed), params in zip((words, meaning), (None, _RESCORED), strict=True)
        ]
        found = iter(self._shard.query_batch(edge.QueryBatchRequest([request for request in asked if request])))
        lanes = [{_id(point.id): point.score for point in next(found)} if request else {} for request in asked]
        return lanes[0], lanes[1]

    def count(self) -> int:
        """Count the points."""
        with _in_words(self._folder):
            return self._shard.count(edge.CountRequest(exact=True))

    def settle(self) -> None:
        """Move all points into mapped files and write everything to disk."""
        self._optimize()

    def close(self) -> None:
        """Let go of the files."""
        with _in_words(self._folder):
            self._shard.close()

    def _optimize(self) -> None:
        """Optimise, and open anew: the memory of what was merged comes back only so."""
        with _in_words(self._folder):
            self._shard.optimize()
            self._shard.flush()
            self._shard.close()
            _return_memory()
            self._shard = edge.EdgeShard.load(str(self._folder))
        self._unsettled = 0


def _meaning(dim: int) -> edge.EdgeVectorParams:
    half = edge.VectorStorageDatatype.Float16
    return edge.EdgeVectorParams(
        dim, edge.Distance.Dot, datatype=half, hnsw_config=_NO_GRAPH, quantization_config=_BYTES
    )


def _config(dim: int) -> edge.EdgeConfig:
    half = edge.VectorStorageDatatype.Float16
    return edge.EdgeConfig(
        vectors={DENSE: _meaning(dim)},
        sparse_vectors={
            SPARSE: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf, datatype=half, memory=edge.Memory.Cached)
        },
        optimizers=edge.EdgeOptimizersConfig(
            indexing_threshold=_INDEXED_FROM, default_segment_number=4, max_segment_size=_LARGEST
        ),
        wal_enabled=False,
    )


def _edge_point(point: Point) -> edge.Point:
    sparse = edge.SparseVector(point.sparse.indices.tolist(), point.sparse.values.tolist())
    return edge.Point(point.passage.id, {SPARSE: sparse, DENSE: point.dense.tolist()}, payload_of(point.passage))


def _sparse_query(vector: SparseVector | None) -> edge.Query | None:
    if vector is None or not len(vector.indices):
        return None
    return edge.Query.Nearest(edge.SparseVector(vector.indices.tolist(), vector.values.tolist()), SPARSE)


def _dense_query(vector: NDArray[np.float32] | None) -> edge.Query | None:
    return None if vector is None or not vector.any() else edge.Query.Nearest(vector.tolist(), DENSE)


def _conditions(wanted: PassageFilter) -> list["ConditionType"]:
    return [_condition(condition) for condition in conditions_of(wanted)]


def _condition(condition: Condition) -> edge.FieldCondition:
    if condition.values:
        return edge.FieldCondition(condition.field, match=edge.MatchAny(list(condition.values)))
    return edge.FieldCondition(condition.field, range=edge.RangeFloat(gte=condition.least, lte=condition.most))


def _only(ids: Collection[int]) -> edge.Filter:
    return edge.Filter(must=[edge.HasIdCondition(set(ids))])


def _id(point_id: object) -> int:
    if not isinstance(point_id, int):
        raise TypeError(f"point id {point_id!r} is not ours")
    return point_id


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """Turn the engine's errors into sentences to a person."""
    try:
        yield
    except BaseException as error:
        panicked = type(error).__module__ == "pyo3_runtime"  # the engine's own fault, on files it did not expect
        if type(error) is not Exception and not panicked:  # it raises bare Exception, and nothing else does
            raise
        reason = str(error)
        if "WouldBlock" in reason:  # "failed to open WAL …": another process holds the shard
            raise IndexBusyError(str(folder)) from error
        raise IndexDamagedError(str(folder), reason) from error


def _return_memory() -> None:
    """Give freed memory back to the system; glibc keeps it otherwise (1 GB after 150,000 passages)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
