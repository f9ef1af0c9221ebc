"""Pairs of articles of an old and a new law, to be compared in a collection."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.provision import label_of, unit_eid
from corpus.rows import Held
from corpus.succession import Compared, Pair
from web.comparison import Asked
from web.ground import Ground
from web.packs.errors import CollectionLimitError
from web.packs.gathering import laid
from web.packs.nouns import Comparison
from web.preferences import tr
from web.shapes import permalink
from web.words import sureness

MOST_PAIRS = 40  # added at once


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair as the page offers it."""

    name: str  # "art_32 art_37"
    old: str
    new: str
    state: str


def pair_lines(table: Compared) -> list[PairLine]:
    """Return the pairs of two works whose words are held on both sides."""
    old, new = _by_eid(table.old_units), _by_eid(table.new_units)
    return [
        PairLine(
            f"{pair.old} {pair.new}",
            _words(old[unit_eid(pair.old)], pair.old),
            _words(new[unit_eid(pair.new)], pair.new),
            sureness(pair.state, pair.likeness.value if pair.likeness else None),
        )
        for pair in _held(table)
    ]


def comparisons_of(table: Compared, names: Iterable[str], here: Ground) -> list[Comparison]:
    """Return a comparison for each pair named, each side on the day its law is read for the table.

    Raises CollectionLimitError for more than are added at once.
    """
    chosen = [pair for pair in _held(table) if f"{pair.old} {pair.new}" in set(names)]
    if len(chosen) > MOST_PAIRS:
        raise CollectionLimitError(tr("Mỗi lần thêm nhiều nhất %(most)s cặp.", most=MOST_PAIRS))
    undated = here.view(None)
    old_day, new_day = days_of(table, here)
    return [
        laid(
            Asked(permalink(table.old, pair.old, undated), old_day),
            Asked(permalink(table.new, pair.new, undated), new_day),
            here,
        )
        for pair in chosen
    ]


def days_of(table: Compared, here: Ground) -> tuple[date, date]:
    """Return the last day of the old law and the day the new one is read on: today, or its first day."""
    today = here.today()
    codified = here.store.is_codified(table.new)
    begun = here.force.of_work(table.new, today, codified=codified).since or table.new.effective
    return (begun - timedelta(days=1), max(today, begun)) if begun else (today, today)


def _held(table: Compared) -> list[Pair]:
    old, new = _by_eid(table.old_units), _by_eid(table.new_units)
    pairs = [pair for line in table.found.lines for pair in line.pairs if pair.stands]
    return [pair for pair in pairs if _has(old, pair.old) and _has(new, pair.new)]


def _has(units: dict[str, Held], eid: str) -> bool:
    unit = units.get(unit_eid(eid))
    return unit is not None and unit.unit.provision.find(eid) is not None


def _by_eid(units: Iterable[Held]) -> dict[str, Held]:
    return {held.unit.provision.eid: held for held in units}


def _words(held: Held, eid: str) -> str:
    return f"{label_of(eid)}. {held.unit.provision.heading}".rstrip(". ")
