"""Questions: what was asked, for which day, and what is understood of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.citation import Citation


class PersonClass(StrEnum):
    """Whom the question is about: the classes that Điều 37 of 53/2024/QH15 tells apart."""

    VICTIM = "victim"  # nạn nhân là công dân Việt Nam hoặc người không quốc tịch thường trú
    ACCOMPANYING = "accompanying"  # người dưới 18 tuổi đi cùng
    BEING_IDENTIFIED_ABROAD = "being_identified_abroad"  # đang xác định, ở nước ngoài
    BEING_IDENTIFIED_HERE = "being_identified_here"  # đang xác định, ở Việt Nam
    FOREIGNER = "foreigner"  # người nước ngoài bị mua bán tại Việt Nam


CLASS_NAMES = {
    PersonClass.VICTIM: "nạn nhân là công dân Việt Nam hoặc người không quốc tịch thường trú ở Việt Nam",
    PersonClass.ACCOMPANYING: "người dưới 18 tuổi đi cùng nạn nhân",
    PersonClass.BEING_IDENTIFIED_ABROAD: "người đang trong quá trình xác định là nạn nhân, ở nước ngoài",
    PersonClass.BEING_IDENTIFIED_HERE: "người đang trong quá trình xác định là nạn nhân, ở Việt Nam",
    PersonClass.FOREIGNER: "người nước ngoài bị mua bán tại Việt Nam",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person limits the search to; an empty field does not limit."""

    type: str = ""  # "Luật", "Nghị định" …
    issuer: str = ""
    place: str = ""
    status: str = ""  # a corpus.work.Status
    source_class: str = ""  # a corpus.work.SourceClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question with its day, as typed and as understood."""

    text: str  # clean, as typed
    on: date
    understood: str  # what is searched: marks restored, abbreviations spelled out
    identified_on: date | None = None
    person_class: PersonClass | None = None
    topics: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    filters: Filters = Filters()
    k: int = 10
