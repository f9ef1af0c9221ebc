"""Connections on which nothing lasts beyond one moment: not the look-up of the name, not headers that drip."""

import queue
import socket
import threading
from collections.abc import Iterable

from httpcore2 import SOCKET_OPTION as SocketOption  # noqa: N811  # a type, named as a constant over there
from httpcore2 import ConnectError, ConnectTimeout, NetworkBackend, NetworkStream, SyncBackend

from corpus.deadline import Deadline, TimedStream


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
            if self._deadline.passed:
                raise ConnectTimeout("deadline")
            try:
                stream = self._network.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (ConnectError, ConnectTimeout) as error:
                last = error
            else:
                return TimedStream(stream, self._deadline)
        raise last


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
