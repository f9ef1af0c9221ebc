"""Comparing provisions: the API, the page, and what both say when words cannot be known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.link import Link, LinkKind
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.laws import article, clause, expression, law, source
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.check_schemas import CompareJson
from web.settings import WebSettings

LAW = law()
ACT = law("7/2023/QH15", "Luật sửa đổi thử", issued=date(2023, 1, 1), effective=date(2023, 7, 1))
OLD = article("5", "Trợ cấp", clause("1", "Người dân được hỗ trợ 01 tháng."), clause("2", "Mức do tỉnh định."))
NEW = article("5", "Trợ cấp", clause("1", "Người dân được hỗ trợ 03 tháng."), clause("2", "Mức do tỉnh định."))
OTHER = law("88/2022/QH15", "Luật khác", effective=date(2022, 1, 1))
PIECE = law("89/2022/QH15", "Luật chỉ có trích đoạn", effective=date(2022, 1, 1))
SHORT = article("4", "Trợ cấp", clause("1", "Người dân được hỗ trợ 03 tháng."))
PLACE = "khoản 1 Điều 5 Luật 12/2020/QH14"


@pytest.fixture
def client(tmp_path: Path, force: ForceTable) -> Iterator[TestClient]:
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(source("cũ"), [expression(LAW, OLD)])
        store.add(source("mới"), [expression(LAW, NEW, valid_from=date(2023, 7, 1))])
        other = article("9", "Trợ cấp", clause("1", "Người dân được giúp 01 tháng."))
        amended = article("8", "Hồ sơ", clause("1", "Một tờ đơn."))
        store.add(source("khác"), [expression(OTHER, amended, other)])
        store.add(
            source("sửa"),
            [expression(ACT, article("1", "Sửa"))],
            [Link(ACT.number, "art_1", OTHER.number, "art_8", LinkKind.AMENDS)],
        )
        store.add(source("trang"), [expression(PIECE, SHORT, origin=Origin.EXCERPT, complete=False)])
        outside = Outside(today=lambda: TODAY)
        app = create_app(WordSearch(store, force), store, force, WebSettings(), RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            yield opened


def compared(client: TestClient, **asked: str) -> CompareJson:
    """Return the answer of the API, which has the shape it says."""
    answered = client.get("/api/v1/compare", params=asked)
    assert answered.status_code == 200, answered.text
    return TypeAdapter(CompareJson).validate_python(answered.json(), extra="forbid")


def test_two_days_of_a_provision_differ_by_the_word_that_changed(client: TestClient) -> None:
    found = compared(client, **{"old": PLACE, "on": "2022-01-01", "and": "2024-01-01"})
    assert found["differs"]
    assert [(run["change"], run["text"]) for run in found["runs"] if run["change"] != "same"] == [
        ("removed", "01"),
        ("added", "03"),
    ]
    assert found["notes"][0] == "Lời văn khác nhau: bỏ 1 chữ, thêm 1 chữ."
    assert found["old"]["text"].endswith("01 tháng.\n")


def test_without_a_second_day_it_is_compared_with_today(client: TestClient) -> None:
    assert compared(client, old=PLACE, on="2022-01-01")["new"]["text"].endswith("03 tháng.\n")


def test_two_days_with_the_same_words_are_said_to_be_so(client: TestClient) -> None:
    found = compared(client, **{"old": PLACE, "on": "2021-06-01", "and": "2022-01-01"})
    assert not found["differs"]
    assert found["notes"][0] == "Kho giữ một lời văn duy nhất cho cả hai ngày."


def test_a_part_that_a_new_text_left_alone_is_the_same_word_for_word(client: TestClient) -> None:
    found = compared(client, **{"old": PLACE.replace("khoản 1", "khoản 2"), "on": "2022-01-01", "and": "2024-01-01"})
    assert found["notes"][0] == "Hai bên có lời văn giống nhau từng chữ."


def test_two_provisions_of_two_laws(client: TestClient) -> None:
    found = compared(client, old=PLACE, new="khoản 1 Điều 9 Luật 88/2022/QH15", on="2022-01-01")
    assert [(run["change"], run["text"]) for run in found["runs"] if run["change"] != "same"] == [
        ("removed", "hỗ trợ"),
        ("added", "giúp"),
    ]


def test_a_day_whose_words_the_store_cannot_know_is_told(client: TestClient) -> None:
    found = compared(client, **{"old": "Điều 8 Luật 88/2022/QH15", "on": "2022-06-01", "and": "2024-01-01"})
    (said,) = [note for note in found["notes"] if "không biết chắc lời văn" in note]
    assert "ngày 01/01/2024" in said
    assert "7/2023/QH15" in said


def test_what_an_excerpt_lacks_is_not_said_to_have_been_taken_out(client: TestClient) -> None:
    found = compared(client, old="Điều 5 Luật 12/2020/QH14", new="Điều 4 Luật 89/2022/QH15", on="2022-06-01")
    assert "không kết luận phần bỏ, vì bên thứ hai chỉ có trích đoạn, thêm " in found["notes"][0]
    shown = client.get(
        "/so-sanh",
        params={"cu": "Điều 5 Luật 12/2020/QH14", "moi": "Điều 4 Luật 89/2022/QH15", "ngay_cu": "01/06/2022"},
    ).text
    assert "Mức do tỉnh định" in shown
    assert "đã bỏ" not in shown
    assert "<del>" not in shown


def test_what_an_excerpt_on_the_first_side_lacks_is_not_said_to_be_new(client: TestClient) -> None:
    found = compared(client, old="Điều 4 Luật 89/2022/QH15", new="Điều 5 Luật 12/2020/QH14", on="2022-06-01")
    assert "không kết luận phần thêm, vì bên thứ nhất chỉ có trích đoạn" in found["notes"][0]


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        pytest.param({"old": PLACE}, 422, "nothing_to_compare", id="the same on both sides"),
        pytest.param({"old": "Điều 1 Luật 99/2031/QH19", "on": "2020-01-01"}, 404, "work_not_found", id="unknown work"),
        pytest.param({"old": PLACE, "on": "hôm qua"}, 422, "invalid", id="no day"),
        pytest.param({}, 422, "invalid", id="nothing"),
    ],
)
def test_what_cannot_be_compared_is_refused(client: TestClient, asked: dict[str, str], status: int, code: str) -> None:
    refused = client.get("/api/v1/compare", params=asked)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_the_page_marks_words_by_more_than_colour(client: TestClient) -> None:
    asked = {"cu": PLACE, "ngay_cu": "01/01/2022", "ngay_moi": "2024-01-01"}
    shown = client.get("/so-sanh", params=asked)
    assert shown.status_code == 200
    assert "<del>" in shown.text
    assert "<ins>" in shown.text
    assert '<span class="unseen"> thêm: </span>03' in shown.text


def test_the_page_of_a_provision_leads_to_a_comparison(client: TestClient) -> None:
    page = client.get("/vb/12-2020-qh14/dieu-5/khoan-1?ngay=2022-01-01").text
    assert '<input type="hidden" name="cu" value="/vb/12-2020-qh14/dieu-5/khoan-1">' in page
    asked = {"cu": "/vb/12-2020-qh14/dieu-5/khoan-1", "ngay_cu": "01/01/2022", "ngay_moi": "01/01/2024"}
    shown = client.get("/so-sanh", params=asked).text
    assert f'value="{PLACE}"' in shown
    assert "bỏ 1 chữ, thêm 1 chữ" in shown


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        pytest.param({}, 200, "bỏ trống nếu là cùng quy định", id="the form"),
        pytest.param({"moi": PLACE}, 422, "Hãy nêu quy định thứ nhất.", id="no first"),
        pytest.param({"cu": PLACE}, 422, "cùng một quy định, cùng một ngày", id="the same"),
        pytest.param({"cu": PLACE, "ngay_cu": "x"}, 422, "Ngày phải có dạng", id="no day"),
        pytest.param({"cu": "Điều 1 Luật 99/2031/QH19"}, 404, "Kho chưa có văn bản", id="unknown"),
    ],
)
def test_the_page_says_what_is_wrong(client: TestClient, asked: dict[str, str], status: int, said: str) -> None:
    shown = client.get("/so-sanh", params=asked)
    assert shown.status_code == status
    assert said in shown.text
