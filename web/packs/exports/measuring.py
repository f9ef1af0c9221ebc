"""How much a collection holds, told before any file of it is written."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from corpus.difference import WordRun
from web.packs.errors import PackTooLongError, TooManyLinesError
from web.packs.nouns import Cited, Collection, Unreadable

MOST = 150_000  # characters in one file: 50 pages, 300 slides, some ten seconds of work
MOST_LINES = 5_000  # each of them is a paragraph, which takes longer to write than its letters


def require_short(collection: Collection) -> None:
    """Refuse a collection that no file can show. Raises PackTooLongError, TooManyLinesError."""
    told = list(_told(collection))
    if sum(map(len, told)) > MOST:
        raise PackTooLongError(MOST)
    if sum(words.count("\n") + 1 for words in told if words) > MOST_LINES:
        raise TooManyLinesError(MOST_LINES)


def _told(thing: object) -> Iterator[str]:
    """Yield all words of a thing that files show; of a citation its quote, of what cannot be read the reason."""
    match thing:
        case str():
            yield thing
        case Cited():
            yield thing.quote
        case Unreadable():
            yield thing.why
        case WordRun() | date():  # the words of a difference were counted as quotes
            return
        case tuple():
            for part in thing:
                yield from _told(part)
        case _ if is_dataclass(thing):
            for field in fields(thing):
                yield from _told(getattr(thing, field.name))
