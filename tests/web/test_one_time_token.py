"""The token that a service on this machine makes for itself, as the terminal shows it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from corpus.home import Home
from web.door import service_of

ROOT = Path(__file__).parents[2]
_SECONDS = 60.0


@dataclass(slots=True)
class Started:
    """A running service, and afterwards what it said."""

    url: str
    said: str = ""


@contextmanager
def started(home: Path, *options: str, **others: str) -> Iterator[Started]:
    """Serve an empty home as a shell does; what it wrote to stderr is known once it has ended."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CANCU_")}
    command = [sys.executable, "-m", "web", "--home", str(home), "serve", "--port", "0", *options]
    err = home.parent / "stderr"
    with (
        err.open("wb") as stream,
        subprocess.Popen(command, cwd=ROOT, env={**kept, **others}, stdout=stream, stderr=stream) as running,
    ):
        service = None
        try:
            until = time.monotonic() + _SECONDS
            while not ((door := service_of(Home(home))) and door.alive()):
                assert time.monotonic() < until, err.read_text(encoding="utf-8")
                time.sleep(0.05)
            service = Started(door.url, err.read_text(encoding="utf-8"))
            yield service
        finally:
            running.terminate()
            running.wait(timeout=_SECONDS)
    if service:
        service.said = err.read_text(encoding="utf-8")


def test_a_service_on_this_machine_prints_an_address_that_lets_its_owner_load(tmp_path: Path) -> None:
    with started(tmp_path / "kho") as service:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/quan-tri#ma=[\w-]{32}(?= )", service.said)
        token = address.partition("#ma=")[2]
        with httpx.Client(base_url=service.url, headers={"accept": "text/html"}) as browser:
            assert browser.get("/kho/nap").headers["location"].startswith("/quan-tri")
            assert browser.post("/quan-tri", data={"ma": token, "ve": "/kho/nap"}).status_code == 303
            assert browser.get("/kho/nap").status_code == 200
            assert browser.get("/api/v1/jobs/1").status_code == 401
        answers = "".join(httpx.get(f"{service.url}{path}").text for path in ("/quan-tri", "/openapi.json", "/kho"))
        assert token not in answers
    assert service.said.count(token) == 1
    assert '"route": "/quan-tri"' in service.said


@pytest.mark.parametrize(
    ("options", "others", "status"),
    [
        pytest.param(("--host", "0.0.0.0"), {}, 403, id="other machines reach it"),  # noqa: S104  # nobody does here
        pytest.param((), {"CANCU_ADMIN_TOKEN": "ma-thu"}, 303, id="a token is set"),
    ],
)
def test_no_token_is_made_where_others_reach_the_service_or_one_is_set(
    tmp_path: Path, options: tuple[str, ...], others: dict[str, str], status: int
) -> None:
    with started(tmp_path / "kho", *options, **others) as service:
        assert httpx.get(f"{service.url}/kho/nap", headers={"accept": "text/html"}).status_code == status
    assert "#ma=" not in service.said
    assert "ma-thu" not in service.said
