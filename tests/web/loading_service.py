"""A service over a home of its own that really reads and indexes files, on a free port of this machine."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn

from corpus.home import Home
from tests.web.home import DECREE
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.job_files import FileState, FileTold
from web.jobs import Load, Loaded, Tell
from web.loading import make_load
from web.notebook import Notebook
from web.rooms import Rooms, open_rooms
from web.settings import WebSettings

TOKEN = "ma-quan-tri-thu"  # noqa: S105  # opens only the tests' own door
_SECONDS = 60.0


@dataclass(slots=True)
class Turnstile:
    """Lets a real load through, and stops it once where a test wants to look: at a state of a file, or at a step."""

    load: Load
    file: str = ""  # the end of its path
    state: FileState | None = None
    step: str = ""
    reached: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    def stop_at(self, *, file: str = "", state: FileState | None = None, step: str = "") -> None:
        """Let the load go on, and stop it, or the next one, there."""
        before = self.go
        self.file, self.state, self.step = file, state, step
        self.reached, self.go = threading.Event(), threading.Event()
        before.set()

    def pass_on(self) -> None:
        """Let the load go on, and the next ones through."""
        self.file, self.state, self.step = "", None, ""
        self.go.set()

    def __call__(self, paths: Sequence[Path], tell: Tell) -> Loaded:
        """Load for real."""

        def heard(step: str, done: int, total: int, file: FileTold | None = None) -> None:
            if self._here(step, file):
                go = self.go
                self.reached.set()
                assert go.wait(_SECONDS)
            tell(step, done, total, file)

        return self.load(paths, heard)

    def _here(self, step: str, file: FileTold | None) -> bool:
        if self.step:
            return step == self.step
        return file is not None and file.state is self.state and file.label.endswith(self.file)


@dataclass(frozen=True, slots=True)
class Service:
    """A running service, and what stands behind it."""

    address: str
    rooms: Rooms
    turnstile: Turnstile
    uploads: Path

    def client(self) -> httpx.Client:
        """Return a browser that follows nothing by itself and has not signed in."""
        headers = {"accept": "text/html", "sec-fetch-site": "same-origin"}
        return httpx.Client(base_url=self.address, headers=headers, timeout=_SECONDS)

    @contextmanager
    def signed_in(self) -> Iterator[httpx.Client]:
        """Give a browser that has signed in."""
        with self.client() as client:
            assert client.post("/quan-tri", data={"ma": TOKEN}).status_code == 303
            yield client

    def left(self) -> list[Path]:
        """Return the uploads that are still kept."""
        return sorted(self.uploads.iterdir()) if self.uploads.is_dir() else []


@contextmanager
def loading_service(folder: Path, *, token: str = TOKEN, max_upload: int = 1024 * 1024) -> Iterator[Service]:
    """Serve an empty home below a folder; a home that is there already is served as it is."""
    home, uploads = Home(folder / "kho"), folder / "uploads"
    with open_rooms(home) as rooms, Notebook(folder / "notebook.db") as notebook:
        turnstile = Turnstile(make_load(rooms))
        settings = WebSettings(
            admin_token=token,
            upload_folder=uploads,
            source_folder=home.sources,
            max_upload=max_upload,
            requests_per_minute=0,
        )
        outside = Outside(today=lambda: TODAY, notebook=notebook, sources=home.sources)
        app = create_app(rooms.search, rooms.store, rooms.force, settings, turnstile, outside=outside)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            try:
                address = f"http://127.0.0.1:{listener.getsockname()[1]}"
                yield Service(address, rooms, turnstile, uploads)
            finally:
                turnstile.pass_on()
                server.should_exit = True
                thread.join()


def decree(number: int) -> bytes:
    """Return a decree of our own under a number."""
    return DECREE.replace("912/2019", f"{number}/2019").encode()
