"""Collections: their list, their page, and what is done with a collection as a whole."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from corpus.errors import CorpusError
from web.ground import Here
from web.packs.editing import note_of
from web.packs.errors import CollectionLimitError, UnknownCollectionError
from web.packs.forms import CitationForm, NoteForm, TitleForm
from web.packs.gathering import cited_as_typed
from web.packs.nouns import Passage
from web.packs.pages import Told, collection_page, led_to, list_page, pack_page
from web.packs.shelf import MAX_ABOUT, MAX_TITLE, Shelf
from web.typed_days import typed_day

router = APIRouter(include_in_schema=False)


@router.get("/bo-tai-lieu")
def all_collections(here: Here, trang: int = 1, bao: str = "") -> Response:
    """Show the collections, and the form that makes one."""
    return list_page(here, Told(code=bao), at=trang)


@router.post("/bo-tai-lieu")
def create(here: Here, form: Annotated[TitleForm, Form()]) -> Response:
    """Make a collection and show it."""
    try:
        made = Shelf(here.notes()).create(form.ten, form.gioi_thieu)
    except CollectionLimitError as error:
        return list_page(here, Told(error=str(error)), typed=form, status=422)
    return led_to(made)


@router.get("/bo-tai-lieu/{collection_id}")
def show(collection_id: str, here: Here, bao: str = "", ve: str = "") -> Response:
    """Show a collection."""
    return collection_page(here, collection_id, Told(code=bao, back=ve))


@router.get("/bo-tai-lieu/{collection_id}/sua")
def edit(collection_id: str, here: Here) -> Response:
    """Show the form of title and description."""
    found = Shelf(here.notes()).collection(collection_id)
    return _title_page(found.id, TitleForm(ten=found.title, gioi_thieu=found.about))


@router.post("/bo-tai-lieu/{collection_id}/sua")
def rename(collection_id: str, here: Here, form: Annotated[TitleForm, Form()]) -> Response:
    """Give a collection another title and description."""
    try:
        Shelf(here.notes()).rename(collection_id, form.ten, form.gioi_thieu)
    except CollectionLimitError as error:
        return _title_page(collection_id, form, str(error))
    return led_to(collection_id, "ten")


@router.post("/bo-tai-lieu/{collection_id}/sao-chep")
def copy(collection_id: str, here: Here) -> Response:
    """Copy a collection and show the copy."""
    try:
        return led_to(Shelf(here.notes()).copy(collection_id), "chep")
    except CollectionLimitError as error:
        return collection_page(here, collection_id, Told(error=str(error)), status=422)


@router.get("/bo-tai-lieu/{collection_id}/xoa")
def ask_to_delete(collection_id: str, here: Here) -> Response:
    """Ask whether a collection is to be thrown away."""
    return pack_page("pack_delete.html", pack=Shelf(here.notes()).collection(collection_id))


@router.post("/bo-tai-lieu/{collection_id}/xoa")
def delete(collection_id: str, here: Here) -> Response:
    """Throw a collection away."""
    try:
        Shelf(here.notes()).delete(collection_id)
    except UnknownCollectionError:
        return RedirectResponse("/bo-tai-lieu", status_code=303)  # sent twice
    return RedirectResponse("/bo-tai-lieu?bao=xoa", status_code=303)


@router.post("/bo-tai-lieu/{collection_id}/trich")
def add_citation(collection_id: str, here: Here, form: Annotated[CitationForm, Form()]) -> Response:
    """Add the provision that a typed citation names."""
    try:
        cited = cited_as_typed(form.loi_dan, typed_day(form.ngay), here)
        added = Shelf(here.notes()).add(collection_id, Passage(cited))
    except UnknownCollectionError:
        raise
    except CorpusError as error:
        told = Told(error=str(error), where="trich")
        return collection_page(here, collection_id, told, citation=form, status=422)
    return led_to(collection_id, "them", added)


@router.post("/bo-tai-lieu/{collection_id}/ghi-chu")
def add_note(collection_id: str, here: Here, form: Annotated[NoteForm, Form()]) -> Response:
    """Add a heading and words of the trainer."""
    try:
        added = Shelf(here.notes()).add(collection_id, note_of(form.de_muc, form.noi_dung))
    except CollectionLimitError as error:
        told = Told(error=str(error), where="ghi-chu")
        return collection_page(here, collection_id, told, note=form, status=422)
    return led_to(collection_id, "them", added)


@router.post("/bo-tai-lieu/{collection_id}/don")
def throw_away(collection_id: str, here: Here) -> Response:
    """Throw away for good what was taken out."""
    Shelf(here.notes()).throw_away(collection_id)
    return led_to(collection_id, "don")


def _title_page(collection_id: str, form: TitleForm, error: str = "") -> Response:
    return pack_page(
        "pack_title.html",
        status=422 if error else 200,
        pack_id=collection_id,
        form=form,
        error=error,
        most=(MAX_TITLE, MAX_ABOUT),
    )
