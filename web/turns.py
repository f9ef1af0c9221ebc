"""Costly work done for a few at a time: some more wait for their turn, the rest are told to come again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import CancuError
from web.preferences import tr

_PATIENCE = 15.0  # seconds that a request waits for its turn


class BusyError(CancuError):
    """So many wait for their turn that no more may; the text says for what."""


class Turns:
    """So many at once, so many waiting; those who wait hold threads that others need."""

    def __init__(self, busy: str, *, at_once: int = 2, waiting: int = 6, patience: float = _PATIENCE) -> None:
        self._busy = busy  # one sentence, in the words of the catalogues
        self._patience = patience
        self._turns = threading.BoundedSemaphore(at_once)
        self._seats = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a turn while the block runs. Raises BusyError."""
        if not self._seats.acquire(blocking=False):
            raise BusyError(tr(self._busy))
        try:
            if not self._turns.acquire(timeout=self._patience):
                raise BusyError(tr(self._busy))
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._seats.release()
