"""PDF with a text layer: pypdfium2 for the words and their places, pypdf for locks, metadata, and as a fallback."""

import io
import re

import pypdfium2  # type: ignore[import-untyped]  # carries no types
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from corpus.text import clean
from ingest.clean import VisualLine, text_lines
from ingest.errors import DamagedSourceError, EncryptedSourceError, NoTextError, TooLargeError
from ingest.extract.pdf_page import read_page
from ingest.extract.text import mojibake_doubts
from ingest.read import Extract, Line

_MAX_PAGES = 2_000
_TAIL = 4_096  # bytes at the end that must hold the end mark
_SCAN_LETTERS = 25  # mean letters a page; fewer is a picture with a stamp
_EMPTY_PAGE = 3
_GARBAGE = 0.15  # of the letters may be outside every alphabet of such papers
_WORD_LETTER = re.compile(r"[\w\s.,;:()/“”\"'\-–—+%…!?\[\]|°²³*=<>&@#§≥≤•×]")


def extract_pdf(data: bytes) -> Extract:
    """Return the lines of a PDF, each with its page; running heads, page numbers and colophons are in ``removed``.

    Raises EncryptedSourceError, DamagedSourceError, TooLargeError, and NoTextError for scans.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise DamagedSourceError("PDF", "thiếu phần cuối, có thể tải chưa xong")
    facts = _facts(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSourceError("PDF") from error
        return _fallback(data, facts)
    try:
        pages = _pages(document)
    finally:
        document.close()
    doubts = _check(["\n".join(line.text for line in page) for page in pages])
    lines, removed = text_lines(pages)
    doubts += mojibake_doubts("\n".join(line.text for line in lines))
    return Extract(tuple(lines), facts, tuple(doubts), tuple(removed))


def _pages(document: pypdfium2.PdfDocument) -> list[list[VisualLine]]:
    count = len(document)
    if count > _MAX_PAGES:
        raise TooLargeError(f"tệp PDF có {count} trang, giới hạn là {_MAX_PAGES}")
    pages = []
    for at in range(count):
        try:
            page = document[at]
        except pypdfium2.PdfiumError as error:
            raise DamagedSourceError("PDF", f"không mở được trang {at + 1}") from error
        found = [
            VisualLine(line.text, at + 1, line.x0, line.x1, line.size, line.bold, line.notes)
            for line in read_page(page)
        ]
        pages.append(found)
        page.close()
    return pages


def _facts(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return what pypdf reads of the frame of the file. Raises EncryptedSourceError where a password is needed."""
    facts = [("format", "pdf")]
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedSourceError("PDF")
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return tuple(facts)  # pdfium often reads what pypdf does not
    words = clean(title or "").strip()
    if words:
        facts.append(("file_title", words))
    return tuple(facts)


def _fallback(data: bytes, facts: tuple[tuple[str, str], ...]) -> Extract:
    """Read with pypdf what pdfium refuses: words without places."""
    try:
        reader = PdfReader(io.BytesIO(data))
        texts = [page.extract_text() for page in reader.pages[:_MAX_PAGES]]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise DamagedSourceError("PDF", "không đọc được cấu trúc tệp") from error
    doubts = _check(texts)
    lines = [Line(clean(line).strip(), number) for number, text in enumerate(texts, 1) for line in text.split("\n")]
    doubts.append("tệp PDF không chuẩn: đã đọc chữ mà không có vị trí, cần đối chiếu")
    return Extract(tuple(lines), facts, tuple(doubts))


def _check(texts: list[str]) -> list[str]:
    """Return doubts about pages without words. Raises NoTextError for scans and for layers of garbage."""
    letters = [sum(map(str.isalpha, text)) for text in texts]
    if not texts or sum(letters) < _SCAN_LETTERS * len(texts):
        raise NoTextError("PDF", "đây là bản quét, chưa có lớp chữ; cần nhận dạng chữ (OCR) trước khi nạp")
    sample = "".join(texts)[:100_000]
    known = len(_WORD_LETTER.findall(sample))
    broken = sample.count("\ufffd") + sum(1 for letter in sample if "\ue000" <= letter <= "\uf8ff")
    if len(sample) - known > _GARBAGE * len(sample) or broken > _GARBAGE * len(sample):
        raise NoTextError("PDF", "lớp chữ bị hỏng (ký tự lạ), cần nhận dạng lại từ ảnh trang")
    empty = [str(at) for at, count in enumerate(letters, 1) if count <= _EMPTY_PAGE]
    return [f"trang không có chữ (ảnh hoặc trang trắng): {', '.join(empty[:20])}"] if empty else []
