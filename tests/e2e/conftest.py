"""A web door on loopback and a browser in front of it."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from ingest.pipeline import ingest
from tests.e2e.pages import PAGES, Reached, reach
from tests.fakes import RecordingLoad, WordSearch
from tests.ingest.pdf_maker import Words, make_pdf
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


SCANNED = "88/2031/NĐ-CP"
_LINES = (
    "CHÍNH PHỦ",
    f"Số: {SCANNED}",
    "Hà Nội, ngày 05 tháng 6 năm 2025",
    "NGHỊ ĐỊNH",
    "Quy định thử về tiền ăn của nạn nhân",
    "Điều 1. Phạm vi điều chỉnh",
    "Nghị định này quy định tiền ăn của nạn nhân.",
    "Điều 2. Mức tiền ăn",
    "1. Nạn nhân được cấp tiền ăn trong thời gian lưu lại.",
    "2. Người đi cùng được cấp như nạn nhân.",
)


def _paper() -> bytes:
    """Return a decree of our own as a PDF of two pages."""
    pages = (_LINES[:7], _LINES[7:])
    return make_pdf([[Words(line, 72, 780 - 24 * at) for at, line in enumerate(page)] for page in pages])


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CorpusStore, Path]]:
    """Give the small shelf with a paper read from a PDF and one that could not be read, and the folder it lies in."""
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "giấy").mkdir()
    (folder / "giấy" / "nghị định.pdf").write_bytes(_paper())
    (folder / "giấy" / "hỏng.pdf").write_bytes(b"%PDF-1.5 broken")
    with fill(folder / "corpus.db") as store:
        ingest([folder / "giấy"], store, folder / "sources")
        yield store, folder


@pytest.fixture(scope="session")
def address(shelf: tuple[CorpusStore, Path]) -> Iterator[str]:
    """Serve the small shelf on a free port."""
    store, folder = shelf
    settings = WebSettings(
        admin_token=TOKEN, upload_folder=folder / "uploads", source_folder=folder / "sources", requests_per_minute=0
    )
    with Notebook(folder / "notebook.db") as notebook:
        force = ForceTable(load_catalogue())
        outside = Outside(today=lambda: TODAY, notebook=notebook, sources=folder / "sources")
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with served(app) as base:
            yield base


@pytest.fixture(scope="session")
def reached(address: str, shelf: tuple[CorpusStore, Path]) -> Reached:
    """Return where every page is."""
    store, _ = shelf
    (work,) = store.works_by_number(SCANNED)
    (source,) = [one for one in store.sources() if one.path.endswith("nghị định.pdf")]
    return reach(address, {"scanned": work.slug, "source": source.sha256})


@pytest.fixture(scope="session")
def shown(reached: Reached) -> dict[str, str]:
    """Return the address of every page that anybody may open, by its name."""
    return {entry.name: reached.of(entry) for entry in PAGES if not entry.signed_in}


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
