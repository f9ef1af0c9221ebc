"""Looks at a collection again: whether its words still stand on a day, and what became of those that do not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from corpus.difference import Likeness, WordRun, difference, differs
from corpus.errors import AmbiguousNumberError, UnknownWorkError
from corpus.findings import NOT_HOLDING
from corpus.store import CorpusStore
from corpus.succession import Successions
from corpus.text import syllable_spans
from corpus.work import STATUS_NAMES
from web.addresses import Located
from web.counterparts import counterparts
from web.packs.citing import cite, cited_again, dated, upper_first, whole_span
from web.packs.nouns import Cited, Collection, Item, cited_in
from web.shapes import View
from web.words import vietnamese_day

_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
_CLOSING = re.compile(r"[^\w\s]+")  # the point or semicolon behind a stretch


class Lawbooks(Protocol):
    """What a recheck reads in: the store, the table of old and new laws, and how a day is looked at."""

    @property
    def store(self) -> CorpusStore:
        """Return the store."""

    @property
    def successions(self) -> Successions:
        """Return what compares two laws."""

    def view(self, on: date | None) -> View:
        """Return how things are shown for a day."""


class Outcome(StrEnum):
    """What became of a citation; where several apply, the one that stands first here."""

    NOT_HELD = "not_held"  # the store lacks the work
    PLACE_GONE = "place_gone"
    FORCE_CHANGED = "force_changed"
    ENDED = "ended"  # it did not hold when it was taken, and does not now
    WORDS_CHANGED = "words_changed"
    CAUTION = "caution"  # something is to be known now that was not when the words were taken
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Successor:
    """A place that carries on a provision, with its address; empty where the store lacks it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """A citation looked at again: what to say, and its words of the day where they are held."""

    cited: Cited
    outcome: Outcome
    said: tuple[str, ...] = ()  # sentences that do not name the place again
    now: Cited | None = None
    runs: tuple[WordRun, ...] = ()  # from the words kept to those of the day, where they differ

    @property
    def stale(self) -> bool:
        """Tell whether the item must be looked at by a person."""
        return self.outcome is not Outcome.SAME

    @property
    def told(self) -> str:
        """Return what is said, with the place it is said of; empty where nothing is."""
        return f"{self.cited.citation}: {' '.join(self.said)}" if self.said else ""


def recheck(cited: Cited, here: Lawbooks, on: date) -> Recheck:
    """Look at a citation again, on a day."""
    view = dated(here.view(on))
    try:
        located = cited_again(cited, here.store, on)
    except (UnknownWorkError, AmbiguousNumberError):
        return Recheck(cited=cited, outcome=Outcome.NOT_HELD, said=(f"Kho không còn giữ {cited.name}.",))
    if located is None:
        said = f"{cited.name} trong kho không có {cited.label} vào ngày {vietnamese_day(on)}."
        return Recheck(cited=cited, outcome=Outcome.PLACE_GONE, said=(said,))
    span = _span(cited, located, here)
    now = cite(located.held, located.provision, here.store, view, span)
    runs = difference(cited.quote, now.quote)
    changed = differs(runs)
    force_said = _force_said(cited, now, located, view)
    outcomes = [
        (Outcome.FORCE_CHANGED if now.status is not cited.status else Outcome.ENDED, force_said),
        (Outcome.WORDS_CHANGED, _words_said(located, on) if changed else ""),
        (Outcome.CAUTION, "" if force_said else " ".join(_new_cautions(cited, now))),  # most would say it again
    ]
    told = [(outcome, said) for outcome, said in outcomes if said]
    outcome = told[0][0] if told else Outcome.SAME
    return Recheck(
        cited=cited,
        outcome=outcome,
        said=tuple(said for _, said in told),
        now=now,
        runs=runs if changed else (),
    )


def recheck_collection(collection: Collection, here: Lawbooks, on: date) -> list[tuple[Item, list[Recheck]]]:
    """Look at every item again that cites anything."""
    known: dict[Cited, Recheck] = {}
    found = []
    for item in collection.items:
        cited = list(dict.fromkeys(cited_in(item.content)))
        known.update({one: recheck(one, here, on) for one in cited if one not in known})
        found += [(item, [known[one] for one in cited])] if cited else []
    return found


def alike(checks: Iterable[Recheck]) -> list[tuple[Recheck, ...]]:
    """Return the stale rechecks, those together of which the same is said: one law that ends touches many places."""
    groups: dict[tuple[object, ...], list[Recheck]] = {}
    for check in checks:
        if check.stale:
            groups.setdefault((check.said, check.runs), []).append(check)
    return [tuple(group) for group in groups.values()]


def worst(checks: Iterable[Recheck]) -> Outcome:
    """Return what is worst among rechecks; SAME for none."""
    order = list(Outcome)
    return min((check.outcome for check in checks), key=order.index, default=Outcome.SAME)


def _force_said(cited: Cited, now: Cited, located: Located, view: View) -> str:
    """Return since when and by what the status is another one, or does not hold; empty where it holds as before."""
    if now.status is cited.status and now.status not in NOT_HOLDING:
        return ""
    force = view.force.on(located.held, view.on, located.provision.eid)
    since = f" từ ngày {vietnamese_day(force.until)}" if now.status in NOT_HOLDING and force.until else ""
    taken = f"lúc lấy ({vietnamese_day(cited.on)})"
    if now.status is cited.status:
        return upper_first(f"{STATUS_NAMES[now.status]}{since}, {taken} đã vậy. {force.note}".strip())
    was = f"{taken} là “{STATUS_NAMES[cited.status]}”"
    return upper_first(f"{STATUS_NAMES[now.status]}{since}; {was}. {force.note}".strip())


def _words_said(located: Located, on: date) -> str:
    since, acts = located.held.valid_from, ", ".join(located.held.acts)
    begun = f" từ ngày {vietnamese_day(since)}" if since and since <= on else ""
    return f"Lời văn đã khác{begun}{f', theo {acts}' if acts else ''}."


def _new_cautions(cited: Cited, now: Cited) -> list[str]:
    """Return what is to be known now and was not then; a day in a sentence makes it no new one."""
    known = {_DAY.sub("", caution) for caution in cited.cautions}
    return [caution for caution in now.cautions if _DAY.sub("", caution) not in known]


def successors(check: Recheck, here: Lawbooks, on: date) -> list[Successor]:
    """Return what carries on a provision that is gone or no longer holds; nothing for one that stands.

    Comparing two laws takes a while, so this is asked only where it is shown.
    """
    if check.outcome not in (Outcome.FORCE_CHANGED, Outcome.ENDED, Outcome.PLACE_GONE):
        return []
    located = cited_again(check.cited, here.store, check.cited.on)
    if located is None:
        return []
    found = counterparts(located.held, here.store, here.successions, dated(here.view(on)))
    rows = [row for part in found if part.anchor == "luat-moi" for row in part.rows]
    return [Successor(f"{row.words} ({row.state})", row.address) for row in rows]


def _span(cited: Cited, located: Located, here: Lawbooks) -> tuple[int, int]:
    """Return where the words kept, or those that took their place, stand in the provision of the day."""
    text = located.provision.text
    if cited.whole:
        return whole_span(located.provision)
    if text[cited.start : cited.end] == cited.quote:
        return cited.start, cited.end
    at = text.find(cited.quote)
    if at >= 0:
        return at, at + len(cited.quote)
    before = cited_again(cited, here.store, cited.on)
    if before is None or before.provision.text[cited.start : cited.end] != cited.quote:
        return whole_span(located.provision)
    return carried(before.provision.text, text, (cited.start, cited.end)) or whole_span(located.provision)


def carried(old: str, new: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return where a stretch of an old text stands in the new one, with what was put into it; None where it is gone.

    >>> carried("a) ăn; b) ở", "a) ăn và mặc; b) ở", (0, 6))
    (0, 13)
    """
    before, after = syllable_spans(old), syllable_spans(new)
    inside = [at for at, (_, start, _) in enumerate(before) if span[0] <= start < span[1]]
    blocks = Likeness([word for word, _, _ in before], [word for word, _, _ in after]).get_matching_blocks()
    pairs = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    if not any(at in pairs for at in inside):
        return None
    first = max((new_at for at, new_at in pairs.items() if at < inside[0]), default=-1) + 1
    beyond = min((new_at for at, new_at in pairs.items() if at > inside[-1]), default=len(after))
    end = after[beyond - 1][2]
    closing = _CLOSING.match(new, end) if span[1] > before[inside[-1]][2] else None
    return after[first][1], closing.end() if closing else end
