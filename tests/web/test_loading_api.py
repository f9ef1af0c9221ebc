"""Loading files over HTTP."""

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.errors import CorpusError
from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.web.conftest import TOKEN
from web.app import create_app
from web.jobs import Jobs, JobState, Loaded, Tell
from web.settings import WebSettings
from web.uploads import keep_upload, safe_name

ADMIN = {"Authorization": f"Bearer {TOKEN}"}
_SECONDS = 10.0


def _ended(client: TestClient, job_id: str) -> dict[str, Any]:
    """Wait for the job to end; the fake loads in no time."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        job: dict[str, Any] = client.get(f"/api/v1/jobs/{job_id}", headers=ADMIN).json()
        if job["state"] not in ("waiting", "running"):
            return job
        time.sleep(0.01)
    raise AssertionError("the job did not end")


def test_files_below_the_open_folder_are_loaded_by_a_job(
    client: TestClient, settings: WebSettings, load: RecordingLoad
) -> None:
    assert settings.ingest_folder is not None
    (settings.ingest_folder / "luật.html").write_text("Điều 1", encoding="utf-8")
    queued = client.post("/api/v1/ingest", json={"paths": ["luật.html"]}, headers=ADMIN)
    assert queued.status_code == 202
    job = _ended(client, queued.json()["id"])
    assert (job["state"], job["error"], job["done"], job["total"]) == ("done", None, 1, 1)
    assert job["ingest"]["totals"] == {"sources": 1}
    assert [path.name for path, _ in load.seen] == ["luật.html"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        pytest.param("../secret.txt", 403, "path_not_allowed", id="upwards"),
        pytest.param("liên-kết", 403, "path_not_allowed", id="symbolic link"),
        pytest.param("không-có.html", 404, "no_such_path", id="absent"),
        pytest.param("a\x00b", 404, "no_such_path", id="zero byte"),
        pytest.param("", 422, "invalid", id="empty"),
    ],
)
def test_paths_outside_the_open_folder_are_refused(
    client: TestClient, settings: WebSettings, load: RecordingLoad, path: str, status: int, code: str
) -> None:
    folder = settings.ingest_folder
    assert folder is not None
    secret = folder.parent / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    (folder / "liên-kết").symlink_to(secret)
    for written in (path, str(secret)) if path == "../secret.txt" else (path,):
        refused = client.post("/api/v1/ingest", json={"paths": [written]}, headers=ADMIN)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert load.seen == []


def test_uploaded_files_are_loaded_under_harmless_names_and_then_forgotten(
    client: TestClient, settings: WebSettings, load: RecordingLoad
) -> None:
    files = [("file", ("../../kế hoạch.txt", b"I. A", "text/plain")), ("file", ("kế hoạch.txt", b"I. B", "text/plain"))]
    queued = client.post("/api/v1/ingest", files=files, headers=ADMIN)
    assert queued.status_code == 202
    assert _ended(client, queued.json()["id"])["state"] == "done"
    assert [(path.name, content) for path, content in load.seen] == [
        ("kế hoạch.txt", b"I. A"),
        ("2-kế hoạch.txt", b"I. B"),
    ]
    assert settings.upload_folder is not None
    assert all(path.is_relative_to(settings.upload_folder) for path, _ in load.seen)
    until = time.monotonic() + _SECONDS
    while any(settings.upload_folder.iterdir()) and time.monotonic() < until:
        time.sleep(0.01)
    assert list(settings.upload_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        pytest.param({"data": {"paths": "a"}}, 415, "unsupported_media_type", id="form"),
        pytest.param({"json": {"paths": "a"}}, 422, "invalid", id="not a list"),
        pytest.param({"json": {}}, 422, "invalid", id="no paths"),
        pytest.param({"files": {"other": b"a"}}, 422, "invalid", id="no file"),
    ],
)
def test_a_wrong_request_to_load_is_refused(
    client: TestClient, arguments: dict[str, Any], status: int, code: str
) -> None:
    refused = client.post("/api/v1/ingest", headers=ADMIN, **arguments)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_job_nobody_queued_is_not_found(client: TestClient) -> None:
    for method in ("GET", "DELETE"):
        refused = client.request(method, "/api/v1/jobs/none", headers=ADMIN)
        assert (refused.status_code, refused.json()["code"]) == (404, "job_not_found")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        pytest.param(CorpusError("Đĩa đã đầy."), "Đĩa đã đầy.", id="a sentence of ours"),
        pytest.param(RuntimeError("bí mật"), "Lỗi bên trong; xem nhật ký.", id="a fault of ours"),
    ],
)
def test_a_job_that_fails_says_so(
    store: CorpusStore, force: ForceTable, settings: WebSettings, fault: Exception, error: str
) -> None:
    app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(fault))
    with TestClient(app, base_url="http://localhost") as client:
        queued = client.post("/api/v1/ingest", files={"file": ("a.txt", b"a")}, headers=ADMIN).json()
        job = _ended(client, queued["id"])
    assert (job["state"], job["error"]) == ("failed", error)


class _Slow:
    """Loads nothing until it is let go, then tells its progress."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.go = threading.Event()

    def __call__(self, paths: Sequence[Path], tell: Tell) -> Loaded:
        tell("Đọc tệp", 0, len(paths))
        self.started.set()
        self.go.wait(_SECONDS)
        tell("Lập chỉ mục", 1, 1)
        return Loaded({"sources": [], "totals": {}}, None)


@pytest.fixture
def slow() -> Iterator[tuple[_Slow, Jobs]]:
    load = _Slow()
    jobs = Jobs(load)
    yield load, jobs
    load.go.set()
    jobs.close()


def test_a_running_job_stops_at_its_next_step(slow: tuple[_Slow, Jobs]) -> None:
    load, jobs = slow
    running = jobs.submit([Path("a")])
    waiting = jobs.submit([Path("b")])
    assert load.started.wait(_SECONDS)
    told = jobs.get(running.id)
    assert told is not None
    assert (told.state, told.step) == (JobState.RUNNING, "Đọc tệp")
    jobs.cancel(running.id)
    stopped = jobs.cancel(waiting.id)
    assert stopped is not None
    assert stopped.state is JobState.CANCELLED
    load.go.set()
    jobs.close()
    ended = jobs.get(running.id)
    assert ended is not None
    assert (ended.state, ended.error) == (JobState.CANCELLED, "Việc nạp đã được dừng theo yêu cầu.")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\Windows\\x.docx",
        "..",
        "",
        "a\x00b.pdf",
        "NUL\n.txt",
        "\u202etxt.exe",
        "a" * 300 + ".pdf",
        "/",
    ],
)
def test_an_upload_stays_in_its_folder_whatever_its_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    with (tmp_path / "sent").open("w+b") as stream:
        stream.write(b"a")
        stream.seek(0)
        kept = keep_upload(stream, name, folder)
    assert kept.parent == folder
    assert kept.read_bytes() == b"a"
    assert safe_name(safe_name(name)) == safe_name(name)
