"""Items of collections: their order, their words, taking them out and putting them back."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from corpus.errors import CorpusError
from web.ground import Ground, Here
from web.packs.editing import edited
from web.packs.errors import CollectionLimitError, ItemChangedError, NotGatheredError, UnwritableItemError
from web.packs.forms import DayForm, ItemForm, MoveForm
from web.packs.pages import Told, collection_page, led_to, pack_page
from web.packs.renewing import renewed
from web.packs.shelf import MAX_NOTE, Shelf
from web.packs.views import item_view
from web.typed_days import typed_day

router = APIRouter(prefix="/bo-tai-lieu/{collection_id}/muc/{item_id}", include_in_schema=False)
_STEPS = {"len": -1, "xuong": 1, "dau": -100_000, "cuoi": 100_000}


@router.get("")
def show(collection_id: str, item_id: str, here: Here) -> Response:
    """Show the form of an item."""
    return _item_page(here, collection_id, item_id)


@router.post("")
def save(collection_id: str, item_id: str, here: Here, form: Annotated[ItemForm, Form()]) -> Response:
    """Keep what a trainer wrote in an item."""
    shelf = Shelf(here.notes())
    try:
        shelf.rewrite(collection_id, item_id, form.thay, lambda item: edited(item, form))
    except ItemChangedError as error:
        return _item_page(here, collection_id, item_id, form=form, error=str(error), status=409)
    except (CollectionLimitError, UnwritableItemError) as error:
        return _item_page(here, collection_id, item_id, form=form, error=str(error), status=422)
    if form.viec and form.viec != "luu":
        return _item_page(here, collection_id, item_id)
    return led_to(collection_id, "sua", item_id)


@router.post("/chuyen")
def move(collection_id: str, item_id: str, here: Here, form: Annotated[MoveForm, Form()]) -> Response:
    """Move an item up or down, or to a place."""
    shelf = Shelf(here.notes())
    by = _STEPS.get(form.huong, 0)
    if form.cho.isascii() and form.cho.isdecimal() and len(form.cho) <= 4:  # noqa: PLR2004  # digits of a place
        order = [item.id for item in shelf.collection(collection_id).items]
        by = int(form.cho) - 1 - order.index(item_id) if item_id in order else by
    shelf.move(collection_id, item_id, by)
    return led_to(collection_id, "", item_id)


@router.post("/bo")
def take_out(collection_id: str, item_id: str, here: Here) -> Response:
    """Take an item out of its collection."""
    Shelf(here.notes()).take_out(collection_id, item_id)
    return led_to(collection_id, "bo")


@router.post("/tra-lai")
def put_back(collection_id: str, item_id: str, here: Here) -> Response:
    """Put an item back where it was."""
    try:
        Shelf(here.notes()).put_back(collection_id, item_id)
    except CollectionLimitError as error:
        return collection_page(here, collection_id, Told(error=str(error)), status=422)
    return led_to(collection_id, "tra-lai", item_id)


@router.post("/cap-nhat")
def renew(collection_id: str, item_id: str, here: Here, form: Annotated[DayForm, Form()]) -> Response:
    """Give an item the words of a day."""
    shelf = Shelf(here.notes())
    try:
        on = typed_day(form.ngay) or here.today()
        before = shelf.item(collection_id, item_id)
        after = renewed(before, here, on)
        kept = lambda item: replace(after, note=item.note)  # noqa: E731  # one thought
        shelf.rewrite(collection_id, item_id, form.thay, kept)
    except (NotGatheredError, CollectionLimitError, ItemChangedError, UnwritableItemError) as error:
        return collection_page(here, collection_id, Told(error=str(error)), status=422)
    except CorpusError as error:
        return collection_page(here, collection_id, Told(error=str(error)), status=422)
    return led_to(collection_id, "cap-nhat", item_id)


def _item_page(  # all but three are keywords
    here: Ground, collection_id: str, item_id: str, *, form: ItemForm | None = None, error: str = "", status: int = 200
) -> Response:
    shelf = Shelf(here.notes())
    view = item_view(shelf.item(collection_id, item_id), 0, here, here.today())
    return pack_page(
        "pack_item.html",
        status=status,
        pack=shelf.collection(collection_id),
        view=view,
        form=form,
        error=error,
        most=MAX_NOTE,
    )
