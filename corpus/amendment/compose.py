"""Making a provision of the words that an amending act quotes, with the reader that ingest uses."""

import re

from corpus.amendment.blocks import heading_of
from corpus.amendment.statements import Block
from corpus.parts import article_parts, parts_and_doubts
from corpus.provision import Level, Provision, child_eid

_MARK = re.compile(r"\s*\w{1,5}(?:[.)]|[ ]?-)[ ]?")
_KINDS = {
    Level.CLAUSE: frozenset(("decimal", "letter", "roman", "dash")),
    Level.POINT: frozenset(("decimal", "roman", "dash")),
}


def article_of(text: str, *, eid: str, num: str, start: int) -> Provision:
    """Return the article that a quoted text is: heading line first."""
    words = f"{text.rstrip()}\n"
    heading = heading_of(Block(text, 0)).text
    children = article_parts(words, eid=eid, start=start)
    return Provision(eid, Level.ARTICLE, num, heading, words, start, start + len(words), children=children)


def part_of(text: str, *, parent: str, level: Level, num: str, start: int) -> Provision:
    """Return the khoản or điểm that a quoted text is; ``text`` ends as it shall stand, with its line break."""
    eid = child_eid(parent, level, num)
    alone = article_parts(text, eid=parent, start=start)
    if len(alone) == 1 and alone[0].eid == eid and alone[0].text == text:
        return alone[0]
    mark = _MARK.match(text)
    children, _ = parts_and_doubts(text, eid=eid, start=start, body=mark.end() if mark else 0, kinds=_KINDS[level])
    return Provision(eid, level, num, "", text, start, start + len(text), children=children)
