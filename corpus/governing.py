"""Which of the texts held of a work governs on a day, provision by provision."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.expression import Origin
from corpus.provision import CONTAINERS, Level, natural_key
from corpus.rows import Held
from corpus.text import syllables

_ORIGINS = list(Origin)


@dataclass(frozen=True, slots=True)
class WholeText:
    """A complete text of a work: what it lacks, the work does not have."""

    start: date  # the day it holds from
    origin: Origin
    as_of: date | None


def start_of(held: Held) -> date:
    """Return the day a text holds from; the first of all days where its source does not say."""
    return held.valid_from or held.work.effective or date.min


def preference(held: Held, on: date) -> tuple[bool, date, bool, int, bool, float, int]:
    """Order the texts of one provision for a day; the greatest governs.

    A text that already holds on the day beats one that does not yet; then the later one; then one that acts have
    changed, since an act may change a text before its first day; then the better origin; then the snapshot taken
    last before the day, else the first after it; then what came into the store last.
    """
    start, taken = start_of(held), held.as_of
    nearness = 0.0 if taken is None else float(-abs((on - taken).days))
    origin = _ORIGINS.index(held.origin)
    current = taken is None or taken <= on
    return (start <= on, start, bool(held.acts), origin, current, nearness, held.expression_id)


def is_copy(origin: Origin, as_of: date | None) -> bool:
    """Tell whether a text is a set of articles copied from a dated state of the codified law.

    It has the newest words of each article and does not say from when they hold.
    """
    return origin is Origin.ARTICLES and as_of is not None


def firsthand(texts: Iterable[Held]) -> list[Held]:
    """Return the texts without copies of articles that the codified law itself gives, in that state or a later one."""
    found = list(texts)
    codified: defaultdict[str, list[Held]] = defaultdict(list)
    for held in found:
        if held.origin is Origin.CODIFIED:
            codified[held.unit.provision.eid].append(held)
    return [held for held in found if not _repeats(held, codified.get(held.unit.provision.eid, ()))]


def _repeats(held: Held, codified: Iterable[Held]) -> bool:
    if held.as_of is None or not is_copy(held.origin, held.as_of):
        return False
    words = syllables(held.unit.provision.text) if codified else []
    return any(
        (one.as_of is not None and one.as_of >= held.as_of) or syllables(one.unit.provision.text) == words
        for one in codified
    )


def existing(candidates: Iterable[Held], wholes: Sequence[WholeText], on: date) -> list[Held]:
    """Return the units that the work had on the day, by the complete texts of it that held then.

    A unit is gone when a later complete text no longer has it, and not there yet when it stands only in a text
    that begins after the day while an earlier complete one lacks it. Where no complete text is held, all stay.
    """
    candidates = _placed(candidates, wholes, on)
    holding = [whole for whole in wholes if whole.start <= on and not is_copy(whole.origin, whole.as_of)]
    if not holding:
        return candidates
    return [held for held in candidates if start_of(held) <= on and not any(_later(one, held, on) for one in holding)]


def _placed(candidates: Iterable[Held], wholes: Iterable[WholeText], on: date) -> list[Held]:
    """Return the units without the words of excerpts that are no Điều, where a complete text says how they belong."""
    whole = any(one.start <= on and one.origin is not Origin.EXCERPT for one in wholes)
    return [
        held
        for held in firsthand(candidates)
        if not (whole and held.origin is Origin.EXCERPT and held.unit.provision.level is not Level.ARTICLE)
    ]


def _later(whole: WholeText, held: Held, on: date) -> bool:
    if whole.start != start_of(held):
        follows = whole.origin is held.origin or whole.origin is Origin.CONSOLIDATED
        return follows and whole.start > start_of(held)  # a paper that only claims a later day takes nothing away
    if whole.origin is not held.origin or whole.as_of is None or held.as_of is None:
        return False  # another source of the same text may have lost a part of it
    return held.as_of < whole.as_of <= on


def rivals(governing: Held, texts: Iterable[Held], on: date) -> list[Held]:
    """Return the texts of other sources that claim to be the same provision on the day.

    Snapshots of one publication, what a consolidation has overtaken, and an excerpt of what acts have changed since
    are stages of one text, no rivals. An excerpt denies nothing that it leaves out: who compares must look at what
    both have.
    """
    return [
        held
        for held in texts
        if held.expression_id != governing.expression_id
        and start_of(held) <= on
        and not (held.origin is Origin.EXCERPT and governing.acts and not held.acts)
        and not (held.origin is governing.origin and held.as_of and governing.as_of)
        and not (governing.origin is Origin.CONSOLIDATED and start_of(held) < start_of(governing))
    ]


def composed(candidates: Iterable[Held], on: date) -> list[Held]:
    """Return the governing text of each unit, in reading order.

    The order is that of the best complete text, else of the text that gives most; units of other texts stand
    where their numbers belong.
    """
    best: dict[str, Held] = {}
    for held in sorted(candidates, key=lambda held: preference(held, on)):
        best[held.unit.provision.eid] = held  # later ones are preferred
    if not best:
        return []
    given = Counter(held.expression_id for held in best.values())
    leading = max(best.values(), key=lambda held: (held.complete, given[held.expression_id], preference(held, on)))
    ordered = sorted(best.values(), key=lambda held: (held.expression_id, held.unit.provision.start))
    kept = [held for held in ordered if held.expression_id == leading.expression_id]
    keys = {id(held): natural_key(held.unit.provision.num) for held in ordered}
    for held in ordered:
        if held.expression_id != leading.expression_id:
            kept.insert(_place(held, kept, keys), held)
    return kept


def _place(held: Held, kept: Sequence[Held], keys: dict[int, tuple[tuple[int, str], ...]]) -> int:
    """Return where a unit belongs among others: after the last of its level that does not come later.

    One that comes before all of them comes before the headings above them too, unless it stands under the same ones.
    """
    level = held.unit.provision.level
    same = [index for index, other in enumerate(kept) if other.unit.provision.level is level]
    before = [index for index in same if keys[id(kept[index])] <= keys[id(held)]]
    if before:
        return before[-1] + 1
    if not same:
        return len(kept)
    first = same[0]
    while (
        first and kept[first - 1].unit.provision.level in CONTAINERS and held.unit.context != kept[same[0]].unit.context
    ):
        first -= 1
    return first
