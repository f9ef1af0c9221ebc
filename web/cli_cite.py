"""`cancu cite`: find and check citations in a text."""

import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer

from corpus.citation import find_citations
from corpus.errors import CancuError
from corpus.text import clean
from web import render
from web.checking.draft import Draft, Form, draft_of_file, examine
from web.cli_errors import existing_file
from web.cli_options import Json, On, require_command
from web.desk import Desk
from web.shapes import View, check_json, citations_json
from web.today import today_in_viet_nam

app = typer.Typer(
    name="cite", help="Nhận ra và kiểm tra lời dẫn điều luật. (Find and check citations.)", invoke_without_command=True
)


class StandardInputError(CancuError):
    """What came in is no text."""

    def __init__(self) -> None:
        super().__init__("Đầu vào chuẩn không phải văn bản UTF-8. Hãy chuyển sang UTF-8, hoặc đưa tên tệp.")


class ReportExistsError(CancuError):
    """A report is not written over what is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Đã có tệp “{path}”; thêm --force để ghi đè, hoặc chọn tên khác.")


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
    found = citations_json(find_citations(clean(_standard_input() if text == "-" else text)))
    desk.print_json(found) if as_json else render.show_citations(desk.console, found)


@app.command(name="check")
def check_file(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Tệp TXT, DOCX, PDF, hoặc - để đọc từ đầu vào chuẩn. (File, or -.)")],
    on: On = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="OUT",
            help="Ghi báo cáo: .html để in, .docx có lời nhận xét, .csv, .json. (Write a report, kind by ending.)",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè báo cáo đã có. (Overwrite the report.)")] = False,
    as_json: Json = False,
) -> None:
    """Kết luận về từng lời dẫn và lời trích trong một tệp (a verdict for each citation)."""
    desk: Desk = context.obj
    path = None if file == "-" else existing_file(Path(file))
    form = _form(report, context) if report else None
    if report and not force and report.exists():
        raise ReportExistsError(report)
    today = today_in_viet_nam()
    with desk.rooms() as rooms:
        draft = draft_of_file(path) if path else Draft(clean(_standard_input()))
        view = View(rooms.force, on.date() if on else today, dated=on is not None)
        checked = examine(draft, rooms.store, view, today)
        if report and form:
            from web.checking.forms import written  # noqa: PLC0415  # templates take time to import

            write_whole(report, written(checked, form))
            desk.notices.print(f"Đã ghi báo cáo vào {report}.", markup=False)
        elif not as_json:
            render.show_checks(desk.console, check_json(checked.items, view))
        if as_json:
            desk.print_json(check_json(checked.items, view))


def _form(report: Path, context: typer.Context) -> Form:
    try:
        return Form(report.suffix.lower().removeprefix("."))
    except ValueError as error:
        endings = ", ".join(f".{form}" for form in Form)
        raise typer.BadParameter(
            f"--report nhận tệp có đuôi {endings}, không phải “{report.name}”.", context
        ) from error


def write_whole(report: Path, content: bytes) -> None:
    """Write a file whole or not at all: one that was there stays until the new one is ready."""
    with NamedTemporaryFile(dir=report.parent, prefix=f".{report.name}-", delete=False) as passing:
        try:
            passing.write(content)
            passing.close()
            Path(passing.name).replace(report)
        except OSError:
            Path(passing.name).unlink(missing_ok=True)
            raise


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StandardInputError from error
