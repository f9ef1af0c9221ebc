"""`cancu serve` and `cancu eval`."""

import json
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from corpus.home import Home
from search.evaluation.noise import Noise
from search.evaluation.run import Typing, evaluate
from search.index.protocol import IndexMissingError, IndexOutdatedError
from web.cli_errors import existing_file, settings_from
from web.cli_options import Json
from web.desk import Desk
from web.door import ServiceError, service_of
from web.notebook import Notebook
from web.render import show_measures
from web.rooms import Rooms
from web.settings import WebSettings

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  # read, not bound to


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(serve)
    app.command(name="eval")(eval_)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe. (Address.)")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Cổng; 0 để máy tự chọn. (Port.)")] = 8000,
) -> None:
    """Mở trang hỏi đáp và API HTTP (the web application and the HTTP API)."""
    import uvicorn  # noqa: PLC0415  # the web takes half a second to import; no other command needs it

    from web.app import Outside, create_app  # noqa: PLC0415  # as above
    from web.loading import make_load  # noqa: PLC0415  # as above
    from web.request_log import write_requests_to  # noqa: PLC0415  # as above

    desk: Desk = context.obj
    _require_no_other(desk.home)
    read = partial(WebSettings.from_env, upload_folder=desk.home.folder / "uploads", source_folder=desk.home.sources)
    model = desk.search.model
    settings = replace(settings_from(read, os.environ), model_host=model.host if model else "")
    one_time = secrets.token_urlsafe(24) if not settings.admin_token and _is_loopback(host) else ""
    settings = replace(settings, admin_token=settings.admin_token or one_time)
    if settings.log_requests:
        write_requests_to(sys.stderr)
    with desk.rooms() as rooms, listening(host, port) as listener, Notebook(desk.home.notebook) as notebook:
        if why := _not_ready(rooms):
            desk.notices.print(f"{why} Trang mở được nhưng chưa trả lời được câu hỏi.", markup=False)
        outside = Outside(not_ready=partial(_not_ready, rooms), notebook=notebook, sources=desk.home.sources)
        application = create_app(rooms.search, rooms.store, rooms.force, settings, make_load(rooms), outside=outside)
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", access_log=False, workers=1))
        address = address_of(host, listener.getsockname()[1])
        with _announced(desk.home, address), suppress(KeyboardInterrupt):
            desk.notices.print(f"Căn Cứ đang phục vụ tại {address} (Ctrl+C để dừng)", markup=False)
            if one_time:
                desk.notices.print(_how_to_load(address, one_time), markup=False, soft_wrap=True)
            server.run(sockets=[listener])


def _is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches a service that listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _how_to_load(address: str, token: str) -> str:
    """Return what the terminal says of the token of this run; behind "#" it reaches no server, so no log either."""
    return f"Nạp tệp trong trình duyệt: {address}/quan-tri#ma={token} (mã chỉ dùng cho lần chạy này)"


def _require_no_other(home: Home) -> None:
    """Raise ServiceError where a service runs on this home: the second would take the next index from the first."""
    running = service_of(home)
    if running is not None and running.alive():
        raise ServiceError(f"Thư mục dữ liệu này đã có dịch vụ chạy tại {running.url}. Hãy dùng hoặc dừng nó.")


def _not_ready(rooms: Rooms) -> str:
    """Return why no question can be answered yet; empty when all is warm. Raises what waiting would not mend."""
    try:
        rooms.search.warm_up()
    except (IndexMissingError, IndexOutdatedError) as error:
        return str(error)
    return ""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 lets the machine choose."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    # Connections inherit it. asyncio sets it only on sockets that name their protocol, and without it the body of an
    # answer waits for the client to acknowledge its head: 40 ms on Linux.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address_of(host: str, port: int) -> str:
    """Return the address at which this machine reaches a service that listens there.

    >>> address_of("0.0.0.0", 8000), address_of("::1", 8000)
    ('http://127.0.0.1:8000', 'http://[::1]:8000')
    """
    reached = _EVERYWHERE.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


@contextmanager
def _announced(home: Home, address: str) -> Iterator[None]:
    """Say in the home folder where the service listens, for commands that need the index it holds."""
    partial_file = home.service.with_suffix(".partial")
    partial_file.write_text(json.dumps({"url": address, "pid": os.getpid()}), encoding="utf-8")
    partial_file.replace(home.service)
    try:
        yield
    finally:
        home.service.unlink(missing_ok=True)


def eval_(
    context: typer.Context,
    queries: Annotated[Path, typer.Argument(help="Câu hỏi JSON Lines: _id, text. (Questions.)")],
    run: Annotated[Path, typer.Option("--run", help="Tệp TREC sẽ ghi. (TREC run to write.)")],
    qrels: Annotated[Path | None, typer.Option("--qrels", help="Đáp án TSV hoặc TREC. (Judgements.)")] = None,
    noise: Annotated[
        Noise | None,
        typer.Option("--noise", help="Gõ lại câu hỏi không dấu, nửa dấu hay có lỗi. (How they are typed.)"),
    ] = None,
    as_typed: Annotated[bool, typer.Option("--as-typed", help="Tìm đúng như đã gõ. (Search the very words.)")] = False,
    as_json: Json = False,
) -> None:
    """Chạy cả bộ câu hỏi qua đúng đường của find, mỗi câu 100 điều (run queries, print measures)."""
    desk: Desk = context.obj
    questions, judgements = existing_file(queries), existing_file(qrels) if qrels else None
    with desk.rooms() as rooms, desk.progress("Đo", quiet=as_json) as bar:
        rooms.search.warm_up()  # timings are of a warm process
        typing = Typing(noise, as_typed)
        report = evaluate(rooms.search, questions, run, judgements, typing=typing, tell=bar.tell)
        counts = rooms.store.counts()
        report["corpus"] = {
            "works": counts.works,
            "provisions": counts.provisions,
            "passages": rooms.search.passage_count(),
        }
        report["load"] = round(os.getloadavg()[0], 2)
    desk.print_json(report) if as_json else show_measures(desk.console, report)
