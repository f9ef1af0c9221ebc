"""Words between quotation marks in one line of an amending text, and the line with them hidden."""

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"“(?:[^“”]|“[^“”]*”)*”|\"[^\"]*\"|«[^«»]*»")
_HIDDEN = "_"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Quoted words: their span with the marks, and the words without."""

    start: int
    end: int
    words: str


def hide_phrases(line: str) -> tuple[str, list[Phrase]]:
    """Return the line with quoted words blotted out, offset for offset, and the phrases.

    >>> hide_phrases("Bỏ từ “khoản 1” tại Điều 5")
    ('Bỏ từ “_______” tại Điều 5', [Phrase(start=6, end=15, words='khoản 1')])
    """
    found = [Phrase(match.start(), match.end(), match[0][1:-1]) for match in _QUOTED.finditer(line)]
    hidden = _QUOTED.sub(lambda match: match[0][0] + _HIDDEN * (len(match[0]) - 2) + match[0][-1], line)
    return hidden, found
