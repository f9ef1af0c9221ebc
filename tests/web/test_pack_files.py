"""Training packs as Word, slides and PDF: opened, and looked at as the programs of an office would."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pptx import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Length

from corpus.work import Status
from tests.web.gathered import DAY, LONG, NEW, OLD, cited, collection, quiz
from tests.web.read_back import bookmarks, folded, notes_of, slides
from tests.web.test_pack_exports import BASE, MADE, file
from web.packs.errors import PackTooLongError
from web.packs.exports import Form, export
from web.packs.exports.fitting import SANS_BOLD, Face, rows_of
from web.packs.nouns import CaseExercise, Note, Passage, StoryFacts, Task

MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


# Word


def test_word_shows_the_order_by_styles_and_a_footer_with_pages_link_and_day() -> None:
    made = Document(io.BytesIO(file(Form.DOCX).content))
    styles = [line.style.name for line in made.paragraphs if line.style]
    assert [styles.count(name) for name in ("Title", "Heading 1", "Heading 2")] == [1, 10, 5]
    assert styles.count("Quote") > 40
    footer = "".join(made.sections[0].footer._element.itertext())
    assert f"{BASE}/bo-tai-lieu/bo-thu-1" in footer
    assert "26/11/2026" in footer
    assert [code in footer for code in (" PAGE ", " NUMPAGES ")] == [True, True]


def test_word_has_the_paper_and_the_letters_of_vietnamese_offices() -> None:
    made = Document(io.BytesIO(file(Form.DOCX).content))
    page = made.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]  # set by us
    margins = [page.top_margin, page.bottom_margin, page.left_margin, page.right_margin]
    assert [round(width.mm) for width in margins if width] == [20, 20, 30, 20]
    fonts = {found.get(qn("w:ascii")) for found in made.styles.element.iter(qn("w:rFonts"))} - {None}
    used = {run.font.name for line in made.paragraphs for run in line.runs} - {None}
    assert "Times New Roman" in fonts
    assert used == set()
    languages = [found.get(qn("w:val")) for found in made.element.iter(qn("w:lang"))]
    assert set(languages) == {"vi-VN"}


def test_word_repeats_the_head_of_a_comparison_on_each_page() -> None:
    made = Document(io.BytesIO(file(Form.DOCX).content))
    table = next(table for table in made.tables if "Trước" in table.cell(0, 0).text)
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert [folded(quote) in folded(table.cell(1, at).text) for at, quote in enumerate((OLD.quote, NEW.quote))] == [
        True,
        True,
    ]


def test_what_came_and_went_is_told_by_signs_in_word() -> None:
    made = Document(io.BytesIO(file(Form.DOCX).content))
    runs = [run for line in made.paragraphs for run in line.runs]
    gone = [run for run in runs if run.font.strike]
    came = [run for run in runs if run.font.underline and run.text.startswith("[+")]
    assert gone
    assert came
    assert all(run.text.startswith("[-") and run.text.endswith("-]") for run in gone)
    assert all(run.text.endswith("+]") for run in came)


def test_links_of_word_lead_to_the_law() -> None:
    made = Document(io.BytesIO(file(Form.DOCX).content))
    targets = {relation.target_ref for relation in made.part.rels.values() if relation.is_external}
    assert targets == {f"{BASE}{one}" for one in _permalinks()}


def _permalinks() -> set[str]:
    sources = file(Form.JSON).content.decode()
    return {line.split('"')[3] for line in sources.splitlines() if '"permalink"' in line}


@pytest.mark.parametrize("form", [Form.DOCX, Form.PPTX])
def test_properties_say_title_and_no_person(form: Form) -> None:
    content = file(form).content
    told = (Document if form is Form.DOCX else Presentation)(io.BytesIO(content)).core_properties
    assert (told.title, told.author, told.last_modified_by) == ("Tập huấn: hỗ trợ nạn nhân", "Căn Cứ", "Căn Cứ")
    assert told.created == told.modified
    assert told.created is not None
    assert told.created.date() == MADE
    assert (told.comments, told.keywords) == ("", "")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "printer" in name]
        assert b"Canny" not in b"".join(archive.read(name) for name in archive.namelist())


# ISO/IEC 29500-1: what a reader of Word files takes for damage when it stands in another order.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing"
    " jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing kern sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/footer1.xml"])
def test_word_finds_properties_in_the_order_it_wants(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(file(Form.DOCX).content)) as archive:
        root = etree.fromstring(archive.read(part))
    for name, order in ORDERS.items():
        for found in root.iter(qn(f"w:{name}")):
            children = [etree.QName(child).localname for child in found]
            places = [order.split().index(child) for child in children if child in order.split()]
            assert places == sorted(places), (name, children)


# Slides


def _frames(slide: Slide) -> Iterator[tuple[BaseShape, TextFrame]]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape, shape.text_frame  # type: ignore[attr-defined]  # has_text_frame says so


def _needed(shape: BaseShape, frame: TextFrame) -> float:
    """Return the height of the words of a shape in points, rows as far apart as the file says."""
    width = (shape.width - frame.margin_left - frame.margin_right) / 12_700
    height = 0.0
    for line in frame.paragraphs:
        if not line.runs or not isinstance(line.line_spacing, Length):
            continue
        face = Face(str(line.runs[0].font.name), _measured(line.runs[0].font.name, line.runs[0].font.bold))
        size = line.runs[0].font.size.pt if line.runs[0].font.size else 18
        rows = rows_of(line.text, width, face, size)
        height += rows * line.line_spacing.pt + (line.space_after.pt if line.space_after else 0.0)
    return height


def _measured(name: str | None, bold: bool | None) -> str:
    if name == "Times New Roman":
        return "Times-Bold" if bold else "Times-Roman"
    return SANS_BOLD.measured_as if bold else "Helvetica"


@pytest.mark.parametrize("key", [True, False])
def test_no_words_run_over_their_box_and_no_box_over_the_slide(key: bool) -> None:
    endless = Passage(cited("art_1", "Điều 1 " * 40, "Một câu không có dấu chấm nào cả " * 90))
    long = Note("Tiêu đề rất dài " * 30, "Một đoạn ghi chú; có nhiều câu. " * 120)
    packs = (collection(), collection(endless, long, title="Tập huấn dài " * 15))
    for pack in packs:
        made = Presentation(io.BytesIO(file(Form.PPTX, pack, key=key).content))
        assert (made.slide_width, made.slide_height) == (12_192_000, 6_858_000)
        for slide in made.slides:
            for shape, frame in _frames(slide):
                assert 0 <= shape.left <= shape.left + shape.width <= 12_192_000
                assert 0 <= shape.top <= shape.top + shape.height <= 6_858_000
                room = (shape.height - frame.margin_top - frame.margin_bottom) / 12_700
                assert _needed(shape, frame) <= room + 0.5, (shape.name, frame.text[:80])


def test_short_points_share_a_slide_and_each_keeps_its_place_and_its_words() -> None:
    points = [
        cited(f"art_37__cl_1__point_{at}", f"điểm {at} khoản 1 Điều 37", f"{at}) Hỗ trợ thử {at};") for at in "abcdegh"
    ]
    gone = cited("art_38", "Điều 38", "Hỗ trợ cũ.", status=Status.EXPIRED, ended=date(2025, 7, 1))
    facts = StoryFacts()
    asked = (Task("Được những gì?", (*points, gone)),)
    pack = collection(CaseExercise(title="Ca 1", story="Em T. đến.", on=DAY, facts=facts, tasks=asked))
    keyed = [slide for slide in slides(file(Form.PPTX, pack).content) if _title(slide).startswith("Đáp án")]
    assert len(keyed) <= 2
    words = folded("\n".join(frame.text for slide in keyed for _, frame in _frames(slide)))
    for one in points:
        assert f"{one.label} {one.name}: {one.quote}" in words
    assert "√ còn hiệu lực tại ngày 22/11/2026" in words
    assert "× hết hiệu lực từ ngày 01/07/2025 (xem tại ngày 22/11/2026)" in words


def test_a_long_quotation_goes_on_at_the_border_of_a_clause() -> None:
    titled = [slide for slide in slides(file(Form.PPTX).content) if _title(slide).startswith("Điều 9 Luật")]
    assert len(titled) > 3
    assert [_title(slide).endswith("(tiếp)") for slide in titled] == [False] + [True] * (len(titled) - 1)
    bodies = [next(frame.text for shape, frame in _frames(slide) if shape.name == "Lời văn") for slide in titled]
    assert all(body[0].isdigit() for body in bodies)
    assert folded("\n".join(bodies)) == folded(LONG.quote)


def _title(slide: Slide) -> str:
    return slide.shapes.title.text_frame.text if slide.shapes.title else ""


def test_every_slide_has_a_title_and_notes_with_the_whole_citation() -> None:
    for slide in slides(file(Form.PPTX).content):
        assert _title(slide)
        if any(shape.name == "Lời văn" for shape in slide.shapes):
            assert " ngày 28/11/2024 của Quốc hội" in notes_of(slide) or "Sổ tay thử" in notes_of(slide)
            assert " tại ngày " in notes_of(slide)
            assert f"{BASE}/vb/" in notes_of(slide)


def test_the_answer_follows_its_question_on_a_slide_of_its_own() -> None:
    titles = [_title(slide) for slide in slides(file(Form.PPTX, collection(quiz())).content)]
    asked = [title for title in titles if "Câu" in title]
    assert asked == [
        "Câu 1 (chọn một đáp án)",
        "Đáp án · Câu 1: C. 03",
        "Câu 2 (đúng hay sai)",
        "Đáp án · Câu 2: B. Sai",
        "Câu 3 (ghép cặp)",
        "Đáp án · Câu 3: 1 – B; 2 – A",
    ]
    assert titles[-1] == "Nguồn trích dẫn"
    learners = [_title(slide) for slide in slides(file(Form.PPTX, collection(quiz()), key=False).content)]
    assert [title for title in learners if "Đáp án" in title] == []


def test_the_first_slide_says_until_when_the_pack_holds_good() -> None:
    first = slides(file(Form.PPTX, collection(Passage(NEW))).content)[0]
    words = "\n".join(frame.text for _, frame in _frames(first))
    assert "Lời văn và hiệu lực xem tại ngày 22/11/2026." in words
    assert "Bản của giảng viên, có đáp án" in words


def test_slides_hold_words_only_and_fonts_that_every_office_has() -> None:
    """Bars lie on the layouts, so that a screen reader meets nothing without words."""
    for slide in slides(file(Form.PPTX).content):
        assert all(shape.has_text_frame for shape in slide.shapes)
        names = {found.get("typeface") for found in slide._element.iter(f"{MAIN}latin")}
        assert names <= {"Arial", "Times New Roman"}


def test_slides_beyond_what_anybody_shows_are_refused_in_a_sentence() -> None:
    with pytest.raises(PackTooLongError, match="cần hơn 300 trang chiếu; hãy chia"):
        file(Form.PPTX, collection(Note("Đề mục", "một hai\n" * 4_900)))


def test_a_long_note_stands_once_beside_its_slides() -> None:
    words = "Cán bộ hỏi nhu cầu, ghi sổ, báo cấp trên trong ngày. " * 300
    made = Presentation(io.BytesIO(file(Form.PPTX, collection(Note("Cách làm", words))).content))
    beside = [slide.notes_slide.notes_text_frame.text for slide in made.slides if slide.notes_slide.notes_text_frame]
    assert len(beside) > 15
    assert sum(map(len, beside)) < 3 * len(words)


def test_every_slide_has_notes_of_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(file(Form.PPTX).content)) as archive:
        names = archive.namelist()
    slides_, notes = (
        [name for name in names if re.fullmatch(rf"ppt/{kind}/{kind[:-1]}\d+\.xml", name)]
        for kind in ("slides", "notesSlides")
    )
    assert len(set(names)) == len(names)
    assert len(slides_) == len(notes) > 10


# PDF


def test_the_pdf_says_title_language_and_pages() -> None:
    read = pypdf.PdfReader(io.BytesIO(file(Form.PDF).content))
    root: Any = read.trailer["/Root"]
    assert root["/Lang"] == "vi-VN"
    assert root["/ViewerPreferences"].get_object() == {"/DisplayDocTitle": True}
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == ("Tập huấn: hỗ trợ nạn nhân", "Căn Cứ")
    total = len(read.pages)
    for number, page in enumerate(read.pages, 1):
        words = folded(page.extract_text())
        assert f"Trang {number}/{total} " in f"{words} "
        assert f"{BASE}/bo-tai-lieu/bo-thu-1 (lập ngày 26/11/2026)" in words
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]


def test_the_pdf_has_bookmarks_to_items_and_questions() -> None:
    read = pypdf.PdfReader(io.BytesIO(file(Form.PDF).content))
    titles = [str(entry["/Title"]) for entry in bookmarks(read)]
    assert titles[0] == "1. Mục tiêu buổi học"
    assert titles[-1] == "Nguồn trích dẫn"
    assert "Câu 3 (ghép cặp)" in titles
    assert [read.get_destination_page_number(entry) for entry in bookmarks(read)] == sorted(
        number or 0 for number in (read.get_destination_page_number(entry) for entry in bookmarks(read))
    )


def test_the_letters_of_the_pdf_are_embedded_and_few() -> None:
    content = file(Form.PDF).content
    pages: Any = pypdf.PdfReader(io.BytesIO(content)).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    own = [font for font in fonts if "Roboto" in font["/BaseFont"]]
    assert {font["/BaseFont"].partition("+")[2] for font in own} == {"Roboto-Regular", "Roboto-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in own)
    assert len(content) < 120_000


def test_every_vietnamese_letter_can_be_read_back_from_the_pdf() -> None:
    vowels = "aăâeêioôơuưy"
    letters = [f"{vowel}{tone}" for vowel in vowels for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")]
    words = folded(" ".join([*letters, *map(str.upper, letters), "đ Đ"]))
    made = export(collection(Passage(cited("art_1", "Điều 1", words))), Form.PDF, key=True, base=BASE, today=MADE)
    with pypdfium2.PdfDocument(made.content) as pages:
        read = folded(" ".join(page.get_textpage().get_text_range() for page in pages))
    assert words in read
    assert words in folded(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.content)).pages))


def test_no_heading_stands_last_on_a_page() -> None:
    """For packs of every length up to a page, so that headings meet each place of a page."""
    for lines in range(1, 40, 3):
        filler = Note("", "\n".join(f"Dòng {number}." for number in range(lines)))
        pack = collection(filler, quiz(), Passage(NEW))
        content = export(pack, Form.PDF, key=True, base=BASE, today=date(2026, 11, 26)).content
        for page in pypdf.PdfReader(io.BytesIO(content)).pages:
            words = [line for line in page.extract_text().splitlines() if line.strip()]
            assert not words[-1].startswith(
                ("1. ", "2. ", "3. ", "Câu ", "Nguồn trích dẫn", "Câu hỏi ôn tập", "Quy định")
            ), lines
