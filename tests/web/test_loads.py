"""Loading in the browser, with real reading and real indexing: sent, watched, stopped, tried again."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.loading_service import Service, decree, loading_service
from tests.web.shelf import TODAY
from web.job_files import FileState

_SECONDS = 60.0
ATTACK = "<script>.txt"
Sent = list[tuple[str, tuple[str, bytes]]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with loading_service(tmp_path_factory.mktemp("nạp tệp")) as running:
        yield running


@pytest.fixture
def admin(service: Service) -> Iterator[httpx.Client]:
    with service.signed_in() as client:
        yield client


def send(client: httpx.Client, *files: tuple[str, bytes]) -> str:
    """Send files and return the address of their job."""
    sent: Sent = [("tep", file) for file in files]
    answered = client.post("/kho/nap", files=sent)
    assert answered.status_code == 303, answered.text
    return answered.headers["location"]


def ended(client: httpx.Client, job: str) -> dict[str, Any]:
    """Ask until a job has ended, as a browser does that has no stream."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        told: dict[str, Any] = client.get(f"{job}/tien-do").json()
        if not told["open"]:
            return told
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def words(told: dict[str, Any]) -> dict[str, str]:
    return {file["name"]: file["words"] for file in told["files"]}


def test_each_file_comes_to_its_own_end_and_says_why(service: Service, admin: httpx.Client) -> None:
    first = ("nghị định.txt", decree(701))
    told = ended(admin, send(admin, first, ("hỏng.pdf", b"%PDF-1.7 x"), ("rỗng.txt", b""), (ATTACK, decree(702))))
    assert (told["state"], told["percent"], told["error"]) == ("done", 100, "")
    assert words(told) == {
        "nghị định.txt": "đã lưu, tra cứu được",
        "hỏng.pdf": "cách ly",
        "rỗng.txt": "cách ly",
        "_script_.txt": "đã lưu, tra cứu được",
    }
    reasons = {file["name"]: file["reasons"] for file in told["files"]}
    assert reasons["rỗng.txt"] == ["Tệp rỗng, không có nội dung để nạp."]
    assert reasons["hỏng.pdf"][0].startswith("Tệp PDF bị hỏng hoặc không trọn vẹn")
    assert service.left() == []
    assert service.rooms.search.find("Điều 5 Nghị định 701/2019/NĐ-CP", on=TODAY).hits


def test_what_is_held_already_says_so(admin: httpx.Client) -> None:
    ended(admin, send(admin, ("một.txt", decree(703))))
    again = ended(admin, send(admin, ("hai.txt", decree(703))))
    assert words(again) == {"hai.txt": "đã có trong kho"}


def test_a_stream_tells_stage_after_stage_and_then_ends(service: Service, admin: httpx.Client) -> None:
    service.turnstile.stop_at(file="từng bước.txt", state=FileState.WRITING)
    job = send(admin, ("từng bước.txt", decree(704)))
    assert service.turnstile.reached.wait(_SECONDS)
    kinds, told = [], []
    with admin.stream("GET", f"{job}/su-kien", headers={"accept": "text/event-stream"}) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            if line.startswith("event: "):
                kinds.append(line.removeprefix("event: "))
            if line.startswith("data: {"):
                told.append(json.loads(line.removeprefix("data: ")))
                if len(told) == 1:
                    service.turnstile.stop_at(step="index")
                elif told[-1]["files"][0]["state"] == "stored":
                    service.turnstile.pass_on()
    assert (kinds[0], kinds[-1]) == ("job", "end")
    assert told[0]["step"] == "đọc và lưu tệp (bước 1 trên 2)"
    stages = list(dict.fromkeys(one["files"][0]["words"] for one in told))
    assert stages[:2] == ["đang kiểm tra", "đã lưu, chờ lập chỉ mục"]
    assert stages[-1] == "đã lưu, tra cứu được"


def test_a_job_stopped_in_the_midst_of_a_file_keeps_it_whole_or_not_at_all_and_can_be_tried_again(
    service: Service, admin: httpx.Client
) -> None:
    service.turnstile.stop_at(file="b.txt", state=FileState.WRITING)
    job = send(admin, ("a.txt", decree(705)), ("b.txt", decree(706)), ("c.txt", decree(707)))
    assert service.turnstile.reached.wait(_SECONDS)
    assert admin.post(f"{job}/dung").status_code == 303
    assert "đang dừng, xin đợi giây lát" in admin.get(job).text
    service.turnstile.pass_on()
    told = ended(admin, job)
    assert (told["state"], told["error"]) == ("cancelled", "Việc nạp đã được dừng theo yêu cầu.")
    assert words(told) == {"a.txt": "đã lưu, chờ lập chỉ mục", "b.txt": "chưa đọc tới", "c.txt": "chưa đọc tới"}
    held = service.rooms.store.works_by_number
    assert [bool(held(f"{number}/2019/NĐ-CP")) for number in (705, 706, 707)] == [True, False, False]
    assert len(service.left()) == 1
    page = admin.get(job).text
    assert "Nạp lại" in page
    assert admin.post(f"{job}/nap-lai").headers["location"] == job
    again = ended(admin, job)
    assert words(again) == {
        "a.txt": "đã có trong kho",
        "b.txt": "đã lưu, tra cứu được",
        "c.txt": "đã lưu, tra cứu được",
    }
    assert all(held(f"{number}/2019/NĐ-CP") for number in (705, 706, 707))
    assert service.left() == []
    assert admin.post(f"{job}/nap-lai").status_code == 409


def test_a_job_that_waits_is_stopped_at_once_and_dropped_with_its_files(service: Service, admin: httpx.Client) -> None:
    service.turnstile.stop_at(file="chậm.txt", state=FileState.CHECKING)
    slow = send(admin, ("chậm.txt", decree(708)))
    assert service.turnstile.reached.wait(_SECONDS)
    waiting = send(admin, ("đợi.txt", decree(709)))
    assert admin.get(f"{waiting}/tien-do").json()["state"] == "waiting"
    assert admin.post(f"{waiting}/bo").status_code == 409
    admin.post(f"{waiting}/dung")
    assert admin.get(f"{waiting}/tien-do").json()["state"] == "cancelled"
    assert admin.post(f"{waiting}/bo").headers["location"] == "/kho/nap"
    assert admin.get(waiting).status_code == 404
    service.turnstile.pass_on()
    assert ended(admin, slow)["state"] == "done"
    assert service.left() == []


def test_files_of_a_service_that_ended_wait_for_the_next_one(tmp_path: Path) -> None:
    with loading_service(tmp_path) as running, running.signed_in() as client:
        running.turnstile.stop_at(file="dở.txt", state=FileState.CHECKING)
        job = send(client, ("dở.txt", decree(711)))
        assert running.turnstile.reached.wait(_SECONDS)
    with loading_service(tmp_path) as running, running.signed_in() as client:
        told = client.get(f"{job}/tien-do").json()
        assert told["state"] == "failed"
        assert told["error"].startswith("Dịch vụ đã dừng trước khi việc này xong")
        client.post(f"{job}/nap-lai")
        assert words(ended(client, job)) == {"dở.txt": "đã lưu, tra cứu được"}
        assert running.left() == []


def test_the_list_tells_state_step_share_time_and_last_error(service: Service, admin: httpx.Client) -> None:
    service.turnstile.stop_at(file="bảng.txt", state=FileState.WRITING)
    job = send(admin, ("bảng.txt", decree(712)), ("nữa.txt", decree(713)))
    assert service.turnstile.reached.wait(_SECONDS)
    shown = admin.get("/kho/nap").text
    row = shown[shown.index(f'href="{job}"') :].partition("</tr>")[0]
    assert "bảng.txt" in row
    assert "và 1 tệp khác" in row
    assert "đang chạy" in row
    assert "đọc và lưu tệp (bước 1 trên 2)" in row
    assert re.search(r"\d+ %", row)
    assert re.search(r"\d+ giây", row)
    assert f'action="{job}/dung"' in row
    assert '<noscript><meta http-equiv="refresh"' in shown
    admin.post(f"{job}/dung")
    service.turnstile.pass_on()
    ended(admin, job)
    shown = admin.get("/kho/nap").text
    row = shown[shown.index(f'href="{job}"') :].partition("</tr>")[0]
    assert "Việc nạp đã được dừng theo yêu cầu." in row
    assert f'action="{job}/nap-lai"' in row
    admin.post(f"{job}/bo")


def test_a_page_asks_again_by_itself_only_while_its_job_goes_on(service: Service, admin: httpx.Client) -> None:
    service.turnstile.stop_at(file="xem.txt", state=FileState.CHECKING)
    job = send(admin, ("xem.txt", decree(714)))
    assert service.turnstile.reached.wait(_SECONDS)
    refresh = f'<noscript><meta http-equiv="refresh" content="2;url={job}?tu_dong=1"></noscript>'
    assert refresh in admin.get(job).text
    service.turnstile.pass_on()
    ended(admin, job)
    assert "http-equiv" not in admin.get(job).text


@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        pytest.param([], 422, "Hãy chọn ít nhất một tệp.", id="nothing"),
        pytest.param([("tep", ("", b""))], 422, "Hãy chọn ít nhất một tệp.", id="an empty field"),
        pytest.param([("tep", (f"{n}.txt", b"a")) for n in range(101)], 422, "nhiều nhất 100 tệp", id="too many"),
        pytest.param([("tep", ("lớn.txt", b"a" * 1_100_000))], 413, "(1 MiB mỗi lần gửi)", id="too large"),
    ],
)
def test_what_cannot_be_taken_is_refused_on_a_page_that_says_the_limit(
    admin: httpx.Client, files: Sent, status: int, said: str
) -> None:
    refused = admin.post("/kho/nap", files=files or {"khac": b""})
    assert refused.status_code == status
    assert "<h1>" in refused.text
    assert said in refused.text


def test_uploads_that_wait_are_bounded_and_the_refusal_says_what_to_do(tmp_path: Path) -> None:
    with loading_service(tmp_path, max_upload=4_000) as running, running.signed_in() as client:
        running.turnstile.stop_at(file="0.txt", state=FileState.CHECKING)
        jobs = []
        for number in range(20):
            answered = client.post("/kho/nap", files={"tep": (f"{number}.txt", decree(720) + b" " * 2_800)})
            if answered.status_code != 303:
                break
            jobs.append(answered.headers["location"])
        assert answered.status_code == 503
        assert "hãy nạp lại hoặc bỏ bớt các việc cũ" in answered.text
        for job in jobs:
            client.post(f"{job}/dung")


def test_an_english_page_tells_the_stages_in_english(admin: httpx.Client) -> None:
    job = send(admin, ("one.txt", decree(730)))
    ended(admin, job)
    told = admin.get(f"{job}/tien-do", headers={"cookie": _with_english(admin)}).json()
    assert (told["words"], told["files"][0]["words"]) == ("done", "stored, can be searched")


def _with_english(client: httpx.Client) -> str:
    return "; ".join([*(f"{name}={value}" for name, value in client.cookies.items()), "ngon_ngu=en"])
