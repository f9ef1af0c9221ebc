"""`cancu cite`: find and check citations in a text."""

from typing import Annotated

import typer

from corpus.citation import find_citations
from corpus.text import clean
from web import render
from web.checking.draft import examine
from web.cli_drafts import draft_asked, standard_input, write_whole
from web.cli_options import Json, On, Overwrite, ReportTo, require_command
from web.desk import Desk
from web.shapes import View, check_json, citations_json
from web.today import today_in_viet_nam

app = typer.Typer(
    name="cite", help="Nhận ra và kiểm tra lời dẫn điều luật. (Find and check citations.)", invoke_without_command=True
)


@app.callback()
def cite(context: typer.Context) -> None:
    """Show the help where no command follows."""
    require_command(context)


@app.command()
def parse(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Đoạn văn, hoặc - để đọc từ đầu vào chuẩn. (Text, or - for stdin.)")],
    as_json: Json = False,
) -> None:
    """Liệt kê các lời dẫn trong một đoạn văn (citations found in a text)."""
    desk: Desk = context.obj
    found = citations_json(find_citations(clean(standard_input() if text == "-" else text)))
    desk.print_json(found) if as_json else render.show_citations(desk.console, found)


@app.command(name="check")
def check_file(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(help="Tệp TXT, DOCX, PPTX, PDF, HTML, hoặc - để đọc từ đầu vào chuẩn. (File, or -.)")
    ],
    on: On = None,
    report: ReportTo = None,
    force: Overwrite = False,
    as_json: Json = False,
) -> None:
    """Kết luận về từng lời dẫn và lời trích trong một tệp (a verdict for each citation)."""
    desk: Desk = context.obj
    asked = draft_asked(file, report, force=force, context=context)
    today = today_in_viet_nam()
    with desk.rooms() as rooms:
        view = View(rooms.force, on.date() if on else today, dated=on is not None)
        checked = examine(asked.draft(), rooms.store, view, today)
        if asked.report and asked.form:
            from web.checking.forms import written  # noqa: PLC0415  # templates take time to import

            write_whole(asked.report, written(checked, asked.form))
            desk.notices.print(f"Đã ghi báo cáo vào {report}.", markup=False)
        elif not as_json:
            render.show_checks(desk.console, check_json(checked.items, view))
        if as_json:
            desk.print_json(check_json(checked.items, view))
