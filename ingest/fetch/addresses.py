"""Which web addresses may be fetched from. What is refused here is never resolved, let alone connected to.

One reading of an address serves the check and the request, so that the two cannot differ.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit

from corpus.publishers import PUBLISHERS
from ingest.fetch.errors import BadAddressFileError, RefusedAddressError

_LONGEST = 2_000  # characters
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
_NAMED = re.compile(r"(?P<host>[A-Za-z0-9.-]+)(?::(?P<port>\d{0,5}))?")
_NUMERIC = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)(?:\.(?:0[xX][0-9a-fA-F]*|\d+)){0,3}\.?")
_PORTS = {"http": "80", "https": "443"}
_KEPT = "/%:@!$&'()*+,;=~-._?"  # what stays as written in a path or a query


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that may be fetched from: a host of the list, its usual port, no name of a user."""

    scheme: str
    host: str
    target: str  # path and query, ASCII

    @property
    def url(self) -> str:
        """Return it as it is written."""
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def secure(self) -> "Address":
        """Return the same address, encrypted."""
        return replace(self, scheme="https")


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that may be fetched from, each by its full name; ``plain`` ones also without encryption."""

    names: frozenset[str]
    plain: frozenset[str] = frozenset()

    def read(self, written: str) -> Address:
        """Return the address that is written. Raises RefusedAddressError, with why.

        >>> OFFICIAL.read("HTTPS://VBPL.vn:443/TW/Pages/a.aspx?ItemID=7#Dieu_1").url
        'https://vbpl.vn/TW/Pages/a.aspx?ItemID=7'
        """
        if len(written) > _LONGEST:
            raise RefusedAddressError(written, f"địa chỉ dài hơn {_LONGEST} ký tự")
        if _UNSEEN.search(written):
            raise RefusedAddressError(written, "địa chỉ có ký tự ẩn, dấu cách hoặc dấu \\")
        try:
            parts = urlsplit(written)
        except ValueError as error:
            raise RefusedAddressError(written, "không phải một địa chỉ web") from error
        if parts.scheme not in _PORTS:
            raise RefusedAddressError(written, "chỉ nhận địa chỉ http hoặc https")
        if "@" in parts.netloc:
            raise RefusedAddressError(written, "địa chỉ mang tên người dùng hoặc mật khẩu")
        host = self._host(written, parts.netloc, parts.scheme)
        target = quote(parts.path or "/", safe=_KEPT.replace("?", ""))
        query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
        return Address(parts.scheme, host, target + query)

    def _host(self, written: str, netloc: str, scheme: str) -> str:
        named = _NAMED.fullmatch(netloc)
        if netloc.startswith("[") or (named and _NUMERIC.fullmatch(named["host"])):
            raise RefusedAddressError(written, "máy chủ viết bằng địa chỉ IP, không phải bằng tên")
        if named is None:
            raise RefusedAddressError(written, "tên máy chủ có ký tự lạ")
        if named["port"] not in (None, "", _PORTS[scheme]):
            raise RefusedAddressError(written, f"cổng {named['port']} không phải cổng thường của {scheme}")
        host = named["host"].lower()
        if host not in self.names:
            raise RefusedAddressError(written, f"{host} không có trong danh sách nguồn chính thức")
        return host

    def hop(self, before: Address, location: str) -> Address:
        """Return where an answer leads on to. Raises RefusedAddressError where it leads off the list.

        An encrypted way stays encrypted.
        """
        try:
            address = self.read(urljoin(before.url, location))
        except ValueError as error:  # such as a bracket without its pair
            raise RefusedAddressError(location, "không phải một địa chỉ web") from error
        return address.secure if before.scheme == "https" else address

    def takes(self, written: str) -> bool:
        """Tell whether an address may be fetched from."""
        try:
            self.read(written)
        except RefusedAddressError:
            return False
        return True


OFFICIAL = Hosts(
    frozenset(publisher.host for publisher in PUBLISHERS),
    frozenset(publisher.host for publisher in PUBLISHERS if publisher.plain),
)


def read_address_lines(lines: Iterable[str], name: str) -> list[tuple[str, str]]:
    """Return the numbers and addresses of a person's own list: ``53/2024/QH15 https://vbpl.vn/…``, ``#`` for notes.

    Raises BadAddressFileError, naming the line.
    """
    found = []
    for place, line in enumerate(lines, start=1):
        words = line.removeprefix("\ufeff").strip()
        if not words or words.startswith("#"):
            continue
        number, _, address = words.replace("\t", " ").rpartition(" ")
        if not number.strip() or "://" not in address:
            raise BadAddressFileError(name, place)
        found.append((" ".join(number.split()), address))
    return found


def name_of(address: Address, kind: str) -> str:
    """Return a file name for what an address gives: ASCII letters, never hidden, with the ending of its kind.

    >>> name_of(OFFICIAL.read("https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=7"), "html")
    'vbpl.vn-vbpq-toanvan-ItemID-7.html'
    """
    path = PurePosixPath(unquote(address.target.partition("?")[0]))
    ending = path.suffix.lower() if path.suffix.lower() in (".pdf", ".doc", ".docx", ".zip", ".rtf") else f".{kind}"
    query = address.target.partition("?")[2]
    words = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{address.host}-{path.stem}-{query}").strip("-.")
    return f"{words[:80]}{ending}"
