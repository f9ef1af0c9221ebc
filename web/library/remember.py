"""What is reckoned from the whole store for a day, remembered while the store stays as it is."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


class Remembered(Generic[_Made]):
    """Makes a value for a day once for each state of the store; threads wait for the one that makes it."""

    def __init__(self, make: Callable[[date], _Made], state: Callable[[], object], *, most: int = 4) -> None:
        self._make = make
        self._state = state
        self._most = most
        self._held: OrderedDict[date, _Made] = OrderedDict()
        self._made_of: object = None
        self._lock = threading.Lock()

    def on(self, day: date) -> _Made:
        """Return the value for a day."""
        with self._lock:
            state = self._state()
            if state != self._made_of:
                self._held.clear()
                self._made_of = state
            if day not in self._held:
                self._held[day] = self._make(day)
            self._held.move_to_end(day)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
            return self._held[day]
