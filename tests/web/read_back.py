"""Reads the files of training packs back, each with a library that did not write it where there is one."""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # no types
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt
from pptx import Presentation
from pptx.slide import Slide

from web.packs.exports import Form

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOOT, _HEAD = 60, 60  # points of a PDF page that its foot and head take


def folded(text: str) -> str:
    """Return a text in NFC with every run of spaces and line ends as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_back(form: Form, content: bytes) -> str:
    """Return all words of a file, folded, in the order of reading."""
    readers: dict[Form, Callable[[bytes], str]] = {
        Form.DOCX: _docx,
        Form.PPTX: lambda content: "\n".join(slide_words(slide) for slide in slides(content)),
        Form.PDF: _pdf,
        Form.HTML: lambda content: page_words(content.decode()),
        Form.MARKDOWN: lambda content: page_words(markdown_html(content)),
        Form.CSV: lambda content: "\n".join(cell.removeprefix("'") for row in table(content) for cell in row.values()),
        Form.JSON: lambda content: "\n".join(_texts(json.loads(content))),
    }
    return folded(readers[form](content))


def everything(form: Form, content: bytes) -> str:
    """Return all words of a file and of whatever lies in it: properties, notes, parts that no reader shows."""
    if form in (Form.DOCX, Form.PPTX):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        inside = ("".join(map(str, etree.fromstring(part).itertext())) + part.decode() for part in parts)
        return folded(read_back(form, content) + "\n".join(inside))
    if form is Form.PDF:
        read = pypdf.PdfReader(io.BytesIO(content))
        told = [*(read.metadata or {}).values(), *(page.extract_text() for page in read.pages)]
        return folded("\n".join([*map(str, told), *(str(entry["/Title"]) for entry in bookmarks(read))]))
    return folded(content.decode())


def bookmarks(read: pypdf.PdfReader) -> Iterator[pypdf.generic.Destination]:
    """Yield the bookmarks of a PDF, those inside others too."""

    def flat(entries: list[object]) -> Iterator[pypdf.generic.Destination]:
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry)
            elif isinstance(entry, pypdf.generic.Destination):
                yield entry

    return flat(list(read.outline))


def slides(content: bytes) -> list[Slide]:
    """Return the slides of a presentation."""
    return list(Presentation(io.BytesIO(content)).slides)


def slide_words(slide: Slide) -> str:
    """Return what stands on a slide, and then in its notes."""
    shapes: list[Any] = [shape for shape in slide.shapes if shape.has_text_frame]  # the types do not follow that
    return "\n".join([*(shape.text_frame.text for shape in shapes), notes_of(slide)])


def notes_of(slide: Slide) -> str:
    """Return the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    return frame.text if frame else ""


def table(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def markdown_html(content: bytes) -> str:
    """Return Markdown as a reader of it makes a page of it."""
    return str(MarkdownIt("commonmark").enable("table").render(content.decode()))


def page_words(html: str) -> str:
    """Return the words of a page."""
    reader = _Words()
    reader.feed(html)
    return " ".join(reader.words)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the library's
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside != "style":
            self.words.append(data)


def _docx(content: bytes) -> str:
    body = Document(io.BytesIO(content)).element.body
    return "\n".join("".join(text.text or "" for text in line.iter(f"{_W}t")) for line in body.iter(f"{_W}p"))


def _pdf(content: bytes) -> str:
    """Return what stands between head and foot; of two columns, each by itself as well."""
    with pypdfium2.PdfDocument(content) as pages:
        columns: list[list[str]] = [[], [], []]
        for page in pages:
            width, height = page.get_size()
            text = page.get_textpage()
            middle = width / 2 + 8  # the left margin is the wider one
            for column, (left, right) in zip(columns, ((0, width), (0, middle), (middle, width)), strict=True):
                column.append(text.get_text_bounded(left, _FOOT, right, height - _HEAD))
            text.close()
            page.close()
    return "\n".join(map("\n".join, columns))


def _texts(shape: object) -> Iterator[str]:
    if isinstance(shape, dict):
        for value in shape.values():
            yield from _texts(value)
    elif isinstance(shape, list):
        for value in shape:
            yield from _texts(value)
    else:
        yield str(shape)
