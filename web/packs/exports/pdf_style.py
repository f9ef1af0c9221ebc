"""The look of the PDF: Roboto, which has every Vietnamese letter, embedded; A4."""

from functools import cache

from font_roboto import (  # type: ignore[import-untyped]  # the package has no types
    Roboto,
    RobotoBold,
    RobotoBoldItalic,
    RobotoItalic,
)
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]  # nor has reportlab
from reportlab.lib.enums import TA_LEFT  # type: ignore[import-untyped]
from reportlab.lib.fonts import addMapping  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

FONT = "Roboto"
INK, SOFT, MAIN = HexColor("#1d2327"), HexColor("#565e65"), HexColor("#14505c")
LINE, SHADE, KEY_SHADE = HexColor("#d8d5cb"), HexColor("#eef5f6"), HexColor("#e7f2ea")
GOOD, ACCENT = HexColor("#1b6338"), HexColor("#f2c14e")
GONE, CAME = "#981b1b", "#1b6338"
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 20 * mm, 24 * mm, 24 * mm


@cache
def fonts() -> frozenset[int]:
    """Make Roboto known to reportlab; return the letters it has."""
    faces = {"": Roboto, "-Bold": RobotoBold, "-Italic": RobotoItalic, "-BoldItalic": RobotoBoldItalic}
    for tail, path in faces.items():
        pdfmetrics.registerFont(TTFont(f"{FONT}{tail}", path))
    for bold, italic, tail in ((0, 0, ""), (1, 0, "-Bold"), (0, 1, "-Italic"), (1, 1, "-BoldItalic")):
        addMapping(FONT, bold, italic, f"{FONT}{tail}")
    return frozenset(pdfmetrics.getFont(FONT).face.charToGlyph)


def style(name: str) -> ParagraphStyle:
    """Return a style of paragraphs by its name."""
    return _styles()[name]


@cache
def _styles() -> dict[str, ParagraphStyle]:
    fonts()
    base = ParagraphStyle(
        "body", fontName=FONT, fontSize=10.5, leading=16, textColor=INK, spaceAfter=4, alignment=TA_LEFT,
        splitLongWords=1, allowWidows=0, allowOrphans=0, linkUnderline=0,
    )  # fmt: skip
    own = {
        "body": {},
        "kicker": {"fontSize": 9, "leading": 13, "textColor": SOFT, "spaceAfter": 2},
        "title": {"fontName": f"{FONT}-Bold", "fontSize": 24, "leading": 33, "textColor": MAIN, "spaceAfter": 8},
        "h1": {
            "fontName": f"{FONT}-Bold", "fontSize": 15, "leading": 21, "textColor": MAIN,
            "spaceBefore": 16, "spaceAfter": 3, "keepWithNext": 1,
        },
        "h2": {
            "fontName": f"{FONT}-Bold", "fontSize": 11.5, "leading": 17, "textColor": INK,
            "spaceBefore": 10, "spaceAfter": 3, "keepWithNext": 1,
        },
        "kind": {"fontSize": 9, "leading": 13, "textColor": SOFT, "spaceAfter": 6, "keepWithNext": 1},
        "law": {"fontSize": 10.5, "leading": 16.5, "spaceAfter": 2},
        "ground": {"fontSize": 8.5, "leading": 12.5, "textColor": SOFT, "spaceAfter": 3},
        "cell": {"fontSize": 9.5, "leading": 14.5, "spaceAfter": 2},
        "choice": {"leftIndent": 22, "bulletIndent": 6, "spaceAfter": 2},
        "contents": {"fontSize": 10, "leading": 16, "spaceAfter": 0, "rightIndent": 20},
    }  # fmt: skip
    return {name: ParagraphStyle(name, base, **changes) for name, changes in own.items()}
