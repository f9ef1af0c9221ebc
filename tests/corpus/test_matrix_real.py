"""The matrix that ships, read against the real texts of the shared data."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.case import PersonClass, Support
from corpus.catalogue import load_catalogue
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.handbook import Regime
from corpus.matrix import Matrix, State, matrix
from corpus.store import CorpusStore
from ingest.codified import read_codified
from ingest.codified_identity import CodifiedMap
from tests.entitlements import TODAY, cell, text_of_law
from tests.laws import source
from tests.shared import require_shared

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    with CorpusStore(tmp_path_factory.mktemp("real") / "corpus.db") as store:
        for name, day in (
            ("39.8_phong_chong_mua_ban_nguoi_2025-03", date(2025, 3, 1)),
            ("4.5_tro_giup_phap_ly_2026-01", date(2026, 1, 1)),
        ):
            page = require_shared("data", "trafficking", "raw_phapdien", f"demuc_{name}.html").read_bytes()
            reading = read_codified(page, as_of=day, known=CodifiedMap())
            store.add(source(name), reading.expressions)
        store.add(source("trích"), [text_of_law(excerpt(), origin=Origin.EXCERPT, complete=False)])
        yield matrix(store, ForceTable(load_catalogue(), records=store), TODAY)


def excerpt() -> str:
    """Return Điều 37 as a public page gives its first four khoản."""
    path: Path = require_shared("data", "trafficking", "page_excerpts.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text: str = next(row["text"] for row in rows if row["part"].startswith("Điều 37"))
    return text[text.index("Điều 37.") :].rstrip() + "\n"


def test_every_cell_that_the_table_knows_of_the_old_law_stands_in_the_real_text(found: Matrix) -> None:
    old = [one for one in found.cells if one.regime is Regime.OLD]
    assert Counter(one.state for one in old) == {State.PROVIDED: 26, State.NOT_PROVIDED: 20, State.UNKNOWN: 14}
    for one in old:
        expected = {True: State.PROVIDED, False: State.NOT_PROVIDED, None: State.UNKNOWN}[one.curated.provided]
        assert one.state is expected, one.reason


def test_every_listed_cell_of_the_new_law_stands_in_the_excerpt(found: Matrix) -> None:
    new = [one for one in found.cells if one.regime is Regime.NEW and one.support is not Support.PROTECTION]
    assert Counter(one.state for one in new) == {State.PROVIDED: 36, State.NOT_PROVIDED: 19}


def test_no_detail_of_a_text_that_is_held_is_wrong(found: Matrix) -> None:
    assert [(note.curated.text, note.reading.wrong) for note in found.doubtful if note.reading] == []
    held = [note for one in found.cells for note in one.details if note.reading and note.reading.quote]
    assert len({note.curated for note in held}) > 10


def test_a_clause_that_an_amendment_added_is_missing_from_the_store_not_from_the_law(found: Matrix) -> None:
    """The codified page of January 2026 still prints Điều 7 of 11/2017/QH14 without khoản 6a."""
    legal_aid = cell(found, PersonClass.VICTIM, Support.LEGAL_AID)
    added = next(note for note in legal_aid.details if note.curated.spot and note.curated.spot.ground.clause == "6a")
    assert added.reading is not None
    assert (added.reading.wrong, added.reading.absence is not None) == ("", True)


def test_the_old_law_is_quoted_as_it_stood_on_its_last_day(found: Matrix) -> None:
    quote = cell(found, PersonClass.FOREIGNER, Support.TRAVEL, Regime.OLD).quotes[0]
    assert quote.provision.eid == "art_32__cl_2"
    assert quote.status.value == "expired"
