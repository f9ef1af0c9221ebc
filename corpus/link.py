"""Links between works and provisions."""

from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """How one place stands to another."""

    CITES = "cites"
    RELATED = "related"  # "có nội dung liên quan" of the codified law
    AMENDS = "amends"
    REPEALS = "repeals"
    REPLACES = "replaces"
    GUIDES = "guides"


@dataclass(frozen=True, slots=True)
class Link:
    """One directed link; an empty eId means the whole work. Numbers are as printed."""

    from_number: str
    from_eid: str
    to_number: str
    to_eid: str
    kind: LinkKind
    to_url: str = ""  # deep link where the source gives one; disambiguates numbers without a year
