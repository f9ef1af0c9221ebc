"""Commands killed at any moment: what was acknowledged stays, one more run mends the rest."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from corpus.store import CorpusStore
from tests.factories import decree

REPOSITORY = Path(__file__).resolve().parents[2]
KILLS = 8
LONGEST = 4.0  # seconds before a kill


def _start(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "web", "--home", str(home), *arguments]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _kill_at_random(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    time.sleep(chance.uniform(0.2, LONGEST))
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _run(home: Path, *arguments: str) -> dict[str, Any]:
    process = _start(home, *arguments, "--json")
    said, wrong = process.communicate()
    assert process.returncode == 0, wrong.decode()
    report: dict[str, Any] = json.loads(said)
    return report


def _held(home: Path) -> set[str]:
    with CorpusStore(home / "corpus.db") as store:
        return {source.sha256 for source in store.sources() if not source.error}


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_commands_are_killed(tmp_path: Path) -> None:
    chance, home, texts = random.Random(7), tmp_path / "kho", tmp_path / "van-ban"
    texts.mkdir()
    home.mkdir()
    for number in range(60):
        (texts / f"{number}.txt").write_text(decree().replace("912/", f"{number + 100}/"), encoding="utf-8")
    for _ in range(KILLS):
        before = _held(home)
        _kill_at_random(_start(home, "ingest", str(texts)), chance)
        assert before <= _held(home)
    assert _run(home, "ingest", str(texts))["totals"]["quarantined"] == 0
    assert len(_held(home)) == 60
    _run(home, "index")
    for _ in range(KILLS):
        _kill_at_random(_start(home, "index", "--rebuild"), chance)
        assert len(_run(home, "find", "việc thử", "-k", "3")["hits"]) == 3
    _run(home, "index")
    assert _run(home, "verify")["problems"] == []
    assert not list((home / "sources").glob("spool-*"))
