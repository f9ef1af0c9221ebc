"""Who may do what an administrator may: a program by the token, a person by the session of a browser."""

from math import ceil
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from starlette.datastructures import Headers

from corpus.errors import CancuError
from web.errors import ProblemError
from web.ground import Ground, Here
from web.security import origin_is_ours
from web.sessions import COOKIE

SECURED: dict[str, Any] = {"security": [{"admin": []}]}  # the name of the scheme: web/app.py
_READING = ("GET", "HEAD")
_TURNED_OFF = "Việc nạp qua mạng đang tắt; người quản trị bật bằng cách đặt CANCU_ADMIN_TOKEN."


class SignInNeededError(CancuError):
    """A page that only administrators use was asked for without a session; the browser is sent to sign in."""

    def __init__(self) -> None:
        super().__init__("Cần đăng nhập bằng mã quản trị để làm việc này.")


def _admin(request: Request, here: Here, authorization: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """Let the token through, or the session of a page of ours; a session alone, from elsewhere, opens nothing."""
    if not authorization and origin_is_ours(request.headers) and session_of(request, here):
        return
    _require_token(request, here, authorization)


def _require_token(request: Request, here: Ground, authorization: str) -> None:
    """Raise ProblemError unless the header carries the admin token; who guesses has to wait, as at the sign-in page."""
    if not here.settings.admin_token:
        raise ProblemError(403, "ingest_disabled", _TURNED_OFF)
    scheme, _, token = authorization.partition(" ")
    client = request.client.host if request.client else ""
    if wait := here.sessions.wait(client):
        detail = "Mã quản trị sai nhiều lần; hãy đợi rồi thử lại."
        raise ProblemError(429, "too_many_requests", detail, headers={"Retry-After": str(ceil(wait))})
    if scheme.lower() != "bearer" or not here.sessions.opens(token, client):
        detail = "Cần mã quản trị đúng để làm việc này."
        raise ProblemError(401, "unauthorized", detail, headers={"WWW-Authenticate": 'Bearer realm="cancu"'})


def session_of(request: Request, here: Ground) -> str:
    """Return the name of the session that a request belongs to; empty where there is none.

    What a person does makes it last longer; what a page asks by itself, marked ``tu_dong``, does not.
    """
    name = request.cookies.get(COOKIE, "")
    by_itself = request.method in _READING and ("tu_dong" in request.query_params or _by_script(request.headers))
    lasts = here.sessions.holds(name) if by_itself else here.sessions.use(name)
    return name if lasts else ""


def _by_script(headers: Headers) -> bool:
    return headers.get("sec-fetch-mode", "navigate") != "navigate"


def need_session(request: Request, here: Ground) -> str:
    """Return the name of the session that a request belongs to. Raises ProblemError, SignInNeededError."""
    if not here.settings.admin_token:
        raise ProblemError(403, "ingest_disabled", _TURNED_OFF)
    name = session_of(request, here)
    if not name:
        raise SignInNeededError
    return name


def _signed_in(request: Request, here: Here) -> str:
    return need_session(request, here)


ADMIN_ONLY = Depends(_admin)
SIGNED_IN = Depends(_signed_in)
SignedIn = Annotated[str, SIGNED_IN]  # the name of the session
