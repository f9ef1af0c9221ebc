"""The text of one instrument: its addresses in turn, the papers on a page, and what is not the text after all."""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from ingest.fetch.instruments import Collected, Collector, Outcome
from ingest.fetch.ledger import Ledger
from ingest.fetch.vbpl import attached_files, full_text_page
from tests.factories import DECREE_LINES, docx
from tests.ingest.pdf_maker import make_pdf
from tests.ingest.publisher import ADDRESS, ITEM, NUMBER, Page, Publisher, law_page
from tests.shared import require_shared

HTML = {"Content-Type": "text/html; charset=utf-8"}
DOCX = "/TW/Lists/vbpq/Attachments/912/nghi dinh.docx"
PDF = "/TW/Lists/vbpq/Attachments/912/nghi_dinh.pdf"
ERROR_PAGE = (
    "<html><head><title>Lỗi</title></head><body><h1>Trang không tồn tại</h1>"
    f"<p>{'Hệ thống đang được nâng cấp, xin quay lại sau. ' * 12}</p></body></html>"
).encode()
OTHER = [line.replace("912/2031", "913/2031") for line in DECREE_LINES]


def collect(
    publisher: Publisher, folder: Path, *addresses: str, again: bool = False, number: str = NUMBER
) -> Collected:
    """Fetch an instrument from these addresses, vbpl.vn's where none is given."""
    return Collector(publisher.downloader(folder), Ledger(folder)).collect(number, addresses or (ADDRESS,), again=again)


def asked(publisher: Publisher) -> list[str]:
    """Return the paths asked for."""
    return [one.path for one in publisher.asked]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://vbpl.vn/TW/Pages/vbpq-luocdo.aspx?ItemID=7&Keyword=x", "https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=7"),
        ("http://vbpl.vn/hagiang/Pages/vbpq-van-ban-goc.aspx?dvid=1&ItemID=7", "http://vbpl.vn/hagiang/Pages/vbpq-toanvan.aspx?ItemID=7"),
        ("https://vbpl.vn/Pages/vbpq-print.aspx?itemid=7", "https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=7"),
    ],
)  # fmt: skip
def test_any_page_of_an_item_leads_to_the_one_with_its_words(address: str, page: str) -> None:
    assert full_text_page(address) == page


@pytest.mark.parametrize(
    "address",
    [
        "https://vbpl.vn/TW/Pages/vbpq-luocdo.aspx",
        "https://vbpl.vn/TW/Pages/vbpq-luocdo.aspx?ItemID=7;drop",
        "https://vbpl.vn/TW/Pages/vbpq-luocdo.aspx?ItemID=99999999999",
        "https://evil.com/TW/Pages/vbpq-luocdo.aspx?ItemID=7",
        "https://vbpl.vn/a/b/Pages/vbpq-luocdo.aspx?ItemID=7",
        "https://[vbpl.vn/",
        "",
    ],
)
def test_what_names_no_item_stays_as_it_is(address: str) -> None:
    assert full_text_page(address) == address


def test_papers_of_a_page_come_from_links_and_scripts_words_before_prints() -> None:
    page = law_page(files=[PDF, "/a.doc", DOCX, "/a.exe", "javascript:x"]) + b"<a href='https://x.vn/b.docx?a=1'>b</a>"
    assert attached_files(page, ADDRESS) == [
        "https://vbpl.vn/TW/Lists/vbpq/Attachments/912/nghi%20dinh.docx",
        "https://x.vn/b.docx?a=1",
        f"https://vbpl.vn{PDF}",
        "https://vbpl.vn/a.doc",
    ]


def test_a_page_with_the_words_is_the_text(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(law_page(files=[DOCX]), etag='"1"', headers=HTML))
    found = collect(publisher, tmp_path, "https://vbpl.vn/tw/Pages/vbpq-thuoctinh.aspx?ItemID=912".replace("tw", "TW"))
    assert (found.outcome, found.reason, found.tried) == (Outcome.FETCHED, "", ())
    assert found.path
    assert found.path.read_bytes() == law_page(files=[DOCX])
    assert asked(publisher) == [ITEM]
    (entry,) = Ledger(tmp_path).entries()
    assert (entry.number, entry.url, entry.at, entry.etag) == (NUMBER, ADDRESS, "2031-06-01T08:00:00+00:00", '"1"')


def test_a_page_without_words_leads_to_its_papers(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(law_page([], files=[PDF, DOCX]), headers=HTML))
    publisher.serve(DOCX.replace(" ", "%20"), Page(docx(*DECREE_LINES)))
    found = collect(publisher, tmp_path)
    assert found.outcome is Outcome.FETCHED
    assert found.file
    assert found.file.url.endswith("nghi%20dinh.docx")
    assert asked(publisher) == [ITEM, DOCX.replace(" ", "%20")]


def test_papers_off_the_list_are_not_fetched(publisher: Publisher, tmp_path: Path) -> None:
    files = ["https://evil.com/a.docx", "//10.0.0.1/a.pdf", "http://vbpl.vn:81/a.doc"]
    publisher.serve(ITEM, Page(law_page([], files=files), headers=HTML))
    assert collect(publisher, tmp_path).outcome is Outcome.FAILED
    assert (asked(publisher), set(publisher.looked_up)) == ([ITEM], {"vbpl.vn"})


def test_an_error_page_that_comes_as_if_all_were_well_is_set_aside_and_says_so(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(ERROR_PAGE, headers=HTML))
    found = collect(publisher, tmp_path)
    assert (found.outcome, found.path) == (Outcome.FAILED, None)
    assert found.reason.startswith(("Nội dung tải về không phải 912/2031/NĐ-CP", "Trang tải về không có lời văn"))
    (entry,) = Ledger(tmp_path).entries()
    assert entry.refused == found.reason
    assert Ledger(tmp_path).current(NUMBER) is None


def test_another_instrument_is_not_taken_for_the_one_wanted_and_the_next_address_is_tried(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(law_page(OTHER), headers=HTML))
    publisher.serve("/b", Page(law_page(), headers=HTML))
    found = collect(publisher, tmp_path, ADDRESS, "https://vanban.chinhphu.vn/b")
    assert found.outcome is Outcome.FETCHED
    (tried,) = found.tried
    assert tried.reason == "Nội dung tải về không phải 912/2031/NĐ-CP: đọc thấy 913/2031/NĐ-CP."
    assert found.file
    assert found.file.url == "https://vanban.chinhphu.vn/b"


def test_a_paper_of_another_year_under_a_number_without_year_is_not_taken(publisher: Publisher, tmp_path: Path) -> None:
    lines = [line.replace("912/2031/NĐ-CP", "33/QĐ-TTg").replace("NGHỊ ĐỊNH", "QUYẾT ĐỊNH") for line in DECREE_LINES]
    publisher.serve(ITEM, Page(law_page(lines), headers=HTML))
    collector = Collector(publisher.downloader(tmp_path), Ledger(tmp_path))
    wrong = collector.collect("33/QĐ-TTg", [ADDRESS], issued=date(2030, 1, 5))
    assert (wrong.outcome, wrong.reason) == (
        Outcome.FAILED,
        "Nội dung tải về là một 33/QĐ-TTg khác, không phải văn bản ngày 05/01/2030.",
    )
    assert collector.collect("33/QĐ-TTg", [ADDRESS], issued=date(2031, 3, 2)).outcome is Outcome.FETCHED


def test_only_official_pages_are_asked_and_the_others_are_named(publisher: Publisher, tmp_path: Path) -> None:
    copies = ("https://thuvienphapluat.vn/a", "http://[x", "https://vbpl.vn.evil.com/a")
    found = collect(publisher, tmp_path, *copies, "https://phapdien.moj.gov.vn/")
    assert (found.outcome, found.passed_over) == (Outcome.NO_ADDRESS, (copies[0], copies[2]))
    assert "--from-file" in found.reason
    assert publisher.looked_up == []


def test_a_second_run_does_nothing(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(law_page(), headers=HTML))
    first = collect(publisher, tmp_path)
    before = (tmp_path / "ledger.jsonl").read_bytes()
    second = collect(publisher, tmp_path, number="912/2031/nd-cp")
    assert (second.outcome, second.path) == (Outcome.CURRENT, first.path)
    assert len(publisher.asked) == 1
    assert (tmp_path / "ledger.jsonl").read_bytes() == before


def test_asked_again_the_host_may_say_that_nothing_changed(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(law_page(), etag='"1"', headers=HTML))
    first = collect(publisher, tmp_path)
    same = collect(publisher, tmp_path, again=True)
    assert (same.outcome, same.path) == (Outcome.CURRENT, first.path)
    publisher.serve(ITEM, Page(law_page([*DECREE_LINES, "Điều 3. Thêm"]), etag='"2"', headers=HTML))
    newer = collect(publisher, tmp_path, again=True)
    assert newer.outcome is Outcome.FETCHED
    assert newer.path != first.path
    assert len(Ledger(tmp_path).entries()) == 2


def test_a_file_that_was_changed_on_the_disk_is_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(law_page(), headers=HTML))
    first = collect(publisher, tmp_path)
    assert first.path
    first.path.write_bytes(b"hong")
    again = collect(publisher, tmp_path)
    assert again.outcome is Outcome.FETCHED
    assert again.path
    assert again.path.read_bytes() == law_page()


def test_a_scan_is_kept_for_a_better_reader_and_not_asked_for_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(law_page([], files=[PDF]), headers=HTML))
    publisher.serve(PDF, Page(make_pdf([[]])))
    found = collect(publisher, tmp_path)
    assert found.outcome is Outcome.UNREADABLE
    assert found.path
    assert found.file
    assert found.file.unread
    before = len(publisher.asked)
    assert collect(publisher, tmp_path).outcome is Outcome.UNREADABLE
    assert len(publisher.asked) == before
    publisher.serve("/b", Page(law_page(), headers=HTML))
    assert collect(publisher, tmp_path, ADDRESS, "https://vanban.chinhphu.vn/b").outcome is Outcome.FETCHED


def test_a_line_of_the_ledger_that_was_cut_costs_that_line_only(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(law_page(), headers=HTML))
    collect(publisher, tmp_path)
    with (tmp_path / "ledger.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"number": "cắt')
    assert collect(publisher, tmp_path).outcome is Outcome.CURRENT
    ledger = Ledger(tmp_path)
    ledger.add(replace(ledger.entries()[0], number="1/2031/NĐ-CP"))
    assert [entry.number for entry in ledger.entries()] == [NUMBER, "1/2031/NĐ-CP"]
    assert all(json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text(encoding="utf-8").splitlines()[2:])


OUTSIDE = (
    "../../secret.txt",
    "/etc/passwd",
    "0" * 16 + "/../../../secret.txt",
    "",
    "..",
    "{digest}/..",
    "{digest}/a/b",
)


@pytest.mark.parametrize(
    "changes",
    [
        *({"file": file} for file in OUTSIDE),
        {"file": 7},
        {"number": None},
        {"number": "\ud800"},
        {"sha256": ["a"]},
        {"sha256": "0" * 64},
        {"size": "9"},
        {"size": -1},
        {"size": True},
        {"plain": "no"},
        {"refused": None},
        {"more": "x"},
    ],
    ids=str,
)
def test_a_line_of_the_ledger_that_somebody_changed_is_told_and_passed_over(
    publisher: Publisher, tmp_path: Path, changes: dict[str, object]
) -> None:
    publisher.serve(ITEM, Page(law_page(), headers=HTML))
    collect(publisher, tmp_path)
    ledger = Ledger(tmp_path)
    (entry,) = ledger.entries()
    (tmp_path / "secret.txt").write_text("bí mật", encoding="utf-8")
    told = {name: _in(value, entry.sha256) for name, value in changes.items()}
    with (tmp_path / "ledger.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry) | told) + "\n")
    assert ledger.entries() == [entry]
    assert ledger.damaged() == [
        "Dòng 2 của ledger.jsonl bị hỏng hoặc bị sửa, đã bỏ qua; hãy tải lại văn bản của dòng đó."
    ]
    assert collect(publisher, tmp_path).outcome is Outcome.CURRENT


def _in(value: object, sha256: str) -> object:
    return value.format(digest=sha256[:16]) if isinstance(value, str) else value


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[1]", b"null", b"{}", b'{"number": 1}', b"[" * 100_000])
def test_a_line_that_is_none_of_ours_costs_that_line_only(publisher: Publisher, tmp_path: Path, line: bytes) -> None:
    publisher.serve(ITEM, Page(law_page(), headers=HTML))
    (tmp_path / "ledger.jsonl").write_bytes(line + b"\n")
    assert collect(publisher, tmp_path).outcome is Outcome.FETCHED
    assert [entry.number for entry in Ledger(tmp_path).entries()] == [NUMBER]
    assert len(Ledger(tmp_path).damaged()) == 1


@pytest.mark.shared
def test_real_pages_of_vbpl_give_their_text_or_their_papers(publisher: Publisher, tmp_path: Path) -> None:
    full = require_shared("data", "files", "vbpl_example_full_2315.html").read_bytes()
    item = "/tw/Pages/vbpq-toanvan.aspx?ItemID=2315"
    attached = "https://vbpl.vn/TW/Lists/vbpq/Attachments/2315/21-LCT_HDNN8_37690.doc"
    assert attached_files(full, f"https://vbpl.vn{item}") == [attached]
    publisher.serve(item, Page(full, headers=HTML))
    found = collect(
        publisher, tmp_path, "http://vbpl.vn/tw/Pages/vbpq-lichsu.aspx?dvid=13&ItemID=2315", number="21-LCT/HĐNN8"
    )
    assert (found.outcome, asked(publisher)) == (Outcome.FETCHED, [item])


@pytest.mark.shared
@pytest.mark.parametrize("page", ["p", "h", "r"])
def test_real_pages_without_the_words_lead_to_the_paper_and_a_scan_is_told(
    page: str, publisher: Publisher, tmp_path: Path
) -> None:
    body = require_shared("data", "files", f"vbpl_example_{page}_2315.html").read_bytes()
    scan = require_shared("data", "files", "vbpl_example_pdf_8111.pdf").read_bytes()
    paper = "/TW/Lists/vbpq/Attachments/2315/21-LCT_HDNN8_37690.doc"
    item = "/tw/Pages/vbpq-toanvan.aspx?ItemID=2315"
    publisher.serve(item, Page(body, headers=HTML))
    publisher.serve(paper, Page(scan))
    found = collect(publisher, tmp_path, f"https://vbpl.vn{item}", number="21-LCT/HĐNN8")
    assert asked(publisher) == [item, paper]
    assert found.outcome is Outcome.UNREADABLE
    assert found.tried[-1].reason.startswith("Tệp PDF không có lớp chữ")
