"""How the matrix of entitlements looks at a terminal: a class at a time, the old law's line before the new one's."""

from rich.console import Console
from rich.text import Text

from corpus.case import SUPPORT_NAMES, Support
from corpus.handbook import Regime
from corpus.matrix import Cell, State
from web.entitlements.shapes import Asked, place_words
from web.entitlements.words import LAWS, STATE_SIGNS, applies_words, table_words
from web.words import vietnamese_day

_STYLES = {"good": "green", "care": "yellow", "bad": "bold red", "plain": ""}
_SHORT = {Regime.OLD: "cũ ", Regime.NEW: "mới"}


def show_matrix(console: Console, found: Asked) -> None:
    """Print the matrix: first which law applies and what must be looked at again, then a line for each cell."""
    table = found.matrix.table
    console.print(Text(f"Ma trận quyền lợi tại ngày {vietnamese_day(found.view.on)}", style="bold"))
    console.print(Text(f"{applies_words(found.matrix.applies)} ({found.matrix.transition.spot.ground.label})"))
    console.print(Text(f"{len(found.stale)} ô cần xem lại", style="bold red" if found.stale else "dim"))
    for cell in found.stale:
        who = table.class_name(cell.regime, cell.person_class)
        console.print(
            Text(f"! {SUPPORT_NAMES[cell.support]}, {who}, luật {_SHORT[cell.regime].strip()}: {cell.reason}")
        )
    for note in found.matrix.doubtful:
        wrong = note.reading.wrong if note.reading else ""
        console.print(Text(f"! Chi tiết “{note.curated.text}”: {wrong}", style="yellow"))
    for person_class in found.classes:
        old, new = (table.class_name(regime, person_class) for regime in (Regime.OLD, Regime.NEW))
        console.print(Text(f"\n{new}{f' (luật cũ: {old})' if old != new else ''}", style="bold"))
        cells = {(cell.support, cell.regime): cell for cell in found.cells if cell.person_class is person_class}
        for support in Support:
            for regime in (Regime.OLD, Regime.NEW):
                name = SUPPORT_NAMES[support] if regime is Regime.OLD else ""
                console.print(Text(f"  {name:26} {_SHORT[regime]} ").append_text(_cell(cells[support, regime])))


def _cell(cell: Cell) -> Text:
    sign, style, words = STATE_SIGNS[cell.state]
    shown = Text(f"{sign} {words}", style=_STYLES[style])
    if cell.state is State.NOT_IN_STORE:
        shown.append(f" ({table_words(cell.curated.provided)})", style="dim")
    conditions = "; ".join(note.curated.text for note in cell.conditions)
    places = "; ".join(place_words(reading.spot.ground, LAWS[cell.regime]) for reading in cell.readings)
    for part in (conditions, places):
        shown.append(f" · {part}" if part else "", style="dim" if part == places else "")
    return shown
