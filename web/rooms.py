"""Opens the rooms of a home folder: the corpus, search, and what is known of force."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.home import Home
from corpus.store import CorpusStore
from search.service import SearchService, SearchSettings


@dataclass(frozen=True, slots=True)
class Rooms:
    """The open rooms of one home folder."""

    home: Home
    store: CorpusStore
    force: ForceTable
    search: SearchService

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open."""
        self.search.close()
        self.store.close()


def open_rooms(home: Home, settings: SearchSettings | None = None) -> Rooms:
    """Open a home folder, making it where it does not exist. Models and the index are loaded when first needed."""
    home.create()
    store = CorpusStore(home.corpus)
    force = ForceTable(load_catalogue(), records=store)
    return Rooms(home, store, force, SearchService(store, force, home.index, settings))
