"""The routes that a person's browser asks for, found in the routers themselves."""

import pkgutil
from importlib import import_module

from fastapi.routing import APIRoute

import web.routes

_FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics")


def page_routes() -> list[APIRoute]:
    """Return every route of ours that is not for programs."""
    found = []
    for module in pkgutil.walk_packages(web.routes.__path__, "web.routes."):
        router = getattr(import_module(module.name), "router", None)
        found += [route for route in (router.routes if router else ()) if isinstance(route, APIRoute)]
    return [route for route in found if not route.path.startswith(_FOR_PROGRAMS)]
