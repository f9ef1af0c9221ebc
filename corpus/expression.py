"""Expressions: one text of a work, from a day on, as one source gives it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.provision import Level, Provision
from corpus.work import Work


class Origin(StrEnum):
    """What kind of text it is; later members are preferred where several give the same provision on a day."""

    EXCERPT = "excerpt"  # beginning of a page, a quotation
    ARTICLES = "articles"  # JSON Lines of articles
    AMENDED = "amended"  # made here, by applying what an amending act says to the text before it
    CODIFIED = "codified"  # Bộ pháp điển
    WEB = "web"  # commercial or official web page
    OFFICIAL = "official"  # Công báo, DOCX/PDF of the paper itself
    CONSOLIDATED = "consolidated"  # VBHN


@dataclass(frozen=True, slots=True)
class Heading:
    """A container heading above a unit: "Chương V", "HỖ TRỢ NẠN NHÂN"."""

    level: Level
    num: str
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One tile of an expression: an article, an annex, the head, a chapter heading; with what stands above it."""

    provision: Provision
    context: tuple[Heading, ...] = ()
    url: str = ""  # deep link to the place in the publisher's own pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A text of a work and its tiling: the units lie end to end and cover ``text`` exactly."""

    work: Work
    text: str  # clean (corpus.text.clean)
    units: tuple[Unit, ...]
    origin: Origin
    valid_from: date | None = None  # the day this text holds from; None: the work's effective day
    as_of: date | None = None  # the day the source was taken (snapshot of a dump, date of a consolidation)
    doubts: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()  # numbers of the acts that made this text of the one before, first to last
    complete: bool = True  # False where the source gives only some articles (codified pages, excerpts)

    def articles(self) -> Iterator[Unit]:
        """Yield the units that are articles, in reading order."""
        return (unit for unit in self.units if unit.provision.level is Level.ARTICLE)


def tiling_gaps(expression: Expression) -> list[tuple[int, int]]:
    """Return the spans of the text that lie in no unit or in more than one; empty when the tiling is exact."""
    gaps = []
    reached = 0
    for unit in expression.units:
        if unit.provision.start != reached:
            gaps.append((min(reached, unit.provision.start), max(reached, unit.provision.start)))
        reached = unit.provision.end
    if reached != len(expression.text):
        gaps.append((reached, len(expression.text)))
    return gaps
