"""Items made ready for their pages: what they are called, whether they still stand, what in them may tell a person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.personal import find_personal
from web.ground import Ground
from web.packs.codec import body_of
from web.packs.nouns import (
    CaseExercise,
    Collection,
    Item,
    Note,
    Quiz,
    Unreadable,
    cited_in,
)
from web.packs.rechecking import Outcome, Recheck, recheck, worst
from web.packs.shelf import stamp_of
from web.packs.titles import kind_name, title_of_item
from web.packs.words import OUTCOME_SIGNS, OUTCOME_WORDS
from web.preferences import tr
from web.words import PERSONAL_NAMES

_MOST_SHOWN = 400_000  # bytes of items on one page
_SIGNS, _ESCAPED = re.compile("[<>&'\"]"), 4  # what takes more bytes on a page, and how many more
OUTCOME_NAMES = {outcome: (*OUTCOME_SIGNS[outcome], words) for outcome, words in OUTCOME_WORDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item as the page of its collection shows it."""

    item: Item
    number: int  # from 1
    kind: str
    title: str
    stamp: str
    outcome: Outcome
    checks: tuple[Recheck, ...]
    personal: tuple[str, ...]  # names of what its own words may tell of a person
    brief: bool = False  # the page of its collection would be too long with all of it

    @property
    def stale(self) -> bool:
        """Tell whether a person must look at it again."""
        return self.outcome is not Outcome.SAME


def item_views(collection: Collection, here: Ground, on: date) -> list[ItemView]:
    """Return the items of a collection, each looked at again for a day."""
    room, views = _MOST_SHOWN, []
    for number, item in enumerate(collection.items, start=1):
        weight = _weight(item)
        brief = weight > room
        room -= 0 if brief else weight
        views.append(replace(item_view(item, number, here, on), brief=brief))
    return views


def _weight(item: Item) -> int:
    """Return about how many bytes an item takes on a page."""
    if isinstance(item.content, Unreadable):
        return 0
    body = body_of(item)
    return len(body.encode()) + _ESCAPED * len(_SIGNS.findall(body))


def item_view(item: Item, number: int, here: Ground, on: date) -> ItemView:
    """Return one item."""
    checks = tuple(recheck(cited, here, on) for cited in dict.fromkeys(cited_in(item.content)))
    return ItemView(
        item=item,
        number=number,
        kind=kind_name(item.content),
        title=title_of_item(item.content),
        stamp=stamp_of(item),
        outcome=worst(checks),
        checks=checks,
        personal=personal_kinds(own_words(item)),
    )


def own_words(item: Item) -> Iterator[str]:
    """Yield what in an item a person wrote themselves; words of the law name officials, and are no concern."""
    yield item.note
    match item.content:
        case Note(heading, text):
            yield from (heading, text)
        case CaseExercise() as exercise:
            yield from (exercise.title, exercise.story, *(task.prompt for task in exercise.tasks))
        case Quiz(title, questions):
            yield from (title, *(question.prompt for question in questions))
        case _:
            return


def personal_kinds(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names of what texts may tell of a person, each once."""
    found = (PERSONAL_NAMES[one.kind] for text in texts if text for one in find_personal(text))
    return tuple(dict.fromkeys(found))


def personal_words(kinds: Iterable[str]) -> str:
    """Return what a trainer is told whose words may tell of a person; empty where they do not."""
    named = ", ".join(tr(kind) for kind in kinds)
    if not named:
        return ""
    return tr(
        "Phần tự viết có vẻ chứa %(named)s. Tên đặt ra cho bài học thì không sao; nếu là người thật, hãy bỏ đi.",
        named=named,
    )
