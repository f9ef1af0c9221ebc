"""Questions: what was asked, for which day, and what is understood of it."""

from dataclasses import dataclass, field
from datetime import date

from corpus.case import CLASS_NAMES, Case, PersonClass
from corpus.citation import Citation
from corpus.personal import Found as Personal
from search.restore import Change
from search.shared import Shared

__all__ = ["CLASS_NAMES", "Filters", "PersonClass", "Query", "Request"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person limits the search to; an empty field does not limit."""

    type: str = ""  # "Luật", "Nghị định" …
    issuer: str = ""
    place: str = ""
    status: str = ""  # a corpus.work.Status
    source_class: str = ""  # a corpus.work.SourceClass
    support: str = ""  # a corpus.case.Support: search.limits tells what concerns it


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Shared):
    """What a door asks of search, as it came in."""

    text: str
    on: date
    dated: bool = True  # somebody chose the day; else the question may name another
    identified_on: date | None = None
    person_class: PersonClass | None = None
    filters: Filters = Filters()
    k: int = 10
    depth: int = 0  # how many units are ranked at least, also beyond the hits
    as_typed: bool = False  # search the very words: nothing restored, nothing added
    classless: bool = False  # the question is about no class of person, whatever its words say


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Shared):
    """A question with its day, as typed and as understood."""

    text: str  # clean, as typed
    on: date
    understood: str  # what is searched: abbreviations spelled out, slips mended, marks restored
    changes: tuple[Change, ...] = ()  # where ``understood`` was mended or restored
    personal: tuple[Personal, ...] = ()  # what in ``text`` tells a person
    widened: str = ""  # what is searched beside it: the same under the names that its offices bear on other days
    case: Case = field(default_factory=Case)
    topics: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    filters: Filters = Filters()
    k: int = 10
    depth: int = 0

    @property
    def person_class(self) -> PersonClass | None:
        """Return the class of the person the question is about, where it is known."""
        return self.case.person_class

    @property
    def identified_on(self) -> date | None:
        """Return the day the person was identified as a victim, where it is known."""
        return self.case.identified_on
