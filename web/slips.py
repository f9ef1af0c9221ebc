"""Questions asked on the page, held for a while under a name that says nothing.

A question may name a victim, so it travels by POST and never stands in an address; the browser is then sent to
``/hoi/NAME``, which can be reloaded and gone back to (docs/adr/0012-questions-by-post.md).
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from search.query import PersonClass

_MAX_HELD = 500  # questions; a slip is at most a few kilobytes
_SECONDS_HELD = 3_600.0


@dataclass(frozen=True, slots=True)
class Slip:
    """A question as it was typed into the page."""

    question: str
    on: date | None = None
    identified_on: date | None = None
    person_class: PersonClass | None = None


class Slips:
    """Keeps the latest questions in memory only, for an hour at most."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, Slip]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, slip: Slip) -> str:
        """Hold a question and return its name, which cannot be guessed."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._held[name] = (self._clock(), slip)
            while len(self._held) > _MAX_HELD:
                self._held.popitem(last=False)
        return name

    def get(self, name: str) -> Slip | None:
        """Return the question, or None when it is no longer held."""
        with self._lock:
            kept = self._held.get(name)
            if kept is None or self._clock() - kept[0] > _SECONDS_HELD:
                self._held.pop(name, None)
                return None
            return kept[1]
