"""How seldom one host is asked, and how long a busy one is left alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.fetch.settings import FetchLimits, Outside


class Pace:
    """Keeps requests to one host apart."""

    def __init__(self, limits: FetchLimits, outside: Outside) -> None:
        self._limits = limits
        self._outside = outside
        self._next: dict[str, float] = {}  # by host: when it may be asked again

    def wait(self, host: str) -> None:
        """Wait until the host may be asked."""
        left = self._next.get(host, 0.0) - self._outside.clock()
        if left > 0:
            self._outside.sleep(left)
        self._next[host] = self._outside.clock() + self._limits.pause_seconds

    def hold_off(self, host: str, seconds: float) -> None:
        """Leave a host alone for a time."""
        self._next[host] = self._outside.clock() + max(seconds, self._limits.pause_seconds)


def seconds_asked(header: str, now: Callable[[], datetime], *, otherwise: float) -> float:
    """Return how long a Retry-After header asks us to wait: seconds or a day, as RFC 9110 has it.

    >>> seconds_asked("7", lambda: datetime(2026, 1, 1, tzinfo=UTC), otherwise=10.0)
    7.0
    """
    written = header.strip()
    if written.isascii() and written.isdecimal():
        return float(written[:9])
    try:
        day = parsedate_to_datetime(written)
    except ValueError:
        return otherwise
    return max(0.0, ((day if day.tzinfo else day.replace(tzinfo=UTC)) - now()).total_seconds())
