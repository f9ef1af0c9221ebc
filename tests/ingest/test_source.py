import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import DamagedSourceError, IngestError, TooLargeError
from ingest.keep import keep_original, kept_path
from ingest.kind import Kind, kind_of
from ingest.prepare import day_of_name
from ingest.settings import IngestSettings
from ingest.source import Found, Refused, find_sources, label_of_path, members_of, sha256_of
from tests.factories import JsonArticle, PageArticle, codified_page, decree, docx, write_jsonl, write_zip

SETTINGS = IngestSettings()


def names(*paths: Path) -> list[str]:
    return [Path(found.label).name for found in find_sources(paths)]


def test_a_folder_is_walked_by_name_without_hidden_files_and_leftovers(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".an.txt", "Thumbs.db", "~$b.docx", "sub/c.txt", "__MACOSX/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a.txt", "b.txt", "c.txt"]


def test_a_pattern_gives_its_matches_and_says_when_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.md").write_text("x")
    assert names(tmp_path / "*.txt") == ["a.txt"]
    (refused,) = find_sources([tmp_path / "*.pdf"])
    assert isinstance(refused, Refused)
    assert refused.reason == "Không có tệp nào khớp với mẫu tên này."


def test_a_name_with_brackets_is_a_name_before_it_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "luat[1].txt").write_text("x")
    assert names(tmp_path / "luat[1].txt") == ["luat[1].txt"]


def test_links_that_loop_are_survived(tmp_path: Path) -> None:
    folder = tmp_path / "vong"
    folder.mkdir()
    (folder / "a.txt").write_text("x")
    (folder / "len").symlink_to(tmp_path, target_is_directory=True)
    (folder / "tu-minh").symlink_to(folder / "tu-minh")
    found = list(find_sources([tmp_path]))
    assert [Path(one.label).name for one in found if isinstance(one, Found)] == ["a.txt"]
    (refused,) = (one for one in found if isinstance(one, Refused))
    assert refused.reason.startswith("Không mở được: ")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong")
    found = list(find_sources([tmp_path, tmp_path / "khong-co.txt"]))
    assert [one.reason for one in found if isinstance(one, Refused)] == [
        "Không phải tệp thường (thiết bị, ống dẫn hoặc ổ cắm), nên không đọc.",
        "Không mở được: không có tệp hoặc thư mục này.",
    ]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        pytest.param(b"a\nb.txt", "a\\nb.txt", id="newline"),
        pytest.param("a\u202etxt.exe".encode(), "a\\u202etxt.exe", id="right-to-left"),
        pytest.param(b"lu\xe2t.txt", "lu\\xe2t.txt", id="undecodable"),
        pytest.param("Lua\u0323\u0302t.txt".encode(), "Luật.txt", id="NFD"),
        pytest.param(b"x" * 251 + b".txt", "x" * 251 + ".txt", id="255 bytes"),
    ],
)
def test_odd_names_are_found_and_shown_safely(tmp_path: Path, name: bytes, label: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text("x")
    (found,) = find_sources([tmp_path])
    assert found.label == f"{label_of_path(tmp_path)}/{label}"
    assert found.label.encode()


def test_members_of_an_archive_are_sources_of_their_own(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "luat.zip", {"b.html": b"2", "a.html": b"1", ".an": b"x", "__MACOSX/a.html": b"x"})
    (found,) = find_sources([archive])
    assert isinstance(found, Found)
    members = [one for one in members_of(found, "c0ffee", archive, SETTINGS) if isinstance(one, Found)]
    assert [(one.label, one.container) for one in members] == [
        (f"{archive}!a.html", "c0ffee"),
        (f"{archive}!b.html", "c0ffee"),
    ]
    assert sha256_of(members[0], SETTINGS) == "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"


def test_an_archive_that_unfolds_too_far_is_refused(tmp_path: Path) -> None:
    bomb = write_zip(tmp_path / "bom.zip", {"a.txt": bytes(40_000_000), "b.txt": b"nh\xe1"})
    (found,) = find_sources([bomb])
    assert isinstance(found, Found)
    first, second = members_of(found, "c0ffee", bomb, SETTINGS)
    assert isinstance(first, Refused)
    assert first.reason.startswith("Tệp quá lớn để nạp an toàn: thành phần bung ra gấp ")
    assert isinstance(second, Found)
    with pytest.raises(TooLargeError, match="tệp nén bung ra 38 MiB, giới hạn là 1 MiB"):
        list(members_of(found, "c0ffee", bomb, IngestSettings(max_archive_bytes=2**20)))
    with pytest.raises(TooLargeError, match="có 2 thành phần"):
        list(members_of(found, "c0ffee", bomb, IngestSettings(max_archive_members=1)))


def test_a_broken_member_is_damaged_when_it_is_read(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.txt": "Lời văn thử nghiệm".encode() * 50})
    data = bytearray(archive.read_bytes())
    data[60:64] = b"\xff\xff\xff\xff"
    archive.write_bytes(data)
    with zipfile.ZipFile(archive) as opened:
        size = opened.infolist()[0].file_size
    member = Found(archive, "a.zip!a.txt", size, member="a.txt")
    with pytest.raises(DamagedSourceError):
        sha256_of(member, SETTINGS)


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 3_000_000)
    (found,) = find_sources([tmp_path])
    assert isinstance(found, Found)
    with pytest.raises(TooLargeError, match="dài hơn 1 MiB"):
        sha256_of(found, IngestSettings(max_source_bytes=2**20))


def test_an_original_is_kept_by_its_content_and_the_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Lời văn")
    (found,) = find_sources([file])
    assert isinstance(found, Found)
    sha256 = sha256_of(found, SETTINGS)
    place = keep_original(found, tmp_path / "keep", sha256)
    assert place == kept_path(tmp_path / "keep", sha256) == tmp_path / "keep" / sha256[:2] / sha256[2:4] / sha256
    assert place.read_text() == "Lời văn"
    assert file.read_text() == "Lời văn"
    assert [path.name for path in (tmp_path / "keep").rglob("*") if path.is_file()] == [sha256]


def test_a_file_that_changes_between_hash_and_copy_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("trước")
    (found,) = find_sources([file])
    assert isinstance(found, Found)
    sha256 = sha256_of(found, SETTINGS)
    file.write_text("sau")
    assert keep_original(found, tmp_path / "keep", sha256) is None
    assert not [path for path in (tmp_path / "keep").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("phapdien-2026-01.zip!demuc/a.html", date(2026, 1, 1)),
        ("tin_2025-03-17.txt", date(2025, 3, 17)),
        ("luat-2025-13.html", None),
        ("tin_2025-02-31.txt", None),
        ("12345-0112.html", None),
    ],
)
def test_the_day_a_source_was_taken_is_read_from_its_name(label: str, day: date | None) -> None:
    assert day_of_name(Found(Path("x"), label, 1)) == day


def test_a_member_without_a_day_in_its_name_has_that_of_the_archive() -> None:
    assert day_of_name(Found(Path("x"), "a.zip!b.html", 1, dated=date(2026, 1, 1))) == date(2026, 1, 1)


PAGE = codified_page(PageArticle())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        pytest.param("a.pdf", PAGE, Kind.CODIFIED, id="codified under a wrong name"),
        pytest.param("a.html", codified_page(), Kind.CODIFIED, id="empty codified page"),
        pytest.param("a.html", b"<!DOCTYPE html><html><body><p>x</p></body></html>", Kind.HTML, id="html"),
        pytest.param("a.txt", b"%PDF-1.7\n%%EOF", Kind.PDF, id="pdf under a wrong name"),
        pytest.param("a.zip", docx("x"), Kind.DOCX, id="docx under a wrong name"),
        pytest.param("a.txt", JsonArticle().line().encode(), Kind.JSONL, id="json lines under a wrong name"),
        pytest.param("a.jsonl", b"{hong\n" + JsonArticle().line().encode(), Kind.JSONL, id="first line broken"),
        pytest.param("a.txt", decree().encode(), Kind.TEXT, id="text"),
        pytest.param("a.txt", decree().encode("utf-16"), Kind.TEXT, id="utf-16"),
        pytest.param("a.txt", decree().encode("utf-16-le"), Kind.TEXT, id="utf-16 without mark"),
        pytest.param("a.txt", "So sánh: a < b, b < c và x > y.".encode(), Kind.TEXT, id="signs are no tags"),
        pytest.param("a.md", decree().encode(), Kind.MARKDOWN, id="markdown"),
    ],
)
def test_the_kind_is_told_by_the_content(tmp_path: Path, name: str, data: bytes, kind: Kind) -> None:
    (tmp_path / name).write_bytes(data)
    assert kind_of(tmp_path / name, name) is kind


def test_archives_and_packed_lines_are_told_apart(tmp_path: Path) -> None:
    assert kind_of(write_zip(tmp_path / "a.zip", {"a.txt": b"x"}), "a.zip") is Kind.ARCHIVE
    assert kind_of(write_jsonl(tmp_path / "a.gz", JsonArticle()), "a.gz") is Kind.JSONL


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.txt", b"", "Tệp rỗng", id="empty"),
        pytest.param("a.txt", b" \n\n", "Tệp rỗng", id="blank"),
        pytest.param("a.bin", bytes(range(256)) * 8, "nhị phân", id="random bytes"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "đời cũ", id="old office"),
        pytest.param(
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "mật khẩu",
            id="encrypted office",
        ),
        pytest.param("a.rtf", b"{\\rtf1 x}", "RTF", id="rtf"),
        pytest.param("a.jpg", b"\xff\xd8\xff\xe0x", "ảnh quét", id="image"),
        pytest.param("a.json", b'{"law_id": "x", "articles": []}', "JSON", id="json"),
        pytest.param("a.tsv", b"a\tb\n1\t2\n", "bảng dữ liệu", id="table"),
        pytest.param("a.xml", b"<?xml version='1.0'?><a><b>x</b></a>", "XML", id="xml"),
        pytest.param("a.zip", b"PK\x03\x04" + b"x" * 50, "ZIP", id="broken zip"),
        pytest.param("a.gz", b"\x1f\x8b" + b"x" * 50, "gzip", id="broken gzip"),
    ],
)
def test_what_cannot_be_read_is_named_in_a_sentence(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(IngestError, match=reason) as told:
        kind_of(tmp_path / name, name)
    assert str(told.value).endswith(".")


def test_a_spreadsheet_is_no_text(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"})
    with pytest.raises(IngestError, match="Excel"):
        kind_of(path, "a.xlsx")
