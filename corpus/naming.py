"""Which work a number names, also one of which the store holds no text."""

from corpus.catalogue import work_of
from corpus.errors import UnknownWorkError
from corpus.force import ForceTable
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
        known = force.known(number)
        bare = Work(number=canonical_number(number), type=type_of_number(number) or "", title="")
        if known is None and not store.events_of(bare):
            raise
        return work_of(known) if known else bare
