"""Succession as doors give it: the table of two works, and what a person says of a pair of places."""

from datetime import date

from corpus.citation import find_citations
from corpus.errors import CorpusError, UnknownProvisionError
from corpus.force import ForceTable
from corpus.judgements import JudgedAs, Judgement
from corpus.naming import work_named
from corpus.provision import Level, eid_of, label_of, unit_eid
from corpus.resolve import number_of
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.succession import (
    Compared,
    Line,
    Pair,
    SameWorkError,
    State,
    Successions,
    UnknownSuccessorError,
    successor_of,
)
from corpus.succession.pairing import is_whole
from corpus.text import clean
from corpus.work import Work
from web.addresses import parse_address
from web.schemas import WorkJson
from web.shapes import View, permalink, work_json
from web.succession_schemas import (
    JudgedJson,
    LikenessJson,
    LineJson,
    PlaceOfWorkJson,
    SuccessionJson,
    SuccessorJson,
)
from web.words import short_citation


class UnreadablePlaceError(CorpusError):
    """What should name one place of one work does not."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” không nêu đúng một điều, khoản, điểm. Ví dụ: Điều 32 Luật 66/2011/QH12.")


def compared(old: str, new: str, successions: Successions, store: CorpusStore, view: View) -> Compared:
    """Return the table of two works, given as people write them; without a new one, of the work that replaces it.

    Raises UnknownWorkError, AmbiguousNumberError, UnknownSuccessorError or SameWorkError.
    """
    work = store.work(old)
    successor = work_named(new, store, view.force) if new else successor_of(work, store, view.force, view.on)
    if successor is None:
        raise UnknownSuccessorError(work)
    return successions.between(work, successor, view.on)


def succession_json(table: Compared, store: CorpusStore, view: View) -> SuccessionJson:
    """Return the table of two works."""
    places = Places(table, view)
    return {
        "on": view.on.isoformat(),
        "old": _work(table.old, store, view),
        "new": _work(table.new, store, view),
        "whole": table.found.whole,
        "lines": [places.line(line) for line in table.found.lines],
        "without_origin": [places.new(eid) for eid in table.found.without_origin],
    }


def _work(work: Work, store: CorpusStore, view: View) -> WorkJson:
    return work_json(work, view.force.of_work(work, view.on, codified=store.is_codified(work)))


class Places:
    """Shows the places of two works that are compared."""

    def __init__(self, table: Compared, view: View) -> None:
        self._table, self._view = table, view
        self._old = {held.unit.provision.eid: held for held in table.old_units}
        self._new = {held.unit.provision.eid: held for held in table.new_units}

    def old(self, eid: str) -> PlaceOfWorkJson:
        """Return a place of the old work."""
        return self._place(self._table.old, eid, self._old)

    def new(self, eid: str) -> PlaceOfWorkJson:
        """Return a place of the new work."""
        return self._place(self._table.new, eid, self._new)

    def line(self, line: Line) -> LineJson:
        """Return what became of an article of the old work."""
        return {
            "old": self.old(line.old),
            "kind": line.kind,
            "successors": [self.successor(pair) for pair in line.pairs],
        }

    def successor(self, pair: Pair) -> SuccessorJson:
        """Return a pair of places."""
        said = pair.judgement
        return {
            "old": self.old(pair.old),
            "new": self.new(pair.new),
            "clauses": [label_of(eid) for eid in pair.clauses],
            "likeness": _likeness(pair),
            "state": pair.state,
            "said_by": said.said_by if said else None,
            "said_on": said.day.isoformat() if said else None,
        }

    def _place(self, work: Work, eid: str, held: dict[str, Held]) -> PlaceOfWorkJson:
        unit = held.get(unit_eid(eid))
        provision = unit.unit.provision.find(eid) if unit else None
        return {
            "eid": eid,
            "label": label_of(eid),
            "heading": unit.unit.provision.heading if unit else "",
            "permalink": permalink(work, eid, self._view) if provision else None,
        }


def _likeness(pair: Pair) -> LikenessJson | None:
    like = pair.likeness
    if like is None:
        return None
    return {
        "value": round(like.value, 3),
        "text": round(like.text, 3),
        "heading": None if like.heading is None else round(like.heading, 3),
        "chapter": None if like.chapter is None else round(like.chapter, 3),
        "order": round(like.order, 3),
    }


def judge(
    store: CorpusStore, force: ForceTable, places: tuple[str, str], verdict: JudgedAs, *, by: str, day: date
) -> JudgedJson:
    """Record what a person says of an old and a new place, given as people cite them.

    Raises UnreadablePlaceError, UnknownWorkError, AmbiguousNumberError, UnknownProvisionError or SameWorkError.
    """
    (old, old_eid), (new, new_eid) = (_named(clean(text).strip(), store, force, day) for text in places)
    if old.slug == new.slug:
        raise SameWorkError(old)
    said = Judgement(old.slug, old_eid, new.slug, new_eid, verdict, clean(by).strip(), day)
    store.judge(said)
    return {
        "old": short_citation(old, old_eid),
        "new": short_citation(new, new_eid),
        "state": State(verdict),
        "said_by": said.said_by,
        "said_on": day.isoformat(),
    }


def _named(text: str, store: CorpusStore, force: ForceTable, day: date) -> tuple[Work, str]:
    """Return the work and the eId that a citation or a permalink names."""
    found = find_citations(text)
    if len(found) == 1 and found[0].article:
        cited = found[0]
        number, eid = number_of(cited, day), eid_of(cited.place)
    else:
        address = parse_address(text.partition("?")[0].removeprefix("/vb/"))
        number, eid = address.work, address.eid
    if not number or not eid:
        raise UnreadablePlaceError(text)
    work = work_named(number, store, force)
    _require(work, eid, store, day)
    return work, eid


def _require(work: Work, eid: str, store: CorpusStore, day: date) -> None:
    """Raise UnknownProvisionError for a place that the work has not; of a work held in part nobody can tell."""
    held = store.texts(work, eid)
    if any(text.unit.provision.find(eid) for text in held):
        return
    articles = [
        unit.unit.provision.eid for unit in store.units(work, day) if unit.unit.provision.level is Level.ARTICLE
    ]
    if held or is_whole(articles):
        raise UnknownProvisionError(work.name, label_of(eid))
