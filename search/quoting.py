"""What of a hit is quoted: the place that answers with the lead-ins it completes, and what applies to the person.

Every quotation is a slice of one provision, named by that provision.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from corpus.citation import find_citations
from corpus.living import living_slices
from corpus.provision import Level, Provision, eid_of
from corpus.work import SourceClass
from search.answer import Quotation, Statement
from search.case_reader import Addressed, addressed_parts
from search.evidence import Terms
from search.grounding import LEFT_OUT
from search.hit import Hit
from search.query import PersonClass, Query
from search.sought import gives

_LONG_QUOTE = 1_500  # characters quoted of one provision; a longer one is quoted by its best parts
_SHORT = 700  # characters of a second khoản that is quoted beside the best one
_BESIDE = 0.6  # of the best khoản's strength, that a second one needs
Begun = Callable[[Provision], bool]


def quotations_of(hit: Hit, query: Query, terms: Terms, begun: Begun) -> list[Quotation]:
    """Return what is quoted of a hit.

    An entry of the handbook is quoted whole: its statements are cases of one answer, side by side. Only those are
    left out that rest on law which has not ``begun``. Where the khoản of a Điều say for each class of person what it
    gets, those are quoted that speak of the person asked about, or all where that is not known: one of them alone
    would be right for some and wrong for others.
    """
    unit = hit.held.unit.provision
    if hit.held.work.source_class is SourceClass.GUIDANCE and unit.children:
        return [_whole(hit, child) for child in unit.children if begun(child)]
    cases = addressed_parts(unit)
    path = _path_to(unit, hit.provision.eid)
    if len({case.person for case in cases}) > 1 and (len(path) == 1 or path[1] in [case.provision for case in cases]):
        return list(_for_person(hit, cases, query.person_class, path))
    found = [*_lead_ins(hit, path), *_whole_or_parts(hit, path[-1], terms), *_second(hit, path, terms)]
    return sorted(found, key=lambda one: one.provision.start + one.start)  # as the law has them


def statement_of(hit: Hit, quotations: Sequence[Quotation]) -> Statement:
    """Return quotations as one statement, with a mark where words of the text are left out between them."""
    lines: list[str] = []
    reached = 0
    for quotation in quotations:
        begin = quotation.provision.start + quotation.start
        if lines and (begin < reached or _says_anything(hit, reached, begin)):
            lines.append(LEFT_OUT)
        lines.append(quotation.quote)
        reached = begin + len(quotation.quote)
    last = max((one.provision.start + one.end for one in quotations), default=0)
    if hit.held.work.source_class is not SourceClass.GUIDANCE and _says_anything(hit, last, hit.provision.end):
        lines.append(LEFT_OUT)
    return Statement("\n".join(lines), tuple(quotations))


def without(quotation: Quotation, ended: Collection[str]) -> list[Quotation]:
    """Return a quotation as those around the parts whose eIds are given."""
    provision = quotation.provision
    slices = ((max(start, quotation.start), min(end, quotation.end)) for start, end in living_slices(provision, ended))
    return [
        replace(quotation, start=start, end=end, quote=provision.text[start:end])
        for start, end in (_trimmed(provision.text, *one) for one in slices)
        if start < end
    ]


def _for_person(
    hit: Hit, cases: Sequence[Addressed], person: PersonClass | None, path: Sequence[Provision]
) -> Iterator[Quotation]:
    """Yield the parts that speak of the person, then the points of the same Điều that they grant by their letters."""
    spoken = [case for case in cases if case.person is person]
    if not spoken:
        yield from (_whole(hit, provision) for provision in dict.fromkeys(case.provision for case in cases))
        return
    if len(path) > 2 and [case.provision for case in spoken] == [path[1]]:  # noqa: PLR2004  # a point of the khoản
        yield from _lead_ins(hit, path)
        yield _whole(hit, path[-1])
        return
    yield from (_slice(hit, case.provision, case.start, case.end) for case in spoken)
    granted = {point.eid: point for case in spoken for point in _granted(hit, case)}
    yield from (_whole(hit, point) for point in granted.values())


def _granted(hit: Hit, case: Addressed) -> Iterator[Provision]:
    """Yield the points of the same Điều that a part cites: "điểm a đến điểm d" are a, b, c, d, without đ."""
    unit = hit.held.unit.provision
    for citation in find_citations(case.provision.text[case.start : case.end]):
        if citation.scope == "this_article" and citation.point:
            place = citation.place
            point = unit.find(eid_of(type(place)(unit.num, place.clause, place.point)))
            if point is not None:
                yield point


def _lead_ins(hit: Hit, path: Sequence[Provision]) -> Iterator[Quotation]:
    """Yield what stands above a place and is completed by it."""
    for outer in path[:-1]:
        lead = _after_heading(outer) if outer is path[0] else outer.lead_in.strip()
        if lead:
            begin = outer.text.index(lead)
            yield _slice(hit, outer, begin, begin + len(lead))


def _second(hit: Hit, path: Sequence[Provision], terms: Terms) -> Iterator[Quotation]:
    """Yield the khoản of the same Điều that says nearly as much of what is asked as the best one, if it is short.

    Where the best one lacks the thing asked for, a time or a sum, it is the khoản that gives it.

    Of 66 questions of the field whose khoản is known, the best khoản by words was right in 54, one of the two best
    in 65 (docs/answers.md).
    """
    if len(path) == 1 or path[1].level is not Level.CLAUSE:
        return
    unit, here = path[0], path[1]
    clauses = [child for child in unit.children if child.level is Level.CLAUSE]
    others = [child for child in clauses if child is not here and len(child.text) <= _SHORT]
    sought = terms.sought
    needed = sought is not None and not gives(sought, here.text)
    if sought is not None and needed:
        others = [child for child in others if gives(sought, child.text)]
    strength = {child.eid: terms.strength([unit.heading, child.text]) for child in [here, *others]}
    if others:
        second = max(others, key=lambda child: (strength[child.eid], -child.start))
        if needed or strength[second.eid] >= _BESIDE * strength[here.eid]:
            yield _whole(hit, second)


def _whole_or_parts(hit: Hit, place: Provision, terms: Terms) -> Iterator[Quotation]:
    if len(place.text) <= _LONG_QUOTE or not place.children:
        yield _whole(hit, place)
        return
    if place.lead_in.strip():
        yield _slice(hit, place, 0, _whole_words(place.lead_in))
    ranked = sorted(place.children, key=lambda child: (-terms.strength([child.text]), child.start))
    kept: list[Provision] = []
    length = len(place.lead_in)
    for child in ranked:
        if kept and length + len(child.text) > _LONG_QUOTE:
            continue
        kept.append(child)
        length += len(child.text)
    for child in sorted(kept, key=lambda child: child.start):
        yield _whole(hit, child)


def _whole(hit: Hit, provision: Provision) -> Quotation:
    """Quote a provision whole; one that is too long to quote, to the last word that fits."""
    return _slice(hit, provision, 0, _whole_words(provision.text))


def _whole_words(text: str) -> int:
    """Return where to cut a text that is too long to quote: never inside a word or a sum of money."""
    longest = 2 * _LONG_QUOTE
    if len(text) <= longest:
        return len(text)
    return max(text.rfind(" ", 0, longest), text.rfind("\n", 0, longest)) + 1 or longest


def _says_anything(hit: Hit, start: int, end: int) -> bool:
    """Tell whether words stand between two places of the unit's expression."""
    unit = hit.held.unit.provision
    return any(letter.isalnum() for letter in unit.text[start - unit.start : max(end, start) - unit.start])


def _after_heading(unit: Provision) -> str:
    """Return what a unit says before its first khoản, without its own heading line."""
    first, _, rest = unit.lead_in.partition("\n")
    return rest.strip() if unit.heading and unit.heading in first else unit.lead_in.strip()


def _path_to(unit: Provision, eid: str) -> list[Provision]:
    path = [unit]
    while path[-1].eid != eid:
        inner = next((child for child in path[-1].children if child.find(eid)), None)
        if inner is None:
            break
        path.append(inner)
    return path


def _slice(hit: Hit, provision: Provision, start: int, end: int) -> Quotation:
    """Quote a provision without the white space at either end of the slice."""
    start, end = _trimmed(provision.text, start, end)
    return Quotation(hit.held, provision, start, end, provision.text[start:end], hit.status)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a slice without the white space at either end of it."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
