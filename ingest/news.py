"""News items as copied from the web: the headline, the day, the words; menus and other headlines cut off."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.days import read_date
from corpus.text import fold
from ingest.read import Line

_TAIL = re.compile(
    r"^(?:Ý kiến độc giả|Ý kiến bạn đọc|Bình luận|TAGS?\b ?:?|Từ khóa ?:|Tin liên quan|Tin cùng chuyên mục"
    r"|Bài viết liên quan|Tin khác|Các tin khác|Tin mới|Xem thêm ?:?$|Đọc nhiều|Có thể bạn quan tâm|Đang tải"
    r"|Chia sẻ ?:?$|In bài|Tạp chí điện tử .{0,200}cơ quan ngôn luận)",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"^(?:Skip to main content|Trang chủ|Menu|Đăng nhập|Tìm kiếm|Thứ \w+,? ?(?:ngày)? ?[\d/-]+)$", re.IGNORECASE
)
_STAMP = re.compile(
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)[ T]\d\d:\d\d(?::\d\d)?"
    r"|\d{1,2}:\d\d ?(?:AM|PM)? ?,? ?\d{1,2}/\d{1,2}/(?:19|20)\d\d"
    r"|\| ?(?P<english>\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) (?:19|20)\d\d)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"^\((?:LĐXH|TTXVN|[A-ZĐ]{2,12}(?: ?[A-ZĐ]\w+)?)\) ?[-–]")
_SOURCE = re.compile(r"^(?:Nguồn|Theo)[ ]?: ?\S{1,60}$|^(?:PV|BBT|Ban biên tập\b.*)$")
_DATELINE = re.compile(
    r"^(?:(?:Rạng sáng|Sáng|Trưa|Chiều|Tối|Đêm),? )?(?:[Nn]gày )?\d{1,2}[/-]\d{1,2}(?:[/-](?:19|20)\d\d)?, "
)
_PRESS = re.compile(r"\btheo (?:báo(?! cáo)|tờ|TTXVN|VTV|VOV|VnExpress|phóng viên|nguồn tin)\b", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"Điều \d+[.:]|Căn cứ |Nơi nhận ?:|(?:KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|CÔNG VĂN|PHỤ LỤC)\b|Kính gửi ?:"
)
_MARKS = (_STAMP, _AGENCY, _SOURCE, _TAIL, _MENU, _DATELINE, _PRESS)
_MONTHS = {
    name: at
    for at, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_MAX_MENU_WORDS = 4
_SIGNS = 2  # of a news item, without which a text is not taken for one
_MAX_LETTERS = 30_000  # a longer text is a report
_MAX_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A news item without what the page put around it."""

    title: str
    day: date | None
    lines: tuple[Line, ...]
    removed: tuple[str, ...]


def looks_like_news(lines: Sequence[Line]) -> bool:
    """Tell whether a text bears the signs of a web page of news and none of an official paper."""
    kept = [line.text for line in lines if line.text]
    first = fold("\n".join(kept[:25]))
    if "cong hoa xa hoi chu nghia viet nam\n" in first or "doc lap - tu do" in first:
        return False
    if not kept or sum(map(len, kept)) > _MAX_LETTERS or any(_OFFICIAL.match(text) for text in kept):
        return False
    signs = sum(any(pattern.search(text) for text in kept) for pattern in _MARKS)
    numbered = sum(bool(re.match(r"(?:[IVX]+|\d+)[.)] ", text)) for text in kept)
    reporting = len(re.findall(r"phát biểu tại|tập huấn|hội nghị|phóng viên|phối hợp với|cho biết", "\n".join(kept)))
    return signs + (reporting >= _SIGNS and not numbered) + (reporting > 2 * _SIGNS) >= _SIGNS


def read_news(lines: Sequence[Line]) -> NewsItem:
    """Separate a news item from the page: menus above, other headlines below."""
    kept = [line for line in lines if line.text]
    end = next((at for at, line in enumerate(kept) if at and _TAIL.match(line.text)), len(kept))
    start = 0
    while start < end and _is_menu(kept, start):
        start += 1
    body = kept[start:end]
    stamps = [match for line in kept[: end or 1] if (match := _STAMP.search(line.text))]
    furniture = [line for line in body if _is_stamp(line.text)]
    words = [line for line in body if line not in furniture]
    title = words[0].text if words and len(words[0].text) <= _MAX_HEADLINE else ""
    removed = [line.text for line in (*kept[:start], *furniture, *kept[end:])]
    return NewsItem(title, _stamp_day(stamps[0]) if stamps else None, tuple(words), tuple(removed))


def _is_menu(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line above the headline is a menu: a known one, a stamp, or a few words before a longer line."""
    text = lines[at].text
    if _MENU.match(text) or _is_stamp(text):
        return True
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return len(text.split()) <= _MAX_MENU_WORDS and text[-1] not in ".?!" and len(following) > len(text)


def _is_stamp(text: str) -> bool:
    return bool(_STAMP.search(text)) and len(text) <= 60  # noqa: PLR2004  # a stamp with a name or a count beside it


def _stamp_day(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    if match["english"]:
        day, month, year = match["english"].split()
        return date(int(year), _MONTHS[month.lower()], int(day))
    return read_date(match[0])
