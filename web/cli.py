"""The command `cancu`: one function for each command, thin over the rooms."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import CancuError
from search.query import Filters, PersonClass
from search.service import SearchSettings
from web import cli_cite, cli_corpus, cli_serve, render
from web.desk import Desk, make_desk
from web.door import open_door
from web.today import today_in_viet_nam

app = typer.Typer(
    name="cancu",
    help="Căn Cứ: tra cứu pháp luật hỗ trợ nạn nhân bị mua bán, có trích dẫn. (Search Vietnamese law, with citations.)",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(cli_cite.app, name="cite")
cli_corpus.add_commands(app)
cli_serve.add_commands(app)

Json = Annotated[bool, typer.Option("--json", help="In đúng một tài liệu JSON. (Print one JSON document.)")]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Ngày áp dụng, mặc định hôm nay. (Day the law is asked for.)"),
]


@app.callback()
def home(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option("--home", envvar="CANCU_HOME", file_okay=False, help="Thư mục dữ liệu. (Folder of all state.)"),
    ] = None,
) -> None:
    """Set the home folder for the command that follows."""
    context.obj = make_desk(home, SearchSettings.from_env(os.environ))


@app.command()
def find(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Câu hỏi, từ khóa hoặc số hiệu. (Words, question or citation.)")],
    on: On = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Số kết quả. (Number of hits.)")] = 10,
    type_: Annotated[str, typer.Option("--type", help="Loại văn bản, ví dụ Luật. (Type.)")] = "",
    issuer: Annotated[str, typer.Option("--issuer", help="Cơ quan ban hành. (Issuer.)")] = "",
    place: Annotated[str, typer.Option("--place", help="Địa bàn. (Province.)")] = "",
    status: Annotated[str, typer.Option("--status", help="Tình trạng hiệu lực. (Status on the day.)")] = "",
    source_class: Annotated[str, typer.Option("--source-class", help="law, plan, guidance, news…")] = "",
    as_json: Json = False,
) -> None:
    """Tìm quy định, xếp theo mức phù hợp. Ranked provisions."""
    desk = _desk(context)
    filters = Filters(type=type_, issuer=issuer, place=place, status=status, source_class=source_class)
    with open_door(desk, today_in_viet_nam()) as door:
        found = door.find(_query(query), _day(on), k, filters)
    desk.print_json(found) if as_json else render.show_found(desk.console, found)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="Câu hỏi, có dấu hay không dấu. (Question.)")],
    on: On = None,
    identified_on: Annotated[
        datetime | None,
        typer.Option(
            "--identified-on", formats=["%Y-%m-%d"], help="Ngày được xác định là nạn nhân. (Day of identification.)"
        ),
    ] = None,
    person_class: Annotated[
        PersonClass | None, typer.Option("--class", help="Nhóm người được hỏi. (Class of person.)")
    ] = None,
    as_json: Json = False,
) -> None:
    """Trả lời bằng lời văn của luật, có trích dẫn; hoặc từ chối và nói lý do. Cited answer, or a refusal."""
    desk = _desk(context)
    with open_door(desk, today_in_viet_nam()) as door:
        answer = door.ask(_query(question), _day(on), _day(identified_on), person_class)
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
    """Hiện nguyên văn một quy định. Show one provision."""
    desk = _desk(context)
    with open_door(desk, today_in_viet_nam()) as door:
        provision = door.show(_query(citation), _day(on))
    desk.print_json(provision) if as_json else render.show_provision(desk.console, provision)


class EmptyQueryError(CancuError):
    """Nothing was asked."""

    def __init__(self) -> None:
        super().__init__("Câu hỏi trống. Hãy nhập nội dung cần tra cứu.")


def _query(text: str) -> str:
    if not text.strip():
        raise EmptyQueryError
    return text


def _desk(context: typer.Context) -> Desk:
    desk = context.obj
    assert isinstance(desk, Desk)  # noqa: S101  # the callback above always runs first
    return desk


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
