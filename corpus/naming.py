"""Which work a number names, also one of which the store holds no text."""

from functools import cache

from corpus.catalogue import Instrument, load_catalogue, work_of
from corpus.errors import UnknownWorkError
from corpus.force import ForceTable
from corpus.law_names import KNOWN_LAWS
from corpus.number import canonical_number, type_of_number
from corpus.reading import CorpusReader
from corpus.text import fold
from corpus.work import Work


def work_named(number: str, store: CorpusReader, force: ForceTable) -> Work:
    """Return the work of a slug or number: as held, else as the catalogue knows it, else as other texts speak of it.

    Raises UnknownWorkError where nobody knows anything, and AmbiguousNumberError.
    """
    try:
        return store.work(number)
    except UnknownWorkError:
        told = work_told(number, force)
        if force.known(number) is None and not store.events_of(told):
            raise
        return told


def work_told(number: str, force: ForceTable) -> Work:
    """Return the work of a number without its text: as the catalogue knows it, else as number and name tell.

    >>> from corpus.catalogue import load_catalogue
    >>> work_told("13/2023/NĐ-CP", ForceTable(load_catalogue())).name
    'Nghị định 13/2023/NĐ-CP'
    """
    known = force.known(number)
    if known:
        return work_of(known)
    law = KNOWN_LAWS.numbered(number)
    type_ = type_of_number(number) or (law.type if law else "")
    return Work(number=canonical_number(number), type=type_, title=law.name if law else "")


def official_title(work: Work) -> str:
    """Return the title of a work: the catalogue's, where a source prints a name in other words than its title.

    The catalogue shortens long titles; a source that begins with the same words has the whole one.

    >>> official_title(Work(number="09/2013/NĐ-CP", type="Nghị định", title="Hướng dẫn Luật thử"))[:41]
    'Quy định chi tiết thi hành một số điều củ'
    """
    known = _table().instrument(work)
    return work.title if known is None or _begins(work, known) else known.title


def _begins(work: Work, known: Instrument) -> bool:
    """Tell whether a title begins with the words of the catalogue, with or without the type before them."""
    own, told = (fold(title).removeprefix(fold(work.type)).strip() for title in (work.title, known.title))
    return own.startswith(told) or "title" in known.unverified_fields


@cache
def _table() -> ForceTable:
    return ForceTable(load_catalogue())
