"""Comments in a copy of a DOCX, at places of the text read from it; no letter and no other part of the file changes.

A place is found again by its letters alone: spaces, line breaks and numbers that Word prints differ between the file
and the text read. What cannot be found (footnotes, text boxes) is said in a comment at the place before it.
"""

import io
import json
import zipfile
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from corpus.text import clean, clean_with_offsets
from ingest.errors import DamagedSourceError
from ingest.extract.docx_xml import attribute, first, is_on, local_name, open_package, read_part

AUTHOR = "Căn Cứ"
_INITIALS = "CC"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_DOCUMENT, _RELS, _CONTENT = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_UNSEEN = frozenset(("del", "moveFrom", "Fallback", "txbxContent", "pPr", "rPr", "pict", "footnotePr"))
_AHEAD = 20_000  # letters in which a paragraph is looked for
_LABEL = 12  # letters of a number that Word prints before a paragraph
_TELLING = 8  # letters of a paragraph that may be found further off than its number is long
_SHOWN = 120  # characters of a phrase that a comment elsewhere repeats


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a span of the text read; each line becomes a paragraph of the comment."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """Remarks on one text, and the day they are made."""

    text: str
    day: date
    remarks: tuple[Remark, ...]

    def write(self, path: Path) -> None:
        """Write them for the child process."""
        row = {"text": self.text, "day": self.day.isoformat(), "remarks": [asdict(remark) for remark in self.remarks]}
        path.write_text(json.dumps(row), encoding="utf-8")


def read_remarks(path: Path) -> Remarks:
    """Return what ``Remarks.write`` wrote."""
    row = json.loads(path.read_text(encoding="utf-8"))
    remarks = tuple(Remark(**remark) for remark in row["remarks"])
    return Remarks(row["text"], date.fromisoformat(row["day"]), remarks)


@dataclass(frozen=True, slots=True)
class _Letter:
    """Where a letter stands: an element of a run (``w:t``, ``w:tab`` …) and the offset in it."""

    element: etree._Element
    offset: int


@dataclass(slots=True)
class _Marks:
    """The comment marks to put into one element, by offset: ends stand before the starts at the same place."""

    ends: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def offsets(self) -> list[int]:
        return sorted({*self.ends, *self.starts})


def commented(data: bytes, remarks: Remarks) -> bytes:
    """Return a copy of a DOCX with the remarks as comments.

    Raises EncryptedSourceError, DamagedSourceError, TooLargeError.
    """
    package = open_package(data)
    root = read_part(package, _DOCUMENT)
    body = first(root, "body") if root is not None else None
    if root is None or body is None:
        raise DamagedSourceError("DOCX", "không có phần nội dung word/document.xml")
    relations = read_part(package, _RELS)
    relations = etree.Element(f"{{{_RELATIONS}}}Relationships") if relations is None else relations
    part = _comments_part(relations)
    comments = read_part(package, part) if part else None
    comments = etree.Element(f"{{{_W}}}comments", nsmap={"w": _W}) if comments is None else comments
    _put(body, comments, remarks)
    changed = {_DOCUMENT: root, part or "word/comments.xml": comments}
    if not part:
        changed |= {_RELS: _related(relations), _CONTENT: _typed(package)}
    return _rewritten(package, changed)


def _put(body: etree._Element, comments: etree._Element, remarks: Remarks) -> None:
    """Mark the places in the body and write the comments."""
    letters = _placed(body, remarks.text)
    where = [index for index, letter in enumerate(remarks.text) if not letter.isspace()]
    places = sorted(letters)
    used = [int(attribute(old, "id") or 0) for old in comments if attribute(old, "id").isdecimal()]
    marks: dict[etree._Element, _Marks] = defaultdict(_Marks)
    for number, remark in enumerate(remarks.remarks, max(used, default=-1) + 1):
        start = letters.get(bisect_left(where, remark.start))
        end = letters.get(bisect_left(where, remark.end) - 1)
        words = remark.words
        if start is None or end is None:
            before = bisect_right(places, bisect_left(where, remark.start)) - 1
            start = end = letters[places[max(before, 0)]] if places else None
            phrase = " ".join(remarks.text[remark.start : remark.end].split())[:_SHOWN]
            words = f"Về “{phrase}” (trong chú thích, hộp chữ hoặc bảng gần đây):\n{words}"
        if start is not None and end is not None:
            marks[start.element].starts[start.offset].append(number)
            marks[end.element].ends[end.offset + 1].append(number)
            comments.append(_comment(number, words, remarks.day))
    _mark_runs(marks)


def _placed(body: etree._Element, text: str) -> dict[int, _Letter]:
    """Return where the letters of the text stand in the file, by their place among all that are no spaces."""
    wanted = "".join(text.split())
    placed: dict[int, _Letter] = {}
    reached = notes = 0
    for paragraph in body.iter(f"{{{_W}}}p"):
        if any(local_name(above) in _UNSEEN for above in paragraph.iterancestors()):
            continue
        raw, letters, notes = _letters(paragraph, notes)
        own = [(letter, letters[origin]) for letter, origin in _cleaned(raw) if not letter.isspace()]
        words = "".join(letter for letter, _ in own)
        near = len(words) + (_AHEAD if len(words) >= _TELLING else _LABEL)
        found = wanted.find(words, reached, reached + near) if words else -1
        if found >= 0:
            placed.update((found + index, letter) for index, (_, letter) in enumerate(own))
            reached = found + len(words)
    return placed


def _cleaned(raw: str) -> Iterable[tuple[str, int]]:
    """Return the letters as the text read has them, each with its offset in the raw words."""
    text = clean(raw)
    if len(text) == len(raw):
        return zip(text, range(len(raw)), strict=True)
    kept = clean_with_offsets(raw)
    return zip(kept.text, kept.origins, strict=False)


def _letters(paragraph: etree._Element, notes: int) -> tuple[str, list[_Letter], int]:
    """Return the words of a paragraph, where each of their letters stands, and how many footnotes there are now."""
    words: list[str] = []
    letters: list[_Letter] = []
    for run in _runs(paragraph):
        for element in run:
            name = local_name(element)
            notes += name == "footnoteReference"
            own = str(element.text or "") if name == "t" else _SIGNS.get(name, "")
            own = f"[{notes}]" if name == "footnoteReference" else own
            words.append(own)
            letters += [_Letter(element, offset if name == "t" else 0) for offset in range(len(own))]
    return "".join(words), letters, notes


_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs that are read, as ``ingest.extract.docx`` sees them."""
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        name = local_name(element)
        if name == "r":
            if not is_on(first(element, "rPr", "vanish")):
                yield element
        elif name not in _UNSEEN:
            pending.extend(reversed(element))


def _mark_runs(marks: dict[etree._Element, _Marks]) -> None:
    """Cut the runs at the marks and put the marks between the pieces."""
    runs = {run: None for element in marks if (run := element.getparent()) is not None}
    for run in runs:
        parent = run.getparent()
        if parent is None:
            continue
        pieces = list(_pieces(run, marks))
        pieces[-1].tail = run.tail
        place = parent.index(run)
        parent.remove(run)
        for piece in reversed(pieces):
            parent.insert(place, piece)


def _pieces(run: etree._Element, marks: dict[etree._Element, _Marks]) -> Iterator[etree._Element]:
    """Yield a run cut at its marks, each piece with the looks of the whole, and the signs between the pieces."""
    bare = deepcopy(run)
    bare.tail = None
    for part in list(bare):
        if local_name(part) != "rPr":
            bare.remove(part)
    piece = deepcopy(bare)
    for part in _parts(run, marks):
        if local_name(part) not in _SIGNS_BETWEEN:
            piece.append(part)
            continue
        if len(piece) > len(bare):
            yield piece
            piece = deepcopy(bare)
        yield part
    if len(piece) > len(bare):
        yield piece


_SIGNS_BETWEEN = frozenset(("commentRangeStart", "commentRangeEnd", "r"))


def _parts(run: etree._Element, marks: dict[etree._Element, _Marks]) -> Iterator[etree._Element]:
    """Yield what a run holds, cut at the marks, and the signs of the marks."""
    for element in list(run):
        if local_name(element) == "rPr":
            continue
        own = marks.get(element)
        rest: etree._Element | None = element
        cut = 0
        for offset in own.offsets() if own else ():
            before, rest = _split(rest, offset - cut)
            cut = offset
            if before is not None:
                yield before
            yield from _signs(own, offset)
        if rest is not None:
            yield rest


def _split(element: etree._Element | None, offset: int) -> tuple[etree._Element | None, etree._Element | None]:
    """Return what stands before an offset of an element and what stands from there on."""
    if element is None or offset <= 0:
        return None, element
    words = str(element.text or "")
    if local_name(element) != "t" or offset >= len(words):
        return element, None
    before, after = deepcopy(element), deepcopy(element)
    for part, text in ((before, words[:offset]), (after, words[offset:])):
        part.text, part.tail = text, None
        part.set(_XML_SPACE, "preserve")
    return before, after


def _signs(marks: _Marks | None, offset: int) -> Iterator[etree._Element]:
    if marks is None:
        return
    for number in marks.ends.get(offset, ()):
        yield _element("commentRangeEnd", id=str(number))
        reference = _element("r")
        reference.append(_element("commentReference", id=str(number)))
        yield reference
    for number in marks.starts.get(offset, ()):
        yield _element("commentRangeStart", id=str(number))


def _element(name: str, **attributes: str) -> etree._Element:
    values = {f"{{{_W}}}{key}": value for key, value in attributes.items()}
    return etree.Element(f"{{{_W}}}{name}", values, nsmap={"w": _W})


def _comment(number: int, words: str, day: date) -> etree._Element:
    comment = _element(
        "comment", id=str(number), author=AUTHOR, initials=_INITIALS, date=f"{day.isoformat()}T00:00:00Z"
    )
    for line in words.split("\n"):
        paragraph, run, text = _element("p"), _element("r"), _element("t")
        text.set(_XML_SPACE, "preserve")
        text.text = "".join(letter for letter in clean(line) if letter not in "\ufffe\uffff")
        run.append(text)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _comments_part(relations: etree._Element) -> str:
    """Return the part that holds the comments of the file; empty where it has none."""
    for relation in relations:
        if attribute(relation, "Type").endswith("/relationships/comments"):
            target = attribute(relation, "Target")
            return target.removeprefix("/") if target.startswith("/") else f"word/{target}"
    return ""


def _related(relations: etree._Element) -> etree._Element:
    used = {attribute(relation, "Id") for relation in relations}
    name = next(name for number in range(len(used) + 1) if (name := f"rIdCanCu{number}") not in used)
    values = {"Id": name, "Type": _COMMENTS_RELATION, "Target": "comments.xml"}
    relations.append(etree.Element(f"{{{_RELATIONS}}}Relationship", values))
    return relations


def _typed(package: zipfile.ZipFile) -> etree._Element:
    types = read_part(package, _CONTENT)
    if types is None:
        raise DamagedSourceError("DOCX", "không có [Content_Types].xml")
    values = {"PartName": "/word/comments.xml", "ContentType": _COMMENTS_TYPE}
    types.append(etree.Element(f"{{{_TYPES}}}Override", values))
    return types


def _rewritten(package: zipfile.ZipFile, changed: dict[str, etree._Element]) -> bytes:
    """Return the package with these parts in the place of the old ones; all others byte for byte."""
    out = io.BytesIO()
    written = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, root in changed.items()
    }
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in dict.fromkeys(package.namelist()):
                member = package.getinfo(name)
                copy.writestr(member, written.pop(name) if name in written else package.read(member))
            for name, content in written.items():
                copy.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise DamagedSourceError("DOCX", "không chép lại được các phần của tệp") from error
    return out.getvalue()
