"""Treaties, which carry no number: "Hiệp định … ký tại Bắc Kinh ngày 15 tháng 9 năm 2010"."""

import re

from corpus.citation.details import date_at, effective_at
from corpus.citation.heads import TREATIES
from corpus.citation.model import CitedWork
from corpus.citation.reader import Reader
from corpus.text import fold

_BY_FOLD = {fold(kind): kind for kind in TREATIES}
_HEAD = re.compile(rf"(?P<type>{'|'.join(_BY_FOLD)})(?![^\W_])")
_SIGNED = re.compile(
    r"(?P<title>[^.;:\n()]{0,240}?)[ ,(]{1,3}(?:duoc\s)?(?:ky(?: ket)?|thong qua|lam)(?![^\W_])"
    r"[^.;:\n()]{0,60}?(?=\sngay\s\d)"
)
MAX_TITLE = 320  # characters from the word of the type to the day of signing


def read_treaty(reader: Reader, start: int) -> tuple[CitedWork, int] | None:
    """Return the treaty at ``start`` with its dates and its end; None without a day of signing."""
    head = _HEAD.match(reader.folded, start)
    if head is None or not reader.text[start].isupper():
        return None
    if reader.next_day(head.end()) > head.end() + MAX_TITLE:
        return None
    signed = _SIGNED.match(reader.folded, head.end())
    day = date_at(reader.folded, signed.end()) if signed else None
    if signed is None or day is None:
        return None
    title = " ".join(reader.text[start : signed.end("title")].split())
    effective = effective_at(reader.folded, day[1])
    name = title if "…" not in title and title != head["type"] else None
    kind = _BY_FOLD[head["type"]]
    work = CitedWork(None, kind, name, None, None, day[0], effective[0] if effective else None)
    return work, effective[1] if effective else day[1]
