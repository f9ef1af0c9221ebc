"""Help: how to ask, what the signs mean, the keys; and the pages of the API."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.api_pages import operations
from web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/tro-giup")
def show() -> Response:
    """Show the help page."""
    return page("help.html", here="help")


@router.get("/tro-giup/api")
def api(request: Request) -> Response:
    """Show the routes of the API, as its schema describes them."""
    return page("api.html", here="help", groups=operations(request.app.openapi()))
