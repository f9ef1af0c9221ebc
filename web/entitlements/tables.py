"""The matrix as CSV that no spreadsheet takes for formulas."""

from collections.abc import Sequence

from corpus.case import SUPPORT_NAMES
from corpus.matrix import MARK_NAMES, NOTE_NAMES, STATE_NAMES, Cell, Note, NoteKind
from corpus.work import STATUS_NAMES
from web.csv_table import csv_table
from web.entitlements.shapes import Asked
from web.entitlements.words import REGIME_NAMES, table_words

_HEADS = (
    "Luật",
    "Nhóm người",
    "Loại hỗ trợ",
    "Mã kết luận",
    "Kết luận",
    "Bảng soạn",
    "Dấu kiểm chứng",
    "Điều kiện",
    "Chi tiết",
    "Nơi quy định",
    "Nguyên văn",
    "Tình trạng",
    "Ghi chú",
    "Ngày",
    "Địa chỉ",
)


def csv_of(found: Asked) -> bytes:
    """Return one row for each cell, those to be looked at first."""
    cells = [*found.stale, *(cell for cell in found.cells if cell not in found.stale)]
    return csv_table(_HEADS, (_row(cell, found) for cell in cells))


def _row(cell: Cell, found: Asked) -> Sequence[str]:
    quotes = cell.quotes
    return (
        REGIME_NAMES[cell.regime],
        found.matrix.table.class_name(cell.regime, cell.person_class),
        SUPPORT_NAMES[cell.support],
        cell.state.value,
        STATE_NAMES[cell.state],
        table_words(cell.curated.provided),
        MARK_NAMES[cell.curated.mark],
        "; ".join(map(_note, cell.conditions)),
        "; ".join(map(_note, cell.details)),
        "; ".join(reading.spot.ground.label for reading in cell.readings),
        "\n".join(quote.quote for quote in quotes),
        "; ".join(STATUS_NAMES[quote.status] for quote in quotes),
        cell.reason,
        found.view.on.isoformat(),
        " ".join(found.address(quote, cell.regime) for quote in quotes),
    )


def _note(note: Note) -> str:
    curated = note.curated
    kind = "" if curated.kind is NoteKind.CONDITION else f"{NOTE_NAMES[curated.kind]}: "
    ground = f" ({curated.spot.ground.label})" if curated.spot else ""
    return f"{kind}{curated.text}{ground} [{MARK_NAMES[curated.mark]}]"
