"""What the store lacks, as doors give it."""

from datetime import date

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.gaps import Gap, addresses_of, find_gaps
from corpus.handbook import load_handbook
from corpus.publishers import publisher_of
from corpus.reading import CorpusReader
from web.gap_schemas import AddressJson, GapJson, GapsJson

FEW, MOST = 30, 1_000  # gaps shown where nobody says how many, and at most


def gaps_json(store: CorpusReader, force: ForceTable, on: date, k: int) -> GapsJson:
    """Return the ``k`` gaps of a store that are needed most on a day."""
    found = find_gaps(store, force, load_catalogue(), load_handbook(), on)
    return {
        "on": on.isoformat(),
        "total": len(found),
        "gaps": [_gap_json(gap, store, force) for gap in found[:k]],
    }


def _gap_json(gap: Gap, store: CorpusReader, force: ForceTable) -> GapJson:
    return {
        "number": gap.work.number,
        "type": gap.work.type,
        "title": gap.work.title,
        "status": gap.status,
        "held": gap.held,
        "lacking": list(gap.lacking),
        "need": gap.need,
        "statements": gap.statements,
        "places": gap.places,
        "ties": gap.ties,
        "entries": list(gap.entries),
        "cited_from": list(gap.cited_from),
        "tied_to": list(gap.tied_to),
        "addresses": [address_json(address) for address in addresses_of(gap.work.number, store, force)],
    }


def address_json(address: str) -> AddressJson:
    """Return an address, and who answers for it."""
    publisher = publisher_of(address)
    return {"url": address, "publisher": publisher.name if publisher else None}
