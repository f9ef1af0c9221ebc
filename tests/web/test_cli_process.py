"""The command as the system starts it: streams, signals, other processes, and nothing written outside the home."""

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from corpus.home import Home
from search.index.protocol import IndexBusyError
from search.query import Filters
from tests.factories import decree
from tests.web.home import DECREE, QUESTION, fill_home
from web.cli_serve import listening
from web.door import HomeDoor, LocalDoor, RemoteDoor, service_of
from web.rooms import open_rooms

ROOT = Path(__file__).parents[2]
CANCU = (sys.executable, "-m", "web")
_SECONDS = 60.0
_MANY = 600  # files: enough that an ingest of them is still at work when a signal comes
_DAY = date(2020, 1, 1)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_home(tmp_path_factory.mktemp("process") / "kho")


def environment(**others: str) -> dict[str, str]:
    """Return the environment of a command: ours, without the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CANCU_", "LC_", "LANG"))}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **others}


def cancu(home: Path, *arguments: str, **others: str) -> subprocess.CompletedProcess[bytes]:
    command = [*CANCU, "--home", str(home), *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**others), capture_output=True, timeout=_SECONDS, check=False
    )


def hear_ctrl_c() -> None:
    """Start as at a terminal: a shell's background job ignores Ctrl-C, and so would the command started from it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until something of another process holds."""
    until = time.monotonic() + _SECONDS
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.05)


@pytest.mark.parametrize("others", [{"LANG": "C", "PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
def test_output_is_utf_8_whatever_the_locale(home: Path, others: dict[str, str]) -> None:
    done = cancu(home, "show", "Điều 5 Nghị định 912/2019/NĐ-CP", "--json", **others)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["label"] == "Điều 5"
    failed = cancu(home, "show", "không", **others)
    assert failed.stderr.decode("utf-8").startswith("Lỗi: Không nhận ra")


def test_the_same_question_gives_the_same_bytes(home: Path) -> None:
    first, second = (cancu(home, "ask", QUESTION, "--json", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == second.stdout


def test_nothing_is_written_outside_the_home(tmp_path: Path) -> None:
    places = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    for place in places.values():
        place.mkdir()
    (tmp_path / "a.txt").write_text(DECREE, encoding="utf-8")
    outside = {name: str(place) for name, place in places.items()}
    for arguments in (
        ["ingest", "--starter", str(tmp_path / "a.txt")],
        ["index"],
        ["ask", QUESTION],
        ["text", str(tmp_path / "a.txt")],
    ):
        done = cancu(tmp_path / "kho", *arguments, **outside)
        assert (done.returncode, done.stderr) == (0, b"")
    assert [list(place.rglob("*")) for place in places.values()] == [[]] * len(places)
    assert {path.name for path in (tmp_path / "kho").iterdir()} == {"corpus.db", "sources", "index"}


def test_the_default_home_is_the_users_data_folder(tmp_path: Path) -> None:
    command = [*CANCU, "ingest", "--starter", "--json"]
    env = environment(HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path / "dữ liệu"))
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=_SECONDS, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [path.name for path in tmp_path.rglob("corpus.db")] == ["corpus.db"]


@pytest.mark.parametrize("arguments", [["find", QUESTION, "-k", "100"], ["find", QUESTION, "-k", "100", "--json"]])
def test_a_reader_that_leaves_early_is_no_fault(home: Path, arguments: list[str]) -> None:
    command = [*CANCU, "--home", str(home), *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_stdout_is_said(home: Path) -> None:
    command = [*CANCU, "--home", str(home), "show", "Điều 5 Nghị định 912/2019/NĐ-CP", "--json"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), stdout=full, stderr=subprocess.PIPE, timeout=_SECONDS, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Lỗi: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_ingest_broken_off_keeps_what_was_loaded(tmp_path: Path, sent: signal.Signals) -> None:
    texts = tmp_path / "văn bản"
    texts.mkdir()
    for number in range(_MANY):
        (texts / f"{number}.txt").write_text(decree().replace("912/2031", f"{number + 1}/2031"), encoding="utf-8")
    command = [*CANCU, "--home", str(tmp_path / "kho"), "ingest", str(texts)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509  # runs one call, before any thread
    ) as running:
        wait_for(lambda: bool(list((tmp_path / "kho").glob("sources/spool-*"))), "the ingest did not begin")
        running.send_signal(sent)
        out, err = running.communicate(timeout=_SECONDS)
    assert (running.returncode, out) == (1, b"")
    assert err.decode() == "Đã dừng theo yêu cầu. Những gì đã nạp xong vẫn được giữ.\n"
    assert {path.name for path in (tmp_path / "kho").iterdir()} <= {"corpus.db", "sources"}
    assert json.loads(cancu(tmp_path / "kho", "ingest", str(texts), "--json").stdout)["totals"]["works"] == _MANY


def test_two_ingests_at_once_both_succeed(tmp_path: Path) -> None:
    for name, number in (("a", "912"), ("b", "913")):
        (tmp_path / f"{name}.txt").write_text(decree().replace("912/2031", f"{number}/2031"), encoding="utf-8")
    both = [
        subprocess.Popen(
            [*CANCU, "--home", str(tmp_path / "kho"), "ingest", str(tmp_path / f"{name}.txt"), "--json"],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ("a", "b")
    ]
    for running in both:
        out, err = running.communicate(timeout=_SECONDS)
        assert (running.returncode, err) == (0, b"")
        assert json.loads(out)["totals"]["added"] == 1
    with open_rooms(Home(tmp_path / "kho")) as rooms:
        assert rooms.store.counts().works == 2


def test_progress_is_shown_at_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(decree(), encoding="utf-8")
    assert cancu(tmp_path / "kho", "ingest", str(tmp_path / "a.txt")).stderr == b""
    ours, theirs = pty.openpty()
    command = [*CANCU, "--home", str(tmp_path / "kho"), "index"]
    env = environment(TERM="xterm", COLUMNS="100")
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # how a pty says that the other side has closed
            os.close(ours)
    assert running.returncode == 0
    assert "Lập chỉ mục" in shown.decode()
    assert re.search(rb"\d:\d\d:\d\d|-:--:--", shown), "the time that is left"
    assert re.search(r"\d đoạn/giây", shown.decode()), "how fast it goes"


@contextmanager
def serving(home: Path) -> Iterator[RemoteDoor]:
    """Serve a home on a free port; end the service politely and look how it ended."""
    command = [*CANCU, "--home", str(home), "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        try:
            wait_for(lambda: bool((door := service_of(Home(home))) and door.alive()), "the service did not start")
            door = service_of(Home(home))
            assert door is not None
            yield door
        finally:
            running.terminate()
            out, err = running.communicate(timeout=_SECONDS)
    assert (running.returncode, out) == (0, b"")
    assert err.decode().startswith("Căn Cứ đang phục vụ tại http://127.0.0.1:")
    assert not (home / "service.json").exists()


def test_questions_go_to_the_service_that_holds_the_index(home: Path) -> None:
    asked = (["find", QUESTION, "-k", "5", "--status", "uncertain"], ["ask", QUESTION, "--on", "2020-01-01"])
    alone = [cancu(home, *arguments, "--json") for arguments in asked]
    # A dead service's note, and the proxy of an office, must not mislead the command.
    (home / "service.json").write_text('{"url": "http://127.0.0.1:9", "pid": 1}', encoding="utf-8")
    assert [cancu(home, *arguments, "--json").stdout for arguments in asked] == [done.stdout for done in alone]
    with serving(home):
        through = [cancu(home, *arguments, "--json", http_proxy="http://127.0.0.1:9") for arguments in asked]
        assert [done.stdout for done in through] == [done.stdout for done in alone]
        assert cancu(home, "show", "Điều 5 Nghị định 912/2019/NĐ-CP").returncode == 0
        assert cancu(home, "verify").returncode == 0
        assert cancu(home, "index", "--rebuild").returncode == 0
        second = cancu(home, "serve", "--port", "0")
        assert (second.returncode, second.stdout, second.stderr.count(b"\n")) == (1, b"", 1)
        refused = cancu(home, "find", "a", "--place", "x" * 101)
        assert (refused.returncode, refused.stderr.count(b"\n")) == (1, 1)


def test_a_service_starts_before_anything_is_indexed(tmp_path: Path) -> None:
    command = [*CANCU, "--home", str(tmp_path / "kho"), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE) as running:
        wait_for(lambda: service_of(Home(tmp_path / "kho")) is not None, "the service did not start")
        running.terminate()
        _, err = running.communicate(timeout=_SECONDS)
    assert running.returncode == 0
    assert "Chưa có chỉ mục" in err.decode()


def test_the_old_index_answers_while_another_command_holds_the_new_one(home: Path) -> None:
    with open_rooms(Home(home)) as serving_one, open_rooms(Home(home)) as other:
        before = serving_one.search.find(QUESTION, on=_DAY).hits
        other.search.index(rebuild=True)
        other.search.hold()
        assert [hit.provision for hit in serving_one.search.find(QUESTION, on=_DAY).hits] == [
            hit.provision for hit in before
        ]


def test_an_index_that_another_command_holds_is_waited_for_and_then_said(home: Path) -> None:
    with open_rooms(Home(home)) as owner, open_rooms(Home(home)) as asking:
        owner.search.hold()
        door = HomeDoor(Home(home), LocalDoor(asking, _DAY), patience=0.2)
        started = time.monotonic()
        with pytest.raises(IndexBusyError, match="đang được một chương trình Căn Cứ khác sử dụng"):
            door.find(QUESTION, _DAY, 3, Filters())
        assert time.monotonic() - started >= 0.2
        owner.search.close()
        assert door.find(QUESTION, _DAY, 3, Filters())["hits"]


def test_the_body_of_an_answer_does_not_wait_for_its_head_to_be_acknowledged() -> None:
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()[:2]):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
