"""One folder full of trouble, read in one run: each file gets its own sentence, and the good ones are read."""

import io
import os
import random
import socket
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest

from corpus.source import SourceStatus
from corpus.store import CorpusStore
from ingest.keep import kept_path
from ingest.pipeline import ingest
from ingest.report import IngestReport, SourceReport
from ingest.settings import IngestSettings
from tests.factories import WORD, JsonArticle, decree, docx, write_jsonl, write_zip

SETTINGS = IngestSettings(cpu_seconds=4, cpu_seconds_per_mib=0.0, wall_seconds=30)
_NESTED = 30 * 1024 * 1024
_PRIVATE = "chuyện riêng của máy"


def pdf(*, lock: str = "") -> bytes:
    """Return a PDF of one blank page."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if lock:
        writer.encrypt(lock)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def outside(kind: str, address: str) -> str:
    """Return a Word document that asks for something outside of itself."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE w:document [<!{kind} SYSTEM "{address}">]>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&ngoai;</w:t></w:r></w:p></w:body></w:document>'
    )


def laughs() -> str:
    """Return a Word document whose entities unfold a billion times."""
    levels = "".join(f'<!ENTITY c{level} "{f"&c{level - 1};" * 10}">' for level in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY c0 "cười">{levels}]>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&c9;</w:t></w:r></w:p></w:body></w:document>'
    )


@dataclass(frozen=True)
class Trouble:
    """What became of the folder."""

    store: CorpusStore
    keep: Path
    report: IngestReport
    listener: socket.socket

    def of(self, name: str) -> SourceReport:
        """Return the report on one file."""
        (found,) = (source for source in self.report.sources if source.path.endswith(f"/{name}"))
        return found


@pytest.fixture(scope="module")
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trouble]:
    base = tmp_path_factory.mktemp("xau")
    private = base / "private.txt"
    private.write_text(_PRIVATE)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.0)
    folder = base / "van-ban"
    folder.mkdir()
    fill(folder, private, f"http://127.0.0.1:{listener.getsockname()[1]}/x.dtd")
    home = base / "home"
    home.mkdir()
    with CorpusStore(home / "corpus.db") as store:
        report = ingest([folder], store, home / "sources", settings=SETTINGS)
        yield Trouble(store, home / "sources", report, listener)
    listener.close()


def fill(folder: Path, private: Path, address: str) -> None:
    contents = {
        "rong.txt": b"",
        "trang.txt": b" \r\n\t\n",
        "ngau-nhien.bin": random.Random(7).randbytes(5000),
        "cut.pdf": pdf()[: len(pdf()) // 2],
        "khoa.pdf": pdf(lock="123"),
        "trong.pdf": pdf(),
        "bom.docx": docx(document=f'<w:document xmlns:w="{WORD}"><w:body>{"<w:p/>" * 8_000_000}</w:body></w:document>'),
        "cuoi.docx": docx(document=laughs()),
        "tep.docx": docx(document=outside("ENTITY ngoai", private.as_uri())),
        "mang.docx": docx(document=outside("ENTITY ngoai", address)),
        "dtd.html": f'<!DOCTYPE html SYSTEM "{address}"><html><body><p>{decree()}</p></body></html>'.encode(),
        "long.html": b"<html><body>" + b"<div>" * (_NESTED // 5) + b"chu</body></html>",
        "van-ban.pdf": decree().replace("912/", "1/").encode(),
        "utf16.txt": decree().replace("912/", "2/").encode("utf-16"),
        "nfd.txt": unicodedata.normalize("NFD", decree().replace("912/", "3/")).encode(),
        "tot.txt": decree().encode(),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    for odd in (b"dong\nmoi.txt", "\u202etxt.phai".encode(), b"byte-\xff.txt", b"d" * 251 + b".txt"):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + odd))
        path.write_text(decree().replace("912/", f"{900 - len(odd)}/"))
    write_jsonl(folder / "dong.jsonl", JsonArticle(law_id="4/2031/TT-X"), '{"text": ', JsonArticle(article_id="2"))
    write_jsonl(folder / "hong.jsonl", '{"text": ', "{")
    write_zip(folder / "bom.zip", {"a.txt": bytes(64 * 2**20), "tot.txt": decree().replace("912/", "5/").encode()})
    write_zip(folder / "long.zip", {"trong.zip": write_zip(folder / "x", {"a.txt": b"x"}).read_bytes()})
    (folder / "x").unlink()
    (folder / "vong").symlink_to(folder, target_is_directory=True)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("rong.txt", "Tệp rỗng"),
        ("trang.txt", "Tệp rỗng"),
        ("ngau-nhien.bin", "dữ liệu nhị phân"),
        ("cut.pdf", "Tệp PDF bị hỏng hoặc không trọn vẹn"),
        ("khoa.pdf", "được bảo vệ bằng mật khẩu"),
        ("trong.pdf", "không có lớp chữ"),
        ("bom.docx", "Tệp quá lớn để nạp an toàn"),
        ("cuoi.docx", "khai báo thực thể"),
        ("tep.docx", "khai báo thực thể"),
        ("mang.docx", "khai báo thực thể"),
        ("hong.jsonl", "dòng 1: không phải JSON hợp lệ"),
        ("bom.zip!a.txt", "bung ra gấp"),
        ("long.zip!trong.zip", "tệp nén nằm trong một tệp nén khác"),
    ],
)
def test_what_cannot_be_read_is_in_quarantine_with_one_sentence(trouble: Trouble, name: str, reason: str) -> None:
    source = trouble.of(name)
    assert source.status is SourceStatus.QUARANTINED
    assert source.error is not None
    assert reason in source.error
    assert source.error.endswith(".")
    assert "\n" not in source.error
    if source.sha256:
        assert kept_path(trouble.keep, source.sha256).is_file()
        held = trouble.store.source(source.sha256)
        assert held is not None
        assert held.error == source.error


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("tot.txt", "912/2031/NĐ-CP"),
        pytest.param("van-ban.pdf", "1/2031/NĐ-CP", id="wrong extension"),
        pytest.param("utf16.txt", "2/2031/NĐ-CP", id="UTF-16"),
        pytest.param("nfd.txt", "3/2031/NĐ-CP", id="NFD"),
        pytest.param("dtd.html", "912/2031/NĐ-CP", id="external DTD"),
        pytest.param("dong\\nmoi.txt", "888/2031/NĐ-CP", id="newline in the name"),
        pytest.param("\\u202etxt.phai", "889/2031/NĐ-CP", id="right-to-left mark in the name"),
        pytest.param("byte-\\xff.txt", "890/2031/NĐ-CP", id="a byte that is no letter in the name"),
        pytest.param("d" * 251 + ".txt", "645/2031/NĐ-CP", id="a name of 255 bytes"),
        pytest.param("bom.zip!tot.txt", "5/2031/NĐ-CP", id="beside a bomb"),
        pytest.param("dong.jsonl", "4/2031/TT-X", id="beside a bad line"),
    ],
)
def test_what_only_looks_bad_is_read(trouble: Trouble, name: str, number: str) -> None:
    source = trouble.of(name)
    assert source.error is None
    assert source.status is SourceStatus.ADDED
    assert source.works[0][0].number.lstrip("0") == number


def test_thirty_megabytes_of_nesting_are_read_or_stopped_by_the_limits(trouble: Trouble) -> None:
    source = trouble.of("long.html")
    assert (trouble.keep / source.sha256[:2] / source.sha256[2:4] / source.sha256).stat().st_size > _NESTED - 100
    if source.error:
        assert source.error.startswith(("Đã dừng đọc tệp vì ", "Tệp quá lớn để nạp an toàn: "))
    else:
        assert source.provisions == 1


def test_nothing_outside_the_file_is_fetched(trouble: Trouble) -> None:
    with pytest.raises(BlockingIOError):
        trouble.listener.accept()
    texts = [held.unit.provision.text for held in trouble.store.expression_units(trouble.store.expressions())]
    assert texts
    assert not any(_PRIVATE in text for text in texts)


def test_a_folder_that_links_to_itself_is_read_once(trouble: Trouble) -> None:
    paths = [source.path for source in trouble.report.sources]
    assert len(paths) == len(set(paths))
    assert not any("/vong/" in path for path in paths)


def test_all_that_was_read_is_well_in_the_store(trouble: Trouble) -> None:
    assert trouble.store.problems() == []
    assert not list(trouble.keep.glob("spool-*"))
