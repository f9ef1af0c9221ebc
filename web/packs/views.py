"""Items made ready for their pages: what they are called, whether they still stand, what in them may tell a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.personal import find_personal
from corpus.work import SourceClass
from web.ground import Ground
from web.packs.nouns import (
    Answered,
    CaseExercise,
    Collection,
    Comparison,
    Content,
    Item,
    Note,
    Passage,
    Quiz,
    Unreadable,
    cited_in,
)
from web.packs.rechecking import Outcome, Recheck, recheck, worst
from web.packs.shelf import stamp_of
from web.preferences import tr
from web.words import PERSONAL_NAMES, short_citation

__all__ = ["KIND_NAMES", "OUTCOME_NAMES", "ItemView", "item_views", "kind_name", "personal_kinds", "short_citation"]
KIND_NAMES = {
    Passage: "Quy định",
    Answered: "Câu trả lời",
    Note: "Ghi chú",
    CaseExercise: "Bài tập tình huống",
    Quiz: "Câu hỏi kiểm tra",
    Comparison: "So sánh",
    Unreadable: "Mục không đọc được",
}
# A sign, its colour and words for what became of an item.
OUTCOME_NAMES = {
    Outcome.NOT_HELD: ("∅", "bad", "kho không còn giữ văn bản"),
    Outcome.PLACE_GONE: ("✕", "bad", "quy định không còn"),
    Outcome.FORCE_CHANGED: ("✕", "bad", "hiệu lực đã đổi"),
    Outcome.WORDS_CHANGED: ("≠", "care", "lời văn đã đổi"),
    Outcome.CAUTION: ("!", "care", "có điều mới cần biết"),
    Outcome.SAME: ("✓", "good", "còn nguyên"),
}


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

    @property
    def stale(self) -> bool:
        """Tell whether a person must look at it again."""
        return self.outcome is not Outcome.SAME


def item_views(collection: Collection, here: Ground, on: date) -> list[ItemView]:
    """Return the items of a collection, each looked at again for a day."""
    return [item_view(item, number, here, on) for number, item in enumerate(collection.items, start=1)]


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


def kind_name(content: Content | Unreadable) -> str:
    """Return what kind of item it is; a passage of the handbook is no provision."""
    guide = isinstance(content, Passage) and content.cited.source_class is SourceClass.GUIDANCE
    return "Sổ tay" if guide else KIND_NAMES[type(content)]


def title_of_item(content: Content | Unreadable) -> str:
    """Return what an item is called."""
    match content:
        case Passage(cited):
            return cited.citation
        case Answered():
            return content.question
        case Note():
            return content.heading
        case CaseExercise() | Quiz():
            return content.title
        case Comparison():
            return f"{content.old.citation} → {content.new.citation}"
        case _:
            return ""


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
