"""Puts the web door together: routes, errors, the gate in front."""

import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse, Response

from corpus.catalogue import load_catalogue
from corpus.errors import CancuError
from corpus.force import ForceTable
from corpus.gaps import find_gaps
from corpus.handbook import load_handbook
from corpus.store import CorpusStore
from corpus.succession import Successions
from search.service import SearchFace
from web.admin import SignInNeededError
from web.errors import problem_of, problem_response
from web.ground import Ground
from web.holdings import read_holdings
from web.jobs import Jobs, Load
from web.kept_uploads import KeptUploads
from web.library.remember import Remembered
from web.library.shelf import make_shelf
from web.notebook import Notebook
from web.originals import Originals
from web.preferences import Preferring
from web.problem_page import problem_page
from web.request_log import note_outcome
from web.routes import (
    asking,
    card,
    checking,
    comparing,
    entitlements,
    faults,
    feedback,
    gaps,
    gathering,
    health,
    library,
    loading,
    loads,
    originals,
    pack_checks,
    pack_exports,
    pack_items,
    pack_making,
    pack_pairs,
    packs,
    preferring,
    reading,
    signing,
    stale,
    succession,
    works,
)
from web.routes import force as force_routes
from web.routes import help as help_routes
from web.schemas import ProblemJson
from web.security import Gate, Pace
from web.sessions import Sessions
from web.settings import WebSettings
from web.slips import Room, Slips
from web.static_files import OwnFiles
from web.today import today_in_viet_nam
from web.turns import Turns

_MODULES = (
    health,
    reading,
    loading,
    force_routes,
    succession,
    gaps,
    asking,
    feedback,
    works,
    originals,
    library,
    loads,
    faults,
    signing,
    checking,
    stale,
    comparing,
    entitlements,
    card,
    preferring,
    help_routes,
    gathering,
    pack_checks,
    pack_exports,
    pack_items,
    pack_making,
    pack_pairs,
    packs,
)
_REPORTS = Room(most=50, seconds=1_800.0, size=128 * 1024 * 1024)  # docs/adr/0020-comment-a-copy.md
_FEEDBACK = 30  # judgements a minute, of everybody together; people give fewer
_WORTH_PACKING = 1_400  # bytes; a smaller answer travels in one packet anyway
_ABOUT = "Hỏi đáp và tra cứu văn bản pháp luật về hỗ trợ nạn nhân bị mua bán; mỗi câu trả lời kèm nguyên văn căn cứ."


@dataclass(frozen=True, slots=True)
class Outside:
    """What the application asks of the world; tests bring their own."""

    today: Callable[[], date] = today_in_viet_nam
    clock: Callable[[], float] = time.monotonic  # seconds
    not_ready: Callable[[], str] = str  # why questions cannot be answered yet; empty when they can
    notebook: Notebook | None = None  # where what people make is kept; None: nowhere
    sources: Path | None = None  # where originals are kept by their content; None: nowhere


def create_app(
    face: SearchFace,
    store: CorpusStore,
    force: ForceTable,
    settings: WebSettings,
    load: Load,
    *,
    outside: Outside = Outside(),  # frozen, so one value serves all
) -> FastAPI:
    """Return the ASGI application."""
    uploads = KeptUploads(settings.upload_folder, settings.max_upload) if settings.upload_folder else None
    jobs = Jobs(load, uploads)
    app = _bare_app(settings, outside, jobs)
    app.state.ground = Ground(
        face=face,
        store=store,
        force=force,
        settings=settings,
        jobs=jobs,
        slips=Slips(outside.clock),
        successions=Successions(store, force),
        sessions=Sessions(settings.admin_token, outside.clock),
        uploads=uploads,
        shelves=Remembered(partial(make_shelf, store, force), store.state),
        holdings=Remembered(lambda _day: read_holdings(store), store.state),
        gaps=Remembered(lambda day: find_gaps(store, force, load_catalogue(), load_handbook(), day), store.state),
        reports=Slips(outside.clock, _REPORTS),
        reviews=Slips(outside.clock, _REPORTS),
        drafts=Turns("Đang đọc nhiều tệp cùng lúc; hãy thử lại sau ít giây."),
        today=outside.today,
        not_ready=outside.not_ready,
        notebook=outside.notebook,
        originals=Originals(outside.sources, outside.clock),
        feedback_pace=Pace(_FEEDBACK, outside.clock),
    )
    for module in _MODULES:
        app.include_router(module.router)
    app.mount("/static", OwnFiles(), name="static")
    app.add_exception_handler(SignInNeededError, _to_sign_in)
    for kind in (CancuError, HTTPException, RequestValidationError, sqlite3.Error):
        app.add_exception_handler(kind, _on_error)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # FastAPI's own way to extend the schema
    return app


def _bare_app(settings: WebSettings, outside: Outside, jobs: Jobs) -> FastAPI:
    """Return an application without routes, behind the gate."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()

    return FastAPI(
        title="Căn Cứ",
        description=_ABOUT,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=[
            Middleware(Preferring),
            Middleware(Gate, settings=settings, clock=outside.clock, on_fault=_on_error),
            Middleware(GZipMiddleware, minimum_size=_WORTH_PACKING),
        ],
    )


def _on_error(request: Request, error: Exception) -> Response:
    request_id = str(request.state.request_id)
    body = problem_of(error, request_id)
    note_outcome(request, body["code"])
    headers = error.headers if isinstance(error, HTTPException) else None
    if _wants_page(request):
        return problem_page(request, body, headers)
    return problem_response(body, headers)


def _to_sign_in(request: Request, _error: Exception) -> Response:
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = path if request.method == "GET" else "/kho/nap"
    return RedirectResponse(f"/quan-tri?{urlencode({'ve': back})}", status_code=303)


def _wants_page(request: Request) -> bool:
    path = request.url.path
    return not path.startswith(("/api/", "/static/")) and "text/html" in request.headers.get("accept", "")


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Return the schema, with problems and the admin token described."""
    if app.openapi_schema:
        return app.openapi_schema
    schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    components = schema.setdefault("components", {})
    components.setdefault("securitySchemes", {})["admin"] = {"type": "http", "scheme": "bearer"}
    components.setdefault("schemas", {})[ProblemJson.__name__] = TypeAdapter(ProblemJson).json_schema()
    app.openapi_schema = schema
    return schema
