"""Collections looked at again: the page that says what changed, and the API that programs read collections by."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from web.ground import Here
from web.packs.pages import pack_page
from web.packs.rechecking import alike, successors
from web.packs.schemas import PackChecksJson, PackJson, PacksJson
from web.packs.shapes import checks_json, pack_json, packs_json
from web.packs.shelf import Shelf
from web.packs.views import item_views
from web.responses import problems
from web.schemas import Day
from web.typed_days import BadDayError, typed_day
from web.words import vietnamese_day

router = APIRouter()


@router.get("/bo-tai-lieu/{collection_id}/kiem", include_in_schema=False)
def check_page(collection_id: str, here: Here, ngay: str = "") -> Response:
    """Show what of a collection still stands on a day, and what changed."""
    pack = Shelf(here.notes()).collection(collection_id)
    error = ""
    try:
        on = typed_day(ngay) or here.today()
    except BadDayError as bad:
        on, error = here.today(), str(bad)
    views = [view for view in item_views(pack, here, on) if view.checks]
    stale = [view for view in views if view.stale]
    return pack_page(
        "pack_check.html",
        status=422 if error else 200,
        pack=pack,
        on=on,
        day=ngay.strip() if error else vietnamese_day(on),
        stale=[(view, alike(view.checks)) for view in stale],
        firm=[view for view in views if not view.stale],
        successors={check.cited: successors(check, here, on) for view in stale for check in view.checks if check.stale},
        today=here.today(),
        error=error,
    )


@router.get("/api/v1/collections", tags=["collections"], responses=problems(503))
def collections_api(here: Here) -> PacksJson:
    """List the collections, the one changed last first."""
    return packs_json(Shelf(here.notes()).collections())


@router.get("/api/v1/collections/{collection_id}", tags=["collections"], responses=problems(404, 503))
def collection_api(collection_id: str, here: Here) -> PackJson:
    """Return a collection with its items: words of the law with their citation, status and day, and what was made."""
    return pack_json(Shelf(here.notes()).collection(collection_id))


@router.get("/api/v1/collections/{collection_id}/check", tags=["collections"], responses=problems(404, 422, 503))
def check_api(collection_id: str, here: Here, on: Annotated[Day | None, Query()] = None) -> PackChecksJson:
    """Look at a collection again on a day: unchanged, words changed, no longer in force, gone, or not held."""
    return checks_json(Shelf(here.notes()).collection(collection_id), here, on or here.today())
