"""Routes for administrators: the token they need, and how OpenAPI says so."""

from typing import Annotated, Any

from fastapi import Depends, Header

from web.ground import Here
from web.security import require_admin

SECURED: dict[str, Any] = {"security": [{"admin": []}]}  # the name of the scheme: web/app.py


def _admin(here: Here, authorization: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    require_admin(authorization, here.settings)


ADMIN_ONLY = Depends(_admin)
