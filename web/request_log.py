"""One line of JSON for each request: what was asked of the service and how it went, never what was typed.

An address, a query string and a body may name a victim; the template of the route and the stable code say enough.
"""

import json
import logging
from datetime import UTC, datetime
from typing import TextIO

from starlette.requests import HTTPConnection
from starlette.types import Scope

from search.answer import Answer

LOG = logging.getLogger("cancu.requests")
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_NOTHING = "-"
_OUTCOME = "outcome"


def note_outcome(request: HTTPConnection, outcome: str) -> None:
    """Remember what became of a request: "answered", or a stable code."""
    setattr(request.state, _OUTCOME, outcome)


def note_answer(request: HTTPConnection, answer: Answer) -> None:
    """Remember that a question was answered, or by which code it was refused."""
    note_outcome(request, answer.refusal.code if answer.refusal else "answered")


def log_request(scope: Scope, status: int, milliseconds: float) -> None:
    """Write the line of a request that has ended."""
    route = scope.get("route")
    method = scope["method"]
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "request": scope["state"]["request_id"],
        "method": method if method in _METHODS else _NOTHING,
        "route": getattr(route, "path", _NOTHING),
        "status": status,
        "ms": round(milliseconds, 1),
        "outcome": scope["state"].get(_OUTCOME, _NOTHING),
    }
    LOG.info("%s", json.dumps(line, ensure_ascii=False))


def write_requests_to(stream: TextIO) -> None:
    """Let the lines be written, each by itself."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
