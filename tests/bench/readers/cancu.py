"""Căn Cứ's own readers, each file in a child process with limits."""

from collections.abc import Sequence
from pathlib import Path

from corpus.home import Home
from corpus.store import CorpusStore
from ingest.errors import IngestError
from ingest.pipeline import ingest, text_of
from tests.bench.readers import Text


def read(files: Sequence[Path], folder: Path) -> Text:
    """Return what ``cancu text`` gives."""
    characters = failed = 0
    for file in files:
        try:
            characters += len(text_of(file))
        except IngestError:
            failed += 1
    return Text(characters, failed)


def load(files: Sequence[Path], folder: Path) -> Text:
    """Do what ``cancu ingest`` does: read, find the structure, tell doubts and links, store."""
    home = Home(folder)
    home.create()
    store = CorpusStore(home.corpus)
    report = ingest(files, store, home.sources)
    units = store.expression_units(store.expressions())
    characters = sum(len(held.unit.provision.text) for held in units)
    store.close()
    return Text(characters, report.totals.quarantined)
