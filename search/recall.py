"""The library of indexed passages: opened once, opened again when a new generation is published."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.encoder import Encoder, StaticEncoder, load_encoder
from search.index.forward import ForwardIndex
from search.index.generation import IndexSettings, OpenIndex, open_index
from search.index.protocol import IndexBusyError, PassageFilter, Remote, Scored, SearchRequest
from search.lexical import beside, weigh_question
from search.query import Query
from search.ranker import Ranker, bundled_ranker
from search.shared import Shared


@dataclass(frozen=True, slots=True, eq=False)
class Recalled(Shared):
    """The passages that the lanes brought, with both scores; by passage id."""

    passages: tuple[Scored, ...]
    forward: ForwardIndex  # of the generation that was searched


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

    def ranker(self) -> Ranker | None:
        """Return the ranker that has learned to weigh this encoder's cosines, or None where there is none."""
        if not isinstance(self.encoder(), StaticEncoder):
            return None
        ranker = bundled_ranker()
        return ranker if ranker.encoder == self.encoder().name else None

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
        """Return the passages nearest in words and in meaning.

        Raises IndexMissingError, IndexBusyError, IndexDamagedError, IndexOutdatedError.
        """
        request = SearchRequest(
            sparse=beside(weigh_question(words), weigh_question(query.widened))
            if query.widened
            else weigh_question(words),
            dense=self.encoder().encode([words])[0],
            filter=filter_of(query),
            limit=max(self._limit, 2 * query.k),
        )
        with self.reading() as opened:
            opened.require(self.encoder().name, IndexSettings())
            return Recalled(tuple(opened.index.search(request)), opened.forward)

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
