"""What is to be said of a place that a text cites: facts, never guilt."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.citation import Citation
from corpus.event import Witness
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.governing import start_of
from corpus.lacking import held_instead, may_stand
from corpus.provision import POINT_LETTERS, Level, Provision, eid_of, label_of, natural_key, unit_eid
from corpus.quotations import quoted_in
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution
from corpus.rows import Held
from corpus.text import fold, syllables
from corpus.unheld_wording import WORDING_NOT_HELD, UnheldAmendment, may_be_added, unheld_amendment
from corpus.wording_notes import wording_notes
from corpus.wordings import wordings
from corpus.work import STATUS_NAMES, SourceClass, Status, Work


class Verdict(StrEnum):
    """What became of a citation; where several apply, the one that stands first here is given."""

    NOT_IN_CORPUS = "not_in_corpus"
    AMBIGUOUS = "ambiguous"
    NO_SUCH_PROVISION = "no_such_provision"
    NAME_DIFFERS = "name_differs"
    QUOTE_DIFFERS = "quote_differs"
    NOT_IN_FORCE = "not_in_force"
    AMENDED = "amended"
    OK = "ok"


NOT_HOLDING = (Status.EXPIRED, Status.NOT_YET_IN_FORCE, Status.SUSPENDED, Status.NEVER_ISSUED)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about a citation, and the verdict it leads to."""

    verdict: Verdict
    detail: str


@dataclass(frozen=True, slots=True)
class Book:
    """What is looked up for a check: the store and the force of the day, and the day the text checked is of."""

    store: CorpusReader
    known: ForceTable
    on: date
    written: date | None = None  # None where the text does not say

    def unresolved(self, found: Resolution) -> Finding:
        """Say why the work itself could not be found."""
        if found.missing is Missing.AMBIGUOUS:
            names = "; ".join(map(_dated, found.candidates))
            number = f"Số {found.number}" if found.number else f"“{found.citation.work.name}”"
            sure = f"là của {len(found.candidates)} văn bản" if len(found.candidates) > 1 else "chưa đủ để xác định"
            return Finding(Verdict.AMBIGUOUS, f"{number} {sure}: {names}. Hãy ghi thêm ngày và cơ quan ban hành.")
        if found.missing is Missing.UNNAMED:
            own = (
                "; nếu dẫn chính văn bản đang kiểm tra thì không đối chiếu được với kho" if found.citation.scope else ""
            )
            return Finding(Verdict.AMBIGUOUS, f"Trích dẫn không nói rõ thuộc văn bản nào{own}.")
        same_number = self.store.works_by_number(found.number)
        if same_number:
            held = "; ".join(map(_dated, same_number))
            return Finding(Verdict.NAME_DIFFERS, f"Ngày, năm ghi kèm không khớp với văn bản trong kho: {held}.")
        beyond = self._beyond(found)
        missing = f"Kho chưa có văn bản {found.number}.{self._catalogued(found)}"
        return beyond or Finding(Verdict.NOT_IN_CORPUS, missing)

    def _beyond(self, found: Resolution) -> Finding | None:
        """Say that a work not held has fewer Điều than the one cited, where the catalogue knows how many it has."""
        instrument = self.known.known(found.number)
        article = found.citation.article or ""
        if instrument is None or not instrument.articles or not article.isdecimal():
            return None
        if int(article) <= instrument.articles:
            return None
        detail = f"Điều {article}: {instrument.type} {instrument.number} có {instrument.articles} điều (theo danh mục)."
        return Finding(Verdict.NO_SUCH_PROVISION, detail)

    def _catalogued(self, found: Resolution) -> str:
        """Say what the catalogue, or another text, knows of a work that is not held."""
        named = Work(number=found.number, type=found.citation.work.type or "", title="")
        instrument = self.known.instrument(named)
        force = self.known.of_work(named, self.on, codified=False)
        status = f"{STATUS_NAMES[force.status]} tại ngày {self.on:%d/%m/%Y}"
        if instrument is not None:
            said = f" {force.note}" if force.told_by in (Witness.TEXT, Witness.PERSON, Witness.RULE) else ""
            return f" Theo danh mục, đây là {instrument.type} “{instrument.title}”; {status}.{said}"
        return f" {force.note}" if force.told_by in (Witness.TEXT, Witness.PERSON, Witness.RULE) else ""

    def no_provision(self, found: Resolution, work: Work, held: Held | None) -> list[Finding]:
        """Say what there is instead of the place cited; or by what act it was struck out."""
        cited = found.citation
        eid = eid_of(cited.place)
        if held is not None and eid:
            state = self.known.on(held, self.on, eid)
            whole = self.known.of_work(work, self.on, codified=False)
            if state.status is Status.EXPIRED and whole.status is not Status.EXPIRED:
                return [Finding(Verdict.NOT_IN_FORCE, f"{work.name}: {_lower(state.note)}")]
        label = _label(found)
        if cited.point and cited.point[0] not in POINT_LETTERS:
            detail = (
                f"{work.name} không có {label}: văn bản quy phạm pháp luật không đặt điểm theo chữ {cited.point[0]}."
            )
            return [Finding(Verdict.NO_SUCH_PROVISION, detail)]
        added = self._added(found, held, eid)
        if added is not None:
            return [Finding(Verdict.NOT_IN_CORPUS, _added(added, label, work))]
        if may_stand(found, self.store, self.known):
            extent = self._extent(work) or " Hãy đối chiếu bản gốc."
            return [Finding(Verdict.NOT_IN_CORPUS, f"{held_instead(work, label, self.store)}{extent}")]
        if found.held is not None:
            around = _deepest(found.held.unit.provision, eid)
            missing = label.removesuffix(label_of(around.eid)).strip() or label
            detail = f"{_upper(label_of(around.eid))} {work.name} không có {missing}{_children(around)}."
            return [Finding(Verdict.NO_SUCH_PROVISION, detail)]
        detail = f"{work.name} trong kho không có {label}.{self._extent(work)}"
        return [Finding(Verdict.NO_SUCH_PROVISION, detail)]

    def _added(self, found: Resolution, held: Held | None, eid: str) -> UnheldAmendment | None:
        """Return the act that may have added a place; an added Điều takes the number before it and a letter."""
        if held is None or not eid or (found.held is None and (found.citation.article or "").isdecimal()):
            return None
        return may_be_added(held, eid, self.store, self.known, self.on)

    def _extent(self, work: Work) -> str:
        """Say how many Điều a work has, by the catalogue or by its whole text; nothing where neither tells."""
        instrument = self.known.instrument(work)
        if instrument is not None and instrument.articles:
            return f" Văn bản này có {instrument.articles} điều."
        if not self.store.holds_whole(work):
            return ""
        nums = [one.unit.provision.num for one in self.store.units(work, self.on) if _is_main(one)]
        return f" Văn bản này có {len(nums)} điều, đến Điều {max(nums, key=natural_key)}." if nums else ""

    def force(self, held: Held | None, work: Work, place: Provision | None) -> list[Finding]:
        """Say that a work, or the place in it, does not hold on the day."""
        if held is None:
            return []
        state = self.known.on(held, self.on, place.eid if place else "")
        whole = self.known.of_work(work, self.on, codified=held.origin is Origin.CODIFIED)
        subject = work.name if place is None or whole.status is state.status else f"{label_of(place.eid)} {work.name}"
        if state.status is Status.UNCERTAIN and work.source_class is SourceClass.LAW:
            detail = (
                f"{_upper(subject)} {STATUS_NAMES[state.status]} tại ngày {self.on:%d/%m/%Y}. {state.note}".rstrip()
            )
            return [Finding(Verdict.OK, detail)]
        if state.status not in NOT_HOLDING:
            return []
        until = f" từ ngày {state.until:%d/%m/%Y}" if state.status is Status.EXPIRED and state.until else ""
        since = f" đến ngày {state.since:%d/%m/%Y}" if state.status is Status.NOT_YET_IN_FORCE and state.since else ""
        detail = f"{_upper(subject)} {STATUS_NAMES[state.status]}{until or since}. {state.note}"
        return [Finding(Verdict.NOT_IN_FORCE, detail)]

    def of_other_days(self, words: str, found: Resolution) -> str:
        """Say that a quotation has the words of another day, and which; empty where no wording held says them."""
        held, provision = found.held, found.provision
        if held is None or provision is None:
            return ""
        first_day = self.known.of_work(held.work, self.on, codified=False).since
        for wording in wordings(self.store.texts(held.work, provision.eid), provision.eid, first_day):
            if quoted_in(words, wording.provision.text):
                since = f"từ ngày {wording.since:%d/%m/%Y}" if wording.since else ""
                until = f"đến trước ngày {wording.until:%d/%m/%Y}" if wording.until else ""
                days = " ".join(filter(None, (since, until))) or "của một ngày khác"
                return f" Lời trích khớp với lời văn {days}."
        return ""

    def amended(self, found: Resolution) -> list[Finding]:
        """Say that the place was amended by the day: after the text held, or after the day the text checked is of."""
        if found.provision is None or found.held is None:
            return []
        eid = unit_eid(found.provision.eid)
        begins = start_of(found.held)
        if self.written and found.held.acts and self.written < begins <= self.on:
            acts = ", ".join(found.held.acts)
            detail = (
                f"{label_of(eid)} có lời văn mới từ ngày {begins:%d/%m/%Y} theo {acts}, sau ngày của văn bản đang kiểm"
                f" tra ({self.written:%d/%m/%Y})."
            )
            return [Finding(Verdict.AMENDED, detail)]
        change = unheld_amendment(found.held, eid, self.store, self.known, self.on)
        return [_amendment(change)] if change else []

    def wording(self, found: Resolution) -> list[Finding]:
        """Say what is to be known of the words held: no verdict, but not to be kept from the reader."""
        if found.provision is None or found.held is None:
            return []
        notes = wording_notes(self.store, found.held, found.provision.eid, self.on)
        return [Finding(Verdict.OK, note) for note in notes]


def name_findings(citation: Citation, work: Work) -> list[Finding]:
    """Compare the type and the name written beside a number with those of the work; a bare name is no comparison."""
    cited = citation.work
    if not cited.number:
        return []
    if cited.type and work.type and fold(cited.type) != fold(work.type):
        return [Finding(Verdict.NAME_DIFFERS, f"Số {work.number} là của {work.type}, không phải {cited.type}.")]
    name = f" {' '.join(syllables((cited.name or '').removeprefix(cited.type or '')))} "
    title = f" {' '.join(syllables(f'{work.type} {work.title}'))} "
    if name.strip() and work.title and name not in title:
        return [Finding(Verdict.NAME_DIFFERS, f"Tên ghi kèm khác tên trong kho: “{work.title}”.")]
    return []


def _label(found: Resolution) -> str:
    cited = found.citation
    parts = (("điểm", cited.point), ("khoản", cited.clause), ("Điều", cited.article))
    place = " ".join(f"{word} {label}" for word, label in parts if label)
    return place or (f"Phụ lục {cited.annex}" if cited.annex else f"Mẫu số {cited.form}")


def _deepest(unit: Provision, eid: str) -> Provision:
    """Return the smallest part around a place that is not there."""
    inside = next((child for child in unit.children if eid.startswith(f"{child.eid}__")), None)
    return _deepest(inside, eid) if inside else unit


def _children(unit: Provision) -> str:
    """Return which khoản, or điểm, a provision has."""
    for level, word in ((Level.CLAUSE, "khoản"), (Level.POINT, "điểm")):
        nums = [child.num for child in unit.children if child.level is level and child.num]
        if nums:
            return f" (chỉ có {word} {nums[0]} đến {nums[-1]})" if len(nums) > 1 else f" (chỉ có {word} {nums[0]})"
    return ""


def _is_main(held: Held) -> bool:
    """Tell whether a unit is an Điều of the main body; those of annexes are counted apart."""
    provision = held.unit.provision
    return provision.level is Level.ARTICLE and "__" not in provision.eid


def _added(change: UnheldAmendment, label: str, work: Work) -> str:
    """Say of a place not held that an act may have added it: the text held is older than the act."""
    day = f"{change.since:%d/%m/%Y}"
    touched = f" ({change.touches})" if change.touches else ", chưa rõ những điều nào"
    return (
        f"Kho chưa có {label} {work.name}: văn bản này đã được sửa đổi, bổ sung bởi {change.by} từ ngày {day}{touched},"
        " mà kho chưa có lời văn sau khi sửa đổi. Hãy đối chiếu văn bản sửa đổi."
    )


def _amendment(change: UnheldAmendment) -> Finding:
    if change.repealed:
        return Finding(Verdict.NOT_IN_FORCE, change.words)
    return Finding(Verdict.AMENDED, f"{change.words} {WORDING_NOT_HELD}")


def _dated(work: Work) -> str:
    return f"{work.name} ngày {work.issued:%d/%m/%Y}" if work.issued else work.name


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
