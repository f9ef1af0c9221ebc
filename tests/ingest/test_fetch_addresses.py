"""Which addresses are fetched from: every trick by which a request is led elsewhere."""

from pathlib import Path

import pytest

from corpus.publishers import PUBLISHERS
from ingest.fetch.addresses import OFFICIAL, name_of, read_address_lines
from ingest.fetch.errors import (
    BadAddressFileError,
    FetchError,
    RefusedAddressError,
    RefusedHostError,
    UnreachableError,
    UntrustedError,
)
from ingest.fetch.guard import public_addresses, resolve, why_not_public
from tests.ingest.publisher import ADDRESS, ITEM, NUMBER, PUBLIC, Page, Publisher, law_page

REFUSED = {
    "host suffix": "https://vbpl.vn.evil.com/a",
    "host prefix": "https://evilvbpl.vn/a",
    "host below": "https://evil.vbpl.vn/a",
    "another host": "https://thuvienphapluat.vn/van-ban/1",
    "top domain alone": "https://vn/a",
    "user": "https://vbpl.vn@evil.com/a",
    "user before a host of the list": "https://a@vbpl.vn/a",
    "user and password": "https://a:b@vbpl.vn/a",
    "user, written as code": "https://vbpl.vn%40evil.com/a",
    "trailing dot": "https://vbpl.vn./a",
    "two dots": "https://vbpl..vn/a",
    "no host": "https:///a",
    "host in the path": "https:vbpl.vn/a",
    "decimal IP": "http://2130706433/",
    "octal IP": "http://0177.0.0.1/",
    "hexadecimal IP": "http://0x7f000001/",
    "mixed IP": "http://0x7f.0.0.1/",
    "short IP": "http://127.1/",
    "plain IP": "http://127.0.0.1/",
    "public IP": "https://8.8.8.8/",
    "IPv6 loopback": "http://[::1]/",
    "IPv6 mapped": "http://[::ffff:127.0.0.1]/",
    "metadata of a cloud": "http://169.254.169.254/latest/meta-data/",
    "localhost": "http://localhost/",
    "zero": "http://0/",
    "port": "https://vbpl.vn:8443/a",
    "port of ssh": "http://vbpl.vn:22/a",
    "port of the other scheme": "https://vbpl.vn:80/a",
    "port that is none": "https://vbpl.vn:80a/a",
    "file": "file:///etc/passwd",
    "file at a host": "file://vbpl.vn/etc/passwd",
    "ftp": "ftp://vbpl.vn/a",
    "gopher": "gopher://vbpl.vn:70/_a",
    "script": "javascript:alert(1)",
    "data": "data:text/html,a",
    "no scheme": "vbpl.vn/a",
    "scheme of the page": "//vbpl.vn/a",
    "look-alike letter": "https://vbpІ.vn/a",
    "Cyrillic host": "https://vbрl.vn/a",
    "full-width letters": "https://ｖｂｐｌ.vn/a",
    "ideographic dot": "https://vbpl。vn/a",
    "punycode": "https://xn--vbl-pmc.vn/a",
    "soft space": "https://vbpl\u200b.vn/a",
    "tab": "https://vbpl.vn\t.evil.com/a",
    "line break": "https://vbpl.vn/a\r\nHost: evil.com",
    "backslash": "https://vbpl.vn\\@evil.com/a",
    "backslash for a slash": "https:\\\\vbpl.vn/a",
    "space": "https://vbpl.vn /a",
    "zero byte": "https://vbpl.vn\x00.evil.com/a",
    "right to left": "https://vbpl.vn/\u202efdp.a",
    "bracket": "https://[vbpl.vn/a",
    "question before the path": "https://evil.com?vbpl.vn/",
    "fragment before the path": "https://evil.com#vbpl.vn/",
    "half a letter": "https://vbpl.vn/\ud800",
    "half a letter in the host": "https://vbpl\udfff.vn/a",
    "endless": "https://vbpl.vn/" + "a" * 3_000,
}


@pytest.mark.parametrize("written", [pytest.param(written, id=name) for name, written in REFUSED.items()])
def test_an_address_off_the_list_is_refused_before_anything_is_asked(
    written: str, publisher: Publisher, tmp_path: Path
) -> None:
    with pytest.raises(RefusedAddressError, match=r"^Không tải từ “"):
        publisher.downloader(tmp_path).get(written)
    assert (publisher.looked_up, publisher.dialled, publisher.asked) == ([], [], [])


def _sendable(location: str) -> bool:
    """Tell whether a server can send an address in a header at all."""
    return location.isascii() and not any(letter in location for letter in "\r\n\0")


@pytest.mark.parametrize(
    "location", [pytest.param(written, id=name) for name, written in REFUSED.items() if _sendable(written)]
)
def test_a_redirect_off_the_list_is_not_followed(location: str, publisher: Publisher, tmp_path: Path) -> None:
    sent = location
    publisher.serve(ITEM, Page(status=302, headers={"Location": sent}))
    with pytest.raises(FetchError):  # also a path on the same host, where there is nothing
        publisher.downloader(tmp_path).get(ADDRESS)
    assert (set(publisher.looked_up), {asked.host for asked in publisher.asked}) == ({"vbpl.vn"}, {"vbpl.vn"})
    assert set(publisher.dialled) == {(PUBLIC, 443)}


@pytest.mark.parametrize("location", ["/\ud800", "https://vbpl.vn/\udfff", "//\udc80"])
def test_half_a_letter_leads_nowhere(location: str) -> None:
    with pytest.raises(RefusedAddressError, match="ký tự ẩn"):
        OFFICIAL.hop(OFFICIAL.read(ADDRESS), location)


@pytest.mark.parametrize("publisher_host", [one.host for one in PUBLISHERS])
def test_every_publisher_can_be_written_in_capitals_and_with_its_usual_port(publisher_host: str) -> None:
    assert OFFICIAL.read(f"HTTPS://{publisher_host.upper()}:443/a b".replace(" ", "%20")).url == (
        f"https://{publisher_host}/a%20b"
    )


def test_vietnamese_letters_of_a_path_are_encoded_and_the_fragment_stays_here() -> None:
    read = OFFICIAL.read("http://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=7&Keyword=nghị#Phan_nhất")
    assert read.url == "http://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=7&Keyword=ngh%E1%BB%8B"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("127.0.0.1", "chính máy này"),
        ("127.255.1.2", "chính máy này"),
        ("::1", "chính máy này"),
        ("0.0.0.0", "trống"),  # noqa: S104  # refused, not bound
        ("::", "trống"),
        ("10.1.2.3", "mạng riêng"),
        ("172.16.0.1", "mạng riêng"),
        ("192.168.1.1", "mạng riêng"),
        ("100.64.0.1", "mạng riêng"),
        ("198.18.0.1", "mạng riêng"),
        ("192.0.2.1", "mạng riêng"),
        ("fd00::1", "mạng riêng"),
        ("fc00::1", "mạng riêng"),
        ("2001:db8::1", "mạng riêng"),
        ("169.254.169.254", "mạng gần"),
        ("fe80::1", "mạng gần"),
        ("fe80::1%eth0", "mạng gần"),
        ("224.0.0.1", "nhiều máy"),
        ("ff02::1", "nhiều máy"),
        ("240.0.0.1", "dành riêng"),
        ("255.255.255.255", "dành riêng"),
        ("192.88.99.1", "trạm chuyển"),
        ("::ffff:127.0.0.1", "bọc trong IPv6"),
        ("::ffff:8.8.8.8", "bọc trong IPv6"),
        ("::127.0.0.1", "bọc trong IPv6"),
        ("64:ff9b::7f00:1", "bọc trong IPv6"),
        ("64:ff9b:1::a00:1", "bọc trong IPv6"),
        ("2002:7f00:1::", "bọc trong IPv6"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "bọc trong IPv6"),
        ("vbpl.vn", "không phải địa chỉ IP"),
        ("", "không phải địa chỉ IP"),
        ("0177.0.0.1", "không phải địa chỉ IP"),
    ],
)
def test_a_name_that_leads_into_no_public_network_is_refused(address: str, words: str) -> None:
    assert words in why_not_public(address)
    with pytest.raises(RefusedHostError):
        public_addresses("vbpl.vn", lambda _: [PUBLIC, address])


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2405:4800::1", "2606:4700:4700::1111"])
def test_public_addresses_pass(address: str) -> None:
    assert public_addresses("vbpl.vn", lambda _: [address]) == [address]


def test_a_name_without_any_address_is_told_as_unreachable() -> None:
    with pytest.raises(UnreachableError, match="không có địa chỉ nào"):
        public_addresses("vbpl.vn", lambda _: [])


def test_a_name_that_no_name_service_can_know_is_told_in_words() -> None:
    with pytest.raises(UnreachableError, match=r"không phân giải được tên \(máy có đang nối mạng không\?\)\.$"):
        resolve("a" * 300)
    assert resolve("127.0.0.1") == ["127.0.0.1"]


def test_one_private_address_among_public_ones_refuses_the_name(publisher: Publisher, tmp_path: Path) -> None:
    publisher.names["vbpl.vn"] = [[PUBLIC, "192.168.1.1"]]
    with pytest.raises(RefusedHostError, match=r"192\.168\.1\.1, là địa chỉ của mạng riêng"):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert publisher.dialled == []


def test_the_connection_goes_to_the_address_that_was_checked_and_the_name_is_not_asked_again(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.names["vbpl.vn"] = [[PUBLIC], ["127.0.0.1"]]  # the second answer would be another one
    publisher.serve(ITEM, Page(law_page()))
    publisher.downloader(tmp_path).get(ADDRESS)
    assert publisher.looked_up == ["vbpl.vn"]
    assert publisher.dialled == [(PUBLIC, 443)]
    assert publisher.asked[0].host == "vbpl.vn"


def test_a_name_that_turns_private_is_refused_at_the_next_request(publisher: Publisher, tmp_path: Path) -> None:
    publisher.names["vbpl.vn"] = [[PUBLIC], ["127.0.0.1"]]
    publisher.serve(ITEM, Page(status=302, headers={"Location": "/khac"}))
    with pytest.raises(RefusedHostError):
        publisher.downloader(tmp_path).get(ADDRESS)
    assert publisher.dialled == [(PUBLIC, 443)]


def test_a_host_that_cannot_prove_its_name_is_not_trusted(publisher: Publisher, tmp_path: Path) -> None:
    publisher.serve("/a", Page(law_page()))
    with pytest.raises(UntrustedError, match=r"^Không tin được dichvucong\.gov\.vn: chứng chỉ"):
        publisher.downloader(tmp_path).get("https://dichvucong.gov.vn/a")
    assert publisher.asked == []


def test_a_list_of_addresses_names_its_bad_line() -> None:
    lines = ["\ufeff# của tôi", "", f"{NUMBER}\t{ADDRESS}", "Nghị định thư Palermo  https://vbpl.vn/a"]
    assert read_address_lines(lines, "a.txt") == [(NUMBER, ADDRESS), ("Nghị định thư Palermo", "https://vbpl.vn/a")]
    with pytest.raises(BadAddressFileError, match=r"^Dòng 2 của a\.txt"):
        read_address_lines(["# a", NUMBER], "a.txt")


@pytest.mark.parametrize("target", ["/..%2f..%2fetc/passwd", "/.hidden", "/a/../../b", "/" + "x" * 500, "/%00", "/"])
def test_a_file_name_made_of_an_address_stays_in_its_folder(target: str) -> None:
    name = name_of(OFFICIAL.read(f"https://vbpl.vn{target}"), "html")
    assert Path(name).name == name
    assert not name.startswith((".", "~"))
    assert len(name) < 120
