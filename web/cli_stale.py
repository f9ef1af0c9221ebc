"""`cancu stale`: what an old slide or leaflet states that no longer holds."""

from typing import Annotated

import typer
from rich.console import Console

from web.cli_drafts import draft_asked, write_whole
from web.cli_options import Json, On, Overwrite, ReportTo
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
    report: ReportTo = None,
    force: Overwrite = False,
    as_json: Json = False,
) -> None:
    """Rà tờ rơi, trang chiếu cũ: điều gì nay không còn đúng, từ ngày nào, nay thế nào (what no longer holds)."""
    desk: Desk = context.obj
    asked = draft_asked(file, report, force=force, context=context)
    today = today_in_viet_nam()
    with desk.rooms() as rooms:
        view = View(rooms.force, on.date() if on else today, dated=on is not None)
        found = review(asked.draft(), rooms.store, view, today)
    if asked.report and asked.form:
        from web.stale.forms import written  # noqa: PLC0415  # templates take time to import

        write_whole(asked.report, written(found, asked.form))
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
