"""What an index of passages must do, wherever it runs; one contract suite holds every kind to it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CancuError
from corpus.text import slug
from search.lexical import SparseVector
from search.passage import Passage

SPARSE = "words"  # names of the two vectors of a point
DENSE = "meaning"
KEYWORDS = ("work", "type", "issuer", "place", "source_class")  # payload fields that filters match
DAYS = ("effective", "expired")  # payload fields that filters compare, as YYYYMMDD
ALWAYS, NEVER = 0, 99999999  # the day of what has no known beginning, and of what has no known end


class SearchIndexError(CancuError):
    """The index cannot do what was asked of it."""


class IndexBusyError(SearchIndexError):
    """Another process owns the index."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Chỉ mục {place} đang được một chương trình Căn Cứ khác sử dụng. "
            "Hãy dừng chương trình đó (thường là `cancu serve`), hoặc tra cứu qua địa chỉ web của nó."
        )


class IndexDamagedError(SearchIndexError):
    """The files or the answers of the index are not what they should be."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"Không đọc được chỉ mục {place}: {reason}. Hãy chạy `cancu index --rebuild`.")


class IndexMissingError(SearchIndexError):
    """No index has been made yet."""

    def __init__(self, place: str) -> None:
        super().__init__(f"Chưa có chỉ mục trong {place}. Hãy chạy `cancu index`.")


class IndexOutdatedError(SearchIndexError):
    """The index was made by another release, or with another encoder or other settings."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Chỉ mục được tạo với {what} khác với hiện nay. Hãy chạy `cancu index`.")


class IndexUnreachableError(SearchIndexError):
    """The Qdrant server does not answer."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"Không kết nối được máy chủ Qdrant {url}: {reason}.")


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A passage with its two vectors; ``dense`` has length one, or is all zeros."""

    passage: Passage
    sparse: SparseVector
    dense: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFilter:
    """Which passages may answer; an empty field does not limit. Names compare without marks and case."""

    works: tuple[str, ...] = ()  # slugs
    type: str = ""
    issuer: str = ""  # one of a joint paper's issuers is enough
    place: str = ""
    source_class: str = ""
    in_force_on: date | None = None  # effective ≤ day < expired; an unknown date does not exclude
    expired_by: date | None = None  # expired ≤ day
    not_yet_on: date | None = None  # effective > day


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SearchRequest:
    """One question to the index. A lane without a vector finds nothing and scores zero."""

    sparse: SparseVector | None = None
    dense: NDArray[np.float32] | None = None
    filter: PassageFilter = field(default_factory=PassageFilter)
    limit: int = 200  # passages that each lane brings


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score in both lanes, whichever lane brought it."""

    id: int
    lexical: float  # BM25
    dense: float  # cosine


class Index(Protocol):
    """Holds points and finds them; every call is complete when it returns."""

    def upsert(self, points: Sequence[Point]) -> None:
        """Add points; one with the same passage id is replaced."""
        ...

    def delete(self, works: Collection[str]) -> None:
        """Forget all passages of the works with these slugs."""
        ...

    def search(self, request: SearchRequest) -> list[Scored]:
        """Return the best of each lane, united, each with both scores; by passage id."""
        ...

    def count(self) -> int:
        """Count the points."""
        ...

    def settle(self) -> None:
        """Make what was written durable and quick to search and to open again."""
        ...

    def close(self) -> None:
        """Let go of the files or the connection; nothing may be asked afterwards."""
        ...


class Remote(Protocol):
    """A place outside this process that keeps indexes by name, each whole and searched by many."""

    def create(self, name: str, dim: int) -> Index:
        """Make an empty index."""
        ...

    def load(self, name: str) -> Index:
        """Open an index. Raises IndexMissingError or IndexUnreachableError."""
        ...

    def drop(self, name: str) -> None:
        """Delete an index, if it is there."""
        ...


def payload_of(passage: Passage) -> dict[str, Any]:
    """Return what is stored beside a passage's vectors, for filters; where it lies says search.forward."""
    return {
        "work": passage.slug,
        "type": _slug(passage.type),
        "issuer": list(issuer_slugs(passage.issuer)),
        "place": _slug(passage.place),
        "source_class": _slug(passage.source_class),
        "effective": day_number(passage.effective) if passage.effective else ALWAYS,
        "expired": day_number(passage.expired) if passage.expired else NEVER,
    }


_slug = lru_cache(maxsize=4096)(slug)  # thousands of passages share one type, issuer, place


@lru_cache(maxsize=4096)
def issuer_slugs(issuer: str) -> tuple[str, ...]:
    """Return what an issuer can be found by: as a whole, and each issuer of a joint paper.

    >>> issuer_slugs("Bộ Công an, Bộ Quốc phòng")
    ('bo-cong-an-bo-quoc-phong', 'bo-cong-an', 'bo-quoc-phong')
    """
    parts = (issuer, *issuer.replace(";", ",").split(","))
    return tuple(dict.fromkeys(filter(None, map(slug, parts))))


def day_number(day: date) -> int:
    """Return a day as a number that sorts: 20250701."""
    return day.year * 10000 + day.month * 100 + day.day


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement on a payload field: one of the values, or within the bounds (both included)."""

    field: str
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


def conditions_of(wanted: PassageFilter) -> list[Condition]:
    """Return what a filter requires, in the terms that every index can state."""
    named = {"type": wanted.type, "issuer": wanted.issuer, "place": wanted.place, "source_class": wanted.source_class}
    conditions = [Condition(name, (slug(value),)) for name, value in named.items() if value]
    if wanted.works:
        conditions.append(Condition("work", wanted.works))
    if wanted.in_force_on:
        today = day_number(wanted.in_force_on)
        conditions += [Condition("effective", most=today), Condition("expired", least=today + 1)]
    if wanted.expired_by:
        conditions.append(Condition("expired", most=day_number(wanted.expired_by)))
    if wanted.not_yet_on:
        conditions.append(Condition("effective", least=day_number(wanted.not_yet_on) + 1))
    return conditions


def united(lanes: Iterable[tuple[dict[int, float], dict[int, float]]]) -> list[Scored]:
    """Return every candidate with both scores; a lane that gave it none scores zero. By passage id."""
    lexical: dict[int, float] = {}
    dense: dict[int, float] = {}
    for words, meaning in lanes:
        lexical |= words
        dense |= meaning
    return [Scored(id_, lexical.get(id_, 0.0), dense.get(id_, 0.0)) for id_ in sorted({*lexical, *dense})]
