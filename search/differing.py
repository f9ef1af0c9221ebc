"""Whether two sources say other things of one place, where one of them may give only pieces of it."""

import re

from corpus.provision import Provision
from corpus.text import syllables

_CUT = re.compile(r"\[?\(?(?:\.{3,}|…+)\)?\]?")


def contradicts(excerpt: Provision, other: Provision, *, whole: bool) -> bool:
    """Tell whether an excerpt of a place has words there that the other text has not.

    What an excerpt leaves out it does not deny; what it adds to a text that is ``whole`` it makes up.
    """
    if not excerpt.children or not other.children:
        return not (_is_cut_of(excerpt.text, other.text) or (not whole and _is_cut_of(other.text, excerpt.text)))
    own = {part.eid: part for part in other.children}
    if syllables(excerpt.lead_in) != syllables(other.lead_in):
        return True
    if whole and any(part.eid not in own for part in excerpt.children):
        return True
    return any(contradicts(part, own[part.eid], whole=whole) for part in excerpt.children if part.eid in own)


def _is_cut_of(excerpt: str, text: str) -> bool:
    """Tell whether a text is the other, or pieces of it in order where it shows what it leaves out."""
    pieces = [syllables(piece) for piece in _CUT.split(excerpt)]
    if len(pieces) == 1:
        return pieces[0] == syllables(text)
    words, at = syllables(text), 0
    for piece in filter(None, pieces):
        at = next((end for end in range(at + len(piece), len(words) + 1) if words[end - len(piece) : end] == piece), -1)
        if at < 0:
            return False
    return True
