"""The table of law names helps reading; it must not tell other days than the catalogue, where that is sure."""

from corpus.catalogue import RelationKind, load_catalogue
from corpus.law_names import KNOWN_LAWS
from corpus.law_table import AMENDMENTS
from corpus.number import number_key


def test_names_and_catalogue_give_the_same_first_days() -> None:
    told = {}
    for instrument in load_catalogue().instruments:
        law = KNOWN_LAWS.numbered(instrument.number)
        if law and instrument.effective and "effective" not in instrument.unverified_fields:
            named = {number_key(version.number): version.effective for version in law.versions}
            told[instrument.number] = (named[number_key(instrument.number)], instrument.effective.isoformat())
    assert len(told) >= 8
    assert {number: days for number, days in told.items() if days[0] != days[1]} == {}


def test_names_and_catalogue_give_the_same_amending_acts() -> None:
    """An amending act that both know amends the same law in both."""
    known = {number_key(instrument.number): instrument for instrument in load_catalogue().instruments}
    for row in AMENDMENTS.splitlines():
        amended, year, amending = row.split()
        assert amending.split("/")[1] == year, row
        instrument = known.get(number_key(amended))
        if instrument and number_key(amending) in known:
            acts = [number_key(link.number) for link in instrument.relations if link.kind is RelationKind.AMENDED_BY]
            assert number_key(amending) in acts, row
