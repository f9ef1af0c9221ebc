"""Options that several commands take, and what a group does without a command."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="In đúng một tài liệu JSON. (Print one JSON document.)")]
On = Annotated[
    datetime | None,
    typer.Option(
        "--on",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Ngày áp dụng, mặc định hôm nay. (Day the law is asked for.)",
    ),
]
ReportTo = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="OUT",
        help="Ghi báo cáo: .html để in, .docx có lời nhận xét, .csv, .json. (Write a report, kind by ending.)",
    ),
]
Overwrite = Annotated[bool, typer.Option("--force", help="Ghi đè báo cáo đã có. (Overwrite the report.)")]
IdentifiedOn = Annotated[
    datetime | None,
    typer.Option(
        "--identified-on",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Ngày được xác định là nạn nhân. (Day of identification.)",
    ),
]


def day_of(moment: datetime | None) -> date | None:
    """Return the day that an option gives, or None."""
    return moment.date() if moment else None


def require_command(context: typer.Context) -> None:
    """Show the help of a group where no command follows, and end as a usage error does."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), file=sys.stderr)
        raise typer.Exit(2)
