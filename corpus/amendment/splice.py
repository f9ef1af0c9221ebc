"""Changing one part of a provision: what stands around it stays letter for letter, and offsets stay true."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.provision import Provision


@dataclass(frozen=True, slots=True)
class Edit:
    """Words put in the place of ``[start, end)`` of the old text."""

    start: int
    end: int
    words: str


def moved(part: Provision, by: int) -> Provision:
    """Return the part with all its offsets moved."""
    if not by:
        return part
    children = tuple(moved(child, by) for child in part.children)
    return replace(part, start=part.start + by, end=part.end + by, children=children)


def changed(part: Provision, eid: str, change: Callable[[Provision], Provision | None]) -> Provision | None:
    """Return the part with the part ``eid`` in it changed, or dropped where ``change`` returns None."""
    if part.eid == eid:
        return change(part)
    texts: list[str] = []
    children: list[Provision] = []
    reached, by = part.start, 0
    for child in part.children:
        texts.append(part.text[reached - part.start : child.start - part.start])
        new: Provision | None = child
        if eid == child.eid or eid.startswith(f"{child.eid}__"):
            new = changed(child, eid, change)
        if new is not None:
            children.append(moved(new, by))
            texts.append(new.text)
        by += (len(new.text) if new else 0) - len(child.text)
        reached = child.end
    texts.append(part.text[reached - part.start :])
    text = "".join(texts)
    return replace(part, text=text, end=part.start + len(text), children=tuple(children))


def with_child(parent: Provision, child: Provision, at: int) -> Provision:
    """Return the parent with ``child`` put in before its child number ``at``; its text begins on a line of its own."""
    before = parent.children[:at]
    place = before[-1].end if before else parent.children[0].start if parent.children else parent.end
    cut = place - parent.start
    head, tail = parent.text[:cut], parent.text[cut:]
    if head and not head.endswith("\n"):
        before, head = _ended(before), f"{head}\n"
        place += 1
    words = child.text.rstrip("\n") + ("\n" if tail or parent.text.endswith("\n") else "")
    made = moved(replace(child, text=words, end=child.start + len(words)), place - child.start)
    by = len(head) + len(words) - cut
    after = tuple(moved(other, by) for other in parent.children[at:])
    text = head + words + tail
    return replace(parent, text=text, end=parent.start + len(text), children=(*before, made, *after))


def _ended(children: Sequence[Provision]) -> tuple[Provision, ...]:
    """Let the last part, and the last in it, end with a line break."""
    if not children:
        return ()
    last = children[-1]
    inner = _ended(last.children) if last.children and last.children[-1].end == last.end else last.children
    ended = replace(last, text=f"{last.text}\n", end=last.end + 1, children=inner)
    return (*children[:-1], ended)


def reworded(part: Provision, edits: Sequence[Edit]) -> Provision:
    """Return the part with the edits made; they are in order, do not overlap, and cross no border of a child."""
    ends = [edit.end for edit in edits]
    grown = [0]
    for edit in edits:
        grown.append(grown[-1] + len(edit.words) - (edit.end - edit.start))

    def place(offset: int) -> int:
        return offset + grown[bisect_right(ends, offset)]

    def text_of(start: int, end: int, old: str) -> str:
        words, reached = [], start
        for edit in edits:
            if start <= edit.start and edit.end <= end:
                words += [old[reached - start : edit.start - start], edit.words]
                reached = edit.end
        return "".join([*words, old[reached - start :]])

    def rebuild(one: Provision) -> Provision:
        text = text_of(one.start, one.end, one.text)
        start = place(one.start) if one is not part else one.start
        return replace(
            one, text=text, start=start, end=start + len(text), children=tuple(rebuild(child) for child in one.children)
        )

    return rebuild(part)


def crosses(part: Provision, edit: Edit) -> bool:
    """Tell whether an edit reaches over a border between a part and one in it."""
    for child in part.children:
        if child.start <= edit.start and edit.end <= child.end:
            return crosses(child, edit)
        if edit.start < child.end and child.start < edit.end:
            return True
    return False
