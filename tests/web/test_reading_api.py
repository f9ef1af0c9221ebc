"""Questions, searches, citations and provisions over HTTP."""

import json

import pytest
from starlette.testclient import TestClient

from tests.web.shelf import OLD_PARTS

QUESTION = "Nạn nhân trở về được chỗ ở tạm"


def test_an_answer_quotes_the_very_words_of_the_provision_it_names(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    assert answer["answered"]
    assert answer["refusal"] is None
    for statement in answer["statements"]:
        for citation in statement["citations"]:
            opened = client.get(citation["permalink"].replace("/vb/", "/api/v1/provisions/")).json()
            assert opened["text"][citation["start"] : citation["end"]] == citation["quote"]
            assert opened["label"] == citation["label"]


def test_a_question_without_support_is_refused_with_its_reason_and_the_nearest_passages(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "nạn nhân xyz tvk qpr mnl hjk bcd"}).json()
    assert not answer["answered"]
    assert answer["statements"] == []
    assert answer["refusal"]["code"] == "no_support"
    assert answer["refusal"]["ask_back"]
    assert answer["passages"]


def test_the_same_question_gets_the_same_bytes(client: TestClient) -> None:
    body = {"question": QUESTION, "on": "2024-01-02", "class": "victim"}
    assert client.post("/api/v1/ask", json=body).content == client.post("/api/v1/ask", json=body).content


def test_what_is_understood_names_the_class_and_the_day(client: TestClient) -> None:
    body = {"question": QUESTION, "on": "2024-01-02", "identified_on": "2023-05-06", "class": "foreigner"}
    understood = client.post("/api/v1/ask", json=body).json()["understood"]
    assert understood == {
        "text": f"{QUESTION} (đã đọc)",
        "class": "foreigner",
        "topics": [],
        "on": "2024-01-02",
        "law_day": "2024-01-02",
        "case": {
            "age": None,
            "identified_on": "2023-05-06",
            "route": None,
            "place": None,
            "health": [],
            "wishes": [],
        },
        "personal": [],
    }


@pytest.mark.parametrize(
    ("route", "field"), [pytest.param("find", "query", id="find"), pytest.param("ask", "question", id="ask")]
)
def test_a_question_is_searched_as_it_was_typed_where_that_is_asked(client: TestClient, route: str, field: str) -> None:
    def understood(**more: object) -> object:
        found = client.post(f"/api/v1/{route}", json={field: QUESTION, **more}).json()["understood"]
        return found["text"] if route == "ask" else found

    assert understood() == understood(as_typed=False) == f"{QUESTION} (đã đọc)"
    assert understood(as_typed=True) == QUESTION
    assert client.post(f"/api/v1/{route}", json={field: QUESTION, "as_typed": "yes"}).status_code == 422


def test_find_gives_no_more_than_k_hits_best_first(client: TestClient) -> None:
    found = client.post("/api/v1/find", json={"query": "nạn nhân chỗ ở tạm", "k": 2}).json()
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]
    assert found["on"] == "2026-11-22"
    for hit in found["hits"]:
        assert "".join(part["text"] for part in hit["snippet"]) in hit["provision"]["text"]
        assert any(part["match"] for part in hit["snippet"])


@pytest.mark.parametrize(
    ("address", "label", "article", "point"),
    [
        pytest.param("66/2011/QH12/dieu-32", "Điều 32", "32", None, id="number with slashes"),
        pytest.param("66%2F2011%2FQH12/dieu-32", "Điều 32", "32", None, id="number escaped"),
        pytest.param("66-2011-qh12/dieu-32/khoan-1/diem-d", "điểm d khoản 1 Điều 32", "32", "d", id="điểm d"),
        pytest.param("66-2011-qh12/dieu-32/khoan-1/diem-dd", "điểm đ khoản 1 Điều 32", "32", "đ", id="điểm đ"),
        pytest.param("66-2011-qh12/dieu-8a", "Điều 8a", "8a", None, id="điều 8a"),
        pytest.param("66-2011-qh12/phu-luc-I", "Phụ lục I", None, None, id="annex"),
        pytest.param("15-kh-ubnd-2026-02-03/muc-II.2.1", "mục II.2.1", None, None, id="plan"),
    ],
)
def test_a_provision_is_found_at_its_address(
    client: TestClient, address: str, label: str, article: str | None, point: str | None
) -> None:
    shown = client.get(f"/api/v1/provisions/{address}").json()
    assert (shown["label"], shown["article"], shown["point"]) == (label, article, point)


def test_a_point_stands_under_its_headings_and_lead_ins(client: TestClient) -> None:
    shown = client.get("/api/v1/provisions/66-2011-qh12/dieu-32/khoan-1/diem-dd").json()
    assert shown["text"] == "đ) Học nghề và tìm việc làm.\n"
    assert shown["context"] == [
        "Chương V. HỖ TRỢ NẠN NHÂN",
        "Điều 32. Đối tượng và chế độ hỗ trợ",
        "1. Nạn nhân trở về được hưởng các hỗ trợ sau đây:",
    ]
    assert (shown["from"], shown["until"], shown["work"]["status"]) == ("2012-01-01", "2025-07-01", "expired")
    assert shown["source"]["file"] == "luat.html"
    assert shown["source"]["page"] == 3
    whole = client.get("/api/v1/provisions/66-2011-qh12").json()
    assert whole["text"][shown["source"]["start"] : shown["source"]["end"]] == shown["text"]


def test_a_work_without_a_place_is_shown_whole(client: TestClient) -> None:
    shown = client.get("/api/v1/provisions/66/2011/QH12").json()
    assert shown["article"] is None
    assert shown["text"].startswith(OLD_PARTS[0].lead)
    assert shown["text"].endswith(OLD_PARTS[-1].lead)


def test_the_day_decides_the_status_and_stands_in_the_permalink_only_when_named(client: TestClient) -> None:
    today = client.get("/api/v1/provisions/66-2011-qh12/dieu-32").json()
    before = client.get("/api/v1/provisions/66-2011-qh12/dieu-32", params={"on": "2025-06-30"}).json()
    after = client.get("/api/v1/provisions/66-2011-qh12/dieu-32", params={"on": "2025-07-01"}).json()
    assert (before["work"]["status"], after["work"]["status"]) == ("in_force", "expired")
    assert today["permalink"] == "/vb/66-2011-qh12/dieu-32"
    assert before["permalink"] == "/vb/66-2011-qh12/dieu-32?ngay=2025-06-30"
    assert client.get(before["permalink"]).status_code == 200


def test_parsed_citations_stand_at_their_offsets(client: TestClient) -> None:
    text = "Theo điểm a, đ khoản 1 Điều 32 Luật 66/2011/QH12 thì được."
    citations = client.post("/api/v1/cite/parse", json={"text": text}).json()["citations"]
    assert [(found["article"], found["clause"], found["point"]) for found in citations] == [
        ("32", "1", "a"),
        ("32", "1", "đ"),
    ]
    assert {text[found["start"] : found["end"]] for found in citations} == {citations[0]["text"]}


CHECKED = "Theo khoản 2 Điều 32 Luật 66/2011/QH12 và Điều 99 Luật 66/2011/QH12; Điều 1 Nghị định 777/2031/NĐ-CP."


def test_a_text_is_checked_for_a_day(client: TestClient) -> None:
    items = client.post("/api/v1/cite/check", json={"text": CHECKED, "on": "2020-01-01"}).json()["items"]
    assert [item["verdict"] for item in items] == ["ok", "no_such_provision", "not_in_corpus"]
    assert items[0]["provision"]["label"] == "khoản 2 Điều 32"
    assert items[1]["provision"] is None
    assert "Điều 99" in items[1]["detail"]


def test_a_file_is_checked_like_a_text(client: TestClient) -> None:
    files = {"file": ("công văn.txt", CHECKED.encode(), "text/plain")}
    sent = client.post("/api/v1/cite/check", files=files, data={"on": "2020-01-01"})
    typed = client.post("/api/v1/cite/check", json={"text": CHECKED, "on": "2020-01-01"})
    assert [item["verdict"] for item in sent.json()["items"]] == [item["verdict"] for item in typed.json()["items"]]


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(client: TestClient) -> None:
    refused = client.post("/api/v1/cite/check", files={"file": ("a.pdf", b"%PDF-1.7 broken", "application/pdf")})
    assert refused.status_code == 422
    assert refused.json()["code"] == "unreadable_file"


def test_json_is_utf_8_without_escapes(client: TestClient) -> None:
    body = client.post("/api/v1/find", json={"query": "chỗ ở"}).content.decode()
    assert "chỗ ở" in body
    assert json.loads(body)["query"] == "chỗ ở"
