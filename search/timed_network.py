"""Connections on which nothing lasts beyond one moment: not the look-up of the name, not headers that drip."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable

from httpcore2 import SOCKET_OPTION as SocketOption  # noqa: N811  # a type, named as a constant over there
from httpcore2 import (
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
    WriteTimeout,
)

_PIECE = 8 * 1024  # bytes written at once, so that a slow reader meets the deadline too


class Deadline:
    """The moment at which an exchange is given up, however lively it is."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Return the seconds that are left; none or less where it has passed."""
        return self._end - time.monotonic()

    def within(self, timeout: float | None) -> float:
        """Return a time limit that ends no later; a thousandth of a second where the deadline has passed."""
        left = max(self.left, 0.001)
        return left if timeout is None else min(timeout, left)


class TimedNetwork(NetworkBackend):
    """Opens connections on which each step also ends with the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._network = SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> NetworkStream:
        """Connect to the first address of the host that answers."""
        last: ConnectError | ConnectTimeout = ConnectError("no address")
        for address in _addresses(host, self._deadline):
            if self._deadline.left <= 0:
                raise ConnectTimeout("deadline")
            try:
                stream = self._network.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (ConnectError, ConnectTimeout) as error:
                last = error
            else:
                return _TimedStream(stream, self._deadline)
        raise last


class _TimedStream(NetworkStream):
    """A connection on which each step also ends with the deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        if self._deadline.left <= 0:
            raise ReadTimeout("deadline")
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send, piece by piece."""
        for start in range(0, len(buffer), _PIECE):
            if self._deadline.left <= 0:
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
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return what the connection says of itself."""
        return self._stream.get_extra_info(info)


def _addresses(host: str, deadline: Deadline) -> list[str]:
    """Return the addresses of a name. The system has no time limit for that, so a thread of its own asks it."""
    found: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            entries = []
        found.put(list(dict.fromkeys(str(entry[4][0]) for entry in entries)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        return found.get(timeout=deadline.within(None))
    except queue.Empty:
        raise ConnectTimeout("deadline") from None
