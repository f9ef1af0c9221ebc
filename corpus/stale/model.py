"""What a text says that no longer holds: the kinds, how the text says it, and what a reader has to do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.errors import CorpusError
from corpus.handbook import Mark

MOST_MENTIONS = 2_000  # of one text; a book of 300 pages has some hundreds


class StaleKind(StrEnum):
    """What a fact that no longer holds is about; in the order in which a reader wants them."""

    HOTLINE = "hotline"
    LAW = "law"  # an instrument, or a programme called by its name
    WORDING = "wording"  # a place whose words are new, or gone
    QUOTATION = "quotation"
    FIGURE = "figure"  # a sum, a deadline, a condition, a count
    OFFICE = "office"
    PLACE = "place"
    TERM = "term"


class Manner(StrEnum):
    """How a text says it."""

    CLAIMED = "claimed"  # as if it held
    AS_OLD = "as_old"  # as what was: "trước đây là …"
    OF_ITS_DAY = "of_its_day"  # told of a day on which it held: "Năm 2021, Sở …"


class Need(StrEnum):
    """What a fact asks of whoever brings the text up to date."""

    CORRECT = "correct"  # it no longer holds
    LOOK = "look"  # it may no longer hold: nobody here has verified it
    NONE = "none"  # the text itself tells it as something old


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place of the text: ``text[start:end]``."""

    start: int
    end: int
    manner: Manner = Manner.CLAIMED


@dataclass(frozen=True, slots=True)
class GroundSpot:
    """What a correction rests on, as people cite it; with its address in the store where that holds it."""

    label: str
    slug: str = ""  # of the work
    eid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A fact that no longer holds, what holds now, and all places of the text that state it."""

    kind: StaleKind
    id: str  # the same for the same fact in every text
    said: str  # what the text states
    now: str  # what holds today, a sentence
    since: date | None  # the first day on which it no longer held; None where nobody here knows
    mark: Mark
    grounds: tuple[GroundSpot, ...] = ()
    sources: tuple[str, ...] = ()  # addresses of pages
    mentions: tuple[Mention, ...] = ()

    @property
    def sure(self) -> bool:
        """Tell whether it was read in a source; what was not is shown as something to be looked at."""
        return self.mark in (Mark.VERIFIED, Mark.PARTLY)

    @property
    def need(self) -> Need:
        """Return what is to be done about it."""
        if all(mention.manner is not Manner.CLAIMED for mention in self.mentions):
            return Need.NONE
        return Need.CORRECT if self.sure else Need.LOOK


class TooManyMentionsError(CorpusError):
    """A text states more that is old than any real text does; to show all of it would take too long."""

    def __init__(self) -> None:
        most = f"{MOST_MENTIONS:,}".replace(",", ".")
        super().__init__(f"Văn bản có hơn {most} chỗ có thể đã cũ; hãy chia nhỏ rồi rà từng phần.")
