"""`cancu compare`: two days of a provision, or two provisions, word by word."""

from datetime import datetime
from typing import Annotated

import typer

from web.cli_options import Json
from web.comparison import Asked, compare, compare_json
from web.desk import Desk
from web.render import show_comparison
from web.shapes import View
from web.today import today_in_viet_nam

_DAY = ["%Y-%m-%d"]
Html = Annotated[bool, typer.Option("--html", help="In một trang HTML để lưu, in. (Print an HTML page.)")]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command(name="compare")(compare_provisions)


def compare_provisions(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help='Ví dụ "khoản 1 Điều 32 Luật 66/2011/QH12". (A citation.)')],
    new: Annotated[
        str | None, typer.Argument(help="Quy định thứ hai; bỏ trống nếu là cùng quy định. (Another citation.)")
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=_DAY, metavar="YYYY-MM-DD", help="Ngày của bên thứ nhất. (Day of the first.)"),
    ] = None,
    and_: Annotated[
        datetime | None,
        typer.Option(
            "--and",
            formats=_DAY,
            metavar="YYYY-MM-DD",
            help="Ngày của bên thứ hai; bỏ trống: hôm nay, hoặc ngày --on khi có hai quy định. (Day of the second.)",
        ),
    ] = None,
    as_json: Json = False,
    as_html: Html = False,
) -> None:
    """So sánh hai ngày của một quy định, hoặc hai quy định, từng chữ (compare word by word)."""
    if as_json and as_html:
        raise typer.BadParameter("--json và --html không đi cùng nhau; hãy chọn một.", context)
    desk: Desk = context.obj
    first = on.date() if on else None
    second = and_.date() if and_ else first if new else None
    with desk.rooms() as rooms:
        view = View(rooms.force, today_in_viet_nam(), dated=False)
        found = compare(Asked(old, first), Asked(new or old, second), rooms.search, rooms.store, view)
        if as_json:
            desk.print_json(compare_json(found))
        elif as_html:
            from web.pages import rendered  # noqa: PLC0415  # templates take time to import, and only this needs them

            desk.write(rendered("compare_alone.html", found=found) + "\n")
        else:
            show_comparison(desk.console, compare_json(found))
