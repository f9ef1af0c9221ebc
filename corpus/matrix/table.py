"""Reads the curated table, ``corpus/starter/matrix.toml``; its head says how it is edited."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.case import PersonClass, Support
from corpus.catalogue import load_catalogue
from corpus.errors import CorpusError
from corpus.handbook import Ground, Mark, Regime
from corpus.matrix.model import CuratedCell, CuratedNote, NoteKind, Spot, Table

_REGIMES = (Regime.OLD, Regime.NEW)
_Types = Mapping[str, str]


class BrokenMatrixError(CorpusError):
    """The matrix that ships with the product cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Ma trận quyền lợi đi kèm bị hỏng: {reason}. Hãy cài lại phần mềm.")


@cache
def load_table() -> Table:
    """Read the table that ships with the package."""
    return read_table(shipped())


def shipped() -> str:
    """Return the text of the table that ships with the package."""
    return files("corpus").joinpath("starter/matrix.toml").read_text(encoding="utf-8")


def read_table(raw: str) -> Table:
    """Return the table that a TOML text makes. Raises BrokenMatrixError, also where a cell is missing or told twice."""
    types = {instrument.number: instrument.type for instrument in load_catalogue().instruments}
    try:
        rows = tomllib.loads(raw)
        cells = sorted(_cells(rows, types), key=_order)
        names = {PersonClass(row["class"]): row["name"] for row in rows["class"] if "name" in row}
        table = Table(rows["as_of"], _spot(rows["transition"], types), tuple(cells), names)
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenMatrixError(str(error)) from error
    told = [(cell.regime, cell.person_class, cell.support) for cell in cells]
    wanted = [(regime, one, support) for regime in _REGIMES for one in PersonClass for support in Support]
    if told != wanted:
        wrong = {*wanted} ^ {*told} or {place for place in told if told.count(place) > 1}
        raise BrokenMatrixError("thiếu hoặc trùng ô " + ", ".join(sorted("/".join(place) for place in wrong)))
    return table


def _order(cell: CuratedCell) -> tuple[int, int, int]:
    classes, supports = list(PersonClass), list(Support)
    return _REGIMES.index(cell.regime), classes.index(cell.person_class), supports.index(cell.support)


def _cells(rows: Mapping[str, Any], types: _Types) -> Iterator[CuratedCell]:
    lists = {Regime(row["regime"]): row for row in rows["list"]}
    notes = [*rows.get("note", ())]
    for row in rows["class"]:
        for answer in ("provided", "not_provided"):
            for name in row.get(answer, ()):
                told = _notes(notes, types, row, name, given=answer == "provided")
                yield _listed(row, lists[Regime(row["regime"])], Support(name), told, types)
    for row in rows.get("cell", ()):
        for name in row["supports"]:
            told = _notes(notes, types, row, name, given=row["provided"]) if "provided" in row else []
            yield _alone(row, Support(name), told, types)


def _listed(
    row: Mapping[str, Any], listing: Mapping[str, Any], support: Support, notes: Sequence[CuratedNote], types: _Types
) -> CuratedCell:
    """Return a cell that a list decides: the class has its own khoản, the support its own điểm."""
    item = next((one for one in listing["item"] if support in one["supports"]), None)
    if item is None:
        raise ValueError(f"danh mục {listing['regime']} không có {support}")
    if support in row["provided"] and "point" not in item:
        raise ValueError(f"{support} của {row['class']} được hưởng mà danh mục không có điểm nào")
    return CuratedCell(
        regime=Regime(row["regime"]),
        person_class=PersonClass(row["class"]),
        support=support,
        provided=support in row["provided"],
        mark=Mark(row["mark"]),
        spot=_spot(row["place"], types),
        item=_spot({**listing["place"], **item}, types),
        notes=tuple(notes),
        remark=row.get("remark", ""),
    )


def _alone(row: Mapping[str, Any], support: Support, notes: Sequence[CuratedNote], types: _Types) -> CuratedCell:
    """Return a cell that one place decides, or that nobody knows."""
    return CuratedCell(
        regime=Regime(row["regime"]),
        person_class=PersonClass(row["class"]),
        support=support,
        provided=row.get("provided"),
        mark=Mark(row["mark"]),
        spot=_spot(row["place"], types) if "place" in row else None,
        notes=tuple(notes),
        remark=row.get("remark", ""),
    )


def _notes(
    rows: Sequence[Mapping[str, Any]], types: _Types, cell: Mapping[str, Any], name: str, *, given: bool
) -> list[CuratedNote]:
    """Return the notes of a cell; one that names no class is of every class.

    What another law gives is noted where this one does not give it, all else where it does.
    """
    return [
        CuratedNote(
            kind=NoteKind(row["kind"]),
            text=row["text"],
            mark=Mark(row["mark"]),
            spot=_spot(row["place"], types) if "place" in row else None,
        )
        for row in rows
        if row["regime"] == cell["regime"]
        and name in row["supports"]
        and cell["class"] in row.get("classes", (cell["class"],))
        and given is not (row["kind"] == NoteKind.ELSEWHERE)
    ]


def _spot(row: Mapping[str, Any], types: _Types) -> Spot:
    number = row["number"]
    return Spot(
        ground=Ground(
            number=number,
            type=types[number],
            article=row.get("article", ""),
            clause=row.get("clause", ""),
            point=row.get("point", ""),
            paragraph=row.get("paragraph", ""),
        ),
        says=tuple(row.get("says", ())),
        lacks=tuple(row.get("lacks", ())),
        read=tuple(row.get("read", ())),
    )
