"""Which work a number names, also one of which the store holds no text."""

from corpus.catalogue import work_of
from corpus.errors import UnknownWorkError
from corpus.force import ForceTable
from corpus.law_names import KNOWN_LAWS
from corpus.number import canonical_number, type_of_number
from corpus.reading import CorpusReader
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
