"""`cancu graph`: the pipelines that run, drawn or as data."""

from enum import StrEnum
from typing import Annotated

import typer

from web.cli_options import Json
from web.desk import Desk


class Graph(StrEnum):
    """A pipeline of search."""

    FIND = "find"
    ASK = "ask"
    INDEX = "index"


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command()(graph)


def graph(
    context: typer.Context,
    name: Annotated[Graph, typer.Argument(help="Chuỗi xử lý cần vẽ. (Which pipeline.)")] = Graph.ASK,
    as_json: Json = False,
) -> None:
    """Vẽ chuỗi xử lý bằng Mermaid hoặc in ra JSON (the search pipelines, drawn or as data)."""
    from search.pipeline import as_json as data_of  # noqa: PLC0415  # Haystack takes half a second to import
    from search.pipeline import as_mermaid  # noqa: PLC0415  # as above

    desk: Desk = context.obj
    with desk.rooms() as rooms:
        drawn = rooms.search.graphs()[name]
        desk.print_json({"name": name, **data_of(drawn)}) if as_json else desk.write(f"{as_mermaid(drawn)}\n")
