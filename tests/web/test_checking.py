"""The checker's pages and the files of its report."""

import csv
import html
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import pytest
from starlette.testclient import TestClient

from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests import factories
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import ATTACK, TODAY
from web.app import Outside, create_app
from web.checking.draft import Draft, Form, examine
from web.checking.forms import written
from web.csv_table import defused
from web.settings import WebSettings
from web.shapes import View

ON = "01/01/2020"
DRAFT = (
    "Theo khoản 2 Điều 32 Luật 66/2011/QH12 và Điều 99 Luật 66/2011/QH12 thì được; xem khoản 3 Điều này.\n"
    "Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm và bữa ăn hằng tuần”. Điều 1 Nghị định 777/2031/NĐ-CP không có."
)


def send(client: TestClient, text: str = DRAFT, day: str = ON) -> str:
    """Send a text to the page and return where the report is."""
    sent = client.post("/kiem-tra", files={"van_ban": (None, text), "ngay": (None, day)}, follow_redirects=False)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def send_file(client: TestClient, name: str, content: bytes) -> str:
    """Send a file to the page and return where the report is."""
    parts: dict[str, Any] = {"van_ban": (None, ""), "ngay": (None, ON), "tep": (name, content)}
    sent = client.post("/kiem-tra", files=parts, follow_redirects=False)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def plain(shown: str) -> str:
    """Return the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def test_words_that_no_longer_hold_are_not_called_those_of_the_day(client: TestClient) -> None:
    shown = plain(client.get(send(client, "Theo khoản 2 Điều 32 Luật 66/2011/QH12.", "26/11/2026")).text)
    assert "Lời văn kho giữ: hết hiệu lực tại ngày 26/11/2026" in shown
    assert "Lời văn tại ngày" not in shown
    then = plain(client.get(send(client, "Theo khoản 2 Điều 32 Luật 66/2011/QH12.", ON)).text)
    assert "Lời văn tại ngày 01/01/2020" in then


def test_a_draft_is_shown_with_its_verdicts_and_its_words_stand_in_no_address(client: TestClient) -> None:
    address = send(client)
    shown = client.get(address)
    assert re.fullmatch(r"/kiem-tra/[\w-]{20,}", address)
    assert shown.headers["cache-control"] == "no-store"
    words = plain(shown.text)
    for said in ("không có điều, khoản, điểm này", "lời trích khác văn bản", "kho chưa có văn bản", "đúng"):
        assert said in words
    assert re.search(r"bỏ: +ngày", words)
    assert 'href="/vb/66-2011-qh12/dieu-32/khoan-2?ngay=2020-01-01"' in shown.text
    assert "Dẫn trong chính bài này" in words


def test_each_citation_is_marked_in_the_text_and_its_verdict_stands_beside_it_in_the_same_order(
    client: TestClient,
) -> None:
    shown = client.get(send(client)).text
    assert re.findall(r'class="marked \w+" href="#dan-(\d+)"', shown) == ["1", "2", "3", "4", "5"]
    assert re.findall(r'<article class="phrase \w+" id="dan-(\d+)"', shown) == ["1", "2", "3", "4", "5"]
    assert re.findall(r'class="back" href="#cho-(\d+)"', shown) == ["1", "2", "3", "4", "5"]
    assert all(f'id="cho-{number}"' in shown for number in range(1, 6))
    draft = shown[shown.index('<div class="beside-text') : shown.index('<div class="beside-notes')]
    unmarked = re.sub(r"<sup.*?</sup>", "", draft)
    assert DRAFT in html.unescape(re.sub(r"<[^>]+>", "", unmarked))


def test_verdicts_are_filtered_and_the_rest_of_the_text_stays(client: TestClient) -> None:
    address = send(client)
    leads = re.findall(rf'href="{address}\?loc=([a-z_]+)"', client.get(address).text)
    assert leads == ["no_such_provision", "quote_differs", "not_in_corpus", "ok"]
    shown = client.get(f"{address}?loc=quote_differs").text
    assert re.findall(r'<article class="phrase \w+" id="dan-(\d+)"', shown) == ["4"]
    assert re.findall(r'class="marked \w+" href="#dan-(\d+)"', shown) == ["4"]
    assert '<span class="quiet-mark">khoản 2 Điều 32 Luật 66/2011/QH12</span>' in shown
    assert f'href="{address}?loc=quote_differs" aria-current="true"' in shown


def test_a_long_draft_is_shown_in_parts_that_hold_the_whole_of_it(client: TestClient) -> None:
    lines = [f"{number}. Theo Điều 32 Luật 66/2011/QH12 {'và các việc khác ' * 9}." for number in range(300)]
    address = send(client, "\n".join(lines))
    first = client.get(address).text
    parts = [int(number) for number in re.findall(rf'href="{address}\?trang=(\d+)"', first)]
    assert len(set(parts)) > 2
    shown = [client.get(f"{address}?trang={number}").text for number in (1, *sorted(set(parts)))]
    said = [re.findall(r'<article class="phrase \w+" id="dan-(\d+)"', one) for one in shown]
    assert [int(number) for numbers in said for number in numbers] == list(range(1, 301))
    assert max(map(len, shown)) < 250_000


def test_a_get_with_a_text_checks_nothing(client: TestClient) -> None:
    shown = client.get("/kiem-tra", params={"van_ban": DRAFT})
    assert "Điều 99" not in shown.text


def test_a_file_is_read_and_named(client: TestClient) -> None:
    shown = client.get(send_file(client, "../công văn.docx", factories.docx(*DRAFT.split("\n")))).text
    assert "công văn.docx" in shown
    assert "trong bản sao tệp của bạn" in shown


MANY = f"Điều 1 Luật 66/2011/QH12{' và các việc khác' * 9}; " * 5_001


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        pytest.param({"van_ban": (None, " ")}, "Hãy dán đoạn văn, hoặc chọn một tệp.", id="nothing"),
        pytest.param(
            {"van_ban": (None, "a"), "ngay": (None, "31/02/2020")}, "Không có ngày này trong lịch", id="no day"
        ),
        pytest.param({"van_ban": (None, "a"), "tep": ("a.txt", b"b")}, "Mỗi lần chỉ kiểm tra một", id="both"),
        pytest.param({"tep": ("a.pdf", b"%PDF-1.7 broken")}, "Chưa kiểm tra được", id="broken file"),
        pytest.param({"van_ban": (None, "a" * 1_000_001)}, "dài hơn 1.000.000 ký tự", id="too long"),
        pytest.param({"van_ban": (None, MANY)}, "hơn 5.000 lời dẫn", id="too many"),
        pytest.param(
            {"van_ban": (None, "Điều 1 Luật 66/2011/QH12; " * 9_000)}, "quá nhiều chỗ viết như lời dẫn", id="too dense"
        ),
    ],
)
def test_what_cannot_be_checked_is_said_on_the_form(client: TestClient, parts: dict[str, Any], said: str) -> None:
    refused = client.post("/kiem-tra", files=parts)
    assert refused.status_code == 422
    assert said in plain(refused.text)


def test_a_report_can_be_forgotten(client: TestClient) -> None:
    address = send(client)
    assert client.post(f"{address}/xoa", follow_redirects=False).headers["location"] == "/kiem-tra"
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/csv").status_code == 404


def test_a_report_is_forgotten_after_half_an_hour(store: CorpusStore, force: ForceTable) -> None:
    now = [0.0]
    outside = Outside(today=lambda: TODAY, clock=lambda: now[0])
    app = create_app(WordSearch(store, force), store, force, WebSettings(), RecordingLoad(), outside=outside)
    client = TestClient(app, base_url="http://127.0.0.1")
    address = send(client)
    now[0] = 1_799.0
    assert client.get(address).status_code == 200
    now[0] = 1_801.0
    gone = client.get(address)
    assert (gone.status_code, "không còn được giữ" in gone.text) == (404, True)


def test_script_in_a_draft_comes_out_as_text(client: TestClient) -> None:
    address = send(client, f"{ATTACK} Điều 32 Luật 66/2011/QH12: “{ATTACK} một hai ba bốn”.")
    for shown in (client.get(address).text, client.get(f"{address}/html").text):
        assert "<script>alert" not in shown
        assert "<img" not in shown
        assert 'onfocus="' not in shown


@pytest.mark.parametrize("form", list(Form))
def test_a_report_is_given_as_a_file_whose_name_says_nothing(client: TestClient, form: Form) -> None:
    given = client.get(f"{send(client)}/{form}")
    assert given.headers["content-disposition"] == f'attachment; filename="kiem-tra-vien-dan-2020-01-01.{form}"'
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.content


def test_the_page_to_print_stands_alone(client: TestClient) -> None:
    shown = client.get(f"{send_file(client, 'công văn.txt', DRAFT.encode())}/html").text
    style = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in shown
    assert not re.search(r"<script|<link|<[^>]*\s(?:src|style|on\w+)=|href=\"/", shown)
    words = plain(shown.replace(style[0], ""))
    for said in ("công văn.txt", "01/01/2020", sha256(DRAFT.encode()).hexdigest(), "văn bản", "Điều 99"):
        assert said in words


def test_the_table_has_a_row_for_each_place_and_no_formula(client: TestClient) -> None:
    text = "=1+1 Điều 32 Luật 66/2011/QH12.\n@Điều 99 Luật 66/2011/QH12"
    raw = client.get(f"{send(client, text)}/csv").content
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw[3:].decode())))
    assert [row[7] for row in rows[1:]] == ["ok", "no_such_provision"]
    assert rows[1][4].startswith("'=1+1")
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]


@pytest.mark.parametrize("cell", ["=A1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "＝A1", " =A1", "\u200b=A1"])
def test_a_cell_that_begins_like_a_formula_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


def test_the_json_carries_what_was_checked_against_what(client: TestClient) -> None:
    report = client.get(f"{send(client)}/json").json()
    assert (report["on"], report["made"]) == ("2020-01-01", TODAY.isoformat())
    assert report["sha256"] == sha256(DRAFT.encode()).hexdigest()
    assert report["corpus"]["works"] == 5
    assert report["counts"]["no_such_provision"] == 1
    assert len(report["items"]) == sum(report["counts"].values())


def test_word_gets_comments_at_the_places_of_the_persons_own_file(client: TestClient) -> None:
    own = factories.docx("Mở đầu.", *DRAFT.split("\n"))
    copy = docx.Document(io.BytesIO(client.get(f"{send_file(client, 'a.docx', own)}/docx").content))
    assert [paragraph.text for paragraph in copy.paragraphs] == ["Mở đầu.", *DRAFT.split("\n")]
    said = [comment.text for comment in copy.comments]
    assert [words.split(":")[0] for words in said] == [
        "✓ Đúng",
        "∅ Không có điều, khoản, điểm này",
        "≠ Lời trích khác văn bản",
        "○ Kho chưa có văn bản",
    ]
    assert "hằng [-ngày-][+tuần+]" in said[2]
    assert {comment.author for comment in copy.comments} == {"Căn Cứ"}


def test_word_gets_a_file_of_the_text_read_where_the_draft_is_none_of_word(client: TestClient) -> None:
    made = docx.Document(io.BytesIO(client.get(f"{send(client)}/docx").content))
    assert [paragraph.text for paragraph in made.paragraphs] == DRAFT.split("\n")
    assert len(list(made.comments)) == 4


def test_the_api_gives_the_same_reports(client: TestClient) -> None:
    body = {"text": DRAFT, "on": "2020-01-01"}
    for form in Form:
        given = client.post(f"/api/v1/cite/check?report={form}", json=body)
        assert given.status_code == 200
        assert given.headers["content-disposition"].endswith(f'.{form}"')
    whole = client.post("/api/v1/cite/check?report=json", json=body).json()
    assert whole["items"] == client.post("/api/v1/cite/check", json=body).json()["items"]
    assert client.post("/api/v1/cite/check?report=pdf", json=body).status_code == 422


def test_a_quotation_is_given_with_its_place_and_its_difference(client: TestClient) -> None:
    items = client.post("/api/v1/cite/check", json={"text": DRAFT, "on": "2020-01-01"}).json()["items"]
    item = next(found for found in items if found["verdict"] == "quote_differs")
    quote = item["quote"]
    assert DRAFT[quote["start"] : quote["end"]] == quote["text"] == "Chỗ ở tạm và bữa ăn hằng tuần"
    assert [run["change"] for run in item["difference"]] == ["same", "removed", "added"]
    assert items[0]["quote"] is None
    assert items[0]["difference"] is None


def test_reports_of_one_draft_are_the_same_bytes(store: CorpusStore, force: ForceTable) -> None:
    def made(form: Form) -> bytes:
        return written(examine(Draft(DRAFT), store, View(force, TODAY, dated=False), TODAY), form)

    for form in (Form.HTML, Form.CSV, Form.JSON):
        assert made(form) == made(form)


def test_nothing_of_a_draft_is_left_on_disk(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    client.get(f"{send_file(client, 'a.docx', factories.docx(DRAFT))}/docx")
    assert set(tmp_path.iterdir()) == before
    assert json.loads(client.get("/openapi.json").content)
