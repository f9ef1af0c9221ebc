"""What a trainer may change in an item: their own words and the order, never a quotation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from web.packs.errors import CollectionLimitError
from web.packs.forms import ItemForm
from web.packs.nouns import CaseExercise, Item, Note, Quiz, QuizQuestion, Task
from web.packs.shelf import shortest
from web.preferences import tr

MAX_HEADING = 300  # characters
MAX_TEXT = 20_000
MAX_PROMPT = 600
_Asked = TypeVar("_Asked", QuizQuestion, Task)


def edited(item: Item, form: ItemForm) -> Item:
    """Return an item with what the form says. Raises CollectionLimitError."""
    match item.content:
        case Note():
            content: Note | Quiz | CaseExercise = note_of(form.de_muc, form.noi_dung)
        case Quiz(_, questions):
            content = Quiz(_titled(form), _ordered(questions, form))
        case CaseExercise() as exercise:
            story = shortest(form.noi_dung, MAX_TEXT, tr("Tình huống"))
            if not story:
                raise CollectionLimitError(tr("Hãy viết tình huống."))
            content = replace(exercise, title=_titled(form), story=story, tasks=_ordered(exercise.tasks, form))
        case _:
            return replace(item, note=form.ghi_chu)
    return replace(item, content=content, note=form.ghi_chu)


def note_of(heading: str, text: str) -> Note:
    """Return a note. Raises CollectionLimitError where it is empty or too long."""
    heading = one_line(heading, MAX_HEADING, tr("Đề mục"))
    text = shortest(text, MAX_TEXT, tr("Nội dung"))
    if not heading and not text:
        raise CollectionLimitError(tr("Hãy viết đề mục hoặc nội dung."))
    return Note(heading, text)


def one_line(text: str, most: int, name: str) -> str:
    """Return a line of text that is not too long. Raises CollectionLimitError."""
    return " ".join(shortest(text, most, name).split())


def _titled(form: ItemForm) -> str:
    title = one_line(form.de_muc, MAX_HEADING, tr("Đề mục"))
    if not title:
        raise CollectionLimitError(tr("Hãy viết đề mục."))
    return title


def _ordered(asked: Sequence[_Asked], form: ItemForm) -> tuple[_Asked, ...]:
    """Return what is asked with the wordings of the form, without what does not stay, in the order it says."""
    kept: list[tuple[int, int, _Asked]] = []
    for at, one in enumerate(asked):
        if form.giu and str(at) not in form.giu:
            continue
        prompt = one_line(form.cau[at], MAX_PROMPT, tr("Câu hỏi")) if at < len(form.cau) else one.prompt
        place = form.thu_tu[at] if at < len(form.thu_tu) else ""
        number = int(place) if place.isascii() and place.isdecimal() and len(place) <= 4 else at + 1  # noqa: PLR2004  # digits
        kept.append((number, at, replace(one, prompt=prompt or one.prompt)))
    if not kept:
        raise CollectionLimitError(tr("Hãy giữ ít nhất một câu; muốn bỏ cả mục thì bỏ mục ra khỏi bộ."))
    order = [one for _, _, one in sorted(kept, key=lambda each: each[:2])]
    return tuple(_moved(order, form.viec))


def _moved(order: list[_Asked], task: str) -> list[_Asked]:
    """Return an order after a button "len-2" or "xuong-2": the second up or down by one."""
    way, _, written = task.partition("-")
    at = int(written) - 1 if written.isascii() and written.isdecimal() and len(written) <= 4 else -1  # noqa: PLR2004  # as above
    to = at + {"len": -1, "xuong": 1}.get(way, 0)
    if 0 <= at < len(order) and 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order
