"""Checks a text against the corpus: whether each place cited exists, holds, and says what is quoted from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.catalogue import RelationKind
from corpus.citation import Citation, find_citations
from corpus.force import ForceTable
from corpus.link import LinkKind
from corpus.provision import Provision, label_of, unit_eid
from corpus.quotations import Quoted, assign_quotations, first_difference, quoted_in
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution, resolve
from corpus.rows import Held
from corpus.text import fold, syllables
from corpus.work import STATUS_NAMES, Status, Work


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


_NOT_HOLDING = (Status.EXPIRED, Status.NOT_YET_IN_FORCE, Status.SUSPENDED, Status.NEVER_ISSUED)
_ARTICLE_WORD = re.compile(r"dieu\s+(\d+[a-zđ]?)")


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation, its verdict, and the provision it names where there is one."""

    citation: Citation
    verdict: Verdict
    detail: str  # sentences for the reader; also what else was found beside the verdict
    held: Held | None = None
    provision: Provision | None = None


@dataclass(frozen=True, slots=True)
class _Finding:
    verdict: Verdict
    detail: str


def check(text: str, store: CorpusReader, on: date, force: ForceTable) -> list[Checked]:
    """Return a verdict for each citation of clean ``text``, in order, for the law of a day.

    A quotation is compared by its words and numbers, without regard to case, punctuation and tone placement; one
    that stands beside a list of places is right when any of them says it.
    """
    resolutions = [resolve(citation, store, on) for citation in find_citations(text)]
    spans = sorted({(found.citation.start, found.citation.end) for found in resolutions})
    quotations = assign_quotations(text, spans)
    checked = []
    for found in resolutions:
        span = (found.citation.start, found.citation.end)
        beside = [other for other in resolutions if (other.citation.start, other.citation.end) == span]
        findings = _findings(found, beside, quotations.get(span, []), store, force, on)
        checked.append(_judge(found, findings))
    return checked


def _judge(found: Resolution, findings: Sequence[_Finding]) -> Checked:
    order = list(Verdict)
    ranked = sorted(findings, key=lambda finding: order.index(finding.verdict))
    verdict = ranked[0].verdict if ranked else Verdict.OK
    return Checked(found.citation, verdict, " ".join(finding.detail for finding in ranked), found.held, found.provision)


def _findings(
    found: Resolution,
    beside: Sequence[Resolution],
    quotations: Sequence[Quoted],
    store: CorpusReader,
    force: ForceTable,
    on: date,
) -> list[_Finding]:
    if found.missing is not None and found.missing is not Missing.PROVISION:
        return [_unresolved(found, store, force, on)]
    work = found.work
    if work is None:
        return []
    findings = [*_name(found.citation, work), *_force(found, work, store, force, on)]
    if found.missing is Missing.PROVISION:
        return [_no_provision(found, work, store, on), *findings]
    return [*findings, *_amended(found, work, store, force, on), *_quotes(beside, quotations)]


def _unresolved(found: Resolution, store: CorpusReader, force: ForceTable, on: date) -> _Finding:
    """Say why the work itself could not be found."""
    if found.missing is Missing.AMBIGUOUS:
        names = "; ".join(_dated(work) for work in found.candidates)
        return _Finding(Verdict.AMBIGUOUS, f"Số {found.number} là của {len(found.candidates)} văn bản: {names}.")
    if found.missing is Missing.UNNAMED:
        return _Finding(Verdict.AMBIGUOUS, "Trích dẫn không nói rõ thuộc văn bản nào.")
    same_number = store.works_by_number(found.number)
    if same_number:
        held = "; ".join(_dated(work) for work in same_number)
        return _Finding(Verdict.NAME_DIFFERS, f"Ngày, năm ghi kèm không khớp với văn bản trong kho: {held}.")
    return _Finding(Verdict.NOT_IN_CORPUS, f"Kho chưa có văn bản {found.number}.{_known(found, force, on)}")


def _known(found: Resolution, force: ForceTable, on: date) -> str:
    named = Work(number=found.number, type=found.citation.work.type or "", title="")
    instrument = force.instrument(named)
    if instrument is None:
        return ""
    status = STATUS_NAMES[force.of_work(named, on, codified=False).status]
    return f" Theo danh mục, đây là {instrument.type} “{instrument.title}”, {status} tại ngày {on:%d/%m/%Y}."


def _no_provision(found: Resolution, work: Work, store: CorpusReader, on: date) -> _Finding:
    label = _label(found)
    if found.held is not None:
        unit = label_of(found.held.unit.provision.eid)
        return _Finding(Verdict.NO_SUCH_PROVISION, f"{unit} của {work.name} không có {label}.")
    partial = any(not held.complete for held in store.units(work, on)[:1])
    doubt = " Kho chỉ giữ một phần văn bản này, hãy đối chiếu bản gốc." if partial else ""
    return _Finding(Verdict.NO_SUCH_PROVISION, f"{work.name} trong kho không có {label}.{doubt}")


def _label(found: Resolution) -> str:
    cited = found.citation
    parts = (("điểm", cited.point), ("khoản", cited.clause), ("Điều", cited.article))
    place = " ".join(f"{word} {label}" for word, label in parts if label)
    return place or (f"Phụ lục {cited.annex}" if cited.annex else f"Mẫu số {cited.form}")


def _name(citation: Citation, work: Work) -> list[_Finding]:
    """Compare the type and the name written beside a number with those of the work; a bare name is no comparison."""
    cited = citation.work
    if not cited.number:
        return []
    if cited.type and work.type and fold(cited.type) != fold(work.type):
        return [_Finding(Verdict.NAME_DIFFERS, f"Số {work.number} là của {work.type}, không phải {cited.type}.")]
    name = f" {' '.join(syllables((cited.name or '').removeprefix(cited.type or '')))} "
    title = f" {' '.join(syllables(f'{work.type} {work.title}'))} "
    if name.strip() and work.title and name not in title:
        return [_Finding(Verdict.NAME_DIFFERS, f"Tên ghi kèm khác tên trong kho: “{work.title}”.")]
    return []


def _force(found: Resolution, work: Work, store: CorpusReader, force: ForceTable, on: date) -> list[_Finding]:
    held = found.held or next(iter(store.units(work, on)), None)
    if held is None:
        return []
    state = force.on(held, on)
    if state.status not in _NOT_HOLDING:
        return []
    until = f" từ ngày {state.until:%d/%m/%Y}" if state.status is Status.EXPIRED and state.until else ""
    since = f" đến ngày {state.since:%d/%m/%Y}" if state.status is Status.NOT_YET_IN_FORCE and state.since else ""
    detail = f"{work.name} {STATUS_NAMES[state.status]}{until or since}. {state.note}"
    return [_Finding(Verdict.NOT_IN_FORCE, detail)]


def _amended(found: Resolution, work: Work, store: CorpusReader, force: ForceTable, on: date) -> list[_Finding]:
    """Tell that the place was amended before the day by a work that came after the text held."""
    if found.provision is None or found.held is None:
        return []
    eid = unit_eid(found.provision.eid)
    text_from = found.held.valid_from or found.held.as_of or work.effective or date.min
    for link in store.links_to(work.number, eid):
        if link.kind not in (LinkKind.AMENDS, LinkKind.REPEALS):
            continue
        amenders = store.works_by_number(link.from_number)
        first_day = amenders[0].effective if len(amenders) == 1 else None
        if first_day and text_from < first_day <= on:
            return [_amendment(link.kind is LinkKind.REPEALS, eid, link.from_number, first_day)]
    instrument = force.instrument(work)
    for relation in instrument.relations if instrument else ():
        if relation.kind not in (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY):
            continue
        touched = _ARTICLE_WORD.findall(fold(relation.touches))
        amender = force.instrument(Work(number=relation.number, type="", title=""))
        since = amender.effective if amender else None
        if fold(found.citation.article or "") in touched and since and text_from < since <= on:
            return [_amendment(relation.kind is RelationKind.REPEALED_BY, eid, relation.number, since)]
    return []


def _amendment(repealed: bool, eid: str, by: str, since: date) -> _Finding:
    if repealed:
        return _Finding(Verdict.NOT_IN_FORCE, f"{label_of(eid)} đã bị bãi bỏ bởi {by} từ ngày {since:%d/%m/%Y}.")
    return _Finding(Verdict.AMENDED, f"{label_of(eid)} đã được sửa đổi bởi {by} từ ngày {since:%d/%m/%Y}.")


def _quotes(beside: Sequence[Resolution], quotations: Sequence[Quoted]) -> list[_Finding]:
    texts = [found.provision.text for found in beside if found.provision]
    findings = []
    for quoted in quotations:
        if texts and not any(quoted_in(quoted.words, text) for text in texts):
            difference = first_difference(quoted.words, texts[0])
            findings.append(_Finding(Verdict.QUOTE_DIFFERS, f"Lời trích không khớp với kho: {difference}"))
    return findings


def _dated(work: Work) -> str:
    return f"{work.name} ngày {work.issued:%d/%m/%Y}" if work.issued else work.name
