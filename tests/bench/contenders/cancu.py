"""Căn Cứ through its own path: the corpus store, the index, ``find``."""

from datetime import date
from importlib import import_module
from pathlib import Path

from corpus.home import Home
from search.evaluation.run import articles_of
from tests.bench.sample import Sample
from web.rooms import Rooms, open_rooms

DAY = date(2026, 1, 31)  # of the snapshot that the corpus was made from


class Cancu:
    """Search over a home folder whose corpus is filled already."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def index(self) -> None:
        """Cut, weigh, encode and write what the corpus holds."""
        self._rooms.search.index(rebuild=True)

    def find(self, question: str, k: int) -> list[str]:
        """Return the names of the articles that hold the hits."""
        return [item.article for item in articles_of(self._rooms.search.find(question, on=DAY, k=k))]

    def close(self) -> None:
        """Close store and index."""
        self._rooms.close()


def make(home: Path, sample: Sample) -> Cancu:
    """Open the rooms of the home folder; Haystack is imported here, since that is no part of indexing."""
    import_module("search.pipeline")
    return Cancu(open_rooms(Home(home)))
