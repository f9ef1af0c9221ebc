"""Commands that fill and keep the corpus: ingest, index, text, verify, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.backup import back_up
from corpus.backup import restore as restore_backup
from ingest.pipeline import text_of
from ingest.report import IngestReport
from web.desk import Desk
from web.loading import load_files, load_starter
from web.reports import index_json, ingest_json
from web.verify import verify_home

Json = Annotated[bool, typer.Option("--json", help="In đúng một tài liệu JSON. (Print one JSON document.)")]
_STATUS = {"added": "đã nạp", "unchanged": "đã có", "quarantined": "cách ly"}


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    for command in (ingest, index, text, verify, backup, restore):
        app.command()(command)


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tệp, thư mục, tệp nén ZIP. (Files, folders, globs, archives.)")
    ] = None,
    kind: Annotated[
        str, typer.Option(help="Loại tệp; auto để tự nhận biết. (auto, codified, html, docx, pdf, text, jsonl.)")
    ] = "auto",
    starter: Annotated[
        bool, typer.Option("--starter", help="Nạp sổ tay đi kèm phần mềm. (The texts that ship with the product.)")
    ] = False,
    as_json: Json = False,
) -> None:
    """Nạp văn bản vào kho. Read files into the corpus."""
    if not paths and not starter:
        raise typer.BadParameter("Hãy nêu ít nhất một tệp hoặc thư mục, hoặc dùng --starter.")
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        with desk.progress("Nạp", quiet=as_json) as bar:
            report = load_files(rooms, paths or [], kind=kind, tell=bar.tell)
        if starter:
            report = IngestReport((load_starter(rooms.store), *report.sources))
        shape = ingest_json(report, rooms.force)
    if as_json:
        desk.print_json(shape)
        return
    for source in shape["sources"]:
        name = f"{_STATUS[source['status']]:8} {source['path']}"
        said = source["error"] or f"{len(source['works'])} văn bản, {source['provisions']} quy định"
        desk.console.print(f"{name}: {said}", markup=False)
        for doubt in source["doubts"][:3]:
            desk.console.print(f"         ? {doubt}", markup=False)
    totals = ", ".join(f"{name}: {value}" for name, value in shape["totals"].items())
    desk.console.print(f"Tổng cộng: {totals}", markup=False)


def index(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Dựng lại từ đầu. (Build anew.)")] = False,
    as_json: Json = False,
) -> None:
    """Lập chỉ mục tìm kiếm từ kho. Bring the search index up to date."""
    desk: Desk = context.obj
    with desk.rooms() as rooms, desk.progress("Lập chỉ mục", quiet=as_json) as bar:
        report = index_json(rooms.search.index(rebuild=rebuild, tell=bar.tell))
    if as_json:
        desk.print_json(report)
        return
    desk.console.print(
        f"Chỉ mục {report['generation']}: {report['passages']} đoạn, {report['changed']} đoạn thay đổi,"
        f" {report['seconds']:.1f} giây."
    )


def text(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Tệp cần đọc. (File.)")],
) -> None:
    """In phần chữ đọc được từ một tệp. The Unicode text read from a file."""
    desk: Desk = context.obj
    desk.console.file.write(text_of(file) + "\n")


def verify(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Sửa những gì sửa được. (Repair.)")] = False,
    as_json: Json = False,
) -> None:
    """Kiểm tra kho, bản gốc và chỉ mục. Integrity of corpus, originals and index."""
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        report = verify_home(rooms, repair=repair)
    if as_json:
        desk.print_json(report)
    else:
        counts = ", ".join(f"{name}: {value}" for name, value in report.items() if name != "problems")
        desk.console.print(counts, markup=False)
        for problem in report["problems"]:
            desk.notices.print(f"! {problem}", markup=False)
    if report["problems"]:
        raise typer.Exit(1)


def backup(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Thư mục mới để ghi bản sao. (New folder.)")],
    as_json: Json = False,
) -> None:
    """Sao lưu kho và bản gốc; chạy được khi dịch vụ đang mở. Back up."""
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        report = back_up(desk.home, rooms.store, folder)
    _say(desk, {"files": report.files, "bytes": report.bytes}, as_json=as_json)


def restore(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Thư mục bản sao. (Backup.)")],
    as_json: Json = False,
) -> None:
    """Khôi phục bản sao vào một thư mục dữ liệu mới rồi lập lại chỉ mục. Restore and index."""
    desk: Desk = context.obj
    report = restore_backup(folder, desk.home)
    with desk.rooms() as rooms, desk.progress("Lập chỉ mục", quiet=as_json) as bar:
        indexed = rooms.search.index(rebuild=True, tell=bar.tell)
    _say(desk, {"files": report.files, "bytes": report.bytes, "passages": indexed.passages}, as_json=as_json)


def _say(desk: Desk, counts: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        desk.print_json(counts)
    else:
        desk.console.print(", ".join(f"{name}: {value}" for name, value in counts.items()), markup=False)
