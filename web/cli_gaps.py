"""`cancu gaps`: the instruments that the store should hold and does not."""

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from corpus.gaps import Held
from corpus.publishers import is_page
from web.cli_options import Json, On, day_of
from web.desk import Desk
from web.gap_schemas import GapJson, GapsJson
from web.gaps import FEW, MOST, gaps_json
from web.render import status_words
from web.today import today_in_viet_nam

_HELD = {Held.NOTHING: "chưa có", Held.EXCERPT: "chỉ có trích đoạn", Held.PART: "có một phần"}
_SHOWN = 2  # addresses of one gap; all of them are in the JSON
_NO_ADDRESS = (
    "chưa biết địa chỉ chính thức; hãy tìm theo số hiệu tại vbpl.vn, vanban.chinhphu.vn hoặc congbao.chinhphu.vn"
)


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command()(gaps)


def gaps(
    context: typer.Context,
    on: On = None,
    k: Annotated[int, typer.Option("-k", min=1, max=MOST, help="Số văn bản nêu ra. (How many.)")] = FEW,
    as_json: Json = False,
) -> None:
    """Nêu văn bản mà kho còn thiếu, cần nhất trước (what the store lacks, most needed first)."""
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        found = gaps_json(rooms.store, rooms.force, day_of(on) or today_in_viet_nam(), k)
    desk.print_json(found) if as_json else _show(desk.console, found)


def _show(console: Console, found: GapsJson) -> None:
    for place, gap in enumerate(found["gaps"], start=1):
        _show_gap(console, place, gap)
    more = found["total"] - len(found["gaps"])
    if more > 0:
        console.print(Text(f"… và {more} văn bản khác (thêm -k để xem).", style="dim"))
    if not found["total"]:
        console.print("Không thấy văn bản nào còn thiếu.")
    else:
        console.print(Text("Tải từ nguồn chính thức: cancu fetch SỐ_HIỆU; có tệp sẵn: cancu ingest TỆP.", style="dim"))


def _show_gap(console: Console, place: int, gap: GapJson) -> None:
    name = gap["number"] if gap["number"].startswith(gap["type"]) else f"{gap['type']} {gap['number']}"
    head = Text(f"{place}. {name.strip()}", style="bold")
    head.append(f" · {status_words(gap['status'])} · {_HELD[gap['held']]}", style="not bold yellow")
    console.print(head)
    if gap["title"]:
        console.print(Text(f"   {gap['title']}"))
    for line in _reasons(gap):
        console.print(Text(f"   {line}"))
    official = [address for address in gap["addresses"] if address["publisher"] and is_page(address["url"])]
    for address in official[:_SHOWN]:
        console.print(Text(f"   {address['url']} ({address['publisher']})", style="cyan"))
    if not official:
        console.print(Text(f"   {_NO_ADDRESS}", style="dim"))


def _reasons(gap: GapJson) -> list[str]:
    """Return why it is needed, a line for each kind of reason."""
    counted = (
        ("ý trong sổ tay", gap["statements"], gap["entries"]),
        ("chỗ trong luật đang giữ", gap["places"], gap["cited_from"]),
        ("quan hệ theo danh mục, với", gap["ties"], gap["tied_to"]),
    )
    lines = [f"{count} {words}: {'; '.join(examples)}" for words, count, examples in counted if count]
    return [*lines, f"thiếu {', '.join(gap['lacking'])}"] if gap["lacking"] else lines
