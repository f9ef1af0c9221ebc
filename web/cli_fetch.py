"""`cancu fetch`: gets texts from those who publish them officially, and reads them into the corpus."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from ingest.fetch.download import Downloader
from ingest.fetch.instruments import Outcome
from web.cli_errors import NotFetchedError, existing_file
from web.cli_options import Json, On, day_of
from web.desk import Desk
from web.fetch_schemas import FetchedJson, FetchJson, LedgerJson
from web.fetching import OwnAddresses, fetch_texts, ledger_json, not_done, wanted, wanted_for_gaps
from web.today import today_in_viet_nam

_BECAME = {
    Outcome.FETCHED: "đã tải",
    Outcome.CURRENT: "đã có",
    Outcome.UNREADABLE: "cách ly",
    Outcome.FAILED: "lỗi",
    Outcome.NO_ADDRESS: "bỏ qua",
}


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command()(fetch)


def fetch(
    context: typer.Context,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="NUMBER", help="Số hiệu, ví dụ 162/2025/NĐ-CP. (Numbers.)")
    ] = None,
    all_gaps: Annotated[
        bool, typer.Option("--all-gaps", help="Mọi văn bản còn thiếu mà biết trang chính thức. (All gaps.)")
    ] = False,
    from_file: Annotated[
        Path | None, typer.Option("--from-file", help="Tệp địa chỉ: mỗi dòng số hiệu rồi địa chỉ. (Own addresses.)")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Nêu những gì đã tải. (What was fetched.)")] = False,
    again: Annotated[bool, typer.Option("--again", help="Hỏi lại cả văn bản đã tải. (Fetch anew.)")] = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Tải văn bản từ trang chính thức rồi nạp vào kho (fetch from official pages, then ingest)."""
    desk: Desk = context.obj
    if listed:
        _list(desk, as_json=as_json)
        return
    own = OwnAddresses(existing_file(from_file) if from_file else None)
    if not (numbers or all_gaps or own.numbers):
        raise typer.BadParameter("Hãy nêu số hiệu, hoặc dùng --all-gaps, --from-file, --list.", ctx=context)
    with desk.rooms() as rooms:
        named = numbers or ([] if all_gaps else own.numbers)
        texts = wanted(named, own, rooms)
        if all_gaps:
            day = day_of(on) or today_in_viet_nam()
            texts += [one for one in wanted_for_gaps(own, rooms, day) if one not in texts]
        with desk.progress("Tải", quiet=as_json) as bar:
            report = fetch_texts(texts, rooms, Downloader(rooms.home.fetched), again=again, tell=bar.tell)
    desk.print_json(report) if as_json else _show(desk.console, report)
    if missing := not_done(report):
        raise NotFetchedError(missing)


def _list(desk: Desk, *, as_json: bool) -> None:
    with desk.rooms() as rooms:
        shape = ledger_json(rooms)
    desk.print_json(shape) if as_json else _show_ledger(desk.console, shape)


def _show(console: Console, report: FetchJson) -> None:
    for text in report["texts"]:
        _show_text(console, text)
    if not report["texts"]:
        console.print("Không có văn bản còn thiếu nào mà biết trang chính thức; xem `cancu gaps`.")
    elif any(text["ingest"] and text["ingest"]["status"] == "added" for text in report["texts"]):
        console.print(Text("Chạy `cancu index` để tìm được trong văn bản mới.", style="dim"))


def _show_text(console: Console, text: FetchedJson) -> None:
    head = Text(f"{_BECAME[text['outcome']]:8} {text['number']}", style="bold")
    console.print(head)
    ingest, file = text["ingest"], text["file"]
    if ingest and not ingest["error"]:
        console.print(Text(f"         {len(ingest['works'])} văn bản, {ingest['provisions']} quy định"))
    if file:
        console.print(Text(f"         {file['url']} · {file['size']} byte · {file['at']}", style="cyan"))
        if file["plain"]:
            console.print(Text("         ! Tải qua http không mã hóa: hãy đối chiếu với Công báo.", style="yellow"))
    if text["error"]:
        console.print(Text(f"         {text['error']}", style="yellow"))
    for address in text["not_official"]:
        console.print(Text(f"         không chính thức, không tải: {address}", style="dim"))


def _show_ledger(console: Console, shape: LedgerJson) -> None:
    for sentence in shape["damaged"]:
        console.print(Text(f"! {sentence}", style="yellow"))
    if not shape["files"]:
        console.print("Chưa tải văn bản nào.")
        return
    for file in shape["files"]:
        console.print(Text(f"{file['at'][:10]}  {file['number']}  {file['size']} byte", style="bold"))
        console.print(Text(f"            {file['url']}", style="cyan"))
        console.print(Text(f"            SHA-256 {file['sha256']}", style="dim"))
        if note := file["refused"] or ("" if file["here"] else "Tệp không còn như lúc tải."):
            console.print(Text(f"            {note}", style="yellow"))
