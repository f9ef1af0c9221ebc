"""How a text speaks of something old: as if it held, as what was, or of the day on which it held."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from corpus.stale.model import Manner

_FAR = 400  # characters of a sentence looked at on either side
_NEAR = 90  # characters between a word that tells of the past and what it tells of
_BREAK = re.compile(r"(?<=[;!?…])\s|(?<=[^\d\W]{3}\.)\s|(?<=[\d)”\"]\.)\s(?=[A-ZĐÀ-Ỹ])|\n")
_BULLET = re.compile(r"\s*(?:[-–—+*•●▪○■►✓✔]|\d{1,2}[.)/]|[a-zđ][.)])\s*")
_LEADS_BACK = 8  # lines between a bullet and the line that leads to it
_WORD = r"(?:^|(?<=\W))"
# What stands before something old: "trước đây là …", "thay thế …", "số cũ …"; and what stands after it.
_BEFORE = re.compile(
    _WORD + r"(?:trước đây|trước kia|ngày trước|nguyên là|tiền thân|tên cũ|số cũ|luật cũ"
    r"|(?<!bị )(?<!được )thay (?:thế|cho|số)|(?<!bị )bãi bỏ|không còn|không (?:phải|gọi|dùng|in)|chứ không"
    r"|đừng (?:gọi|in|dùng))\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    _WORD
    + r"(?:cũ|trước (?:đây|kia)(?! (?:là|gọi|thuộc))|(?:đã |bị |được |đã được )thay|nay (?:là|thuộc|gọi|do)|không còn"
    r"|(?:đã )?(?:hết hiệu lực|ngừng|ngưng|chấm dứt|sáp nhập|hợp nhất|giải thể|đổi tên)|bị bãi bỏ|được bãi bỏ"
    r"|kết thúc (?:hoạt động|nhiệm vụ)|(?:thì |cần |phải )+(?:sửa|bỏ))\b",
    re.IGNORECASE,
)
_AFTER_NEAR = 45
_JOINED = re.compile(r"[.;!?\n]")
# "Người được xác định trước ngày 01/7/2025": the law of that day is still theirs.
_TRANSITION = re.compile(r"trước (?:ngày )?0?1[/.-]0?7[/.-]2025|chuyển tiếp", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<![\d/.,-])(?:năm |hồi |\(|giai đoạn (?:19|20)\d\d ?[-–—] ?|tháng (?:0?\d|1[0-2])[/ ]|\d{1,2}[/.-]\d{1,2}[/.-])"
    r"((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_LASTING = re.compile(r"\b(?:đến|tới|từ)(?: (?:hết|đầu|cuối|ngày))* $", re.IGNORECASE)  # what began or goes on then


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, at most so far as it makes sense to read.

    >>> text = "Gọi 113. Số 111 miễn phí; gọi ngay."
    >>> text[slice(*sentence_at(text, 12, 15))]
    'Số 111 miễn phí; '
    """
    low = max(0, start - _FAR)
    low = max(low, text.rfind("\n", low, start) + 1)
    breaks = [match.end() for match in _BREAK.finditer(text, low, start)]
    first = breaks[-1] if breaks else low
    after = _BREAK.search(text, end, min(len(text), end + _FAR))
    return first, after.end() if after else min(len(text), end + _FAR)


def around(text: str, start: int, end: int) -> str:
    """Return the sentence around a span, after the line that leads to it where it is an item of a list."""
    first, last = sentence_at(text, start, end)
    return f"{_lead(text, first)}\n{text[first:last]}"


def _lead(text: str, start: int) -> str:
    """Return the nearest line above that is no item, for a line that is one."""
    lines = text[max(0, start - 4 * _FAR) : start].split("\n")
    own = lines[-1] + text[start : start + 4]
    if not _BULLET.match(own):
        return ""
    above = (line for line in reversed(lines[:-1][-_LEADS_BACK:]) if line.strip())
    return next((line for line in above if not _BULLET.match(line)), "")


def spans_within(spans: Sequence[tuple[int, int]], low: int, high: int) -> Sequence[tuple[int, int]]:
    """Return those of ordered spans that may reach into ``text[low:high]``; none is longer than a sentence."""
    return spans[bisect_left(spans, (low - _FAR, 0)) : bisect_right(spans, (high, 0))]


def manner_of(text: str, start: int, end: int, since: date | None, cited: Sequence[tuple[int, int]]) -> Manner:
    """Return how the text states what stands at a span and ended on a day; years within ``cited`` spans say nothing."""
    first, last = sentence_at(text, start, end)
    if spoken_as_old(text, start, end):
        return Manner.AS_OLD
    inside = spans_within(cited, first, last)
    years = [
        int(match[1])
        for match in _YEAR.finditer(text, first, last)
        if not any(low <= match.start() < high for low, high in inside)
        and not _LASTING.search(text, first, match.start())
    ]
    past = since is not None and bool(years) and max(years) < since.year
    return Manner.OF_ITS_DAY if past else Manner.CLAIMED


def spoken_as_old(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a span say that it is something old, or of those who stay under the old law.

    >>> text = "Sở Y tế (trước đây là Sở Lao động) và Sở Tư pháp"
    >>> spoken_as_old(text, 22, 33), spoken_as_old(text, 0, 7)
    (True, False)
    """
    first, last = sentence_at(text, start, end)
    before, after = text[max(first, start - _NEAR) : start], text[end : min(last, end + _AFTER_NEAR)]
    led = list(_BEFORE.finditer(before))
    if led and not re.search(r"(?:bằng|bởi|thành)\s|[,;]\s*(?:nay|hãy)", before[led[-1].end() :]):
        return True
    follows = _AFTER.search(after)
    if follows and not _JOINED.search(after[: follows.start()]) and "," not in after[: follows.start()]:
        return True
    return bool(_TRANSITION.search(text, first, last))
