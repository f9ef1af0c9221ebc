"""The whole text of a work, cut into pages that any machine can show."""

from collections.abc import Sequence
from urllib.parse import urlencode

from corpus.expression import Heading
from corpus.rows import Held
from corpus.work import Work
from web.shapes import View, heading_line
from web.views import Block, shared_headings, split_heading

WHOLE_TEXT = 40_000  # characters of a page; and up to which a work without articles is shown at once


def whole_address(work: Work, view: View, number: int = 1) -> str:
    """Return where the whole text of a work can be read, a page at a time."""
    asked = {"ngay": view.on.isoformat()} if view.dated else {}
    return f"/vb/{work.slug}?{urlencode({**asked, 'toan_van': 1, **({'trang': number} if number > 1 else {})})}"


def pages_of(units: Sequence[Held]) -> list[list[Held]]:
    """Cut a text between its units into pages; a unit longer than a page has one of its own."""
    pages: list[list[Held]] = [[]]
    length = 0
    for unit in units:
        own = len(unit.unit.provision.text)
        if pages[-1] and length + own > WHOLE_TEXT:
            pages.append([])
            length = 0
        pages[-1].append(unit)
        length += own
    return pages


def stretch(
    shown: Sequence[Held], before: Sequence[Sequence[Held]], blocks: Sequence[Block]
) -> list[dict[str, object]]:
    """Return a page of a whole text: each unit with the container headings that begin at it, and its own heading."""
    above_it: tuple[Heading, ...] = before[-1][-1].unit.context if before else ()
    made: list[dict[str, object]] = []
    for unit, block in zip(shown, blocks, strict=True):
        context = unit.unit.context
        begun = shared_headings(above_it, context)
        heading, rest = split_heading(block, unit.unit.provision)
        made.append(
            {
                "above": [heading_line(one) for one in context[begun:]],
                "heading": "" if rest is block else heading,
                "level": "h3" if context else "h2",
                "block": rest,
            }
        )
        above_it = context
    return made
