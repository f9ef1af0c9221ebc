"""Forks: what decides the answer and the question does not tell; then the branches stand side by side.

Nothing is assumed of a person: "một người vừa được giải cứu" may be a victim, a foreigner, or somebody still to be
identified, and each gets something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.case import CLASS_NAMES
from corpus.citation import Citation
from corpus.errors import UnknownProvisionError
from corpus.number import year_of_number
from corpus.provision import Level, Place, eid_of, label_of
from corpus.reading import CorpusReader
from corpus.text import syllables
from corpus.work import SourceClass
from search.case_reader import addressed_parts
from search.evidence import Terms, beyond_names
from search.hit import Hit
from search.query import Query
from search.said import says
from search.support import Support

_UNDER = re.compile(r"dưới\s+(\d+)\s+tuổi", re.IGNORECASE)
_AGED = (
    "tuổi",
    "trẻ em",
    "trẻ",
    "cháu",
    "em bé",
    "bé",
    "người lớn",
    "học sinh",
    "child",
    "minor",
    "adult",
    "girl",
    "boy",
)
_ENTITLED = (
    "được hỗ trợ", "chế độ", "được hưởng", "quyền lợi", "được gì", "được những gì", "hỗ trợ gì", "hỗ trợ những gì",
    "entitled", "which support", "what support",
)  # fmt: skip
_NAMED = ("nạn nhân", "victim", "victims")
_TERM = re.compile(r"QH\d|HDNN|HĐNN|VBHN")  # numbers counted otherwise
_OF_FIELD = 0.3  # closeness to the field (search.field)
_FEW = 2  # words that say no more than which place is meant
_LED = 5  # hits among which twins are looked for


@dataclass(frozen=True, slots=True)
class Fork:
    """What must be known, and the answers to choose from."""

    message: str
    choices: tuple[str, ...]
    branches: tuple[Hit, ...] = ()


def fork_of(
    query: Query, terms: Terms, supports: Sequence[Support], hits: Sequence[Hit], store: CorpusReader
) -> Fork | None:
    """Return what must be asked before an answer can be right, or None."""
    return (
        _which_work(query, terms, hits, store)
        or _which_year(query, terms, store)
        or _which_person(query, terms, [*(support.hit for support in supports), *hits[:_LED]] if supports else ())
        or _which_age(query, [*hits[:_LED], *(support.hit for support in supports)])
    )


def _which_person(query: Query, terms: Terms, hits: Sequence[Hit]) -> Fork | None:
    """Ask who the person is where an entitlement is asked for, the law tells classes apart, and nobody is named."""
    told = query.person_class is not None or bool(query.citations) or says(query.understood, _NAMED)
    if told or terms.field < _OF_FIELD or not says(query.understood, _ENTITLED):
        return None
    for hit in hits:
        classes = dict.fromkeys(part.person for part in addressed_parts(hit.held.unit.provision))
        if len(classes) > 1 and hit.held.work.source_class is SourceClass.LAW:
            names = tuple(CLASS_NAMES[person][:1].upper() + CLASS_NAMES[person][1:] for person in classes)
            message = "Mỗi nhóm người được hưởng khác nhau, mà câu hỏi chưa cho biết người này thuộc nhóm nào."
            return Fork(message, names, (hit,))
    return None


def _which_age(query: Query, hits: Sequence[Hit]) -> Fork | None:
    """Ask for the age where two Điều of one law say the same of persons below an age and of others."""
    if query.case.age is not None or says(query.understood, _AGED):
        return None
    law = [hit for hit in hits if hit.held.unit.provision.level is Level.ARTICLE]
    for young in law:
        bound = _UNDER.search(young.held.unit.provision.heading)
        for other in law if bound else ():
            if bound and _twins(young, other) and law[0].unit in (young.unit, other.unit):
                age = bound[1]
                choices = (f"Người bị hại dưới {age} tuổi", f"Người bị hại từ đủ {age} tuổi trở lên")
                message = f"Tuổi của người bị hại quyết định điều luật áp dụng: dưới {age} tuổi hay từ đủ {age} tuổi?"
                return Fork(message, choices, (other, young))
    return None


def _twins(young: Hit, other: Hit) -> bool:
    """Tell whether two headings of one work differ only by the age."""
    if young.unit == other.unit or young.held.work.slug != other.held.work.slug:
        return False
    plain = _UNDER.sub("", young.held.unit.provision.heading)
    one, two = set(syllables(plain)), set(syllables(other.held.unit.provision.heading))
    return bool(two) and len(one & two) >= 0.8 * len(one | two)


def _which_work(query: Query, terms: Terms, hits: Sequence[Hit], store: CorpusReader) -> Fork | None:
    """Ask which text is meant where a place is named without one, and the question says little else.

    The same where it says more, but no Điều of that number is near it.
    """
    bare = [citation for citation in query.citations if _is_bare(citation)]
    if not bare or len(bare) < len(query.citations):
        return None
    rest = beyond_names(terms, [citation.text for citation in bare])
    nums = {hit.held.unit.provision.num for hit in hits}
    if len(rest.singles) > _FEW and (not bare[0].article or bare[0].article in nums):
        return None
    eid = eid_of(Place(bare[0].article, None, None)) if bare[0].article else f"form_{bare[0].form}"
    works = {hit.held.work.slug: hit.held.work for hit in hits if hit.held.work.source_class is SourceClass.LAW}
    having = []
    for work in works.values():
        try:
            having.append((work, store.unit(work, eid, query.on)))
        except UnknownProvisionError:
            continue
    place = label_of(eid)
    choices = tuple(f"{place} {work.name}: {held.unit.provision.heading}".rstrip(": ") for work, held in having)
    named = f"{place} có ở nhiều văn bản" if choices else f"Câu hỏi nêu {place}"
    return Fork(f"{named}, mà câu hỏi chưa nêu văn bản nào. Xin ghi thêm số hiệu hoặc tên văn bản.", choices[:5])


def _which_year(query: Query, terms: Terms, store: CorpusReader) -> Fork | None:
    """Ask for the day of a paper whose number is given out again every year, where the question says little else."""
    for citation in query.citations:
        number = citation.work.number or ""
        dated = year_of_number(number) or citation.work.date or citation.work.year or _TERM.search(number)
        if number and not dated and len(beyond_names(terms, [citation.text]).singles) <= _FEW:
            works = store.works_by_number(number)
            names = tuple(f"{work.name}{f' ngày {work.issued:%d/%m/%Y}' if work.issued else ''}" for work in works)
            message = f"Số {number} được đánh lại mỗi năm và ở mỗi nơi; xin nêu thêm ngày hoặc cơ quan ban hành."
            return Fork(message, names)
    return None


def _is_bare(citation: Citation) -> bool:
    return (
        citation.scope is None
        and not citation.work.number
        and not citation.work.name
        and bool(citation.article or citation.form)
    )
