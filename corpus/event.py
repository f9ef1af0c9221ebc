"""Events: the turns of force of a work or of a place in it, each with the day, the act, and who says so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """The eight dates that the national portal of legal texts keeps of a text (its help page on effectivity)."""

    ISSUED = "issued"
    EFFECTIVE = "effective"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    CORRECTED = "corrected"
    PARTLY_SUSPENDED = "partly_suspended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"


EVENT_NAMES = {
    EventKind.ISSUED: "ban hành",
    EventKind.EFFECTIVE: "có hiệu lực",
    EventKind.PARTLY_EXPIRED: "hết hiệu lực một phần",
    EventKind.EXPIRED: "hết hiệu lực toàn bộ",
    EventKind.CORRECTED: "đính chính",
    EventKind.PARTLY_SUSPENDED: "ngưng hiệu lực một phần",
    EventKind.SUSPENDED: "ngưng hiệu lực toàn bộ",
    EventKind.RESUMED: "hết ngưng hiệu lực",
}


class Witness(StrEnum):
    """On whose word a fact of force rests; an earlier member is believed before a later one."""

    PERSON = "person"  # somebody here looked it up and put a name to it
    CATALOGUE = "catalogue"  # the catalogue that ships with the product
    TEXT = "text"  # an Điều of the text itself, or of the text that ends it
    RULE = "rule"  # follows from what became of another text, or from the period in a title
    SOURCE = "source"  # what the page or file prints beside the text
    NOBODY = "nobody"


WITNESS_NAMES = {
    Witness.PERSON: "người dùng xác nhận",
    Witness.CATALOGUE: "danh mục văn bản của Căn Cứ",
    Witness.TEXT: "lời văn bản",
    Witness.RULE: "suy từ quy tắc",
    Witness.SOURCE: "thông tin của nguồn",
    Witness.NOBODY: "chưa có căn cứ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One turn of force. Without an eId it is of the work as a whole."""

    number: str  # of the work whose force turns
    kind: EventKind
    day: date  # the first day of the new state
    said_by: Witness
    eid: str = ""
    act: str = ""  # number of the act that made it so; empty where the work itself says it
    act_eid: str = ""  # where in the act
    reason: str = ""  # the sentence it was read from, or what a person wrote
    id: int | None = None  # row in the store; None for what the store does not hold
