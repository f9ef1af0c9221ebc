"""What pages show, made ready: nested text with anchors, tables of contents, links, marked passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.expression import Heading
from corpus.force import Force
from corpus.link import Link, LinkKind
from corpus.provision import Level, Provision, label_of, path_of, unit_eid
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.work import Work
from search.answer import Answer, Quotation
from search.hit import Fragment
from web.addresses import CITABLE
from web.shapes import View, above, context_lines, heading_line, permalink
from web.words import LINKS_IN, LINKS_OUT, short_citation

_HEADING_WITHIN = 40  # characters before a heading: "Điều 32." and spaces
_MAX_LINKS = 60
_LONG = 1_400  # characters of a provision that are shown whole
_AROUND = 350  # characters shown on both sides of the quotations in a longer one


@dataclass(frozen=True, slots=True)
class Block:
    """A provision as a page shows it: its own text and the blocks inside it, in reading order."""

    anchor: str
    label: str
    address: str
    level: Level
    parts: "tuple[str | Block, ...]"
    chosen: bool


def block_of(provision: Provision, work: Work, chosen: str, view: View) -> Block:
    """Return a provision with all below it; ``chosen`` is the eId the page is about."""
    parts: list[str | Block] = []
    reached = provision.start
    for child in provision.children:
        own = provision.text[reached - provision.start : child.start - provision.start]
        parts += [own.strip()] if own.strip() else []
        parts.append(block_of(child, work, chosen, view))
        reached = child.end
    rest = provision.text[reached - provision.start :]
    parts += [rest.strip()] if rest.strip() else []
    return Block(
        anchor=anchor_of(provision.eid),
        label=label_of(provision.eid),
        address=permalink(work, provision.eid, view),
        level=provision.level,
        parts=tuple(parts),
        chosen=provision.eid == chosen,
    )


def anchor_of(eid: str) -> str:
    """Return the id of a provision within its page.

    >>> anchor_of("art_32__cl_1")
    'dieu-32_khoan-1'
    """
    return path_of(eid).replace("/", "_") or "toan-van"


def split_heading(block: Block, provision: Provision) -> tuple[str, Block]:
    """Return the heading line of a unit and the block without it."""
    first = block.parts[0] if block.parts else ""
    if not isinstance(first, str) or not provision.heading:
        return label_of(provision.eid), block
    found = first.find(provision.heading, 0, _HEADING_WITHIN + len(provision.heading))
    if found < 0:
        return label_of(provision.eid), block
    cut = found + len(provision.heading)
    rest = first[cut:].strip()
    parts = ((rest,) if rest else ()) + block.parts[1:]
    heading = " ".join(first[:cut].split())
    return heading, Block(block.anchor, block.label, block.address, block.level, parts, block.chosen)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents; a heading of a container has no address."""

    words: str
    address: str
    depth: int
    here: bool = False


def contents(units: Iterable[Held], view: View, *, here: int | None = None) -> list[Entry]:
    """Return the table of contents of a work; headings stand once, above the units they hold."""
    entries: list[Entry] = []
    above: tuple[Heading, ...] = ()
    for held in units:
        provision = held.unit.provision
        if provision.level not in (*CITABLE, Level.HEAD, Level.FOOT):
            continue
        context = held.unit.context
        same = next((index for index, pair in enumerate(zip(above, context, strict=False)) if pair[0] != pair[1]), None)
        shared = min(len(above), len(context)) if same is None else same
        entries += [Entry(heading_line(heading), "", depth) for depth, heading in enumerate(context) if depth >= shared]
        above = context
        words = f"{_first_upper(label_of(provision.eid))}. {provision.heading}".rstrip(". ")
        address = permalink(held.work, provision.eid, view)
        entries.append(Entry(words, address, len(context), here=held.unit_id == here))
    return entries


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link to another place; without an address where the store does not hold it."""

    kind: str
    words: str
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class LinkList:
    """Links, and how many more there are."""

    lines: tuple[LinkLine, ...]
    more: int


def links_out(store: CorpusReader, work: Work, eid: str, view: View) -> LinkList:
    """Return what a unit points to."""
    found = [
        (LINKS_OUT[link.kind], link.to_number, link.to_eid) for link in _unique(store.links_from(work.number, eid))
    ]
    return _lines(store, work, found, view)


def links_in(store: CorpusReader, work: Work, eid: str, view: View) -> LinkList:
    """Return what points to a unit."""
    found = [
        (LINKS_IN[link.kind], link.from_number, link.from_eid) for link in _unique(store.links_to(work.number, eid))
    ]
    return _lines(store, work, found, view)


def _unique(links: Iterable[Link]) -> list[Link]:
    """Keep one link between two places; one that says more than "related" is preferred."""
    best: dict[tuple[str, str, str, str], Link] = {}
    for link in links:
        key = (link.from_number, link.from_eid, link.to_number, link.to_eid)
        if key not in best or best[key].kind is LinkKind.RELATED:
            best[key] = link
    return list(best.values())


def _lines(store: CorpusReader, own: Work, found: Sequence[tuple[str, str, str]], view: View) -> LinkList:
    works: dict[str, list[Work]] = {}
    lines = []
    for kind, number, eid in found[:_MAX_LINKS]:
        held = works.setdefault(number, store.works_by_number(number))
        if len(held) == 1:
            work = held[0]
            address = f"{permalink(work, unit_eid(eid), view)}"
            words = label_of(eid) if eid and work.slug == own.slug else short_citation(work, eid)
            lines.append(LinkLine(kind, words, address, work.title))
        else:
            lines.append(LinkLine(kind, f"{label_of(eid) if eid else ''} {number}".strip(), "", ""))
    return LinkList(tuple(lines), max(0, len(found) - _MAX_LINKS))


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited provision beside an answer: its text with the quotations marked."""

    number: int
    quotation: Quotation
    force: Force
    address: str
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


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer ready to be shown: what it says, and the passages it says it from."""

    said: tuple[Said, ...]
    passages: tuple[Passage, ...]


def answer_view(answer: Answer, view: View) -> AnswerView:
    """Return an answer with the provisions it quotes numbered in the order they are first cited."""
    quoted: dict[tuple[int, str], list[Quotation]] = {}
    said = []
    for statement in answer.statements:
        numbers = []
        for quotation in statement.quotations:
            key = (quotation.held.unit_id, quotation.provision.eid)
            quoted.setdefault(key, []).append(quotation)
            numbers.append(list(quoted).index(key) + 1)
        said.append(Said(statement.text.strip(), tuple(dict.fromkeys(numbers))))
    passages = [_passage(number, group, view) for number, group in enumerate(quoted.values(), start=1)]
    return AnswerView(tuple(said), tuple(passages))


def _passage(number: int, quotations: Sequence[Quotation], view: View) -> Passage:
    first = quotations[0]
    address = permalink(first.held.work, first.provision.eid, view)
    around = _surroundings(first)
    shift = first.provision.start - around.start
    spans = [(shift + quotation.start, shift + quotation.end) for quotation in quotations]
    return Passage(
        number,
        first,
        view.force.on(first.held, view.on),
        address,
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
