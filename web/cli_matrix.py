"""`cancu matrix`: what each class of person is given under either law, each cell read in the store."""

from typing import Annotated

import typer

from corpus.case import PersonClass
from web.cli_options import Json, On, day_of
from web.desk import Desk
from web.entitlements.shapes import asked, matrix_json
from web.entitlements.tables import csv_of
from web.render_matrix import show_matrix
from web.shapes import View
from web.today import today_in_viet_nam


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command(name="matrix")(matrix_of)


def matrix_of(
    context: typer.Context,
    on: On = None,
    person_class: Annotated[
        PersonClass | None, typer.Option("--class", help="Chỉ một nhóm người. (One class of person.)")
    ] = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="In bảng CSV cho bảng tính. (Print a CSV table.)")] = False,
) -> None:
    """Ma trận quyền lợi: loại hỗ trợ theo nhóm người, luật cũ và luật mới (matrix of entitlements)."""
    if as_json and as_csv:
        raise typer.BadParameter("--json và --csv không đi cùng nhau; hãy chọn một.", context)
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        view = View(rooms.force, day_of(on) or today_in_viet_nam(), dated=on is not None)
        found = asked(rooms.store, view, person_class)
        if as_json:
            desk.print_json(matrix_json(found))
        elif as_csv:
            desk.write(csv_of(found).decode("utf-8-sig"))
        else:
            show_matrix(desk.console, found)
