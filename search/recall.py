"""The library of indexed passages: opened once, opened again when a new generation is published."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.encoder import Encoder, load_encoder
from search.fusion import fold, fuse
from search.hit import Why
from search.index.generation import IndexSettings, OpenIndex, open_index
from search.index.protocol import Index, IndexBusyError, PassageFilter, PassageKey, Remote, Scored, SearchRequest
from search.lexical import weigh_question
from search.passage import unit_of
from search.query import Query
from search.shared import Shared

SPARE = 20  # units brought beyond those wanted, since standing may change their order


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may answer, with the score of its best passage."""

    slug: str  # of the work
    number: str
    eid: str  # of the unit
    article: str | None
    score: float
    why: tuple[Why, ...]
    unit_id: int = 0  # the row that the best passage was cut from, and where in its text
    span: tuple[int, int] | None = None
    meaning: float = 1.0  # cosine of the question and the best passage


@dataclass(frozen=True, slots=True)
class Recalled(Shared):
    """The candidates for a question, best first."""

    candidates: tuple[Candidate, ...]


class Library:
    """Searches the current generation of the index. Safe to share between threads."""

    def __init__(
        self, folder: Path, *, candidates: int, encoder: str | None = None, remote: Remote | None = None
    ) -> None:
        self.folder = folder
        self.remote = remote  # where the points are kept, when not in the folder
        self._limit = candidates
        self._encoder_name = encoder
        self._lock = threading.Lock()
        self._open: OpenIndex | None = None
        self._readers: Counter[str] = Counter()  # of each generation
        self._left: list[OpenIndex] = []  # generations no longer current, still being read
        self._encoder: Encoder | None = None

    def encoder(self) -> Encoder:
        """Return the encoder, loading it when first needed."""
        if self._encoder is None:
            self._encoder = load_encoder(self._encoder_name)
        return self._encoder

    def open(self) -> OpenIndex:
        """Return the current generation, opening it when it is new. Raises IndexMissingError, IndexBusyError."""
        with self._lock:
            return self._current()

    def _current(self) -> OpenIndex:
        if self._open is not None and not self._open.stale():
            return self._open
        try:
            current = open_index(self.folder, remote=self.remote)
        except IndexBusyError:
            if self._open is None:
                raise
            return self._open  # another command holds the new generation for a while: the old one still answers
        if self._open is not None:
            self._left.append(self._open)
            self._close_unread()
        self._open = current
        return current

    def _close_unread(self) -> None:
        for opened in [one for one in self._left if not self._readers[one.manifest.generation]]:
            self._left.remove(opened)
            opened.close()

    @contextmanager
    def reading(self) -> Iterator[OpenIndex]:
        """Lend the current generation; it stays open until it is given back, whatever is published meanwhile."""
        with self._lock:
            opened = self._current()
            self._readers[opened.manifest.generation] += 1
        try:
            yield opened
        finally:
            with self._lock:
                self._readers[opened.manifest.generation] -= 1
                self._close_unread()

    def recall(self, query: Query, words: str) -> Recalled:
        """Return the units nearest to the words, best first; ties by passage id.

        Raises IndexMissingError, IndexBusyError, IndexDamagedError, IndexOutdatedError.
        """
        request = SearchRequest(
            sparse=weigh_question(words),
            dense=self.encoder().encode([words])[0],
            filter=filter_of(query),
            limit=max(self._limit, 2 * query.k),
        )
        with self.reading() as opened:
            opened.require(self.encoder().name, IndexSettings())
            fused = fuse(opened.index.search(request))
            wanted = max(len(fused), 1) if query.filters.status else max(query.k, query.depth) + SPARE
            return Recalled(tuple(_folded(fused, opened.index, wanted)))

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            for opened in [*self._left, *([self._open] if self._open else [])]:
                opened.close()
            self._left.clear()
            self._open = None


def filter_of(query: Query) -> PassageFilter:
    """Return the limits that the index can keep.

    The status is judged later, on the governing text: the index knows only the days that sources print, and the
    catalogue knows better of some.
    """
    filters = query.filters
    return PassageFilter(
        type=filters.type,
        issuer=filters.issuer,
        place=filters.place,
        source_class=filters.source_class,
    )


def _folded(fused: Sequence[tuple[Scored, float]], index: Index, wanted: int) -> list[Candidate]:
    """Fold passages to their units by the best passage; a unit may stand in several texts, so addresses decide."""
    firsts = fold(fused, lambda pair: unit_of(pair[0].id))
    best: dict[tuple[str, str], Candidate] = {}
    for start in range(0, len(firsts), wanted):
        some = firsts[start : start + wanted]
        keys = {key.id: key for key in index.keys([item.id for item, _ in some])}
        for item, score in some:
            if item.id in keys:
                key = keys[item.id]
                best.setdefault((key.work, key.eid), _candidate(key, item, score))
        if len(best) >= wanted:
            break
    return list(best.values())[:wanted]


def _candidate(key: PassageKey, item: Scored, score: float) -> Candidate:
    why = tuple(reason for reason, given in ((Why.WORDS, item.lexical), (Why.MEANING, item.dense)) if given > 0)
    return Candidate(
        key.work, key.number, key.eid, key.article, score, why, key.unit_id, (key.start, key.end), item.dense
    )
