"""Days as people type them into pages and addresses: one way to read them all."""

import re
from datetime import date

from corpus.errors import CorpusError

_VIETNAMESE = re.compile(r"([0-9]{1,2}) ?/ ?([0-9]{1,2}) ?/ ?([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEARS = range(1900, 2101)
_SHORT_YEARS = range(20, 50)  # "20/6/26"; an older one may be of either century
_CENTURY = 2000


class BadDayError(CorpusError, ValueError):
    """What was typed is no day; the sentence says how one is written, and repeats nothing."""


def typed_day(written: str) -> date | None:
    """Return a day written 2025-07-01, 1/7/2025 or 1/7/25; None where nothing is written. Raises BadDayError.

    >>> typed_day("1/7/2025"), typed_day("1/7/25") == typed_day("2025-07-01")
    (datetime.date(2025, 7, 1), True)
    """
    text = written.strip()
    if not text:
        return None
    if match := _VIETNAMESE.fullmatch(text):
        day, month, year = map(int, match.groups())
        return _day_of(year, month, day, short=len(match[3]) == 2)  # noqa: PLR2004  # digits
    return iso_day(text)


def iso_day(written: str) -> date:
    """Return a day written 2025-07-01, as programs write it. Raises BadDayError."""
    match = _ISO.fullmatch(written)
    if match is None:
        raise BadDayError("Ngày phải có dạng ngày/tháng/năm, ví dụ 01/07/2025.")
    year, month, day = map(int, match.groups())
    return _day_of(year, month, day, short=False)


def _day_of(year: int, month: int, day: int, *, short: bool) -> date:
    if short and year not in _SHORT_YEARS:
        raise BadDayError("Năm phải viết đủ bốn chữ số, ví dụ 01/07/2015.")
    whole = year + _CENTURY if short else year
    if whole not in _YEARS:
        raise BadDayError(f"Năm phải từ {_YEARS[0]} đến {_YEARS[-1]}.")
    try:
        return date(whole, month, day)
    except ValueError as error:
        raise BadDayError("Không có ngày này trong lịch; hãy viết ngày/tháng/năm, ví dụ 01/07/2025.") from error
