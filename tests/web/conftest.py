"""A web door over the small shelf, and a terminal door over a filled home."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.web.home import fill_home
from tests.web.shelf import TODAY, fill
from tests.web.terminal import Cancu, Said, StandardInput
from web.__main__ import run
from web.app import Outside, create_app
from web.settings import WebSettings

TOKEN = "ma-quan-tri-thu"  # noqa: S105  # opens only the tests' own door
OpenDoor = Callable[..., TestClient]


@pytest.fixture(scope="session")
def force(store: CorpusStore) -> ForceTable:
    return ForceTable(load_catalogue(), records=store)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    with fill(tmp_path_factory.mktemp("shelf") / "corpus.db") as opened:
        yield opened


@pytest.fixture
def load() -> RecordingLoad:
    return RecordingLoad()


@pytest.fixture
def settings(tmp_path: Path) -> WebSettings:
    folder = tmp_path / "mở"
    folder.mkdir()
    return WebSettings(
        admin_token=TOKEN, ingest_folder=folder, upload_folder=tmp_path / "uploads", requests_per_minute=0
    )


@pytest.fixture
def client(store: CorpusStore, force: ForceTable, settings: WebSettings, load: RecordingLoad) -> Iterator[TestClient]:
    app = create_app(WordSearch(store, force), store, force, settings, load, outside=Outside(today=lambda: TODAY))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled home in a folder with spaces and marks."""
    return fill_home(tmp_path_factory.mktemp("cli") / "kho của tôi")


@pytest.fixture
def cancu(home: Path, capsys: pytest.CaptureFixture[str]) -> Cancu:
    """Run a command on the filled home, or on another one."""

    def said(*arguments: str, at: Path = home) -> Said:
        capsys.readouterr()
        status = run(["--home", str(at), *arguments])
        return Said(status, *capsys.readouterr())

    return said


@pytest.fixture
def standard_input(monkeypatch: pytest.MonkeyPatch) -> StandardInput:
    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))

    return give
