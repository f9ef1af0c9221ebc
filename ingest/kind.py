"""What kind of file it is, by its content; the name only breaks ties between kinds of plain text."""

import codecs
import json
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path, PurePosixPath

from ingest.errors import DamagedSourceError, EmptySourceError, EncryptedSourceError, UnknownKindError
from ingest.extract.excerpts import is_excerpt

_HEAD = 64 * 1024  # bytes looked at
_PDF_WITHIN = 1024  # readers accept junk before the mark (ISO 32000-1, Annex H)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_DIRECTORY = 8 * 1024 * 1024  # bytes searched for the names of streams
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_CODIFIED = re.compile(r"<p class='pDieu'>|<div class='_content'>|Đề mục\s+\d+\.\d+", re.IGNORECASE)
_PUBLISHER = re.compile(r"phapdien|ViewDanhSachVB|class='p(?:Dieu|GhiChu|NoiDung)'", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|table|meta|span|link|h[1-6]|p)\b[^<]{0,2000}>", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKDOWN = (".md", ".markdown")
_TABLES = (".tsv", ".csv")
_JSONL = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
_ARTICLES = re.compile(r'"articles"\s*:\s*\[\s*[{]')
_ADDRESSED = re.compile(r'"(?:_id|law_id|article_id)"\s*:')
_EXCERPT = re.compile(r'"instrument"\s*:')
_ROWS = 20  # first lines that tell a table
_PRINTABLE = 0.98  # part of a text that is no control character


class Kind(StrEnum):
    """Kinds that can be read; ``ARCHIVE`` holds other sources."""

    CODIFIED = "codified"
    JSONL = "jsonl"
    INSTRUMENT = "instrument"  # JSON of one instrument with its articles
    EXCERPTS = "excerpts"  # JSON Lines of excerpts of pages
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"  # read as words alone: slides are checked, never stored
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    ARCHIVE = "archive"


def kind_of(path: Path, name: str) -> Kind:
    """Return the kind of the file at ``path``, which came under ``name``.

    Raises EmptySourceError, EncryptedSourceError, DamagedSourceError, or UnknownKindError with what was found instead.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise EmptySourceError
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(b"\x1f\x8b"):
        return _kind_of_gzip(head, name)
    _refuse_known(head, path)
    return _kind_of_text(decode_head(head), name)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DamagedSourceError("nén ZIP", "không đọc được mục lục của tệp") from error
    if "[Content_Types].xml" not in names:
        return Kind.ARCHIVE
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if any(name.startswith("ppt/") for name in names):
        return Kind.PPTX
    office = next((label for folder, label in _OFFICE.items() if any(name.startswith(folder) for name in names)), "")
    raise UnknownKindError(office or "gói Office không có văn bản Word")


_OFFICE = {"xl/": "bảng tính Excel, chưa hỗ trợ"}


def _kind_of_gzip(head: bytes, name: str) -> Kind:
    try:
        inside = zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error as error:
        raise DamagedSourceError("nén gzip", "luồng nén không đọc được") from error
    text = decode_head(inside)
    lines = _kind_of_lines(text) if text else None
    if text and (lines or name.lower().endswith(_JSONL)):
        return lines or _kind_of_long_line(text)
    raise UnknownKindError("tệp gzip không chứa JSON Lines")


def _refuse_known(head: bytes, path: Path) -> None:
    """Name what is not read yet, so that the person knows what to do."""
    if head.startswith(_OLE):
        with path.open("rb") as file:
            if "EncryptedPackage".encode("utf-16-le") in file.read(_OLE_DIRECTORY):
                raise EncryptedSourceError("Office")
        raise UnknownKindError("tài liệu Office đời cũ (.doc, .xls); hãy lưu lại thành .docx")
    if head.startswith(b"{\\rtf"):
        raise UnknownKindError("tài liệu RTF; hãy lưu lại thành .docx")
    if head.startswith(_IMAGES):
        raise UnknownKindError("ảnh chụp hoặc ảnh quét; cần nhận dạng chữ trước")


def decode_head(head: bytes) -> str | None:
    """Return the beginning of a file as text, or None when it is no text. The last character may be cut."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="replace")
    text = _decoded(head, "utf-8")
    if text is None and head.count(0) > len(head) // 5:
        little = head[1::2].count(0) >= head[0::2].count(0)
        text = _decoded(head, "utf-16-le" if little else "utf-16-be")
    if text is None and 0 not in head:
        text = head.decode("latin-1")  # letters of an old code page: the reader of plain text decides
    if text is None or len(_CONTROL.findall(text)) > (1 - _PRINTABLE) * len(text):
        return None
    return text


def _decoded(head: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None


def _kind_of_text(text: str | None, name: str) -> Kind:
    if text is None:
        raise UnknownKindError("dữ liệu nhị phân không nhận ra được")
    lowered = name.lower()
    if _CODIFIED.search(text) and _PUBLISHER.search(text) and "<" in text[:200]:
        return Kind.CODIFIED
    if lines := _kind_of_lines(text):
        return lines
    if _ARTICLES.search(text) and _ADDRESSED.search(text) and text.lstrip("\ufeff \n\r\t").startswith("{"):
        return Kind.INSTRUMENT
    if lowered.endswith(_JSONL) and text.lstrip("\ufeff \n\r\t").startswith("{"):
        return _kind_of_long_line(text)
    _refuse_data(text, lowered)
    if _HTML.search(text[:4096]) and text.count("<") > 2:  # noqa: PLR2004  # more than a lone sign
        return Kind.HTML
    return Kind.MARKDOWN if PurePosixPath(lowered).suffix in _MARKDOWN else Kind.TEXT


def _refuse_data(text: str, name: str) -> None:
    """Refuse tables and data that would only look like the words of a paper."""
    body = text.lstrip("\ufeff \n\r\t")
    if re.match(r'[\[{]\s*["{\[\]}]', body):
        raise UnknownKindError("dữ liệu JSON không phải các điều luật hay trích đoạn")
    if body.startswith("<?xml") and not _HTML.search(body[:4096]):
        raise UnknownKindError("dữ liệu XML")
    rows = [line.count("\t") for line in body.split("\n")[:_ROWS] if line.strip()]
    if name.endswith(_TABLES) and len(rows) > 1 and len(set(rows)) == 1:
        raise UnknownKindError("bảng dữ liệu, không phải văn bản")


def _kind_of_lines(text: str) -> Kind | None:
    """Return the kind that the first whole line of JSON Lines which is an article or an excerpt tells; else None."""
    for line in text.split("\n")[:20]:
        if line.lstrip("\ufeff \r\t").startswith("{"):
            try:
                found = json.loads(line.lstrip("\ufeff"))
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict) and "text" in found and {"_id", "law_id", "article_id"} & found.keys():
                return Kind.JSONL
            if isinstance(found, dict) and is_excerpt(found):
                return Kind.EXCERPTS
    return None


def _kind_of_long_line(text: str) -> Kind:
    """Return the kind of JSON Lines of which no whole line was seen, by the fields that begin there."""
    return Kind.EXCERPTS if _EXCERPT.search(text) and not _ADDRESSED.search(text) else Kind.JSONL
