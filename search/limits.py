"""Filters: what passes them, and which of them a hit does not pass."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields

from corpus.case import Support
from corpus.errors import CancuError
from corpus.provision import Provision
from corpus.text import slug
from corpus.work import SourceClass, Status
from search.case_reader import names_support
from search.hit import Hit
from search.index.protocol import issuer_slugs
from search.query import Filters


class UnknownFilterError(CancuError):
    """A filter has a value that nothing can have."""

    def __init__(self, value: str, known: Iterable[str]) -> None:
        super().__init__(f"Bộ lọc không có giá trị “{value}”. Hãy chọn một trong: {', '.join(known)}.")


def concerns(unit: Provision, support: Support) -> bool:
    """Tell whether a Điều or an entry of the handbook names a kind of support, in its heading or anywhere in its text.

    The words of each kind stand in ``case_words.tsv``. A Điều that names many kinds concerns each of them; one that
    only points to another ("như điểm b khoản 1") names none, and is not found.
    """
    return names_support(f"{unit.heading}\n{unit.text}", support)


def barred_by(filters: Filters, hit: Hit) -> tuple[str, ...]:
    """Return the names of the filters that a hit does not pass, in the order of ``Filters``."""
    work = hit.held.work
    passes = {
        "type": slug(filters.type) == slug(work.type),
        "issuer": slug(filters.issuer) in issuer_slugs(work.issuer),
        "place": slug(filters.place) == slug(work.place),
        "status": filters.status == hit.status,
        "source_class": filters.source_class == work.source_class,
        "support": not filters.support or concerns(hit.held.unit.provision, Support(filters.support)),
    }
    return tuple(name for name in chosen(filters) if not passes[name])


def chosen(filters: Filters) -> dict[str, str]:
    """Return the filters that limit, by name, in the order of ``Filters``."""
    values = {field.name: str(getattr(filters, field.name)) for field in fields(filters)}
    return {name: value for name, value in values.items() if value}


def barred(filters: Filters, hits: Iterable[Hit]) -> dict[str, int]:
    """Return how many of the hits each filter bars, by itself; a hit may be barred by several."""
    found = Counter(name for hit in hits for name in barred_by(filters, hit))
    return {name: found[name] for name in chosen(filters)}


def require_known(filters: Filters) -> None:
    """Raise UnknownFilterError for a code that is none; names of types, issuers and places may be any."""
    for value, known in ((filters.status, Status), (filters.source_class, SourceClass), (filters.support, Support)):
        if value and value not in list(known):
            raise UnknownFilterError(value, known)
