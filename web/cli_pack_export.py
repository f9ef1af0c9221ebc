"""`cancu packs export`: a collection as a file."""

from pathlib import Path
from typing import Annotated

import typer

from web.cli_drafts import require_new, write_whole
from web.cli_packs import Pack, open_shelf, pack_id
from web.desk import Desk
from web.today import today_in_viet_nam

_ENDINGS = ("docx", "pptx", "pdf", "html", "md", "csv", "json")  # of web.packs.exports.Form, which is slow to import


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to those of collections."""
    app.command("export")(export_pack)


def export_pack(
    context: typer.Context,
    pack: Pack,
    out: Annotated[
        Path, typer.Argument(help="Tệp cần ghi: .docx, .pptx, .pdf, .html, .md, .csv, .json. (File, kind by ending.)")
    ],
    key: Annotated[bool, typer.Option("--key", help="Bản của giảng viên, có đáp án. (The trainer's version.)")] = False,
    address: Annotated[
        str, typer.Option("--address", metavar="URL", help="Địa chỉ của dịch vụ, cho liên kết. (Where links lead.)")
    ] = "http://127.0.0.1:8000",
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có. (Overwrite the file.)")] = False,
) -> None:
    """Xuất một bộ thành Word, PowerPoint, PDF, trang in, Markdown, CSV, JSON (export a collection)."""
    desk: Desk = context.obj
    ending = out.suffix.lower().removeprefix(".")
    if ending not in _ENDINGS:
        raise typer.BadParameter(f"nhận tệp có đuôi {', '.join(_ENDINGS)}, không phải “{out.name}”.", context)
    if not address.startswith(("http://", "https://")):
        raise typer.BadParameter("--address bắt đầu bằng http:// hoặc https://.", context)
    if not force:
        require_new(out)
    from web.packs.exports import Form, export  # noqa: PLC0415  # templates take time to import

    with open_shelf(desk) as shelf:
        found = shelf.collection(pack_id(pack, shelf))
    made = export(found, Form(ending), key=key, base=address, today=today_in_viet_nam())
    write_whole(out, made.content)
    desk.notices.print(f"Đã ghi {out}.", markup=False)
