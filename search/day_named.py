"""The day that a question names: "Ngày 20/6/2024, thời hạn … là bao lâu?" asks of the law of that day."""

import re
from datetime import date

from corpus.days import DAY, day_of_match

# A day that opens a clause, or that "vào", "tại", "hồi" make the time asked about. "Từ ngày", "sinh ngày", the day of a
# paper and the day of identification are none.
_NAMED = re.compile(rf"(?:^|[.?!;]\s+|(?<!\w)(?:vào|tại|hồi|thời điểm)\s+)(?=ngày){DAY}", re.IGNORECASE)


def day_named(text: str, *, identified_on: date | None = None) -> date | None:
    """Return the day that clean text asks about, or None where it names none.

    >>> day_named("Ngày 20/6/2024, nạn nhân được ở cơ sở bao lâu?")
    datetime.date(2024, 6, 20)
    >>> day_named("Từ ngày 1/7/2025 xã báo cho ai?") is None
    True
    """
    days = (day_of_match(found) for found in _NAMED.finditer(text))
    return next((day for day in days if day and day != identified_on), None)
