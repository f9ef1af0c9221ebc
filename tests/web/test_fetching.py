"""`cancu fetch`: from an official page into the corpus, and what it refuses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from corpus.home import Home
from ingest.fetch.errors import FetchBusyError
from tests.ingest.pdf_maker import make_pdf
from tests.ingest.publisher import ADDRESS, ITEM, NUMBER, Page, Publisher, law_page, open_publisher
from tests.web.terminal import Cancu, keys
from web.fetch_schemas import FetchedJson, FetchJson, FileJson, LedgerJson
from web.fetching import OwnAddresses, Wanted, fetch_texts, not_done, wanted, wanted_for_gaps
from web.rooms import Rooms, open_rooms
from web.today import today_in_viet_nam

HTML = {"Content-Type": "text/html; charset=utf-8"}
COPY = "https://thuvienphapluat.vn/a"
SCAN = "/scan.pdf"


@pytest.fixture
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    with open_publisher(Path(tmp_path_factory.mktemp("publisher"))) as opened:
        yield opened


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    with open_rooms(Home(tmp_path / "kho")) as opened:
        yield opened


def fetched(publisher: Publisher, rooms: Rooms, *texts: Wanted, again: bool = False) -> FetchJson:
    """Fetch texts from the publisher of the test."""
    downloader = publisher.downloader(rooms.home.fetched)
    return fetch_texts(texts, rooms, downloader, again=again, tell=lambda _done, _total, _note: None)


def test_what_came_whole_is_ingested_and_one_that_fails_stops_no_other(publisher: Publisher, rooms: Rooms) -> None:
    publisher.serve(ITEM, Page(law_page(), etag='"1"', headers=HTML))
    publisher.serve(SCAN, Page(make_pdf([[]])))
    publisher.serve("/cut", Page(law_page(), headers=HTML, cut=200))
    report = fetched(
        publisher,
        rooms,
        Wanted("1/2031/NĐ-CP", ("https://vbpl.vn/none",)),
        Wanted("2/2031/NĐ-CP", (COPY,)),
        Wanted("3/2031/NĐ-CP", (f"https://vbpl.vn{SCAN}",)),
        Wanted("4/2031/NĐ-CP", ("https://vbpl.vn/cut",)),
        Wanted(NUMBER, (COPY, ADDRESS)),
    )
    assert [text["outcome"] for text in report["texts"]] == ["failed", "no_address", "unreadable", "failed", "fetched"]
    assert report["totals"] == {
        "wanted": 5, "fetched": 1, "current": 0, "unreadable": 1, "failed": 2, "no_address": 1,
    }  # fmt: skip
    assert not_done(report) == 4
    assert all(bool(text["error"]) == (text["outcome"] != "fetched") for text in report["texts"])
    assert [work.number for work in rooms.store.works()] == [NUMBER]
    last = report["texts"][-1]
    assert last["not_official"] == [COPY]
    assert last["ingest"]
    assert (last["ingest"]["status"], last["ingest"]["provisions"]) == ("added", 2)
    quarantined = report["texts"][2]["ingest"]
    assert quarantined
    assert (quarantined["status"], quarantined["works"]) == ("quarantined", [])
    for text in report["texts"]:
        assert set(text) == keys(FetchedJson)
    assert set(report) == keys(FetchJson)
    json.dumps(report)


def test_a_second_run_asks_nobody_and_changes_nothing(publisher: Publisher, rooms: Rooms) -> None:
    publisher.serve(ITEM, Page(law_page(), headers=HTML))
    fetched(publisher, rooms, Wanted(NUMBER, (ADDRESS,)))
    before = rooms.store.counts()
    (text,) = fetched(publisher, rooms, Wanted(NUMBER, (ADDRESS,)))["texts"]
    assert (text["outcome"], text["error"]) == ("current", None)
    assert text["ingest"]
    assert text["ingest"]["status"] == "unchanged"
    assert (rooms.store.counts(), len(publisher.asked)) == (before, 1)


def test_what_came_before_a_fall_of_the_machine_is_ingested_by_the_next_run(publisher: Publisher, rooms: Rooms) -> None:
    publisher.serve(ITEM, Page(law_page(), headers=HTML))
    fetched(publisher, rooms, Wanted(NUMBER, (ADDRESS,)))
    for source in rooms.store.sources():
        rooms.store.remove(source.sha256)
    (text,) = fetched(publisher, rooms, Wanted(NUMBER, (ADDRESS,)))["texts"]
    assert text["ingest"]
    assert (text["outcome"], text["ingest"]["status"], len(publisher.asked)) == ("current", "added", 1)


def test_two_commands_do_not_fetch_into_one_home_at_once(publisher: Publisher, rooms: Rooms) -> None:
    rooms.home.fetched.mkdir(parents=True)
    with FileLock(rooms.home.fetched / "lock"), pytest.raises(FetchBusyError):
        fetched(publisher, rooms, Wanted(NUMBER, (ADDRESS,)))


def test_a_person_s_own_addresses_go_before_those_of_the_catalogue(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "địa chỉ.txt"
    path.write_text(f"53/2024/qh15 {ADDRESS}\n", encoding="utf-8")
    own = OwnAddresses(path)
    (law,) = wanted(["Luật số 53/2024/QH15"], own, rooms)
    assert (law.number, law.addresses[0]) == ("53/2024/QH15", ADDRESS)
    assert len(law.addresses) > 1
    assert wanted_for_gaps(own, rooms, today_in_viet_nam())[0].number == "53/2024/QH15"
    assert wanted_for_gaps(OwnAddresses(), rooms, today_in_viet_nam())[0].number != "53/2024/QH15"


def test_the_ledger_is_listed(publisher: Publisher, cancu: Cancu, tmp_path: Path) -> None:
    home = tmp_path / "kho"
    assert "Chưa tải văn bản nào" in cancu("fetch", "--list", at=home).out
    publisher.serve(ITEM, Page(law_page(), etag='"1"', headers=HTML))
    with open_rooms(Home(home)) as rooms:
        fetched(publisher, rooms, Wanted(NUMBER, (ADDRESS,)))
    listed: dict[str, Any] = cancu("fetch", "--list", "--json", at=home).json()
    assert set(listed) == keys(LedgerJson)
    (file,) = listed["files"]
    assert set(file) == keys(FileJson)
    assert (file["number"], file["url"], file["etag"], file["here"]) == (NUMBER, ADDRESS, '"1"', True)
    assert NUMBER in cancu("fetch", "--list", at=home).out
    with open_rooms(Home(home)) as rooms, (rooms.home.fetched / "ledger.jsonl").open("ab") as ledger:
        ledger.write(b"\xff\n")
    said = cancu("fetch", "--list", at=home).out
    assert "bị hỏng" in said
    assert NUMBER in said


def test_a_copy_is_named_and_left_alone_and_the_status_says_that_something_is_missing(
    cancu: Cancu, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"7/2031/NĐ-CP {COPY}\n", encoding="utf-8")
    said = cancu("fetch", "--from-file", str(path))
    assert (said.status, said.err) == (1, "Lỗi: 1 văn bản chưa tải được; lý do nêu trong kết quả.\n")
    assert f"không chính thức, không tải: {COPY}" in said.out
    shape = json.loads(cancu("fetch", "7/2031/NĐ-CP", "--from-file", str(path), "--json").out)
    assert shape["texts"][0]["not_official"] == [COPY]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        pytest.param([], 2, "Hãy nêu số hiệu", id="nothing named"),
        pytest.param(["--from-file", "không-có.txt"], 2, "Không có tệp", id="no such file"),
        pytest.param(["--on", "mai"], 2, "phải viết theo dạng", id="no day"),
    ],
)
def test_a_command_written_wrongly_is_told(arguments: list[str], status: int, words: str, cancu: Cancu) -> None:
    said = cancu("fetch", *arguments)
    assert said.status == status
    assert words in said.err


def test_a_bad_line_of_the_address_file_is_named(cancu: Cancu, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# của tôi\n53/2024/QH15\n", encoding="utf-8")
    said = cancu("fetch", "--from-file", str(path))
    assert (said.status, said.err.startswith("Lỗi: Dòng 2 của a.txt")) == (1, True)
