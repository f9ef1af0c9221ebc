"""What a provision cites and what cites it: the links of the corpus that start or end in it or in any part of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.link import Link, LinkKind
from corpus.provision import Provision, label_of, unit_eid
from corpus.reading import CorpusReader
from corpus.resolve import works_numbered
from corpus.work import Work
from web.link_schemas import LinksJson, ShownJson
from web.schemas import NotedJson
from web.shapes import View, permalink
from web.words import LINKS_IN, LINKS_OUT, short_citation

MAX_LINKS = 60  # of each list; how many more there are is said
_FIRST = slice(0, MAX_LINKS)


@dataclass(frozen=True, slots=True)
class LinkLine:
    """The other end of a link; without an address where the store does not hold it, and a note that says so."""

    kind: LinkKind
    kind_words: str
    words: str  # as people cite it, beside the work shown
    label: str  # the place alone, empty for a whole work
    number: str
    here: str  # the part of the provision shown that the link starts or ends at
    address: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkList:
    """Links, and how many more there are."""

    lines: tuple[LinkLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _End:
    """The other end of a link, by number and eId."""

    kind: LinkKind
    number: str
    eid: str
    here: str


def links_out(store: CorpusReader, work: Work, provision: Provision, view: View, *, part: slice = _FIRST) -> LinkList:
    """Return what a provision and its parts point to, in the order of the text; a part of the list."""
    found = (_End(link.kind, link.to_number, link.to_eid, link.from_eid) for link in _from(store, work, provision))
    return _lines(store, work, provision, _Side(found, LINKS_OUT, part), view)


def links_in(store: CorpusReader, work: Work, provision: Provision, view: View, *, part: slice = _FIRST) -> LinkList:
    """Return what points to a provision or to its parts; a part of the list."""
    found = (_End(link.kind, link.from_number, link.from_eid, link.to_eid) for link in _to(store, work, provision))
    return _lines(store, work, provision, _Side(found, LINKS_IN, part), view)


def with_links(shape: NotedJson, store: CorpusReader, work: Work, provision: Provision, view: View) -> ShownJson:
    """Return a provision's shape with what it cites and what cites it."""
    return {
        **shape,
        "cites": _json(links_out(store, work, provision, view)),
        "cited_by": _json(links_in(store, work, provision, view)),
    }


def _json(links: LinkList) -> LinksJson:
    return {
        "links": [
            {
                "kind": line.kind,
                "label": line.label,
                "number": line.number,
                "here": line.here,
                "permalink": line.address or None,
            }
            for line in links.lines
        ],
        "more": links.more,
    }


def _from(store: CorpusReader, work: Work, provision: Provision) -> Iterator[Link]:
    if _shared(store, work):
        return
    for eid in _eids(provision):
        yield from store.links_from(work.number, eid)


def _to(store: CorpusReader, work: Work, provision: Provision) -> Iterator[Link]:
    if _shared(store, work):
        return
    for eid in _eids(provision):
        yield from store.links_to(work.number, eid)


def _shared(store: CorpusReader, work: Work) -> bool:
    """Tell whether other works carry the number too: links go by number, so nobody can say whose they are."""
    return len(store.works_by_number(work.number)) > 1


def _eids(provision: Provision) -> list[str | None]:
    """Return the places whose links are those of a provision; None stands for all of a work."""
    return [part.eid for part in provision.walk()] if provision.eid else [None]


@dataclass(frozen=True, slots=True)
class _Side:
    """One direction of links: the ends found, what their kinds are called, which of them are shown."""

    found: Iterable[_End]
    names: dict[LinkKind, str]
    part: slice


def _lines(store: CorpusReader, work: Work, provision: Provision, side: _Side, view: View) -> LinkList:
    own = {other.slug for other in store.works_by_number(work.number)}
    works: dict[str, list[Work]] = {}
    ends = []
    for end in _unique(side.found):
        held = works.setdefault(end.number, works_numbered(end.number, store))
        if not (own & {other.slug for other in held} and _within(end.eid, provision.eid)):
            ends.append(end)
    shown = ends[side.part]
    places = _places(shown, works, store, view)
    lines = (_line(end, works[end.number], work, places, side.names) for end in shown)
    return LinkList(tuple(lines), len(ends) - len(shown))


def _within(eid: str, outer: str) -> bool:
    return not outer or eid == outer or eid.startswith(f"{outer}__")


def _unique(found: Iterable[_End]) -> list[_End]:
    """Keep one link to each place; one that says more than "related" is preferred."""
    best: dict[tuple[str, str], _End] = {}
    for end in found:
        key = (end.number, end.eid)
        if key not in best or best[key].kind is LinkKind.RELATED:
            best[key] = end
    return list(best.values())


def _places(
    ends: Sequence[_End], works: dict[str, list[Work]], store: CorpusReader, view: View
) -> dict[tuple[str, str], str]:
    """Return the addresses of the places that are held, by slug and eId."""
    only = [(works[end.number][0], end.eid) for end in ends if len(works[end.number]) == 1]
    wanted = [(work, unit_eid(eid)) for work, eid in only if eid]
    units = store.governing(wanted, view.on) if wanted else {}
    found = {}
    for work, eid in only:
        held = units.get((work.slug, unit_eid(eid))) if eid else None
        if not eid or (held and held.unit.provision.find(eid)):
            found[work.slug, eid] = permalink(work, eid, view)
    return found


def _line(
    end: _End, held: Sequence[Work], own: Work, places: dict[tuple[str, str], str], names: dict[LinkKind, str]
) -> LinkLine:
    label = label_of(end.eid) if end.eid else ""
    here = label_of(end.here) if end.here else ""
    if len(held) != 1:
        note = "kho có nhiều văn bản mang số này" if held else "kho chưa có"
        words = f"{label} {end.number}".strip()
        return LinkLine(end.kind, names[end.kind], words, label, end.number, here, "", "", note)
    work = held[0]
    address = places.get((work.slug, end.eid), "")
    words = label if label and work.slug == own.slug else short_citation(work, end.eid)
    note = "" if address else "kho không có nơi này"
    return LinkLine(end.kind, names[end.kind], words, label, work.number, here, address, work.title, note)
