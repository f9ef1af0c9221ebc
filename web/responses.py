"""How OpenAPI describes the problems a route may answer with."""

from typing import Any

from web.errors import PROBLEM
from web.schemas import ProblemJson

_EVERYWHERE = (400, 405, 429, 500)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route: these statuses and those that any route may give."""
    schema = {"$ref": f"#/components/schemas/{ProblemJson.__name__}"}
    return {
        status: {"description": "Problem (RFC 9457)", "content": {PROBLEM: {"schema": schema}}}
        for status in sorted({*statuses, *_EVERYWHERE})
    }
