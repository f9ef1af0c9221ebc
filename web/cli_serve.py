"""`cancu serve` and `cancu eval`."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from corpus.home import Home
from search.evaluation.run import evaluate
from web.desk import Desk
from web.settings import WebSettings


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(serve)
    app.command(name="eval")(eval_)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe. (Address.)")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Cổng; 0 để máy tự chọn. (Port.)")] = 8000,
) -> None:
    """Mở trang hỏi đáp và API HTTP. The web application and the HTTP API."""
    import uvicorn  # noqa: PLC0415  # the web takes half a second to import; no other command needs it

    from web.app import create_app  # noqa: PLC0415  # as above
    from web.loading import make_load  # noqa: PLC0415  # as above

    desk: Desk = context.obj
    settings = WebSettings.from_env(os.environ, upload_folder=desk.home.folder / "uploads")
    with desk.rooms() as rooms, socket.create_server((host, port)) as listener:
        address = f"http://{host}:{listener.getsockname()[1]}"
        rooms.search.warm_up()
        application = create_app(rooms.search, rooms.store, rooms.force, settings, make_load(rooms))
        desk.notices.print(f"Căn Cứ đang phục vụ tại {address} (Ctrl+C để dừng)")
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", access_log=False, workers=1))
        with _announced(desk.home, address):
            server.run(sockets=[listener])


@contextmanager
def _announced(home: Home, address: str) -> Iterator[None]:
    """Say in the home folder where the service listens, for commands that need the index it holds."""
    home.service.write_text(json.dumps({"url": address, "pid": os.getpid()}), encoding="utf-8")
    try:
        yield
    finally:
        home.service.unlink(missing_ok=True)


def eval_(
    context: typer.Context,
    queries: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Câu hỏi JSON Lines: _id, text.")],
    run: Annotated[Path, typer.Option("--run", help="Tệp TREC sẽ ghi. (TREC run to write.)")],
    qrels: Annotated[Path | None, typer.Option("--qrels", exists=True, help="Đáp án. (Judgements.)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một tài liệu JSON.")] = False,
) -> None:
    """Chạy mọi câu hỏi qua đúng đường của find, mỗi câu 100 điều. Run queries, print measures."""
    desk: Desk = context.obj
    with desk.rooms() as rooms, desk.progress("Đo", quiet=as_json) as bar:
        report = evaluate(rooms.search, queries, run, qrels, tell=bar.tell)
    desk.print_json(report) if as_json else desk.console.print(report)
