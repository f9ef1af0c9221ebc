"""`cancu stale`: what an old slide or leaflet states that no longer holds."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.text import clean
from web.checking.draft import Draft, draft_of_file
from web.cli_cite import ReportExistsError, form_of, standard_input, write_whole
from web.cli_errors import existing_file
from web.cli_options import Json, On
from web.desk import Desk
from web.shapes import View
from web.stale.review import Review, review
from web.stale.tables import stale_json
from web.stale.words import KIND_NAMES, MANNER_NAMES, NEED_SIGNS, since_words
from web.today import today_in_viet_nam


def stale(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(help="Tệp TXT, DOCX, PPTX, PDF, HTML, hoặc - để đọc từ đầu vào chuẩn. (Old paper, or -.)"),
    ],
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
    """Rà tờ rơi, trang chiếu cũ: điều gì nay không còn đúng, từ ngày nào, nay thế nào (what no longer holds)."""
    desk: Desk = context.obj
    path = None if file == "-" else existing_file(Path(file))
    form = form_of(report, context) if report else None
    if report and not force and report.exists():
        raise ReportExistsError(report)
    today = today_in_viet_nam()
    with desk.rooms() as rooms:
        draft = draft_of_file(path) if path else Draft(clean(standard_input()))
        view = View(rooms.force, on.date() if on else today, dated=on is not None)
        found = review(draft, rooms.store, view, today)
    if report and form:
        from web.stale.forms import written  # noqa: PLC0415  # templates take time to import

        write_whole(report, written(found, form))
        desk.notices.print(f"Đã ghi báo cáo vào {report}.", markup=False)
    elif not as_json:
        show_review(desk.console, found)
    if as_json:
        desk.print_json(stale_json(found))


def show_review(console: Console, found: Review) -> None:
    """Print the facts in the order of the text."""
    if not found.points:
        console.print("Không thấy điều nào đã cũ trong những loại được rà.", markup=False)
    for point in found.points:
        one = point.stale
        sign, _, words = NEED_SIGNS[one.need]
        since = since_words(one)
        console.print(
            f"{point.number}. {sign} [{words}{f' {since}' if since else ''}] {KIND_NAMES[one.kind]}: {one.said}",
            markup=False,
        )
        console.print(f"   Nay: {one.now}", markup=False)
        places = "; ".join(f"“{place.words}” ({MANNER_NAMES[place.mention.manner]})" for place in point.places)
        console.print(f"   Trong bài: {places}", markup=False)
        grounds = [ground.label for ground in one.grounds] + list(one.sources)
        if grounds:
            console.print(f"   Căn cứ, nguồn: {'; '.join(grounds)}", markup=False)


def add_commands(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="stale")(stale)
