"""Signing in with the admin token, and out."""

from math import ceil
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from web.admin import session_of
from web.ground import Here
from web.pages import page
from web.preferences import local_path, tr
from web.sessions import COOKIE, WHOLE_SECONDS

router = APIRouter(include_in_schema=False)
_FIRST = "/kho/nap"
Token = Annotated[str, Form(max_length=500)]
Back = Annotated[str, Form(max_length=1_000)]


@router.get("/quan-tri")
def show(request: Request, here: Here, ve: str = "") -> Response:
    """Show the form; for whom has signed in, the way out; how to turn it on where no token is set."""
    if not here.settings.admin_token:
        return page("loading_off.html", status=403, here="works", tab="sign")
    back = local_path(ve) if ve else _FIRST
    return page(
        "sign_in.html", here="works", tab="sign", back=back, error="", signed_in=bool(session_of(request, here))
    )


@router.post("/quan-tri")
def sign_in(request: Request, here: Here, ma: Token = "", ve: Back = "") -> Response:
    """Open a session for the right token; a client that is wrong again and again has to wait, longer each time."""
    if not here.settings.admin_token:
        return page("loading_off.html", status=403, here="works", tab="sign")
    back = local_path(ve) if ve else _FIRST
    client = request.client.host if request.client else ""
    if wait := here.sessions.wait(client):
        seconds = ceil(wait)
        said = tr("Mã sai nhiều lần; hãy đợi %(n)s giây rồi thử lại.", n=seconds)
        return _wrong(back, said, 429, {"Retry-After": str(seconds)})
    name = here.sessions.sign_in(ma, client)
    if name is None:
        return _wrong(back, tr("Mã quản trị không đúng."), 401, {})
    response = RedirectResponse(back, status_code=303)
    response.set_cookie(
        COOKIE,
        name,
        max_age=int(WHOLE_SECONDS),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


def _wrong(back: str, said: str, status: int, headers: dict[str, str]) -> Response:
    shown = page("sign_in.html", status=status, here="works", tab="sign", back=back, error=said, signed_in=False)
    shown.headers.update(headers)
    return shown


@router.post("/quan-tri/ra")
def sign_out(request: Request, here: Here) -> Response:
    """End the session, here and in the browser."""
    here.sessions.sign_out(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/kho", status_code=303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response
