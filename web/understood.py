"""What was understood of a question, as signs beside the answer, each with the address that undoes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from corpus.case import SUPPORT_NAMES, Case, Support
from corpus.text import fold
from search.answer import Answer
from search.query import CLASS_NAMES
from web.asked import Asked, Place
from web.preferences import tr
from web.words import vietnamese_day

_FEW = 6  # changed words that are named


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was understood: what kind of thing, its words, and how to undo it."""

    kind: str  # in the language of the page
    words: str
    undo: str = ""  # what undoing does, in the language of the page
    address: str = ""
    ours: bool = False  # the words are in the language of the page too; else they are Vietnamese


@dataclass(frozen=True, slots=True)
class Rewritten:
    """How an understood question differs from the one typed."""

    marks: bool  # marks of Vietnamese were put back
    swaps: tuple[tuple[str, str], ...]  # words as typed, and as understood, where more than marks differs


def rewritten(typed: str, understood: str) -> Rewritten:
    """Return where an understood text says otherwise than the one typed.

    >>> rewritten("the BHYT cua nan nhan", "thẻ bảo hiểm y tế của nạn nhân")
    Rewritten(marks=True, swaps=(('BHYT', 'bảo hiểm y tế'),))
    """
    old, new = typed.split(), understood.split()
    marks, swaps = False, []
    alike = SequenceMatcher(None, [*map(fold, old)], [*map(fold, new)], autojunk=False)
    for change, start, end, first, last in alike.get_opcodes():
        gone, come = " ".join(old[start:end]), " ".join(new[first:last])
        if change == "equal":
            marks = marks or gone != come
        elif change == "replace":
            swaps.append((gone, come))
    return Rewritten(marks, tuple(swaps))


def signs(answer: Answer, asked: Asked, place: Place, today: date) -> tuple[Sign, ...]:
    """Return what was understood: words written otherwise, the class of person, what is wanted, the day."""
    return (
        *_written(answer, asked, place),
        *_person(answer, asked, place),
        *_wanted(answer.query.case, asked, place),
        *_day(answer, asked, place, today),
    )


def _written(answer: Answer, asked: Asked, place: Place) -> Iterator[Sign]:
    """Yield the words that were spelled out or mended; marks put back are seen in the understood question itself."""
    undo, address = tr("tìm đúng như đã gõ"), place.address(replace(asked, as_typed=True))
    told = rewritten(answer.query.text, answer.query.understood)
    if told.marks:
        yield Sign(tr("Dấu"), tr("đã thêm dấu tiếng Việt"), undo, address, ours=True)
    for typed, meant in told.swaps[:_FEW]:
        yield Sign(tr("Viết lại"), f"{typed} → {meant}", undo, address)


def _person(answer: Answer, asked: Asked, place: Place) -> Iterator[Sign]:
    kind = tr("Nhóm người")
    if asked.classless:
        undo, address = tr("đọc nhóm người từ câu hỏi"), place.address(replace(asked, classless=False))
        yield Sign(kind, tr("hỏi chung, không theo nhóm nào"), undo, address, ours=True)
    elif person := answer.query.person_class:
        address = place.address(replace(asked, classless=True))
        yield Sign(kind, tr(CLASS_NAMES[person]), tr("không phải nhóm này"), address, ours=True)
    if identified_on := answer.query.identified_on:
        yield Sign(tr("Xác định là nạn nhân ngày"), vietnamese_day(identified_on), ours=True)


def _wanted(case: Case, asked: Asked, place: Place) -> Iterator[Sign]:
    """Yield the kinds of support that are wanted: they change nothing by themselves, but one click limits to them."""
    for wish in case.wishes:
        if asked.filters.support != wish:
            narrowed = replace(asked, filters=replace(asked.filters, support=Support(wish).value))
            yield Sign(
                tr("Hỗ trợ"), tr(SUPPORT_NAMES[wish]), tr("chỉ xem về việc này"), place.address(narrowed), ours=True
            )


def _day(answer: Answer, asked: Asked, place: Place, today: date) -> Iterator[Sign]:
    kind = tr("Ngày áp dụng")
    if asked.today:
        undo, address = tr("lấy lại ngày đã hỏi"), place.address(replace(asked, today=False))
        yield Sign(kind, tr("hôm nay, %(day)s", day=vietnamese_day(today)), undo, address, ours=True)
    elif answer.on != today:
        address = place.address(replace(asked, today=True))
        yield Sign(kind, vietnamese_day(answer.on), tr("lấy hôm nay"), address, ours=True)
