"""The forms that a training pack takes, by the ending of its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from corpus.personal import find_personal
from corpus.text import slug
from web.packs.exports.blocks import Outline
from web.packs.exports.markdown_form import markdown_of
from web.packs.exports.measuring import require_short
from web.packs.exports.outline import outline
from web.packs.exports.tables import csv_of, json_of
from web.packs.nouns import Collection
from web.pages import rendered

_MOST_NAME = 60  # characters of a title in a file name; Windows takes 255 for the whole path
_OFFICE = "application/vnd.openxmlformats-officedocument"


class Form(StrEnum):
    """A form of a training pack, by the ending of its file."""

    DOCX = "docx"
    PPTX = "pptx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"


class Exported(NamedTuple):
    """A file to be kept: its bytes, its media type and its name."""

    content: bytes
    media: str
    name: str

    @property
    def headers(self) -> dict[str, str]:
        """Return what tells a browser to keep the file, under its name."""
        return {"Content-Disposition": f"attachment; filename=\"{self.name}\"; filename*=UTF-8''{self.name}"}


@dataclass(frozen=True, slots=True)
class _Made:
    media: str
    write: Callable[[Outline], bytes]


def export(collection: Collection, form: Form, *, key: bool, base: str, today: date) -> Exported:
    """Return a collection as a file; with ``key`` the trainer's version, without it nothing that tells an answer.

    ``base`` is the scheme and host of the addresses in it. The same collection on the same day gives the same bytes.
    Raises PackTooLongError.
    """
    require_short(collection)
    made = _FORMS[form]
    content = made.write(outline(collection, key=key, base=base, today=today))
    return Exported(content, made.media, name_of(collection.title, form, today, key=key))


def name_of(title: str, form: Form, day: date, *, key: bool) -> str:
    """Return a file name of plain letters: the title, the day, and whose version it is.

    A title that tells a person is left out: names of files stand in lists, logs and mails.

    >>> name_of("Tập huấn: hỗ trợ", Form.PPTX, date(2026, 11, 22), key=False)
    'tap-huan-ho-tro-2026-11-22-hoc-vien.pptx'
    """
    told = "" if find_personal(title) else title
    words = slug(told)[:_MOST_NAME].strip("-") or "bo-tai-lieu"
    return f"{words}-{day.isoformat()}-{'giang-vien' if key else 'hoc-vien'}.{form.value}"


def html_of(pack: Outline) -> bytes:
    """Return a page to print, which needs nothing beside itself."""
    return rendered("pack_print.html", sheets=("pack_print.css",), pack=pack).encode()


# These three take a third of a second to import, and only their own form needs them.
def _docx(pack: Outline) -> bytes:
    from web.packs.exports.docx_form import docx_of  # noqa: PLC0415  # see above

    return docx_of(pack)


def _pptx(pack: Outline) -> bytes:
    from web.packs.exports.pptx_form import pptx_of  # noqa: PLC0415  # see above

    return pptx_of(pack)


def _pdf(pack: Outline) -> bytes:
    from web.packs.exports.pdf_form import pdf_of  # noqa: PLC0415  # see above

    return pdf_of(pack)


_FORMS: Mapping[Form, _Made] = {
    Form.DOCX: _Made(f"{_OFFICE}.wordprocessingml.document", _docx),
    Form.PPTX: _Made(f"{_OFFICE}.presentationml.presentation", _pptx),
    Form.PDF: _Made("application/pdf", _pdf),
    Form.HTML: _Made("text/html; charset=utf-8", html_of),
    Form.MARKDOWN: _Made("text/markdown; charset=utf-8", markdown_of),
    Form.CSV: _Made("text/csv; charset=utf-8", csv_of),
    Form.JSON: _Made("application/json", json_of),
}
