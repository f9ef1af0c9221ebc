"""Wordings that the store lacks: an act amended a place after the text held of it began."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Relation, RelationKind
from corpus.citation import find_citations
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.governing import start_of
from corpus.link import LinkKind
from corpus.provision import Place, eid_of, label_of, unit_eid
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.work import Work

WORDING_NOT_HELD = "Kho chưa có lời văn sau khi sửa đổi, nên không biết chắc lời văn của ngày này."


@dataclass(frozen=True, slots=True)
class UnheldAmendment:
    """What an act did to a unit, from a day on, that no text held has."""

    eid: str  # of the unit; empty where nobody knows which Điều the act touched
    by: str  # number of the act
    since: date
    repealed: bool = False
    touches: str = ""  # in the words of the catalogue: "Điều 7: thêm khoản 6a, bỏ điểm g khoản 7"

    @property
    def words(self) -> str:
        """Return it as a sentence; without WORDING_NOT_HELD."""
        label, day = label_of(self.eid), f"{self.since:%d/%m/%Y}"
        if self.repealed:
            return f"{label} đã bị bãi bỏ bởi {self.by} từ ngày {day}."
        touched = f" ({self.touches})" if self.touches not in ("", label) else ""
        return f"{label} đã được sửa đổi bởi {self.by} từ ngày {day}{touched}."


def unheld_amendment(held: Held, eid: str, store: CorpusReader, force: ForceTable, on: date) -> UnheldAmendment | None:
    """Return the act that changed the unit of a place by the day and after the text held of it began, if one did."""
    unit = unit_eid(eid)
    linked = _by_links(held, unit, store, force, on)
    told = (one for one in _by_catalogue(held, force, on) if one.eid == unit)
    return next(linked, None) or next(told, None)


def unheld_note(held: Held, eid: str, store: CorpusReader, force: ForceTable, on: date) -> str:
    """Return the sentences that tell a reader of a wording that is not held; empty where there is none to miss."""
    found = unheld_amendment(held, eid, store, force, on)
    return f"{found.words} {WORDING_NOT_HELD}" if found and not found.repealed else ""


def may_be_added(held: Held, eid: str, store: CorpusReader, force: ForceTable, on: date) -> UnheldAmendment | None:
    """Return the act that may have added a place which the text held lacks: one of its Điều, or of no Điều known."""
    found = unheld_amendment(held, eid, store, force, on)
    if found is not None:
        return None if found.repealed else found
    return next((one for one in _by_catalogue(held, force, on) if not one.eid and not one.repealed), None)


def _by_links(held: Held, unit: str, store: CorpusReader, force: ForceTable, on: date) -> Iterator[UnheldAmendment]:
    text_from = held.valid_from or held.as_of or start_of(held)
    for link in store.links_to(held.work.number, unit):
        if link.kind not in (LinkKind.AMENDS, LinkKind.REPEALS):
            continue
        amenders = store.works_by_number(link.from_number)
        first_day = force.of_work(amenders[0], on, codified=False).since if len(amenders) == 1 else None
        if first_day and text_from < first_day <= on:
            yield UnheldAmendment(unit, link.from_number, first_day, repealed=link.kind is LinkKind.REPEALS)


def _by_catalogue(held: Held, force: ForceTable, on: date) -> Iterator[UnheldAmendment]:
    """Yield what the catalogue knows to have changed a work since the text held, one for each Điều touched."""
    begins = start_of(held)
    codified = held.origin is Origin.CODIFIED  # the codified law lags behind its day
    text_from = begins if codified else held.valid_from or held.as_of or begins
    for relation in _changes(held.work, force):
        amender = force.known(relation.number)
        since = amender.effective if amender else None
        if relation.number in held.acts or since is None or not text_from < since <= on:
            continue
        repealed = relation.kind is RelationKind.REPEALED_BY
        touched = {eid_of(Place(cited.article)) for cited in find_citations(relation.touches)} - {""}
        for eid in sorted(touched) or [""]:
            yield UnheldAmendment(eid, relation.number, since, repealed, relation.touches)


def _changes(work: Work, force: ForceTable) -> list[Relation]:
    instrument = force.instrument(work)
    relations = instrument.relations if instrument else ()
    return [one for one in relations if one.kind in (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY)]
