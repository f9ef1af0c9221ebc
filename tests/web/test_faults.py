"""What could not be read, what is doubtful, what is missing: listed, led to, and worked off by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.link import Link, LinkKind
from corpus.store import CorpusStore
from ingest.errors import (
    DamagedSourceError,
    EmptySourceError,
    EncryptedSourceError,
    LimitError,
    NoTextError,
    TooLargeError,
    UnknownKindError,
    WithdrawnError,
)
from tests.fakes import RecordingLoad, WordSearch
from tests.ingest.pdf_maker import make_pdf
from tests.web.conftest import TOKEN
from tests.web.loading_service import Service, loading_service
from tests.web.shelf import ATTACK, DECREE, DECREE_PARTS, TODAY, expression, fill, source
from tests.web.test_loads import ended, send
from web.app import Outside, create_app
from web.library.advice import advice_for
from web.notebook import Notebook
from web.settings import WebSettings

OURS = {"sec-fetch-site": "same-origin"}
LACKING = [Link("911/2030/NĐ-CP", "art_1", f"{number}/2031/TT-BYT", "", LinkKind.CITES) for number in range(1, 31)]
DOUBT = "Điều 1: khoản 4 được in hai lần"


@dataclass(frozen=True, slots=True)
class Bench:
    """A browser that has signed in, and what stands behind it."""

    browser: TestClient
    store: CorpusStore
    notebook: Notebook

    def names(self, path: str = "/kho/nghi-ngo") -> list[str]:
        """Return the names of the doubts on a page."""
        return re.findall(r'<li data-item id="nghi-(\w+)"', self.browser.get(path).text)

    def say(self, **fields: str) -> Any:  # noqa: ANN401  # the response of Starlette's own client
        """Send a verdict."""
        return self.browser.post("/kho/nghi-ngo", data=fields, headers=OURS)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with fill(tmp_path / "corpus.db") as store, Notebook(tmp_path / "notebook.db") as notebook:
        doubtful = replace(expression(DECREE, DECREE_PARTS, complete=False), doubts=(DOUBT, f"Chưa rõ {ATTACK}"))
        told = ("Nghị định 911/2030/NĐ-CP: " + DOUBT, "Luật 66/2011/QH12: Điều 32 lệch số", "Tệp có hai văn bản")
        store.add(replace(source(f"x{ATTACK.replace('/', '')}"), doubts=told), [doubtful], LACKING)
        for number in range(60):
            store.add(replace(source(f"hong-{number}.pdf"), error=f"Tệp PDF bị hỏng {ATTACK} {number}."))
        force = ForceTable(load_catalogue(), records=store)
        outside = Outside(today=lambda: TODAY, notebook=notebook)
        settings = WebSettings(admin_token=TOKEN, upload_folder=tmp_path / "uploads", requests_per_minute=0)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as browser:
            assert browser.post("/quan-tri", data={"ma": TOKEN}, headers=OURS).status_code == 303
            yield Bench(browser, store, notebook)


def test_sources_in_quarantine_are_paged_newest_first_with_reason_and_advice(bench: Bench) -> None:
    first, second = (bench.browser.get(f"/kho/cach-ly?trang={number}").text for number in (1, 2))
    assert "60 nguồn" in first
    assert (first.count("<li data-item>"), second.count("<li data-item>")) == (50, 10)
    assert first.index("hong-59.pdf") < first.index("hong-58.pdf")
    assert "Nên làm:" in first
    assert 'rel="next" href="/kho/cach-ly?trang=2"' in first
    assert "thư mục/" not in first


@pytest.mark.parametrize(
    ("error", "sign"),
    [
        (EmptySourceError(), "không có gì bên trong"),
        (UnknownKindError("bảng dữ liệu"), "Chuyển tệp sang DOCX"),
        (DamagedSourceError("PDF", "thiếu phần cuối"), "nếu vẫn hỏng"),
        (EncryptedSourceError("PDF"), "không có mật khẩu"),
        (NoTextError("PDF", "chỉ có ảnh"), "nhận dạng chữ"),
        (WithdrawnError("39.8"), "Công báo"),
        (TooLargeError("tệp nén bung quá lớn"), "Chia nhỏ"),
        (LimitError("đọc quá lâu"), "Thử đọc lại"),
    ],
)
def test_each_reason_has_an_advice_of_its_own(error: Exception, sign: str) -> None:
    assert sign in advice_for(str(error))


def test_a_source_in_quarantine_is_read_again_from_its_original_under_its_own_name(tmp_path: Path) -> None:
    with loading_service(tmp_path) as running, running.signed_in() as client:
        ended(client, send(client, ("bị hỏng.pdf", b"%PDF-1.7 x")))
        (name,) = re.findall(r'name="nguon" value="(\w{64})"', client.get("/kho/cach-ly").text)
        job = client.post("/kho/cach-ly/nap-lai", data={"nguon": name}).headers["location"]
        told = ended(client, job)
        assert [(file["name"], file["words"]) for file in told["files"]] == [("bị hỏng.pdf", "cách ly")]
        assert client.post("/kho/cach-ly/nap-lai", data={"nguon": "../../etc/passwd"}).status_code == 404
        _without_session(running, name)


def _without_session(running: Service, name: str) -> None:
    with running.client() as stranger:
        assert 'name="nguon"' not in stranger.get("/kho/cach-ly").text
        assert stranger.post("/kho/cach-ly/nap-lai", data={"nguon": name}).headers["location"].startswith("/quan-tri")


def test_who_has_not_signed_in_sees_neither_names_nor_pages_of_what_is_in_quarantine(tmp_path: Path) -> None:
    name = "ho so Nguyen Thi Hoa 0912345678.pdf"
    with loading_service(tmp_path) as running, running.signed_in() as client:
        ended(client, send(client, (name, make_pdf([[]]))))  # a page without words, as of a scan
        listed = client.get("/kho/cach-ly").text
        assert "0912345678" not in listed
        (sha256,) = re.findall(r'name="nguon" value="(\w{64})"', listed)
        pages = [f"/nguon/{sha256}", f"/nguon/{sha256}/trang/1"]
        seen = [client.get(page) for page in pages]
        assert [(one.status_code, one.headers["cache-control"]) for one in seen] == [(200, "no-store")] * 2
        assert "0912345678" not in seen[0].text
        with running.client() as stranger:
            shown = stranger.get("/kho/cach-ly").text
            assert "1 nguồn" in shown
            assert "Tệp PDF" in shown
            assert "Hoa" not in shown
            for page in pages:
                assert stranger.get(page).headers["location"].startswith("/quan-tri")


def test_who_has_not_signed_in_neither_sees_nor_finds_names_of_files_without_a_work(bench: Bench) -> None:
    bench.store.add(replace(source("ho so Nguyen Thi Hoa 0912345678.txt"), doubts=("Tệp không có điều nào",)))
    everything = bench.browser.get("/kho/nghi-ngo").text
    assert "ho so Nguyen Thi Hoa [số điện thoại].txt" in everything
    bench.browser.cookies.clear()
    assert "Tệp không có điều nào" in bench.browser.get("/kho/nghi-ngo").text
    assert "Thi Hoa" not in bench.browser.get("/kho/nghi-ngo").text
    assert "0 điểm" in bench.browser.get("/kho/nghi-ngo?ten=Thi+Hoa").text


def test_a_doubt_stands_once_with_its_work_its_place_and_its_source(bench: Bench) -> None:
    shown = bench.browser.get("/kho/nghi-ngo").text
    assert "4 điểm" in shown
    assert shown.count(DOUBT) == 1
    assert 'href="/vb/911-2030-nd-cp/dieu-1"' in shown
    assert "Tệp có hai văn bản" in shown


def test_a_doubt_is_closed_by_name_and_opened_again(bench: Bench) -> None:
    name = bench.names()[0]
    said = bench.say(
        nghi_ngo=name, ket_luan="right", ten=" Chị  Hoa ", ghi_chu="đã so Công báo", ve="/kho/nghi-ngo?xem=het"
    )
    assert (said.status_code, said.headers["location"]) == (303, "/kho/nghi-ngo?xem=het")
    assert len(bench.names()) == 3
    assert bench.names("/kho/nghi-ngo?xem=dong") == [name]
    closed = bench.browser.get("/kho/nghi-ngo?xem=dong").text
    for part in ("đã xem, đúng", "Chị Hoa", "22/11/2026", "đã so Công báo"):
        assert part in closed
    bench.say(nghi_ngo=name, ket_luan="mo_lai")
    assert len(bench.names()) == 4


def test_a_doubt_to_be_mended_stays_open_with_what_was_said(bench: Bench) -> None:
    name = bench.names()[0]
    bench.say(nghi_ngo=name, ket_luan="wrong", ten=f"Anh {ATTACK}")
    shown = bench.browser.get("/kho/nghi-ngo").text
    assert name in bench.names()
    assert "cần sửa" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"ket_luan": "right", "ten": " "}, 422, id="nobody"),
        pytest.param({"ket_luan": "maybe", "ten": "Hoa"}, 422, id="no such verdict"),
        pytest.param({"ket_luan": "right", "ten": "a" * 201}, 422, id="too long a name"),
        pytest.param({"ket_luan": "right", "ten": "Hoa", "nghi_ngo": "khong"}, 404, id="no such doubt"),
    ],
)
def test_a_verdict_that_cannot_be_kept_is_refused(bench: Bench, fields: dict[str, str], status: int) -> None:
    assert bench.say(**{"nghi_ngo": bench.names()[0], **fields}).status_code == status
    assert len(bench.names()) == 4


def test_a_verdict_leads_back_to_no_other_page(bench: Bench) -> None:
    said = bench.say(nghi_ngo=bench.names()[0], ket_luan="right", ten="Hoa", ve="https://evil.example/kho/nghi-ngo")
    assert said.headers["location"] == "/kho/nghi-ngo"


def test_a_verdict_outlives_a_new_reading_of_the_source(bench: Bench) -> None:
    closed = bench.names()[0]
    bench.say(nghi_ngo=closed, ket_luan="right", ten="Hoa")
    doubtful = replace(expression(DECREE, DECREE_PARTS, complete=False), doubts=(DOUBT,))
    bench.store.add(replace(source(f"x{ATTACK.replace('/', '')}"), parser="9"), [doubtful])
    assert bench.names("/kho/nghi-ngo?xem=dong") == [closed]


def test_doubts_are_searched_without_marks(bench: Bench) -> None:
    assert len(bench.names("/kho/nghi-ngo?ten=khoan 4")) == 1
    assert len(bench.names("/kho/nghi-ngo?ten=66/2011")) == 1
    assert bench.names("/kho/nghi-ngo?ten=khong thay") == []


def test_who_has_not_signed_in_sees_doubts_and_cannot_close_them(bench: Bench) -> None:
    bench.browser.cookies.clear()
    assert 'name="ket_luan"' not in bench.browser.get("/kho/nghi-ngo").text
    said = bench.say(nghi_ngo=bench.names()[0], ket_luan="right", ten="Hoa")
    assert said.headers["location"].startswith("/quan-tri")
    assert len(bench.names()) == 4


def test_gaps_are_paged_most_needed_first_with_what_rests_on_them_and_where_to_get_them(bench: Bench) -> None:
    shown = bench.browser.get("/kho/con-thieu").text
    first = shown[shown.index("Luật 53/2024/QH15") :].partition("</li>\n")[0]
    assert shown.index("Luật 53/2024/QH15") < shown.index("Nghị định 162/2025/NĐ-CP")
    assert re.search(r"\d+ ý trong sổ tay dựa vào", first)
    assert shown.count("<li data-item") == 50
    assert 'rel="next" href="/kho/con-thieu?trang=2"' in shown
    rest = bench.browser.get("/kho/con-thieu?trang=2").text
    assert "1 nơi trong kho dẫn tới" in rest
    assert "30/2031/TT-BYT" in rest
    assert not re.search(r'href="(?!https?://|/|#|tel:)', shown)


@pytest.mark.parametrize(
    "path", ["/kho/cach-ly", "/kho/nghi-ngo", "/kho/nghi-ngo?xem=het", "/kho/con-thieu", "/kho/nap"]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_script_in_names_reasons_and_doubts_comes_out_as_text(bench: Bench, path: str, language: str) -> None:
    shown = bench.browser.get(
        path, headers={"cookie": f"ngon_ngu={language}; quan_tri={bench.browser.cookies['quan_tri']}"}
    )
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text
    assert "<img" not in shown.text
    assert 'onfocus="' not in shown.text


@pytest.mark.parametrize(
    "path", ["/kho/cach-ly", "/kho/nghi-ngo", "/kho/con-thieu", "/kho/nap", "/quan-tri", "/kho/chu-de"]
)
def test_english_pages_are_english_but_for_what_sources_say(bench: Bench, path: str) -> None:
    cookie = f"ngon_ngu=en; quan_tri={bench.browser.cookies['quan_tri']}"
    main = bench.browser.get(path, headers={"cookie": cookie}).text.partition("<main")[2].partition("</main>")[0]
    own = re.sub(r' data-citation="[^"]*"', "", main)
    bare = re.sub(r'<(\w+)[^>]*lang="vi"[^>]*>.*?</\1>', "", own, flags=re.DOTALL)
    assert not re.search(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứự]", bare.lower()), bare


def test_verdicts_are_part_of_a_backup_of_the_notebook(bench: Bench, tmp_path: Path) -> None:
    bench.say(nghi_ngo=bench.names()[0], ket_luan="right", ten="Hoa")
    copy = tmp_path / "copy.db"
    bench.notebook.copy_to(copy)
    with Notebook(copy) as opened, opened.transaction() as known:
        assert [row["said_by"] for row in known.execute("SELECT said_by FROM doubt")] == ["Hoa"]
