"""Composes an answer: chooses the provisions that support it, and quotes them word for word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.catalogue import RelationKind, status_on
from corpus.citation import find_citations
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.lacking import is_lacking, is_read
from corpus.living import outermost
from corpus.provision import Provision, label_of
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution, number_of
from corpus.rows import Held
from corpus.wording_notes import wording_notes
from corpus.work import STATUS_NAMES, SourceClass, Status
from search.answer import Answer, AnswerWarning, Quotation, Refusal, RefusalCode, Statement, WarningCode
from search.conflict import conflict_warnings, figure_conflicts
from search.evidence import Terms
from search.excerpts import excerpt_warnings
from search.facts import facts_of
from search.forks import fork_of
from search.hit import Hit
from search.old_offices import office_warnings
from search.query import Query
from search.quoting import quotations_of, statement_of, without
from search.refusals import refuse_named, refuse_odd_place, refuse_thin
from search.standing import DEAD, OLD_LAW, REGIME_CHANGED, law_day
from search.support import AnswerSettings, Selection
from search.things import things_in

_BEHIND = (SourceClass.PLAN, SourceClass.NEWS)  # quoted after what may give a right


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes answers by one set of thresholds and one knowledge of force."""

    store: CorpusReader
    force: ForceTable
    settings: AnswerSettings

    def compose(self, query: Query, hits: Sequence[Hit], named: Sequence[Resolution], terms: Terms) -> Answer:
        """Return the answer that hits and named provisions support, or a refusal that says why there is none."""
        things = things_in(query.understood)
        whole = (one.work.slug for one in named if one.work and one.held is None and one.missing is None)
        selection = Selection(query, terms, self.store, self.force, self.settings, things, frozenset(whole))
        refusal = refuse_odd_place(query.text) or refuse_named(named, self.force, self.store)
        missing = [resolution for resolution in named if is_lacking(resolution, self.store, self.force)]
        told = selection.guidance_on(hits, missing) if refusal and refusal.code is RefusalCode.NOT_IN_CORPUS else []
        supports = told or ([] if refusal else selection.run(hits))
        fork = None if refusal else fork_of(query, terms, supports, hits, self.store)
        if fork is not None:
            refusal = Refusal(RefusalCode.NEED_CLASS, fork.message, fork.choices)
        elif supports:
            refusal = None
        else:
            refusal = refusal or refuse_thin(hits, selection)
        quoted_hits = list(fork.branches) if fork else [support.hit for support in supports]
        quoted_hits.sort(key=lambda hit: hit.held.work.source_class in _BEHIND)
        statements = tuple(
            self._dated(query, hit, statement_of(hit, self._living(query, quotations)))
            for hit in quoted_hits
            for quotations in [quotations_of(hit, query, terms, selection.begun)]
        )
        warnings = (
            *_named_warnings(query, named, self.force),
            *self._warnings(query, terms, quoted_hits, statements),
        )
        return Answer(query, query.on, statements, refusal, warnings, tuple(hits))

    def _living(self, query: Query, quotations: Sequence[Quotation]) -> list[Quotation]:
        """Leave out of each quotation the parts that do not hold on the day while the place around them does."""
        living: list[Quotation] = []
        for one in quotations:
            ended = self.force.ended_inside(one.held, query.on, one.provision.eid)
            living += without(one, ended) if ended else [one]
        return living

    def _dated(self, query: Query, hit: Hit, statement: Statement) -> Statement:
        """Give each quotation the status of its own place: one khoản may be gone while the Điều around it holds."""

        def status_of(place: Provision) -> Status:
            return self.force.on(hit.held, query.on, place.eid).status

        around = status_of(hit.provision)
        own = {quoted.provision.eid: status_of(quoted.provision) for quoted in statement.quotations}
        quotations = (
            quoted if own[quoted.provision.eid] is around else replace(quoted, status=own[quoted.provision.eid])
            for quoted in statement.quotations
        )
        dated = tuple(quotations)
        return replace(statement, quotations=dated, facts=facts_of(dated, query.on))

    def _warnings(
        self, query: Query, terms: Terms, hits: Sequence[Hit], statements: Sequence[Statement]
    ) -> Iterator[AnswerWarning]:
        """Yield what the reader must know, gravest first."""
        yield from _force_warnings(query, [*hits, *_parts_otherwise(hits, statements)], self.force)
        yield from self._ended_warnings(query, statements)
        yield from self._wording_warnings(query, hits)
        yield from excerpt_warnings(hits)
        yield from conflict_warnings(_quoted(hits, statements), self.store, query.on)
        yield from figure_conflicts(statements, terms)
        yield from _class_warnings(hits, self._not_held(query, statements))
        yield from office_warnings(query, statements, _labels(hits))

    def _ended_warnings(self, query: Query, statements: Sequence[Statement]) -> Iterator[AnswerWarning]:
        """Yield what was left out of the quotations because it does not hold on the day."""
        quoted = {(one.held.unit_id, one.provision.eid): one for said in statements for one in said.quotations}
        for one in quoted.values():
            ended = self.force.ended_inside(one.held, query.on, one.provision.eid)
            for part in outermost(one.provision, ended):
                note = self.force.on(one.held, query.on, part.eid).note
                name = one.held.work.name
                message = f"Đoạn trích bỏ phần không có hiệu lực ngày {query.on:%d/%m/%Y} của {name}: {note}"
                yield AnswerWarning(WarningCode.AMENDED, message, (f"{label_of(part.eid)} {name}",))

    def _wording_warnings(self, query: Query, hits: Sequence[Hit]) -> Iterator[AnswerWarning]:
        """Yield what the reader must know of words that amending acts have changed, or should have."""
        for hit in hits:
            notes = wording_notes(self.store, hit.held, hit.provision.eid, query.on)
            if notes:
                (label,) = _labels([hit])
                yield AnswerWarning(WarningCode.AMENDED, f"{label}: {' '.join(notes)}", (label,))

    def _not_held(self, query: Query, statements: Sequence[Statement]) -> list[str]:
        """Return the works that the statements of the handbook rest on and the store does not hold in full."""
        quoted = " ".join(
            quotation.quote
            for statement in statements
            for quotation in statement.quotations
            if quotation.held.work.source_class is SourceClass.GUIDANCE
        )
        numbers = dict.fromkeys(filter(None, (number_of(cited, query.on) for cited in find_citations(quoted))))
        return [number for number in numbers if not is_read(number, self.store)]


def _named_warnings(query: Query, named: Sequence[Resolution], force: ForceTable) -> Iterator[AnswerWarning]:
    """Warn of texts that the question names, the store lacks, and the catalogue knows not to hold on the day."""
    for number in dict.fromkeys(found.number for found in named if found.missing is Missing.WORK):
        known = force.known(number)
        status = status_on(known, query.on) if known else Status.IN_FORCE
        if known is None or status not in (*DEAD, Status.UNCERTAIN):
            continue
        days = (("có hiệu lực từ", known.effective), ("hết hiệu lực từ", known.expired))
        told = ", ".join(f"{what} {day:%d/%m/%Y}" for what, day in days if day)
        message = f"{known.type} {known.number}: {STATUS_NAMES[status]} ngày {query.on:%d/%m/%Y}"
        code = WarningCode.EXPIRED_SOURCE if status in DEAD else WarningCode.UNCERTAIN_STATUS
        yield AnswerWarning(code, f"{message}{f' ({told})' if told else ''}, theo danh mục văn bản.")


def _quoted(hits: Sequence[Hit], statements: Sequence[Statement]) -> list[Hit]:
    """Return the places quoted, each as a hit of its own; a statement may quote more than what was found."""
    return [
        replace(hit, held=quoted.held, provision=quoted.provision)
        for hit, statement in zip(hits, statements, strict=True)
        for quoted in statement.quotations
    ]


def _parts_otherwise(hits: Sequence[Hit], statements: Sequence[Statement]) -> Iterator[Hit]:
    """Yield the places quoted that stand otherwise than the hit they belong to."""
    for hit, statement in zip(hits, statements, strict=True):
        for quoted in statement.quotations:
            if quoted.status is not hit.status:
                yield replace(hit, provision=quoted.provision, status=quoted.status)


def _force_warnings(query: Query, hits: Sequence[Hit], force: ForceTable) -> Iterator[AnswerWarning]:
    expired = [hit for hit in hits if hit.status in (*DEAD, Status.SUSPENDED)]
    kept = [hit for hit in expired if law_day(query) != query.on and hit.held.work.number == OLD_LAW]
    if kept:
        message = (
            f"Luật {OLD_LAW} hết hiệu lực từ ngày {REGIME_CHANGED:%d/%m/%Y}, nhưng người được xác định là nạn nhân"
            f" trước ngày đó (ở đây: {query.identified_on:%d/%m/%Y}) tiếp tục hưởng chế độ hỗ trợ theo luật này"
            " (Điều 63 Luật 53/2024/QH15)."
        )
        yield AnswerWarning(WarningCode.EXPIRED_SOURCE, message, _labels(kept))
    expired = [hit for hit in expired if hit not in kept]
    if expired:
        yield AnswerWarning(WarningCode.EXPIRED_SOURCE, _expired_words(query, expired, force), _labels(expired))
    unsure = [hit for hit in hits if hit.status is Status.UNCERTAIN and _is_law(hit.held)]
    if unsure:
        notes = dict.fromkeys(force.on(hit.held, query.on, hit.provision.eid).note for hit in unsure)
        presumed = dict.fromkeys(filter(None, (force.presumed_successor(hit.held.work) for hit in unsure)))
        newer = f" Có thể đã được thay thế bởi {', '.join(presumed)} (chưa kiểm chứng)." if presumed else ""
        message = f"Chưa rõ hiệu lực: {' '.join(notes)}{newer}"
        yield AnswerWarning(WarningCode.UNCERTAIN_STATUS, message, _labels(unsure))
    partly = [hit for hit in hits if hit.status is Status.PARTLY_EXPIRED or _amended(hit, query, force)]
    if partly:
        acts = dict.fromkeys(act for hit in partly for act in force.amending(hit.held.work, query.on))
        by = f" ({'; '.join(_act(act, partly, force) for act in acts)})" if acts else ""
        message = f"Văn bản đã được sửa đổi, bổ sung{by}; hãy đối chiếu với văn bản sửa đổi trước khi áp dụng."
        yield AnswerWarning(WarningCode.AMENDED, message, _labels(partly))


def _amended(hit: Hit, query: Query, force: ForceTable) -> bool:
    """Tell whether an act may have touched the Điều of a hit: one of which nobody knows which Điều it touched, may."""
    own = hit.held.unit.provision.num
    for act in force.amending(hit.held.work, query.on):
        known = force.known(act)
        ties = [tie.touches for tie in (known.relations if known else ()) if tie.number == hit.held.work.number]
        touched = {citation.article for words in ties for citation in find_citations(words)}
        if not touched or own in touched:
            return True
    return False


def _act(number: str, hits: Sequence[Hit], force: ForceTable) -> str:
    """Return an amending act with what it touches in the texts quoted, as far as the catalogue knows."""
    works = {hit.held.work.number for hit in hits}
    known = force.known(number)
    ties = known.relations if known else ()
    touched = [tie.touches for tie in ties if tie.kind is RelationKind.AMENDS and tie.number in works and tie.touches]
    return ": ".join([number, *touched])


def _expired_words(query: Query, hits: Sequence[Hit], force: ForceTable) -> str:
    said = []
    for hit in {_what_ended(hit, query, force): hit for hit in hits}.values():
        known = force.on(hit.held, query.on, hit.provision.eid)
        ended = known.until if hit.status in (Status.EXPIRED, Status.SUSPENDED) else None
        day = f" từ ngày {ended:%d/%m/%Y}" if ended else ""
        newer = force.successor(hit.held.work, query.on)
        instead = f"; văn bản thay thế: {newer}" if newer else ""
        said.append(f"{_what_ended(hit, query, force)} {STATUS_NAMES[hit.status]}{day}{instead}.")
    tail = f" Không dùng đoạn trích này làm căn cứ cho việc phát sinh ngày {query.on:%d/%m/%Y} nếu chưa kiểm tra."
    return " ".join(said) + tail


def _what_ended(hit: Hit, query: Query, force: ForceTable) -> str:
    """Return the name of the work where it ended as a whole, else of the place in it."""
    work = hit.held.work
    codified = hit.held.origin is Origin.CODIFIED
    whole = force.of_work(work, query.on, codified=codified).status is hit.status
    return work.name if whole else f"{label_of(hit.provision.eid)} {work.name}"


def _class_warnings(hits: Sequence[Hit], not_held: Sequence[str]) -> Iterator[AnswerWarning]:
    """Warn of grounds that are not law, alone or beside law."""
    missing = f" Kho chưa có toàn văn: {', '.join(not_held)}." if not_held else ""
    alone = "chỉ" if all(not _is_law(hit.held) for hit in hits) else "có phần"
    messages = {
        SourceClass.GUIDANCE: (
            WarningCode.GUIDANCE_ONLY,
            f"Có phần dựa vào sổ tay hướng dẫn, không phải lời của luật; căn cứ ghi trong từng mục.{missing}",
        ),
        SourceClass.PLAN: (
            WarningCode.PLAN_ONLY,
            f"Câu trả lời {alone} dựa vào văn bản chỉ đạo, điều hành; văn bản này không đặt ra hay cắt bỏ chế độ.",
        ),
        SourceClass.NEWS: (
            WarningCode.NEWS_ONLY,
            f"Câu trả lời {alone} dựa vào tin bài, không phải căn cứ pháp lý.",
        ),
    }
    for source_class, (code, message) in messages.items():
        told = [hit for hit in hits if hit.held.work.source_class is source_class]
        if told:
            yield AnswerWarning(code, message, _labels(told))


def _is_law(held: Held) -> bool:
    return held.work.source_class is SourceClass.LAW


def _labels(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(f"{label_of(hit.provision.eid)} {hit.held.work.name}" for hit in hits)
