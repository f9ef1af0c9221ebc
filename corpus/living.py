"""What of a place holds on a day: its words without the parts of it that have ended, or have not begun."""

from collections.abc import Collection, Iterator

from corpus.provision import Provision


def living_slices(provision: Provision, ended: Collection[str]) -> list[tuple[int, int]]:
    """Return the slices of a provision's text around the parts whose eIds are given, in reading order.

    White space alone is no slice. Without such parts it is the whole text.
    """
    slices: list[tuple[int, int]] = []
    reached = 0
    for part in outermost(provision, ended):
        slices.append((reached, part.start - provision.start))
        reached = part.end - provision.start
    slices.append((reached, len(provision.text)))
    return [(start, end) for start, end in slices if provision.text[start:end].strip()]


def outermost(provision: Provision, eids: Collection[str]) -> Iterator[Provision]:
    """Yield the parts inside a provision whose eIds are given, in reading order; none inside another of them."""
    for child in provision.children:
        if child.eid in eids:
            yield child
        else:
            yield from outermost(child, eids)
