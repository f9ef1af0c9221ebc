"""Two days of one provision, or two provisions of two laws, laid side by side word by word."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.check import Verdict, check
from corpus.difference import Change, WordRun, difference, differs, without_signs
from corpus.errors import CorpusError
from corpus.page_words import excerpt_note, is_excerpt, page_note
from corpus.provision import Provision
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.wording_notes import wording_notes
from corpus.work import Status
from search.service import SearchFace
from web.check_schemas import CompareJson
from web.shapes import View, permalink, provision_json, runs_json
from web.words import short_citation, vietnamese_day


class NothingToCompareError(CorpusError):
    """Both sides name the same words: the same provision on the same day."""

    def __init__(self) -> None:
        super().__init__("Hai bên là cùng một quy định, cùng một ngày. Hãy chọn ngày khác hoặc nêu quy định thứ hai.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one side of a comparison is asked for; without a day it is today's."""

    citation: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Side:
    """A provision on a day, and what keeps us from being sure of its words."""

    held: Held
    provision: Provision
    view: View
    status: Status
    doubts: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return how it is cited."""
        return short_citation(self.held.work, self.provision.eid)

    @property
    def address(self) -> str:
        """Return where its page is."""
        return permalink(self.held.work, self.provision.eid, self.view)

    @property
    def excerpt(self) -> bool:
        """Tell whether only an excerpt is held, so that what is not in it may well be law."""
        return is_excerpt(self.held)


@dataclass(frozen=True)
class Comparison:
    """Two sides and the runs of words that lead from the old one to the new one."""

    old: Side
    new: Side
    runs: tuple[WordRun, ...]

    @cached_property
    def differs(self) -> bool:
        """Tell whether the words differ."""
        return differs(self.runs)

    @property
    def one_place(self) -> bool:
        """Tell whether both sides are the same place of the same work."""
        return _place(self.old) == _place(self.new)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Return what to know before relying on the comparison, each as a sentence."""
        doubts = [f"{_dated(side)}: {doubt}" for side in (self.old, self.new) for doubt in side.doubts]
        return tuple(dict.fromkeys((self.verdict, *doubts)))

    @property
    def unsure(self) -> frozenset[Change]:
        """Return which changes are none for certain: what an excerpt lacks was perhaps never taken out or put in."""
        lacking = ((Change.REMOVED, self.new), (Change.ADDED, self.old))
        return frozenset(change for change, other in lacking if other.excerpt)

    @property
    def verdict(self) -> str:
        """Return in one sentence whether the words differ, and how much; no count that an excerpt cannot bear."""
        if self.differs:
            told = [
                f"không kết luận phần {verb}, vì {other} chỉ có trích đoạn"
                if change in self.unsure
                else f"{verb} {_words(self.runs, change)} chữ"
                for change, verb, other in (
                    (Change.REMOVED, "bỏ", "bên thứ hai"),
                    (Change.ADDED, "thêm", "bên thứ nhất"),
                )
            ]
            return f"Lời văn khác nhau: {', '.join(told)}."
        if self.one_place and self.old.held.unit_id == self.new.held.unit_id:
            return "Kho giữ một lời văn duy nhất cho cả hai ngày."
        return "Hai bên có lời văn giống nhau từng chữ."


def compare(old: Asked, new: Asked, face: SearchFace, store: CorpusReader, view: View) -> Comparison:
    """Lay two provisions side by side; ``view`` is that of a side without a day.

    Raises NothingToCompareError, and what ``SearchFace.show`` raises.
    """
    sides = [_side(asked, face, store, view) for asked in (old, new)]
    if _place(sides[0]) == _place(sides[1]) and sides[0].view.on == sides[1].view.on:
        raise NothingToCompareError
    return Comparison(sides[0], sides[1], difference(sides[0].provision.text.strip(), sides[1].provision.text.strip()))


def _side(asked: Asked, face: SearchFace, store: CorpusReader, view: View) -> Side:
    own = View(view.force, asked.on or view.on, dated=asked.on is not None)
    shown = face.show(asked.citation, on=own.on)
    return Side(shown.held, shown.provision, own, shown.status, doubts_of(shown.held, shown.provision, store, own))


def doubts_of(held: Held, provision: Provision, store: CorpusReader, view: View) -> tuple[str, ...]:
    """Return why the words of the day may be others: no text of the day is held, or one that came later is not."""
    force = view.force.on(held, view.on, provision.eid)
    doubts = [force.note or "Chưa rõ hiệu lực tại ngày này."] if force.status is Status.UNCERTAIN else []
    doubts += wording_notes(store, held, provision.eid, view.on)
    told = page_note(held) or excerpt_note(held)
    if told:
        doubts.insert(0, told)
    elif held.partial:
        doubts.append("Kho chỉ giữ một phần văn bản này; hãy đối chiếu bản gốc.")
    for item in check(short_citation(held.work, provision.eid), store, view.on, view.force):
        if item.verdict in (Verdict.AMENDED, Verdict.NOT_IN_FORCE):
            doubts.append(item.detail)
    return tuple(doubts)


def _place(side: Side) -> tuple[str, str]:
    return side.held.work.slug, side.provision.eid


def _dated(side: Side) -> str:
    return f"{side.name}, ngày {vietnamese_day(side.view.on)}"


def _words(runs: tuple[WordRun, ...], change: Change) -> int:
    return sum(len(without_signs(run.text).split()) for run in runs if run.change is change)


def compare_json(found: Comparison) -> CompareJson:
    """Return a comparison."""
    old, new = (provision_json(side.held, side.provision, side.view, side.status) for side in (found.old, found.new))
    return {"old": old, "new": new, "runs": runs_json(found.runs), "differs": found.differs, "notes": list(found.notes)}
