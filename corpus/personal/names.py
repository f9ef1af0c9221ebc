"""Names of people in a text: after a title, by their family's and middle names, or after "tên là".

Streets, provinces, offices and laws are called after people too; a name counts where the words around it say a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from corpus.offices import OfficeKind, load_offices
from corpus.personal import words
from corpus.personal.found import Found, PersonalKind
from corpus.text import canonical, fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST = 6  # syllables of one name
_MOST_SMALL = 4  # of one in small letters
_FEW = 5  # syllables, all with capitals, that may be a name alone; in a longer text such capitals tell nothing
_LOUD = 0.8  # of the words of a text, from which on capitals tell nothing
_FULL = 3  # syllables of a full name
_VOWELS = frozenset("aeiouy")
_JOINS = (" ", "-")
_LISTS = (", ", " và ", " va ", "; ", " với ", " voi ")  # between names that stand in a row


class _Cue(IntEnum):
    """How much the words before a place say of a person, the surest last."""

    NAMESAKE = -1  # a street, a school
    NONE = 0
    LOOSE = 1  # "co", "ba", "ten", "nạn nhân": a name only if it is made like one
    TITLE = 2
    NAMING = 3  # "tên là"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: canonical and folded, with its place."""

    said: str
    bare: str
    start: int
    end: int
    capital: bool
    loud: bool  # written in capitals only


def find_person_names(text: str) -> Iterator[Found]:
    """Yield the names of people in clean text, in order."""
    seen = _read(text)
    at = before = 0  # the word looked at; where the last name ended, in words
    while at < len(seen):
        cue = _cue(text, seen, at)
        if (
            cue is _Cue.NONE
            and before
            and before <= at <= before + 1
            and text[seen[before - 1].end : seen[at].start] in _LISTS
        ):
            cue = _Cue.LOOSE
        end = _capital_name(text, seen, at, cue) if seen[at].capital else _small_name(text, seen, at, cue)
        if end > at:
            yield Found(PersonalKind.NAME, seen[at].start, seen[end - 1].end)
            at = before = end
        else:
            at += 1


def _read(text: str) -> list[_Word]:
    said, bare = canonical(text), fold(text)
    places = [match.span() for match in _WORD.finditer(text)]
    capitals = [text[start].isupper() for start, _ in places]
    telling = len(places) <= _FEW or sum(capitals) < _LOUD * len(places)
    return [
        _Word(said[start:end], bare[start:end], start, end, capital and telling, text[start:end].isupper())
        for (start, end), capital in zip(places, capitals, strict=True)
    ]


def _cue(text: str, seen: Sequence[_Word], at: int) -> _Cue:
    """Return what the words before a place say of it."""
    if not at:
        return _Cue.NONE
    last = seen[at - 1]
    gap = text[last.end : seen[at].start].strip()
    if gap not in ("", ":"):
        return _Cue.NONE
    phrase = f"{seen[at - 2].said} {last.said}" if at > 1 else ""
    if phrase in words.NAMING:
        return _Cue.NAMING
    if gap:
        return _Cue.NONE
    if last.said in words.TITLES or last.said in words.BARE_TITLES:
        called = last.capital and at > 1 and seen[at - 2].said in words.NAMESAKES  # chợ Bà Chiểu
        return _Cue.NAMESAKE if called else _Cue.TITLE
    if last.said in words.LOOSE_TITLES or last.said in words.KIN or phrase in words.PHRASES:
        return _Cue.LOOSE
    return _Cue.NAMESAKE if last.said in words.NAMESAKES else _Cue.NONE


def _capital_name(text: str, seen: Sequence[_Word], at: int, cue: _Cue) -> int:
    """Return where a name with capitals that begins at a word ends, in words; ``at`` where none does."""
    if cue is _Cue.NAMESAKE or not _may_begin(seen, at):
        return at
    end = at + 1
    while (
        end < min(len(seen), at + _MOST) and seen[end].capital and text[seen[end - 1].end : seen[end].start] in _JOINS
    ):
        ends = seen[end].bare in words.NOBODY and seen[end].said not in words.PARTS_OF_NAMES
        if ends or (end - at >= _FULL and _place_at(seen, end)):
            break
        end += 1
    if len(seen[end - 1].bare) == 1:  # "Nguyễn Văn A", "chị H.": nobody is told
        return at
    name = seen[at:end]
    if cue >= _Cue.TITLE:
        return end if all(map(_is_shaped, name)) else at
    return end if _is_made_like_a_name(name, alone=cue is _Cue.NONE) else at


def _may_begin(seen: Sequence[_Word], at: int) -> bool:
    word = seen[at]
    if len(word.bare) == 1 or _place_at(seen, at) or (at and _place_at(seen, at - 1)):
        return False
    return word.bare not in words.NOBODY or word.said in words.SURE_FAMILIES


def _is_made_like_a_name(name: Sequence[_Word], *, alone: bool) -> bool:
    """Tell whether words with capitals are put together as names are: family, middle, own."""
    first, last = name[0].said, name[-1].said
    if not all(map(_is_shaped, name)) or " ".join(word.bare for word in name) in words.NO_PERSONS:
        return False
    family = first in words.FAMILIES
    if len(name) == 1:
        return not alone and last in words.GIVEN
    if len(name) < _FULL:
        return (first in words.SURE_FAMILIES if alone else family or first in words.GIVEN) and last in words.GIVEN
    return family and (last in words.GIVEN or name[1].said in words.MIDDLES)


def _is_shaped(word: _Word) -> bool:
    """Tell whether a word may be a syllable of a name, not an abbreviation such as THPT."""
    return not _VOWELS.isdisjoint(word.bare) and not (word.loud and word.said not in words.PARTS_OF_NAMES)


def _small_name(text: str, seen: Sequence[_Word], at: int, cue: _Cue) -> int:
    """Return where a name in small letters that begins at a word ends, in words; ``at`` where none does."""
    if cue is _Cue.NAMESAKE or (cue < _Cue.TITLE and seen[at].said not in words.FAMILIES):
        return at
    run = _run(text, seen, at)
    said = [word.said for word in run]
    if not said or " ".join(word.bare for word in run) in words.NO_PERSONS:
        return at
    family = words.SURE_FAMILIES if cue is _Cue.NONE else words.FAMILIES
    if len(said) >= _FULL and said[0] in family and said[1] in words.MIDDLES and said[2] in words.GIVEN:
        if cue is not _Cue.NONE or said[0] in words.NGUYEN or run[2].bare not in words.AFTER_THI:
            return at + len(said)
    elif cue is _Cue.NAMING or (cue is _Cue.TITLE and len(said) > 1 and said[0] in words.NGUYEN):
        return at + len(said)
    elif cue is _Cue.TITLE and said[0] in words.PLAIN_GIVEN and _stands_alone(text, seen, at):
        return at + 1
    return at


def _run(text: str, seen: Sequence[_Word], at: int) -> Sequence[_Word]:
    """Return the words from a place on that may be one name in small letters."""
    end = at
    while end < min(len(seen), at + _MOST_SMALL) and seen[end].said in words.PARTS_OF_NAMES:
        if end > at and (text[seen[end - 1].end : seen[end].start] != " " or seen[end].bare in words.AFTER_GIVEN):
            break
        end += 1
    return seen[at:end]


def _stands_alone(text: str, seen: Sequence[_Word], at: int) -> bool:
    """Tell whether what follows a word lets it be a name by itself: a verb, or behind a marked title a stop."""
    if at + 1 < len(seen) and text[seen[at].end : seen[at + 1].start] == " ":
        return seen[at + 1].said in words.AFTER_GIVEN
    return seen[at - 1].said in words.TITLES - words.BARE_TITLES


def _place_at(seen: Sequence[_Word], at: int) -> bool:
    """Tell whether the name of a place begins at a word."""
    return any(
        tuple(word.bare for word in seen[at : at + len(place)]) == place for place in _places().get(seen[at].bare, ())
    )


@cache
def _places() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the folded names of places of two syllables and more, by their first syllable."""
    lines = files("corpus").joinpath("starter/places.tsv").read_text(encoding="utf-8").splitlines()
    listed = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    offices = load_offices().offices.values()
    provinces = [form for office in offices if office.kind is OfficeKind.TERRITORY for form in office.forms]
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in [*listed, *provinces, *words.MORE_PLACES]:
        syllables = tuple(_WORD.findall(fold(name)))
        if len(syllables) > 1:
            found.setdefault(syllables[0], []).append(syllables)
    return {first: tuple(names) for first, names in found.items()}
