"""A web door on loopback and a browser in front of it."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from tests.e2e.pages import addresses
from tests.fakes import RecordingLoad, WordSearch
from tests.web.conftest import TOKEN
from tests.web.shelf import TODAY, fill
from web.app import Outside, create_app
from web.notebook import Notebook
from web.settings import WebSettings


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return where Debian's Chromium is; without one these tests are skipped, and fail on CI."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    reason = "không tìm thấy Chromium (gói chromium của Debian), nên bỏ qua kiểm tra bằng trình duyệt"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of this machine; give its address."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small shelf on a free port."""
    folder = tmp_path_factory.mktemp("shelf")
    settings = WebSettings(admin_token=TOKEN, upload_folder=folder / "uploads", requests_per_minute=0)
    with fill(folder / "corpus.db") as store, Notebook(folder / "notebook.db") as notebook:
        force = ForceTable(load_catalogue())
        outside = Outside(today=lambda: TODAY, notebook=notebook)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with served(app) as base:
            yield base


@pytest.fixture(scope="session")
def shown(address: str) -> dict[str, str]:
    """Return the address of every page, by its name in tests/e2e/pages.py."""
    return addresses(address)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
