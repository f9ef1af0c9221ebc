"""`cancu packs`: the collections of a home, what of them still stands, and their files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from corpus.errors import CorpusError
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.succession import Successions
from web.cli_options import Json, On, day_of, require_command
from web.desk import Desk
from web.notebook import Notebook
from web.packs.rechecking import Outcome
from web.packs.schemas import PackCheckJson, PackChecksJson, PackJson
from web.packs.shapes import checks_json, pack_json, packs_json
from web.packs.shelf import Shelf
from web.packs.words import OUTCOME_WORDS
from web.shapes import View
from web.today import today_in_viet_nam
from web.words import vietnamese_day

app = typer.Typer(
    help="Bộ tài liệu tập huấn: liệt kê, rà lại theo luật, xuất tệp. (Training packs.)", invoke_without_command=True
)
Pack = Annotated[str, typer.Argument(help="Mã của bộ, hoặc tên của nó. (Id or title.)")]


class UnknownPackError(CorpusError):
    """No collection, or several, has this id or title."""

    def __init__(self, written: str, found: int) -> None:
        told = f"có {found} bộ cùng tên “{written}”; hãy dùng mã" if found else f"không có bộ nào là “{written}”"
        super().__init__(f"Trong kho {told}. Xem danh sách bằng lệnh: cancu packs list.")


@dataclass(frozen=True, slots=True)
class _Lawbooks:
    """What a recheck reads in, at the terminal."""

    store: CorpusStore
    force: ForceTable
    successions: Successions

    def view(self, on: date | None) -> View:
        return View(self.force, on or today_in_viet_nam(), dated=on is not None)


@app.callback()
def packs(context: typer.Context) -> None:
    """Say what the commands are."""
    require_command(context)


@app.command("list")
def list_packs(context: typer.Context, as_json: Json = False) -> None:
    """Liệt kê các bộ tài liệu, bộ mới sửa trước (list the collections)."""
    desk: Desk = context.obj
    with open_shelf(desk) as shelf:
        found = packs_json(shelf.collections())
    if as_json:
        desk.print_json(found)
        return
    for one in found["collections"]:
        line = Text(f"{one['id']}  ", style="dim")
        line.append(one["title"], style="not dim bold")
        line.append(f" ({one['items']} mục)", style="not dim")
        desk.console.print(line)
    if not found["collections"]:
        desk.console.print("Chưa có bộ tài liệu nào; lập trên trang /bo-tai-lieu khi chạy cancu serve.")


@app.command()
def show(context: typer.Context, pack: Pack, as_json: Json = False) -> None:
    """Hiện một bộ tài liệu: các mục, lời dẫn, ngày (show a collection)."""
    desk: Desk = context.obj
    with open_shelf(desk) as shelf:
        found = pack_json(shelf.collection(pack_id(pack, shelf)))
    desk.print_json(found) if as_json else _show(desk.console, found)


@app.command()
def check(context: typer.Context, pack: Pack, on: On = None, as_json: Json = False) -> None:
    """Rà lại một bộ: điều gì còn nguyên, điều gì đã đổi từ khi lấy (look at a collection again)."""
    desk: Desk = context.obj
    with desk.rooms() as rooms, open_shelf(desk) as shelf:
        found_pack = shelf.collection(pack_id(pack, shelf))
        books = _Lawbooks(rooms.store, rooms.force, Successions(rooms.store, rooms.force))
        found = checks_json(found_pack, books, day_of(on) or today_in_viet_nam())
    desk.print_json(found) if as_json else _show_checks(desk.console, found)


@contextmanager
def open_shelf(desk: Desk) -> Iterator[Shelf]:
    """Open the collections of the home."""
    desk.home.create()
    with Notebook(desk.home.notebook) as notebook:
        yield Shelf(notebook)


def pack_id(written: str, shelf: Shelf) -> str:
    """Return the id of a collection given by it or by its title. Raises UnknownPackError."""
    known = shelf.collections()
    if any(one.id == written for one in known):
        return written
    titled = [one.id for one in known if one.title.casefold() == written.strip().casefold()]
    if len(titled) != 1:
        raise UnknownPackError(written, len(titled))
    return titled[0]


def _show(console: Console, pack: PackJson) -> None:
    console.print(Text(pack["title"], style="bold"))
    if pack["about"]:
        console.print(Text(pack["about"]))
    for number, item in enumerate(pack["items"], start=1):
        console.print(Text(f"{number}. [{item['kind']}] {item['title']}"))
        for cited in item["cited"]:
            day = vietnamese_day(date.fromisoformat(cited["on"]))
            console.print(Text(f"   {cited['label']} {cited['name']} · tại ngày {day}", style="dim"))


def _show_checks(console: Console, found: PackChecksJson) -> None:
    day = vietnamese_day(date.fromisoformat(found["on"]))
    stale = [one for one in found["checks"] if one["outcome"] != "same"]
    if not stale:
        console.print(f"Theo luật ngày {day}: không mục nào cần xem lại.")
        return
    console.print(Text(f"Theo luật ngày {day}: {found['stale']} mục cần xem lại.", style="bold"))
    for one in stale:
        _show_check(console, one)


def _show_check(console: Console, one: PackCheckJson) -> None:
    cited = one["cited"]
    head = Text(f"{cited['label']} {cited['name']}", style="bold")
    head.append(f" · {OUTCOME_WORDS[Outcome(one['outcome'])]}", style="not bold yellow")
    console.print(head)
    for sentence in one["said"]:
        console.print(Text(f"   {sentence}"))
    for heir in one["successors"]:
        console.print(Text(f"   Điều kế thừa: {heir['words']}", style="cyan"))
