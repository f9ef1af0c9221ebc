"""Where questions come from: a cited provision, read in the store with the articles around it."""

from dataclasses import replace

from corpus.errors import CancuError
from corpus.findings import NOT_HOLDING
from corpus.provision import Level, Provision
from corpus.rows import Held
from corpus.succession import predecessors_of, successor_of
from corpus.work import STATUS_NAMES
from web.addresses import Located
from web.ground import Ground
from web.packs.citing import cite, cited_again, dated, overtaken, whole_span
from web.packs.errors import NotGatheredError
from web.packs.matching import articles_of, letters_of, successors_of
from web.packs.nouns import Cited, QuizQuestion
from web.packs.provenance import telling_page
from web.packs.quiz import Ask, questions, told_apart
from web.preferences import tr
from web.shapes import View
from web.words import NOT_LAW, vietnamese_day

_AROUND = 60  # articles of the work on either side: enough to draw wrong options from
_NEAREST = 12  # provisions of other works that may make an option right
_ASKED = 400  # characters of a provision that others are sought by


def questions_about(cited: Cited, here: Ground) -> list[QuizQuestion]:
    """Return the questions that a provision gives, by its words of the day it was cited on.

    Raises NotGatheredError where the store has it no more, it is no law, it does not hold on that day, or its words of
    that day are not held.
    """
    view = dated(here.view(cited.on))
    located = cited_again(cited, here.store, cited.on)
    if located is None:
        raise NotGatheredError(tr("Kho không còn quy định này để tạo câu hỏi."))
    if located.held.work.source_class in NOT_LAW or telling_page(located.held):
        raise NotGatheredError(tr("Đây không phải văn bản pháp luật: đáp án phải là một quy định."))
    _must_hold(cite(located.held, located.provision, here.store, view))
    if overtaken(located.held, located.provision, here.store, view):
        raise NotGatheredError(
            tr("Kho chưa có lời văn của ngày này, sau khi quy định được sửa đổi: không tạo câu hỏi từ lời văn cũ.")
        )
    units = [one for one in here.store.units(located.held.work, cited.on) if _is_asked(one)]
    at = next((place for place, one in enumerate(units) if one.unit_id == located.held.unit_id), 0)
    around = units[max(0, at - _AROUND) : at + _AROUND]
    ask = _ask(located, around, view, here)
    return told_apart([*questions(ask), *letters_of(ask), *_of_works(located, units, view, here)])


def _must_hold(cited: Cited) -> None:
    if cited.status in NOT_HOLDING:
        raise NotGatheredError(
            tr(
                "%(place)s không có hiệu lực tại ngày %(day)s (%(status)s): không tạo câu hỏi từ quy định này.",
                place=cited.citation,
                day=vietnamese_day(cited.on),
                status=tr(STATUS_NAMES[cited.status]),
            )
        )


def _is_asked(held: Held) -> bool:
    return held.unit.provision.level in (Level.ARTICLE, Level.ITEM)


def _ask(located: Located, around: list[Held], view: View, here: Ground) -> Ask:
    held, provision = located.held, located.provision
    nearest = _nearest(located, view, here)
    return Ask(
        unit=held.unit.provision,
        provision=provision,
        name=held.work.name,
        on=view.on,
        citing=_Citing(held, view, here),
        nearest=lambda _sentence: nearest,
        work=[one.unit.provision for one in around],
        holds=lambda place: view.force.on(held, view.on, place.eid).status not in NOT_HOLDING,
    )


class _Citing:
    """Gives the citations of stretches of a unit; what is known of a provision is looked up once."""

    def __init__(self, held: Held, view: View, here: Ground) -> None:
        self._held, self._view, self._here = held, view, here
        self._known: dict[str, Cited] = {}

    def __call__(self, provision: Provision, span: tuple[int, int]) -> Cited:
        """Return the citation of a stretch of a provision."""
        if provision.eid not in self._known:
            self._known[provision.eid] = cite(self._held, provision, self._here.store, self._view)
        start, end = span
        quote, whole = provision.text[start:end], span == whole_span(provision)
        return replace(self._known[provision.eid], quote=quote, start=start, end=end, whole=whole)


def _nearest(located: Located, view: View, here: Ground) -> list[str]:
    """Return the texts of provisions of any work that speak of what this one speaks of; none where search rests."""
    asked = f"{located.held.unit.provision.heading} {located.provision.text}"[:_ASKED]
    try:
        found = here.face.find(" ".join(asked.split()), on=view.on, k=_NEAREST)
    except CancuError:
        return []
    return [hit.held.unit.provision.text for hit in found.hits if hit.held.unit_id != located.held.unit_id]


def _of_works(located: Located, units: list[Held], view: View, here: Ground) -> list[QuizQuestion]:
    """Return what can be matched beyond the provision itself: articles of its chapter, articles of the other law."""

    def citing(held: Held, provision: Provision, span: tuple[int, int]) -> Cited:
        return cite(held, provision, here.store, view, span)

    standing = [one for one in units if view.force.on(one, view.on).status not in NOT_HOLDING]
    found = articles_of(standing, located.held, citing)
    work, eid = located.held.work, located.held.unit.provision.eid
    newer = successor_of(work, here.store, view.force, view.on)
    pairs = [(work, newer)] if newer else []
    pairs += [(older, work) for older in predecessors_of(work, here.store, view.force)]
    for old, new in pairs:
        table = here.successions.at_once(old, new, view.on)
        found += successors_of(table, eid, citing) if table else []
    return found


def quiz_title(cited: Cited) -> str:
    """Return what a quiz about a provision is called."""
    return f"Câu hỏi về {cited.citation}"
