"""Commands that fill and keep the corpus: ingest, index, text, verify, backup, restore."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from corpus.backup import back_up
from corpus.backup import restore as restore_backup
from corpus.errors import DamagedStoreError
from corpus.source import SourceStatus
from ingest.kind import Kind
from ingest.pipeline import text_of
from ingest.report import IngestReport, SourceReport
from web.cli_errors import NothingLoadedError, ProblemsError, existing, existing_file
from web.cli_options import Json
from web.desk import Desk
from web.loading import index_home, load_files, load_starter
from web.render import show_ingested, show_verified
from web.reports import index_json, ingest_json
from web.verify import damaged_home, verify_home

_GLOB = frozenset("*?[")


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
        str, typer.Option(help=f"Loại tệp; auto để tự nhận biết. (One of: auto, {', '.join(Kind)}.)")
    ] = "auto",
    starter: Annotated[
        bool, typer.Option("--starter", help="Nạp sổ tay đi kèm phần mềm. (The texts that ship with the product.)")
    ] = False,
    as_json: Json = False,
) -> None:
    """Nạp văn bản vào kho (read files into the corpus)."""
    if not paths and not starter:
        raise typer.BadParameter("Hãy nêu ít nhất một tệp hoặc thư mục, hoặc dùng --starter.", ctx=context)
    if kind not in ("auto", *Kind):
        raise typer.BadParameter(f"--kind {kind} không có; các loại là: {', '.join(('auto', *Kind))}.", ctx=context)
    for path in paths or []:
        if not _GLOB & set(str(path)):
            existing(path)
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        with desk.progress("Nạp", quiet=as_json) as bar:
            report = load_files(rooms, paths or [], kind=kind, tell=bar.tell)
        if starter:
            report = IngestReport((load_starter(rooms.store), *report.sources))
        shape = ingest_json(report, rooms.store, rooms.force)
    desk.print_json(shape) if as_json else show_ingested(desk.console, shape)
    _require_one_read(report.sources)


def _require_one_read(sources: Sequence[SourceReport]) -> None:
    if sources and all(source.status is SourceStatus.QUARANTINED for source in sources):
        raise NothingLoadedError(len(sources), sources[0].error or "")


def index(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Dựng lại từ đầu. (Build anew.)")] = False,
    as_json: Json = False,
) -> None:
    """Lập chỉ mục tìm kiếm từ kho (bring the search index up to date)."""
    desk: Desk = context.obj
    with desk.rooms() as rooms, desk.progress("Lập chỉ mục", quiet=as_json) as bar:
        report = index_json(index_home(rooms, rebuild=rebuild, tell=bar.tell))
    if as_json:
        desk.print_json(report)
        return
    desk.console.print(
        f"Chỉ mục {report['generation']}: {report['passages']} đoạn, {report['changed']} đoạn thay đổi,"
        f" {report['seconds']:.1f} giây ({report['passages_per_second']:.0f} đoạn/giây)."
    )


def text(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Tệp cần đọc. (File.)")],
) -> None:
    """In phần chữ đọc được từ một tệp (the Unicode text read from a file)."""
    desk: Desk = context.obj
    path = existing_file(file)
    with desk.scratch():
        words = text_of(path)
    desk.write(words if words.endswith("\n") else f"{words}\n")


def verify(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Sửa những gì sửa được. (Repair.)")] = False,
    as_json: Json = False,
) -> None:
    """Kiểm tra kho, bản gốc và chỉ mục (integrity of corpus, originals and index)."""
    desk: Desk = context.obj
    try:
        with desk.rooms() as rooms, desk.progress("Kiểm tra", quiet=as_json) as bar:
            report = verify_home(rooms, repair=repair, tell=bar.tell)
    except DamagedStoreError as error:
        report = damaged_home(error)
    desk.print_json(report) if as_json else show_verified(desk.console, report)
    if report["problems"]:
        raise ProblemsError(len(report["problems"]))


def backup(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Thư mục mới để ghi bản sao. (New folder.)")],
    as_json: Json = False,
) -> None:
    """Sao lưu kho và bản gốc, kể cả khi dịch vụ đang mở (back up)."""
    desk: Desk = context.obj
    with desk.rooms() as rooms:
        report = back_up(desk.home, rooms.store, folder)
    _say(desk, {"files": report.files, "bytes": report.bytes}, as_json=as_json)


def restore(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Thư mục bản sao. (Backup.)")],
    as_json: Json = False,
) -> None:
    """Khôi phục bản sao vào thư mục dữ liệu mới rồi lập chỉ mục (restore and index)."""
    desk: Desk = context.obj
    report = restore_backup(existing(folder), desk.home)
    with desk.rooms() as rooms, desk.progress("Lập chỉ mục", quiet=as_json) as bar:
        indexed = index_home(rooms, rebuild=True, tell=bar.tell)
    _say(desk, {"files": report.files, "bytes": report.bytes, "passages": indexed.passages}, as_json=as_json)


def _say(desk: Desk, counts: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        desk.print_json(counts)
    else:
        desk.console.print(", ".join(f"{name}: {value}" for name, value in counts.items()), markup=False)
