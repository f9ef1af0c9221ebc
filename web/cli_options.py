"""Options that several commands take."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="In đúng một tài liệu JSON. (Print one JSON document.)")]
