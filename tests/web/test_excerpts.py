"""A law of which only an excerpt is held, from the file to the doors."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from ingest.pipeline import ingest
from tests.fakes import RecordingLoad, WordSearch
from tests.web.terminal import Cancu
from web.app import Outside, create_app
from web.settings import WebSettings

URL = "https://vi.example/luat/chuong-5"
ROW = {
    "instrument": "53/2024/QH15",
    "title": "Luật thử",
    "part": "Điều 37 khoản 1-2",
    "url": URL,
    "text": "Điều 37. Chế độ thử\n1. Người được thử hưởng:\na) chỗ ở thử;\nb) đi lại thử.\n2. Người đi cùng cũng vậy.",
    "note": "partial",
}
PAGE = {
    "instrument": "99/2031/NĐ-CP",
    "title": "Nghị định thử (02/03/2031, hiệu lực 01/05/2031): thủ tục thử",
    "part": "thành phần hồ sơ",
    "url": "https://dichvucong.gov.vn/p/home/thu-tuc.html?ma=1",
    "text": "Đơn đề nghị thử theo Mẫu số 07. Thời hạn giải quyết: 09 ngày. Cơ quan thực hiện: Sở thử",
    "note": "partial",
}
LACKING = "Kho mới có trích đoạn của Luật 53/2024/QH15, chưa có {}."


@pytest.fixture(scope="module")
def excerpt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trích") / "trich.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kho")


@pytest.fixture
def filled(cancu: Cancu, excerpt: Path, home: Path) -> Path:
    cancu("ingest", str(excerpt), at=home)
    cancu("index", at=home)
    return home


@pytest.fixture
def door(excerpt: Path, tmp_path: Path, settings: WebSettings, load: RecordingLoad) -> Iterator[TestClient]:
    with CorpusStore(tmp_path / "corpus.db") as store:
        page = tmp_path / "trang.jsonl"
        page.write_text(json.dumps(PAGE, ensure_ascii=False), encoding="utf-8")
        ingest([excerpt, page], store, tmp_path / "sources")
        force = ForceTable(load_catalogue(), records=store)
        outside = Outside(today=lambda: date(2026, 11, 22))
        app = create_app(WordSearch(store, force), store, force, settings, load, outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            yield opened


def test_an_answer_quotes_the_excerpt_and_says_what_it_is(cancu: Cancu, filled: Path) -> None:
    answer = cancu("ask", "Điều 37 Luật 53/2024/QH15", "--on", "2026-11-22", "--json", at=filled).json()
    assert "a) chỗ ở thử;" in answer["statements"][0]["text"]
    (warning,) = [warning for warning in answer["warnings"] if warning["code"] == "excerpt_only"]
    assert "trích đoạn không chính thức lấy từ vi.example" in warning["message"]


@pytest.mark.parametrize(
    ("cited", "lacking"),
    [
        ("Điều 38 Luật 53/2024/QH15", "Điều 38"),
        ("khoản 5 Điều 37 Luật 53/2024/QH15", "khoản 5 Điều 37"),
        ("/vb/53-2024-qh15/dieu-38", "Điều 38"),
        ("/vb/53-2024-qh15/dieu-37/khoan-5", "khoản 5 Điều 37"),
    ],
)
def test_what_the_excerpt_lacks_is_said_to_be_lacking_here(
    cancu: Cancu, filled: Path, cited: str, lacking: str
) -> None:
    said = cancu("show", cited, at=filled)
    assert (said.status, said.err.strip()) == (1, f"Lỗi: {LACKING.format(lacking)}")


def test_a_refusal_does_not_deny_the_article(cancu: Cancu, filled: Path) -> None:
    answer = cancu("ask", "Điều 38 Luật 53/2024/QH15", "--on", "2026-11-22", "--json", at=filled).json()
    assert answer["refusal"]["code"] == "not_in_corpus"
    assert answer["refusal"]["message"] == LACKING.format("Điều 38")
    beyond = cancu("ask", "Điều 64 Luật 53/2024/QH15", "--on", "2026-11-22", "--json", at=filled).json()
    assert beyond["refusal"]["code"] == "no_support"


def test_the_checker_does_not_call_the_article_missing(cancu: Cancu, filled: Path, tmp_path: Path) -> None:
    draft = tmp_path / "bài.txt"
    draft.write_text("Theo Điều 38 và khoản 5 Điều 37, khoản 2 Điều 37 Luật số 53/2024/QH15.", encoding="utf-8")
    found = cancu("cite", "check", str(draft), "--on", "2026-11-22", "--json", at=filled).json()
    assert [item["verdict"] for item in found["items"]] == ["not_in_corpus", "not_in_corpus", "ok"]


def test_page_and_api_say_the_same_and_lead_to_the_source(door: TestClient) -> None:
    shown = door.get("/vb/53-2024-qh15/dieu-37")
    assert "trích đoạn không chính thức lấy từ vi.example, có thể thiếu" in shown.text
    assert f'href="{URL}"' in shown.text
    for route in ("/vb/53-2024-qh15/dieu-38", "/api/v1/provisions/53-2024-qh15/dieu-38"):
        lost = door.get(route)
        assert lost.status_code == 404
        assert LACKING.format("Điều 38") in lost.text


NOT_ITS_WORDS = "lời của trang thủ tục trên dichvucong.gov.vn, không phải lời văn của nghị định"


@pytest.mark.parametrize("address", ["/vb/99-2031-nd-cp", "/vb/99-2031-nd-cp/body", "/vb/99-2031-nd-cp?toan_van=1"])
def test_the_words_of_a_procedure_page_are_never_set_as_those_of_the_decree(door: TestClient, address: str) -> None:
    shown = door.get(address).text
    said = "Trang thủ tục trên dichvucong.gov.vn, không phải lời văn của nghị định"
    assert shown.index(said) < shown.index("status-line")
    assert '<p class="law"' not in shown
    assert "Thời hạn giải quyết: 09 ngày" in shown
    assert NOT_ITS_WORDS in shown


def test_every_copied_citation_of_a_procedure_page_says_what_it_is(door: TestClient) -> None:
    shown = door.get("/vb/99-2031-nd-cp/body").text
    copies = re.findall(r"<dd class=\"copy\"[^>]*>([^<]*)</dd>", shown)[:3]
    assert len(copies) == 3  # short, full, with its words
    assert all(NOT_ITS_WORDS in words for words in copies)
    (key,) = re.findall(r'aria-labelledby="tieu-de" data-item data-citation="([^"]*)"', shown)
    assert NOT_ITS_WORDS in key


def test_the_citation_of_an_excerpt_says_where_it_was_taken_from(door: TestClient) -> None:
    assert "; trích đoạn không chính thức từ vi.example)" in door.get("/vb/53-2024-qh15/dieu-37").text


def test_a_comparison_and_what_is_collected_say_whose_words_they_are(door: TestClient) -> None:
    asked = {"old": "/vb/99-2031-nd-cp/body", "new": "/vb/53-2024-qh15/dieu-37", "on": "2031-06-01"}
    notes = door.get("/api/v1/compare", params=asked).json()["notes"]
    assert any("không phải lời văn của nghị định" in note for note in notes)
    assert any("trích đoạn không chính thức lấy từ vi.example" in note for note in notes)
