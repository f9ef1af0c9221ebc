"""`cancu feedback`: what people said of answers, as files that `cancu eval` reads."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from web.cli_errors import HomeError, reason_of
from web.cli_options import Json, require_command
from web.desk import Desk
from web.feedback import FeedbackBook, judgements
from web.notebook import Notebook

app = typer.Typer(
    name="feedback",
    help="Góp ý của người dùng về câu trả lời. (What people said of answers.)",
    invoke_without_command=True,
)


@app.callback()
def feedback(context: typer.Context) -> None:
    """Show the help where no command follows."""
    require_command(context)


@app.command()
def export(
    context: typer.Context,
    queries: Annotated[Path, typer.Option("--queries", help="Tệp câu hỏi sẽ ghi, JSON Lines. (Questions to write.)")],
    qrels: Annotated[Path, typer.Option("--qrels", help="Tệp đáp án sẽ ghi, TSV. (Judgements to write.)")],
    as_json: Json = False,
) -> None:
    """Ghi góp ý thành câu hỏi và đáp án cho `cancu eval` (write feedback as a test set)."""
    desk: Desk = context.obj
    desk.home.create()
    with Notebook(desk.home.notebook) as notebook:
        said = FeedbackBook(notebook).said()
    found = judgements(said)
    lines = [json.dumps(query, ensure_ascii=False) for query in found.queries()]
    _write(queries, lines)
    _write(qrels, list(found.qrels()))
    counts = {
        "said": len(said),
        "queries": len(found.questions),
        "judgements": sum(map(len, found.grades.values())),
        "left_out": sum(not one.article for one in said),  # about no article of a text
    }
    if as_json:
        desk.print_json(counts)
        return
    words = (
        f"{counts['said']} góp ý: {counts['judgements']} đánh giá cho {counts['queries']} câu hỏi;"
        f" {counts['left_out']} góp ý không nói về một điều cụ thể nên để lại."
    )
    desk.console.print(Text(words))


def _write(path: Path, lines: list[str]) -> None:
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise HomeError(f"Không ghi được {path}: {reason_of(error)}.") from error
