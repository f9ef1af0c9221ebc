"""What is compared in search, a module each, so that a child process loads one framework only."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from tests.bench.sample import Sample


class Contender(Protocol):
    """Something that indexes a corpus and answers questions from it."""

    def index(self) -> None:
        """Make the articles findable; reading the corpus and weighing its words are part of it."""

    def find(self, question: str, k: int) -> list[str]:
        """Return the names of the nearest articles, best first, each once."""

    def close(self) -> None:
        """Let go of files and processes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a contender is to be found, and what it is called in the table."""

    module: str
    maker: str
    label: str
    questions: int = 1_000_000  # at most so many are asked


FEW = 25  # questions put to what takes a second for each; all are judged on these too

ENTRIES = {
    "cancu": Entry("cancu", "make", "**Căn Cứ** (`SearchService`, Qdrant Edge)"),
    "bm25s-pairs": Entry("bm25s", "make_with_pairs", "bm25s, syllables and pairs"),
    "bm25s": Entry("bm25s", "make", "bm25s, syllables"),
    "haystack": Entry("haystack_memory", "make", "Haystack `InMemoryDocumentStore`, BM25, syllables"),
    "qdrant-local": Entry("qdrant_local", "make", "qdrant-client local mode, the same vectors, RRF", FEW),
}

LANES = {
    "words": Entry("lanes", "make_words", "words alone: BM25 over passages"),
    "meaning": Entry("lanes", "make_meaning", "meaning alone: the encoder"),
    "fused": Entry("lanes", "make_fused", "both, fused by weighted scores"),
    "ranked": Entry("lanes", "make_ranked", "then weighed by the learned ranker"),
    "find": Entry("cancu", "make", "the whole `find`"),
}


def entry_of(name: str) -> Entry:
    """Return where a contender or a lane is to be found."""
    return (ENTRIES | LANES)[name]


def make(name: str, home: Path, sample: Sample) -> Contender:
    """Load a contender or a lane; it keeps its files in ``home``, where Căn Cứ's corpus lies too."""
    entry = entry_of(name)
    module = import_module(f"tests.bench.contenders.{entry.module}")
    maker = cast(Callable[[Path, Sample], Contender], getattr(module, entry.maker))
    return maker(home, sample)
