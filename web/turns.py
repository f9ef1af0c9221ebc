"""Turns for work that takes memory or seconds: few at once, few that wait, the rest told to come again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpus.errors import CancuError

_AT_ONCE = 2
_WAITING = 6  # requests that wait for their turn; they hold threads that others need
_PATIENCE = 15.0  # seconds each of them waits


class Turns:
    """Lets two do a kind of work at the same time; ``busy`` makes what the others are refused with."""

    def __init__(self, busy: Callable[[], CancuError], *, waiting: int = _WAITING, patience: float = _PATIENCE) -> None:
        self._busy = busy
        self._patience = patience
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._seats = threading.BoundedSemaphore(_AT_ONCE + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a turn. Raises what ``busy`` makes where none comes free in time."""
        if not self._seats.acquire(blocking=False):
            raise self._busy()
        try:
            if not self._turns.acquire(timeout=self._patience):
                raise self._busy()
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._seats.release()
