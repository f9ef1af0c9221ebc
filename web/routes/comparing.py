"""Comparing provisions: a page and its API; both take citations only, so they are asked by address."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from corpus.errors import CorpusError
from web.check_schemas import CompareJson
from web.comparison import Asked, Comparison, NothingToCompareError, Side, compare, compare_json
from web.errors import problem_of
from web.ground import Ground, Here
from web.pages import page
from web.responses import problems
from web.schemas import Day, QueryText
from web.typed_days import BadDayError, typed_day
from web.words import vietnamese_day

router = APIRouter()
_EXAMPLE = ("Điều 32 Luật 66/2011/QH12", "Điều 37 Luật 53/2024/QH15")
Text = Annotated[str, Query(max_length=500)]


@dataclass(frozen=True, slots=True)
class CompareForm:
    """The form as it was typed, to be shown again."""

    old: str = ""
    old_day: str = ""
    new: str = ""
    new_day: str = ""
    error: str = ""


@router.get("/api/v1/compare", tags=["reading"], responses=problems(404, 409, 422, 503))
def compare_api(
    here: Here,
    old: Annotated[QueryText, Query()],
    new: Annotated[QueryText | None, Query()] = None,
    on: Annotated[Day | None, Query()] = None,
    and_: Annotated[Day | None, Query(alias="and")] = None,
) -> CompareJson:
    """Lay two days of a provision side by side, or two provisions; `on` is the first side's day, `and` the second's."""
    second = and_ or (on if new else None)
    return compare_json(compare(Asked(old, on), Asked(new or old, second), here.face, here.store, here.view(None)))


@router.get("/so-sanh", include_in_schema=False)
def compare_page(here: Here, cu: Text = "", ngay_cu: Text = "", moi: Text = "", ngay_moi: Text = "") -> Response:
    """Show the form, and the comparison where one is asked for."""
    form = CompareForm(cu.strip(), ngay_cu.strip(), moi.strip(), ngay_moi.strip())
    if not form.old:
        error = "Hãy nêu quy định thứ nhất." if form.new else ""
        return _page(here, _wrong(form, error), None, status=422 if error else 200)
    try:
        old, new = _asked(form)
    except BadDayError as error:
        return _page(here, _wrong(form, str(error)), None, status=422)
    try:
        found = compare(old, new, here.face, here.store, here.view(None))
    except NothingToCompareError as error:
        return _page(here, _wrong(form, str(error)), None, status=422)
    except CorpusError as error:
        return _page(here, _wrong(form, str(error)), None, status=problem_of(error, "")["status"])
    return _page(here, replace(form, old=_written(form.old, found.old, here)), found)


def _asked(form: CompareForm) -> tuple[Asked, Asked]:
    """Return both sides; a second provision without a day is read on the day of the first."""
    first, second = typed_day(form.old_day), typed_day(form.new_day)
    return Asked(form.old, first), Asked(form.new or form.old, second or (first if form.new else None))


def _written(typed: str, side: Side, here: Ground) -> str:
    """Return how a person would write what an address names, where that leads to the same place."""
    if not typed.startswith("/vb/"):
        return typed
    try:
        shown = here.face.show(side.name, on=side.view.on)
    except CorpusError:
        return typed
    return side.name if (shown.held.unit_id, shown.provision.eid) == (side.held.unit_id, side.provision.eid) else typed


def _wrong(form: CompareForm, error: str) -> CompareForm:
    return CompareForm(form.old, form.old_day, form.new, form.new_day, error)


def _page(here: Ground, form: CompareForm, found: Comparison | None, *, status: int = 200) -> Response:
    today = vietnamese_day(here.today())
    return page("compare.html", status=status, here="compare", form=form, found=found, today=today, example=_EXAMPLE)
