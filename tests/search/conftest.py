"""A store that tests fill."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import CorpusStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        yield opened
