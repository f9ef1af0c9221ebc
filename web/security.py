"""The gate in front of every route: host, size, pace, the id of the request, and the headers of every answer."""

import logging
import re
import secrets
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import ProblemError
from web.request_log import log_request
from web.settings import WebSettings

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers say "Origin: null" of our own forms over plain HTTP
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LOG = logging.getLogger("cancu.web")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]*)(?::\d{1,5})?")
_READING = ("GET", "HEAD", "OPTIONS")
TAKES_FILES = frozenset(("/kiem-tra", "/ra-soat", "/kho/nap", "/api/v1/ingest", "/api/v1/cite/check", "/api/v1/stale"))
_MAX_FORM = 512 * 1024  # bytes of a form without files; the longest text of a collection takes 180 KiB, encoded
_MAX_CLIENTS = 10_000  # addresses whose pace is remembered
_MIB = 1024 * 1024


class Pace:
    """A token bucket for each client address."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, client: str) -> bool:
        """Take one token; False when the client has none left."""
        if not self._per_minute:
            return True
        now = self._clock()
        with self._lock:
            tokens, then = self._buckets.pop(client, (float(self._per_minute), now))
            tokens = min(float(self._per_minute), tokens + (now - then) * self._per_minute / 60)
            allowed = tokens >= 1
            self._buckets[client] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > _MAX_CLIENTS:
                self._buckets.popitem(last=False)
        return allowed


class Gate:
    """ASGI middleware in front of every route; ``on_fault`` answers where the code itself failed."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: WebSettings,
        clock: Callable[[], float],
        on_fault: Callable[[Request, Exception], Response],
    ) -> None:
        self._app = app
        self._on_fault = on_fault
        self._settings = settings
        self._clock = clock
        self._pace = Pace(settings.requests_per_minute, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        begun, status = self._clock(), 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers["X-Request-ID"] = request_id
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._pass(scope, receive, send_with_headers)
        except Exception as error:  # noqa: BLE001  # the server would log its message, which may hold a question
            log_fault(request_id, error)
            if not status:
                await self._on_fault(Request(scope), error)(scope, receive, send_with_headers)
        finally:
            log_request(scope, status, (self._clock() - begun) * 1_000)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, limited_receive(receive, self._limit(scope, Headers(scope=scope))), send)
            return
        await self._on_fault(Request(scope), refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> ProblemError | None:
        headers = Headers(scope=scope)
        if not host_allowed(headers.get("host", ""), self._settings.hosts):
            return ProblemError(400, "bad_host", "Tên máy chủ trong yêu cầu không được chấp nhận.")
        if scope["method"] not in _READING and not from_here(headers):
            return ProblemError(403, "other_site", "Biểu mẫu này chỉ nhận từ chính trang của Căn Cứ.")
        if built_into_another_site(headers):
            return ProblemError(403, "other_site", "Trang của Căn Cứ không mở bên trong trang khác.")
        client = HTTPConnection(scope).client
        if client and not _on_this_machine(client.host) and not self._pace.allows(client.host):
            detail = "Quá nhiều yêu cầu trong thời gian ngắn; hãy thử lại sau một phút."
            return ProblemError(429, "too_many_requests", detail, headers={"Retry-After": "60"})
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal():
            return ProblemError(400, "bad_request", "Yêu cầu không đọc được.")
        limit = self._limit(scope, headers)
        return too_large(limit) if int(length) > limit else None

    def _limit(self, scope: Scope, headers: Headers) -> int:
        """Return the most bytes of a body; files are taken only where there is a use for them."""
        kind = headers.get("content-type", "").lower()
        if kind.startswith("multipart/form-data") and scope["path"] in TAKES_FILES:
            return self._settings.max_upload
        # A form is read on the one thread that serves everybody: 1 MiB of "%" held it up for 1.2 s.
        return min(self._settings.max_body, _MAX_FORM) if "form" in kind else self._settings.max_body


def log_fault(request_id: str, error: Exception) -> None:
    """Log what failed and where, but not the message of the error, which may repeat what a person typed."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    _LOG.error("request %s failed: %s at %s", request_id, type(error).__name__, " < ".join(reversed(frames[-8:])))


def too_large(limit: int) -> ProblemError:
    """Return the refusal of a body beyond the limit, in bytes."""
    most = f"{limit >> 20} MiB" if limit >= _MIB else f"{limit} byte"
    return ProblemError(413, "too_large", f"Nội dung gửi lên vượt quá giới hạn cho phép ({most} mỗi lần gửi).")


def host_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """Tell whether the Host header names one of our hosts, whatever the port.

    >>> host_allowed("localhost:8000", ("localhost",)), host_allowed("evil.example", ("localhost",))
    (True, False)
    """
    match = _HOST.fullmatch(host.lower())
    return "*" in allowed or (match is not None and match[1] in allowed)


def from_here(headers: Headers) -> bool:
    """Tell whether a form was sent from a page of ours, or by a program, which names no site.

    A browser says where a request comes from (Fetch Metadata, W3C); an older one names the origin at least.

    >>> from_here(Headers({"sec-fetch-site": "cross-site"})), from_here(Headers({"host": "localhost"}))
    (False, True)
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or _host_of(origin) == headers.get("host", "").lower()


def built_into_another_site(headers: Headers) -> bool:
    """Tell whether another site asks for a page as a part of its own: a picture, a frame, a script.

    A link that a person follows is none of these (Fetch Metadata, "resource isolation policy").

    >>> built_into_another_site(Headers({"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"}))
    True
    >>> built_into_another_site(Headers({"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}))
    False
    """
    return headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-dest", "document") != "document"


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:  # "http://[" is no address
        return ""


def origin_is_ours(headers: Headers) -> bool:
    """Tell whether a browser itself says that a page of ours sent this; a program, which says nothing, does not pass.

    >>> origin_is_ours(Headers({"sec-fetch-site": "same-origin"})), origin_is_ours(Headers({"host": "localhost"}))
    (True, False)
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site == "same-origin"
    return origin is not None and _host_of(origin) == headers.get("host", "").lower()


def _on_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def limited_receive(receive: Receive, limit: int) -> Receive:
    """Count the bytes of a body that comes without a length; raises ProblemError past the limit."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise too_large(limit)
        return message

    return counted
