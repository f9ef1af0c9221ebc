"""DOCX: paragraphs and tables in reading order, with the numbers that Word would print."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.text import clean
from ingest.errors import DamagedSourceError, NoTextError, TooLargeError
from ingest.extract.docx_numbers import Numbering, read_numbering
from ingest.extract.docx_xml import attribute, children, first, is_on, local_name, number_value, open_package, read_part
from ingest.extract.rows import row_lines
from ingest.read import Extract, Line

_MAX_NESTING = 12  # tables in tables; deeper ones are flattened
_UNSEEN = frozenset(
    (
        "instrText",
        "delText",
        "delInstrText",
        "del",
        "moveFrom",
        "Fallback",
        "txbxContent",
        "pPr",
        "rPr",
        "pict",
        "footnotePr",
    )
)
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of looks and lists."""

    centred: bool | None = None
    bold: bool | None = None
    list_id: str = ""
    depth: int = 0


@dataclass(slots=True)
class _Reader:
    """What is known while the body is read."""

    styles: dict[str, _Style]
    numbering: Numbering
    hidden: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # ids of footnotes, in order of reference


def extract_docx(data: bytes) -> Extract:
    """Return the lines of a DOCX file; headers and footers are left out, footnotes come at the end.

    Raises EncryptedSourceError, DamagedSourceError, TooLargeError, NoTextError.
    """
    package = open_package(data)
    root = read_part(package, "word/document.xml")
    body = first(root, "body") if root is not None else None
    if root is None or body is None:
        raise DamagedSourceError("DOCX", "không có phần nội dung word/document.xml")
    styles = read_part(package, "word/styles.xml")
    reader = _Reader(_styles(styles), read_numbering(read_part(package, "word/numbering.xml")))
    lines = [line for block in body for line in _block(block, reader, 0)]
    lines += _footnotes(read_part(package, "word/footnotes.xml"), reader)
    if not any(line.text for line in lines):
        raise NoTextError("DOCX", "chỉ có ảnh hoặc trang trống")
    facts = (("format", "docx"), *_facts(read_part(package, "docProps/core.xml")))
    return Extract(tuple(lines), facts, (), tuple(reader.hidden))


def _block(element: etree._Element, reader: _Reader, depth: int) -> Iterator[Line]:
    """Yield the lines of a paragraph, a table, or a wrapper around them."""
    name = local_name(element)
    if name == "p":
        yield from _paragraph(element, reader, depth)
    elif name == "tbl":
        for row in _rows(element):
            yield from _row(row, reader, depth + 1)
    elif name in _WRAPPERS:
        if depth > _MAX_NESTING:
            raise TooLargeError("các khối lồng nhau quá sâu")
        for child in element:
            yield from _block(child, reader, depth + 1)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        name = local_name(element)
        if name == "tr":
            yield element
        elif name in _WRAPPERS:
            yield from (row for row in element.iter() if local_name(row) == "tr")


def _row(row: etree._Element, reader: _Reader, depth: int) -> list[Line]:
    cells: list[list[Line]] = []
    for cell in row:
        holders = [cell] if local_name(cell) == "tc" else [tc for tc in cell.iter() if local_name(tc) == "tc"]
        for holder in holders:
            if _continues_merge(holder):
                cells.append([])
            elif depth > _MAX_NESTING:
                cells.append([Line(" ".join(clean("".join(_strings(holder))).split()))])
            else:
                cells.append([line for block in holder for line in _block(block, reader, depth)])
    return row_lines(cells) if any(line.text for cell in cells for line in cell) else []


def _continues_merge(cell: etree._Element) -> bool:
    """Tell whether a cell is the hidden lower part of a merged one."""
    merge = first(cell, "tcPr", "vMerge")
    return merge is not None and attribute(merge, "val") != "restart"


def _strings(element: etree._Element) -> Iterator[str]:
    return (str(text.text or "") for text in element.iter() if local_name(text) == "t")


def _paragraph(element: etree._Element, reader: _Reader, depth: int) -> Iterator[Line]:
    properties = first(element, "pPr")
    style_name = first(properties, "pStyle") if properties is not None else None
    style = reader.styles.get(attribute(style_name, "val") if style_name is not None else "", _Style())
    parts: list[str] = []
    boxes: list[etree._Element] = []
    bold = _runs(element, reader, style, parts, boxes)
    words = clean("".join(parts))
    label = _label(properties, style, reader)
    if label and words.strip():
        words = f"{label} {words.lstrip()}"
    centred = _centred(properties, style)
    for line in words.split("\n"):
        yield Line(" ".join(line.split()), None, bold, centred)
    for box in boxes:
        if depth > _MAX_NESTING:
            raise TooLargeError("các khung chữ lồng nhau quá sâu")
        for block in box:
            yield from _block(block, reader, depth + 1)


def _runs(
    paragraph: etree._Element, reader: _Reader, style: _Style, parts: list[str], boxes: list[etree._Element]
) -> bool:
    """Collect the words of a paragraph; return whether all of them are bold."""
    plain = 0
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        name = local_name(element)
        if name == "txbxContent":
            boxes.append(element)
        elif name == "AlternateContent":
            pending.extend(reversed([child for child in element if local_name(child) != "Fallback"]))
        elif name == "r":
            words = _run(element, reader)
            if is_on(first(element, "rPr", "vanish")):
                reader.hidden.append(words)
                continue
            bold = is_on(first(element, "rPr", "b"))
            plain += bool(words.strip()) and not (style.bold if bold is None else bold)
            parts.append(words)
            pending.extend(reversed([box for box in element.iter() if local_name(box) == "txbxContent"][:1]))
        elif name not in _UNSEEN:
            pending.extend(reversed(element))
    return not plain and bool("".join(parts).strip())


def _run(run: etree._Element, reader: _Reader) -> str:
    words = []
    for element in run:
        name = local_name(element)
        if name == "t":
            words.append(str(element.text or ""))
        elif name in ("tab", "ptab"):
            words.append(" ")
        elif name in ("br", "cr"):
            words.append("\n")
        elif name == "noBreakHyphen":
            words.append("-")
        elif name == "footnoteReference":
            reader.notes.append(attribute(element, "id"))
            words.append(f"[{len(reader.notes)}]")
    return "".join(words)


def _label(properties: etree._Element | None, style: _Style, reader: _Reader) -> str:
    """Return the automatic number of a paragraph; its own list goes before that of its style."""
    own = first(properties, "numPr") if properties is not None else None
    if own is None:
        return reader.numbering.next_label(style.list_id, style.depth) if style.list_id else ""
    list_id, depth = first(own, "numId"), first(own, "ilvl")
    return reader.numbering.next_label(
        attribute(list_id, "val") if list_id is not None else style.list_id,
        number_value(depth, "val") if depth is not None else 0,
    )


def _centred(properties: etree._Element | None, style: _Style) -> bool:
    own = first(properties, "jc") if properties is not None else None
    return bool(style.centred) if own is None else attribute(own, "val") == "center"


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    """Return the paragraph styles with what they inherit."""
    elements = {attribute(style, "styleId"): style for style in children(root, "style")} if root is not None else {}
    made: dict[str, _Style] = {}
    for name in elements:
        chain = []
        current = name
        while current in elements and current not in made and current not in chain:
            chain.append(current)
            base = first(elements[current], "basedOn")
            current = attribute(base, "val") if base is not None else ""
        for own in reversed(chain):
            base = first(elements[own], "basedOn")
            parent = made.get(attribute(base, "val") if base is not None else "", _Style())
            made[own] = _style(elements[own], parent)
    return made


def _style(element: etree._Element, parent: _Style) -> _Style:
    alignment = first(element, "pPr", "jc")
    bold = is_on(first(element, "rPr", "b"))
    list_id = first(element, "pPr", "numPr", "numId")
    depth = first(element, "pPr", "numPr", "ilvl")
    return _Style(
        parent.centred if alignment is None else attribute(alignment, "val") == "center",
        parent.bold if bold is None else bold,
        parent.list_id if list_id is None else attribute(list_id, "val"),
        parent.depth if depth is None else number_value(depth, "val"),
    )


def _footnotes(root: etree._Element | None, reader: _Reader) -> list[Line]:
    if root is None or not reader.notes:
        return []
    notes = {attribute(note, "id"): note for note in children(root, "footnote")}
    lines = []
    for order, note_id in enumerate(reader.notes, 1):
        if note_id in notes:
            words = [line.text for block in notes[note_id] for line in _block(block, reader, 0) if line.text]
            lines.append(Line(f"[{order}] {' '.join(words)}"))
    return lines


def _facts(core: etree._Element | None) -> tuple[tuple[str, str], ...]:
    title = first(core, "title") if core is not None else None
    words = clean(title.text or "").strip() if title is not None else ""
    return (("file_title", words),) if words else ()
