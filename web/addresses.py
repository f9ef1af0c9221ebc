"""Addresses of provisions, as they stand in ``/vb/…`` and ``/api/v1/provisions/…``."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

from corpus.errors import UnknownProvisionError, UnknownWorkError
from corpus.expression import Unit
from corpus.force import ForceTable
from corpus.lacking import missing_error
from corpus.provision import Level, Provision, eid_of_path, label_of, natural_key
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.text import slug as slug_of
from corpus.work import Work

_STEP = re.compile(
    r"(?:dieu|khoan|diem|muc|phu-luc|mau|body|head|foot|part|chp|sec|subsec|dash|par|quote)(?:-[^/]*)?", re.IGNORECASE
)
_MAX_ADDRESS = 300
_MOST_FIELDS = 10  # of the query of an address


@dataclass(frozen=True, slots=True)
class Address:
    """A work by slug or number, and a place in it; an empty eId is the whole work."""

    work: str
    eid: str


@dataclass(frozen=True, slots=True)
class Located:
    """What an address names: a provision and the unit it lies in."""

    held: Held
    provision: Provision


def parse_address(text: str) -> Address:
    """Split an address where the first step of a place begins.

    >>> parse_address("66/2011/QH12/dieu-32/khoan-1"), parse_address("66-2011-qh12")
    (Address(work='66/2011/QH12', eid='art_32__cl_1'), Address(work='66-2011-qh12', eid=''))
    """
    steps = [step for step in text[:_MAX_ADDRESS].split("/") if step]
    cut = next((index for index, step in enumerate(steps) if index and _STEP.fullmatch(step)), len(steps))
    return Address("/".join(steps[:cut]), eid_of_path("/".join(steps[cut:])))


def moved_address(address: Address, store: CorpusReader) -> Address:
    """Return where an address leads today; one that was never given out, or still stands, is returned as it is."""
    asked = slug_of(address.work), address.eid
    today = store.place_today(*asked)
    return address if today == asked else Address(*today)


def work_at(address: Address, store: CorpusReader) -> Work:
    """Return the work of an address. Raises UnknownWorkError or AmbiguousNumberError."""
    if not any(letter.isalnum() for letter in address.work):
        raise UnknownWorkError(address.work or "không tên")
    return store.work(address.work)


def locate(work: Work, eid: str, store: CorpusReader, on: date, *, force: ForceTable | None = None) -> Located:
    """Return the provision with this eId on a day. Raises UnknownProvisionError.

    With ``force`` the error also tells a place that the law lacks from one that only the store lacks.
    """
    try:
        held = store.unit(work, eid, on)
    except UnknownProvisionError as error:
        if force is None:
            raise
        raise missing_error(work, eid, None, store, force) from error
    provision = held.unit.provision.find(eid)
    if provision is None:
        unknown = UnknownProvisionError(work.name, label_of(eid))
        raise missing_error(work, eid, held, store, force) if force else unknown
    return Located(held, provision)


def whole(work: Work, store: CorpusReader, on: date) -> Located:
    """Return the whole text of a work on a day as one provision without a number.

    Raises UnknownWorkError when nothing of it is held any more.
    """
    held = store.units(work, on)
    if not held:
        raise UnknownWorkError(work.number)
    first = held[0]
    text = "".join(part.unit.provision.text for part in held)
    start = first.unit.provision.start
    provision = Provision("", Level.BODY, "", work.title, text, start, start + len(text), first.unit.provision.page)
    root = Held(
        work,
        Unit(provision),
        first.source,
        first.expression_id,
        first.unit_id,
        first.origin,
        first.valid_from,
        first.as_of,
        all(part.complete for part in held),
    )
    return Located(root, provision)


def neighbours(held: Held, units: list[Held]) -> tuple[Held | None, Held | None]:
    """Return the citable units before and after this one."""
    citable = [other for other in units if other.unit.provision.level in CITABLE]
    here = next((index for index, other in enumerate(citable) if other.unit_id == held.unit_id), None)
    if here is None:
        return None, None
    before = citable[here - 1] if here else None
    return before, citable[here + 1] if here + 1 < len(citable) else None


def nearest_numbers(num: str, units: list[Held], *, count: int = 5) -> list[Held]:
    """Return the articles or items whose numbers stand nearest to ``num``."""
    citable = [held for held in units if held.unit.provision.level in (Level.ARTICLE, Level.ITEM)]
    if not citable:
        return []
    wanted = natural_key(num)
    after = next(
        (index for index, held in enumerate(citable) if natural_key(held.unit.provision.num) > wanted), len(citable)
    )
    start = max(0, min(after - count // 2, len(citable) - count))
    return citable[start : start + count]


CITABLE = (Level.ARTICLE, Level.ITEM, Level.ANNEX, Level.FORM, Level.BODY)


def path_and_day(address: str) -> tuple[str, str]:
    """Return a permalink without its day, and the day as it is written there; nothing of what is no address."""
    try:
        parts = urlsplit(address)
        days = parse_qs(parts.query, max_num_fields=_MOST_FIELDS).get("ngay", [""])
    except ValueError:
        return "", ""
    return parts.path, days[0]
