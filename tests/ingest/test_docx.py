import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ingest.errors import DamagedSourceError, EncryptedSourceError, NoTextError, TooLargeError
from ingest.extract.docx import extract_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(body: str, **parts: str) -> bytes:
    """Return a DOCX with this body and other parts of ``word/``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>')
    return out.getvalue()


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def texts(data: bytes) -> list[str]:
    return [line.text for line in extract_docx(data).lines]


def test_paragraphs_and_tables_come_in_reading_order_with_cells_joined() -> None:
    document = docx.Document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Việc", "Hạn", "Tập huấn", ""), strict=True):
        cell.text = words
    document.add_paragraph("Sau bảng")
    out = io.BytesIO()
    document.save(out)
    assert texts(out.getvalue()) == ["Trước bảng", "Việc | Hạn", "Tập huấn", "Sau bảng"]


def test_bold_and_centred_lines_say_so() -> None:
    document = docx.Document()
    heading = document.add_paragraph()
    heading.add_run("CHƯƠNG I").bold = True
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Lời văn")
    out = io.BytesIO()
    document.save(out)
    first, second = extract_docx(out.getvalue()).lines
    assert (first.bold, first.centred, second.bold, second.centred) == (True, True, False, False)


def test_automatic_numbers_are_read_as_the_reader_sees_them() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + (
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )
    num = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'
    body = "".join(p(f"việc {at}", num.format(depth)) for at, depth in enumerate((0, 1, 1, 0, 1)))
    assert texts(package(body, numbering=numbering)) == [
        "1. việc 0",
        "a) việc 1",
        "b) việc 2",
        "2. việc 3",
        "a) việc 4",
    ]


def test_deleted_and_hidden_words_are_left_out_and_inserted_ones_read() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>mới </w:t></w:r></w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>còn</w:t></w:r></w:p>"
    )
    found = extract_docx(package(body))
    assert [line.text for line in found.lines] == ["mới còn"]
    assert found.removed == ("ẩn",)


def test_footnotes_come_at_the_end_with_their_marks() -> None:
    body = '<w:p><w:r><w:t>Khoản này</w:t><w:footnoteReference w:id="3"/></w:r></w:p>' + p("Sau")
    notes = f'<w:footnote w:id="3">{p("được thêm")}</w:footnote>'
    assert texts(package(body, footnotes=notes)) == ["Khoản này[1]", "Sau", "[1] được thêm"]


def test_a_table_that_lays_out_a_page_is_taken_apart() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p('Điều 1. Tên')}{p('1. Một.')}</w:tc><w:tc>{p('bên lề')}</w:tc></w:tr></w:tbl>"
    assert texts(package(body)) == ["Điều 1. Tên", "1. Một.", "bên lề"]


def test_external_entities_are_refused_unread() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{W}"><w:body>'
            "<w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>",
        )
    with pytest.raises(DamagedSourceError, match="khai báo thực thể"):
        extract_docx(out.getvalue())


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (64 << 20))
    with pytest.raises(TooLargeError, match="bung ra thành"):
        extract_docx(out.getvalue())


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"PK\x03\x04 no archive", DamagedSourceError, id="broken archive"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, EncryptedSourceError, id="encrypted"),
        pytest.param(package(""), NoTextError, id="no words"),
        pytest.param(
            package("<w:p>").replace(b"word/document.xml", b"word/documen_.xml"), DamagedSourceError, id="part lost"
        ),
    ],
)
def test_what_cannot_be_read_has_its_own_error(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        extract_docx(data)
