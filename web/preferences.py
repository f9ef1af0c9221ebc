"""How a person wants the pages: language, light or dark, keyboard shortcuts. Kept in cookies, without an account."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.personal import mask
from web.language.catalog import LANGUAGES, WRITTEN_IN, translations

_LONG_QUERY = 4_000  # letters; masking takes time, and nobody needs to be led back to more
_YEAR = 365 * 24 * 3_600  # seconds


class Theme(StrEnum):
    """Which colours pages have; AUTO follows the system."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person chose, and where they are, so that choosing again leads back."""

    language: str = WRITTEN_IN
    theme: Theme = Theme.AUTO
    shortcuts: bool = True
    path: str = "/"  # of the page that is asked for, with its query as it came; pages show ``way_back`` of it
    origin: str = ""  # scheme and host under which the page was asked for, for paper

    def cookies(self) -> Mapping[str, str]:
        """Return the cookies that keep the choice."""
        return {"ngon_ngu": self.language, "giao_dien": self.theme, "phim_tat": "1" if self.shortcuts else "0"}


_DEFAULT = Preferences()  # frozen, so one value serves all
_CURRENT: ContextVar[Preferences] = ContextVar("preferences", default=_DEFAULT)


def current() -> Preferences:
    """Return the preferences of the request that is answered; the default ones outside any."""
    return _CURRENT.get()


def tr(words: str, **values: object) -> str:
    """Return words of ours in the language of the request.

    >>> tr("Kho có %(count)s văn bản", count=3)
    'Kho có 3 văn bản'
    """
    found = translations(current().language).gettext(words) if words else ""
    return found % values if values else found


def read_preferences(cookies: Mapping[str, str], path: str, origin: str = "") -> Preferences:
    """Return what cookies say; what is no choice of ours counts for nothing.

    >>> read_preferences({"ngon_ngu": "en", "giao_dien": "pink"}, "/kho").language
    'en'
    """
    language, theme = cookies.get("ngon_ngu", ""), cookies.get("giao_dien", "")
    return Preferences(
        language=language if language in LANGUAGES else WRITTEN_IN,
        theme=Theme(theme) if theme in list(Theme) else Theme.AUTO,
        shortcuts=cookies.get("phim_tat", "1") != "0",
        path=path,
        origin=origin,
    )


def keep(response: Response, preferences: Preferences) -> None:
    """Let the browser keep the choice for a year."""
    for name, value in preferences.cookies().items():
        response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")


def local_path(written: str) -> str:
    r"""Return an address within this site, or the first page for anything else.

    >>> [local_path(path) for path in ("/kho?trang=2", "//evil.example", "https://evil.example", "/\\evil", "/x\n")]
    ['/kho?trang=2', '/', '/', '/', '/']
    """
    harmless = (
        written.startswith("/") and not written.startswith("//") and "\\" not in written and written.isprintable()
    )
    return written if harmless else "/"


class Preferring:
    """ASGI middleware that lets everything below know the preferences of the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        origin = f"{scope['scheme']}://{connection.headers.get('host', '')}"
        token = _CURRENT.set(read_preferences(connection.cookies, _asked_for(scope), origin))
        try:
            await self._app(scope, receive, send)
        finally:
            _CURRENT.reset(token)


def _asked_for(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return quote(scope["path"]) + (f"?{query}" if query else "")


def way_back(address: str) -> str:
    """Return an address of ours with fixed words for what in its query tells a person; one too long loses its query.

    >>> way_back("/kho?ten=0912345678&trang=2")
    '/kho?ten=%5Bs%E1%BB%91+%C4%91i%E1%BB%87n+tho%E1%BA%A1i%5D&trang=2'
    """
    path, _, query = address.partition("?")
    if len(query) > _LONG_QUERY:
        return path
    fields = parse_qsl(query, keep_blank_values=True)
    masked = urlencode([(mask(name).text, mask(value).text) for name, value in fields])
    return path + (f"?{masked}" if masked else "")


def choices(chosen: Iterable[tuple[str, str]], now: Preferences) -> Preferences:
    """Return the preferences after a form; a field it lacks or a value that is none leaves things as they are.

    >>> choices([("ngon_ngu", "en"), ("giao_dien", "pink")], Preferences()).language
    'en'
    """
    return read_preferences({**now.cookies(), **dict(chosen)}, now.path, now.origin)
