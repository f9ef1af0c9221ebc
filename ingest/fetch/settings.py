"""Every knob of fetching, and what it asks of the world."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from httpcore2 import NetworkBackend, SyncBackend, default_ssl_context

from ingest.fetch.guard import Resolve, resolve

_MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class FetchLimits:
    """How much and how long, and how seldom: the hosts serve the whole country."""

    max_bytes: int = 64 * _MIB  # of one file, also after unpacking
    connect_seconds: float = 15.0
    read_seconds: float = 30.0  # without a byte
    total_seconds: float = 600.0  # for one request
    hops: int = 3  # redirects
    pause_seconds: float = 2.0  # between two requests to one host
    busy_seconds: float = 10.0  # waited when a host is busy and does not say how long
    longest_wait: float = 120.0  # a host that asks for more is left for another day
    tries: int = 3  # of one address, when the connection breaks or the host is busy
    addresses: int = 4  # tried for one instrument
    attachments: int = 3  # of one page


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What fetching asks of the world; tests bring their own."""

    lookup: Resolve = resolve
    network: NetworkBackend = field(default_factory=SyncBackend)
    tls: Callable[[], ssl.SSLContext] = default_ssl_context
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now
