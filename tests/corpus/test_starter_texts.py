"""The handbook as a text of the corpus: guidance, never law, and cut like any other text."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.citation import find_citations
from corpus.expression import tiling_gaps
from corpus.force import ForceTable
from corpus.handbook import HANDBOOK_DAY, load_handbook
from corpus.provision import Level, eid_of_path, path_of
from corpus.starter_texts import HANDBOOK, starter
from corpus.store import CorpusStore
from corpus.text import clean
from corpus.work import SourceClass, Status

SOURCE, (EXPRESSION,), CONTENT = starter()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(SOURCE, [EXPRESSION])
        yield opened


def test_the_text_is_tiled_by_its_entries() -> None:
    assert tiling_gaps(EXPRESSION) == []
    assert len(EXPRESSION.units) == len(load_handbook())
    assert {unit.provision.level for unit in EXPRESSION.units} == {Level.ITEM}


def test_every_statement_is_a_place_of_its_own() -> None:
    for unit, entry in zip(EXPRESSION.units, load_handbook(), strict=True):
        clauses = unit.provision.children
        assert len(clauses) == len(entry.statements)
        for part, statement in zip(clauses, entry.statements, strict=True):
            assert clean(statement.text).removesuffix(".") in part.text
            assert unit.provision.text[part.start - unit.provision.start : part.end - unit.provision.start] == part.text
            assert eid_of_path(path_of(part.eid)) == part.eid


def test_the_text_is_clean() -> None:
    assert clean(EXPRESSION.text) == EXPRESSION.text


def test_the_source_is_known_by_its_bytes() -> None:
    assert hashlib.sha256(CONTENT).hexdigest() == SOURCE.sha256
    assert SOURCE.size == len(CONTENT)
    assert starter() == (SOURCE, (EXPRESSION,), CONTENT)


def test_it_is_guidance_and_never_in_force(store: CorpusStore) -> None:
    held = store.unit(HANDBOOK, "item_1", HANDBOOK_DAY)
    assert held.work.source_class is SourceClass.GUIDANCE
    assert ForceTable(load_catalogue()).on(held, HANDBOOK_DAY).status is Status.UNCERTAIN


def test_it_opens_by_its_name_and_address(store: CorpusStore) -> None:
    assert store.work("so-tay-can-cu") == store.work("Sổ tay Căn Cứ") == HANDBOOK
    assert HANDBOOK.name == "Sổ tay Căn Cứ"


def test_the_grounds_in_its_words_read_back_as_citations() -> None:
    first = EXPRESSION.units[0].provision.children[0]
    assert any(found.work.number == "53/2024/QH15" and found.article == "37" for found in find_citations(first.text))
