"""An answer made ready for its page: numbered passages with the quotations marked in their surroundings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.force import Force
from corpus.provision import Provision
from search.answer import Answer, Quotation
from search.hit import Fragment
from web.shapes import View, above, context_lines, permalink
from web.words import NOT_LAW, facts_by_kind, short_citation

_LONG = 1_400  # characters of a provision that are shown whole
_AROUND = 350  # characters shown on both sides of the quotations in a longer one


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited provision beside an answer: its text with the quotations marked."""

    number: int
    quotation: Quotation
    force: Force
    address: str
    said_at: int  # the first statement that cites it, from 1
    page: int | None  # of the source, where it has pages
    again: bool  # of the same unit as the one before: paper need not say twice where it stands
    context: tuple[str, ...]
    fragments: tuple[Fragment, ...]

    @property
    def citation(self) -> str:
        """Return place and work."""
        return short_citation(self.quotation.held.work, self.quotation.provision.eid)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the numbers of its passages."""

    text: str
    numbers: tuple[int, ...]
    told: bool  # in the words of a handbook or the news, not of a law
    facts: tuple[tuple[str, str], ...] = ()  # by when, from whom, on which paper, how much: name and words
    notes: tuple[str, ...] = ()  # what became of the offices named


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer ready to be shown: what it says, and the passages it says it from."""

    said: tuple[Said, ...]
    passages: tuple[Passage, ...]
    shortened: tuple[Said, ...] = ()  # what a model made of the quotations


def answer_view(answer: Answer, view: View) -> AnswerView:
    """Return an answer with the provisions it quotes numbered in the order they are first cited."""
    quoted: dict[tuple[int, str], list[Quotation]] = {}
    said = []
    places: list[int] = []  # the passage of each quotation, through all statements
    cited_at: dict[int, int] = {}  # the first statement of each passage
    for at, statement in enumerate(answer.statements, start=1):
        numbers = []
        for quotation in statement.quotations:
            key = (quotation.held.unit_id, quotation.provision.eid)
            quoted.setdefault(key, []).append(quotation)
            numbers.append(list(quoted).index(key) + 1)
            cited_at.setdefault(numbers[-1], at)
        places += numbers
        told = any(quotation.held.work.source_class in NOT_LAW for quotation in statement.quotations)
        facts = tuple(facts_by_kind((fact.kind, fact.text) for fact in statement.facts))
        notes = tuple(dict.fromkeys(fact.note for fact in statement.facts if fact.note))
        said.append(Said(statement.text.strip(), tuple(dict.fromkeys(numbers)), told, facts, notes))
    passages: list[Passage] = []
    shown: set[tuple[int, str]] = set()  # surroundings are shown once, not beside each of their khoản
    for number, group in enumerate(quoted.values(), start=1):
        around = _surroundings(group[0])
        if (group[0].held.unit_id, around.eid) in shown:
            around = group[0].provision
        shown.add((group[0].held.unit_id, around.eid))
        again = bool(passages) and passages[-1].quotation.held.unit_id == group[0].held.unit_id
        passages.append(_passage((number, cited_at[number]), group, around, view, again=again))
    return AnswerView(tuple(said), tuple(passages), tuple(_shortened(answer, places)))


def _shortened(answer: Answer, places: Sequence[int]) -> Iterator[Said]:
    """Yield the sentences of a model with the passages of the quotations they name."""
    for sentence in answer.summary.sentences if answer.summary else ():
        numbers = dict.fromkeys(places[number - 1] for number in sentence.citations)
        yield Said(sentence.text, tuple(numbers), told=True)


def _passage(
    numbered: tuple[int, int], quotations: Sequence[Quotation], around: Provision, view: View, *, again: bool
) -> Passage:
    """Return a passage; ``numbered`` is its number and that of the statement that first cites it."""
    first = quotations[0]
    number, said_at = numbered
    address = permalink(first.held.work, first.provision.eid, view)
    shift = first.provision.start - around.start
    spans = [(shift + quotation.start, shift + quotation.end) for quotation in quotations]
    return Passage(
        number,
        first,
        view.force.on(first.held, view.on),
        address,
        said_at,
        first.provision.page or first.held.unit.provision.page,
        again,
        tuple(context_lines(first.held, around)),
        tuple(marked(around.text, spans)),
    )


def _surroundings(quotation: Quotation) -> Provision:
    """Return the smallest provision that says more than the quotation; the unit where none does."""
    for provision in (quotation.provision, *reversed(above(quotation.held, quotation.provision))):
        if len(provision.text.strip()) > len(quotation.quote.strip()):
            return provision
    return quotation.held.unit.provision


def _space_after(text: str, offset: int) -> int:
    """Return where a word begins at or after the offset; 0 for an offset before the text."""
    return text.find(" ", offset) + 1 if offset > 0 else 0


def marked(text: str, spans: Iterable[tuple[int, int]]) -> list[Fragment]:
    """Cut a text where marks begin and end; overlapping marks are one, a long text keeps what is around them.

    >>> [(part.text, part.match) for part in marked("abcdef", [(1, 3), (2, 4)])]
    [('a', False), ('bcd', True), ('ef', False)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    low, high = 0, len(text)
    if len(text) > _LONG and merged:
        low = _space_after(text, merged[0][0] - _AROUND)
        high = min(len(text), merged[-1][1] + _AROUND)
    fragments = [Fragment("… ", match=False)] if low else []
    reached = low
    for start, end in merged:
        fragments += [Fragment(text[reached:start], match=False), Fragment(text[start:end], match=True)]
        reached = end
    fragments.append(Fragment(text[reached:high], match=False))
    fragments += [Fragment(" …", match=False)] if high < len(text) else []
    return [fragment for fragment in fragments if fragment.text]
