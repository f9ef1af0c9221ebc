"""What the address of an answer says of it: filters, what was understood and is to be undone, how much is shown.

The question itself stands in an address only where a person made the link (docs/adr/0012-questions-by-post.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from search.limits import chosen
from search.query import Filters

FILTER_FIELDS = {  # of forms and addresses, in the order they are shown, and the filter that each sets
    "loai": "type",
    "co_quan": "issuer",
    "dia_ban": "place",
    "ho_tro": "support",
    "tinh_trang": "status",
    "nguon": "source_class",
}
SHOWN = 10  # provisions beside an answer before more are asked for
MORE = 20  # provisions that one click adds
MOST_SHOWN = 90


class FilterFields(BaseModel):
    """The filters as a form or an address gives them; an empty one does not limit."""

    loai: str = Field(default="", max_length=100)
    co_quan: str = Field(default="", max_length=200)
    dia_ban: str = Field(default="", max_length=100)
    ho_tro: str = Field(default="", max_length=40)
    tinh_trang: str = Field(default="", max_length=40)
    nguon: str = Field(default="", max_length=40)

    def filters(self) -> Filters:
        """Return them as search takes them."""
        return Filters(**{name: getattr(self, param).strip() for param, name in FILTER_FIELDS.items()})


class AnswerFields(FilterFields):
    """What the address of an answer may say."""

    nguyen_van: str = Field(default="", max_length=10)  # anything: the question is searched as it was typed
    khong_nhom: str = Field(default="", max_length=10)  # anything: it is about no class of person
    hom_nay: str = Field(default="", max_length=10)  # anything: asked for today, whatever day was named or chosen
    xem: int = Field(default=SHOWN, ge=0, le=1_000)  # how many provisions are shown beside the answer
    gop_y: str = Field(default="", max_length=10)  # on what feedback was just given

    def asked(self) -> "Asked":
        """Return how the question is read."""
        return Asked(
            filters=self.filters(),
            as_typed=bool(self.nguyen_van),
            classless=bool(self.khong_nhom),
            today=bool(self.hom_nay),
            shown=min(max(self.xem, SHOWN), MOST_SHOWN),
        )


class LinkFields(AnswerFields):
    """What an address that holds its question may say besides."""

    q: str = ""
    ngay: str = Field(default="", max_length=40)
    ngay_xac_dinh: str = Field(default="", max_length=40)
    lop: str = Field(default="", max_length=40)


class AskFields(FilterFields):
    """The form of a question; its own faults are told beside it, not as an error."""

    q: str = ""
    ngay: str = Field(default="", max_length=40)
    ngay_xac_dinh: str = Field(default="", max_length=40)
    lop: str = Field(default="", max_length=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a question is read, what it is limited to, and how many provisions are shown."""

    filters: Filters = field(default_factory=Filters)
    as_typed: bool = False
    classless: bool = False
    today: bool = False
    shown: int = SHOWN

    def parameters(self) -> dict[str, str]:
        """Return what of it is not usual, by the names of an address."""
        limits = chosen(self.filters)
        named = {param: limits[name] for param, name in FILTER_FIELDS.items() if name in limits}
        flags = {"hom_nay": self.today, "khong_nhom": self.classless, "nguyen_van": self.as_typed}
        shown = {"xem": str(self.shown)} if self.shown != SHOWN else {}
        return {**named, **shown, **{param: "1" for param, told in flags.items() if told}}

    @property
    def plain(self) -> bool:
        """Tell whether the question is read as anybody who typed it would get it, without a choice of this page."""
        return replace(self, shown=SHOWN) == Asked()

    def without(self, name: str) -> "Asked":
        """Return the same without one filter."""
        return replace(self, filters=replace(self.filters, **{name: ""}))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is found: its path, and what of its address stays whatever is changed."""

    path: str
    fixed: Mapping[str, str] = field(default_factory=dict)

    def address(self, asked: Asked) -> str:
        """Return the address of the answer, read so."""
        written = urlencode({**self.fixed, **asked.parameters()})
        return f"{self.path}?{written}" if written else self.path
