"""What the matrix of entitlements offers a person, told in words for a card."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.case import Case, Support
from corpus.force import ForceTable
from corpus.handbook import Regime
from corpus.matrix import STATE_NAMES, State, cells_of
from corpus.reading import CorpusReader


@dataclass(frozen=True, slots=True)
class OfferedSupport:
    """One support for a class of person, as the matrix of entitlements tells it."""

    support: Support
    state: str  # in words: "có", "không", "chưa rõ", "cần xem lại"
    given: bool  # surely, by the words of the day
    text: str = ""  # conditions, in our own words
    grounds: str = ""  # as cited


def offered_supports(
    case: Case, regime: Regime, store: CorpusReader, force: ForceTable, on: date
) -> Iterator[OfferedSupport]:
    """Yield what the class of a case is given under a law, read on a day; nothing where the class is not known."""
    if case.person_class is None:
        return
    for cell in cells_of(case.person_class, regime, store, force, on):
        curated = cell.curated
        conditions = "; ".join(note.curated.text.rstrip(".") for note in cell.conditions)
        text = conditions or cell.reason
        label = curated.spot.ground.label if curated.spot else ""
        yield OfferedSupport(
            curated.support, STATE_NAMES[cell.state], cell.state is State.PROVIDED, text.rstrip("."), label
        )
