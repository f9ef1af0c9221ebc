"""A draft whose citations are checked, and the report on it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from corpus.check import Checked, Verdict, check_citations
from corpus.citation import Citation, find_citations
from corpus.reading import CorpusReader, Counts
from corpus.work import STATUS_NAMES, Status
from ingest.kind import Kind, kind_of
from ingest.pipeline import DEFAULTS, text_of
from ingest.settings import IngestSettings
from web.checking.beside import Leaf, Marked, chosen, leaves
from web.preferences import tr
from web.shapes import View, permalink
from web.words import NOT_LAW, state_words, vietnamese_day

HELD_WITH_A_PLACE = 1_500  # bytes, about: what is said of a place of a draft, and its sentence
_AROUND = 280  # characters of the sentence shown on either side of a citation
_SENTENCE_END = re.compile(r"(?<=[.;!?…])\s|\n")
# The order in which a reader wants to see them: what is wrong first, what cannot be told after it.
READING_ORDER = (
    Verdict.NO_SUCH_PROVISION,
    Verdict.QUOTE_DIFFERS,
    Verdict.NAME_DIFFERS,
    Verdict.NOT_IN_FORCE,
    Verdict.AMENDED,
    Verdict.AMBIGUOUS,
    Verdict.NOT_IN_CORPUS,
    Verdict.OK,
)


class Form(StrEnum):
    """What a report is written as, by the ending of its file."""

    HTML = "html"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that somebody wrote, as it was read; ``docx`` is the file itself where it was one of Word."""

    text: str
    name: str = ""  # of the file; empty where the text was typed
    docx: bytes = b""


def draft_of_file(path: Path, *, settings: IngestSettings = DEFAULTS) -> Draft:
    """Return the draft that lies in a file. Raises IngestError where it cannot be read."""
    text = text_of(path, settings=settings)
    is_docx = kind_of(path, path.name) is Kind.DOCX
    return Draft(text, path.name, path.read_bytes() if is_docx else b"")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the draft that cite one place or several, in their sentence."""

    number: int  # in the order of the draft, from 1
    before: str
    words: str
    after: str
    items: tuple[Checked, ...]

    @property
    def verdict(self) -> Verdict:
        """Return what stands first in the reading order among its places."""
        return min((item.verdict for item in self.items), key=READING_ORDER.index)

    @property
    def noted(self) -> bool:
        """Tell whether something is to be known beside a right verdict, such as a force that nobody knows."""
        return self.verdict is Verdict.OK and any(item.detail for item in self.items)

    @property
    def inner(self) -> bool:
        """Tell whether it points into the draft itself, as "khoản 2 Điều này" does, so far as the checker can tell."""
        return all(_unnamed(item) for item in self.items)


@dataclass(frozen=True)
class Report:
    """What became of the citations of a draft on a day."""

    draft: Draft
    items: tuple[Checked, ...]
    view: View
    corpus: Counts
    made: date

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Return the phrases in the order of the draft."""
        spans: dict[tuple[int, int], list[Checked]] = {}
        for item in self.items:
            spans.setdefault((item.citation.start, item.citation.end), []).append(item)
        return tuple(
            Phrase(number, *sentence(self.draft.text, start, end), tuple(items))
            for number, ((start, end), items) in enumerate(sorted(spans.items()), 1)
        )

    @cached_property
    def outer(self) -> tuple[Phrase, ...]:
        """Return the phrases that name another text than the draft."""
        return tuple(phrase for phrase in self.phrases if not phrase.inner)

    @cached_property
    def inner(self) -> tuple[Phrase, ...]:
        """Return the phrases that point into the draft itself."""
        return tuple(phrase for phrase in self.phrases if phrase.inner)

    @cached_property
    def sections(self) -> tuple[tuple[Verdict, tuple[Phrase, ...]], ...]:
        """Return the outer phrases by their verdict, in the reading order."""
        found = {verdict: tuple(one for one in self.outer if one.verdict is verdict) for verdict in READING_ORDER}
        return tuple((verdict, phrases) for verdict, phrases in found.items() if phrases)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many places got each verdict, in the reading order."""
        counted = Counter(item.verdict for item in self.items)
        return {verdict.value: counted[verdict] for verdict in READING_ORDER}

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Return the draft with its phrases marked, in leaves where it is long."""
        spans = [(phrase.items[0].citation, phrase.number) for phrase in self.phrases]
        return leaves(self.draft.text, [Marked(one.start, one.end, number) for one, number in spans])

    def leaf(self, only: Verdict | None, number: int) -> tuple[Leaf, list[int]]:
        """Return a leaf to show, and the numbers of those that hold a phrase of the verdict."""
        return chosen(self.leaves, [phrase.number for phrase in self.phrases if only in (None, phrase.verdict)], number)

    def beside(self, leaf: Leaf, only: Verdict | None) -> tuple[Phrase, ...]:
        """Return the phrases of a leaf, of one verdict or of all, in the order of the draft."""
        return tuple(one for one in self.phrases if one.number in leaf.keys and only in (None, one.verdict))

    def verdict_at(self, numbers: Sequence[int]) -> Verdict:
        """Return what stands first in the reading order among phrases that overlap."""
        return min((self.phrases[number - 1].verdict for number in numbers), key=READING_ORDER.index)

    def shown_at(self, numbers: Sequence[int], only: Verdict) -> bool:
        """Tell whether one of these phrases has a verdict."""
        return any(self.phrases[number - 1].verdict is only for number in numbers)

    def address(self, item: Checked) -> str:
        """Return the address of the place that an item names; empty where there is none."""
        return permalink(item.held.work, item.provision.eid, self.view) if item.held and item.provision else ""

    def fact(self, item: Checked) -> str:
        """Return what the verdict on an item rests on, in a sentence."""
        if item.detail:
            return item.detail
        if item.held is None:
            return "Văn bản có trong kho."
        place = item.provision.eid if item.provision else ""
        status = self.view.force.on(item.held, self.view.on, place).status
        words = state_words(item.held.work, status, self.view.on)
        return f"{words[:1].upper()}{words[1:]}."

    def words_head(self, item: Checked) -> str:
        """Return what stands over the words held of an item; words that no longer hold are not those of the day."""
        if item.held is None or item.provision is None:
            return ""
        day = vietnamese_day(self.view.on)
        status = self.view.force.on(item.held, self.view.on, item.provision.eid).status
        if item.held.work.source_class not in NOT_LAW and status is not Status.IN_FORCE:
            return tr("Lời văn kho giữ: %(state)s tại ngày %(day)s", state=tr(STATUS_NAMES[status]), day=day)
        if item.verdict is Verdict.AMENDED:
            return tr("Lời văn kho giữ, chưa gồm phần sửa đổi")
        return tr("Lời văn tại ngày %(day)s", day=day)

    @cached_property
    def sha256(self) -> str:
        """Return the hash of the text that was checked."""
        return sha256(self.draft.text.encode()).hexdigest()


def examine(
    draft: Draft, store: CorpusReader, view: View, made: date, citations: Sequence[Citation] | None = None
) -> Report:
    """Return the report on a draft; its citations may have been found before."""
    found = find_citations(draft.text) if citations is None else citations
    items = check_citations(draft.text, found, store, view.on, view.force)
    return Report(draft, tuple(items), view, store.counts(), made)


def _unnamed(item: Checked) -> bool:
    work = item.citation.work
    return item.held is None and not work.number and not work.name


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words before, inside and after a span, as far as its sentence goes."""
    before = text[max(0, start - _AROUND) : start]
    breaks = [match.end() for match in _SENTENCE_END.finditer(before)]
    cut = breaks[-1] if breaks else 0
    lead = "… " if not breaks and start > _AROUND else ""
    after = text[end : end + _AROUND]
    stop = _SENTENCE_END.search(after)
    rest = after[: stop.start()] if stop else after
    tail = " …" if stop is None and end + _AROUND < len(text) else ""
    return lead + before[cut:].lstrip(), text[start:end], rest.rstrip() + tail
