"""Days as Vietnamese papers write them, and the sentences that set the day of entry into force."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

DAY = (
    r"(?:ngày[ ]*)?(?P<day>\d{1,2})[ ]*(?:tháng|/|-|\.)[ ]*(?P<month>\d{1,2})"
    r"[ ]*(?:năm|/|-|\.)[ ]*(?P<year>(?:19|20)\d\d)"
)
_DAY = re.compile(DAY, re.IGNORECASE)
THIS = (
    r"(?:Bộ luật|Luật|Nghị định|Thông tư liên tịch|Thông tư|Nghị quyết liên tịch|Nghị quyết|Quyết định|Pháp lệnh"
    r"|Chỉ thị|Hiến pháp|Quy chế|Quy định)[ ]này"
)
_FORCE = re.compile(
    rf"{THIS}[^.;\n]{{0,160}}?có hiệu lực(?: thi hành)?(?P<after>(?: kể)?,? (?:từ|sau)[^.;\n]{{0,90}})?", re.IGNORECASE
)
_HEAD = 3_000  # characters in which the head of a paper lies
_SIGNED = re.compile(rf"(?:^|[|\t]|  )[ ]*[^\W\d_][^|\n,;:]{{1,40}},[ ]*(?=ngày){DAY}")
_WAIT = re.compile(
    r"sau (?P<days>\d{1,3}) ?(?:\(.{2,30}?\) )?ngày,? (?:kể )?từ ngày (?P<what>ký|ban hành|đăng|công bố|thông qua)"
)
_SAME_DAY = re.compile(r"từ ngày (?:ký|ban hành|được thông qua|thông qua)")


def read_date(text: str) -> date | None:
    """Return the first date in a text, or None.

    >>> read_date("Hà Nội, ngày 05 tháng 3 năm 2020"), read_date("30/9/2022"), read_date("ngày 31/2/2020")
    (datetime.date(2020, 3, 5), datetime.date(2022, 9, 30), None)
    """
    match = _DAY.search(text)
    return day_of_match(match) if match else None


def day_of_match(match: re.Match[str]) -> date | None:
    """Return the day of a match of ``DAY``; None for one that no calendar has."""
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def day_of_head(text: str) -> date | None:
    """Return the day that the head of a paper bears ("Hà Nội, ngày 09 tháng 01 năm 2026"), or None.

    >>> day_of_head("Số: 12/KH-UBND | Huế, ngày 5 tháng 2 năm 2024"), day_of_head("Ngày 5/2/2024 có họp.")
    (datetime.date(2024, 2, 5), None)
    """
    for line in text[:_HEAD].split("\n"):
        if line.startswith(("Căn cứ", "Theo đề nghị", "Điều 1")):
            return None
        match = _SIGNED.search(line)
        if match:
            return day_of_match(match)
    return None


def force_days(texts: Iterable[str], issued: date | None) -> tuple[list[date], list[str]]:
    """Return the days on which the paper says it takes effect, and doubts where a day cannot be told.

    Only sentences about "this" law, decree … count: others speak of the texts that it replaces.

    >>> force_days(["Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2025."], None)
    ([datetime.date(2025, 7, 1)], [])
    """
    days: list[date] = []
    doubts: list[str] = []
    for text in texts:
        for match in _FORCE.finditer(text):
            after = match["after"] or ""
            found = day_told(after, issued)
            if found:
                days.append(found)
            elif after:
                doubts.append(f"chưa tính được ngày có hiệu lực từ câu “{' '.join(match[0].split())}”")
    return list(dict.fromkeys(days)), ([] if days else doubts)


def day_told(words: str, issued: date | None) -> date | None:
    """Return the day that "từ ngày 01/7/2025", "sau 45 ngày kể từ ngày ký", "từ ngày ký" mean; None where unknown."""
    found = read_date(words)
    if found:
        return found
    wait = _WAIT.search(words)
    if wait and wait["what"] in ("ký", "ban hành", "thông qua") and issued:
        return issued + timedelta(days=int(wait["days"]))
    return issued if _SAME_DAY.search(words) else None


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later; the last of its month where that month is shorter.

    >>> months_later(date(2024, 2, 29), 12).isoformat(), months_later(date(2024, 11, 30), 3).isoformat()
    ('2025-02-28', '2025-02-28')
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
