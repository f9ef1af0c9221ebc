"""Small PDF files for tests: words at places, with a character map so that Vietnamese letters come back."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Words on a page, from their lower left corner."""

    text: str
    x: float
    y: float
    size: float = 12


def make_pdf(pages: Sequence[Sequence[Words]]) -> bytes:
    """Return a PDF whose pages hold the words, in the order given."""
    letters = sorted({letter for page in pages for words in page for letter in words.text})
    codes = {letter: 33 + at for at, letter in enumerate(letters)}
    maps = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{maps}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    widths = " ".join(["500"] * 256)
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255"
        f" /Widths [{widths}] /ToUnicode 4 0 R >>",
        _stream(cmap),
    ]
    for at, page in enumerate(pages):
        bodies.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {6 + 2 * at} 0 R >>"
        )
        shown = "".join(
            f"BT /F1 {words.size} Tf 1 0 0 1 {words.x} {words.y} Tm"
            f" <{''.join(f'{codes[letter]:02x}' for letter in words.text)}> Tj ET\n"
            for words in page
        )
        bodies.append(_stream(shown))
    return _assembled(bodies)


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _assembled(bodies: Sequence[str]) -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def paragraph(lines: Sequence[str], *, top: float, left: float = 70, indent: float = 28) -> list[Words]:
    """Return the lines of one paragraph, the first indented."""
    return [Words(line, left + (indent if at == 0 else 0), top - 18 * at) for at, line in enumerate(lines)]
