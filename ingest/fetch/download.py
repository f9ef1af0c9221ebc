"""Downloads one file from one address: each hop checked, each byte counted, on from where an earlier try broke off."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path

import httpcore2

from corpus.deadline import Deadline
from ingest.fetch.addresses import OFFICIAL, Address, Hosts, name_of
from ingest.fetch.body import require_length, unpacked, within
from ingest.fetch.errors import BrokenOffError, FetchError, RefusedAnswerError, UnreachableError, UntrustedError
from ingest.fetch.guard import GuardedNetwork
from ingest.fetch.pace import Pace, seconds_asked
from ingest.fetch.parts import NO_VERSION, Part, Version
from ingest.fetch.settings import FetchLimits, Outside

_HOPS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 503))
_OK, _PARTIAL, _UNCHANGED, _NO_SUCH_RANGE = 200, 206, 304, 416
_STATUS = {
    401: "đòi đăng nhập",
    403: "từ chối cho tải",
    404: "không có trang này (404)",
    410: "đã gỡ trang này (410)",
}
_BROKEN = (httpcore2.ReadError, httpcore2.RemoteProtocolError, httpcore2.WriteError)
DEFAULT_LIMITS = FetchLimits()
_Headers = dict[bytes | str, bytes | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that came whole; without a path where the host says that it has not changed."""

    address: Address  # the one that gave it
    path: Path | None
    sha256: str = ""
    size: int = 0
    version: Version = NO_VERSION
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class _Hop:
    """The answer leads on."""

    location: str


class _StartAgainError(Exception):
    """What was kept is of no use any more; the file is to be asked for from its beginning."""


class _BusyError(Exception):
    """The host asks to be left alone for a time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(seconds)


class Downloader:
    """Fetches files into one folder: unfinished ones below ``parts``, finished ones below ``files``."""

    def __init__(
        self,
        folder: Path,
        hosts: Hosts = OFFICIAL,
        limits: FetchLimits = DEFAULT_LIMITS,
        outside: Outside | None = None,
    ) -> None:
        self.hosts = hosts
        self.limits = limits
        self.outside = outside or Outside()
        self._parts = folder / "parts"
        self._files = folder / "files"
        self._pace = Pace(limits, self.outside)

    def get(self, written: str, known: Version | None = None) -> Download:
        """Download what an address gives. Raises FetchError or TooLargeError, as one sentence.

        ``known`` is the version that lies here already: the host may say that it is still the same. An address without
        encryption is tried with it first; only a host that is listed as plain is then asked without.
        """
        address = self.hosts.read(written)
        if address.scheme == "https":
            return self._follow(address, known)
        try:
            return self._follow(address.secure, known)
        except UnreachableError:
            if address.host not in self.hosts.plain:
                raise
        return self._follow(address, known)

    def _follow(self, address: Address, known: Version | None) -> Download:
        for _ in range(self.limits.hops + 1):
            answer = self._patiently(address, known)
            if isinstance(answer, Download):
                return answer
            address = self.hosts.hop(address, answer.location)
            if address.scheme == "http" and address.host not in self.hosts.plain:
                address = address.secure
        raise RefusedAnswerError(address.host, f"chuyển hướng quá {self.limits.hops} lần")

    def _patiently(self, address: Address, known: Version | None) -> "Download | _Hop":
        """Ask until the file has come whole, as often as the limits let us."""
        waited = 0.0
        broken = FetchError(address.host)
        for _ in range(self.limits.tries):
            self._pace.wait(address.host)
            part = Part(self._parts, address)
            try:
                return self._once(address, part, known)
            except _BusyError as busy:
                waited += busy.seconds
                broken = RefusedAnswerError(address.host, "đang bận, hãy chạy lại lệnh này sau")
                if waited > self.limits.longest_wait:
                    minutes = -int(-busy.seconds // 60)
                    raise RefusedAnswerError(
                        address.host, f"đang bận và hẹn sau {minutes} phút; hãy chạy lại"
                    ) from busy
                self._pace.hold_off(address.host, busy.seconds)
            except _StartAgainError:
                part.forget()
                broken = RefusedAnswerError(address.host, "gửi phần tiếp theo không khớp với phần đã tải")
            except _BROKEN as error:
                kept = part.size if part.version.proof else 0
                broken = BrokenOffError(address.host, "kết nối bị đứt", kept=kept)
                broken.__cause__ = error
        raise broken

    def _once(self, address: Address, part: Part, known: Version | None) -> "Download | _Hop":
        """Ask once."""
        deadline = Deadline(self.limits.total_seconds, self.outside.clock)
        rest = part.asked_from_here()
        headers = _our_headers(address) | (rest or (known.asked_if_changed() if known else {}))
        try:
            with self._asked(address, headers, deadline) as answer:
                told = _headers(answer)
                leads = self._told(address, answer.status, told, conditional=bool(rest) or known is not None)
                return leads or self._receive(address, answer, told, part)
        except (httpcore2.ReadTimeout, httpcore2.WriteTimeout) as error:
            kept = part.size if part.version.proof else 0
            limit = self.limits.total_seconds if deadline.passed else self.limits.read_seconds
            raise BrokenOffError(address.host, f"quá {limit:.0f} giây mà chưa xong", kept=kept) from error

    @contextmanager
    def _asked(self, address: Address, headers: _Headers, deadline: Deadline) -> Iterator[httpcore2.Response]:
        """Send one request on a connection of its own."""
        network = GuardedNetwork(self.outside.network, self.outside.lookup, deadline)
        limits = self.limits
        timeouts = {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds}
        tls = self.outside.tls() if address.scheme == "https" else None
        url = httpcore2.URL(scheme=address.scheme, host=address.host, target=address.target)  # not read anew
        with httpcore2.ConnectionPool(tls, max_connections=1, network_backend=network) as pool:
            try:
                with pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as answer:
                    yield answer
            except httpcore2.ConnectTimeout as error:
                raise UnreachableError(
                    address.host, f"máy chủ không trả lời trong {limits.connect_seconds:.0f} giây"
                ) from error
            except httpcore2.ConnectError as error:
                raise _unreachable(address.host, error) from error

    def _told(
        self, address: Address, status: int, told: Mapping[str, str], *, conditional: bool
    ) -> "Download | _Hop | None":
        """Return what a status says by itself; None where a body is to be received."""
        if status in _HOPS:
            if not told.get("location"):
                raise RefusedAnswerError(address.host, "chuyển hướng mà không nói đi đâu")
            return _Hop(told["location"])
        if status == _UNCHANGED and conditional:
            return Download(address=address, path=None)
        if status in _BUSY:
            raise _BusyError(
                seconds_asked(told.get("retry-after", ""), self.outside.now, otherwise=self.limits.busy_seconds)
            )
        if status == _NO_SUCH_RANGE and conditional:
            raise _StartAgainError
        if status not in (_OK, _PARTIAL):
            raise RefusedAnswerError(address.host, _STATUS.get(status, f"trả lời mã lỗi {status}"))
        return None

    def _receive(self, address: Address, answer: httpcore2.Response, told: Mapping[str, str], part: Part) -> Download:
        """Write the body to its part, then move it to its place."""
        most = self.limits.max_bytes
        require_length(told, address.host, most=most)
        packed = told.get("content-encoding", "identity").lower() not in ("", "identity")
        version = NO_VERSION if packed else Version.told(told)
        resumed = answer.status == _PARTIAL
        if resumed and (packed or not part.size or not _continues(told, part.size)):
            raise _StartAgainError
        whole = False
        before = part.size if resumed else 0
        try:
            with part.go_on() if resumed else part.begin(version) as file:
                for piece in within(unpacked(answer.iter_stream(), told, address.host), before, most):
                    file.write(piece)
            whole = True
        finally:
            if not whole and not part.version.proof:
                part.forget()
        is_html = "html" in told.get("content-type", "").lower()
        size, version = part.size, part.version if resumed else version
        path, sha256 = part.finish(self._files, name_of(address, "html" if is_html else "bin"))
        return Download(address=address, path=path, sha256=sha256, size=size, version=version, is_html=is_html)


def _our_headers(address: Address) -> _Headers:
    return {
        "Host": address.host,
        "User-Agent": f"cancu/{version_of('cancu')} (tra cuu phap luat; one text at a time, asked for by a person)",
        "Accept": "text/html, application/pdf, application/vnd.openxmlformats-officedocument.*, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Accept-Language": "vi",
        "Connection": "close",
    }


def _headers(answer: httpcore2.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("utf-8", "replace") for name, value in answer.headers}


def _continues(told: Mapping[str, str], size: int) -> bool:
    """Tell whether a part of a file goes on exactly where what we have ends, and to the end of the file."""
    unit, _, span = told.get("content-range", "").partition(" ")
    reach, _, whole = span.partition("/")
    first, _, last = reach.partition("-")
    numbers = (first, last, whole)
    if unit.lower() != "bytes" or not all(one.isascii() and one.isdecimal() for one in numbers):
        return False
    return int(first) == size and int(last) + 1 == int(whole)


def _unreachable(host: str, error: httpcore2.ConnectError) -> FetchError:
    cause = error.args[0] if error.args else None  # the library cuts the chain of causes
    if isinstance(cause, ssl.SSLCertVerificationError):
        return UntrustedError(host, cause.verify_message)
    if isinstance(cause, ssl.SSLError):
        return UnreachableError(host, "không bắt tay được kết nối mã hóa")
    return UnreachableError(host, "máy chủ không nhận kết nối (máy có đang nối mạng không?)")
