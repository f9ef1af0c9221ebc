"""The days that a paper bears: of its signing, of its passing."""

import re
from datetime import date

from corpus.days import DAY, day_of_match
from ingest.letters import UPPER

_SIGNED = re.compile(rf"(?P<place>[{UPPER}][^|\n,;:]{{1,40}}),[ ]*ngày {DAY}")
_PASSED = re.compile(rf"thông qua[^.;]{{0,60}}?(?:ngày|vào ngày)[ ]{DAY}", re.IGNORECASE)


def signed_on(head: str) -> tuple[str, date | None]:
    """Return the place and the day of the head line "Hà Nội, ngày 09 tháng 01 năm 2026"."""
    for line in head.split("\n"):
        if line.startswith(("Căn cứ", "Theo đề nghị")):
            break
        match = _SIGNED.search(line)
        if match and "Khóa" not in match["place"]:
            return match["place"].strip(), day_of_match(match)
    return "", None


def passed_on(text: str) -> date | None:
    """Return the day on which a law says that it was passed."""
    match = _PASSED.search(text)
    return day_of_match(match) if match else None
