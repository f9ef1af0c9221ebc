"""What tells a person: the kinds of it, a place where it stands, and a text with all such places masked."""

from dataclasses import dataclass
from enum import StrEnum


class PersonalKind(StrEnum):
    """A kind of what tells a person."""

    NAME = "name"
    ID_NUMBER = "id_number"  # căn cước, chứng minh, hộ chiếu, and any long number that is no money
    PHONE = "phone"
    EMAIL = "email"
    BANK_ACCOUNT = "bank_account"
    HEALTH_CARD = "health_card"
    PLATE = "plate"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that tells a person."""

    kind: PersonalKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with a fixed word for all that tells a person, and what was found, in offsets of the text as given."""

    text: str
    found: tuple[Found, ...]
