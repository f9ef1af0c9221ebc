"""`cancu succession`: which article of a new law carries on which of the old one."""

from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

from corpus.judgements import JudgedAs
from corpus.succession import Successions
from web.cli_options import Json, On, day_of, require_command
from web.desk import Desk
from web.render import work_name
from web.shapes import View
from web.succession import compared, judge, succession_json
from web.succession_schemas import JudgedJson, SuccessionJson, SuccessorJson
from web.today import today_in_viet_nam
from web.words import KIND_NAMES, STATE_NAMES, sureness

_NAMELESS = "table"  # the command that `cancu succession OLD [NEW]` means


class NamelessFirst(TyperGroup):
    """A group whose first command may go without its name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  # Typer's own signature
        """Put the name of the first command before arguments that name none."""
        first = next((arg for arg in args if not arg.startswith("-")), None)
        if first is not None and first not in self.commands:
            args = [_NAMELESS, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="succession",
    cls=NamelessFirst,
    help="Điều tương ứng giữa luật cũ và luật mới; gợi ý cho đến khi có người xác nhận. (Old law and new law.)",
    invoke_without_command=True,
)
By = Annotated[str, typer.Option("--by", help="Người xác nhận hoặc bác bỏ. (Who says so.)")]
OldPlace = Annotated[str, typer.Argument(metavar="OLD", help='Ví dụ "Điều 32 Luật 66/2011/QH12". (Place, old law.)')]
NewPlace = Annotated[str, typer.Argument(metavar="NEW", help='Ví dụ "Điều 37 Luật 53/2024/QH15". (Place, new law.)')]


@app.callback()
def succession(context: typer.Context) -> None:
    """Show the help where no command follows."""
    require_command(context)


@app.command(name=_NAMELESS)
def table(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="Số hiệu văn bản cũ. (Old law.)")],
    new: Annotated[str, typer.Argument(help="Số hiệu văn bản mới; bỏ trống nếu kho đã biết. (New law.)")] = "",
    on: On = None,
    as_json: Json = False,
) -> None:
    """Bảng điều tương ứng của hai văn bản (what became of each article)."""
    desk: Desk = context.obj
    day: date = day_of(on) or today_in_viet_nam()
    with desk.rooms() as rooms:
        view = View(rooms.force, day, dated=on is not None)
        found = compared(old, new, Successions(rooms.store, rooms.force), rooms.store, view)
        shown = succession_json(found, rooms.store, view)
    desk.print_json(shown) if as_json else show_succession(desk.console, shown)


@app.command()
def confirm(context: typer.Context, old: OldPlace, new: NewPlace, by: By, as_json: Json = False) -> None:
    """Xác nhận một cặp điều tương ứng, kể cả cặp chưa được gợi ý (confirm a pair)."""
    _judge(context.obj, (old, new), JudgedAs.CONFIRMED, by, as_json=as_json)


@app.command()
def reject(context: typer.Context, old: OldPlace, new: NewPlace, by: By, as_json: Json = False) -> None:
    """Bác bỏ một cặp điều tương ứng (reject a pair)."""
    _judge(context.obj, (old, new), JudgedAs.REJECTED, by, as_json=as_json)


def _judge(desk: Desk, places: tuple[str, str], verdict: JudgedAs, by: str, *, as_json: bool) -> None:
    with desk.rooms() as rooms:
        said = judge(rooms.store, rooms.force, places, verdict, by=by, day=today_in_viet_nam())
    desk.print_json(said) if as_json else _show_judged(desk.console, said)


def _show_judged(console: Console, said: JudgedJson) -> None:
    state = STATE_NAMES[said["state"]]
    console.print(Text(f"{state[:1].upper()}{state[1:]}: {said['old']} → {said['new']} ({said['said_by']})."))


def show_succession(console: Console, shown: SuccessionJson) -> None:
    """Print what became of each article of the old law, then the new articles that carry nothing on."""
    console.print(Text(f"{work_name(shown['old'])} → {work_name(shown['new'])}", style="bold"))
    if not shown["whole"]:
        console.print(
            Text("! Kho mới có một phần luật mới: điều chưa thấy có thể nằm ở phần còn thiếu.", style="yellow")
        )
    table = Table(box=None, pad_edge=False)
    for title in ("Điều cũ", "Kết quả", "Điều mới", "Giống", "Trạng thái"):
        table.add_column(title, overflow="fold")
    for line in shown["lines"]:
        first = (f"{line['old']['label']}. {line['old']['heading']}".rstrip(". "), KIND_NAMES[line["kind"]])
        rows = [_cells(successor, line["old"]["eid"]) for successor in line["successors"]] or [("", "", "")]
        for index, cells in enumerate(rows):
            table.add_row(*(Text(cell) for cell in ((*first, *cells) if not index else ("", "", *cells))))
    console.print(table)
    if shown["without_origin"]:
        labels = ", ".join(place["label"] for place in shown["without_origin"])
        console.print(Text(f"Điều mới chưa thấy nguồn gốc ở luật cũ: {labels}."))
    console.print(Text("Gợi ý do máy so lời văn, chưa phải kết luận; hãy đối chiếu bản gốc.", style="dim"))


def _cells(successor: SuccessorJson, line: str) -> tuple[str, str, str]:
    place, like = successor["new"], successor["likeness"]
    whence = ", ".join(successor["clauses"]) or (successor["old"]["label"] if successor["old"]["eid"] != line else "")
    words = f"{place['label']}. {place['heading']}".rstrip(". ") + (f" ({whence})" if whence else "")
    said = f" ({successor['said_by']}, {successor['said_on']})" if successor["said_by"] else ""
    return (
        words,
        f"{like['value']:.2f}" if like else "",
        sureness(successor["state"], like["value"] if like else None) + said,
    )
