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
_FULL = 3  # syllables of a full name
_FEW = 5  # syllables, all with capitals, that may be a name alone; in a longer text such capitals tell nothing
_LOUD = 0.8  # of the words of a text, from which on capitals tell nothing
_MARKED = 0.2  # of the words of a text, from which on it is typed with marks
_NEAR = 5  # words: a word and what follows it
_VOWELS = frozenset("aeiouy")
_JOINS = (" ", "-")
_STOPS = frozenset('.?!\n“”"«»')
_LISTS = (", ", " và ", " va ", "; ", " với ", " voi ")  # between names that stand in a row


class _Cue(IntEnum):
    """How much the words before a place say of a person, the surest last."""

    NAMESAKE = -1  # a street, a school
    NONE = 0
    LOOSE = 1  # "co", "bo", "nạn nhân": a name only if it is made like one
    TITLE = 2
    NAMING = 3  # "tên là"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The words of a text, one row for each of their sides."""

    text: str
    spans: Sequence[tuple[int, int]]
    said: Sequence[str]  # canonical
    bare: Sequence[str]  # without marks
    capital: Sequence[bool]  # begins with one that means something
    marked: Sequence[bool]  # typed with marks, as its sentence and what follows in it are

    def gap(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.spans[at - 1][1] : self.spans[at][0]]


def find_person_names(text: str) -> Iterator[Found]:
    """Yield the names of people in clean text, in order."""
    seen = _read(text)
    at, before = 0, -1  # the word looked at; where the last name ended
    while at < len(seen.said):
        end = place = _place_end(seen, at) if seen.capital[at] else at
        if place == at and (seen.capital[at] or seen.said[at] in words.PARTS_OF_NAMES):
            cue = _cue(seen, at)
            if cue is _Cue.NONE and before > 0 and at <= before + 1 and _in_a_row(seen, before, at):
                cue = _Cue.LOOSE
            end = _capital_name(seen, at, cue) if seen.capital[at] else _small_name(seen, at, cue)
        if end > max(at, place):
            yield Found(PersonalKind.NAME, seen.spans[at][0], seen.spans[end - 1][1])
            before = end
        at = max(end, at + 1)


def _read(text: str) -> _Seen:
    said, bare = canonical(text), fold(text)
    spans = [match.span() for match in _WORD.finditer(text)]
    spoken, folded = ([side[start:end] for start, end in spans] for side in (said, bare))
    capital, marked = [text[start].isupper() for start, _ in spans], [False] * len(spans)
    for first, last in _sentences(text, spans):
        size, capitals = last - first, sum(capital[first:last])
        marks = sum(one != other for one, other in zip(spoken[first:last], folded[first:last], strict=True))
        if marks >= _MARKED * size:
            for at in range(first, last):
                marked[at] = spoken[at : at + _NEAR] != folded[at : at + _NEAR]
        if size > _FEW and capitals > _LOUD * size:
            capital[first:last] = [False] * size
            for at in _full_names(spoken, folded, range(first, last), (text, spans)):
                capital[at] = True
    return _Seen(text, spans, spoken, folded, capital, marked)


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the words of each sentence, and of what is quoted in it, by their first and the one behind the last."""
    first = 0
    for at in range(1, len(spans)):
        if not _STOPS.isdisjoint(text[spans[at - 1][1] : spans[at][0]]):
            yield first, at
            first = at
    if spans:
        yield first, len(spans)


def _full_names(
    said: Sequence[str], bare: Sequence[str], sentence: range, typed: tuple[str, Sequence[tuple[int, int]]]
) -> Iterator[int]:
    """Yield the words of full names in a sentence whose capitals tell nothing: a family, "Thị", what is given."""
    text, spans = typed
    for at in sentence[: -_FULL + 1]:
        if not _has_middle(said, bare, at) or _place_at(bare, at):
            continue
        gaps = [text[spans[place][1] : spans[place + 1][0]] for place in range(at, min(at + _FULL, sentence[-1]))]
        if any(gap != " " for gap in gaps[: _FULL - 1]):
            continue
        yield from range(at, at + _FULL)
        given = at + _FULL
        if gaps[-1] == " " and given in sentence and said[given] in words.ALSO_GIVEN:
            yield given


def _has_middle(said: Sequence[str], bare: Sequence[str], at: int) -> bool:
    """Tell whether three words are a family, "Thị", "Văn" or "A", and what may be given to a person."""
    if at + _FULL > len(said) or said[at] not in words.FAMILIES or said[at + 1] not in words.SURE_MIDDLES:
        return False
    given = said[at + 2]
    nobody = given in words.NOBODY and given not in words.GIVEN
    return not (nobody or bare[at + 2] in words.NOT_GIVEN or len(given) == 1)


def _in_a_row(seen: _Seen, before: int, at: int) -> bool:
    """Tell whether a word stands in a list behind the name that ended before the word ``before``."""
    return seen.text[seen.spans[before - 1][1] : seen.spans[at][0]] in _LISTS


def _cue(seen: _Seen, at: int) -> _Cue:
    """Return what the words before a place say of it."""
    gap = seen.gap(at).strip() if at else "."
    phrase = f"{seen.said[at - 2]} {seen.said[at - 1]}" if at > 1 else ""
    if gap in ("", ":") and phrase in words.NAMING:
        whole = phrase not in words.WITH_FAMILY or (at > 2 and seen.bare[at - 3] == "ho")  # noqa: PLR2004  # họ và tên
        return _Cue.NAMING if whole else _Cue.NONE
    if gap or phrase in words.CHILDREN:
        return _Cue.NONE
    last, capital = seen.said[at - 1], seen.capital[at - 1]
    called = at > 1 and seen.said[at - 2] in words.NAMESAKES
    if last in words.TITLES or (last in words.BARE_TITLES and not seen.marked[at - 1]):
        return _Cue.NAMESAKE if capital and called and last in words.OLD_TITLES else _Cue.TITLE
    if last in words.KIN or phrase in words.PHRASES:
        return _Cue.LOOSE
    if last in words.LOOSE_TITLES and not seen.marked[at - 1] and not capital:
        return _Cue.LOOSE
    return _Cue.NAMESAKE if last in words.NAMESAKES else _Cue.NONE


def _capital_name(seen: _Seen, at: int, cue: _Cue) -> int:
    """Return where a name with capitals that begins at a word ends, in words; ``at`` where none does."""
    if cue is _Cue.NAMESAKE or not _may_begin(seen, at):
        return at
    end, middle = at + 1, _has_middle(seen.said, seen.bare, at)
    while end < min(len(seen.said), at + _MOST) and seen.capital[end] and _is_joined(seen, end):
        no_name = seen.said[end] in words.NOBODY and seen.said[end] not in words.PARTS_OF_NAMES
        if no_name or (end - at >= _FULL and _place_end(seen, end) > end) or _is_abbreviation(seen, end):
            break
        shaped = _is_shaped(seen, end) or len(seen.bare[end]) == 1 or (middle and end == at + 2)
        if not shaped:
            break
        end += 1
    if len(seen.bare[end - 1]) == 1:  # "Nguyễn Văn A", "chị H.": nobody is told
        if end - at <= _FULL:
            return at
        end -= 1
    if cue is _Cue.NAMING and end == at + 1 and seen.said[at] not in words.PARTS_OF_NAMES:
        return at  # "họ tên Kiểm sát viên"
    return end if cue >= _Cue.TITLE or _is_made_like_a_name(seen, at, end, cue) else at


def _is_joined(seen: _Seen, at: int) -> bool:
    """Tell whether a word may go on with the name before it; a line may end beside a middle name."""
    gap = seen.gap(at)
    return gap in _JOINS or (gap.strip(" ") == "\n" and not words.MIDDLES.isdisjoint(seen.said[at - 1 : at + 1]))


def _may_begin(seen: _Seen, at: int) -> bool:
    if len(seen.bare[at]) == 1 or not _is_shaped(seen, at) or _is_abbreviation(seen, at):
        return False
    if _has_middle(seen.said, seen.bare, at) and seen.capital[at + 1] and _is_joined(seen, at + 1):
        return True
    return seen.said[at] not in words.NOBODY or seen.said[at] in words.SURE_FAMILIES


def _is_made_like_a_name(seen: _Seen, at: int, end: int, cue: _Cue) -> bool:
    """Tell whether words with capitals are put together as names are: family, middle, own."""
    first, last = seen.said[at], seen.said[end - 1]
    if " ".join(seen.bare[at:end]) in words.NO_PERSONS or last in words.MIDDLES:
        return False
    if end - at == 1:
        alone = words.GIVEN if seen.marked[at] else words.PLAIN_GIVEN
        return cue is _Cue.LOOSE and last in alone and seen.bare[at] not in words.COUNTRIES
    if end - at < _FULL:
        firsts = words.SURE_FAMILIES if cue is _Cue.NONE else words.FAMILIES | words.GIVEN
        return first in firsts and last in words.GIVEN
    middles = words.SURE_MIDDLES if _has_middle(seen.said, seen.bare, at) else words.MIDDLES
    return first in words.FAMILIES and (last in words.GIVEN or seen.said[at + 1] in middles)


def _is_shaped(seen: _Seen, at: int) -> bool:
    """Tell whether a word may be a syllable of a name, not an abbreviation such as THPT."""
    strange = _is_loud(seen, at) and seen.said[at] not in words.PARTS_OF_NAMES
    return not (strange or _VOWELS.isdisjoint(seen.bare[at]))


def _is_abbreviation(seen: _Seen, at: int) -> bool:
    """Tell whether a word that names know too is an abbreviation here: "CA Sơn La"."""
    if seen.bare[at] not in words.ABBREVIATIONS or not _is_loud(seen, at):
        return False
    around = [near for near in (at - 1, at + 1) if 0 <= near < len(seen.spans) and seen.gap(max(near, at)) == " "]
    return not any(_is_loud(seen, near) for near in around)


def _is_loud(seen: _Seen, at: int) -> bool:
    """Tell whether a word is of capitals, and of more than one."""
    start, end = seen.spans[at]
    return end - start > 1 and seen.text[start:end].isupper()


def _small_name(seen: _Seen, at: int, cue: _Cue) -> int:
    """Return where a name in small letters that begins at a word ends, in words; ``at`` where none does."""
    if cue is _Cue.NAMESAKE or (cue is _Cue.NONE and seen.said[at] not in words.SURE_FAMILIES):
        return at
    end = _run_end(seen, at)
    said = seen.said[at:end]
    if not said or " ".join(seen.bare[at:end]) in words.NO_PERSONS:
        return at
    family = words.TITLED_FAMILIES if cue >= _Cue.TITLE else words.SURE_FAMILIES
    full = len(said) >= _FULL and said[0] in family and said[1] in words.MIDDLES
    if full and (cue >= _Cue.TITLE or said[0] in words.SUREST or seen.bare[at + 2] not in words.AFTER_THI):
        return end
    if cue is _Cue.NAMING or (cue is _Cue.TITLE and len(said) > 1 and said[0] in words.NGUYEN):
        return end
    called = cue is not _Cue.NONE and seen.said[at - 1] in words.CALLING
    return at + 1 if called and said[0] in words.PLAIN_GIVEN and _stands_alone(seen, at) else at


def _run_end(seen: _Seen, at: int) -> int:
    """Return where the words from a place on end that may be one name in small letters."""
    end = at
    firm = _FULL if at + 1 < len(seen.said) and seen.said[at + 1] in words.MIDDLES else 1  # words that no verb can be
    while end < min(len(seen.said), at + _MOST_SMALL) and seen.said[end] in words.PARTS_OF_NAMES:
        joined = end == at or (seen.gap(end) == " " and not seen.capital[end])
        if not joined or (end >= at + firm and seen.said[end] in words.AFTER_GIVEN):
            break
        end += 1
    return end


def _stands_alone(seen: _Seen, at: int) -> bool:
    """Tell whether what follows a word lets it be a name by itself: a verb, or behind a marked title a stop."""
    if at + 1 < len(seen.said) and seen.gap(at + 1) == " ":
        return seen.said[at + 1] in words.AFTER_GIVEN
    return seen.said[at - 1] in words.MARKED_TITLES


def _place_end(seen: _Seen, at: int) -> int:
    """Return where the name of a place that begins at a word ends, in words; ``at`` where none does."""
    return at + _place_at(seen.bare, at)


def _place_at(bare: Sequence[str], at: int) -> int:
    """Return how many words the name of a place has that begins at a word; 0 where none does."""
    names = _places().get(bare[at], ())
    return max((len(name) for name in names if tuple(bare[at : at + len(name)]) == name), default=0)


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
