"""A deadline for an exchange over a network, and connections on which nothing lasts beyond it."""

import ssl
import time
from collections.abc import Callable

from httpcore2 import NetworkStream, ReadTimeout, WriteTimeout

_PIECE = 8 * 1024  # bytes written at once, so that a slow reader meets the deadline too


class Deadline:
    """The moment at which an exchange is given up, however lively it is."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    @property
    def passed(self) -> bool:
        """Tell whether it is over."""
        return self._clock() >= self._end

    def within(self, timeout: float | None) -> float:
        """Return a time limit that ends no later; a thousandth of a second where the deadline has passed."""
        left = max(self._end - self._clock(), 0.001)
        return left if timeout is None else min(timeout, left)


class TimedStream(NetworkStream):
    """A connection on which each step also ends with the deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        if self._deadline.passed:
            raise ReadTimeout("deadline")
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send, piece by piece."""
        for start in range(0, len(buffer), _PIECE):
            if self._deadline.passed:
                raise WriteTimeout("deadline")
            self._stream.write(buffer[start : start + _PIECE], self._deadline.within(timeout))

    def close(self) -> None:
        """Close."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        """Go on encrypted, for the name that was asked for."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return what the connection says of itself."""
        return self._stream.get_extra_info(info)
