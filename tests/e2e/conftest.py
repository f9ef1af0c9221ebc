"""A web door on loopback and a browser in front of it."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import TODAY, fill
from web.app import Outside, create_app
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


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small shelf on a free port."""
    with fill(tmp_path_factory.mktemp("shelf") / "corpus.db") as store:
        force = ForceTable(load_catalogue())
        app = create_app(
            WordSearch(store, force),
            store,
            force,
            WebSettings(requests_per_minute=0),
            RecordingLoad(),
            outside=Outside(today=lambda: TODAY),
        )
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
