"""All works held, as they stand on a day, ready to be filtered, counted and ordered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from corpus.collation import collation_key
from corpus.force import ForceTable
from corpus.number import number_key, year_of_number
from corpus.reading import CorpusReader
from corpus.text import canonical, fold
from corpus.work import STATUS_NAMES, Status, Work
from ingest.issuers import issuer_of_number, proper_issuer
from web.library.topics import topics_of
from web.words import NOT_LAW

FACETS = ("loai", "co_quan", "nam", "tinh_trang", "chu_de", "nguon")  # as they stand in an address
_STATUS_ORDER = list(STATUS_NAMES)


@dataclass(frozen=True, slots=True)
class Line:
    """A work on the shelf: its status on the day, and what it is found and counted by."""

    work: Work
    status: Status
    issuer: str
    issuer_told: bool  # by the source; else the issuer is that of the number
    words: str  # folded
    key: str  # of the number
    values: Mapping[str, tuple[str, ...]]  # by facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person looks for; an empty field does not limit."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)  # by facet
    order: str = "moi"


@dataclass(frozen=True, slots=True)
class Browsed:
    """The lines found, in order, and how many there would be for each value of each facet."""

    lines: Sequence[Line]
    counts: Mapping[str, Counter[str]]


class Shelf:
    """The works of one day."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def browse(self, wanted: Wanted) -> Browsed:
        """Return what was looked for. A facet is counted as if nothing were chosen in it: other choices stay open."""
        tokens = [(token, number_key(token)) for token in fold(wanted.words).split()]
        limits = {facet: value for facet, value in wanted.chosen.items() if value}
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        found = []
        for line in self._ordered(wanted.order):
            if not all(token in line.words or key in line.words for token, key in tokens):
                continue
            missed = [facet for facet, value in limits.items() if value not in line.values[facet]]
            for facet in FACETS if not missed else missed if len(missed) == 1 else ():
                counts[facet].update(line.values[facet])
            if not missed:
                found.append(line)
        if any(key[:1].isdigit() for _, key in tokens):  # a number: the work that bears it before those that name it
            found.sort(key=lambda line: not any(line.key.startswith(key) for _, key in tokens))
        return Browsed(found, counts)

    def _ordered(self, order: str) -> Sequence[Line]:
        if order == "ten":
            return self._by_title
        return self._by_number if order == "so" else self._by_day

    @cached_property
    def _by_title(self) -> Sequence[Line]:
        return sorted(self._by_number, key=lambda line: collation_key(line.work.title or line.work.name))

    @cached_property
    def _by_number(self) -> Sequence[Line]:
        return sorted(self._lines, key=lambda line: collation_key(line.work.number))

    @cached_property
    def _by_day(self) -> Sequence[Line]:
        return sorted(self._by_number, key=_newness, reverse=True)


def _newness(line: Line) -> str:
    return line.work.issued.isoformat() if line.work.issued else next(iter(line.values["nam"]), "")


def make_shelf(store: CorpusReader, force: ForceTable, on: date) -> Shelf:
    """Return the shelf of a day."""
    with store.one_state():
        works = store.works()
        statuses = [force.of_work(work, on, codified=store.is_codified(work)).status for work in works]
    names: dict[str, str] = {}  # one writing for each issuer
    return Shelf([_line(work, status, names) for work, status in zip(works, statuses, strict=True)])


def _line(work: Work, status: Status, names: dict[str, str]) -> Line:
    told = proper_issuer(work.issuer) if work.issuer else issuer_of_number(work.number)
    issuer = names.setdefault(canonical(told), told) if told else ""
    year = str(work.issued.year) if work.issued else year_of_number(work.number) or ""
    values = {
        "loai": (work.type,) if work.type else (),
        "co_quan": (issuer,) if issuer else (),
        "nam": (year,) if year else (),
        "tinh_trang": () if work.source_class in NOT_LAW else (status.value,),
        "chu_de": tuple(sorted(topic.value for topic in topics_of(work))),
        "nguon": (work.source_class.value,),
    }
    key = number_key(work.number)
    words = f"{fold(f'{work.name} {work.title} {work.issuer}')} {key}"
    return Line(work, status, issuer, bool(work.issuer), words, key, values)


def in_order(facet: str, counts: Counter[str], names: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the values of a facet as a list shows them: years from the newest, statuses by rank, others A–Z."""
    if facet == "nam":
        return sorted(counts.items(), reverse=True)
    if facet == "tinh_trang":
        return sorted(counts.items(), key=lambda pair: _STATUS_ORDER.index(Status(pair[0])))
    return sorted(counts.items(), key=lambda pair: collation_key(names.get(pair[0], pair[0])))
