"""Passages: what is indexed. Each lies inside one unit of one expression; together they cover it without gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.expression import Unit
from corpus.provision import LEVEL_NAMES, Level, Provision
from corpus.rows import Held
from corpus.work import SourceClass

CITABLE = frozenset({Level.ARTICLE, Level.ITEM, Level.ANNEX, Level.FORM, Level.BODY})
ORDINAL_BITS = 16  # a passage's id is its unit's id and its ordinal in the unit; the longest known Điều gives 600
_SENTENCE_END = re.compile(r"(?<=[.;:?!])\s+")
_WORD = re.compile(r"\S+")
_CELL = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSettings:
    """How long passages are, in words. Measured: docs/experiments.md, "lexical and fusion"."""

    max_words: int = 150
    min_words: int = 60  # a shorter rest joins its neighbour
    lead_words: int = 50  # of the lead-in repeated before a point that stands apart from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a unit's text, long enough to answer and short enough to rank."""

    id: int  # unit_id * 2**16 + ordinal, so ids of a unit are neighbours
    expression_id: int
    unit_id: int
    slug: str  # of the work
    number: str  # of the work, as printed
    eid: str  # of the unit
    article: str | None  # number of the Điều; None in annexes, forms and papers without Điều
    start: int  # in the unit's text
    end: int
    text: str
    breadcrumbs: tuple[str, ...]  # the work, its chapter headings, the unit's own heading
    lead: str  # lead-in or head row that the text depends on, repeated for the index only
    quoted: bool  # words of another work, quoted by an amending one
    type: str
    issuer: str
    place: str
    source_class: SourceClass
    effective: date | None  # the day this text holds from
    expired: date | None


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    words: int
    lead: str = ""
    quoted: bool = False


def cut(held: Held, settings: CutSettings | None = None) -> list[Passage]:
    """Cut a unit along its tree: a short one whole, a long one by khoản, then points, paragraphs, sentences.

    Gives nothing for heads, feet and container headings. Otherwise the passages lie end to end and cover the text.
    """
    unit = held.unit
    if unit.provision.level not in CITABLE or not unit.provision.text:
        return []
    settings = settings or CutSettings()
    breadcrumbs = breadcrumbs_of(held)
    pieces = _cut_part(unit.provision, _lead_in_of_unit(unit), settings, quoted=False)
    return [_passage(held, ordinal, piece, breadcrumbs) for ordinal, piece in enumerate(pieces)]


def indexed_text(passage: Passage) -> str:
    """Return what an encoder reads: where the passage stands, what it depends on, its own words."""
    return "\n".join(filter(None, (*passage.breadcrumbs, passage.lead, own_words(passage))))


def own_words(passage: Passage) -> str:
    """Return the text without the unit's heading line, which the breadcrumbs already hold."""
    first, _, rest = passage.text.partition("\n")
    return rest if passage.start == 0 and first.strip() == passage.breadcrumbs[-1] else passage.text


def breadcrumbs_of(held: Held) -> tuple[str, ...]:
    """Return the headings above a unit's text, outermost first; the last is the unit's own.

    The last is empty where the unit has no heading line.
    """
    work = held.work
    title = work.title if work.number in work.title else f"{work.name} {work.title}".strip()
    above = (f"{LEVEL_NAMES[heading.level]} {heading.num} {heading.text}" for heading in held.unit.context)
    return (title, *(" ".join(words.split()) for words in above), _heading_line(held.unit))


def _heading_line(unit: Unit) -> str:
    """Return the line that names the unit; where its heading runs over several lines, as one line."""
    provision = unit.provision
    if not provision.heading:
        return ""
    first = provision.text.partition("\n")[0].strip()
    if provision.heading in first:
        return first
    return f"{LEVEL_NAMES[provision.level]} {provision.num}. {provision.heading}"


def _lead_in_of_unit(unit: Unit) -> str:
    """Return the unit's lead-in without its heading line."""
    heading = _heading_line(unit)
    lead_in = unit.provision.lead_in.strip()
    return lead_in.removeprefix(heading) if heading else lead_in


def _passage(held: Held, ordinal: int, piece: _Piece, breadcrumbs: tuple[str, ...]) -> Passage:
    work, provision = held.work, held.unit.provision
    start, end = piece.start - provision.start, piece.end - provision.start
    return Passage(
        id=(held.unit_id << ORDINAL_BITS) | ordinal,
        expression_id=held.expression_id,
        unit_id=held.unit_id,
        slug=work.slug,
        number=work.number,
        eid=provision.eid,
        article=provision.num if provision.eid == f"art_{provision.num}" else None,
        start=start,
        end=end,
        text=provision.text[start:end],
        breadcrumbs=breadcrumbs,
        lead=piece.lead,
        quoted=piece.quoted,
        type=work.type,
        issuer=work.issuer,
        place=work.place,
        source_class=work.source_class,
        effective=held.valid_from or work.effective,
        expired=work.expired,
    )


def _cut_part(part: Provision, lead_in: str, settings: CutSettings, *, quoted: bool) -> list[_Piece]:
    """Return the pieces of a part, end to end; ``lead_in`` is what its children depend on."""
    quoted = quoted or part.level is Level.QUOTE
    words = len(part.text.split())
    if words <= settings.max_words and (quoted or not _holds_quote(part)):
        return [_Piece(part.start, part.end, words, quoted=quoted)]
    if not part.children:
        return _cut_text(part.text, part.start, settings, quoted=quoted)
    lead = _first_words(lead_in, settings.lead_words)
    pieces: list[_Piece] = []
    for start, end, child in _tiles(part):
        if child is None:
            own = part.text[start - part.start : end - part.start]
            found = _cut_text(own, start, settings, quoted=quoted)
        else:
            found = _cut_part(child, child.lead_in, settings, quoted=quoted)
        for piece in found:
            placed = piece if start == part.start else replace(piece, lead=_lines(lead, piece.lead))
            _join(pieces, placed, settings, whole=len(found) == 1)
    return pieces


def _holds_quote(part: Provision) -> bool:
    return any(child.level is Level.QUOTE or _holds_quote(child) for child in part.children)


def _tiles(part: Provision) -> Iterator[tuple[int, int, Provision | None]]:
    """Yield the children of a part and, as None, the part's own text between them."""
    reached = part.start
    for child in part.children:
        if child.start > reached:
            yield reached, child.start, None
        yield child.start, child.end, child
        reached = child.end
    if part.end > reached:
        yield reached, part.end, None


def _join(pieces: list[_Piece], piece: _Piece, settings: CutSettings, *, whole: bool) -> None:
    """Add a piece, or let it grow the last one where the two are short enough to be read together."""
    last = pieces[-1] if pieces else None
    if last is None or last.quoted != piece.quoted:
        pieces.append(piece)
        return
    scrap = min(last.words, piece.words) < settings.min_words // 2
    room = settings.max_words + (settings.min_words // 2 if scrap else 0)
    if last.words + piece.words > room or (not whole and last.words >= settings.min_words):
        pieces.append(piece)
    else:
        pieces[-1] = replace(last, end=piece.end, words=last.words + piece.words)


def _cut_text(text: str, origin: int, settings: CutSettings, *, quoted: bool) -> list[_Piece]:
    """Cut text without parts: by lines, a long line by sentences, a long sentence by words.

    Rows of a table cut apart carry the head row of the table as their lead.
    """
    pieces: list[_Piece] = []
    head = ""
    start = 0
    for line in text.splitlines(keepends=True):
        is_row = _CELL in line
        head = (head or _first_words(line, settings.lead_words)) if is_row else ""
        for begin, end in _stretches(line, settings.max_words):
            words = len(line[begin:end].split())
            lead = head if is_row and not line.startswith(head) else ""
            span = (origin + start + begin, origin + start + end)
            _join(pieces, _Piece(*span, words, lead, quoted), settings, whole=True)
        start += len(line)
    return pieces


def _stretches(line: str, max_words: int) -> Iterator[tuple[int, int]]:
    """Yield spans that cover a line: all of it, or its sentences, or runs of words of a huge sentence."""
    if len(line.split()) <= max_words:
        yield 0, len(line)
        return
    ends = [*(match.end() for match in _SENTENCE_END.finditer(line)), len(line)]
    start = 0
    for end in ends:
        words = list(_WORD.finditer(line, start, end))
        for first in range(max_words, len(words), max_words):
            yield start, words[first].start()
            start = words[first].start()
        if end > start:
            yield start, end
            start = end


def _first_words(text: str, count: int) -> str:
    """Return the last line of a text, no longer than ``count`` words."""
    last = text.strip().rpartition("\n")[2]
    return " ".join(last.split()[:count])


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
