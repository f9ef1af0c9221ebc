"""QR codes for paper: a sheet that was printed leads back to its page, on the day it was printed for."""

import segno
from markupsafe import Markup

_MASK = 3  # any of the eight is valid; looking for the fairest takes 30 times as long as all the rest
_PIXEL = 2  # CSS pixels of a module; a permalink of ours makes 33 to 41 modules a side


def qr(address: str) -> Markup:
    """Return a QR code of an address as SVG, to stand inside a page; decorative, since the address is printed too."""
    code = segno.make(address, error="m", micro=False, mask=_MASK)
    drawn = code.svg_inline(scale=_PIXEL, border=2, omitsize=False, svgclass="qr", lineclass=None)
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704  # segno's own drawing
