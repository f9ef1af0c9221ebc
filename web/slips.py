"""What was typed or sent to a page, held for a while under a name that says nothing.

A question or a draft may name a victim, so it travels by POST and never stands in an address; the browser is then
sent to ``/hoi/NAME`` or ``/kiem-tra/NAME``, which can be reloaded and gone back to (docs/adr/0012-questions-by-post.md,
docs/adr/0020-comment-a-copy.md).
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from search.query import PersonClass

_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True)
class Slip:
    """A question as it was typed into the page."""

    question: str
    on: date | None = None
    identified_on: date | None = None
    person_class: PersonClass | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How much is held, and for how long."""

    most: int = 500  # slips; a question is at most a few kilobytes
    seconds: float = 3_600.0
    size: int = 0  # of all together, as their sizes are given; 0 does not limit


class Slips(Generic[_Kept]):
    """Keeps the latest slips in memory only, and not for long."""

    def __init__(self, clock: Callable[[], float], room: Room = Room()) -> None:  # frozen, so one value serves all
        self._clock = clock
        self._room = room
        self._held: OrderedDict[str, tuple[float, int, _Kept]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, slip: _Kept, size: int = 0) -> str:
        """Hold a slip and return its name, which cannot be guessed; the oldest make room for it."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._drop_old()
            self._held[name] = (self._clock(), size, slip)
            while len(self._held) > self._room.most or (len(self._held) > 1 and self._too_large()):
                self._held.popitem(last=False)
        return name

    def keep_once(self, slip: _Kept) -> str:
        """Hold a slip that a reload makes again, under the name it has; so that reading a link drops nobody else's."""
        with self._lock:
            self._drop_old()
            for name, (_, size, held) in self._held.items():
                if held == slip:
                    self._held.move_to_end(name)
                    self._held[name] = (self._clock(), size, slip)
                    return name
        return self.keep(slip)

    def get(self, name: str) -> _Kept | None:
        """Return the slip, or None when it is no longer held."""
        with self._lock:
            self._drop_old()
            kept = self._held.get(name)
            return kept[2] if kept else None

    def forget(self, name: str) -> None:
        """Hold a slip no longer."""
        with self._lock:
            self._held.pop(name, None)

    def _too_large(self) -> bool:
        return bool(self._room.size) and sum(size for _, size, _ in self._held.values()) > self._room.size

    def _drop_old(self) -> None:
        """Drop what has been held long enough; the oldest stand first."""
        while self._held:
            since, _, _ = next(iter(self._held.values()))
            if self._clock() - since <= self._room.seconds:
                return
            self._held.popitem(last=False)
