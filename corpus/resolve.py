"""From a citation to the provision it names, as the store holds it on a day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus.citation import Citation
from corpus.citation.model import CitedWork
from corpus.errors import UnknownProvisionError
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.number import number_key, year_of_number
from corpus.provision import Level, Place, Provision, eid_of, place_of
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.text import fold
from corpus.work import Work

_PROVINCE = re.compile(r"(?:UBND|HĐND|Công an)\s+(?:(?:tỉnh|thành phố|TP\.?)\s*)?(?P<name>\w.*)", re.IGNORECASE)
_STEM = re.compile(r"\d{1,4}[a-z]?(?:/(?:19|20)\d\d)?")  # a number without its code
_TERM = re.compile(r"(?:QH|HDNN)\d")  # "21-LCT/HĐNN8": counted through a term of the assembly, so used once
# What "này" says of its own paper; a paper is itself only what its type says: "Luật này" is no decree.
_THIS = re.compile(
    r"(?P<type>bo luat|luat|phap lenh|nghi dinh|thong tu lien tich|thong tu|quyet dinh|nghi quyet lien tich|nghi quyet"
    r"|chi thi|hien phap) nay$"
)
_CONTAINER = re.compile(r"(?:chuong|muc|tieu muc|phan) nay$")
_ALIKE = {"bo luat": "luat", "thong tu lien tich": "thong tu", "nghi quyet lien tich": "nghi quyet"}


class Missing(StrEnum):
    """Why a citation names nothing in the store."""

    WORK = "not_in_corpus"
    PROVISION = "no_such_provision"
    AMBIGUOUS = "ambiguous"
    UNNAMED = "unnamed"  # the citation does not say which work it means, or in words that lead to none


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a citation stands. What a text leaves unsaid is read from here, never from the day it is read on.

    ``days`` are those the citing words may be of, one where it is known: a decree of 2013 means the laws of 2013.
    ``said`` are works that the same text names in full: "Quyết định số 33/QĐ-TTg" is the one that it dated before.
    """

    days: tuple[date, ...]
    work: Work | None = None
    eid: str = ""
    said: tuple[CitedWork, ...] = ()


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


def setting_of(held: Held, eid: str = "", said: Iterable[CitedWork] = ()) -> Setting:
    """Return the setting of words in a unit; they are of the day from which the text held holds."""
    work = held.work
    return Setting(days_of(work, held.valid_from), work, eid or held.unit.provision.eid, tuple(said))


def days_of(work: Work, valid_from: date | None = None) -> tuple[date, ...]:
    """Return the day that a text of a work speaks on; the ends of the year in its number where no day is known.

    It is the first day in force rather than that of signing: a decree signed in June to guide a law of 1 July means
    that law (docs/experiments.md, References).
    """
    day = valid_from or work.effective or work.issued
    if day:
        return (day,)
    year = year_of_number(work.number)
    return (date(int(year), 1, 1), date(int(year), 12, 31)) if year else ()


def innermost(provision: Provision, start: int) -> Provision:
    """Return the smallest part of a provision in which the character ``provision.text[start]`` stands."""
    offset = provision.start + start
    inside = next((child for child in provision.children if child.start <= offset < child.end), None)
    return innermost(inside, offset - inside.start) if inside else provision


def named_in_full(citations: Iterable[Citation]) -> tuple[CitedWork, ...]:
    """Return the works that a text names so fully that a shorter mention beside them means the same."""
    works = (citation.work for citation in citations)
    full = (work for work in works if work.number and (work.date or year_of_number(work.number)))
    return tuple(dict.fromkeys(work for work in full if work.date or work.name))


def resolve(
    citation: Citation,
    store: CorpusReader,
    on: date,
    *,
    setting: Setting | None = None,
    names: LawNames = KNOWN_LAWS,
) -> Resolution:
    """Return what a citation names, in its wording of the day ``on``.

    A reader's own words have no setting: a bare name is then the law that bore it on the day asked about. In a text,
    the setting decides. An ambiguous number is never guessed: its works are the candidates.
    """
    if setting and citation.scope:
        return _within(citation, setting, store, on)
    citation = completed(citation, setting) if setting else citation
    days: tuple[date | None, ...] = (setting.days or (None,)) if setting else (on,)
    numbers = {number_of(citation, day, names) for day in days}
    if "" in numbers:
        return Resolution(citation, missing=Missing.UNNAMED)
    if len(numbers) > 1:  # another law took the name in the year that the text is of
        held = (work for number in sorted(numbers) for work in works_numbered(number, store))
        return Resolution(citation, missing=Missing.AMBIGUOUS, candidates=tuple(held))
    return _numbered(citation, numbers.pop(), store, on, setting)


def works_numbered(number: str, store: CorpusReader) -> list[Work]:
    """Return the works of a number; TTLT/BTC-BCA and TTLT-BTC-BCA are two writings of one."""
    found = store.works_by_number(number)
    if found or "TTLT" not in number:
        return found
    other = number.replace("TTLT/", "TTLT-") if "TTLT/" in number else number.replace("TTLT-", "TTLT/")
    return store.works_by_number(other)


def _numbered(citation: Citation, number: str, store: CorpusReader, on: date, setting: Setting | None) -> Resolution:
    written = works_numbered(number, store) or _stemmed(citation, number, store)
    works = [work for work in written if _agrees(work, citation)]
    works = _fitting(works, citation, setting) if setting else works
    if not works:
        return Resolution(citation, missing=Missing.WORK, number=number)
    if len(works) > 1 or number.isdigit() or (setting and not _sure(citation, works[0], setting)):
        return Resolution(citation, missing=Missing.AMBIGUOUS, candidates=tuple(works), number=number)
    return _at(citation, works[0], _eid(citation), store, on)


def _stemmed(citation: Citation, number: str, store: CorpusReader) -> list[Work]:
    """Return the works that a number without its code may mean: "Thông tư 35/2013", "NĐ 144"."""
    if not _STEM.fullmatch(number):
        return []
    kind = citation.work.type or ""
    return [work for work in store.works_by_stem(number) if work.type.startswith(kind)]


def number_of(citation: Citation, on: date | None, names: LawNames = KNOWN_LAWS) -> str:
    """Return the number of the cited work, by its name and the day where no number is written; empty if unknown."""
    work = citation.work
    if work.number or not work.name:
        return work.number or ""
    law = names.named(work.name)
    if law is None:
        return ""
    if work.year:
        return law.of_year(work.year) or ""
    return (law.on(on.isoformat()) if on else None) or ""


def own_eid(citation: Citation, setting: Setting) -> str | None:
    """Return the eId that "Điều này", "khoản 2 Điều 7 Luật này" name in the citing work; None where it cannot be told.

    Empty means the work, or a chapter of it. Words quoted from another work ("Điều 5 Luật này" in an amending decree)
    speak of that work, so they name nothing here.
    """
    quoted = any(step.startswith("quote") for step in setting.eid.split("__"))
    if setting.work is None or quoted or citation.scope in (None, "target_of_parent"):
        return None
    here = place_of(setting.eid)
    if citation.scope == "this_doc":
        return _in_this_paper(citation, setting.work, here)
    clause = here.clause if citation.scope == "this_clause" else citation.clause
    if here.article is None or (citation.scope == "this_clause" and clause is None):
        return None
    return eid_of(Place(here.article, clause, citation.point, part=here.part))


def _in_this_paper(citation: Citation, work: Work, here: Place) -> str | None:
    words = " ".join(fold(citation.text).split())
    if not words.endswith((" nay", " kem theo")):
        return None  # "Nghị định nói trên", and none was named before
    said, own = _THIS.search(words), fold(work.type)
    if said and own and _ALIKE.get(said["type"], said["type"]) != _ALIKE.get(own, own):
        return None
    if _CONTAINER.search(words):
        return ""
    eid = _eid(citation)
    outside = bool(said) or not eid.startswith("art_")
    return eid if outside or not here.part else f"{here.part}__{eid}"


def _within(citation: Citation, setting: Setting, store: CorpusReader, on: date) -> Resolution:
    """Resolve a citation that is relative to the place it stands in."""
    eid, work = own_eid(citation, setting), setting.work
    if eid is None or work is None:
        return Resolution(citation, missing=Missing.UNNAMED)
    return _at(citation, work, eid, store, on)


def completed(citation: Citation, setting: Setting) -> Citation:
    """Fill in what the same text says of the work elsewhere: its number beside the name, its day beside the number."""
    cited = citation.work
    if cited.number and not (year_of_number(cited.number) or cited.date or cited.year):
        key = number_key(cited.number)
        dates = {work.date for work in setting.said if work.date and number_key(work.number or "") == key}
        return replace(citation, work=replace(cited, date=dates.pop())) if len(dates) == 1 else citation
    if cited.name and not cited.number and not cited.year:
        numbers = {work.number for work in setting.said if work.name == cited.name}
        return replace(citation, work=replace(cited, number=numbers.pop())) if len(numbers) == 1 else citation
    return citation


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


def _fitting(works: Sequence[Work], citation: Citation, setting: Setting) -> list[Work]:
    """Leave out works that the text cannot mean: made after it, or of another province where it names none.

    A number with its year says enough of the day; words amended later may cite what came after the work they stand in.
    """
    own = setting.work
    day = max((*setting.days, *([own.issued] if own and own.issued else [])), default=date.max)
    fitting = [work for work in works if year_of_number(work.number) or (work.issued or date.min) <= day]
    if own and own.place and not citation.work.issuer:
        fitting = [work for work in fitting if not work.place or fold(work.place) == fold(own.place)]
    issuer = fold(citation.work.issuer or "").removeprefix("bo truong ")
    same = [work for work in fitting if issuer and issuer in fold(work.issuer)]
    return same or fitting


def _sure(citation: Citation, work: Work, setting: Setting) -> bool:
    """Tell whether the one work held is the one meant: a number without a year is given out again every year."""
    cited = citation.work
    number = cited.number or work.number
    if year_of_number(number) or _TERM.search(number_key(number)) or not number[:1].isdigit():
        return True
    dated = work.issued is not None and bool(cited.date or cited.year)
    return dated or (setting.work is not None and setting.work.slug == work.slug)


def _at(citation: Citation, work: Work, eid: str, store: CorpusReader, on: date) -> Resolution:
    number = work.number
    if not eid:
        missing = Missing.PROVISION if citation.chapter and not _has_chapter(citation, work, store, on) else None
        return Resolution(citation, work, missing=missing, number=number)
    try:
        held = store.unit(work, eid, on)
    except UnknownProvisionError:
        return Resolution(citation, work, missing=Missing.PROVISION, number=number)
    provision = held.unit.provision.find(eid)
    missing = None if provision else Missing.PROVISION
    return Resolution(citation, work, held, provision, missing, number=number)


def _has_chapter(citation: Citation, work: Work, store: CorpusReader, on: date) -> bool:
    """Tell whether a work has the chapter cited; one whose texts show no chapters at all may have it."""
    shown = {
        heading.num.upper()
        for held in store.units(work, on)
        for heading in held.unit.context
        if heading.level is Level.CHAPTER
    }
    return not shown or (citation.chapter or "").upper() in shown


def _eid(citation: Citation) -> str:
    """Return the eId of the place cited; empty where the work as a whole, or only a chapter of it, is cited."""
    outer = f"annex_{citation.annex}" if citation.annex else f"form_{citation.form}" if citation.form else None
    if citation.article or citation.clause:
        return eid_of(Place(citation.article, citation.clause, citation.point, part=outer))
    if outer:
        return outer
    return f"item_{citation.section}" if citation.section and not citation.chapter else ""
