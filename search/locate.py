"""Where in a unit the answer lies: the best khoản or điểm, and a snippet of it with the matches marked."""

from bisect import bisect_left

from corpus.provision import Level, Provision
from corpus.text import fold, syllable_spans
from search.evidence import Terms
from search.hit import Fragment

_SNIPPET = 320  # characters; about three lines on a wide screen
_APART = 40  # characters between a lone match and those that matter
_CLUSTER = 2  # matches that must remain
_LONGEST_WORD = 60  # characters; a longer one is cut
_NEARLY = 0.85  # a part this close to the whole's strength is preferred: it says it in fewer words
_PLACES = frozenset({Level.CLAUSE, Level.POINT})


def best_place(unit: Provision, terms: Terms, *, within: tuple[int, int] | None = None) -> Provision:
    """Return the smallest khoản or điểm that carries nearly as much of the question as the whole unit does.

    ``within`` is the passage found, as a span of the unit's text: only what it touches is considered.
    """
    start, end = within or (0, len(unit.text))
    start, end = start + unit.start, end + unit.start
    place = unit
    above = terms.matched(unit.heading)
    while children := [part for part in place.children if part.level in _PLACES and _touches(part, start, end)]:
        above = above | terms.matched(place.lead_in)
        found = {child.eid: above | terms.matched(child.text) for child in children}
        whole = terms.strength_of(above.union(*found.values()))
        best = max(children, key=lambda child: (terms.strength_of(found[child.eid]), -child.start))
        if not whole or terms.strength_of(found[best.eid]) < _NEARLY * whole:
            break
        if place is not unit and terms.strength_of(above) >= _NEARLY * whole:
            break  # the lead-in says it already: its points are the answer together
        place = best
    return place


def _touches(part: Provision, start: int, end: int) -> bool:
    return part.start < end and part.end > start


def snippet_of(provision: Provision, terms: Terms) -> tuple[Fragment, ...]:
    """Return a verbatim slice of the provision's text around its densest matches, cut into fragments."""
    text = provision.text
    spans = [(start, end) for word, start, end in syllable_spans(text) if word in terms.singles]
    if not spans:  # typed without marks, and nothing has restored them
        plain = {word for word in terms.singles if fold(word) == word}
        spans = [(start, end) for word, start, end in syllable_spans(text) if fold(word) in plain]
    start = _window(text, spans)
    end = _cut_after(text, start + _SNIPPET)
    fragments: list[Fragment] = []
    reached = start
    for left, right in _joined(text, spans):
        if left < reached or right > end:
            continue
        if left > reached:
            fragments.append(Fragment(text[reached:left], match=False))
        fragments.append(Fragment(text[left:right], match=True))
        reached = right
    if reached < end:
        fragments.append(Fragment(text[reached:end], match=False))
    return tuple(fragments)


def _window(text: str, spans: list[tuple[int, int]]) -> int:
    """Return the start of the window that holds the most matches, moved back to a word's beginning."""
    if len(text) <= _SNIPPET or not spans:
        return 0
    starts = [start for start, _ in spans]
    reach = [bisect_left(starts, left + _SNIPPET) for left in starts]
    first = max(range(len(starts)), key=lambda index: (reach[index] - index, -index))
    last = reach[first] - 1
    while last - first >= _CLUSTER and starts[first + 1] - starts[first] > _APART:
        first += 1  # a lone match far before the others would push them out of sight
    best = starts[first]
    line = max(text.rfind("\n", 0, best), text.rfind(". ", 0, best), text.rfind("; ", 0, best))
    return line + 1 + len(text[line + 1 :]) - len(text[line + 1 :].lstrip()) if best - line < _SNIPPET // 3 else best


def _cut_after(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - _LONGEST_WORD, end)
    return space if space > 0 else end


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join matches that only a space parts, so that a phrase is marked as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start] == " ":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
