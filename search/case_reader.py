"""Reads the case out of a question: who it is about, how the person came, when, in what state, wanting what.

The words that tell it stand in ``case_words.tsv``.

What the question does not tell stays unknown; nothing is guessed from what is usual.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TypeVar

from corpus.case import Case, Health, PersonClass, Route, Support
from corpus.citation import find_citations
from corpus.days import read_date
from corpus.number import find_numbers
from corpus.office_names import find_offices
from corpus.offices import OfficeKind
from corpus.provision import Level, Provision
from corpus.regime import REGIME_CHANGED
from corpus.text import fold
from search.said import says

Noun = TypeVar("Noun", bound=StrEnum)
_BOUND = "dưới|đủ|tròn|từ|trên|đến|gần|hơn|quá|chưa"  # words before an age that make a bound of it
_AGE = re.compile(
    rf"(?<![\w-])(?:(?P<bound>{_BOUND}|{fold(_BOUND)})\s+)?(?P<age>\d{{1,2}})\s*(?:tuổi|tuoi)\b", re.IGNORECASE
)
_ADDRESSED_WITHIN = 160  # characters in which a khoản says whom it is about

_IDENTIFIED = re.compile(r"(?<!\w)(?:xác định|công nhận|xác nhận|giấy chứng nhận)(?!\w)", re.IGNORECASE)
_MONTH = re.compile(r"(?<![\d/.-])(?P<month>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\w)năm\s+(20\d\d)(?!\d)", re.IGNORECASE)
_TWO_WAYS = re.compile("o[ae]|uy")  # vowels whose tone mark stands on either letter
_REACH = 60  # characters between the word and its day


def case_of(text: str) -> Case:
    """Return what clean text tells of a case."""
    return Case(
        person_class=class_of(text),
        age=age_of(text),
        identified_on=identified_on(text),
        route=_first(text, Route, "route"),
        place=_place(text),
        health=_all(text, Health, "health"),
        wishes=_all(text, Support, "wish"),
    )


def class_of(text: str) -> PersonClass | None:
    """Return the class of person that clean text names, or None where it does not tell.

    Who waits to be identified and was told to be back is in the country. Whose buyer, husband or employer is a
    foreigner is none.
    """
    being = _words()["being"]
    for value, words in _words()["class"].items():
        others = tuple(f"{before} {word}" for before in being["another"] for word in words)
        if says(text, words) and not (value == PersonClass.FOREIGNER and says(text, others)):
            return PersonClass(value)
    if says(text, being["waiting"]):
        back = says(text, being["back"]) and not says(text, being["not_back"])
        abroad = says(text, being["abroad"]) and not back
        return PersonClass.PENDING_ABROAD if abroad else PersonClass.PENDING_DOMESTIC
    return None


@dataclass(frozen=True, slots=True)
class Addressed:
    """A part of a Điều that says what one class of person gets."""

    person: PersonClass
    provision: Provision  # the khoản
    start: int  # of the part in the khoản's text
    end: int


def addressed(text: str) -> PersonClass | None:
    """Return the class of person that a passage of law is about, by its first words.

    Law names who waits to be identified together with the minors beside them; the first named decides.
    """
    first = text[:_ADDRESSED_WITHIN]
    being = _words()["being"]
    if says(first, being["foreign"]):
        return PersonClass.FOREIGNER
    if says(first, being["waiting"]):
        return PersonClass.PENDING_ABROAD if says(first, being["abroad"]) else PersonClass.PENDING_DOMESTIC
    return class_of(first) or (PersonClass.VICTIM if says(first, ("công dân Việt Nam",)) else None)


def addressed_parts(unit: Provision) -> list[Addressed]:
    """Return the parts of a Điều that say what a class of person gets, in reading order.

    A khoản without points may speak of two classes, one paragraph each: khoản 3 Điều 37 of 53/2024/QH15.
    """
    found = []
    for child in unit.children:
        whole = any(part.level is not Level.PARAGRAPH for part in child.children)
        spans = [(0, len(child.text))] if whole else _paragraphs(child.text)
        told = [(addressed(child.text[start:end]), start, end) for start, end in spans]
        if len({person for person, _, _ in told}) == 1:
            told = [(told[0][0], 0, len(child.text))]
        found += [Addressed(person, child, start, end) for person, start, end in told if person]
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines of a text that say anything; one span of nothing for an empty text."""
    spans, reached = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append((reached, reached + len(line)))
        reached += len(line)
    return spans or [(0, 0)]


def names_support(text: str, support: Support) -> bool:
    """Tell whether a text of law or of the handbook, which has its marks, names a kind of support in its own words.

    >>> [names_support("tiền khám bệnh; Sở Y tế chi trả", kind) for kind in (Support.MEDICAL, Support.TRAVEL)]
    [True, False]
    """
    plain = text.casefold()
    likely = [words for words, parts in _parts_of(support) if all(part in plain for part in parts)]
    return bool(likely) and says(text, likely)


@cache
def _parts_of(support: Support) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words for a support, each with those of its syllables that nobody writes in two ways ("hóa", "hoá").

    A text that lacks one of them does not say the words: looking for that is quicker than cutting it into syllables.
    """
    return tuple(
        (words, tuple(part for part in words.split() if not _TWO_WAYS.search(fold(part))))
        for words in _words()["support"][support]
    )


def age_of(text: str) -> int | None:
    """Return the age in years that clean text gives a person; a bound ("dưới 18 tuổi") is no age.

    >>> age_of("chị 19 tuổi vừa được trao trả"), age_of("người dưới 18 tuổi đi cùng")
    (19, None)
    """
    found = next((found for found in _AGE.finditer(text) if not found["bound"]), None)
    return int(found["age"]) if found else None


def identified_on(text: str) -> date | None:
    """Return the day, at least in its month, on which clean text says that a person was identified as a victim.

    >>> identified_on("được cấp giấy xác nhận nạn nhân ngày 20/6/2025"), identified_on("bị bán tháng 5/2020")
    (datetime.date(2025, 6, 20), None)
    """
    plain = _without_citations(text)
    for said in _IDENTIFIED.finditer(plain):
        after = re.split(r"[.?!;](?:\s|$)", plain[said.end() : said.end() + _REACH])[0]
        before = re.split(r"[.?!;,]\s", plain[max(said.start() - _REACH, 0) : said.start()])[-1]
        for near in (after, before):
            if day := _day_in(near):
                return day
    return None


def _day_in(text: str) -> date | None:
    """Return the first day of a text; the first of the month or year where only that is given.

    The year in which the law changed tells nothing by itself.
    """
    if whole := read_date(text):
        return whole
    if found := _MONTH.search(text):
        try:
            return date(int(found["year"]), int(found["month"]), 1)
        except ValueError:
            return None
    year = _YEAR.search(text)
    return date(int(year[1]), 1, 1) if year and int(year[1]) != REGIME_CHANGED.year else None


def _without_citations(text: str) -> str:
    """Return a text of the same length without numbers of papers: "09/2013" in one is no month."""
    spans = [(found.start, found.end) for found in find_citations(text)]
    spans += [(number.start, number.end) for number in find_numbers(text)]
    out = list(text)
    for start, end in spans:
        out[start:end] = " " * (end - start)
    return "".join(out)


def _place(text: str) -> str:
    """Return the first province that a text names, as the table of offices calls it."""
    named = (span.office for span in find_offices(text) if span.office.kind is OfficeKind.TERRITORY)
    return next((office.name for office in named), "")


def _first(text: str, kind: type[Noun], noun: str) -> Noun | None:
    return next((kind(value) for value, words in _words()[noun].items() if says(text, words)), None)


def _all(text: str, kind: type[Noun], noun: str) -> tuple[Noun, ...]:
    return tuple(kind(value) for value, words in _words()[noun].items() if says(text, words))


@cache
def _words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Read the table that ships with the package: words by noun and value."""
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in files("search").joinpath("case_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            noun, value, words = line.split("\t")
            table.setdefault(noun, {})[value] = tuple(words.split(", "))
    return table
