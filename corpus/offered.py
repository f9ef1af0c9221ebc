"""What the matrix of entitlements offers a person, told in words for a card."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.case import Case, Support
from corpus.force import ForceTable
from corpus.handbook import Regime
from corpus.matrix import STATE_NAMES, NoteKind, State, cells_of
from corpus.reading import CorpusReader


@dataclass(frozen=True, slots=True)
class OfferedSupport:
    """One support for a class of person, as the matrix of entitlements tells it."""

    support: Support
    state: str  # in words: "có", "không", "chưa rõ", "cần xem lại"
    given: bool  # surely, by the words of the day
    text: str = ""  # conditions, in our own words
    grounds: str = ""  # as cited
    remark: str = ""  # on the place that decides; the same for several supports of a class


def offered_supports(
    case: Case, regime: Regime, store: CorpusReader, force: ForceTable, on: date
) -> Iterator[OfferedSupport]:
    """Yield what the class of a case is given under a law, read on a day; nothing where the class is not known."""
    if case.person_class is None:
        return
    for cell in cells_of(case.person_class, regime, store, force, on):
        curated = cell.curated
        notes = [*cell.conditions, *(note for note in cell.details if note.curated.kind is NoteKind.ELSEWHERE)]
        text = "; ".join(note.curated.text.rstrip(".") for note in notes)
        label = curated.spot.ground.label if curated.spot else ""
        given = cell.state is State.PROVIDED
        yield OfferedSupport(curated.support, STATE_NAMES[cell.state], given, text, label, cell.reason)


def said_once(supports: Iterable[OfferedSupport]) -> tuple[tuple[OfferedSupport, ...], tuple[str, ...]]:
    """Return supports with their remarks in their texts, and the remarks that several share apart from them."""
    told = list(supports)
    counts = Counter(one.remark for one in told if one.remark)
    shared = tuple(remark for remark, times in counts.items() if times > 1)
    return tuple(_with_remark(one, shared) for one in told), shared


def _with_remark(support: OfferedSupport, shared: tuple[str, ...]) -> OfferedSupport:
    remark = "" if support.remark in shared or support.text else support.remark.rstrip(".")
    return replace(support, text=support.text or remark)
