"""What pages show, made ready: nested text with anchors, tables of contents, marked passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.citation import Citation, find_citations
from corpus.errors import TooManyCitationsError
from corpus.expression import Heading
from corpus.provision import Level, Provision, label_of, path_of, unit_eid
from corpus.reading import CorpusReader
from corpus.resolve import Setting, named_in_full, own_eid, resolve, setting_of
from corpus.rows import Held
from corpus.work import Work
from web.addresses import CITABLE
from web.shapes import View, heading_line, permalink

_HEADING_WITHIN = 40  # characters before a heading: "Điều 32." and spaces


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, which leads somewhere where it cites a place that is held."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A provision as a page shows it: its own text and the blocks inside it, in reading order."""

    anchor: str
    label: str
    address: str
    level: Level
    parts: "tuple[tuple[Piece, ...] | Block, ...]"
    chosen: bool


def block_of(provision: Provision, work: Work, chosen: str, view: View, cited: "Citer") -> Block:
    """Return a provision with all below it; ``chosen`` is the eId the page is about."""
    parts: list[tuple[Piece, ...] | Block] = []
    reached = provision.start
    for child in provision.children:
        own = provision.text[reached - provision.start : child.start - provision.start]
        parts += [pieces_of(own.strip(), provision.eid, cited)] if own.strip() else []
        parts.append(block_of(child, work, chosen, view, cited))
        reached = child.end
    rest = provision.text[reached - provision.start :]
    parts += [pieces_of(rest.strip(), provision.eid, cited)] if rest.strip() else []
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
    first = block.parts[0] if block.parts else ()
    text = "" if isinstance(first, Block) else "".join(piece.text for piece in first)
    found = text.find(provision.heading, 0, _HEADING_WITHIN + len(provision.heading)) if provision.heading else -1
    if found < 0 or isinstance(first, Block):
        return label_of(provision.eid), block
    cut = found + len(provision.heading)
    rest = _after(first, cut)
    parts = ((rest,) if rest else ()) + block.parts[1:]
    heading = " ".join(text[:cut].split())
    return heading, Block(block.anchor, block.label, block.address, block.level, parts, block.chosen)


def _after(pieces: Sequence[Piece], cut: int) -> tuple[Piece, ...]:
    """Return the pieces from an offset on, without the spaces they then begin with."""
    kept: list[Piece] = []
    for piece in pieces:
        text = piece.text[cut:] if kept else piece.text[cut:].lstrip()
        cut = max(0, cut - len(piece.text))
        if text:
            kept.append(Piece(text, piece.address))
    return tuple(kept)


def _cited(text: str) -> list[Citation]:
    """Return the citations of a text; none where it is refused: its words are shown all the same, without links."""
    try:
        return find_citations(text)
    except TooManyCitationsError:
        return []


def pieces_of(text: str, eid: str, cited: "Citer") -> tuple[Piece, ...]:
    """Cut a text where it cites one place that ``cited`` has an address for; phrases of several places are left."""
    spans: dict[tuple[int, int], list[Citation]] = {}
    for citation in _cited(text):
        spans.setdefault((citation.start, citation.end), []).append(citation)
    pieces: list[Piece] = []
    reached = 0
    for (start, end), citations in sorted(spans.items()):
        address = cited(citations[0], eid) if len(citations) == 1 and start >= reached else ""
        if address:
            pieces += [Piece(text[reached:start])] if start > reached else []
            pieces.append(Piece(text[start:end], address))
            reached = end
    return (*pieces, Piece(text[reached:])) if reached < len(text) else tuple(pieces)


@dataclass(frozen=True, slots=True)
class Citer:
    """Tells where the citations of one work's text lead: to the laws of its own day, in their wording of the day asked.

    ``settings`` are those of the units, by eId; ``known`` are the eIds that the work has on the day.
    """

    store: CorpusReader
    work: Work
    view: View
    settings: Mapping[str, Setting]
    known: frozenset[str]

    def __call__(self, citation: Citation, eid: str) -> str:
        """Return the address of a citation that stands in the provision ``eid``; empty where it leads nowhere."""
        setting = replace(self.settings.get(unit_eid(eid), Setting((), self.work)), eid=eid)
        if citation.scope:
            own = own_eid(citation, setting)
            return permalink(self.work, own, self.view) if own in self.known else ""
        found = resolve(citation, self.store, self.view.on, setting=setting)
        if found.missing or found.work is None:
            return ""
        return permalink(found.work, found.provision.eid if found.provision else "", self.view)


def citer_of(store: CorpusReader, work: Work, units: Sequence[Held], view: View) -> Citer:
    """Return what tells where the citations in a work's text lead."""
    known = frozenset(part.eid for held in units for part in held.unit.provision.walk())
    heads = (held.unit.provision for held in units if held.unit.provision.level is Level.HEAD)
    said = named_in_full(citation for head in heads for citation in _cited(head.text))
    settings = {held.unit.provision.eid: setting_of(held, said=said) for held in units}
    return Citer(store, work, view, settings, known)


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
        shared = shared_headings(above, context)
        entries += [Entry(heading_line(heading), "", depth) for depth, heading in enumerate(context) if depth >= shared]
        above = context
        words = f"{_first_upper(label_of(provision.eid))}. {provision.heading}".rstrip(". ")
        address = permalink(held.work, provision.eid, view)
        entries.append(Entry(words, address, len(context), here=held.unit_id == here))
    return entries


def shared_headings(above: Sequence[Heading], context: Sequence[Heading]) -> int:
    """Return how many container headings of a unit had begun before it."""
    same = next((index for index, pair in enumerate(zip(above, context, strict=False)) if pair[0] != pair[1]), None)
    return min(len(above), len(context)) if same is None else same


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of a table of contents with the lines below it; ``open`` where the page shown lies below."""

    entry: Entry
    below: "tuple[Branch, ...]"
    open: bool
    count: int  # of the lines below that lead somewhere


def branches(entries: Sequence[Entry]) -> list[Branch]:
    """Return a table of contents as a tree: what follows a heading and lies deeper is below it."""
    made: list[Branch] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        after = at + 1
        if not entry.address:
            while after < len(entries) and entries[after].depth > entry.depth:
                after += 1
        below = tuple(branches(entries[at + 1 : after]))
        is_open = entry.here or any(one.open for one in below)
        made.append(Branch(entry, below, is_open, sum(one.count or 1 for one in below)))
        at = after
    return made


def pruned(tree: Sequence[Branch]) -> list[Branch]:
    """Return a tree without what lies below the headings that are closed."""
    return [replace(one, below=tuple(pruned(one.below)) if one.open else ()) for one in tree]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
