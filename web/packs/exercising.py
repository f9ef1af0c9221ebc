"""Case exercises: a story, what is asked about it, and a key that is nothing but words of the law.

The key comes from the referral card and the matrix of entitlements of the case, and from answers to the trainer's own
questions. What nobody can cite is left out of it, and that is said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.case import CLASS_NAMES, ROUTE_NAMES, SUPPORT_NAMES, Case
from corpus.errors import UnknownProvisionError
from corpus.ground_of_day import GroundOfDay
from corpus.matrix import Cell, State, cells_of
from corpus.office_names import find_offices
from corpus.provision import Provision
from corpus.referral import ReferralCard, referral_card, regime_under
from corpus.rows import Held
from web.addresses import locate
from web.card import HEALTH_NAMES
from web.ground import Ground
from web.packs.citing import cite, dated
from web.packs.errors import CollectionLimitError, NotGatheredError
from web.packs.gathering import kept_answer
from web.packs.nouns import CaseExercise, Cited, StoryFacts, Task
from web.packs.provenance import telling_page
from web.packs.quiz_values import amounts_in
from web.preferences import tr
from web.shapes import View
from web.slips import Slip
from web.words import vietnamese_day

MAX_QUESTIONS = 10  # of the trainer's own
_MOST_STEPS = 14
_TIMES = ("ngày", "ngày làm việc", "giờ", "phút", "tuần", "tháng")
_YES, _NO = "Có", "Không"
_DUTY = re.compile(r"\b(?:phải|có trách nhiệm|chịu trách nhiệm|chủ trì|tiếp nhận|xác minh|quyết định|thông báo|nộp)\b")
_DECIDED = (State.PROVIDED, State.NOT_PROVIDED)


@dataclass(slots=True)
class _Key:
    """Tasks so far, and what had to be left out of their keys."""

    tasks: list[Task] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(self, prompt: str, key: Iterable[Cited], answer: str = "") -> None:
        """Add a task where something can be cited for it; what is asked twice has the keys of both."""
        found = tuple(dict.fromkeys(key))
        before = next((at for at, task in enumerate(self.tasks) if task.prompt == prompt), None)
        if before is not None:
            known = self.tasks[before]
            self.tasks[before] = replace(known, key=tuple(dict.fromkeys([*known.key, *found])))
        elif found:
            self.tasks.append(Task(prompt, found, answer))


def starting_story(case: Case, on: date) -> str:
    """Return a story that the codes of a case tell, for a trainer to go on with; nobody in it has a name.

    >>> from corpus.case import Route
    >>> starting_story(Case(age=17, route=Route.REPORTED), date(2026, 11, 26))
    'Ngày 26/11/2026, một người 17 tuổi, tự đến khai báo ở trong nước. Hãy giúp người này theo đúng luật.'
    """
    person = CLASS_NAMES[case.person_class] if case.person_class else ""
    opening = [f"Ngày {vietnamese_day(on)}, một người{f' {case.age} tuổi' if case.age is not None else ''}"]
    opening += [ROUTE_NAMES[case.route]] if case.route else []
    place = f" tại {case.place}" if case.place else ""
    told = [", ".join(opening) + place]
    told += [f"Đó là {person}"] if person else []
    told += [f"Được xác định là nạn nhân ngày {vietnamese_day(case.identified_on)}"] if case.identified_on else []
    told += [f"Người này {', '.join(HEALTH_NAMES[one] for one in case.health)}"] if case.health else []
    wishes = ", ".join(SUPPORT_NAMES[one] for one in case.wishes)
    told += [f"Người này muốn được hỗ trợ: {wishes}"] if wishes else []
    return ". ".join([*told, "Hãy giúp người này theo đúng luật."])


def exercise(case: Case, on: date, here: Ground, *, title: str, story: str, asked: Sequence[str] = ()) -> CaseExercise:
    """Return the exercise of a case on a day; ``asked`` are questions of the trainer's own.

    Raises NotGatheredError where nothing at all can be cited, and what a referral card raises.
    """
    if len(asked) > MAX_QUESTIONS:
        raise CollectionLimitError(tr("Nhiều nhất %(most)s câu hỏi thêm.", most=MAX_QUESTIONS))
    card = referral_card(case, on, here.store, here.force)
    view = dated(here.view(on))
    key = _Key()
    _law(card, key, view, here)
    _supports(card, key, view, here)
    _steps(card, key, view, here)
    for question in asked:
        _own_question(question, case, key, view, here)
    if not key.tasks:
        raise NotGatheredError(
            tr("Kho chưa có lời văn nào để làm đáp án cho tình huống này; hãy chọn thêm điều đã biết, hoặc ngày khác.")
        )
    facts = StoryFacts(
        person_class=case.person_class,
        age=case.age,
        route=case.route,
        place=case.place,
        health=case.health,
        wishes=case.wishes,
        identified_on=case.identified_on,
    )
    left_out = tuple(dict.fromkeys(key.left_out))
    return CaseExercise(title=title, story=story, on=on, facts=facts, tasks=tuple(key.tasks), left_out=left_out)


def _law(card: ReferralCard, key: _Key, view: View, here: Ground) -> None:
    found, missing = _cited(card.reason_grounds, view, here)
    key.add("Áp dụng luật nào cho người này? Nêu căn cứ.", found)
    if not found:
        key.left_out.append(f"Luật áp dụng: kho chưa có lời văn của {missing}.")


def _supports(card: ReferralCard, key: _Key, view: View, here: Ground) -> None:
    """Ask what the class is given, and whether it is given what the person wishes for."""
    case = card.case
    if case.person_class is None:
        key.left_out.append("Các khoản hỗ trợ: chưa rõ thuộc nhóm nào.")
        return
    cells = cells_of(case.person_class, regime_under(card.ruling), here.store, here.force, card.on)
    given = [cited for cell in cells if cell.state is State.PROVIDED for cited in _of_cell(cell, view, here)]
    key.add("Người này được hưởng những khoản hỗ trợ nào? Nêu căn cứ.", given)
    for cell in cells:
        name = SUPPORT_NAMES[cell.support]
        if cell.state in _DECIDED and cell.support in case.wishes:
            answer = _YES if cell.state is State.PROVIDED else _NO
            key.add(f"Người này có được hỗ trợ {name} không? Nêu căn cứ.", _of_cell(cell, view, here), answer)
        elif cell.state not in _DECIDED:
            key.left_out.append(f"Hỗ trợ {name}: {cell.reason or 'chưa có căn cứ'}")


def _of_cell(cell: Cell, view: View, here: Ground) -> Iterator[Cited]:
    for quote in cell.quotes:
        yield from _of_day(quote.held, quote.provision, (quote.start, quote.end), view, here)


def _steps(card: ReferralCard, key: _Key, view: View, here: Ground) -> None:
    """Ask who must do what, where the words say it, by the heading of the article; its number is for the learner."""
    asked: dict[str, list[Cited]] = {}
    for step in card.steps:
        found, missing = _cited(step.grounds, view, here)
        if step.stale:
            key.left_out.append(f"Bước “{step.text}” cần xem lại: {' '.join(step.stale)}")
        elif not found:
            key.left_out.append(f"Bước “{step.text}”: kho chưa có lời văn của {missing or 'căn cứ nào'}.")
        else:
            headings = {
                ground.held.unit.provision.heading for ground in step.grounds if ground.held and not ground.stale
            }
            duties = [cited for cited in found if _says_who(cited)]
            if duties and len(headings) == 1 and (heading := headings.pop().strip(" .")):
                asked.setdefault(heading, []).extend(duties)
            else:
                key.left_out.append(f"Bước “{step.text}”: lời văn của căn cứ không nói ai phải làm gì.")
    for heading, duties in list(asked.items())[:_MOST_STEPS]:
        timed = any(_says_when(cited) for cited in duties)
        when = ", trong thời hạn nào" if timed else ""
        key.add(f"Về “{heading}”: trong tình huống này ai phải làm gì{when}? Nêu căn cứ.", duties)


def _says_who(cited: Cited) -> bool:
    """Tell whether words name an office and a duty."""
    return bool(_DUTY.search(cited.quote)) and any(find_offices(cited.quote))


def _says_when(cited: Cited) -> bool:
    return any(value.unit in _TIMES for value in amounts_in(cited.quote))


def _cited(grounds: Sequence[GroundOfDay], view: View, here: Ground) -> tuple[list[Cited], str]:
    """Return the words of grounds, and the labels of those that have none."""
    found: list[Cited] = []
    missing = []
    for ground in grounds:
        if ground.held is None or ground.provision is None or not ground.quote.strip():
            missing.append(ground.ground.label)
        elif not ground.stale:
            found += _of_day(ground.held, ground.provision, (ground.start, ground.end), view, here)
    return list(dict.fromkeys(found)), "; ".join(missing)


def _of_day(held: Held, provision: Provision, span: tuple[int, int], view: View, here: Ground) -> Iterator[Cited]:
    """Yield the citation of a stretch that stands in the text of the day as well; a law that ended keeps its text."""
    try:
        located = locate(held.work, provision.eid, here.store, view.on)
    except UnknownProvisionError:
        return
    start, end = span
    if located.provision.text[start:end] == provision.text[start:end] and not telling_page(located.held):
        yield cite(located.held, located.provision, here.store, view, span)


def _own_question(question: str, case: Case, key: _Key, view: View, here: Ground) -> None:
    """Ask a question of the trainer's, about the class of the case."""
    slip = Slip(question, view.on, case.identified_on, case.person_class)
    answer = here.face.ask(
        question, on=view.on, identified_on=case.identified_on, person_class=case.person_class, dated=True
    )
    if answer.answered:
        key.add(question, kept_answer(answer, slip, here).cited)
    else:
        why = answer.refusal.message if answer.refusal else ""
        key.left_out.append(f"Câu “{question}”: {why}")
