"""The matrix of entitlements: a page, a table to take along, and its API."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from corpus.case import SUPPORT_NAMES, PersonClass, Support
from corpus.handbook import Regime
from web.entitlements.schemas import MatrixJson
from web.entitlements.shapes import Asked, asked, matrix_json
from web.entitlements.sheet import sheet
from web.entitlements.tables import csv_of
from web.entitlements.words import LAW_NAMES, SHORT_NAMES, applies_words
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
    support: Annotated[Support | None, Query()] = None,
    regime: Annotated[Literal["old", "new"] | None, Query()] = None,
) -> MatrixJson:
    """Return what each class of person is given under either law, each cell read in the store on the day."""
    law = Regime(regime) if regime else None
    return matrix_json(asked(here.store, here.view(on), person_class, support=support, regime=law))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address of a matrix chooses, as codes; empty for all."""

    person_class: str = ""
    support: str = ""
    regime: str = ""

    def query(self, day: str, names: tuple[str, str, str, str] = ("ngay", "lop", "ho_tro", "luat")) -> str:
        """Return the query of an address that gives the same matrix."""
        values = (day, self.person_class, self.support, self.regime)
        return "?" + "&".join(f"{name}={value}" for name, value in zip(names, values, strict=True) if value)


@router.get("/ma-tran", include_in_schema=False)
def matrix_page(here: Here, ngay: Text = "", lop: Text = "", ho_tro: Text = "", luat: Text = "") -> Response:
    """Show the matrix, the old law beside the new one, with the words it rests on."""
    chosen = Chosen(lop, ho_tro, luat)
    return shown(_asked(here, ngay, chosen), chosen, here.today())


def shown(found: Asked, chosen: Chosen, today: date) -> Response:
    """Return the page of a matrix, with what its address chooses."""
    day = found.view.on.isoformat()
    return page(
        "matrix.html",
        here="matrix",
        on=found.view.on,
        made=found.matrix.table.as_of,
        today=today,
        chosen=chosen,
        support_names=SUPPORT_NAMES,
        law_names=LAW_NAMES,
        short_names=SHORT_NAMES,
        applies=applies_words(found.matrix.applies),
        sheet=sheet(found),
        regimes=found.regimes,
        stale=len(found.stale),
        tail=chosen.query(day),
        api_tail=chosen.query(day, ("on", "class", "support", "regime")),
    )


@router.get("/ma-tran.csv", include_in_schema=False)
def matrix_table(here: Here, ngay: Text = "", lop: Text = "", ho_tro: Text = "", luat: Text = "") -> Response:
    """Give the matrix as a table for spreadsheets."""
    found = _asked(here, ngay, Chosen(lop, ho_tro, luat))
    name = "-".join(filter(None, ("ma-tran-quyen-loi", found.view.on.isoformat(), lop, ho_tro, luat)))
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(csv_of(found), media_type="text/csv; charset=utf-8", headers=headers)


def _asked(here: Ground, day: str, chosen: Chosen) -> Asked:
    if chosen.person_class not in ("", *PersonClass):
        raise ProblemError(422, "invalid", "Nhóm người trong địa chỉ không có trong danh sách.")
    if chosen.support not in ("", *Support):
        raise ProblemError(422, "invalid", "Loại hỗ trợ trong địa chỉ không có trong danh sách.")
    if chosen.regime not in ("", *LAW_NAMES):
        raise ProblemError(422, "invalid", "Luật trong địa chỉ phải là “old” hoặc “new”.")
    return asked(
        here.store,
        here.view(read_day(day)),
        PersonClass(chosen.person_class) if chosen.person_class else None,
        support=Support(chosen.support) if chosen.support else None,
        regime=Regime(chosen.regime) if chosen.regime else None,
    )
