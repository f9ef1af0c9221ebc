"""The look of the slides: 16:9, two layouts of our own, fonts that every office machine has."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.package import Package
from pptx.presentation import Presentation as PresentationOf
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout, SlideMaster
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from web.packs.exports.blocks import leads_somewhere
from web.packs.exports.fitting import SANS, SANS_BOLD, Face, Room


def colour(written: str) -> RGBColor:
    """Return a colour as style sheets write it."""
    made: RGBColor = RGBColor.from_string(written[1:])  # type: ignore[no-untyped-call]  # the library has no types here
    return made


WIDTH, HEIGHT = 960, 540  # points: 13.33 × 7.5 inches
INK, SOFT, WHITE = colour("#1D2327"), colour("#565E65"), colour("#FFFFFF")
MAIN, BAND, ACCENT = colour("#14505C"), colour("#103F49"), colour("#F2C14E")
SHADE, KEY_SHADE = colour("#EEF5F6"), colour("#E7F2EA")
GOOD, BAD = colour("#1B6338"), colour("#981B1B")
LEADING, GAP = 1.3, 0.35  # of the size: from row to row, and after a paragraph


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points, with room inside its edges."""

    left: float
    top: float
    width: float
    height: float
    inset: float = 0.0

    def room(self, face: Face, size: float) -> Room:
        """Return what the box holds in letters of a size."""
        return Room(self.width - 2 * self.inset, self.height - 2 * self.inset, face, size, LEADING, GAP)


_FEET = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE)
TITLE = Box(48, 46, 864, 76)
OPENING_TITLE = Box(64, 120, 832, 170)
OPENING_LEAD = Box(64, 306, 832, 130)


def new_presentation() -> PresentationOf:
    """Return a presentation without slides, with an opening layout and one for everything else."""
    made = Presentation()
    _count_parts(made.part.package)
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    opening, plain = made.slide_layouts[0], made.slide_layouts[5]
    for layout in list(made.slide_layouts):
        if layout not in (opening, plain):
            made.slide_layouts.remove(layout)
    _theme(made)
    for holder in (made.slide_master, opening, plain):
        _without_feet(holder)
    opening.name, plain.name = "Mở đầu", "Nội dung"
    opening.background.fill.solid()
    opening.background.fill.fore_color.rgb = BAND
    _place(opening.placeholders[0], OPENING_TITLE)
    _place(opening.placeholders[1], OPENING_LEAD)
    _bar(opening, Box(64, 96, 72, 6), ACCENT)
    _place(plain.placeholders[0], TITLE)
    _place(made.slide_master.placeholders[0], TITLE)
    _place(made.slide_master.placeholders[1], Box(48, 132, 864, 340))
    _bar(plain, Box(0, 0, 12, HEIGHT), MAIN)
    _bar(plain, Box(48, 500, 864, 0.75), colour("#D8D5CB"))
    return made


def _count_parts(package: Package) -> None:
    """Let new parts be counted: the library walks through all parts before it names one."""
    search, last = package.next_partname, dict[str, int]()

    def next_partname(template: str) -> PackURI:
        last[template] = last[template] + 1 if template in last else search(template).idx or 1
        return PackURI(template % last[template])

    package.next_partname = next_partname  # type: ignore[assignment, method-assign]  # the library has no place for it


def _theme(made: PresentationOf) -> None:
    """Name Arial as the font, and our colours, for whatever a trainer adds."""
    part = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for latin in theme.iterfind(".//a:fontScheme/*/a:latin", space):
        latin.set("typeface", SANS.name)
    for name, value in (
        ("dk2", MAIN),
        ("accent1", MAIN),
        ("accent2", ACCENT),
        ("accent3", GOOD),
        ("accent4", BAD),
        ("hlink", MAIN),
        ("folHlink", MAIN),
    ):
        for old in theme.iterfind(f".//a:clrScheme/a:{name}/*", space):
            old.set("val", str(value))
    part._blob = etree.tostring(
        theme, xml_declaration=True, encoding="UTF-8", standalone=True
    )  # the library reads themes, it does not write them


def _without_feet(holder: SlideMaster | SlideLayout) -> None:
    """Remove places for day, foot and number, which stand where 4:3 had them."""
    for shape in list(holder.placeholders):
        if shape.placeholder_format.type in _FEET:
            holder.shapes._spTree.remove(shape._element)  # the library adds only


def _place(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Pt(value) for value in (box.left, box.top, box.width, box.height)
    )


def _bar(layout: SlideLayout, box: Box, ink: RGBColor) -> None:
    """Draw a bar on a layout, where no screen reader meets it."""
    tree = layout.shapes._spTree  # the library draws on slides only
    number = max(int(found.get("id") or 0) for found in tree.iter(qn("p:cNvPr"))) + 1
    edges = [round(value * 12_700) for value in (box.left, box.top, box.width, box.height)]
    tree.append(
        etree.fromstring(
            '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
            ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            f'<p:nvSpPr><p:cNvPr id="{number}" name="Vạch {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{edges[0]}" y="{edges[1]}"/><a:ext cx="{edges[2]}" cy="{edges[3]}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
            tree.getroottree().parser,
        )
    )


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a row, and how it looks."""

    text: str
    bold: bool = False
    colour: RGBColor | None = None
    under: bool = False
    address: str = ""


def write(frame: TextFrame, paragraphs: Sequence[Sequence[Words]], *, face: Face, size: float, ink: RGBColor) -> None:
    """Write paragraphs of pieces into a frame; rows are as far apart as we measure them."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for place, pieces in enumerate(paragraphs):
        paragraph: _Paragraph = (
            frame.add_paragraph() if place else frame.paragraphs[0]  # type: ignore[no-untyped-call]  # no types here
        )
        paragraph.line_spacing, paragraph.space_after, paragraph.space_before = (
            Pt(size * LEADING),
            Pt(size * GAP),
            Pt(0),
        )
        for piece in pieces:
            run = paragraph.add_run()
            run.text = piece.text
            font = run.font
            font.name, font.size, font.bold = face.name, Pt(size), piece.bold
            font.underline = True if piece.under else None
            font.language_id = MSO_LANGUAGE_ID.VIETNAMESE
            font.color.rgb = piece.colour or ink
            if leads_somewhere(piece.address):
                run.hyperlink.address = piece.address


def add_box(slide: Slide, box: Box, name: str, ground: RGBColor | None = None) -> TextFrame:
    """Add an empty box for words, with a ground where one is told."""
    shape: Shape = slide.shapes.add_textbox(*(Pt(value) for value in (box.left, box.top, box.width, box.height)))
    shape.name = name
    frame: TextFrame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(box.inset)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    if ground is not None:
        shape.fill.solid()
        shape.fill.fore_color.rgb = ground
    return frame


def title_of(slide: Slide, words: str, box: Box, sizes: Sequence[float], ink: RGBColor) -> bool:
    """Write the title in the largest size that fits; tell whether all of it does."""
    shape = slide.shapes.title
    if shape is None:
        raise TypeError("a layout without a title")
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    size = next((size for size in sizes if box.room(SANS_BOLD, size).holds([words])), sizes[-1])
    shown = shortened(words, box.room(SANS_BOLD, size))
    write(frame, [[Words(shown, bold=True)]], face=SANS, size=size, ink=ink)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    frame.paragraphs[0].space_after = Pt(0)
    return shown == words


def shortened(words: str, room: Room) -> str:
    """Return words cut at a space so that they fit, with a sign of it."""
    kept = words
    while kept and not room.holds([kept if kept == words else f"{kept} …"]):
        kept = kept[: max(kept.rfind(" "), 0)] or kept[: len(kept) // 2]
    return kept if kept == words else f"{kept} …"


def add_number(slide: Slide, box: Box) -> None:
    """Add the number of the slide, as the program counts it."""
    frame = add_box(slide, box, "Số trang")
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    field = etree.SubElement(
        paragraph._p, f"{{{space}}}fld", id="{6F1E9B52-0C5B-4E6B-9D6C-3B1B0C7A5D11}", type="slidenum"
    )  # no fields in the library
    etree.SubElement(field, f"{{{space}}}rPr", lang="vi-VN", sz="1200")
    etree.SubElement(field, f"{{{space}}}t").text = "‹#›"


def add_notes(slide: Slide, words: str) -> None:
    """Write the notes that the trainer sees beside a slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        raise TypeError("a notes page without words")
    frame.text = words
