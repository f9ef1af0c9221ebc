"""Gives an item the words of a day, and says what changed; what can no longer be right is left out, and said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus.findings import NOT_HOLDING
from web.ground import Ground
from web.packs.errors import NotGatheredError
from web.packs.gathering import answered, compared_as_typed
from web.packs.nouns import (
    Answered,
    CaseExercise,
    Cited,
    Comparison,
    Content,
    Item,
    Passage,
    Quiz,
    QuizQuestion,
    Task,
)
from web.packs.rechecking import Outcome, Recheck, recheck
from web.preferences import tr
from web.slips import Slip
from web.words import vietnamese_day

_FIRM = (Outcome.SAME, Outcome.CAUTION)  # outcomes under which a question is still right


def renewed(item: Item, here: Ground, on: date) -> Item:
    """Return an item with the words and the status of a day, and a sentence on what changed among its updates.

    Raises NotGatheredError where nothing of it can be renewed.
    """
    content, said = _renewed(item.content, here, on)
    told = " ".join(said) or "Không có gì đổi."
    return replace(
        item, content=content, updates=(*item.updates, f"Lấy theo luật của ngày {vietnamese_day(on)}. {told}")
    )


def _renewed(content: object, here: Ground, on: date) -> tuple[Content, list[str]]:
    match content:
        case Passage(cited):
            check = recheck(cited, here, on)
            return Passage(_now(check)), _told([check])
        case Comparison():
            return _comparison(content, here, on)
        case Answered():
            slip = Slip(content.question, on, content.identified_on, content.person_class)
            return answered(slip, here), _told(recheck(cited, here, on) for cited in content.cited)
        case Quiz():
            return _quiz(content, here, on)
        case CaseExercise():
            return _exercise(content, here, on)
        case _:
            raise NotGatheredError(tr("Mục này không có lời văn của luật để cập nhật."))


def _told(checks: Iterable[Recheck]) -> list[str]:
    """Return what is said of each citation, each sentence once."""
    return list(dict.fromkeys(check.told for check in checks if check.told))


def _now(check: Recheck) -> Cited:
    """Return the words of the day. Raises NotGatheredError where there are none."""
    if check.now is None:
        raise NotGatheredError(check.told)
    return check.now


def _comparison(content: Comparison, here: Ground, on: date) -> tuple[Comparison, list[str]]:
    """Renew the new side; the old one stays on its day."""
    check = recheck(content.new, here, on)
    return compared_as_typed(content.old, _now(check), here), _told([check])


def _quiz(content: Quiz, here: Ground, on: date) -> tuple[Quiz, list[str]]:
    kept: list[QuizQuestion] = []
    said: list[str] = []
    for number, question in enumerate(content.questions, start=1):
        checks = [recheck(cited, here, on) for cited in question.cited]
        if all(_still_right(check) for check in checks):
            kept.append(replace(question, cited=tuple(map(_now, checks))))
        else:
            said.append(f"Đã bỏ câu {number}. {' '.join(_told(checks))} Hãy tạo lại câu hỏi từ lời văn mới.")
    if not kept:
        raise NotGatheredError(tr("Không câu nào còn đúng; hãy tạo lại từ lời văn mới.") + " " + " ".join(said))
    return replace(content, questions=tuple(kept)), said


def _still_right(check: Recheck) -> bool:
    """Tell whether a question about the words kept is right by the law of the day too."""
    if check.outcome in _FIRM:
        return True
    holds = check.now is not None and check.now.status not in NOT_HOLDING
    return check.outcome is Outcome.FORCE_CHANGED and holds and not check.runs


def _exercise(content: CaseExercise, here: Ground, on: date) -> tuple[CaseExercise, list[str]]:
    tasks: list[Task] = []
    said: list[str] = []
    for task in content.tasks:
        checks = [recheck(cited, here, on) for cited in task.key]
        said += _told(checks)
        key = _standing(checks)
        if key:
            tasks.append(replace(task, key=key))
        else:
            said.append(f"Đã bỏ câu “{task.prompt}”: không còn căn cứ nào đứng vững.")
    if not tasks:
        raise NotGatheredError(tr("Không còn căn cứ nào đứng vững; hãy lập lại bài tập.") + " " + " ".join(said))
    return replace(content, on=on, tasks=tuple(tasks)), list(dict.fromkeys(said))


def _standing(checks: Sequence[Recheck]) -> tuple[Cited, ...]:
    """Return the words of the day of what still holds, or held no more already when it was taken."""
    return tuple(
        check.now
        for check in checks
        if check.now and (check.now.status not in NOT_HOLDING or check.outcome is not Outcome.FORCE_CHANGED)
    )
