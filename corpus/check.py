"""Checks a text against the corpus: whether each place cited exists, holds, and says what is quoted from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    return check_citations(text, find_citations(text), store, on, force)


def check_citations(
    text: str, citations: Sequence[Citation], store: CorpusReader, on: date, force: ForceTable
) -> list[Checked]:
    """Do what ``check`` does for citations already found in the text."""
    desk = _Desk(store, force, on)
    beside: dict[tuple[int, int], list[Resolution]] = {}
    resolutions = [desk.resolve(citation) for citation in citations]
    for found in resolutions:
        beside.setdefault((found.citation.start, found.citation.end), []).append(found)
    quotations = assign_quotations(text, sorted(beside))
    differences = {span: _quotes(beside[span], quoted) for span, quoted in quotations.items()}
    return [
        _judge(
            found, [*desk.findings(found), *_own(found, differences.get((found.citation.start, found.citation.end)))]
        )
        for found in resolutions
    ]


def _own(found: Resolution, differences: Sequence[_Finding] | None) -> Sequence[_Finding]:
    return differences if differences and found.missing is None else ()


def _judge(found: Resolution, findings: Sequence[_Finding]) -> Checked:
    order = list(Verdict)
    ranked = sorted(findings, key=lambda finding: order.index(finding.verdict))
    verdict = ranked[0].verdict if ranked else Verdict.OK
    return Checked(found.citation, verdict, " ".join(finding.detail for finding in ranked), found.held, found.provision)


class _Desk:
    """Looks each place up once, however often a text cites it."""

    def __init__(self, store: CorpusReader, force: ForceTable, on: date) -> None:
        self._store, self._force, self._on = store, force, on
        self._resolved: dict[Citation, Resolution] = {}
        self._found: dict[Citation, list[_Finding]] = {}
        self._first: dict[str, Held | None] = {}

    def resolve(self, citation: Citation) -> Resolution:
        """Return what the citation names."""
        place = replace(citation, text="", start=0, end=0)
        if place not in self._resolved:
            self._resolved[place] = resolve(citation, self._store, self._on)
        return replace(self._resolved[place], citation=citation)

    def findings(self, found: Resolution) -> list[_Finding]:
        """Return all that is to be said of a citation, its quotations apart."""
        place = replace(found.citation, text="", start=0, end=0)
        if place not in self._found:
            self._found[place] = self._look(found)
        return self._found[place]

    def _look(self, found: Resolution) -> list[_Finding]:
        store, force, on = self._store, self._force, self._on
        if found.missing is not None and found.missing is not Missing.PROVISION:
            return [_unresolved(found, store, force, on)]
        work = found.work
        if work is None:
            return []
        held = found.held or self._any_of(work)
        findings = [*_name(found.citation, work), *_force(held, work, force, on, found.provision)]
        if found.missing is Missing.PROVISION:
            return [_no_provision(found, work, held), *findings]
        return [*findings, *_amended(found, work, store, force, on)]

    def _any_of(self, work: Work) -> Held | None:
        if work.slug not in self._first:
            self._first[work.slug] = next(iter(self._store.units(work, self._on)), None)
        return self._first[work.slug]


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


def _no_provision(found: Resolution, work: Work, held: Held | None) -> _Finding:
    label = _label(found)
    if found.held is not None:
        unit = label_of(found.held.unit.provision.eid)
        return _Finding(Verdict.NO_SUCH_PROVISION, f"{unit} của {work.name} không có {label}.")
    partial = held is not None and not held.complete
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


def _force(held: Held | None, work: Work, force: ForceTable, on: date, place: Provision | None) -> list[_Finding]:
    if held is None:
        return []
    state = force.on(held, on, place.eid if place else "")
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
