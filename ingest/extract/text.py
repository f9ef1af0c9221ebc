"""Plain text and Markdown: which encoding, which lines."""

import codecs
import re

from corpus.text import clean
from ingest.clean import unwrap
from ingest.errors import EmptySourceError, UnknownKindError
from ingest.extract.rows import CELL
from ingest.read import Extract, Line

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 read as Windows-1252: every Vietnamese letter becomes one of these pairs or triples.
_MOJIBAKE = re.compile(
    "(?:á[º»][\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ã[\u0080-\u00bf]|Æ[°¡]|Ä[\u0090\u0091‘ƒ©]|áº|á»)"
)
_MARKDOWN_HEADING = re.compile(r"^#{1,6}[ ]+")
_MARKDOWN_BOLD = re.compile(r"^\*\*(?P<words>[^*]+)\*\*[ ]*$")
_RULE = re.compile(r"^[ ]*(?:-{3,}|\*{3,}|_{3,}|={3,})[ ]*$")
_COLUMNS = re.compile(r"[ ]{6,}")  # columns of a head or a table, set with spaces
_SPACES = re.compile(r"[ ]{2,}")
_MANY_CONTROLS = 0.02  # of the characters; more is no text
_MANY_PAIRS = 5
MOJIBAKE_DOUBT = "chữ có dấu hiệu hỏng do đọc sai bảng mã (UTF-8 đọc thành Latin-1/1252); hãy tìm bản gốc"


def extract_text(data: bytes) -> Extract:
    """Return the lines of a text or Markdown file; Markdown's marks of headings and emphasis are taken off."""
    text, doubts = decode(data)
    cleaned = clean(text)
    if not cleaned.strip():
        raise EmptySourceError
    lines = unwrap([_line(line) for line in cleaned.split("\n")])
    return Extract(tuple(lines), (("format", "text"),), (*doubts, *mojibake_doubts(cleaned)))


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text of bytes, and a doubt where the encoding had to be guessed.

    Raises EmptySourceError for nothing, UnknownKindError for bytes that are no text.

    >>> decode("Điều 1".encode("utf-16"))
    ('Điều 1', [])
    """
    if not data.strip(b"\0\r\n\t "):
        raise EmptySourceError
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), []
    silent = _utf16_without_bom(data)
    if silent:
        return data.decode(silent, errors="replace"), [f"tệp không ghi bảng mã; đã đọc theo {silent.upper()}"]
    try:
        return _checked(data.decode("utf-8")), []
    except UnicodeDecodeError:
        pass
    text = _checked(data.decode("cp1258", errors="replace"))
    return text, ["tệp không phải UTF-8; đã đọc theo Windows-1258, cần đối chiếu dấu tiếng Việt"]


def _utf16_without_bom(data: bytes) -> str:
    sample = data[:4096]
    if len(sample) < 2:  # noqa: PLR2004  # one unit of UTF-16
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # In Vietnamese UTF-16 more than half of the letters have a zero high byte, no text has zero low bytes.
    if odd > len(sample) // 5 and even < len(sample) // 50:
        return "utf-16-le"
    if even > len(sample) // 5 and odd < len(sample) // 50:
        return "utf-16-be"
    return ""


def _checked(text: str) -> str:
    sample = text[:100_000]
    controls = sum(1 for letter in sample if (letter < " " and letter not in "\t\n\r\f\v") or letter == "\ufffd")
    if controls > len(sample) * _MANY_CONTROLS:
        raise UnknownKindError("nội dung không phải là chữ")
    return text


def mojibake_doubts(text: str) -> list[str]:
    r"""Return a doubt where a text looks like UTF-8 that was read as Latin-1.

    >>> len(mojibake_doubts("xây dá»±ng trên cÆ¡ sở, nÃ³i vá»\x81 quyá»\x81n lá»£i"))
    1
    """
    return [MOJIBAKE_DOUBT] if len(_MOJIBAKE.findall(text[:200_000])) >= _MANY_PAIRS else []


def _line(raw: str) -> Line:
    heading = _MARKDOWN_HEADING.match(raw)
    words = raw[heading.end() :] if heading else raw
    strong = _MARKDOWN_BOLD.match(words)
    if strong:
        words = strong["words"]
    if _RULE.match(words):
        words = ""
    return Line(_SPACES.sub(" ", _COLUMNS.sub(CELL, words.strip())), bold=bool(heading or strong))
