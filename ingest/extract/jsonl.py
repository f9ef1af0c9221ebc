"""JSON Lines of articles, plain or gzip: one article a line, ``_id`` = NUMBER@ARTICLE."""

import codecs
import gzip
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
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
    for number, found in read_objects(path):
        yield found if isinstance(found, BadLine) else row_of(found, number)


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, object] | BadLine]]:
    """Yield number and object of each line that is not blank, whatever the object holds; see ``read_rows``."""
    for number, line in _lines(path):
        yield number, load_object(line, number) if line else BadLine(number, f"dài hơn {_MAX_LINE >> 20} MiB")


def read_addresses(path: Path) -> Iterator[str | BadLine]:
    """Yield the ``law_id`` of each line that holds an article; quicker than reading its words."""
    for number, found in read_objects(path):
        yield found if isinstance(found, BadLine) else _bad(found, number) or _address(found)[0]


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


def row_of(found: Mapping[str, object], number: int) -> Row | BadLine:
    """Read one object as an article."""
    if wrong := _bad(found, number):
        return wrong
    law, article = _address(found)
    title = found.get("title")
    facts = tuple((key, clean(str(found[key]))) for key in _FACTS if isinstance(found.get(key), str) and found[key])
    return Row(
        number, law, article, clean(title).strip() if isinstance(title, str) else "", clean(str(found["text"])), facts
    )


def load_object(data: bytes, number: int = 1) -> dict[str, object] | BadLine:
    """Return the JSON object of some bytes; halves of characters become the sign of what cannot be read."""
    try:
        found = json.loads(data.removeprefix(codecs.BOM_UTF8))
        if _HALVES in data.lower():
            found = json.loads(_HALF.sub("\ufffd", json.dumps(found, ensure_ascii=False)))
    except (ValueError, RecursionError):
        return BadLine(number, "không phải JSON hợp lệ")
    return found if isinstance(found, dict) else BadLine(number, "không phải một đối tượng JSON")


def _bad(found: Mapping[str, object], number: int) -> BadLine | None:
    """Return why an object is no article, or None."""
    reason = "" if isinstance(found.get("text"), str) else "thiếu trường text"
    reason = reason or _fault(*_address(found))
    return BadLine(number, reason) if reason else None


def _fault(law: str, article: str) -> str:
    """Return why these cannot be an address; empty when they can."""
    if not (law and article):
        return "thiếu law_id hoặc article_id"
    if not _ARTICLE.fullmatch(article):
        return "article_id không phải số của một điều"
    return "law_id có ký tự điều khiển hoặc ký tự ẩn" if has_unseen(law) else ""


def has_unseen(words: str) -> bool:
    """Tell whether words hold letters that steer a terminal or hide."""
    return any(unicodedata.category(letter) in _UNSEEN for letter in words)


def _address(found: Mapping[str, object]) -> tuple[str, str]:
    law, article = found.get("law_id"), found.get("article_id")
    from_id, _, num = str(found.get("_id", "")).rpartition("@")
    return str(law if law is not None else from_id), str(article if article is not None else num)
