"""Dates as papers write them, and the sentences that set the day of entry into force."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.letters import UPPER

DAY = (
    r"(?:ngày[ ]*)?(?P<day>\d{1,2})[ ]*(?:tháng|/|-|\.)[ ]*(?P<month>\d{1,2})"
    r"[ ]*(?:năm|/|-|\.)[ ]*(?P<year>(?:19|20)\d\d)"
)
_DAY = re.compile(DAY, re.IGNORECASE)
_SIGNED = re.compile(rf"(?P<place>[{UPPER}][^|\n,;:]{{1,40}}),[ ]*ngày {DAY}")
_PASSED = re.compile(rf"thông qua[^.;]{{0,60}}?(?:ngày|vào ngày)[ ]{DAY}", re.IGNORECASE)
_THIS = (
    r"(?:Bộ luật|Luật|Nghị định|Thông tư liên tịch|Thông tư|Nghị quyết liên tịch|Nghị quyết|Quyết định|Pháp lệnh"
    r"|Chỉ thị|Hiến pháp|Quy chế|Quy định)[ ]này"
)
_FORCE = re.compile(
    rf"{_THIS}[^.;\n]{{0,160}}?có hiệu lực(?: thi hành)?(?P<after>(?: kể)?,? (?:từ|sau)[^.;\n]{{0,90}})?", re.IGNORECASE
)
_WAIT = re.compile(
    r"sau (?P<days>\d{1,3}) ?(?:\(.{2,30}?\) )?ngày,? (?:kể )?từ ngày (?P<what>ký|ban hành|đăng|công bố|thông qua)"
)
_SAME_DAY = re.compile(r"từ ngày (?:ký|ban hành|được thông qua|thông qua)")
_FIRST = re.compile(r"từ[ ]ngày|từ", re.IGNORECASE)


def read_date(text: str) -> date | None:
    """Return the first date in a text, or None.

    >>> read_date("Hà Nội, ngày 05 tháng 3 năm 2020"), read_date("30/9/2022"), read_date("ngày 31/2/2020")
    (datetime.date(2020, 3, 5), datetime.date(2022, 9, 30), None)
    """
    match = _DAY.search(text)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def signed_on(head: str) -> tuple[str, date | None]:
    """Return the place and the day of the head line "Hà Nội, ngày 09 tháng 01 năm 2026"."""
    for line in head.split("\n"):
        if line.startswith(("Căn cứ", "Theo đề nghị")):
            break
        match = _SIGNED.search(line)
        if match and "Khóa" not in match["place"]:
            return match["place"].strip(), _date(match)
    return "", None


def passed_on(text: str) -> date | None:
    """Return the day on which a law says that it was passed."""
    match = _PASSED.search(text)
    return _date(match) if match else None


def force_days(texts: Iterator[str], issued: date | None) -> tuple[list[date], list[str]]:
    """Return the days on which the paper says it takes effect, and doubts where a day cannot be told.

    Only sentences about "this" law, decree … count: others speak of the texts that it replaces.

    >>> force_days(iter(["Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2025."]), None)
    ([datetime.date(2025, 7, 1)], [])
    """
    days: list[date] = []
    doubts: list[str] = []
    for text in texts:
        for match in _FORCE.finditer(text):
            after = match["after"] or ""
            found = read_date(after)
            wait = _WAIT.search(after)
            if found:
                days.append(found)
            elif wait and wait["what"] in ("ký", "ban hành", "thông qua") and issued:
                days.append(issued + timedelta(days=int(wait["days"])))
            elif _SAME_DAY.search(after) and issued:
                days.append(issued)
            elif after:
                doubts.append(f"chưa tính được ngày có hiệu lực từ câu “{' '.join(match[0].split())}”")
    return list(dict.fromkeys(days)), ([] if days else doubts)
