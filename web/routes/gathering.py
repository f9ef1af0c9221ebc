"""The button that puts what a page shows into a collection: it asks which one, adds, and leads back."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from corpus.errors import CancuError
from web.errors import problem_of
from web.ground import Ground, Here
from web.packs.forms import OfferForm
from web.packs.gathering import Offer, gathered
from web.packs.nouns import Content
from web.packs.pages import pack_page
from web.packs.shelf import MAX_TITLE, Shelf
from web.packs.titles import kind_name, title_of_item
from web.preferences import local_path

router = APIRouter(include_in_schema=False)
_NEW = "moi"


@router.get("/bo-tai-lieu/them")
def nothing_to_add() -> Response:
    """Lead who reloads the question away from it."""
    return RedirectResponse("/bo-tai-lieu", status_code=303)


@router.post("/bo-tai-lieu/them")
def gather(here: Here, form: Annotated[OfferForm, Form()]) -> Response:
    """Ask which collection takes it; put it there once that is said."""
    offer = Offer(form.loai, form.cho, form.voi)
    try:
        content = gathered(offer, here)
    except CancuError as error:
        return _which(here, form, offer, None, str(error), status=problem_of(error, "")["status"])
    if not form.vao:
        return _which(here, form, offer, content)
    shelf = Shelf(here.notes())
    try:
        if form.vao == _NEW:
            chosen, added = shelf.create_with(form.ten, content, form.ghi_chu)
        else:
            chosen, added = form.vao, shelf.add(form.vao, content, form.ghi_chu)
    except CancuError as error:
        return _which(here, form, offer, content, str(error), status=422)
    asked = urlencode({"bao": "them", "ve": local_path(offer.back)})
    return RedirectResponse(f"/bo-tai-lieu/{chosen}?{asked}#muc-{added}", status_code=303)


def _which(  # all but five are keywords
    here: Ground, form: OfferForm, offer: Offer, content: Content | None, error: str = "", *, status: int = 200
) -> Response:
    return pack_page(
        "pack_choose.html",
        status=status,
        packs=Shelf(here.notes()).collections(),
        form=form,
        content=content,
        kind=kind_name(content) if content else "",
        title=title_of_item(content) if content else "",
        back=local_path(offer.back),
        error=error,
        most=MAX_TITLE,
    )
