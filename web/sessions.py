"""Who has signed in with the admin token, on this service since it began; kept in memory only."""

import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

COOKIE = "quan_tri"
IDLE_SECONDS = 30 * 60.0
WHOLE_SECONDS = 8 * 3_600.0  # a working day
_MOST = 50  # sessions at once; the oldest makes room
_FREE_TRIES = 4  # wrong tokens of one client before it has to wait
_LONGEST_WAIT = 300.0  # seconds
_DOUBLINGS = 9  # after which the wait is the longest
_FORGET_SECONDS = 3_600.0  # after which wrong tries count no more
_MOST_CLIENTS = 1_000


@dataclass(slots=True)
class _Session:
    begun: float
    seen: float


@dataclass(slots=True)
class _Tries:
    wrong: int
    last: float

    def wait(self, now: float) -> float:
        """Return for how many more seconds this client is not heard: 2, 4, 8 … after each wrong token."""
        over = self.wrong - _FREE_TRIES
        return max(0.0, self.last + min(2.0 ** min(over, _DOUBLINGS), _LONGEST_WAIT) - now) if over > 0 else 0.0


class Sessions:
    """Sessions under random names; they end when unused, after a working day, or when signed out."""

    def __init__(self, token: str, clock: Callable[[], float]) -> None:
        self._token = token.encode()
        self._clock = clock
        self._held: OrderedDict[str, _Session] = OrderedDict()
        self._tries: OrderedDict[str, _Tries] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> float:
        """Return for how many seconds no token of this client is looked at; 0 where it may try."""
        with self._lock:
            tries = self._tries.get(client)
            return tries.wait(self._clock()) if tries else 0.0

    def sign_in(self, typed: str, client: str) -> str | None:
        """Return the name of a new session, or None for a wrong token, or for any while the client has to wait."""
        if not self.opens(typed, client):
            return None
        with self._lock:
            now = self._clock()
            name = secrets.token_urlsafe(32)
            self._held[name] = _Session(now, now)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
            return name

    def opens(self, token: str, client: str) -> bool:
        """Tell whether a token is the right one; no token is looked at while its client has to wait."""
        with self._lock:
            now = self._clock()
            tries = self._tries.get(client)
            if tries and tries.wait(now):
                return False
            if not self._token or not hmac.compare_digest(token.strip().encode(), self._token):
                self._count_wrong(client, now)
                return False
            self._tries.pop(client, None)
            return True

    def _count_wrong(self, client: str, now: float) -> None:
        tries = self._tries.pop(client, None)
        if tries is None or now - tries.last > _FORGET_SECONDS:
            tries = _Tries(0, now)
        self._tries[client] = _Tries(tries.wrong + 1, now)
        while len(self._tries) > _MOST_CLIENTS:
            self._tries.popitem(last=False)

    def holds(self, name: str) -> bool:
        """Tell whether a session lasts, without making it last longer."""
        with self._lock:
            return self._lasting(name) is not None

    def use(self, name: str) -> bool:
        """Tell whether a session lasts; being used, it lasts on."""
        with self._lock:
            session = self._lasting(name)
            if session is not None:
                session.seen = self._clock()
            return session is not None

    def sign_out(self, name: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(name, None)

    def _lasting(self, name: str) -> _Session | None:
        session = self._held.get(name)
        if session is None:
            return None
        now = self._clock()
        if now - session.seen > IDLE_SECONDS or now - session.begun > WHOLE_SECONDS:
            del self._held[name]
            return None
        return session
