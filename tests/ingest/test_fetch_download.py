"""One file from one address: whole or not at all, within bounds, on from where it broke off."""

import gzip
import hashlib
import json
import zlib
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ingest.errors import IngestError, TooLargeError
from ingest.fetch.addresses import OFFICIAL, Hosts
from ingest.fetch.errors import BrokenOffError, FetchError, RefusedAnswerError, UnreachableError
from ingest.fetch.parts import Part, Version
from tests.ingest.publisher import ADDRESS, ITEM, NOW, QUICK, Page, Publisher, bomb, law_page

BODY = law_page()
SMALL = replace(QUICK, max_bytes=10_000)


def leftovers(folder: Path) -> list[str]:
    """Return what lies in the folder beside finished files."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and "files" not in path.parts)


def test_a_file_comes_whole_with_its_hash_and_what_the_host_calls_it(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(BODY, etag='"1"', headers={"Content-Type": "text/html; charset=utf-8"}))
    came = publisher.downloader(tmp_path).get(f"{ADDRESS}#Dieu_1")
    assert came.path
    assert came.path.read_bytes() == BODY
    assert (came.sha256, came.size) == (hashlib.sha256(BODY).hexdigest(), len(BODY))
    assert (came.version, came.is_html, came.address.url) == (Version('"1"'), True, ADDRESS)
    assert came.path.name == "vbpl.vn-vbpq-toanvan-ItemID-912.html"
    assert leftovers(tmp_path) == []
    headers = publisher.asked[0].headers
    assert headers["user-agent"].startswith("cancu/")
    assert headers["accept-encoding"] == "identity"
    assert {"cookie", "authorization", "referer", "range"} & set(headers) == set()


def test_redirects_are_followed_on_the_list_at_most_three_times(publisher: Publisher, tmp_path: Path) -> None:
    for place in range(3):
        publisher.serve(f"/{place}", Page(status=301 + place, headers={"Location": f"/{place + 1}"}))
    publisher.serve("/3", Page(BODY))
    assert publisher.downloader(tmp_path).get("https://vbpl.vn/0").address.target == "/3"
    publisher.serve("/3", Page(status=308, headers={"Location": "https://vanban.chinhphu.vn/4"}))
    publisher.serve("/4", Page(BODY))
    with pytest.raises(RefusedAnswerError, match="chuyển hướng quá 3 lần"):
        publisher.downloader(tmp_path).get("https://vbpl.vn/0")


def test_a_redirect_without_a_place_is_told(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(status=302))
    with pytest.raises(RefusedAnswerError, match="không nói đi đâu"):
        publisher.downloader(tmp_path).get(ADDRESS)


def test_an_encrypted_way_stays_encrypted(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(status=302, headers={"Location": "http://vbpl.vn/b"}))
    publisher.serve("/b", Page(BODY))
    assert publisher.downloader(tmp_path).get(ADDRESS).address.url == "https://vbpl.vn/b"
    assert {port for _, port in publisher.dialled} == {443}


def test_a_plain_address_is_asked_for_encrypted_and_plain_only_where_the_list_says_so(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(BODY))
    plain = ADDRESS.replace("https", "http")
    assert publisher.downloader(tmp_path).get(plain).address.scheme == "https"
    del publisher.ports[443]  # the host takes no encrypted connection any more
    assert publisher.downloader(tmp_path).get(plain).address.scheme == "http"
    with pytest.raises(UnreachableError):
        publisher.downloader(tmp_path).get(ADDRESS)
    with pytest.raises(UnreachableError):
        publisher.downloader(tmp_path, hosts=Hosts(OFFICIAL.names)).get(plain)


def test_a_host_that_cannot_prove_its_name_is_not_asked_without_encryption_either(
    publisher: Publisher, tmp_path: Path
) -> None:
    hosts = Hosts(frozenset({"quochoi.vn"}), frozenset({"quochoi.vn"}))
    with pytest.raises(FetchError, match=r"Không tin được quochoi\.vn"):
        publisher.downloader(tmp_path, hosts=hosts).get("http://quochoi.vn/a")
    assert {port for _, port in publisher.dialled} == {443}


def test_requests_to_one_host_are_two_seconds_apart_others_need_not_wait(publisher: Publisher, tmp_path: Path) -> None:
    for path in ("/a", "/b"):
        publisher.serve(path, Page(BODY))
    downloader = publisher.downloader(tmp_path)
    downloader.get("https://vbpl.vn/a")
    downloader.get("https://congbao.chinhphu.vn/a")
    assert publisher.slept == []
    downloader.get("https://vbpl.vn/b")
    assert publisher.slept == [pytest.approx(2.0, abs=0.5)]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("asked", ["7", format_datetime(NOW + timedelta(seconds=7), usegmt=True)])
def test_a_busy_host_is_left_alone_as_long_as_it_asks(
    status: int, asked: str, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(status=status, headers={"Retry-After": asked}), Page(BODY))
    assert publisher.downloader(tmp_path).get(ADDRESS).size == len(BODY)
    assert publisher.slept == [pytest.approx(7.0, abs=0.5)]


def test_a_host_that_asks_for_more_than_two_minutes_is_left_for_another_day(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(RefusedAnswerError, match="hẹn sau 60 phút"):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert (len(publisher.asked), publisher.slept) == (1, [])


@pytest.mark.parametrize("header", ["", "nonsense", "-5", "9" * 40])
def test_a_host_that_stays_busy_is_given_up(header: str, publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(status=503, headers={"Retry-After": header}))
    with pytest.raises(RefusedAnswerError, match="đang bận"):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert len(publisher.asked) <= QUICK.tries


@pytest.mark.parametrize(("status", "words"), [(404, "không có trang này"), (403, "từ chối"), (500, "mã lỗi 500")])
def test_a_page_that_is_not_there_is_told_and_asked_for_once(
    status: int, words: str, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(b"<html>", status))
    with pytest.raises(RefusedAnswerError, match=words):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert len(publisher.asked) == 1
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(Page(b"x" * 20_000), id="too long, and says so"),
        pytest.param(Page(b"x", headers={"Content-Length": "9" * 18}, cut=1), id="says a monstrous length"),
        pytest.param(
            Page(
                b"4e20\r\n" + b"x" * 20_000 + b"\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"}, no_length=True
            ),
            id="too long, in pieces",
        ),
        pytest.param(Page(bomb(5_000_000), headers={"Content-Encoding": "gzip"}), id="bomb of gzip"),
        pytest.param(
            Page(zlib.compress(b"\0" * 5_000_000), headers={"Content-Encoding": "deflate"}), id="bomb of deflate"
        ),
    ],
)
def test_what_is_too_large_is_dropped_as_soon_as_that_shows(page: Page, publisher: Publisher, tmp_path: Path) -> None:
    assert len(page.body) < 25_000
    publisher.serve(ITEM, page)
    with pytest.raises(TooLargeError):
        publisher.downloader(tmp_path, limits=SMALL).get(ADDRESS)
    assert leftovers(tmp_path) == []
    assert len(publisher.asked) == 1


def test_packed_content_is_unpacked_though_nobody_asked_for_it(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(gzip.compress(BODY), etag='"1"', headers={"Content-Encoding": "gzip"}))
    came = publisher.downloader(tmp_path).get(ADDRESS)
    assert came.path
    assert came.path.read_bytes() == BODY
    assert came.version == Version()  # what it calls the packed file is no name of this one


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            Page(gzip.compress(BODY)[:-9], headers={"Content-Encoding": "gzip"}), id="packed, without its end"
        ),
        pytest.param(Page(gzip.compress(BODY) + b"x", headers={"Content-Encoding": "gzip"}), id="more than packed"),
        pytest.param(Page(BODY, headers={"Content-Encoding": "gzip"}), id="not packed"),
        pytest.param(Page(BODY, headers={"Content-Encoding": "br"}), id="packed by unknown means"),
        pytest.param(Page(BODY, no_length=True), id="no telling where it ends"),
    ],
)
def test_what_cannot_be_known_to_be_whole_is_refused(page: Page, publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, page)
    with pytest.raises(RefusedAnswerError):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert leftovers(tmp_path) == []
    assert not (tmp_path / "files").exists()


def test_a_broken_connection_goes_on_where_it_broke(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(BODY, etag='"1"', cut=100), Page(BODY, etag='"1"'))
    came = publisher.downloader(tmp_path).get(ADDRESS)
    assert came.path
    assert came.path.read_bytes() == BODY
    first, second = publisher.asked
    assert "range" not in first.headers
    assert (second.headers["range"], second.headers["if-range"]) == ("bytes=100-", '"1"')
    assert leftovers(tmp_path) == []


def test_the_next_run_goes_on_where_the_last_one_was_given_up(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(BODY, etag='"1"', cut=100))
    with pytest.raises(BrokenOffError, match=r"Đã giữ \d+ byte đầu; chạy lại"):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert not (tmp_path / "files").exists()
    kept = Part(tmp_path / "parts", OFFICIAL.read(ADDRESS)).size
    assert kept >= 100
    publisher.serve(ITEM, Page(BODY, etag='"1"'))
    came = publisher.downloader(tmp_path).get(ADDRESS)
    assert came.path
    assert came.path.read_bytes() == BODY
    assert publisher.asked[-1].headers["range"] == f"bytes={kept}-"


def test_a_file_that_changed_in_between_comes_whole_again(publisher: Publisher, tmp_path: Path) -> None:
    newer = law_page(["Số: 912/2031/NĐ-CP", "Điều 1. Khác hẳn"])
    publisher.serve(ITEM, Page(BODY, etag='"1"', cut=100), Page(newer, etag='"2"'))
    came = publisher.downloader(tmp_path).get(ADDRESS)
    assert came.path
    assert came.path.read_bytes() == newer
    assert came.version.etag == '"2"'


@pytest.mark.parametrize("etag", ["", 'W/"1"'])
def test_without_a_strong_name_of_the_version_a_part_is_not_kept(
    etag: str, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(BODY, etag=etag, cut=100), Page(BODY, etag=etag))
    came = publisher.downloader(tmp_path).get(ADDRESS)
    assert came.path
    assert came.path.read_bytes() == BODY
    assert [("range" in asked.headers) for asked in publisher.asked] == [False, False]


@pytest.mark.parametrize("span", ["bytes 99-{last}/{whole}", "bytes 100-150/{whole}", "bytes 100-{last}/*", "nonsense"])
def test_a_part_that_does_not_fit_is_thrown_away(span: str, publisher: Publisher, tmp_path: Path) -> None:
    told = span.format(last=len(BODY) - 1, whole=len(BODY))
    wrong = Page(BODY[100:], 206, {"Content-Range": told}, etag='"0"')
    publisher.serve(ITEM, Page(BODY, etag='"1"', cut=100), wrong, Page(BODY, etag='"1"'))
    came = publisher.downloader(tmp_path).get(ADDRESS)
    assert came.path
    assert came.path.read_bytes() == BODY


def test_a_range_that_the_host_does_not_have_is_asked_for_from_the_beginning(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.serve(ITEM, Page(BODY, etag='"1"', cut=100), Page(status=416), Page(BODY, etag='"1"'))
    assert publisher.downloader(tmp_path).get(ADDRESS).size == len(BODY)


def test_a_part_that_nobody_asked_for_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(BODY, 206, {"Content-Range": f"bytes 0-{len(BODY) - 1}/{len(BODY)}"}))
    with pytest.raises(RefusedAnswerError):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert not (tmp_path / "files").exists()


def test_damaged_notes_of_a_part_only_cost_the_part(publisher: Publisher, tmp_path: Path) -> None:
    part = Part(tmp_path / "parts", OFFICIAL.read(ADDRESS))
    part.begin(Version('"1"')).close()
    part.path.write_bytes(b"x" * 50)
    next((tmp_path / "parts").glob("*.json")).write_text(json.dumps(["không phải"]), encoding="utf-8")
    publisher.serve(ITEM, Page(BODY, etag='"1"'))
    assert publisher.downloader(tmp_path).get(ADDRESS).size == len(BODY)


def test_a_host_that_says_nothing_for_too_long_is_given_up(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(BODY[:3], pause=1.0))
    with pytest.raises(BrokenOffError, match="quá 1 giây mà chưa xong"):
        publisher.downloader(tmp_path).get(ADDRESS)


def test_a_host_that_drips_for_ever_is_given_up_too_and_the_part_is_kept(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(BODY, etag='"1"', pause=0.05))
    limits = replace(QUICK, total_seconds=1.0)
    with pytest.raises(BrokenOffError, match=r"quá 1 giây mà chưa xong.*Đã giữ"):
        publisher.downloader(tmp_path, limits=limits).get(ADDRESS)
    assert not (tmp_path / "files").exists()


def test_a_file_known_already_is_not_sent_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve(ITEM, Page(BODY, etag='"1"'))
    downloader = publisher.downloader(tmp_path)
    came = downloader.get(ADDRESS)
    same = downloader.get(ADDRESS, came.version)
    assert same.path is None
    assert publisher.asked[-1].headers["if-none-match"] == '"1"'
    publisher.serve(ITEM, Page(status=304))
    with pytest.raises(RefusedAnswerError, match="mã lỗi 304"):
        downloader.get(ADDRESS)  # nobody asked whether it had changed


def test_what_a_host_calls_a_version_is_sent_back_only_where_a_header_can_carry_it() -> None:
    assert Version.told({"etag": '"é"', "last-modified": "x" * 500}) == Version()
    assert Version.told({"etag": '"a"', "last-modified": "Mon"}) == Version('"a"', "Mon")


def test_without_a_network_it_is_one_sentence(publisher: Publisher, tmp_path: Path) -> None:
    publisher.ports.clear()
    with pytest.raises(IngestError, match=r"^Không kết nối được vbpl\.vn: .*\.$"):
        publisher.downloader(tmp_path).get(ADDRESS)
