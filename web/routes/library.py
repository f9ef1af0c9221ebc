"""The library: works by type, issuer, year, status, topic; and the topics from A to Z."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from corpus.handbook import Topic
from corpus.starter_texts import HANDBOOK
from corpus.work import STATUS_NAMES
from web.ground import Ground, Here
from web.library.paging import address_with, turn_to
from web.library.shelf import FACETS, Browsed, Line, Shelf, Wanted, in_order
from web.library.topics import TOPIC_NAMES, alphabet, entries_of, why_on_topic
from web.pages import page
from web.preferences import tr
from web.routes.works import read_day
from web.shapes import View, permalink
from web.words import CLASS_OF_SOURCE_NAMES

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]
ORDERS = {"moi": "mới ban hành trước", "ten": "theo tên, A–Z", "so": "theo số hiệu"}
_FACET_NAMES = {
    "loai": "Loại văn bản",
    "co_quan": "Cơ quan ban hành",
    "nam": "Năm ban hành",
    "tinh_trang": "Tình trạng",
    "chu_de": "Chủ đề",
    "nguon": "Loại nguồn",
}
_OURS: Mapping[str, Mapping[str, str]] = {  # values that are words of ours, and are translated
    "tinh_trang": {status.value: name for status, name in STATUS_NAMES.items()},
    "chu_de": {topic.value: name for topic, name in TOPIC_NAMES.items()},
    "nguon": {kind.value: name for kind, name in CLASS_OF_SOURCE_NAMES.items()},
}
_SHOWN = 8  # values of a facet before the rest folds away
_MOST_VALUES = 60  # with the rest unfolded; the words of the search lead to the others


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its words, how many works have it, and where choosing it leads."""

    words: str
    count: int
    address: str
    chosen: bool
    ours: bool  # words of ours, in the language of the page; else as the sources have them


@dataclass(frozen=True, slots=True)
class Facet:
    """A way of narrowing the list."""

    key: str
    name: str
    first: list[Choice]
    rest: list[Choice]
    left_out: int


@router.get("/kho")
def works(request: Request, here: Here, ten: Text = "", ngay: Text = "", xep: Text = "moi", trang: int = 1) -> Response:
    """List the works of the store, narrowed and ordered as the address says, a page at a time."""
    view = here.view(read_day(ngay))
    chosen = {facet: request.query_params.get(facet, "")[:200] for facet in FACETS}
    order = xep if xep in ORDERS else "moi"
    found = here.shelves.on(view.on).browse(Wanted(words=ten, chosen=chosen, order=order))
    kept = {"ten": ten, **chosen, "ngay": ngay, "xep": order if order != "moi" else ""}
    turn = turn_to(trang, len(found.lines), "/kho", kept)
    topic = Topic(chosen["chu_de"]) if chosen["chu_de"] in list(Topic) else None
    return page(
        "works.html",
        here="works",
        tab="browse",
        rows=[_row(line, topic, view) for line in found.lines[turn.first : turn.last]],
        turn=turn,
        wanted=ten,
        facets=_facets(found, chosen, kept),
        taken=_taken(chosen, kept),
        hidden={name: value for name, value in {**chosen}.items() if value},
        orders=ORDERS,
        order=order,
        on=view.on,
        dated=view.dated,
        topic=topic,
        topic_name=TOPIC_NAMES[topic] if topic else "",
        entries=_entries(topic, here, view) if topic else [],
        own_path=address_with("/kho", kept, trang=str(turn.number) if turn.number > 1 else ""),
    )


def _row(line: Line, topic: Topic | None, view: View) -> dict[str, object]:
    return {
        "work": line.work,
        "status": line.status,
        "issuer": line.issuer,
        "issuer_told": line.issuer_told,
        "address": permalink(line.work, "", view),
        "entries": why_on_topic(line.work, topic) if topic else 0,
    }


def _facets(found: Browsed, chosen: Mapping[str, str], kept: Mapping[str, str]) -> list[Facet]:
    return [
        _facet(facet, found, chosen[facet], kept) for facet in FACETS if len(found.counts[facet]) > 1 or chosen[facet]
    ]


def _facet(facet: str, found: Browsed, value: str, kept: Mapping[str, str]) -> Facet:
    """Return the values of a facet: the commonest first in view, the others folded away, both in their order."""
    names = {one: tr(words) for one, words in _OURS.get(facet, {}).items()}
    counts = found.counts[facet]
    common = {one for one, _ in counts.most_common(_SHOWN)} | {value}
    all_ = in_order(facet, counts, names)
    if facet == "nam":
        common = {one for one, _ in all_[:_SHOWN]} | {value}
    choices = [(one, _choice(facet, one, count, value, kept)) for one, count in all_]
    rest = [choice for one, choice in choices if one not in common]
    first = [choice for one, choice in choices if one in common]
    return Facet(facet, _FACET_NAMES[facet], first, rest[:_MOST_VALUES], max(0, len(rest) - _MOST_VALUES))


def _choice(facet: str, value: str, count: int, chosen: str, kept: Mapping[str, str]) -> Choice:
    names = _OURS.get(facet)
    address = address_with("/kho", kept, **{facet: "" if value == chosen else value})
    return Choice(names[value] if names else value, count, address, value == chosen, names is not None)


def _taken(chosen: Mapping[str, str], kept: Mapping[str, str]) -> list[dict[str, object]]:
    """Return what the list is narrowed by, each with the address of the list without it."""
    taken: list[dict[str, object]] = []
    for facet, value in chosen.items():
        if value:
            names = _OURS.get(facet, {})
            words, ours = names.get(value, value), value in names
            address = address_with("/kho", kept, **{facet: ""})
            taken.append({"facet": _FACET_NAMES[facet], "words": words, "ours": ours, "address": address})
    if kept["ten"]:
        address = address_with("/kho", kept, ten="")
        taken.append({"facet": "Số hiệu hoặc tên", "words": kept["ten"], "ours": False, "address": address})
    return taken


def _entries(topic: Topic, here: Ground, view: View) -> list[dict[str, str]]:
    """Return what the handbook asks and answers on a topic; with addresses where the store holds the handbook."""
    held = bool(here.store.works_of([HANDBOOK.slug]))
    return [
        {"title": entry.title, "address": permalink(HANDBOOK, f"item_{number}", view) if held else ""}
        for number, entry in entries_of(topic)
    ]


@router.get("/kho/chu-de")
def topics(here: Here, ngay: Text = "") -> Response:
    """List the topics of the field from A to Z, each with how many works and entries there are."""
    view = here.view(read_day(ngay))
    shelf: Shelf = here.shelves.on(view.on)
    counts = shelf.browse(Wanted()).counts["chu_de"]
    names = {topic: tr(name) for topic, name in TOPIC_NAMES.items()}
    return page("topics.html", here="works", tab="topics", letters=alphabet(counts, names), on=view.on)
