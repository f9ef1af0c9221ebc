"""A day is read one way wherever it is typed; what is none is refused in a sentence, and never a fault."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from corpus.errors import CancuError
from tests.web.home import QUESTION
from tests.web.terminal import Cancu
from web.typed_days import BadDayError, iso_day, typed_day

NO_DAYS = ("1/1/99999999999", "1_1/1/2025", "1/1/1899", "1/1/2101", "30/2/2025", "mai", "20/6/19", "20/6/50")
_FORM = "Ngày phải có dạng ngày/tháng/năm"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("  ", None),
        ("2025-07-01", date(2025, 7, 1)),
        ("1/7/2025", date(2025, 7, 1)),
        (" 01/07/2025 ", date(2025, 7, 1)),
        ("1 / 7 / 2025", date(2025, 7, 1)),
        ("29/2/2024", date(2024, 2, 29)),
        ("20/6/26", date(2026, 6, 20)),
        ("1/1/20", date(2020, 1, 1)),
        ("31/12/49", date(2049, 12, 31)),
        ("1/1/1900", date(1900, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_a_day_is_read_as_vietnamese_write_it(typed: str, day: date | None) -> None:
    assert typed_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1/1/99999999999", _FORM),
        ("1_1/1/2025", _FORM),
        ("+1/1/2025", _FORM),
        ("١/٧/٢٠٢٥", _FORM),
        ("1/7/025", _FORM),
        ("1/7", _FORM),
        ("1-7-2025", _FORM),
        ("20250701", _FORM),
        ("2025-W27-2", _FORM),
        ("2025-7-1", _FORM),
        ("Lò Thị Xuyến", _FORM),
        ("20/6/19", "Năm phải viết đủ bốn chữ số"),
        ("20/6/50", "Năm phải viết đủ bốn chữ số"),
        ("1/1/0026", "Năm phải từ 1900 đến 2100."),
        ("31/12/1899", "Năm phải từ 1900 đến 2100."),
        ("2101-01-01", "Năm phải từ 1900 đến 2100."),
        ("30/2/2025", "Không có ngày này trong lịch"),
        ("0/1/2025", "Không có ngày này trong lịch"),
        ("2025-13-01", "Không có ngày này trong lịch"),
    ],
)
def test_what_is_no_day_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(BadDayError, match=sentence) as told:
        typed_day(typed)
    assert isinstance(told.value, CancuError)
    assert isinstance(told.value, ValueError)
    assert typed not in str(told.value)


def test_programs_write_a_day_in_one_way() -> None:
    assert iso_day("2025-07-01") == date(2025, 7, 1)
    with pytest.raises(BadDayError):
        iso_day("1/7/2025")


@pytest.mark.parametrize("typed", NO_DAYS)
@pytest.mark.parametrize(
    ("path", "fields", "named"),
    [
        ("/", {"q": "a"}, "ngay"),
        ("/", {"q": "a"}, "ngay_xac_dinh"),
        ("/phieu/xem", {"lop": "victim"}, "ngay"),
        ("/phieu/xem", {"lop": "victim"}, "ngay_xac_dinh"),
        ("/so-sanh", {"cu": "Điều 32 Luật 66/2011/QH12"}, "ngay_cu"),
        ("/so-sanh", {"cu": "Điều 32 Luật 66/2011/QH12"}, "ngay_moi"),
        ("/ma-tran", {}, "ngay"),
        ("/kho", {}, "ngay"),
        ("/vb/66-2011-qh12", {}, "ngay"),
    ],
)
def test_every_page_refuses_what_is_no_day(
    client: TestClient, path: str, fields: dict[str, str], named: str, typed: str
) -> None:
    shown = client.get(path, params={**fields, named: typed}, headers={"accept": "text/html"})
    assert shown.status_code == 422
    assert "gày" in shown.text or "Năm" in shown.text


@pytest.mark.parametrize("typed", NO_DAYS)
def test_every_form_refuses_what_is_no_day(client: TestClient, typed: str) -> None:
    assert client.post("/", data={"q": "a", "ngay": typed}).status_code == 422
    assert client.post("/phieu", data={"lop": "victim", "ngay": typed}).status_code == 422
    assert client.post("/kiem-tra", data={"van_ban": "Điều 5", "ngay": typed}).status_code == 422
    files = {"file": ("a.txt", b"a", "text/plain")}
    assert client.post("/api/v1/cite/check", files=files, data={"on": typed}).status_code == 422


LATER = "Ngày được xác định là nạn nhân (02/07/2025) không thể sau ngày được hỏi (01/07/2025)."


def test_nobody_is_identified_after_the_day_asked_about(client: TestClient, cancu: Cancu) -> None:
    body = {"question": QUESTION, "on": "2025-07-01", "identified_on": "2025-07-02"}
    refused = client.post("/api/v1/ask", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "identified_later")
    assert refused.json()["detail"] == LATER
    said = cancu("ask", QUESTION, "--on", "2025-07-01", "--identified-on", "2025-07-02")
    assert (said.status, said.out, said.err) == (1, "", f"Lỗi: {LATER}\n")
    fields = {"q": QUESTION, "ngay": "1/7/2025", "ngay_xac_dinh": "2/7/2025"}
    for shown in (client.get("/", params=fields), client.post("/", data=fields, follow_redirects=True)):
        assert shown.status_code == 422
        assert LATER in shown.text


def test_who_is_identified_on_the_day_asked_about_is_answered(client: TestClient) -> None:
    body = {"question": QUESTION, "on": "2025-07-01", "identified_on": "2025-07-01"}
    assert client.post("/api/v1/ask", json=body).status_code == 200
