"""The library of indexed passages: opened once, opened again when a new generation is published."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.work import Status
from search.encoder import Encoder, load_encoder
from search.fusion import fuse
from search.hit import Why
from search.index.generation import OpenIndex, open_index
from search.index.protocol import PassageFilter, PassageKey, Scored, SearchRequest
from search.lexical import weigh_question
from search.query import Query


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may answer, with the score of its best passage."""

    slug: str  # of the work
    number: str
    eid: str  # of the unit
    article: str | None
    score: float
    why: tuple[Why, ...]


class Library:
    """Searches the current generation of the index. Safe to share between threads."""

    def __init__(self, folder: Path, *, candidates: int) -> None:
        self.folder = folder
        self._limit = candidates
        self._lock = threading.Lock()
        self._open: OpenIndex | None = None
        self._encoder: Encoder | None = None

    def encoder(self) -> Encoder:
        """Return the encoder, loading it when first needed."""
        if self._encoder is None:
            self._encoder = load_encoder(None)
        return self._encoder

    def open(self) -> OpenIndex:
        """Return the current generation, opening it when it is new. Raises IndexMissingError, IndexBusyError."""
        with self._lock:
            if self._open is not None and not self._open.stale():
                return self._open
            if self._open is not None:
                self._open.close()
                self._open = None
            self._open = open_index(self.folder)
            return self._open

    def recall(self, query: Query, words: str) -> list[Candidate]:
        """Return the units nearest to the words, best first; ties by address."""
        index = self.open().index
        request = SearchRequest(
            sparse=weigh_question(words),
            dense=self.encoder().encode([words])[0],
            filter=filter_of(query),
            limit=max(self._limit, 2 * query.k),
        )
        scored = index.search(request)
        fused = fuse(scored)
        keys = {key.id: key for key in index.keys([item.id for item, _ in fused])}
        return _folded([(keys[item.id], item, score) for item, score in fused if item.id in keys])

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None


def filter_of(query: Query) -> PassageFilter:
    """Return the limits that the index can keep; the status is judged later, on the governing text."""
    filters = query.filters
    in_force = query.on if filters.status == Status.IN_FORCE else None
    return PassageFilter(
        type=filters.type,
        issuer=filters.issuer,
        place=filters.place,
        source_class=filters.source_class,
        in_force_on=in_force,
    )


def _folded(rows: Sequence[tuple[PassageKey, Scored, float]]) -> list[Candidate]:
    """Fold passages to their units by the best passage."""
    best: dict[tuple[str, str], Candidate] = {}
    for key, item, score in sorted(rows, key=lambda row: (-row[2], row[0].work, row[0].eid, row[0].start)):
        why = tuple(reason for reason, given in ((Why.WORDS, item.lexical), (Why.MEANING, item.dense)) if given > 0)
        found = Candidate(key.work, key.number, key.eid, key.article, score, why)
        best.setdefault((key.work, key.eid), found)
    return list(best.values())
