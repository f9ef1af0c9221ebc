"""Works: laws, decrees, circulars, plans, and other papers, whatever their text on a day."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.number import canonical_number, type_of_number
from corpus.text import fold, slug


class SourceClass(StrEnum):
    """What a text may be used for. Only ``LAW`` can ground an entitlement without a warning."""

    LAW = "law"  # văn bản quy phạm pháp luật
    PLAN = "plan"  # kế hoạch, quyết định cá biệt, công văn: chỉ đạo, điều hành
    CASE_LAW = "case_law"  # án lệ
    GUIDANCE = "guidance"  # sổ tay, hướng dẫn
    NEWS = "news"  # tin bài


class Status(StrEnum):
    """Force of a work on a day, in the words of ACCEPTANCE."""

    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    SUSPENDED = "suspended"
    UNCERTAIN = "uncertain"
    NEVER_ISSUED = "never_issued"


STATUS_NAMES = {
    Status.IN_FORCE: "còn hiệu lực",
    Status.PARTLY_EXPIRED: "hết hiệu lực một phần",
    Status.EXPIRED: "hết hiệu lực",
    Status.NOT_YET_IN_FORCE: "chưa có hiệu lực",
    Status.SUSPENDED: "ngưng hiệu lực",
    Status.UNCERTAIN: "chưa rõ hiệu lực",
    Status.NEVER_ISSUED: "chưa từng được ban hành",
}

# Rank in the order of legal force (anatomy.md §3); a lower number prevails.
TYPE_RANKS = {
    "Hiến pháp": 1,
    "Bộ luật": 2,
    "Luật": 2,
    "Pháp lệnh": 3,
    "Lệnh": 4,
    "Nghị định": 5,
    "Nghị quyết": 4,
    "Nghị quyết liên tịch": 5,
    "Quyết định": 6,
    "Chỉ thị": 7,
    "Thông tư": 7,
    "Thông tư liên tịch": 7,
    "Thông tri": 8,
    "Kế hoạch": 9,
}

_DRAFT = re.compile(
    r"^\W*(?:ban )?du thao\b|[(\[] ?(?:ban )?du thao(?: (?!luat|nghi|thong|quyet|bo)[\w/.]+){0,4} ?[)\]]"
    r"|[-–] ?du thao(?: lan)?(?: \d+)?$"
)  # in folded words; "(dự thảo Luật Đất đai)" names another paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work as its sources describe it. Dates are of the work, not of one text of it."""

    number: str  # as printed, e.g. "162/2025/NĐ-CP"; for papers without one "Không số"
    type: str  # "Nghị định"; empty where unknown
    title: str
    issuer: str = ""
    issued: date | None = None
    effective: date | None = None
    expired: date | None = None
    source_class: SourceClass = SourceClass.LAW
    place: str = ""  # province, for local papers
    slug: str = field(default="")

    def __post_init__(self) -> None:
        if not self.slug:
            object.__setattr__(self, "slug", work_slug(self.number, self.type, self.issued))

    @property
    def uri(self) -> str:
        """Return the FRBR-like address of the work."""
        return f"/vn/{slug(self.type) or 'van-ban'}/{self.slug}"

    @property
    def name(self) -> str:
        """Return type and number, as people cite it: "Nghị định 162/2025/NĐ-CP"."""
        return self.number if self.number.startswith(self.type) else f"{self.type} {self.number}".strip()


def work_slug(number: str, type_: str = "", issued: date | None = None) -> str:
    """Return the address of a work by its number; the day is added where the number has no year.

    A number without a year is used again every year (33/QĐ-TTg), so it does not identify a work. Resolutions of the
    Quốc hội are numbered apart from its laws in the same form, so they carry their type.

    >>> work_slug("66/2011/QH12"), work_slug("9/2013/NĐ-CP"), work_slug("13/CP", "Nghị định", date(1996, 3, 16))
    ('66-2011-qh12', '09-2013-nd-cp', '13-cp-1996-03-16')
    >>> work_slug("55/2010/QH12", "Luật"), work_slug("55/2010/QH12", "Nghị quyết")
    ('55-2010-qh12', 'nghi-quyet-55-2010-qh12')
    """
    base = slug(canonical_number(number) if number[:1].isdigit() else number)
    if type_ == "Nghị quyết" and re.search(r"-qh\d+$", base):
        base = f"{slug(type_)}-{base}"
    parts = base.split("-")[1:]  # the serial may look like a year: 1959/QĐ-UBND
    has_year = any(len(part) == 4 and part.isdigit() and part[:2] in ("18", "19", "20") for part in parts)  # noqa: PLR2004  # a year
    if base in ("", "khong-so"):
        base = "-".join(filter(None, (base or "khong-so", slug(type_))))
    return base if has_year or issued is None else f"{base}-{issued.isoformat()}"


def rank_of(work: Work) -> int:
    """Return the rank of a work; where its number says a lower one than its head, the lower one.

    >>> [rank_of(Work(number=number, type="Luật", title="")) for number in ("5/2026/QH15", "5/2026/TT-BTP")]
    [2, 7]
    """
    told = TYPE_RANKS.get(work.type, 9)
    return max(told, TYPE_RANKS.get(type_of_number(work.number) or work.type, told))


def is_draft(work: Work) -> bool:
    """Tell whether a paper calls itself a draft, which orders and ends nothing.

    A paper that only speaks of one ("lấy ý kiến về dự thảo Luật Đất đai") is none.

    >>> [is_draft(Work(number="1/2031/NĐ-CP", type="Nghị định", title=title)) for title in ("Giá (dự thảo 2)", "Giá")]
    [True, False]
    """
    return any(_DRAFT.search(fold(words)) for words in (work.type, work.title, work.number))
