"""JSON Lines of excerpts of pages: one row a line, ``instrument``, ``title``, ``part``, ``url``, ``text``, ``note``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.text import clean
from ingest.extract.jsonl import BadLine, read_objects
from ingest.extract.markup import without_markup

_BRACKETED = re.compile(r"(?P<number>[^()]+?)\s*\((?P<remark>[^()]+)\)")
_PARTS = {"opening": "phần mở đầu"}  # words of the files known
_LONGEST_NAME = 200  # letters of a number or a name; more is no name


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """One line that holds an excerpt; all words are clean."""

    line: int
    number: str  # of the instrument, without the remark in brackets
    remark: str  # what stands in brackets behind the number: the province of a local paper
    title: str
    part: str  # which part of the instrument it is, in the words of the file
    url: str
    text: str
    note: str
    marked: bool = False  # the words held tags of HTML


def is_excerpt(found: Mapping[str, object]) -> bool:
    """Tell whether an object has the two fields that an excerpt cannot do without."""
    return isinstance(found.get("instrument"), str) and isinstance(found.get("text"), str)


def read_excerpt_rows(path: Path) -> Iterator[ExcerptRow | BadLine]:
    """Yield the lines in order, blank ones left out. Raises DamagedSourceError where a gzip stream breaks off."""
    for number, found in read_objects(path):
        yield found if isinstance(found, BadLine) else _row(found, number)


def _row(found: Mapping[str, object], line: int) -> ExcerptRow | BadLine:
    instrument = _field(found, "instrument")
    text = found.get("text")
    if not instrument:
        return BadLine(line, "thiếu trường instrument")
    if len(instrument) > _LONGEST_NAME:
        return BadLine(line, "trường instrument không phải số hay tên của một văn bản")
    if not isinstance(text, str):
        return BadLine(line, "thiếu trường text")
    raw = clean(text)
    words = without_markup(raw)
    if not words.strip():
        return BadLine(line, "trích đoạn không có chữ nào")
    named = _BRACKETED.fullmatch(instrument)
    return ExcerptRow(
        line=line,
        number=named["number"] if named else instrument,
        remark=named["remark"].strip() if named else "",
        title=_field(found, "title"),
        part=_PARTS.get(_field(found, "part"), _field(found, "part")),
        url=_field(found, "url"),
        text=words,
        note=_field(found, "note"),
        marked=words != raw,
    )


def _field(found: Mapping[str, object], key: str) -> str:
    """Return a field in one line; nothing where it is no string."""
    value = found.get(key)
    return " ".join(clean(value).split()) if isinstance(value, str) else ""
