"""Succession through the doors: the API, the pages, the terminal."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.succession import works
from tests.fakes import RecordingLoad, WordSearch
from tests.laws import article, clause, expression, law, source
from tests.web.conftest import TOKEN
from tests.web.shelf import ATTACK, TODAY
from web.__main__ import run
from web.app import Outside, create_app
from web.settings import WebSettings

ADMIN = {"Authorization": f"Bearer {TOKEN}"}
MEALS = "Cơ sở tiếp nhận bố trí bữa ăn, chỗ nghỉ và quần áo cho người được giúp đỡ trong thời gian lưu lại."
TRAVEL = "Người được giúp đỡ trở về quê quán được cấp vé tàu xe và tiền đi đường theo quãng đường thực tế."
STAMP = "Con dấu của hội đồng làm bằng đồng, đường kính ba mươi sáu milimét, do thư ký hội đồng cất giữ."
GUARD = "Đồn biên phòng canh gác lối mòn, lập sổ ghi người qua lại và báo cáo hằng tuần về sở chỉ huy."
OLD = law("12/2020/QH14", "Luật Giúp đỡ", expired=date(2025, 7, 1))
NEW = law("34/2025/QH15", "Luật Giúp đỡ", issued=date(2025, 1, 2), effective=date(2025, 7, 1))
TRAFFICKING = law("66/2011/QH12", "Luật Phòng, chống mua bán người", issued=date(2011, 3, 29))


def fill(store: CorpusStore) -> None:
    """Put an old law, the one that ends it, and a law whose successor is not held into a store."""
    old = (
        article("1", "Ăn ở", clause("1", MEALS), clause("2", TRAVEL)),
        article("2", f"Con dấu {ATTACK}", words=STAMP),
    )
    store.add(source("cũ"), [expression(OLD, *old)])
    new = (
        article("1", "Bữa ăn", words=MEALS),
        article("2", "Đi lại", words=TRAVEL),
        article("3", "Canh gác", words=GUARD),
    )
    store.add(source("mới"), [expression(NEW, *new)])
    store.add(source("66"), [expression(TRAFFICKING, article("32", "Chế độ hỗ trợ", words=MEALS))])
    ends = Event(
        number=OLD.number, kind=EventKind.EXPIRED, day=date(2025, 7, 1), said_by=Witness.PERSON,
        act=NEW.number, reason="Điều 3",
    )  # fmt: skip
    store.say(OLD, ends, "Lan")


@pytest.fixture
def door(tmp_path: Path) -> Iterator[TestClient]:
    with CorpusStore(tmp_path / "corpus.db") as store:
        fill(store)
        force = ForceTable(load_catalogue(), records=store)
        settings = WebSettings(admin_token=TOKEN, requests_per_minute=0)
        outside = Outside(today=lambda: TODAY)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            yield opened


def judge(door: TestClient, verdict: str, old: str, new: str, by: str = "Lan") -> dict[str, Any]:
    body = {"old": old, "new": new, "by": by}
    answer: dict[str, Any] = door.post(f"/api/v1/succession/{verdict}", json=body, headers=ADMIN).json()
    return answer


def lines(door: TestClient) -> dict[str, dict[str, Any]]:
    table = door.get("/api/v1/succession/12/2020/QH14").json()
    return {line["old"]["label"]: line for line in table["lines"]}


def test_the_table_of_a_law_needs_no_name_of_the_new_one(door: TestClient) -> None:
    table = door.get("/api/v1/succession/12/2020/QH14").json()
    assert (table["old"]["number"], table["new"]["number"], table["whole"]) == ("12/2020/QH14", "34/2025/QH15", True)
    assert [(line["old"]["label"], line["kind"]) for line in table["lines"]] == [
        ("Điều 1", "split"),
        ("Điều 2", "none"),
    ]
    first = table["lines"][0]["successors"][0]
    assert first["state"] == "suggested"
    assert 0 < first["likeness"]["value"] <= 1
    assert {place["label"] for place in table["without_origin"]} == {"Điều 3"}


def test_two_laws_may_be_named(door: TestClient) -> None:
    table = door.get("/api/v1/succession/66-2011-qh12", params={"to": "34/2025/QH15", "on": "2025-08-01"}).json()
    assert [line["successors"][0]["new"]["permalink"] for line in table["lines"]] == [
        "/vb/34-2025-qh15/dieu-1?ngay=2025-08-01"
    ]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("34/2025/QH15", 404, "successor_not_found"),
        ("99/2031/QH16", 404, "work_not_found"),
        ("12/2020/QH14?to=12/2020/QH14", 422, "same_work"),
        ("12/2020/QH14?to=99/2031/QH16", 404, "work_not_found"),
    ],
)
def test_what_cannot_be_compared_is_told(door: TestClient, path: str, status: int, code: str) -> None:
    refused = door.get(f"/api/v1/succession/{path}")
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_person_confirms_and_another_rejects(door: TestClient) -> None:
    said = judge(door, "confirm", "Điều 2 Luật 12/2020/QH14", "khoản 1 Điều 3 Luật 34/2025/QH15")
    assert said["code"] == "provision_not_found"
    said = judge(door, "confirm", "Điều 2 Luật 12/2020/QH14", "/vb/34-2025-qh15/dieu-3")
    assert said == {
        "old": "Điều 2 Luật 12/2020/QH14",
        "new": "Điều 3 Luật 34/2025/QH15",
        "state": "confirmed",
        "said_by": "Lan",
        "said_on": "2026-11-22",
    }
    added = lines(door)["Điều 2"]["successors"][0]
    assert (added["state"], added["said_by"], added["likeness"]) == ("confirmed", "Lan", None)
    judge(door, "reject", "Điều 2 Luật 12/2020/QH14", "Điều 3 Luật 34/2025/QH15", by="Minh")
    assert lines(door)["Điều 2"]["kind"] == "none"


def test_a_place_of_a_law_that_is_not_held_may_be_confirmed(door: TestClient) -> None:
    judge(door, "confirm", "Điều 32 Luật 66/2011/QH12", "Điều 37 Luật 53/2024/QH15")
    line = door.get("/api/v1/succession/66/2011/QH12").json()["lines"][0]
    assert line["kind"] == "same"
    assert (line["successors"][0]["new"]["label"], line["successors"][0]["new"]["permalink"]) == ("Điều 37", None)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"old": "Luật 12/2020/QH14", "new": "Điều 1 Luật 34/2025/QH15", "by": "Lan"}, "invalid_place"),
        (
            {"old": "Điều 1 và Điều 2 Luật 12/2020/QH14", "new": "Điều 1 Luật 34/2025/QH15", "by": "Lan"},
            "invalid_place",
        ),
        ({"old": "Điều 9 Luật 12/2020/QH14", "new": "Điều 1 Luật 34/2025/QH15", "by": "Lan"}, "provision_not_found"),
        ({"old": "Điều 1 Luật 12/2020/QH14", "new": "Điều 2 Luật 12/2020/QH14", "by": "Lan"}, "same_work"),
        ({"old": "Điều 1 Luật 12/2020/QH14", "new": "Điều 1 Luật 99/2031/QH16", "by": "Lan"}, "work_not_found"),
        ({"old": "Điều 1 Luật 12/2020/QH14", "new": "Điều 1 Luật 34/2025/QH15", "by": " "}, "invalid"),
    ],
)
def test_what_cannot_be_said_is_refused(door: TestClient, body: dict[str, str], code: str) -> None:
    refused = door.post("/api/v1/succession/confirm", json=body, headers=ADMIN)
    assert refused.json()["code"] == code


def test_an_article_of_the_old_law_shows_those_of_the_new_one_and_back(door: TestClient) -> None:
    old = door.get("/vb/12-2020-qh14/dieu-1").text
    assert "Điều tương ứng của luật mới (gợi ý, chưa xác nhận)" in old
    assert re.search(
        r'<a href="/vb/34-2025-qh15/dieu-1" lang="vi">Điều\s1 Luật 34/2025/QH15</a><span lang="vi">: Bữa ăn', old
    )
    assert "giống" in old
    new = door.get("/vb/34-2025-qh15/dieu-2?ngay=2025-08-01").text
    assert "Điều tương ứng của luật cũ (gợi ý, chưa xác nhận)" in new
    assert 'href="/vb/12-2020-qh14/dieu-1?ngay=2025-08-01"' in new
    judge(door, "confirm", "Điều 1 Luật 12/2020/QH14", "Điều 2 Luật 34/2025/QH15")
    assert "Điều tương ứng của luật cũ (đã xác nhận)" in door.get("/vb/34-2025-qh15/dieu-2").text


def test_an_article_without_successor_says_so(door: TestClient) -> None:
    assert "Không thấy điều kế thừa trong Luật 34/2025/QH15." in door.get("/vb/12-2020-qh14/dieu-2").text
    assert "Không thấy ở Luật 12/2020/QH14." in door.get("/vb/34-2025-qh15/dieu-3").text
    missing = "Kho chưa có đủ lời văn của Luật 53/2024/QH15 nên chưa gợi ý được."
    assert missing in door.get("/vb/66-2011-qh12/dieu-32").text


def test_a_large_pair_is_left_to_its_own_page(door: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(works, "_QUICK", 1)
    shown = door.get("/vb/12-2020-qh14/dieu-1").text
    assert "Hai văn bản dài; xem bảng đầy đủ." in shown
    assert 'href="/tuong-ung/12-2020-qh14/34-2025-qh15"' in shown


def test_the_table_has_its_own_page_that_the_pages_of_both_laws_lead_to(door: TestClient) -> None:
    address = "/tuong-ung/12-2020-qh14/34-2025-qh15"
    assert f'href="{address}"' in door.get("/vb/12-2020-qh14").text
    assert f'href="{address}"' in door.get("/vb/34-2025-qh15").text
    shown = door.get(address).text
    assert "tách ra nhiều điều" in shown
    assert "không thấy điều kế thừa" in shown
    assert "Điều mới chưa thấy nguồn gốc ở văn bản cũ" in shown
    assert "<script>alert" not in shown
    assert door.get("/tuong-ung/khong-co/34-2025-qh15").status_code == 404


def test_the_terminal_shows_confirms_and_rejects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "kho"
    home.mkdir()
    with CorpusStore(home / "corpus.db") as store:
        fill(store)
    assert run(["--home", str(home), "succession", "12/2020/QH14"]) == 0
    shown = capsys.readouterr().out
    assert "gợi ý" in shown
    assert "Điều mới chưa thấy nguồn gốc ở luật cũ: Điều 3." in shown
    places = ["Điều 1 Luật 12/2020/QH14", "Điều 2 Luật 34/2025/QH15"]
    assert run(["--home", str(home), "succession", "confirm", *places, "--by", "Lan"]) == 0
    assert capsys.readouterr().out == "Đã xác nhận: Điều 1 Luật 12/2020/QH14 → Điều 2 Luật 34/2025/QH15 (Lan).\n"
    assert (
        run(
            [
                "--home",
                str(home),
                "succession",
                "reject",
                "Điều 1 Luật 12/2020/QH14",
                "Điều 1 Luật 34/2025/QH15",
                "--by",
                "Lan",
                "--json",
            ]
        )
        == 0
    )
    assert json.loads(capsys.readouterr().out)["state"] == "rejected"
    assert run(["--home", str(home), "succession", "--json", "12/2020/QH14", "34/2025/QH15"]) == 0
    states = [one["state"] for one in json.loads(capsys.readouterr().out)["lines"][0]["successors"]]
    assert states == ["confirmed", "rejected"]
    assert run(["--home", str(home), "succession", "34/2025/QH15"]) == 1
    assert capsys.readouterr().err == (
        "Lỗi: Chưa biết văn bản nào thay thế Luật 34/2025/QH15; hãy nêu số hiệu của văn bản mới.\n"
    )
    assert run(["--home", str(home), "succession", "confirm", *places]) == 2
    assert "--by" in capsys.readouterr().err
