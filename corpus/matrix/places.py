"""Reads the places of the table in the store: what stands there on a day, and whether that bears out the table."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.handbook import Ground
from corpus.matrix.model import Absence, LawQuote, Reading, Spot
from corpus.provision import Level, Place, Provision, child_eid, eid_of
from corpus.quotations import quoted_in
from corpus.reading import CorpusReader
from corpus.resolve import works_numbered
from corpus.rows import Held
from corpus.text import syllables
from corpus.work import STATUS_NAMES, Status, Work

_OVER = (Status.EXPIRED, Status.NEVER_ISSUED, Status.SUSPENDED)
_PAGES = 3  # addresses that are shown for a text to be got
_MARK = re.compile(r"\s*\d+[a-zđ]?\.\s+")  # of a khoản
_DIGEST = 12  # hexadecimal digits: 48 bits tell the few wordings of one place apart


def digest_of(words: str) -> str:
    """Return what tells one wording from another: the same for the same words in the same order.

    >>> digest_of("1. Hỗ trợ y tế;") == digest_of("1. hỗ trợ  y tế"), digest_of("Hỗ trợ y tế") == digest_of("Y tế")
    (True, False)
    """
    return hashlib.sha256(" ".join(syllables(words)).encode()).hexdigest()[:_DIGEST]


def eid_of_ground(ground: Ground) -> str:
    """Return the eId of the place; empty where the ground is an instrument as a whole."""
    eid = eid_of(Place(ground.article or None, ground.clause or None, ground.point or None))
    return child_eid(eid, Level.PARAGRAPH, ground.paragraph) if ground.paragraph else eid


class PlaceReader:
    """Reads places for one day; each article is fetched once, all together."""

    def __init__(self, store: CorpusReader, force: ForceTable, day: date, on: date, grounds: Iterable[Ground]) -> None:
        """Fetch the articles of the grounds as worded on ``day``; statuses are told for ``on``."""
        self._store, self._force, self._day, self._on = store, force, day, on
        wanted = list(grounds)
        self._works = {number: works_numbered(number, store) for number in {ground.number for ground in wanted}}
        places = {
            (work, eid_of_ground(Ground(number=ground.number, type="", article=ground.article)))
            for ground in wanted
            for work in self._works[ground.number]
            if ground.article
        }
        self._statuses: dict[tuple[int, str, date], Status] = {}
        self._held = store.governing(sorted(places, key=lambda place: (place[0].slug, place[1])), day)

    def read(self, spot: Spot, *, lead_only: bool = False) -> Reading:
        """Return what stands at a place; of a list ``lead_only`` quotes the words before its first điểm."""
        ground = spot.ground
        works = self._works[ground.number]
        if len(works) != 1 or not ground.article:
            return self._of_work(spot, works)
        work = works[0]
        held = self._held.get((work.slug, f"art_{ground.article}"))
        if held is None:
            return self._no_article(spot, work)
        found = place_in(held.unit.provision, ground)
        if found is None:
            return self._no_part(spot, held)
        provision, start, end = found
        words = provision.text[start:end]
        shown = min(end, len(provision.lead_in.rstrip())) if lead_only and provision.children else end
        status = self._status(held, provision.eid, self._on)
        quote = LawQuote(held, provision, start, shown, provision.text[start:shown], status)
        return Reading(spot, quote, self._wrong(spot, quote, words))

    def _status(self, held: Held, eid: str, day: date) -> Status:
        key = (held.unit_id, eid, day)
        if key not in self._statuses:
            self._statuses[key] = self._force.on(held, day, eid).status
        return self._statuses[key]

    def _wrong(self, spot: Spot, quote: LawQuote, words: str) -> str:
        """Return in a sentence what the words do not bear out; empty where they do."""
        label = spot.ground.label
        status = self._status(quote.held, quote.provision.eid, self._day)
        if status in _OVER:
            return f"{label}: {STATUS_NAMES[status]} tại ngày {self._day:%d/%m/%Y}."
        missing = [term for term in spot.says if not quoted_in(term, words)]
        if missing:
            return f"{label} không còn chữ “{'”, “'.join(missing)}”."
        there = [term for term in spot.lacks if quoted_in(term, words)]
        if there:
            return f"{label} nay có chữ “{'”, “'.join(there)}”."
        digest = digest_of(words)
        if spot.read and digest not in spot.read:
            return f"Lời văn của {label} khác lời đã đọc khi soạn bảng (dấu nay là {digest})."
        return ""

    def _of_work(self, spot: Spot, works: list[Work]) -> Reading:
        """Return the reading of an instrument as a whole, or of one that is not held or not told apart."""
        if len(works) == 1 and not spot.ground.article:
            return Reading(spot)
        return Reading(spot, absence=self._absence(spot.ground, several=len(works) > 1))

    def _no_article(self, spot: Spot, work: Work) -> Reading:
        if self._store.texts(work, f"art_{spot.ground.article}"):
            return Reading(spot, wrong=f"{work.name} không còn Điều {spot.ground.article}.")
        return Reading(spot, absence=self._absence(spot.ground))

    def _no_part(self, spot: Spot, held: Held) -> Reading:
        """Return the reading of a part that a held article lacks: an excerpt or a text not brought up to date may."""
        if held.origin is Origin.EXCERPT or self._outdated(held):
            return Reading(spot, absence=self._absence(spot.ground))
        return Reading(spot, wrong=f"Lời văn kho giữ không còn {spot.ground.label}.")

    def _outdated(self, held: Held) -> bool:
        """Tell whether a known act has touched the article and the text held does not have it yet."""
        article = f"Điều {held.unit.provision.num}"
        acts = set(self._force.amending(held.work, self._day)) - set(held.acts)
        instrument = self._force.instrument(held.work)
        touches = [one.touches for one in (instrument.relations if instrument else ()) if one.number in acts]
        return any(quoted_in(article, touched) for touched in touches)

    def _absence(self, ground: Ground, *, several: bool = False) -> Absence:
        """Return what is not held, with the pages that the catalogue knows, those of the state first."""
        known = self._force.known(ground.number)
        pages = sorted(known.sources if known else (), key=lambda page: ".gov.vn" not in page)
        name = ground.work_label if several or not known else f"{ground.work_label} ({known.title})"
        return Absence(ground.number, name, tuple(pages[:_PAGES]))


def place_in(unit: Provision, ground: Ground) -> tuple[Provision, int, int] | None:
    """Return the provision of a place and the span of its own words, without the blanks at its ends.

    An unnumbered paragraph that the tree does not know is a line of its khoản.
    """
    found = unit.find(eid_of_ground(ground))
    if found is not None:
        return found, *_trimmed(found.text, 0, len(found.text))
    if not ground.paragraph:
        return None
    around = unit.find(eid_of(Place(ground.article, ground.clause or None, ground.point or None)))
    lines = _lines(around.text) if around is not None else []  # the number of the khoản is no part of its first đoạn
    order = int(ground.paragraph) - 1
    return (around, *lines[order]) if around is not None and order < len(lines) else None


def _lines(text: str) -> list[tuple[int, int]]:
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    spans = []
    for line in text[start:].splitlines(keepends=True):
        if line.strip():
            spans.append(_trimmed(text, start, start + len(line)))
        start += len(line)
    return spans


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
