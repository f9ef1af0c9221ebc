"""Small sources in our own words, saying only what a test is about."""

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PAGE = """\ufeff<link href='../lib/css/style.css' rel='stylesheet' type='text/css' />
<h3 style='text-align: center'>
    Đề mục {topic}
    <br />
    {name}
</h3>
<p style='display: none'>(<a class='viewDSVB' href='#' onclick="ViewDanhSachVB(this,'1')">xem</a>)</p>\
<div class='_content'>{body}</div>
"""


@dataclass(frozen=True)
class PageArticle:
    """One Điều of a codified page; ``note`` stands in brackets under the title."""

    label: str = "99.1.LQ.1"
    title: str = "Phạm vi"
    note: str = "Điều 1 Luật số 71/2031/QH16, có hiệu lực thi hành kể từ ngày 01/07/2031"
    url: str = "http://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=7#Chuong_I_Dieu_1"
    body: str = "<p>Luật này quy định việc thử.</p>"
    anchor: str = "9900100000000000100000100000000000000000"
    related: Sequence[tuple[str, str]] = ()  # anchor, line
    before: str = ""  # headings above, as the page has them

    def html(self) -> str:
        """Return the article as the publisher marks it."""
        links = ", ".join(
            f"<a href='#' onclick=\"ViewNoiDungPhapDien('{anchor}'); return false;\">{line}</a>"
            for anchor, line in self.related
        )
        pointers = f"<p class='pChiDan'>(Điều này có nội dung liên quan đến {links})</p>" if links else ""
        note = f"<p class='pGhiChu'><a href='{self.url}' target='_blank'>({self.note})</a></p>" if self.note else ""
        return (
            f"{self.before}<p class='pDieu'><a name='{self.anchor}'></a>Điều {self.label}. {self.title}</p>"
            f"{note}<p class='pNoiDung'>{self.body}</p>{pointers}"
        )


def codified_page(*articles: PageArticle, topic: str = "99.1", name: str = "Việc thử") -> bytes:
    """Return a page of the codified law; without articles it is a topic whose text is gone."""
    return _PAGE.format(topic=topic, name=name, body="".join(article.html() for article in articles)).encode()


@dataclass(frozen=True)
class JsonArticle:
    """One line of JSON Lines."""

    law_id: str = "71/2031/QH16"
    article_id: str = "1"
    title: str = "Điều 1. Phạm vi"
    text: str = "Luật này quy định việc thử."
    extra: dict[str, object] = field(default_factory=dict)

    def line(self) -> str:
        """Return the line, without line break."""
        row = {"_id": f"{self.law_id}@{self.article_id}", "title": self.title, "text": self.text}
        return json.dumps(
            {**row, "law_id": self.law_id, "article_id": self.article_id, **self.extra}, ensure_ascii=False
        )


def write_jsonl(path: Path, *lines: JsonArticle | str) -> Path:
    """Write lines, gzip where the name says so; a string is written as it is."""
    text = "".join(f"{line if isinstance(line, str) else line.line()}\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


_DOCX_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_DOCX_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str, document: str = "") -> bytes:
    """Return a DOCX of plain paragraphs, or around a whole ``word/document.xml``."""
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _DOCX_TYPES)
        package.writestr("_rels/.rels", _DOCX_RELATIONS)
        package.writestr("word/document.xml", document or xml)
    return out.getvalue()


DECREE_LINES = (
    "CHÍNH PHỦ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 912/2031/NĐ-CP",
    "Hà Nội, ngày 02 tháng 3 năm 2031",
    "NGHỊ ĐỊNH",
    "Quy định việc thử",
    "Căn cứ Luật số 71/2031/QH16;",
    "Điều 1. Phạm vi điều chỉnh",
    "1. Nghị định này quy định việc thử.",
    "2. Việc thử gồm:",
    "a) Thử một lần;",
    "b) Thử hai lần.",
    "Điều 2. Hiệu lực thi hành",
    "Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2031.",
)


def decree() -> str:
    """Return a short decree as plain text."""
    return "\n".join(DECREE_LINES) + "\n"
