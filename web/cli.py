"""The command `cancu`: one function for each command, thin over the rooms."""

import os
from collections.abc import Sequence
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated

import typer

from corpus.case import Support
from corpus.errors import CancuError
from corpus.work import SourceClass, Status
from search.query import Filters, PersonClass
from search.service import SearchSettings
from web import (
    cli_card,
    cli_cite,
    cli_compare,
    cli_corpus,
    cli_feedback,
    cli_fetch,
    cli_force,
    cli_gaps,
    cli_graph,
    cli_matrix,
    cli_pack_export,
    cli_packs,
    cli_serve,
    cli_stale,
    cli_succession,
    render,
)
from web.cli_errors import settings_from
from web.cli_options import IdentifiedOn, Json, On, day_of, require_command
from web.desk import Desk, make_desk
from web.door import open_door
from web.schemas import MAX_HITS, MAX_QUERY
from web.today import today_in_viet_nam

app = typer.Typer(
    name="cancu",
    help="Căn Cứ: tra cứu pháp luật hỗ trợ nạn nhân bị mua bán, có trích dẫn. (Search Vietnamese law, with citations.)",
    invoke_without_command=True,
    add_completion=False,  # it would write into the shell's own files
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

AsTyped = Annotated[
    bool,
    typer.Option("--as-typed", help="Tìm đúng như đã gõ, không sửa, không thêm dấu. (Search the very words.)"),
]


@app.callback()
def home(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option("--home", envvar="CANCU_HOME", file_okay=False, help="Thư mục dữ liệu. (Folder of all state.)"),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="In phiên bản. (Print the version.)")] = False,
) -> None:
    """Set the home folder for the command that follows."""
    if version:
        typer.echo(f"cancu {version_of('cancu')}")
        raise typer.Exit
    require_command(context)
    context.obj = make_desk(home, settings_from(SearchSettings.from_env, os.environ))


def home_first(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with ``--home`` before the command, where it may stand as well as behind.

    >>> home_first(["find", "nạn nhân", "--home", "kho"])
    ['--home', 'kho', 'find', 'nạn nhân']
    """
    ours: list[str] = []
    rest: list[str] = []
    coming = iter(arguments)
    for argument in coming:
        if argument == "--":
            rest += [argument, *coming]
        elif argument == "--home":
            ours += [argument, *([value] if (value := next(coming, None)) is not None else [])]
        elif argument.startswith("--home="):
            ours.append(argument)
        else:
            rest.append(argument)
    return ours + rest


@app.command()
def find(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Câu hỏi, từ khóa hoặc số hiệu. (Words, question or citation.)")],
    on: On = None,
    k: Annotated[int, typer.Option("-k", min=1, max=MAX_HITS, help="Số kết quả. (Number of hits.)")] = 10,
    type_: Annotated[str, typer.Option("--type", help="Loại văn bản, ví dụ Luật. (Type.)")] = "",
    issuer: Annotated[str, typer.Option("--issuer", help="Cơ quan ban hành. (Issuer.)")] = "",
    place: Annotated[str, typer.Option("--place", help="Địa bàn. (Province.)")] = "",
    status: Annotated[Status | None, typer.Option("--status", help="Tình trạng hiệu lực. (Status on the day.)")] = None,
    source_class: Annotated[
        SourceClass | None, typer.Option("--source-class", help="Loại nguồn. (Class of source.)")
    ] = None,
    support: Annotated[Support | None, typer.Option("--support", help="Loại hỗ trợ. (Kind of support.)")] = None,
    as_typed: AsTyped = False,
    as_json: Json = False,
) -> None:
    """Tìm quy định, xếp theo mức phù hợp (ranked provisions)."""
    desk = _desk(context)
    filters = Filters(
        type=type_,
        issuer=issuer,
        place=place,
        status=status or "",
        source_class=source_class or "",
        support=support or "",
    )
    with open_door(desk, today_in_viet_nam()) as door:
        found = door.find(_query(query), day_of(on), k, filters, as_typed=as_typed)
    desk.print_json(found) if as_json else render.show_found(desk.console, found)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="Câu hỏi, có dấu hay không dấu. (Question.)")],
    on: On = None,
    identified_on: IdentifiedOn = None,
    person_class: Annotated[
        PersonClass | None, typer.Option("--class", help="Nhóm người được hỏi. (Class of person.)")
    ] = None,
    as_typed: AsTyped = False,
    as_json: Json = False,
) -> None:
    """Trả lời bằng lời văn của luật, có trích dẫn, hoặc từ chối có lý do (cited answer or refusal)."""
    desk = _desk(context)
    with open_door(desk, today_in_viet_nam()) as door:
        answer = door.ask(_query(question), day_of(on), day_of(identified_on), person_class, as_typed=as_typed)
    desk.print_json(answer) if as_json else render.show_answer(desk.console, answer)


@app.command()
def show(
    context: typer.Context,
    citation: Annotated[
        str, typer.Argument(help='Ví dụ "điểm a khoản 1 Điều 37 Luật 53/2024/QH15". (Any written form.)')
    ],
    on: On = None,
    as_json: Json = False,
) -> None:
    """Hiện nguyên văn một quy định (show one provision)."""
    desk = _desk(context)
    with open_door(desk, today_in_viet_nam()) as door:
        provision = door.show(_query(citation), day_of(on))
    desk.print_json(provision) if as_json else render.show_provision(desk.console, provision)


class QueryError(CancuError):
    """What was asked is too short or too long, here as over HTTP."""


def _query(text: str) -> str:
    if not text.strip():
        raise QueryError("Câu hỏi trống. Hãy nhập nội dung cần tra cứu.")
    if len(text) > MAX_QUERY:
        raise QueryError(f"Câu hỏi dài {len(text)} ký tự; hãy rút xuống còn nhiều nhất {MAX_QUERY} ký tự.")
    return text


def _desk(context: typer.Context) -> Desk:
    desk = context.obj
    assert isinstance(desk, Desk)  # noqa: S101  # the callback above always runs first
    return desk


app.add_typer(cli_cite.app, name="cite")
app.add_typer(cli_force.app, name="force")
app.add_typer(cli_feedback.app, name="feedback")
cli_compare.add_commands(app)
cli_matrix.add_commands(app)
cli_stale.add_commands(app)
cli_card.add_commands(app)
app.add_typer(cli_succession.app, name="succession")
cli_pack_export.add_commands(cli_packs.app)
app.add_typer(cli_packs.app, name="packs")
cli_corpus.add_commands(app)
cli_gaps.add_commands(app)
cli_fetch.add_commands(app)
cli_serve.add_commands(app)
cli_graph.add_commands(app)
