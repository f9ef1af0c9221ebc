"""Places that the store lacks of a work it holds: whether the work may have them, and what is held instead."""

from dataclasses import replace

from corpus.errors import UnheldProvisionError, UnknownProvisionError
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.provision import Place, label_of, place_of
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution
from corpus.rows import Held
from corpus.work import Work

_ARTICLES_ONLY = frozenset(
    {Origin.EXCERPT, Origin.ARTICLES, Origin.CODIFIED}
)  # such texts come without annexes and forms


def is_lacking(found: Resolution, store: CorpusReader, force: ForceTable) -> bool:
    """Tell whether a citation names what there is, or may be, and the store does not hold."""
    if found.missing is Missing.WORK:
        return True
    return found.missing is Missing.PROVISION and may_stand(found, store, force)


def may_stand(found: Resolution, store: CorpusReader, force: ForceTable) -> bool:
    """Tell whether a cited place that no text held has may stand in the work all the same."""
    if found.work is None:
        return False
    cited = found.citation
    part = f"annex_{cited.annex}" if cited.annex else f"form_{cited.form}" if cited.form else None
    return place_may_stand(found.work, replace(cited.place, part=part), found.held, store, force)


def place_may_stand(work: Work, place: Place, held: Held | None, store: CorpusReader, force: ForceTable) -> bool:
    """Tell whether a place that the store lacks may stand in a work: only parts of it are held.

    Of an article held (``held``) from an excerpt, other khoản may be missing. Where the catalogue knows how many Điều
    a work has, a greater number is none of it, and a smaller one is.
    """
    if held is not None:
        return held.origin is Origin.EXCERPT and not held.complete
    instrument, article = force.instrument(work), place.article or ""
    if instrument and instrument.articles and article.isdecimal() and not place.part:
        return 0 < int(article) <= instrument.articles
    return not store.holds_whole(work) or (bool(place.part) and set(store.origins(work)) <= _ARTICLES_ONLY)


def held_instead(work: Work, label: str, store: CorpusReader) -> str:
    """Return the sentence that says what the store holds of a work, and that it lacks the place ``label``."""
    what = "trích đoạn" if set(store.origins(work)) <= {Origin.EXCERPT} else "một phần"
    return f"Kho mới có {what} của {work.name}, chưa có {label}."


def missing_error(
    work: Work, eid: str, held: Held | None, store: CorpusReader, force: ForceTable
) -> UnknownProvisionError:
    """Return the error that says of a place whether the work has it not, or only the store."""
    label = label_of(eid)
    if place_may_stand(work, place_of(eid), held, store, force):
        return UnheldProvisionError(work.name, label, held_instead(work, label, store))
    return UnknownProvisionError(work.name, label)


def is_read(number: str, store: CorpusReader) -> bool:
    """Tell whether the store holds more than excerpts of a work with this number."""
    return any(set(store.origins(work)) - {Origin.EXCERPT} for work in store.works_by_number(number))
