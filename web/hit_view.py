"""Hits made ready for their page: where each stands, how it holds, why it was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.force import Force
from corpus.provision import label_of
from search.hit import Hit
from web.shapes import View, heading_line, permalink
from web.words import short_citation


@dataclass(frozen=True, slots=True)
class HitView:
    """A hit with what its line on a page says."""

    hit: Hit
    citation: str
    address: str
    path: tuple[str, ...]  # from the outermost heading down to the unit
    page: int | None  # of the source, where it has pages
    force: Force


def hit_views(hits: Iterable[Hit], view: View) -> list[HitView]:
    """Return hits ready to be shown, in their order."""
    return [
        HitView(
            hit,
            short_citation(hit.held.work, hit.provision.eid),
            permalink(hit.held.work, hit.provision.eid, view),
            path_to(hit),
            hit.provision.page or hit.held.unit.provision.page,
            view.force.on(hit.held, view.on, hit.provision.eid),
        )
        for hit in hits
    ]


def path_to(hit: Hit) -> tuple[str, ...]:
    """Return the headings above a hit, down to its Điều; khoản and điểm stand in its citation."""
    unit = hit.held.unit.provision
    named = f"{label_of(unit.eid)}. {unit.heading}" if unit.heading else label_of(unit.eid)
    return (*(heading_line(heading) for heading in hit.held.unit.context), named)
