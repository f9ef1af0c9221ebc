"""Finding every citation of a text in one pass from left to right."""

import re
from dataclasses import dataclass, replace

from corpus.citation.amending import operation_after, operation_before, read_after
from corpus.citation.anchors import anchor_pattern, is_hopeless
from corpus.citation.details import CAPITAL_LETTERS
from corpus.citation.heads import Draft
from corpus.citation.labels import Level
from corpus.citation.model import Citation, CitedWork, Operation, Scope
from corpus.citation.places import Part, Spot, read_parts, spots
from corpus.citation.reader import Reader
from corpus.citation.treaties import read_treaty
from corpus.citation.works import read_work
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.number import type_of_number
from corpus.provision import Place
from corpus.text import clean, origins_of

# Between the places and their work: "của", a comma, a title in brackets, "về tội …", a heading in capitals.
_OF = re.compile(
    r"(?:\s{0,3}[,;]?\s{0,3}|\s{1,2}[-–]\s{1,2})(?:(?:(?:quy dinh )?tai\s{1,2})?phu luc\s{1,2}(?=ban hanh|kem|cua))?"
    r"(?:(?:cua|thuoc|trong|tai|theo|of|in|(?:duoc\s{1,2})?(?:ban hanh\s{1,2})?kem(?: theo)?)\s{1,3})?"
    r"(?:cac\s{1,2}|the\s{1,2}|ban\s{1,2}(?=quy ))?"
)
_BRACKETS = re.compile(r"\s{0,2}\([^()\n]{1,100}\)")
_ABOUT = re.compile(
    r"\s{1,2}(?:ve|quy dinh ve)\s{1,2}(?:toi\s[^.;:()\n]{1,100}?|[^,.;:()\n]{1,80}?)(?<!quy dinh)\s{1,2}(?=cua\s)"
)
_CAPITALS = re.compile(rf"\.?(?:\s{{1,2}}[{CAPITAL_LETTERS}]{{2,12}},?){{1,25}}(?=\s)")
_THEN = re.compile(
    r"(?:\s{1,2}\(|\s{0,3}[,:]\s{0,3}|\s{1,2}[-–]\s{1,2}|\s{1,3})(?:(?:tai|o|quy dinh tai)\s{1,2})?(?:cac\s{1,2})?"
)
_NO_WORK = CitedWork()
_LEADING = re.compile(r"(?:các|những)\s{1,2}$", re.IGNORECASE)


@dataclass(slots=True)
class _Phrase:
    """What all places of one phrase share."""

    text: str
    start: int
    end: int
    work: CitedWork
    op: Operation | None
    after: Place | None
    amended_by: tuple[str, ...]


def find_citations(text: str, *, names: LawNames = KNOWN_LAWS) -> list[Citation]:
    """Return the citations in ``text``, one for each place; offsets are those of ``text`` as given.

    Raises TooManyCitationsError for a text that names more places than any real text of its length.

    >>> [(found.article, found.clause, found.work.number) for found in find_citations("khoản 1, 2 Điều 5 NĐ 162/2025")]
    [('5', '1', '162/2025/NĐ-CP'), ('5', '2', '162/2025/NĐ-CP')]
    """
    cleaned = clean(text)
    citations = read_citations(Reader(cleaned, names))
    if cleaned == text or not citations:
        return citations
    origins = origins_of(text, cleaned)
    spans = ((citation, origins[citation.start], origins[citation.end]) for citation in citations)
    return [replace(citation, text=text[start:end], start=start, end=end) for citation, start, end in spans]


def parse_place(text: str) -> Place | None:
    """Return the one place that ``text`` names, in any writing; None where it names none or several.

    >>> parse_place("k.1 Đ.37")
    Place(article='37', clause='1', point=None, item=None, part=None)
    """
    places = {citation.place for citation in find_citations(text)} - {Place()}
    return places.pop() if len(places) == 1 else None


def read_citations(reader: Reader) -> list[Citation]:
    """Return the citations of a clean text, from left to right."""
    found: list[Citation] = []
    search = anchor_pattern(reader.names).search
    anchor = search(reader.folded)
    while anchor:
        if is_hopeless(reader, anchor):
            anchor = search(reader.folded, anchor.end())
            continue
        reader.at = anchor.start()
        citations, resume = read_phrase(reader, anchor.start())
        reader.spend(2 + len(citations))
        found.extend(citations)
        anchor = search(reader.folded, max(resume, anchor.start() + 1))
    return found


def read_phrase(reader: Reader, start: int) -> tuple[list[Citation], int]:
    """Read the phrase at ``start``; return its citations and where scanning goes on."""
    parts = read_parts(reader, start)
    if parts:
        return _places_first(reader, start, parts)
    treaty = read_treaty(reader, start)
    if treaty:
        work, end = treaty
        return [Citation(reader.text[start:end], start, end, work)], end
    draft = read_work(reader, start)
    if draft is None:
        return [], start + 1
    if draft.relative:
        return [], draft.end
    return _work_first(reader, start, draft)


def _places_first(reader: Reader, start: int, parts: list[Part]) -> tuple[list[Citation], int]:
    draft = _work_after(reader, parts)
    end = draft.end if draft else parts[-1].end
    op = operation_before(reader, start) or operation_after(reader, end)
    found, scope = _work_and_scope(reader, draft)
    after, end = read_after(reader, end) if op == "insert" else (None, end)
    if not draft and not op and _too_little(parts):
        return [], end
    leading = _LEADING.search(reader.text, max(0, start - 8), start)
    begin = leading.start() if leading else start
    if op and not found and not scope:
        scope = "target_of_parent"
    amended = tuple(draft.amended_by) if draft else ()
    phrase = _Phrase(reader.text[begin:end], begin, end, found or _NO_WORK, op, after, amended)
    return [_at(reader, phrase, spot, scope) for spot in spots(reader, parts)], max(end, draft.resume) if draft else end


def _too_little(parts: list[Part]) -> bool:
    """Tell whether parts without a work cite nothing: a lone "k1", "mục 2", "phần II", "Điều này"."""
    if len(parts) > 1:
        return not any(part.labels or part.nonofficial for part in parts)
    only = parts[0]
    minor = only.level in (Level.SECTION, Level.SUBSECTION, Level.PART)
    return only.short or minor or not (only.labels or only.nonofficial)


def _work_after(reader: Reader, parts: list[Part]) -> Draft | None:
    end = parts[-1].end
    of_follows = reader.folded.find(" cua ", end, end + 120) > 0
    for gap in (_BRACKETS, _ABOUT) if of_follows else (_BRACKETS,):
        skipped = gap.match(reader.folded, end)
        if skipped and (draft := _linked(reader, skipped.end())):
            return draft
    if parts[-1].level in (Level.SECTION, Level.CHAPTER):
        heading = _CAPITALS.match(reader.text, end)
        if heading and (draft := _linked(reader, heading.end())):
            return draft
    return _linked(reader, end)


def _linked(reader: Reader, end: int) -> Draft | None:
    of = _OF.match(reader.folded, end)
    return read_work(reader, of.end()) if of and of.end() > end else None


def _work_and_scope(reader: Reader, draft: Draft | None) -> tuple[CitedWork | None, Scope | None]:
    if draft is None:
        return None, None
    if draft.relative:
        known = reader.last_of_type.get(draft.type or "") if draft.relative == "last" else None
        return (known, None) if known else (None, "this_doc")
    work = draft.work()
    reader.last_of_type[work.type or ""] = work
    return work, None


def _work_first(reader: Reader, start: int, draft: Draft) -> tuple[list[Citation], int]:
    work, _ = _work_and_scope(reader, draft)
    amended = tuple(draft.amended_by)
    parts, end = _places_after(reader, draft)
    op = operation_before(reader, start)
    phrase = _Phrase(reader.text[start:end], start, end, work or _NO_WORK, op, None, amended)
    if not parts:
        if draft.partial:
            return [], draft.end
        return [_at(reader, phrase, Spot({}), None)], max(end, draft.resume)
    return [_at(reader, phrase, spot, None) for spot in spots(reader, parts)], end


def _places_after(reader: Reader, draft: Draft) -> tuple[list[Part], int]:
    """Read "Luật 53/2024/QH15, Điều 37 khoản 1"; places that go on to a work of their own belong to that."""
    then = _THEN.match(reader.folded, draft.end)
    parts = read_parts(reader, then.end()) if then else []
    if not parts or any(part.scope for part in parts) or _work_after(reader, parts):
        return [], draft.end
    return parts, parts[-1].end


def _at(reader: Reader, phrase: _Phrase, spot: Spot, scope: Scope | None) -> Citation:
    labels, after = spot.labels, phrase.after
    article, clause = labels.get(Level.ARTICLE), labels.get(Level.CLAUSE)
    if after:
        article = article or after.article
        clause = clause or (after.clause if Level.POINT in labels else None)
    work = _codified_work(reader, spot.codified) if spot.codified else phrase.work
    return Citation(
        phrase.text,
        phrase.start,
        phrase.end,
        work=_NO_WORK if spot.scope else work,
        part=labels.get(Level.PART),
        chapter=labels.get(Level.CHAPTER),
        section=labels.get(Level.SECTION),
        article=article,
        clause=clause,
        point=labels.get(Level.POINT),
        form=labels.get(Level.FORM),
        annex=labels.get(Level.ANNEX),
        scope=spot.scope or scope,
        op=phrase.op,
        after=after,
        amended_by=phrase.amended_by,
        codified=spot.codified,
        nonofficial=spot.nonofficial,
    )


def _codified_work(reader: Reader, address: str) -> CitedWork:
    section = ".".join(address.split(".")[:2])
    number = reader.names.codified(section) if ".LQ." in address else None
    known = reader.names.numbered(number) if number else None
    return CitedWork(number, known.type if known else type_of_number(f"1/{address.split('.')[2]}"))
