"""The page of choices, and the form that keeps them."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from web.pages import page
from web.preferences import choices, current, keep, local_path

router = APIRouter(include_in_schema=False)
Short = Annotated[str, Form(max_length=10)]


@router.get("/tuy-chon")
def show(ve: str = "") -> Response:
    """Show the choices."""
    return page("preferences.html", here="preferences", back=local_path(ve) if ve else "")


@router.post("/tuy-chon")
def choose(
    ngon_ngu: Short = "", giao_dien: Short = "", phim_tat: Short = "", ve: Annotated[str, Form(max_length=4_000)] = "/"
) -> Response:
    """Keep what was chosen and lead back to where it was chosen."""
    fields = (("ngon_ngu", ngon_ngu), ("giao_dien", giao_dien), ("phim_tat", phim_tat))
    response = RedirectResponse(local_path(ve), status_code=303)
    keep(response, choices([field for field in fields if field[1]], current()))
    return response
