"""The look of the Word file: A4 and margins of Nghị định 30/2020, fonts that old office machines have."""

from collections.abc import Iterable
from typing import cast

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as DocumentOf
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from corpus.text import slug
from web.packs.exports.blocks import leads_somewhere

FONT = "Times New Roman"
MAIN = RGBColor(0x14, 0x50, 0x5C)
SOFT = RGBColor(0x56, 0x5E, 0x65)
BAD = RGBColor(0x98, 0x1B, 0x1B)
GOOD = RGBColor(0x1B, 0x63, 0x38)
RULE = "14505C"
SHADE = "EEF5F6"
KEY_SHADE = "E7F2EA"
LINE = "B9B6AC"

# Nghị định 30/2020/NĐ-CP, Phụ lục I: A4; top and bottom 20–25 mm, left 30–35, right 15–20; letters of 13–14 points.
_MARGINS = {"top_margin": Cm(2), "bottom_margin": Cm(2), "left_margin": Cm(3), "right_margin": Cm(2)}
BODY = Pt(13)
TEXT_WIDTH = Cm(16)
_HEADINGS = {"Title": (22, 0, 6), "Heading 1": (16, 20, 8), "Heading 2": (14, 16, 6), "Heading 3": (13, 10, 4)}
# What stands after borders and ground in the properties of a paragraph (ISO/IEC 29500-1, CT_PPrBase).
AFTER_FRAME = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
# name of the style: (size, left indent in cm, space after, shade, rule at the left)
_OWN_STYLES = {
    "Quote": (13, 0.6, 3, SHADE, RULE),
    "Căn cứ": (11, 0.6, 8, "", ""),
    "Ghi chú": (13, 0, 6, "", ""),
    "Lựa chọn": (13, 1.0, 3, "", ""),
    "Đáp án": (13, 0.6, 6, KEY_SHADE, "1B6338"),
    "Chữ trong bảng": (12, 0, 4, "", ""),
}


def styled(document: DocumentOf, language: str) -> None:
    """Give a new Word file its page, its styles and its language."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for name, width in _MARGINS.items():
        setattr(section, name, width)
    section.header_distance = section.footer_distance = Cm(1)
    _languages(document, language)
    _lettered(_style(document, "Normal"), BODY, 6)
    for name, (size, before, after) in _HEADINGS.items():
        _heading(_style(document, name), Pt(size), Pt(before), Pt(after))
    for name, (size, indent, after, shade, rule) in _OWN_STYLES.items():
        style = _style(document, name)
        _lettered(style, Pt(size), after)
        style.paragraph_format.left_indent = Cm(indent)
        _framed(style, shade, rule)
    _style(document, "Căn cứ").font.color.rgb = SOFT
    for name in ("Header", "Footer"):
        _lettered(_style(document, name), Pt(10), 0)
        _style(document, name).font.color.rgb = SOFT


def _style(document: DocumentOf, name: str) -> ParagraphStyle:
    """Return a paragraph style, a new one where the template has none of the name."""
    if name in document.styles:
        found = document.styles[name]
    else:
        found = document.styles.add_style(name, 1)  # WD_STYLE_TYPE.PARAGRAPH
        found.base_style = document.styles["Normal"]
        found.quick_style = True
        found.element.set(qn("w:styleId"), slug(name))
    if not isinstance(found, ParagraphStyle):
        raise TypeError(name)
    return found


def _lettered(style: ParagraphStyle, size: Length, after: float) -> None:
    style.font.name, style.font.size, style.font.italic = FONT, size, False
    style.font.color.rgb = RGBColor(0x1D, 0x23, 0x27)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in list(fonts.attrib):
        del fonts.attrib[kind]
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(after), 1.15
    layout.widow_control = True


def _heading(style: ParagraphStyle, size: Length, before: Length, after: Length) -> None:
    _lettered(style, size, 0)
    style.font.bold, style.font.color.rgb = True, MAIN
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = before, after, True
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _framed(style: ParagraphStyle, shade: str, rule: str) -> None:
    """Give the paragraphs of a style a ground and a rule at the left."""
    properties = style.element.get_or_add_pPr()
    if rule:
        left = element("w:left", {"w:val": "single", "w:sz": "24", "w:space": "8", "w:color": rule})
        properties.insert_element_before(element("w:pBdr", {}, [left]), "w:shd", *AFTER_FRAME)
    if shade:
        ground = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": shade})
        properties.insert_element_before(ground, *AFTER_FRAME)


def _languages(document: DocumentOf, language: str) -> None:
    """Tell spelling checkers that the text is Vietnamese, or English with Vietnamese law."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), _TAGS[language])
        found.set(qn("w:eastAsia"), "vi-VN")
    for found in document.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), _TAGS[language])


_TAGS = {"vi": "vi-VN", "en": "en-GB"}


def element(name: str, attributes: dict[str, str], children: Iterable[BaseOxmlElement] = ()) -> BaseOxmlElement:
    """Return an element of WordprocessingML."""
    made = cast("BaseOxmlElement", OxmlElement(name))  # the stubs of lxml call it _Element
    for attribute, value in attributes.items():
        made.set(qn(attribute), value)
    for child in children:
        made.append(child)
    return made


def in_vietnamese(run: Run) -> Run:
    """Mark a run as Vietnamese, whatever the language around it."""
    run._element.get_or_add_rPr().append(element("w:lang", {"w:val": "vi-VN"}))  # the library's own way
    return run


def paragraph_in(holder: DocumentOf | BlockItemContainer, style: str) -> Paragraph:
    """Add an empty paragraph of a style."""
    made = holder.add_paragraph()
    use_style(made, style)
    return made


def use_style(paragraph: Paragraph, style: str) -> None:
    """Give a paragraph a style by its id; the library's own way searches all 160 styles each time."""
    paragraph._p.get_or_add_pPr().style = (
        slug(style) if style in _OWN_STYLES and style != "Quote" else style.replace(" ", "")
    )


def link(paragraph: Paragraph, words: str, address: str) -> None:
    """Add words that lead to an address, or words alone where a file cannot lead to it."""
    if not leads_somewhere(address):
        paragraph.add_run(words)
        return
    relation = paragraph.part.relate_to(
        address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    run = paragraph.add_run(words)
    run.font.color.rgb, run.font.underline = MAIN, True
    made = element("w:hyperlink", {"r:id": relation})
    run._element.addprevious(made)  # the library has no links of its own
    made.append(run._element)


def field(paragraph: Paragraph, code: str) -> None:
    """Add what the program counts: PAGE, NUMPAGES."""
    for kind, words in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(words if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            run._element.append(element("w:fldChar", {"w:fldCharType": kind}))  # no fields in the library
        elif not kind:
            instruction = element("w:instrText", {"xml:space": "preserve"})
            instruction.text = f" {words} "
            run._element.append(instruction)


def centred(paragraph: Paragraph) -> Paragraph:
    """Put a paragraph in the middle."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph
