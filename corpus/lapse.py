"""What ends without anybody saying so: plans with their period, detailing texts with the text they detail."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.event import Witness
from corpus.work import Status, Work

# "giai đoạn 2021 - 2025", "2021-2025"; the outlook after it ("định hướng đến năm 2030") does not prolong a plan.
_SPAN = re.compile(r"\b\d{4}\s*(?:-|–|—|đến(?:\s+năm)?)\s*(\d{4})\b", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(\d{4})\b", re.IGNORECASE)
_OUTLOOK = re.compile(r"(?:định hướng|tầm nhìn).*", re.IGNORECASE | re.DOTALL)
_RULE_2015 = date(2016, 7, 1)  # 80/2015/QH13 Điều 154: detailing texts expire together with what they detail
_RULE_2025 = date(2025, 4, 1)  # 64/2025/QH15 Điều 57 khoản 2: they go on so far as not contrary, unless announced


@dataclass(frozen=True, slots=True)
class Force:
    """The force of a work, or of a place in it, on a day."""

    status: Status
    since: date | None  # first day of force
    until: date | None  # first day without force
    note: str  # what the status rests on, a sentence
    told_by: Witness = Witness.NOBODY


def of_plan(work: Work, day: date) -> Force:
    """Return the force of a paper of direction: it lapses with the period in its title, without any repealing text."""
    start = work.effective or work.issued
    last = _last_year(work)
    if work.expired and day >= work.expired:
        return Force(Status.EXPIRED, start, work.expired, "Theo ngày hết hiệu lực mà nguồn ghi.", Witness.SOURCE)
    if last and day.year > last:
        end = date(last + 1, 1, 1)
        note = f"Kế hoạch hết thời hạn theo tên gọi (đến năm {last})."
        return Force(Status.EXPIRED, start, end, note, Witness.RULE)
    if start and day < start:
        return Force(Status.NOT_YET_IN_FORCE, start, work.expired, "Theo ngày ban hành.", Witness.SOURCE)
    note = "Văn bản chỉ đạo, điều hành; chưa rõ còn áp dụng hay không."
    return Force(Status.UNCERTAIN, start, work.expired, note)


def _last_year(work: Work) -> int | None:
    """Return the last year of the period in a title; a year before the paper itself names something else."""
    title = _OUTLOOK.sub("", work.title)
    years = [int(year) for year in _SPAN.findall(title) or _YEAR.findall(title)]
    made = work.issued.year if work.issued else 0
    return max((year for year in years if year >= made and year < date.max.year), default=None)


def after_parent(work: Work, parent: str, ended: date) -> Force:
    """Return the force of a detailing text from the day on that what it details has ended.

    Which rule counts is decided by the day of the ending: the law on legal documents of that time.
    """
    if ended >= _RULE_2025:
        note = (
            f"{parent} mà văn bản này quy định chi tiết hết hiệu lực từ ngày {ended:%d/%m/%Y}; theo khoản 2 Điều 57"
            " Luật 64/2025/QH15, phần không trái văn bản mới còn áp dụng cho đến khi được công bố hết hiệu lực."
        )
        return Force(Status.UNCERTAIN, work.effective, work.expired, note, Witness.RULE)
    if ended >= _RULE_2015:
        note = (
            f"{parent} mà văn bản này quy định chi tiết hết hiệu lực từ ngày {ended:%d/%m/%Y}; theo Điều 154"
            " Luật 80/2015/QH13, văn bản quy định chi tiết hết hiệu lực cùng ngày, trừ phần được giữ lại."
        )
        return Force(Status.EXPIRED, work.effective, ended, note, Witness.RULE)
    note = (
        f"{parent} mà văn bản này quy định chi tiết hết hiệu lực từ ngày {ended:%d/%m/%Y}; chưa kiểm chứng quy tắc"
        " của thời kỳ đó về văn bản quy định chi tiết."
    )
    return Force(Status.UNCERTAIN, work.effective, work.expired, note, Witness.RULE)
