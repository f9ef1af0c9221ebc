"""The wordings of one provision through time: each with its days, and the acts that made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.governing import preference, start_of
from corpus.provision import Provision
from corpus.rows import Held
from corpus.text import syllables


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording; ``until`` is the first day on which another one holds, None for the last."""

    held: Held
    provision: Provision
    since: date | None  # None where no source says from when
    until: date | None

    @property
    def never_held(self) -> bool:
        """Tell whether it was changed before its first day came: no day ever had these words."""
        return self.since is not None and self.until is not None and self.until <= self.since


def wordings(texts: Sequence[Held], eid: str, first_day: date | None = None) -> list[Wording]:
    """Return the wordings of a provision, oldest first, from all texts held of its unit.

    ``first_day`` is the first day of force of the work, where somebody knows better than its sources.
    Of several texts that say the same from the same day on, the best one stands for all. Where two wordings begin
    on one day, the later one (made by an act) holds and the earlier never did.
    """
    found = [(held, part) for held in texts if (part := held.unit.provision.find(eid))]
    found.sort(key=lambda pair: (start_of(pair[0]), bool(pair[0].acts), preference(pair[0], start_of(pair[0]))))
    kept: list[tuple[Held, Provision]] = []
    for held, part in found:
        if kept and _same(kept[-1], (held, part)):
            kept[-1] = (held, part) if start_of(held) == start_of(kept[-1][0]) else kept[-1]
        else:
            kept.append((held, part))
    days = [_begins(held, first_day) for held, _ in kept]
    return [
        Wording(held, part, since, until)
        for (held, part), since, until in zip(kept, days, [*days[1:], None][: len(days)], strict=True)
    ]


def wording_until(texts: Sequence[Held], held: Held, eid: str, first_day: date | None = None) -> date | None:
    """Return the first day on which another wording than the one held holds; None where no later one is known."""
    found = wordings(texts, eid, first_day)
    own = held.unit.provision.find(eid)
    same = [wording for wording in found if own and syllables(wording.provision.text) == syllables(own.text)]
    return same[-1].until if same else None


def _begins(held: Held, first_day: date | None) -> date | None:
    """Return the day a wording holds from: its own, else the first of the work."""
    later = held.valid_from if held.valid_from != held.work.effective else None
    return later or first_day or held.work.effective


def _same(one: tuple[Held, Provision], other: tuple[Held, Provision]) -> bool:
    return syllables(one[1].text) == syllables(other[1].text)
