"""The typed face of search: find, ask, show; one for a process, shared by its threads."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.provision import Provision
from corpus.rows import Held
from corpus.work import Status
from search.answer import Answer
from search.hit import Hit
from search.query import Filters, PersonClass, Query


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a question."""

    query: Query
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One provision on a day, with the unit it lies in."""

    held: Held
    provision: Provision
    status: Status
    on: date


class SearchFace(Protocol):
    """What doors may ask of search."""

    def find(self, text: str, *, on: date, k: int = 10, filters: Filters = ...) -> Found:
        """Return the provisions nearest to the question, best first."""

    def ask(
        self,
        question: str,
        *,
        on: date,
        identified_on: date | None = None,
        person_class: PersonClass | None = None,
        filters: Filters = ...,
    ) -> Answer:
        """Return an answer with its grounds, or a refusal with its reason."""

    def show(self, address: str, *, on: date) -> Shown:
        """Return the provision that any written form of a citation names, or a permalink's tail."""
