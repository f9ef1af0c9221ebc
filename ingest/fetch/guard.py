"""Connects only to addresses that were looked at: a name is resolved once, and the connection goes to what was found.

A name that leads anywhere but into the public network is refused as a whole, so that one answer of several, or a
second look-up, cannot lead a request into the network of the person who runs the command.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence

from httpcore2 import SOCKET_OPTION as SocketOption  # noqa: N811  # a type, named as a constant over there
from httpcore2 import ConnectError, ConnectTimeout, NetworkBackend, NetworkStream

from corpus.deadline import Deadline, TimedStream
from ingest.fetch.errors import RefusedHostError, UnreachableError

Resolve = Callable[[str], Sequence[str]]
_WRAPPED = tuple(
    map(
        ipaddress.IPv6Network,
        ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"),
    )
)  # IPv4 inside IPv6: compatible, mapped, translated, NAT64, NAT64 of a site, Teredo, 6to4
_RELAY = ipaddress.IPv4Network("192.88.99.0/24")  # 6to4, RFC 7526
_MOST = 4  # addresses of one name that are tried


def resolve(host: str) -> list[str]:
    """Return the addresses of a name, each once. Raises UnreachableError, also where there is no network."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(host, "không phân giải được tên (máy có đang nối mạng không?)") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def why_not_public(address: str) -> str:
    """Return what keeps an address from being one of the public network; empty where nothing does.

    >>> why_not_public("127.0.0.1"), why_not_public("::ffff:8.8.8.8"), why_not_public("8.8.8.8")
    ('địa chỉ của chính máy này', 'địa chỉ IPv4 bọc trong IPv6', '')
    """
    if "%" in address:
        return "địa chỉ chỉ có nghĩa trong mạng gần"
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "thứ không phải địa chỉ IP"
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in network for network in _WRAPPED) and not ip.is_loopback:
        return "địa chỉ IPv4 bọc trong IPv6" if int(ip) else "địa chỉ trống"
    if isinstance(ip, ipaddress.IPv4Address) and ip in _RELAY:
        return "trạm chuyển IPv6"
    kinds = (
        (ip.is_loopback, "địa chỉ của chính máy này"),
        (ip.is_unspecified, "địa chỉ trống"),
        (ip.is_link_local, "địa chỉ chỉ có nghĩa trong mạng gần"),
        (ip.is_multicast, "địa chỉ gửi cho nhiều máy"),
        (ip.is_reserved, "địa chỉ dành riêng"),
        (ip.is_private or not ip.is_global, "địa chỉ của mạng riêng"),
    )
    return next((words for is_so, words in kinds if is_so), "")


def public_addresses(host: str, lookup: Resolve) -> list[str]:
    """Return the addresses of a name. Raises RefusedHostError where any of them is not public, or UnreachableError."""
    found = list(lookup(host))
    if not found:
        raise UnreachableError(host, "tên này không có địa chỉ nào")
    for address in found:
        if reason := why_not_public(address):
            raise RefusedHostError(host, address, reason)
    return found[:_MOST]


class GuardedNetwork(NetworkBackend):
    """Opens connections to checked addresses only, and lets nothing on them last beyond a deadline."""

    def __init__(self, network: NetworkBackend, lookup: Resolve, deadline: Deadline) -> None:
        self._network = network
        self._lookup = lookup
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> NetworkStream:
        """Connect to the first checked address that answers; TLS still asks for the name."""
        last: ConnectError | ConnectTimeout | None = None
        for address in public_addresses(host, self._lookup):
            try:
                stream = self._network.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (ConnectError, ConnectTimeout) as error:
                last = error
            else:
                return TimedStream(stream, self._deadline)
        raise last or ConnectError("no address")
