"""A publisher of law on this machine: serves pages of our own over HTTPS and HTTP, also badly.

Names are resolved by the test, and every checked address leads to this server: the rules for addresses stay whole.
"""

import gzip
import ipaddress
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from httpcore2 import SOCKET_OPTION, ConnectError, NetworkBackend, NetworkStream, SyncBackend

from ingest.fetch.addresses import OFFICIAL, Hosts
from ingest.fetch.download import Downloader
from ingest.fetch.settings import FetchLimits, Outside
from tests.factories import DECREE_LINES

PUBLIC = "203.162.0.11"
NOW = datetime(2031, 6, 1, 8, 0, tzinfo=UTC)
NUMBER = "912/2031/NĐ-CP"  # of the decree of the factories
ITEM = "/TW/Pages/vbpq-toanvan.aspx?ItemID=912"
ADDRESS = f"https://vbpl.vn{ITEM}"
QUICK = FetchLimits(connect_seconds=2.0, read_seconds=0.6, total_seconds=5.0)


def law_page(lines: Sequence[str] = DECREE_LINES, *, files: Iterable[str] = ()) -> bytes:
    """Return a page as vbpl.vn lays it out: the words, and below them the files that a script gives."""
    words = "".join(f"<p>{line}</p>" for line in lines)
    hung = "".join(
        f"<li><a href=\"javascript:downloadfile('{path.rpartition('/')[2]}','{path}');\">{path}</a></li>"
        for path in files
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Trung ương</title></head><body>"
        f"<div class='toanvancontent' id='toanvancontent'>{words}</div><div class='vbFile'><ul>{hung}</ul></div>"
        "</body></html>"
    ).encode()


@dataclass(frozen=True)
class Page:
    """One answer, and what is wrong with how it comes."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    cut: int | None = None  # the connection breaks after so many bytes
    pause: float = 0.0  # seconds between pieces of one byte
    no_length: bool = False  # neither length nor pieces: the end is the end of the connection


@dataclass(frozen=True)
class Asked:
    """One request."""

    host: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Publisher:
    """The pages by path, each an answer or several in turn (the last stays); and who asked for what."""

    pages: dict[str, list[Page]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    ports: dict[int, int] = field(default_factory=dict)  # usual port → port here
    dialled: list[tuple[str, int]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    names: dict[str, list[list[str]]] = field(default_factory=dict)  # host → answers of the name service, in turn
    authority: Path = Path()

    def serve(self, path: str, *pages: Page) -> None:
        """Answer requests for a path with these pages in turn."""
        self.pages[path] = list(pages)

    def lookup(self, host: str) -> list[str]:
        """Return the addresses of a name; the answers given for it come in turn, the last stays."""
        self.looked_up.append(host)
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def outside(self) -> Outside:
        """Return a world in which all names lead here, and waiting takes no time."""
        return Outside(
            lookup=self.lookup,
            network=_Wires(self),
            tls=lambda: ssl.create_default_context(cafile=str(self.authority)),
            sleep=self.slept.append,
            now=lambda: NOW,
        )

    def downloader(self, folder: Path, *, hosts: Hosts = OFFICIAL, limits: FetchLimits = QUICK) -> Downloader:
        """Return a downloader that reaches nothing but this server."""
        return Downloader(folder, hosts, limits, self.outside())


class _Wires(NetworkBackend):
    """Leads every address to the server, and remembers which was dialled."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._network = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect to the server."""
        ipaddress.ip_address(host)  # a name here would be looked up once more
        self._publisher.dialled.append((host, port))
        if port not in self._publisher.ports:
            raise ConnectError("closed")
        return self._network.connect_tcp(
            "127.0.0.1", self._publisher.ports[port], timeout, local_address, socket_options
        )


@contextmanager
def open_publisher(folder: Path, certified: Sequence[str] = ("vbpl.vn", "*.chinhphu.vn")) -> Iterator[Publisher]:
    """Serve on both usual ports until the end of the block."""
    publisher = Publisher(authority=folder / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder, certified))
    plain, secure = _Server(publisher), _Server(publisher)
    secure.socket = context.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    publisher.ports = {80: plain.server_port, 443: secure.server_port}
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in (plain, secure)]
    for thread in threads:
        thread.start()
    try:
        yield publisher
    finally:
        for server in (plain, secure):
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, publisher: Publisher) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.publisher = publisher

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away, or did not trust us, is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        publisher = self.server.publisher
        publisher.asked.append(Asked(headers.get("host", ""), self.path, headers))
        pages = publisher.pages.get(self.path, [Page(b"none", 404)])
        page = pages.pop(0) if len(pages) > 1 else pages[0]
        self.close_connection = True
        with suppress(OSError):
            self._answer(page, headers)

    def _answer(self, page: Page, headers: Mapping[str, str]) -> None:
        body, status, extra = page.body, page.status, dict(page.headers)
        begun = headers.get("range", "").removeprefix("bytes=").removesuffix("-")
        if page.etag:
            extra["ETag"] = page.etag
        if page.etag and headers.get("if-none-match") == page.etag:
            body, status = b"", 304
        elif begun and headers.get("if-range") == page.etag:
            first = int(begun)
            extra["Content-Range"] = f"bytes {first}-{len(body) - 1}/{len(body)}"
            body, status = body[first:], 206
        self.send_response(status)
        if not page.no_length:
            extra.setdefault("Content-Length", str(len(body)))
        for name, value in extra.items():
            self.send_header(name, value)
        self.end_headers()
        self._write(page, body)

    def _write(self, page: Page, body: bytes) -> None:
        if not page.pause:
            self.wfile.write(body if page.cut is None else body[: page.cut])
            return
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            time.sleep(page.pause)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _certificate(folder: Path, names: Sequence[str]) -> Path:
    """Write a certificate for names with its key, and the authority that vouches for it; return the former."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "publisher of a test")])
    day = datetime.now(UTC) - timedelta(days=1)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day)
        .not_valid_after(day + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    (folder / "authority.pem").write_bytes(built.public_bytes(Encoding.PEM))
    both = folder / "server.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    both.write_bytes(secret + built.public_bytes(Encoding.PEM))
    return both


def bomb(size: int) -> bytes:
    """Return a small body that unpacks to so many bytes."""
    return gzip.compress(b"\0" * size)
