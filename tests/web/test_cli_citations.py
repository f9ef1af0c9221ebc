"""Citations at the terminal door: read, checked with a report, and two wordings laid side by side."""

import unicodedata
from pathlib import Path

import pytest

from tests.factories import docx
from tests.web.terminal import POINT, Cancu, StandardInput, keys
from web.check_schemas import CheckedJson
from web.schemas import CitationJson


def test_cite_parse_reads_its_argument_and_standard_input(cancu: Cancu, standard_input: StandardInput) -> None:
    found = cancu("cite", "parse", f"Theo {POINT}.", "--json").json()
    assert [set(citation) for citation in found["citations"]] == [keys(CitationJson)]
    standard_input(b"\xef\xbb\xbf" + unicodedata.normalize("NFD", f"Theo {POINT}.").encode())
    assert cancu("cite", "parse", "-", "--json").json() == found


def test_a_text_of_more_places_than_any_real_one_is_refused_in_one_sentence(cancu: Cancu) -> None:
    done = cancu("cite", "parse", "Điều 1 " * 20_000)
    assert done.status == 1
    assert "Hãy chia nhỏ văn bản" in done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("bài.txt", f"Theo {POINT}.".encode(), id="text"),
        pytest.param("bài.docx", docx(f"Theo {POINT}."), id="docx"),
        pytest.param("-", f"Theo {POINT}.".encode(), id="standard input"),
    ],
)
def test_cite_check_gives_a_verdict(
    cancu: Cancu, standard_input: StandardInput, tmp_path: Path, name: str, content: bytes
) -> None:
    if name == "-":
        standard_input(content)
        file = name
    else:
        (tmp_path / name).write_bytes(content)
        file = str(tmp_path / name)
    (item,) = cancu("cite", "check", file, "--on", "2020-01-01", "--json").json()["items"]
    assert set(item) == keys(CheckedJson) | keys(CitationJson)
    assert item["verdict"] == "ok"
    assert item["provision"]["label"] == "điểm a khoản 1 Điều 5"


@pytest.mark.parametrize("ending", ["html", "docx", "csv", "json"])
def test_cite_check_writes_a_report_by_its_ending(cancu: Cancu, tmp_path: Path, ending: str) -> None:
    (tmp_path / "bài.txt").write_text(f"Theo {POINT}.", encoding="utf-8")
    out = tmp_path / f"báo cáo.{ending}"
    said = cancu("cite", "check", str(tmp_path / "bài.txt"), "--report", str(out))
    assert (said.status, said.out) == (0, "")
    assert "Đã ghi báo cáo vào" in said.err
    written = out.read_bytes()
    refused = cancu("cite", "check", str(tmp_path / "bài.txt"), "--report", str(out))
    assert refused.status == 1
    assert refused.err.startswith("Lỗi: Đã có tệp “")
    assert out.read_bytes() == written
    assert cancu("cite", "check", str(tmp_path / "bài.txt"), "--report", str(out), "--force").status == 0
    assert {path.name for path in tmp_path.iterdir()} == {f"báo cáo.{ending}", "bài.txt"}


def test_compare_shows_two_days_and_two_provisions(cancu: Cancu) -> None:
    other = "khoản 2 Điều 5 Nghị định 912/2019/NĐ-CP"
    found = cancu("compare", POINT, other, "--on", "2020-01-01", "--json").json()
    assert set(found) == {"old", "new", "runs", "differs", "notes"}
    assert found["differs"]
    shown = cancu("compare", POINT, other, "--on", "2020-01-01").out
    assert "[-" in shown
    assert "[+" in shown
    assert "Kho giữ một lời văn duy nhất" in cancu("compare", POINT, "--on", "2020-01-01", "--and", "2021-01-01").out
    html = cancu("compare", POINT, other, "--html").out
    assert html.startswith("<!doctype html>")
    assert "<ins>" in html
    assert cancu("compare", POINT, "--on", "2020-01-01", "--and", "2020-01-01").status == 1
