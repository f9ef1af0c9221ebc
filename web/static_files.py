"""Our own style sheets, scripts and signs, which a browser need fetch only once."""

import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from web.pages import asset

_YEAR = 365 * 24 * 3_600  # seconds
_KEPT = f"public, max-age={_YEAR}, immutable"


class OwnFiles(StaticFiles):
    """The files of ``web/static``; under an address that names the content they may be kept for a year."""

    def __init__(self) -> None:
        super().__init__(directory=Path(__file__).parent / "static")

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file; an address that names other content than it has now is not kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        asked = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        if asked == asset(Path(full_path).name):
            response.headers["Cache-Control"] = _KEPT
        return response
