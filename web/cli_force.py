"""`cancu force`: what is known of the force of a work, and what a person has looked up."""

from datetime import date, datetime
from typing import Annotated

import typer

from corpus.event import EVENT_NAMES, Event, EventKind, Witness
from corpus.naming import work_named
from web.cli_options import Json, On, day_of, require_command
from web.desk import Desk
from web.force import record, timeline_json
from web.render import show_timeline
from web.shapes import View
from web.today import today_in_viet_nam

app = typer.Typer(
    name="force",
    help="Dòng thời gian hiệu lực, và ghi nhận của người kiểm tra. (Force through time, and what persons record.)",
    invoke_without_command=True,
)
Number = Annotated[str, typer.Argument(help="Số hiệu, ví dụ 66/2011/QH12. (Number.)")]
_KINDS = ", ".join(f"{kind}: {name}" for kind, name in EVENT_NAMES.items())


@app.callback()
def force(context: typer.Context) -> None:
    """Show the help where no command follows."""
    require_command(context)


@app.command()
def show(
    context: typer.Context,
    number: Number,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Hiện các mốc hiệu lực của một văn bản và ai nói điều đó (the events of a work and who says so)."""
    desk: Desk = context.obj
    day: date = day_of(on) or today_in_viet_nam()
    with desk.rooms() as rooms:
        work = work_named(number, rooms.store, rooms.force)
        view = View(rooms.force, day, dated=on is not None)
        shown = timeline_json(work, view, codified=rooms.store.is_codified(work))
    desk.print_json(shown) if as_json else show_timeline(desk.console, shown)


@app.command()
def say(
    context: typer.Context,
    number: Number,
    kind: Annotated[EventKind, typer.Argument(help=_KINDS)],
    day: Annotated[
        datetime, typer.Argument(formats=["%Y-%m-%d"], help="Ngày đầu tiên của tình trạng mới. (First day.)")
    ],
    by: Annotated[str, typer.Option("--by", help="Người ghi nhận. (Who looked it up.)")],
    reason: Annotated[str, typer.Option("--reason", help="Căn cứ: đã đọc ở đâu. (Where it was read.)")],
    place: Annotated[str, typer.Option("--place", help='Chỉ một phần, ví dụ "khoản 2 Điều 5". (Only a part.)')] = "",
    act: Annotated[str, typer.Option("--act", help="Số hiệu văn bản làm thay đổi. (The act that did it.)")] = "",
) -> None:
    """Ghi nhận một mốc hiệu lực đã tra cứu (record an event that a person looked up)."""
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        work = rooms.store.work(number)
        event = Event(number=work.number, kind=kind, day=day.date(), said_by=Witness.PERSON, act=act, reason=reason)
        row = record(rooms.store, work, event, by=by, place=place)
    desk.console.print(f"Đã ghi nhận số {row}: {work.name}, {EVENT_NAMES[kind]} từ ngày {day:%d/%m/%Y}.", markup=False)


@app.command()
def unsay(
    context: typer.Context,
    row: Annotated[int, typer.Argument(metavar="ID", help="Số của ghi nhận, xem `cancu force show`. (Id.)")],
) -> None:
    """Bỏ một ghi nhận của người dùng (take back what a person recorded)."""
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        rooms.store.unsay(row)
    desk.console.print(f"Đã bỏ ghi nhận số {row}.")
