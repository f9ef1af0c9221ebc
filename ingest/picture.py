"""Images of the pages of a PDF, with the lines of a passage found on them; runs inside the child process."""

import ctypes
import io
from collections.abc import Sequence

import pypdfium2  # type: ignore[import-untyped]  # carries no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # carries no types
from PIL import Image

from ingest.errors import DamagedSourceError, EncryptedSourceError, IngestError
from ingest.extract.pdf_page import PageLine, read_page
from ingest.extract.pdf_places import PlacedLine, find_passage, placed_lines
from ingest.sheets import SCALE, Mark, Sheet, Sheets, Wanted, read_wanted
from ingest.wire import Spool

_WIDTH = 1_100  # pixels; small print can be read, and a page stays small
_TALLEST = 2_400  # pixels
_BYTES = 300_000  # of one picture
_COLOURS = 24  # of a picture of print: black, greys, the red of a seal
_QUALITIES = (70, 55, 40)  # of JPEG, tried in turn
_MOST_PICTURED = 6  # pages of one passage that are pictured at once
_MOST_READ = 60  # pages read in search of one unit, where it is known on which it begins
_MOST_SEARCHED = 400  # … and where it is not
_PAD = 1.0  # points added around a line, which is measured at three letters
_LINE_HEIGHT = 0.85  # of the em box; a box of a line is at least so tall


def picture(data: bytes, spool: Spool) -> None:
    """Write the sheets that are wanted, and a picture of each. Raises IngestError."""
    wanted = read_wanted(spool.wanted)
    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSourceError("PDF") from error
        raise DamagedSourceError("PDF", "không mở được để vẽ trang") from error
    try:
        _picture_all(paper, wanted, spool)
    finally:
        paper.close()


class NoSuchPageError(IngestError):
    """The paper has no page of this number."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(f"Tệp có {count} trang, không có trang {number}.")


def _picture_all(paper: pypdfium2.PdfDocument, wanted: Wanted, spool: Spool) -> None:
    count = len(paper)
    found = _find(paper, wanted) if wanted.text else []
    located = sorted({placed.page for placed in found})
    shown = wanted.show or tuple(located) or (min(max(wanted.page or 1, 1), max(count, 1)),)
    for number in shown:
        if not 1 <= number <= count:
            raise NoSuchPageError(number, count)
    sheets = []
    for number in shown[:_MOST_PICTURED]:
        lines = [placed.line for placed in found if placed.page == number]
        sheets.append(_sheet(paper, number, lines, spool))
    Sheets(count, tuple(sheets), tuple(located)).write(spool.sheets)


def _find(paper: pypdfium2.PdfDocument, wanted: Wanted) -> list[PlacedLine]:
    """Return the lines of the passage; only as many pages are read as it can be on."""
    first = min(max(wanted.page or 1, 1), len(paper)) if len(paper) else 1
    most = _MOST_READ if wanted.page else _MOST_SEARCHED
    lines: list[PlacedLine] = []
    for number in range(first, min(len(paper), first + most - 1) + 1):
        page = _page(paper, number)
        lines += placed_lines(number, read_page(page))
        page.close()
        after = sum(len(placed.letters) for placed in lines if placed.page > first)
        if wanted.page and after > 2 * len(wanted.text):  # the unit began on the first of these pages
            break
    return find_passage(lines, wanted.text, wanted.start, wanted.end, page=wanted.page)


def _page(paper: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    try:
        return paper[number - 1]
    except pypdfium2.PdfiumError as error:
        raise DamagedSourceError("PDF", f"không mở được trang {number}") from error


def _sheet(paper: pypdfium2.PdfDocument, number: int, lines: Sequence[PageLine], spool: Spool) -> Sheet:
    page = _page(paper, number)
    try:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise DamagedSourceError("PDF", f"trang {number} không có kích thước")
        scale = min(_WIDTH / width, _TALLEST / height)
        image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        spool.picture(number).write_bytes(packed(image))
        text_page = page.get_textpage()
        has_text = text_page.count_chars() > 0
        text_page.close()
        return Sheet(number, image.width, image.height, tuple(_mark(page, line) for line in lines), has_text)
    finally:
        page.close()


def _mark(page: pypdfium2.PdfPage, line: PageLine) -> Mark:
    short = max(0.0, _LINE_HEIGHT * line.size - (line.top - line.bottom)) / 2  # letters without tails, or without marks
    corners = [
        _on_picture(page, line.x0 - _PAD, line.top + short + _PAD),
        _on_picture(page, line.x1 + _PAD, line.bottom - short - _PAD),
    ]
    left, right = sorted(min(max(x, 0), SCALE) for x, _ in corners)
    top, bottom = sorted(min(max(y, 0), SCALE) for _, y in corners)
    return Mark(left, top, right - left, bottom - top)


def _on_picture(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """Return where a point of the page stands on its picture; the page may be turned or cut."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, SCALE, SCALE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def packed(image: Image.Image) -> bytes:
    """Return an image as PNG where few colours make it small, else as JPEG, smaller until a weak network carries it."""
    out = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    if out.tell() <= _BYTES:
        return out.getvalue()
    while True:
        for quality in _QUALITIES:
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= _BYTES:
                return out.getvalue()
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))
