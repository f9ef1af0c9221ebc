"""From a citation to the provision it names, as the store holds it on a day."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.citation import Citation
from corpus.errors import UnknownProvisionError
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.provision import Place, Provision, eid_of
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.text import fold
from corpus.work import Work

_PROVINCE = re.compile(r"(?:UBND|HĐND|Công an)\s+(?:(?:tỉnh|thành phố|TP\.?)\s*)?(?P<name>\w.*)", re.IGNORECASE)


class Missing(StrEnum):
    """Why a citation names nothing in the store."""

    WORK = "not_in_corpus"
    PROVISION = "no_such_provision"
    AMBIGUOUS = "ambiguous"
    UNNAMED = "unnamed"  # the citation does not say which work it means ("khoản 2 Điều này")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation names: a work, and a provision where the citation names a place in it."""

    citation: Citation
    work: Work | None = None
    held: Held | None = None  # the unit the place lies in
    provision: Provision | None = None
    missing: Missing | None = None
    candidates: tuple[Work, ...] = ()
    number: str = ""  # the number looked for, also where nothing is held


def resolve(citation: Citation, store: CorpusReader, on: date, *, names: LawNames = KNOWN_LAWS) -> Resolution:
    """Return what a citation names on a day; a bare name is taken for the law that had it in force that day.

    An ambiguous number is never guessed: its works are the candidates.
    """
    number = number_of(citation, on, names)
    if not number:
        return Resolution(citation, missing=Missing.UNNAMED)
    works = [work for work in store.works_by_number(number) if _agrees(work, citation)]
    if not works:
        return Resolution(citation, missing=Missing.WORK, number=number)
    if len(works) > 1:
        return Resolution(citation, missing=Missing.AMBIGUOUS, candidates=tuple(works), number=number)
    return _place(citation, works[0], store, on, number)


def number_of(citation: Citation, on: date, names: LawNames = KNOWN_LAWS) -> str:
    """Return the number of the cited work, by its name and the day where no number is written; empty if unknown."""
    work = citation.work
    if work.number or not work.name:
        return work.number or ""
    law = names.named(work.name)
    if law is None:
        return ""
    return (law.of_year(work.year) if work.year else law.on(on.isoformat())) or ""


def _agrees(work: Work, citation: Citation) -> bool:
    """Tell whether what the citation says beside the number fits the work."""
    cited = citation.work
    if cited.date and work.issued and work.issued.isoformat() != cited.date:
        return False
    if cited.year and work.issued and str(work.issued.year) != cited.year:
        return False
    province = _PROVINCE.search(cited.issuer or "")
    known = fold(f"{work.place} {work.issuer}")
    return not (province and known.strip()) or fold(province["name"]).strip() in known


def _place(citation: Citation, work: Work, store: CorpusReader, on: date, number: str) -> Resolution:
    eid = _eid(citation)
    if not eid:
        return Resolution(citation, work, number=number)
    try:
        held = store.unit(work, eid, on)
    except UnknownProvisionError:
        return Resolution(citation, work, missing=Missing.PROVISION, number=number)
    provision = held.unit.provision.find(eid)
    missing = None if provision else Missing.PROVISION
    return Resolution(citation, work, held, provision, missing, number=number)


def _eid(citation: Citation) -> str:
    """Return the eId of the place cited; empty where the work as a whole, or only a chapter of it, is cited."""
    outer = f"annex_{citation.annex}" if citation.annex else f"form_{citation.form}" if citation.form else None
    if citation.article or citation.clause:
        return eid_of(Place(citation.article, citation.clause, citation.point, part=outer))
    if outer:
        return outer
    return f"item_{citation.section}" if citation.section and not citation.chapter else ""
