"""The force of works at the doors: read by anyone, recorded by administrators, shown on pages."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import TOKEN
from tests.web.terminal import Cancu

ADMIN = {"Authorization": f"Bearer {TOKEN}"}
SAID = {"number": "66/2011/QH12", "kind": "suspended", "day": "2020-01-01", "by": "Lan", "reason": "Công báo số 9."}


def test_a_timeline_tells_who_says_what(client: TestClient) -> None:
    shown = client.get("/api/v1/force/66/2011/QH12", params={"on": "2025-07-01"}).json()
    assert (shown["on"], shown["work"]["status"], shown["work"]["status_by"]) == ("2025-07-01", "expired", "catalogue")
    told = {(event["kind"], event["day"], event["said_by"]) for event in shown["events"]}
    assert ("effective", "2012-01-01", "catalogue") in told
    assert ("expired", "2025-07-01", "catalogue") in told


def test_what_is_recorded_counts_at_once_and_can_be_taken_back(client: TestClient) -> None:
    made = client.post("/api/v1/force", json=SAID, headers=ADMIN)
    assert made.status_code == 201
    row = made.json()["id"]
    on = {"on": "2020-02-01"}
    shown = client.get("/api/v1/force/66/2011/QH12", params=on).json()
    assert (shown["work"]["status"], shown["work"]["status_by"]) == ("suspended", "person")
    assert "Công báo số 9. (ghi nhận: Lan)" in shown["work"]["status_note"]
    page = client.get("/vb/66-2011-qh12?ngay=2020-02-01").text
    assert "Ngưng hiệu lực" in page or "ngưng hiệu lực" in page
    assert "Công báo số 9." in page
    assert client.delete(f"/api/v1/force/events/{row}", headers=ADMIN).json() == {"id": row}
    assert client.get("/api/v1/force/66/2011/QH12", params=on).json()["work"]["status"] == "in_force"
    gone = client.delete(f"/api/v1/force/events/{row}", headers=ADMIN)
    assert (gone.status_code, gone.json()["code"]) == (404, "event_not_found")


@pytest.mark.parametrize("place", ["khoản", "Điều 5 và Điều 6", "abc"])
def test_a_place_that_is_none_is_refused(client: TestClient, place: str) -> None:
    refused = client.post("/api/v1/force", json={**SAID, "place": place}, headers=ADMIN)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_event")


def test_the_terminal_records_shows_and_takes_back(cancu: Cancu, tmp_path: Path) -> None:
    number = "912/2019/NĐ-CP"
    said = cancu("force", "say", number, "expired", "2022-01-01", "--by", "Lan", "--reason", "Đọc Công báo.")
    assert (said.status, said.err) == (0, "")
    row = said.out.split("số ")[1].split(":")[0]
    shown = json.loads(cancu("force", "show", number, "--on", "2022-01-01", "--json").out)
    assert (shown["work"]["status"], shown["work"]["status_by"]) == ("expired", "person")
    assert "người dùng xác nhận" in " ".join(cancu("force", "show", number).out.split())
    assert cancu("force", "unsay", row).status == 0
    again = cancu("force", "unsay", row)
    assert again.status == 1
    assert "không có gì bị xóa" in again.err


def test_nothing_is_recorded_without_a_ground(cancu: Cancu) -> None:
    said = cancu("force", "say", "912/2019/NĐ-CP", "expired", "2022-01-01", "--by", "Lan", "--reason", " ")
    assert said.status == 1
    assert "căn cứ vào đâu" in said.err


def test_what_is_not_held_but_known_has_a_timeline_too(client: TestClient) -> None:
    shown = client.get("/api/v1/force/53/2024/QH15", params={"on": "2025-06-30"}).json()
    assert (shown["work"]["number"], shown["work"]["status"]) == ("53/2024/QH15", "not_yet_in_force")
    assert client.get("/api/v1/force/777/2031/QH19").status_code == 404
