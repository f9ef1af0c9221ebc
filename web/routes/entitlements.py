"""The matrix of entitlements: a page, a table to take along, and its API."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from corpus.case import CLASS_NAMES, PersonClass
from web.entitlements.schemas import MatrixJson
from web.entitlements.shapes import Asked, asked, matrix_json
from web.entitlements.sheet import sheet
from web.entitlements.tables import csv_of
from web.entitlements.words import applies_words
from web.errors import ProblemError
from web.ground import Ground, Here
from web.pages import page
from web.responses import problems
from web.routes.works import Text, read_day
from web.schemas import Day

router = APIRouter()


@router.get("/api/v1/matrix", tags=["reading"], responses=problems(422, 503))
def matrix_api(
    here: Here,
    on: Annotated[Day | None, Query()] = None,
    person_class: Annotated[PersonClass | None, Query(alias="class")] = None,
) -> MatrixJson:
    """Return what each class of person is given under either law, each cell read in the store on the day."""
    return matrix_json(asked(here.store, here.view(on), person_class))


@router.get("/ma-tran", include_in_schema=False)
def matrix_page(here: Here, ngay: Text = "", lop: Text = "") -> Response:
    """Show the matrix, the old law beside the new one, with the words it rests on."""
    return shown(_asked(here, ngay, lop), lop, here.today())


def shown(found: Asked, chosen: str, today: date) -> Response:
    """Return the page of a matrix; ``chosen`` is the class in its address, empty for all."""
    return page(
        "matrix.html",
        here="matrix",
        on=found.view.on,
        made=found.matrix.table.as_of,
        today=today,
        chosen=chosen,
        class_choices=CLASS_NAMES,
        applies=applies_words(found.matrix.applies),
        sheet=sheet(found),
        stale=len(found.stale),
        tail=_tail(found, chosen),
        api_tail=_tail(found, chosen, day="on", class_name="class"),
    )


@router.get("/ma-tran.csv", include_in_schema=False)
def matrix_table(here: Here, ngay: Text = "", lop: Text = "") -> Response:
    """Give the matrix as a table for spreadsheets."""
    found = _asked(here, ngay, lop)
    name = "-".join(filter(None, ("ma-tran-quyen-loi", found.view.on.isoformat(), lop)))
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(csv_of(found), media_type="text/csv; charset=utf-8", headers=headers)


def _asked(here: Ground, day: str, chosen: str) -> Asked:
    if chosen not in ("", *PersonClass):
        raise ProblemError(422, "invalid", "Nhóm người trong địa chỉ không có trong danh sách.")
    return asked(here.store, here.view(read_day(day)), PersonClass(chosen) if chosen else None)


def _tail(found: Asked, chosen: str, *, day: str = "ngay", class_name: str = "lop") -> str:
    """Return the query of an address that gives the same matrix."""
    parts = [f"{day}={found.view.on.isoformat()}"] + ([f"{class_name}={chosen}"] if chosen else [])
    return "?" + "&".join(parts)
