"""The dumps of section 39.8 of the codified law: what a later one says otherwise."""

from datetime import date

import pytest

from corpus.link import Link
from corpus.provision import Provision
from ingest.codified import read_codified
from ingest.codified_identity import CodifiedMap
from ingest.errors import WithdrawnError
from tests.shared import require_shared

pytestmark = pytest.mark.shared
DUMPS = (date(2023, 12, 1), date(2025, 2, 1), date(2025, 3, 1))


def read(day: date) -> tuple[dict[tuple[str, str], Provision], set[Link]]:
    name = f"demuc_39.8_phong_chong_mua_ban_nguoi_{day:%Y-%m}.html"
    page = require_shared("data", "trafficking", "raw_phapdien", name).read_bytes()
    reading = read_codified(page, as_of=day, known=CodifiedMap())
    texts = {
        (expression.work.number, unit.provision.eid): unit.provision
        for expression in reading.expressions
        for unit in expression.units
    }
    return texts, set(reading.links)


def test_three_dumps_say_the_same_words_though_their_files_differ() -> None:
    """No text changed between December 2023 and March 2025: only links to related articles did, and line ends."""
    first, second, third = (read(day) for day in DUMPS)
    assert len(first[0]) == 153
    assert first[0] == second[0] == third[0]


def test_the_last_dump_has_lost_the_section() -> None:
    with pytest.raises(WithdrawnError):
        read(date(2026, 1, 1))
