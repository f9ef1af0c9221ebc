"""Checks a text against the corpus: whether each place cited exists, holds, and says what is quoted from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.citation import Citation, find_citations
from corpus.days import day_of_head
from corpus.difference import WordRun
from corpus.findings import Book, Finding, Verdict, name_findings
from corpus.force import ForceTable
from corpus.provision import Provision
from corpus.quotations import Quoted, assign_quotations, first_difference, nearest_difference, quoted_in
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution, Setting, completed, named_in_full, resolve
from corpus.rows import Held
from corpus.work import Work

_HEAD = 3_000  # characters in which the head of a paper lies
_OWN_NUMBER = re.compile(r"(?:^|\|)\s*Số\s*:\s*$")
__all__ = ["Checked", "Verdict", "check", "check_citations"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation, its verdict, and the provision it names where there is one."""

    citation: Citation
    verdict: Verdict
    detail: str  # sentences for the reader; also what else was found beside the verdict
    held: Held | None = None
    provision: Provision | None = None
    quoted: Quoted | None = None  # the quotation that stands beside it; of several, the first that differs
    difference: tuple[WordRun, ...] = ()  # from the nearest words of the provision to the quotation, where it differs


def check(text: str, store: CorpusReader, on: date, force: ForceTable) -> list[Checked]:
    """Return a verdict for each citation of clean ``text``, in order, for the law of a day.

    A quotation is compared by its words and numbers, without regard to case, punctuation and tone placement; one
    that stands beside a list of places is right when any of them says it.
    """
    return check_citations(text, find_citations(text), store, on, force)


def check_citations(
    text: str, citations: Sequence[Citation], store: CorpusReader, on: date, force: ForceTable
) -> list[Checked]:
    """Do what ``check`` does for citations already found in the text.

    A bare name is the law that bore it on the day the text itself is of, where its head says so. The number that the
    text itself bears there is no citation.
    """
    citations = [citation for citation in citations if not _is_own_number(text, citation)]
    written = day_of_head(text)
    setting = Setting((written,) if written else (), said=named_in_full(citations))
    book = Book(store, force, on, written)
    desk = _Desk(book, setting)
    beside: dict[tuple[int, int], list[Resolution]] = {}
    resolutions = [desk.resolve(citation) for citation in citations]
    for found in resolutions:
        beside.setdefault((found.citation.start, found.citation.end), []).append(found)
    quotations = assign_quotations(text, sorted(beside))
    differences = {span: _quotes(beside[span], quoted, book) for span, quoted in quotations.items()}
    shown = {span: _shown(beside[span], quoted) for span, quoted in quotations.items()}
    checked = []
    for found in resolutions:
        span = (found.citation.start, found.citation.end)
        judged = _judge(found, [*desk.findings(found), *_own(found, differences.get(span))])
        quoted, runs = shown.get(span, (None, ()))
        checked.append(replace(judged, quoted=quoted, difference=runs if found.missing is None else ()))
    return checked


def _is_own_number(text: str, citation: Citation) -> bool:
    """Tell whether a number is the one that the text itself bears in its head ("Số: 12/KH-UBND")."""
    line = text[text.rfind("\n", 0, citation.start) + 1 : citation.start]
    return citation.start < _HEAD and citation.article is None and _OWN_NUMBER.search(line) is not None


def _own(found: Resolution, differences: Sequence[Finding] | None) -> Sequence[Finding]:
    return differences if differences and found.missing is None else ()


def _judge(found: Resolution, findings: Sequence[Finding]) -> Checked:
    order = list(Verdict)
    ranked = sorted(findings, key=lambda finding: order.index(finding.verdict))
    verdict = ranked[0].verdict if ranked else Verdict.OK
    return Checked(found.citation, verdict, " ".join(finding.detail for finding in ranked), found.held, found.provision)


class _Desk:
    """Looks each place up once, however often a text cites it."""

    def __init__(self, book: Book, setting: Setting) -> None:
        self._book, self._setting = book, setting
        self._store, self._on = book.store, book.on
        self._resolved: dict[Citation, Resolution] = {}
        self._found: dict[Citation, list[Finding]] = {}
        self._first: dict[str, Held | None] = {}

    def resolve(self, citation: Citation) -> Resolution:
        """Return what the citation names."""
        place = replace(citation, text="", start=0, end=0)
        if place not in self._resolved:
            whole = completed(place, self._setting)
            setting = self._setting if self._setting.days else None
            self._resolved[place] = resolve(whole, self._store, self._on, setting=setting)
        return replace(self._resolved[place], citation=citation)

    def findings(self, found: Resolution) -> list[Finding]:
        """Return all that is to be said of a citation, its quotations apart."""
        place = replace(found.citation, text="", start=0, end=0)
        if place not in self._found:
            self._found[place] = self._look(found)
        return self._found[place]

    def _look(self, found: Resolution) -> list[Finding]:
        book = self._book
        if found.missing is not None and found.missing is not Missing.PROVISION:
            return [book.unresolved(found)]
        work = found.work
        if work is None:
            return []
        held = found.held or self._any_of(work)
        named = name_findings(found.citation, work)
        if found.missing is Missing.PROVISION:
            return [*book.no_provision(found, work, held), *named, *book.force(held, work, None)]
        return [*named, *book.force(held, work, found.provision), *book.amended(found), *book.wording(found)]

    def _any_of(self, work: Work) -> Held | None:
        if work.slug not in self._first:
            self._first[work.slug] = next(iter(self._store.units(work, self._on)), None)
        return self._first[work.slug]


def _quotes(beside: Sequence[Resolution], quotations: Sequence[Quoted], book: Book) -> list[Finding]:
    texts = [found.provision.text for found in beside if found.provision]
    findings = []
    for quoted in quotations:
        if texts and not any(quoted_in(quoted.words, text) for text in texts):
            difference = first_difference(quoted.words, texts[0])
            others = (book.of_other_days(quoted.words, found) for found in beside)
            detail = f"Lời trích không khớp với kho: {difference}{next(filter(None, others), '')}"
            findings.append(Finding(Verdict.QUOTE_DIFFERS, detail))
    return findings


def _shown(beside: Sequence[Resolution], quotations: Sequence[Quoted]) -> tuple[Quoted, tuple[WordRun, ...]]:
    """Return the quotation to show, and word by word how it differs; nothing where it does not."""
    texts = [found.provision.text for found in beside if found.provision]
    for quoted in quotations:
        if texts and not any(quoted_in(quoted.words, text) for text in texts):
            return quoted, nearest_difference(quoted.words, texts)
    return quotations[0], ()
