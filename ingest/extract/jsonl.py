"""JSON Lines of articles, plain or gzip: one article a line, ``_id`` = NUMBER@ARTICLE."""

import codecs
import gzip
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from corpus.text import clean
from ingest.errors import DamagedSourceError

GZIP_MAGIC = b"\x1f\x8b"
_MAX_LINE = 16 * 1024 * 1024  # bytes; the longest article known is 0.4 MB
_HALVES = b"\\ud"  # an escape that may name half a character
_HALF = re.compile("[\ud800-\udfff]")
_ARTICLE = re.compile(r"[^\W_]+(?:[.,/_-][^\W_]+)*")  # whatever else stood there, no address could name it
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})  # letters that steer a terminal or hide
_FACTS = ("law_title", "chapter", "demuc", "url", "issued", "effective", "issuer")


@dataclass(frozen=True, slots=True)
class Row:
    """One line that holds an article; ``law_id`` and ``article_id`` are exactly as given, the rest is clean."""

    line: int
    law_id: str
    article_id: str
    title: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, key: str) -> str:
        """Return what the line says under one of the optional keys, or the empty string."""
        return next((value for name, value in self.facts if name == key), "")


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that holds no article, and why."""

    line: int
    reason: str


def read_rows(path: Path) -> Iterator[Row | BadLine]:
    """Yield the lines in order, blank ones left out. Memory use does not grow with the file.

    Raises DamagedSourceError where a gzip stream breaks off.
    """
    for number, line in _lines(path):
        yield parse_row(line, number) if line else BadLine(number, f"dài hơn {_MAX_LINE >> 20} MiB")


def read_addresses(path: Path) -> Iterator[str | BadLine]:
    """Yield the ``law_id`` of each line that holds an article; quicker than reading its words."""
    for number, line in _lines(path):
        found = _load(line, number) if line else BadLine(number, f"dài hơn {_MAX_LINE >> 20} MiB")
        yield found if isinstance(found, BadLine) else _address(found)[0]


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each line that is not blank; no bytes where the line is too long to be read."""
    with _open(path) as lines:
        number = 0
        try:
            while line := lines.readline(_MAX_LINE + 1):
                number += 1
                if len(line) > _MAX_LINE:
                    _skip_line(lines)
                    yield number, b""
                elif line.strip():
                    yield number, line
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DamagedSourceError("JSON Lines nén gzip", f"luồng nén đứt sau dòng {number}") from error


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        zipped = file.read(2) == GZIP_MAGIC
    return cast(BinaryIO, gzip.open(path, "rb")) if zipped else path.open("rb")


def _skip_line(lines: BinaryIO) -> None:
    while (rest := lines.readline(_MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def parse_row(line: bytes, number: int) -> Row | BadLine:
    """Read one line."""
    found = _load(line, number)
    if isinstance(found, BadLine):
        return found
    law, article = _address(found)
    title = found.get("title")
    facts = tuple((key, clean(str(found[key]))) for key in _FACTS if isinstance(found.get(key), str) and found[key])
    return Row(
        number, law, article, clean(title).strip() if isinstance(title, str) else "", clean(str(found["text"])), facts
    )


def _load(line: bytes, number: int) -> dict[str, object] | BadLine:
    try:
        found = json.loads(line.removeprefix(codecs.BOM_UTF8))
        if _HALVES in line.lower():
            found = json.loads(_HALF.sub("\ufffd", json.dumps(found, ensure_ascii=False)))
    except (ValueError, RecursionError):
        return BadLine(number, "không phải JSON hợp lệ")
    if not isinstance(found, dict):
        return BadLine(number, "không phải một đối tượng JSON")
    if not isinstance(found.get("text"), str):
        return BadLine(number, "thiếu trường text")
    wrong = _fault(*_address(found))
    return BadLine(number, wrong) if wrong else found


def _fault(law: str, article: str) -> str:
    """Return why these cannot be an address; empty when they can."""
    if not (law and article):
        return "thiếu law_id hoặc article_id"
    if not _ARTICLE.fullmatch(article):
        return "article_id không phải số của một điều"
    if any(unicodedata.category(letter) in _UNSEEN for letter in law):
        return "law_id có ký tự điều khiển hoặc ký tự ẩn"
    return ""


def _address(found: dict[str, object]) -> tuple[str, str]:
    law, article = found.get("law_id"), found.get("article_id")
    from_id, _, num = str(found.get("_id", "")).rpartition("@")
    return str(law if law is not None else from_id), str(article if article is not None else num)
