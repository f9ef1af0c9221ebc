"""`cancu cite`: find and check citations in a text."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from corpus.check import check
from corpus.citation import find_citations
from corpus.errors import CancuError
from corpus.text import clean
from ingest.pipeline import text_of
from web import render
from web.cli_errors import existing_file
from web.desk import Desk
from web.shapes import View, check_json, citations_json
from web.today import today_in_viet_nam

app = typer.Typer(
    name="cite", help="Nhận ra và kiểm tra lời dẫn điều luật. (Find and check citations.)", invoke_without_command=True
)
Json = Annotated[bool, typer.Option("--json", help="In đúng một tài liệu JSON. (Print one JSON document.)")]


class StandardInputError(CancuError):
    """What came in is no text."""

    def __init__(self) -> None:
        super().__init__("Đầu vào chuẩn không phải văn bản UTF-8. Hãy chuyển sang UTF-8, hoặc đưa tên tệp.")


@app.callback()
def cite(context: typer.Context) -> None:
    """Show the help where no command follows."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), file=sys.stderr)
        raise typer.Exit(2)


@app.command()
def parse(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Đoạn văn, hoặc - để đọc từ đầu vào chuẩn. (Text, or - for stdin.)")],
    as_json: Json = False,
) -> None:
    """Liệt kê các lời dẫn trong một đoạn văn (citations found in a text)."""
    desk: Desk = context.obj
    found = citations_json(find_citations(clean(_standard_input() if text == "-" else text)))
    desk.print_json(found) if as_json else render.show_citations(desk.console, found)


@app.command(name="check")
def check_file(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Tệp TXT, DOCX, PDF, hoặc - để đọc từ đầu vào chuẩn. (File, or -.)")],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Ngày áp dụng, mặc định hôm nay. (Day.)"),
    ] = None,
    as_json: Json = False,
) -> None:
    """Kết luận về từng lời dẫn và lời trích trong một tệp (a verdict for each citation)."""
    desk: Desk = context.obj
    path = None if file == "-" else existing_file(Path(file))
    day = on.date() if on else today_in_viet_nam()
    with desk.rooms() as rooms:
        text = text_of(path) if path else clean(_standard_input())
        items = check(text, rooms.store, day, rooms.force)
        checked = check_json(items, View(rooms.force, day, dated=on is not None))
    desk.print_json(checked) if as_json else render.show_checks(desk.console, checked)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StandardInputError from error
