"""Which work carries on which, and the succession of two works as the store holds them."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.catalogue import RelationKind
from corpus.errors import AmbiguousNumberError, CorpusError, UnknownWorkError
from corpus.event import EventKind
from corpus.force import ForceTable
from corpus.law_names import KNOWN_LAWS
from corpus.link import LinkKind
from corpus.naming import work_named
from corpus.number import number_key
from corpus.provision import Level
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.succession.judged import judged
from corpus.succession.model import Succession
from corpus.succession.pairing import succession
from corpus.work import Work

_KEPT = 16  # pairs of works whose table is kept in memory; a table of two codes takes about 1 MB
_QUICK = 20_000  # articles times articles: compared in well under a second, see docs/adr/0019
_LARGEST = 1_000_000  # articles times articles; the largest codes have 700 each


class UnknownSuccessorError(CorpusError):
    """Nothing here says which work replaces this one."""

    def __init__(self, work: Work) -> None:
        super().__init__(f"Chưa biết văn bản nào thay thế {work.name}; hãy nêu số hiệu của văn bản mới.")


class SameWorkError(CorpusError):
    """A work is asked to be its own successor."""

    def __init__(self, work: Work) -> None:
        super().__init__(f"{work.name} không thể tự thay thế mình; hãy nêu hai văn bản khác nhau.")


class TooManyArticlesError(CorpusError):
    """Two works are too large to compare."""

    def __init__(self, old: Work, new: Work) -> None:
        super().__init__(f"{old.name} và {new.name} có quá nhiều điều để so từng đôi một.")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two works with their articles on their days, and what became of each."""

    old: Work
    new: Work
    old_units: tuple[Held, ...]
    new_units: tuple[Held, ...]
    found: Succession


class Successions:
    """Compares works; the last few pairs are remembered as long as their texts are the same. Safe between threads."""

    def __init__(self, store: CorpusStore, force: ForceTable) -> None:
        self._store, self._force = store, force
        self._known: OrderedDict[tuple[tuple[int, ...], tuple[int, ...]], Succession] = OrderedDict()
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()  # a comparison keeps a processor busy; many readers wait for one

    def between(self, old: Work, new: Work, on: date) -> Compared:
        """Return what became of each article of a work, with what people said of it. Raises SameWorkError.

        The old text is that of its last day before the new one began; the new text is that of the day asked for, or
        of its own first day where that comes later.
        """
        return self._between(old, new, *self._units(old, new, on))

    def at_once(self, old: Work, new: Work, on: date) -> Compared | None:
        """Return the same where it is known or quickly found; None where it would keep a reader waiting."""
        old_units, new_units = self._units(old, new, on)
        if len(old_units) * len(new_units) <= _QUICK or self._remembered(_key(old_units, new_units)) is not None:
            return self._between(old, new, old_units, new_units)
        return None

    def _between(self, old: Work, new: Work, old_units: tuple[Held, ...], new_units: tuple[Held, ...]) -> Compared:
        if len(old_units) * len(new_units) > _LARGEST:
            raise TooManyArticlesError(old, new)
        key = _key(old_units, new_units)
        found = self._remembered(key)
        if found is None:
            with self._one_at_a_time:
                found = self._remembered(key) or succession(
                    (held.unit for held in old_units), (held.unit for held in new_units)
                )
                self._remember(key, found)
        said = self._store.judgements(old.slug, new.slug)
        return Compared(old, new, old_units, new_units, judged(found, said) if said else found)

    def _units(self, old: Work, new: Work, on: date) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
        if old.slug == new.slug:
            raise SameWorkError(old)
        begun = self._force.of_work(new, on, codified=self._store.is_codified(new)).since or new.effective
        old_day = begun - timedelta(days=1) if begun else on
        new_day = max(on, begun) if begun else on
        return self._articles(old, old_day), self._articles(new, new_day)

    def _articles(self, work: Work, day: date) -> tuple[Held, ...]:
        return tuple(held for held in self._store.units(work, day) if held.unit.provision.level is Level.ARTICLE)

    def _remembered(self, key: tuple[tuple[int, ...], tuple[int, ...]]) -> Succession | None:
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
            return found

    def _remember(self, key: tuple[tuple[int, ...], tuple[int, ...]], found: Succession) -> None:
        with self._lock:
            self._known[key] = found
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)


def _key(old: Iterable[Held], new: Iterable[Held]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rows of both texts; a row is never given twice to different texts."""
    return tuple(held.unit_id for held in old), tuple(held.unit_id for held in new)


def successor_of(work: Work, store: CorpusStore, force: ForceTable, on: date) -> Work | None:
    """Return the work that replaces this one; None where nothing says so.

    The catalogue and the names of laws are asked first, then the texts held: an act that says it replaces the work,
    or one of its own type that ends it.
    """
    number = force.successor(work, on) or force.presumed_successor(work)
    if number:
        return _work(number, store, force)
    links = (link.from_number for link in store.links_to(work.number, "") if link.kind is LinkKind.REPLACES)
    ends = (event.act for event in store.events_of(work) if event.kind is EventKind.EXPIRED and not event.eid)
    acts = [_work(act, store, force) for act in (*links, *ends) if act]
    return next((act for act in acts if act and act.type == work.type and act.slug != work.slug), None)


def predecessors_of(work: Work, store: CorpusStore, force: ForceTable) -> list[Work]:
    """Return the works held that this one replaces, by the same signs."""
    instrument = force.instrument(work)
    numbers = [link.number for link in instrument.relations if link.kind is RelationKind.REPLACES] if instrument else []
    law = KNOWN_LAWS.numbered(work.number)
    keys = [number_key(version.number) for version in law.versions] if law else []
    place = keys.index(number_key(work.number)) if number_key(work.number) in keys else 0
    numbers += [law.versions[place - 1].number] if law and place else []
    named = {held.slug: held for number in numbers for held in store.works_by_number(number)}
    links = (link for link in store.links_from(work.number, "") if link.kind is LinkKind.REPLACES and not link.to_eid)
    for number in (*(link.to_number for link in links), *store.ended_by(work.number)):
        named |= {held.slug: held for held in store.works_by_number(number) if held.type == work.type}
    return [held for slug, held in named.items() if slug != work.slug]


def _work(number: str, store: CorpusStore, force: ForceTable) -> Work | None:
    try:
        return work_named(number, store, force)
    except (UnknownWorkError, AmbiguousNumberError):
        return None
