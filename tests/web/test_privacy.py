"""Nothing of a question stays behind: not in a log, not in an error, not in a file of the home folder.

A real service is asked in every way that a person or a program can; then all that it wrote is searched.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, quote_plus, urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from corpus.home import Home
from corpus.personal import mask
from corpus.text import fold
from search.answer import RefusalCode
from tests.web.home import QUESTION, fill_home
from tests.web.terminal import Cancu
from web.door import service_of
from web.settings import WebSettings

ROOT = Path(__file__).parents[2]
_SECONDS = 60.0
NAME, CCCD, PHONE, MAIL = "Lò Thị Xuyến", "001099812345", "0912 837 465", "xuyen.lo@example.org"
SEEDS = (NAME, CCCD, PHONE, MAIL)
TOLD = f"Chị {NAME}, CCCD {CCCD}, điện thoại {PHONE}, thư {MAIL}: nạn nhân bị mua bán được hỗ trợ những gì?"
WIDE = TOLD.replace(" ", " \u00a0 ")
CAPITALS = f"NẠN NHÂN {NAME.upper()} SĐT 0912837465/ZALO CCCD {CCCD}/CA SƠN LA ĐƯỢC HỖ TRỢ GÌ? {MAIL}"
WAYS = (TOLD, unicodedata.normalize("NFD", TOLD), fold(TOLD), WIDE, CAPITALS)
NOTICE = "Câu hỏi có vẻ chứa tên người, số giấy tờ, số điện thoại, địa chỉ thư điện tử."


def writings(seed: str) -> set[str]:
    """Return all ways in which a seed could stand in a file or a log, in small letters."""
    bare, others = fold(seed), [seed.replace(" ", gap) for gap in ("", "_", "  ", " \u00a0 ")]
    plain = {unicodedata.normalize(form, one) for one in (seed, bare, *others) for form in ("NFC", "NFD")}
    coded = {code(one) for one in plain for code in (quote, quote_plus, json.dumps, ascii)}
    return {one.strip("\"'").lower() for one in plain | coded}


def left_in(content: bytes) -> list[str]:
    """Return the seeds that stand in a content in any writing."""
    texts = [content.decode(encoding, errors="replace").lower() for encoding in ("utf-8", "utf-16-le")]
    return [seed for seed in SEEDS if any(one in text for one in writings(seed) for text in texts)]


def test_a_seed_left_behind_would_be_seen() -> None:
    assert left_in(quote(TOLD).encode()) == list(SEEDS)
    assert left_in(json.dumps(TOLD).encode()) == list(SEEDS)
    assert left_in(unicodedata.normalize("NFD", TOLD).encode()) == list(SEEDS)
    assert left_in(fold(TOLD).encode()) == list(SEEDS)
    assert left_in(QUESTION.encode()) == []


@contextmanager
def serving(home: Path, folder: Path) -> Iterator[str]:
    """Serve a home with all streams and passing files in one folder."""
    (folder / "tmp").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CANCU_")}
    env = {**kept, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder / "tmp")}
    command = [sys.executable, "-m", "web", "--home", str(home), "serve", "--port", "0"]
    with (
        (folder / "stdout").open("wb") as out,
        (folder / "stderr").open("wb") as err,
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=err) as running,
    ):
        try:
            until = time.monotonic() + _SECONDS
            while not ((door := service_of(Home(home))) and door.alive()):
                assert time.monotonic() < until, (folder / "stderr").read_text(encoding="utf-8")
                time.sleep(0.05)
            yield door.url
        finally:
            running.terminate()
            running.wait(timeout=_SECONDS)
    assert running.returncode == 0


def ask_in_every_way(client: httpx.Client, told: str) -> list[httpx.Response]:
    """Return what a service answers to a question, as a person asks it or a program."""
    page = {"accept": "text/html"}
    posted = client.post("/", data={"q": told}, headers=page)
    file = {"tep": ("thử.txt", f"{told} Theo Điều 5 Nghị định 912/2019/NĐ-CP.".encode(), "text/plain")}
    sent = client.post("/kiem-tra", files=file, headers=page)
    return [
        *(posted, client.get(posted.headers["location"], headers=page)),
        *(sent, client.get(sent.headers["location"], headers=page)),
        client.get("/", params={"q": told}, headers=page),
        client.post("/api/v1/ask", json={"question": told}),
        client.post("/api/v1/find", json={"query": told}),
        client.post("/api/v1/cite/check", json={"text": told}),
        client.post("/api/v1/cite/parse", json={"text": told}),
    ]


def fail_in_every_way(client: httpx.Client, told: str) -> list[httpx.Response]:
    """Return the refusals of a service to requests that are wrong in some way and hold a question."""
    json_body = {"content-type": "application/json"}
    path = quote(told, safe="")
    starts = ("", "/hoi", "/vb", "/api/v1/provisions", "/api/v1/jobs", "/kiem-tra")
    return [
        client.post("/api/v1/ask", content=f'{{"question": "{told}'.encode(), headers=json_body),
        client.post("/api/v1/ask", json={"question": told * 30}),
        client.post("/api/v1/ask", json={"question": "a", "class": told}),
        client.post("/api/v1/ask", json={"question": "a", told: told}),
        client.post("/api/v1/ask", json={"question": "a", NAME.replace(" ", "_"): 1}),
        client.post("/api/v1/find", json={"query": "a", "filters": {NAME.replace(" ", "_"): 1}}),
        client.get("/api/v1/card", params={NAME.replace(" ", "_"): "1"}),
        client.post("/api/v1/ask", json=[told]),
        client.post("/api/v1/ask", json={"question": "a", "on": told}),
        client.post("/api/v1/ask", content=told.encode(), headers={"content-type": "text/plain"}),
        client.get("/api/v1/ask", params={"question": told}),
        client.post("/api/v1/find", json={"query": "a", "filters": {"type": told * 2}}),
        client.post("/api/v1/find", json={"query": "a", "filters": {"status": told}}),
        client.post("/api/v1/cite/check", files={"file": (f"{NAME}.pdf", b"%PDF-1.7 hong", "application/pdf")}),
        *(client.get(f"{start}/{path}") for start in starts),
        client.get(f"/vb/{path}", headers={"accept": "text/html"}),
        client.get(f"/khong-co/{path}", params={"q": told}, headers={"accept": "text/html"}),
        client.get("/api/v1/compare", params={"a": told, "b": told}),
        client.get(f"/api/v1/succession/{path}", params={"to": told}),
        client.post("/api/v1/ingest", headers={"authorization": f"Bearer {path}"}),
        client.get("/", headers={"host": MAIL}),
    ]


def send_nonsense(url: str) -> None:
    """Send what is no HTTP at all, with the seeds in it."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=5) as line:
        line.sendall(f"{quote(NAME)} /?q={quote(TOLD)} HTTP/9\r\nX: {TOLD}\r\n\r\n".encode())
        line.recv(1_000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that a service, and commands beside it, wrote while they were asked in every way."""
    folder = tmp_path_factory.mktemp("riêng tư")
    home = fill_home(folder / "kho")
    with serving(home, folder) as url:
        with httpx.Client(base_url=url, timeout=_SECONDS) as client:
            answers = [answer for told in WAYS for answer in ask_in_every_way(client, told)]
            refusals = [answer for told in WAYS for answer in fail_in_every_way(client, told)]
        assert {answer.status_code for answer in answers} == {200, 303}
        assert {answer.status_code // 100 for answer in refusals} == {4}
        (folder / "refusals").write_text("\n".join(answer.text for answer in refusals), encoding="utf-8")
        send_nonsense(url)
        run_commands(home, folder)
    run_commands(home, folder)
    return folder


def run_commands(home: Path, folder: Path) -> None:
    """Ask at the terminal; what a command says on stdout is the asker's own screen, stderr may be kept."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder / "tmp")}
    for arguments in (
        ["ask", TOLD],
        ["ask", *TOLD.split()],
        ["show", TOLD],
        ["ask", TOLD * 30],
        ["find", "a", "--on", TOLD],
        ["show", WIDE],
        ["show", NAME.replace(" ", "\n")],
        ["ask", "a", "--on", NAME.replace(" ", "  ")],
        ["ask", "a", "--class", NAME.replace(" ", "_")],
        ["ask", "Chị Lò Thị", NAME.replace(" ", "_"), "hỏi"],
        [NAME.replace(" ", "_")],
    ):
        command = [sys.executable, "-m", "web", "--home", str(home), *arguments]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=_SECONDS, check=False)
        with (folder / "stderr").open("ab") as kept:
            kept.write(done.stderr)


def test_no_log_no_refusal_and_no_file_holds_anything_of_a_question(served: Path) -> None:
    files = [path for path in served.rglob("*") if path.is_file()]
    assert {"stderr", "refusals", "corpus.db"} <= {path.name for path in files}
    assert {path.name: left for path in files if (left := left_in(path.read_bytes()))} == {}
    assert [path.name for path in served.rglob("*") if left_in(path.name.encode())] == []


def test_each_request_has_one_line_of_json_without_its_address(served: Path) -> None:
    written = (served / "stderr").read_text(encoding="utf-8").splitlines()
    lines = [json.loads(line) for line in written if line.startswith("{")]
    assert {tuple(line) for line in lines} == {("at", "request", "method", "route", "status", "ms", "outcome")}
    outcomes = {line["outcome"] for line in lines if (line["route"], line["status"]) == ("/api/v1/ask", 200)}
    assert outcomes
    assert outcomes <= {"answered", *RefusalCode}
    told = {(line["method"], line["route"], line["status"], line["outcome"]) for line in lines}
    assert ("POST", "/", 303, "-") in told
    assert ("GET", "/vb/{address:path}", 404, "work_not_found") in told
    assert ("GET", "-", 404, "not_found") in told
    assert ("POST", "/api/v1/ask", 422, "invalid") in told


def test_the_person_is_told_what_the_question_seems_to_hold(client: TestClient, cancu: Cancu) -> None:
    answer = client.post("/api/v1/ask", json={"question": TOLD}).json()
    personal = answer["understood"]["personal"]
    assert [one["kind"] for one in personal] == ["name", "id_number", "phone", "email"]
    assert [answer["question"][one["start"] : one["end"]] for one in personal] == list(SEEDS)
    assert NOTICE in client.post("/", data={"q": TOLD}, follow_redirects=True).text
    assert NOTICE in " ".join(cancu("ask", TOLD).out.split())


def test_nobody_is_told_anything_where_a_question_holds_nothing(client: TestClient, cancu: Cancu) -> None:
    assert client.post("/api/v1/ask", json={"question": QUESTION}).json()["understood"]["personal"] == []
    assert "có vẻ chứa" not in client.post("/", data={"q": QUESTION}, follow_redirects=True).text
    assert "có vẻ chứa" not in cancu("ask", QUESTION).out


@pytest.mark.parametrize("seed", SEEDS)
def test_no_address_on_a_page_carries_what_tells_a_person(client: TestClient, seed: str) -> None:
    shown_wide = client.get("/", params={"q": WIDE})
    asked = client.post("/", data={"q": TOLD}, follow_redirects=True), client.get("/", params={"q": TOLD})
    for shown in (*asked, shown_wide):
        addresses = " ".join(re.findall(r'(?:href|action)="([^"]*)"', shown.text))
        assert quote_plus("[tên người]") in addresses
        assert not any(one in addresses.lower() for one in writings(seed))


def test_a_shared_question_is_not_searched_by_its_masks(cancu: Cancu) -> None:
    """Who opens a shared address finds the same provisions as who asked."""
    first, shared = (cancu("ask", text, "--json").json() for text in (TOLD, mask(TOLD).text))
    assert [hit["provision"]["permalink"] for hit in first["passages"]] == [
        hit["provision"]["permalink"] for hit in shared["passages"]
    ]


def test_a_question_of_nothing_but_a_name_is_refused(cancu: Cancu) -> None:
    answer = cancu("ask", NAME, "--json").json()
    assert (answer["answered"], answer["refusal"]["code"]) == (False, RefusalCode.NO_SUPPORT)


def test_the_log_of_requests_can_be_turned_off() -> None:
    assert WebSettings.from_env({}).log_requests
    assert not WebSettings.from_env({"CANCU_LOG_REQUESTS": "0"}).log_requests
