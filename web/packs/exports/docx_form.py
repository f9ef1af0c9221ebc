"""A training pack as a Word file, to be worked on further."""

import io
from datetime import datetime, time

from docx import Document
from docx.document import Document as DocumentOf
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from corpus.difference import Change, WordRun
from web.packs.exports.blocks import Block, Key, Law, Note, Outline, Section, Sides, Task
from web.packs.exports.docx_style import (
    AFTER_FRAME,
    BAD,
    GOOD,
    LINE,
    SHADE,
    SOFT,
    TEXT_WIDTH,
    element,
    field,
    in_vietnamese,
    link,
    paragraph_in,
    styled,
    use_style,
)
from web.packs.exports.letters import lines_of
from web.packs.exports.packing import repacked
from web.preferences import tr
from web.words import vietnamese_day

_MAKER = "Căn Cứ"
_KEPT = 600  # characters of law that stay on one page
_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}


def docx_of(outline: Outline) -> bytes:
    """Return a Word file; the same outline gives the same bytes."""
    document = Document()
    styled(document, outline.language)
    _properties(document, outline)
    _footer(document, outline)
    _opening(document, outline)
    for section in outline.sections:
        _section(document, section)
    _sources(document, outline)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _properties(document: DocumentOf, outline: Outline) -> None:
    told = document.core_properties
    told.title, told.subject, told.author, told.last_modified_by = outline.title, outline.valid, _MAKER, _MAKER
    told.comments = told.keywords = told.category = ""
    told.language = {"vi": "vi-VN", "en": "en-GB"}[outline.language]
    told.created = told.modified = datetime.combine(outline.made, time())  # the file tells UTC by itself
    told.revision = 1
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of somebody's empty page
            del package.rels[key]


def _footer(document: DocumentOf, outline: Outline) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, 2)  # WD_TAB_ALIGNMENT.RIGHT
    borders = element("w:pBdr", {}, [element("w:top", _line("4"))])
    line._element.get_or_add_pPr().insert_element_before(borders, *AFTER_FRAME)  # no borders in the library
    line.add_run(f"{outline.valid}\t{tr('Trang')} ")
    field(line, "PAGE")
    line.add_run("/")
    field(line, "NUMPAGES")
    second = paragraph_in(document.sections[0].footer, "Footer")
    link(second, outline.address, outline.address)
    second.add_run(f" ({tr('lập ngày %(day)s', day=vietnamese_day(outline.made))})")


def _opening(document: DocumentOf, outline: Outline) -> None:
    kicker = paragraph_in(document, "Căn cứ")
    kicker.paragraph_format.left_indent = Pt(0)
    kicker.add_run(f"{_MAKER} · {tr('Bộ tài liệu tập huấn')}")
    title = paragraph_in(document, "Title")
    in_vietnamese(title.add_run(outline.title))
    lead = paragraph_in(document, "Đáp án")
    lead.add_run(outline.valid).bold = True
    lead.add_run(f" {outline.version}.")
    for line in lines_of(outline.about):
        in_vietnamese(document.add_paragraph().add_run(line))
    if len(outline.sections) > 1:
        paragraph_in(document, "Heading 1").add_run(tr("Mục lục"))
        for section in outline.sections:
            entry = paragraph_in(document, "Chữ trong bảng")
            _inner_link(entry, f"{section.number}. {section.title}", f"muc_{section.number}")
            entry.add_run(f" · {section.kind}").font.color.rgb = SOFT


def _inner_link(paragraph: Paragraph, words: str, anchor: str) -> None:
    run = in_vietnamese(paragraph.add_run(words))
    made = element("w:hyperlink", {"w:anchor": anchor})
    run._element.addprevious(made)  # the library has no links of its own
    made.append(run._element)


def _section(document: DocumentOf, section: Section) -> None:
    heading = paragraph_in(document, "Heading 1")
    start = element("w:bookmarkStart", {"w:id": str(section.number), "w:name": f"muc_{section.number}"})
    heading._element.append(start)  # no bookmarks in the library
    in_vietnamese(heading.add_run(f"{section.number}. {section.title}"))
    heading._element.append(element("w:bookmarkEnd", {"w:id": str(section.number)}))
    if section.title != section.kind:
        kind = paragraph_in(document, "Căn cứ")
        kind.paragraph_format.left_indent = Pt(0)
        kind.paragraph_format.keep_with_next = True
        kind.add_run(section.kind)
    for block in section.blocks:
        _block(document, block)


def _block(document: DocumentOf, block: Block) -> None:
    match block:
        case Law():
            _law(document, block)
        case Note():
            _note(document, block)
        case Sides():
            _sides(document, block)
        case Task():
            _task(document, block)


def _note(document: DocumentOf, note: Note) -> None:
    for place, line in enumerate(lines_of(note.words)):
        paragraph = paragraph_in(document, "Ghi chú")
        if note.label and not place:
            paragraph.add_run(f"{note.label}: ").bold = True
        in_vietnamese(paragraph.add_run(line))


def _law(document: DocumentOf, law: Law) -> None:
    lines = lines_of(law.words)
    for place, line in enumerate(lines, 1):
        paragraph = paragraph_in(document, "Quote")
        paragraph.paragraph_format.keep_with_next = len(law.words) < _KEPT or place == len(lines)
        in_vietnamese(paragraph.add_run(line))
    _grounds(paragraph_in(document, "Căn cứ"), law)
    for caution in law.cautions:
        paragraph = paragraph_in(document, "Căn cứ")
        paragraph.add_run(f"{tr('Lưu ý')}: ").bold = True
        in_vietnamese(paragraph.add_run(caution))


def _grounds(paragraph: Paragraph, law: Law) -> None:
    """Write whence words come, how that stands, and until when this was looked at."""
    paragraph.add_run(f"[{law.number}] ")
    in_vietnamese(paragraph.add_run(law.full))
    paragraph.add_run(". ")
    paragraph.add_run(law.standing).bold = True
    paragraph.add_run(". ")
    link(paragraph, law.address, law.address)


def _sides(document: DocumentOf, sides: Sides) -> None:
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    _bordered(table)
    for place, (head, law) in enumerate(((tr("Trước"), sides.old), (tr("Sau"), sides.new))):
        top = table.cell(0, place)
        _shaded(top, SHADE)
        line = _first(top)
        line.add_run(f"{head}: ").bold = True
        in_vietnamese(line.add_run(law.short)).bold = True
        _lines(table.cell(1, place), law.words)
        _grounds(paragraph_in(table.cell(1, place), "Chữ trong bảng"), law)
        for cell in (table.cell(row, place) for row in range(2)):
            cell.width = Cm(8)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", {}))  # no such switch in the library
    paragraph_in(document, "Căn cứ")
    for note in sides.notes:
        _note(document, Note(tr("Lưu ý"), note))
    lead = paragraph_in(document, "Ghi chú")
    lead.paragraph_format.keep_with_next = True
    lead.add_run(tr("Khác biệt ([-bỏ-], [+thêm+]):")).bold = True
    _runs(document, sides.runs)


def _lines(cell: _Cell, words: str) -> None:
    for place, line in enumerate(lines_of(words)):
        paragraph = paragraph_in(cell, "Chữ trong bảng") if place else _first(cell)
        in_vietnamese(paragraph.add_run(line))


def _first(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    use_style(paragraph, "Chữ trong bảng")
    return paragraph


def _runs(document: DocumentOf, runs: tuple[WordRun, ...]) -> None:
    """Write a difference: signs, and lines through or under the words; the colour only helps."""
    paragraph = paragraph_in(document, "Quote")
    for run in runs:
        for place, words in enumerate(run.text.split("\n")):
            if place and paragraph.runs:
                paragraph = paragraph_in(document, "Quote")
            if not words.strip():
                continue
            written = in_vietnamese(paragraph.add_run(_MARKS[run.change].format(words)))
            written.font.strike = run.change is Change.REMOVED or None
            written.font.underline = run.change is Change.ADDED or None
            if run.change is not Change.SAME:
                written.font.color.rgb = BAD if run.change is Change.REMOVED else GOOD


def _task(document: DocumentOf, task: Task) -> None:
    heading = paragraph_in(document, "Heading 2")
    heading.add_run(f"{task.name}. ")
    kind = heading.add_run(f"({task.kind})")
    kind.bold = False
    for words, style in ((task.prompt, "Ghi chú"), (task.stem, "Quote")):
        for line in lines_of(words):
            paragraph = paragraph_in(document, style)
            paragraph.paragraph_format.keep_with_next = True
            in_vietnamese(paragraph.add_run(line))
    if task.left:
        _pairs(document, task)
    else:
        for choice in task.choices:
            paragraph = paragraph_in(document, "Lựa chọn")
            paragraph.paragraph_format.keep_with_next = choice is not task.choices[-1]
            paragraph.add_run(f"{choice.mark}. ").bold = True
            in_vietnamese(paragraph.add_run(" ".join(lines_of(choice.words))))
    if task.key:
        _key(document, task.key)
    paragraph_in(document, "Căn cứ").add_run(task.valid)


def _pairs(document: DocumentOf, task: Task) -> None:
    """Write what is to be matched in two columns."""
    table = document.add_table(rows=max(len(task.left), len(task.choices)), cols=2)
    table.autofit = False
    _bordered(table)
    for column, side in enumerate((task.left, task.choices)):
        for row, choice in enumerate(side):
            cell = table.cell(row, column)
            cell.width = Cm(8)
            paragraph = _first(cell)
            paragraph.add_run(f"{choice.mark}. ").bold = True
            in_vietnamese(paragraph.add_run(" ".join(lines_of(choice.words))))
    paragraph_in(document, "Căn cứ")


def _key(document: DocumentOf, key: Key) -> None:
    line = paragraph_in(document, "Đáp án")
    line.paragraph_format.keep_with_next = True
    line.add_run(f"{tr('Đáp án')}: ").bold = True
    in_vietnamese(line.add_run("; ".join(key.answers) or tr("theo lời văn dưới đây")))
    for law in key.grounds:
        _law(document, law)


def _sources(document: DocumentOf, outline: Outline) -> None:
    if not outline.sources:
        return
    paragraph_in(document, "Heading 1").add_run(tr("Nguồn trích dẫn"))
    for law in outline.sources:
        _grounds(paragraph_in(document, "Căn cứ"), law)


def _line(size: str) -> dict[str, str]:
    return {"w:val": "single", "w:sz": size, "w:space": "4", "w:color": LINE}


def _bordered(table: Table) -> None:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [element(f"w:{edge}", {**_line("4"), "w:space": "0"}) for edge in edges]
    margins = [element(f"w:{edge}", {"w:w": "100", "w:type": "dxa"}) for edge in ("left", "right")]
    properties = table._tbl.tblPr  # no borders in the library
    properties.insert_element_before(element("w:tblBorders", {}, borders), "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(element("w:tblCellMar", {}, margins), "w:tblLook")


def _shaded(cell: _Cell, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))
