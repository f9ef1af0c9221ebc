"""What the store holds, for those who choose from it: how much, of which kinds, by whom, as of when."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.reading import CorpusReader, Counts
from corpus.text import slug
from corpus.work import Work

_MANY = 60  # values of one filter that are offered, the most frequent
# Behind "và" another office begins; "Lao động - Thương binh và Xã hội" is one.
_JOINT = re.compile(r"\s+và\s+(?:Bộ|Ban|Hội|Tổng|Thanh tra|Ngân hàng|Văn phòng|[UỦ][ỷy] ban|Viện|T[oò][àa] án)\b")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a filter may have, and how many works have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the store holds."""

    counts: Counts
    values: dict[str, tuple[Value, ...]]  # by the name of the filter, most frequent first
    newest: date | None  # the day the newest of its works was issued


def read_holdings(store: CorpusReader) -> Holdings:
    """Return what the store holds; it is read whole, so keep it (web/library/remember.py)."""
    works = store.works()
    values = {
        "type": _values(work.type for work in works),
        "issuer": _values(issuer for work in works for issuer in _issuers(work)),
        "place": _values(work.place for work in works),
    }
    return Holdings(store.counts(), values, max((work.issued for work in works if work.issued), default=None))


def _values(names: Iterable[str]) -> tuple[Value, ...]:
    """Return the values, those that search cannot tell apart as one, in the writing met most often."""
    writings: dict[str, Counter[str]] = {}
    for name in filter(None, names):
        writings.setdefault(slug(name), Counter())[name] += 1
    found = [Value(written.most_common(1)[0][0], written.total()) for written in writings.values()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.value))[:_MANY])


def _issuers(work: Work) -> Iterator[str]:
    """Yield who issued a work, each of several, as far as search can tell them apart."""
    parts = [part.strip() for part in work.issuer.replace(";", ",").split(",")]
    yield from dict.fromkeys(part for part in parts if not _JOINT.search(part))
