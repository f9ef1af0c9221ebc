"""Files that an attacker lays out: links that lead away, files that never end, names that steer a terminal."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.store import CorpusStore
from ingest.errors import EmptySourceError
from ingest.pipeline import ingest
from tests.fakes import RecordingLoad
from tests.web.conftest import TOKEN, client, force, load, settings, store
from web.__main__ import run
from web.settings import WebSettings

__all__ = ["client", "force", "load", "settings", "store"]  # fixtures of the web door

DAY = date(2031, 1, 1)
ADMIN = {"Authorization": f"Bearer {TOKEN}"}


def test_a_file_without_bytes_is_never_opened(tmp_path: Path) -> None:
    """What the kernel shows as files has no size; some of those block whoever reads them, for ever."""
    (tmp_path / "rong.txt").symlink_to("/proc/self/status")
    with CorpusStore(tmp_path / "corpus.db") as store:
        (report,) = ingest([tmp_path / "rong.txt"], store, tmp_path / "sources").sources
    assert (report.sha256, report.status.value) == ("", "quarantined")
    assert report.error == str(EmptySourceError())


def test_a_link_inside_the_open_folder_does_not_lead_out_of_it(
    client: TestClient, settings: WebSettings, load: RecordingLoad
) -> None:
    folder = settings.ingest_folder
    assert folder is not None
    secret = folder.parent / "bi-mat"
    secret.mkdir()
    (secret / "a.txt").write_text("bí mật", encoding="utf-8")
    inner = folder / "thu-muc"
    inner.mkdir()
    (inner / "trong.txt").write_text("Điều 1", encoding="utf-8")
    (inner / "gan.txt").symlink_to(inner / "trong.txt")
    assert client.post("/api/v1/ingest", json={"paths": ["thu-muc"]}, headers=ADMIN).status_code == 202
    for target in (secret, secret / "a.txt", Path("/proc/self/environ")):
        (inner / "len").symlink_to(target)
        for written in ("thu-muc", "."):
            refused = client.post("/api/v1/ingest", json={"paths": [written]}, headers=ADMIN)
            assert (refused.status_code, refused.json()["code"]) == (403, "path_not_allowed")
        (inner / "len").unlink()


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "\x1b[31m\x1b]0;x\x07\x9b31m"],
        ["text", "khong-co\x1b[2J.txt"],
        ["ingest", "--kind", "\x1b[31m", "a"],
        ["find", "a", "--status", "\x1b[31m\u202e"],
        ["restore", "khong-co\x1b[2J"],
        ["\x1b[31m"],
    ],
)
def test_no_sentence_of_a_failure_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(["--home", str(tmp_path / "kho"), *arguments]) in (1, 2)
    said = capsys.readouterr()
    assert not [letter for letter in said.out + said.err if letter != "\n" and not letter.isprintable()]
    assert len(said.err.strip().splitlines()) == 1
