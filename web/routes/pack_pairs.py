"""Old law beside new law in a collection: pairs of articles from the table of two works, or two typed citations."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from corpus.errors import CancuError
from corpus.naming import work_named
from corpus.succession import Compared, successor_of
from web.ground import Ground, Here
from web.packs.errors import CollectionLimitError, UnknownCollectionError
from web.packs.forms import PairsForm, SidesForm
from web.packs.gathering import cited_as_typed, compared_as_typed
from web.packs.nouns import Passage
from web.packs.pages import led_to, pack_page
from web.packs.pairs import MOST_PAIRS, PairLine, comparisons_of, pair_lines
from web.packs.shelf import Shelf
from web.preferences import tr
from web.succession import compared as table_of
from web.typed_days import typed_day

router = APIRouter(prefix="/bo-tai-lieu/{collection_id}", include_in_schema=False)


@router.get("/luat-cu-moi")
def pairs_form(collection_id: str, here: Here, form: Annotated[PairsForm, Query()]) -> Response:
    """Show the pairs of two laws, to pick from."""
    if not form.cu.strip():
        return _page(here, collection_id, form)
    try:
        return _page(here, collection_id, form, _table(form, here))
    except CancuError as error:
        return _page(here, collection_id, form, error=str(error))


@router.post("/luat-cu-moi")
def add_pairs(collection_id: str, here: Here, form: Annotated[PairsForm, Form()]) -> Response:
    """Add a comparison for each pair that was picked.

    Asked to look for the laws, lead to an address that names them, without a word of what was typed.
    """
    table = None
    try:
        table = _table(form, here)
        if form.viec == "tim":
            told = {"cu": table.old.slug, **({"moi": table.new.slug} if form.moi.strip() else {})}
            return RedirectResponse(f"/bo-tai-lieu/{collection_id}/luat-cu-moi?{urlencode(told)}", status_code=303)
        found = comparisons_of(table, form.chon, here)
        if not found:
            raise CollectionLimitError(tr("Hãy chọn ít nhất một cặp điều."))
        shelf = Shelf(here.notes())
        added = [shelf.add(collection_id, one) for one in found]
    except UnknownCollectionError:
        raise
    except CancuError as error:
        return _page(here, collection_id, form, table, error=str(error))
    return led_to(collection_id, "them", added[0])


@router.post("/so-sanh")
def add_sides(collection_id: str, here: Here, form: Annotated[SidesForm, Form()]) -> Response:
    """Add the comparison of two typed citations, or of two days of one."""
    try:
        old = cited_as_typed(form.cu, typed_day(form.ngay_cu), here)
        new = cited_as_typed(form.moi or form.cu, typed_day(form.ngay_moi), here)
        added = Shelf(here.notes()).add(collection_id, compared_as_typed(old, new, here))
    except UnknownCollectionError:
        raise
    except CancuError as error:
        return _page(here, collection_id, PairsForm(), sides=form, error=str(error))
    return led_to(collection_id, "them", added)


def _table(form: PairsForm, here: Ground) -> Compared:
    """Return the table of two works, given by what people call them. Raises what finding and comparing them raises."""
    view = here.view(None)
    old = work_named(form.cu.strip(), here.store, here.force)
    return table_of(old.slug, form.moi.strip(), here.successions, here.store, view)


def _page(
    here: Ground,
    collection_id: str,
    form: PairsForm,
    table: Compared | None = None,
    *,
    sides: SidesForm | None = None,
    error: str = "",
) -> Response:
    pack = Shelf(here.notes()).collection(collection_id)
    lines: list[PairLine] = pair_lines(table) if table else []
    return pack_page(
        "pack_pairs.html",
        status=422 if error else 200,
        pack=pack,
        form=form,
        table=table,
        lines=lines,
        sides=sides or SidesForm(),
        offered=_offered(here, [item.content.cited.slug for item in pack.items if isinstance(item.content, Passage)]),
        most=MOST_PAIRS,
        error=error,
    )


def _offered(here: Ground, slugs: list[str]) -> list[tuple[str, str]]:
    """Return the pairs of laws that the passages of a collection suggest: name and number of the old one."""
    found = {}
    for slug, work in here.store.works_of(list(dict.fromkeys(slugs))[:50]).items():
        newer = successor_of(work, here.store, here.force, here.today())
        if newer is not None and here.store.holds(newer.slug, ""):
            found[slug] = (f"{work.name} → {newer.name}", work.number)
    return list(found.values())
