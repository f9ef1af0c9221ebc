"""Names in a question: places and peoples get their marks from a table, people keep what was typed.

A name is read before the words beside it are weighed: the counts know "diễn biến" far better than "Điện Biên".
"""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from corpus.offices import OfficeKind, load_offices
from corpus.text import canonical, fold, syllables
from search.keyboard import is_shaped, keeps_marks, spelling_of
from search.readings import Typed
from search.syllables import SyllableModel

_COLUMNS = 2
_JOINS = (" ", "-", "'", "’")  # between the syllables of one name
_BEHIND: Mapping[str, frozenset[str]] = {
    "place": frozenset("o tai tinh huyen pho tp xa phuong khau".split()),
    "country": frozenset("o tai sang qua ben nuoc tu nguoi gioi tich".split()),
    "people": frozenset("toc nguoi bao nu gai tieng ban".split()),  # dân tộc, đồng bào, phụ nữ, cô gái
}
_LOWER_PEOPLE = "toc"  # "người mong muốn" and "người chăm sóc" are of no people
_BEFORE = {"o": "ở", "tinh": "tỉnh", "huyen": "huyện"}
# Words before the name of a person. Those of the second row are other words as well ("có Tòa án", "tên Công ty").
_TITLES = {"chi": "chị", "anh": "anh", "ong": "ông", "em": "em", "chau": "cháu"}
_LOOSE_TITLES = {"ba": "bà", "co": "cô", "chu": "chú", "bac": "bác", "be": "bé", "ten": "tên"}
# Capital words that are nobody's name: parts of law, offices, and what begins a sentence that no full stop parts.
_NOBODY = frozenset(
    "dieu khoan luat nghi thong chuong muc phan quyet bo so uy cuc vien toa hoi cong dan to khong nguoi nhung cac mot"
    " nay khi neu theo viec truong doi tat".split()
)
_SHARE = 0.8  # of what two syllables may stand for together, in a pair that leaves no doubt
_LIFT = 4.0  # times as often beside each other as by chance: "hình sự", but not "hành và"
_FEW = 3  # syllables, all with capitals, that may be a name alone; in a longer text such capitals tell nothing
_MIDDLE = frozenset(("thi", "van"))  # names between a family's and a person's own


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the table, in canonical syllables."""

    words: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Meant:
    """What a typed syllable means as part of a name, or before one."""

    word: str
    sure: bool = True  # else the words beside it decide


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the table by their first folded syllable, the longest first."""

    names: Mapping[str, tuple[Name, ...]]

    def read(self, model: SyllableModel, text: str, typed: Sequence[Typed], *, lost: bool) -> dict[int, Meant]:
        """Return what syllables of a text mean, by their places; ``lost`` tells whether the text has lost marks."""
        seen = _Seen(typed, _capitals(text, typed), lost)
        full = _full_names(seen)
        found: dict[int, Meant] = {}
        at = 0
        while at < len(typed):
            names = () if at in full else self._at(text, typed, at)
            name = next((name for name in names if _counts(name, seen, at)), None)
            if name is None:
                at += 1
                continue
            sure = len(name.words) > 1 or seen.capital[at]
            found |= {at + step: Meant(word, sure) for step, word in enumerate(name.words)}
            if sure and lost and at and (word := _BEFORE.get(typed[at - 1].word)):
                found[at - 1] = Meant(word)
            at += len(name.words)
        return _people(model, seen, full, found) | found

    def _at(self, text: str, typed: Sequence[Typed], at: int) -> Iterable[Name]:
        """Yield the names that may be written at a place."""
        for name in self.names.get(fold(typed[at].word), ()):
            ones = typed[at : at + len(name.words)]
            if (
                len(ones) == len(name.words)
                and all(_may_be(one, word) for one, word in zip(ones, name.words, strict=True))
                and all(text[a.end : b.start] in _JOINS for a, b in pairwise(ones))
            ):
                yield name


NO_NAMES = Names({})


class _Seen(NamedTuple):
    """The syllables of a text, which of them have a capital that means something, and whether marks are lost."""

    typed: Sequence[Typed]
    capital: Sequence[bool]
    lost: bool


def _counts(name: Name, seen: _Seen, at: int) -> bool:
    """Tell whether a name that may be written at a place is one there."""
    size = len(name.words)
    before = fold(seen.typed[at - 1].word) if at else ""
    behind = before in _BEHIND.get(name.kind, ())
    if all(seen.capital[at : at + size]):
        return size > 1 or behind
    if name.kind == "people":
        behind = before == _LOWER_PEOPLE
    return seen.lost and (behind or name.kind == "name")


def _may_be(one: Typed, word: str) -> bool:
    """Tell whether a syllable was typed as it stands in a name, or with some of its marks."""
    return one.word in (word, fold(word), spelling_of(word).letters)


def _capitals(text: str, typed: Sequence[Typed]) -> list[bool]:
    """Tell which syllables begin with a capital that means something."""
    capital = [text[one.start].isupper() for one in typed]
    return capital if len(typed) <= _FEW or not all(capital) else [False] * len(typed)


def _people(model: SyllableModel, seen: _Seen, full: Set[int], found: Mapping[int, Meant]) -> dict[int, Meant]:
    """Return the capital syllables in mid-sentence that stay as typed, and the titles before them."""
    meant: dict[int, Meant] = {}
    for at, one in enumerate(seen.typed):
        bare = one.named and seen.capital[at] and fold(one.word) == one.word and is_shaped(one.word)
        if not bare or at in found or (at not in full and _is_word(model, seen, at)):
            continue
        meant[at] = Meant(one.word)
        title = _TITLES.get(before := _title(seen, at)) or _LOOSE_TITLES.get(before)
        if title and seen.lost:
            meant[at - 1] = Meant(title)
    return meant


def _title(seen: _Seen, at: int) -> str:
    """Return the plain word before a place if it may be the title of a person; nothing where it has a capital."""
    before = seen.typed[at - 1].word if at and (at == 1 or not seen.capital[at - 1]) else ""
    return before if before in _TITLES or before in _LOOSE_TITLES else ""


def _is_word(model: SyllableModel, seen: _Seen, at: int) -> bool:
    """Tell whether a capital syllable is a word by its neighbours, and nobody's name."""
    title = _title(seen, at)
    if seen.typed[at].word in _NOBODY and title not in _TITLES:
        return True
    after = at + 1 < len(seen.typed) and (seen.capital[at + 1] or title not in _TITLES)
    if after and surely(model, seen.typed[at].word, seen.typed[at + 1].word):
        return True
    return at > 0 and not title and surely(model, seen.typed[at - 1].word, seen.typed[at].word)


def _full_names(seen: _Seen) -> set[int]:
    """Return the places of full names of people, known by what stands in their middle: "Lo Thi May"."""
    return {
        place
        for at in range(1, len(seen.typed) - 1)
        if seen.capital[at] and fold(seen.typed[at].word) in _MIDDLE and all(seen.capital[at - 1 : at + 2])
        for place in range(at - 1, at + 2)
    }


def surely(model: SyllableModel, left: str, right: str) -> bool:
    """Tell whether two syllables, whatever marks they have lost, are one pair of words without doubt."""
    total = best = lift = 0.0
    for first in _ids(model, left):
        for second in _ids(model, right):
            share = model.beside(first, second)
            often = share * model.seen(first)
            total += often
            if often > best:
                best, lift = often, share / math.exp(model.single(second))
    return best > 0 and best >= _SHARE * total and lift >= _LIFT


def _ids(model: SyllableModel, word: str) -> Sequence[int]:
    if spelling_of(word).tone:
        return (own,) if (own := model.id_of(word)) >= 0 else ()
    return [index for index in model.readings(fold(word)) if keeps_marks(word, model.words[index])]


@cache
def load_names() -> Names:
    """Read the table that ships with the package, and the provinces of the table of offices."""
    listed = files("corpus").joinpath("starter", "places.tsv").read_text(encoding="utf-8").splitlines()
    return read_names([*listed, *province_lines()])


def province_lines() -> list[str]:
    """Return the provinces, those that are gone as well, as lines of a table of names."""
    territories = [office for office in load_offices().offices.values() if office.kind is OfficeKind.TERRITORY]
    return [f"{name}\t{office.reading}" for office in territories for name in office.forms]


def read_names(lines: Iterable[str]) -> Names:
    """Return the names that the lines of a table make; its head says what they mean."""
    found: dict[str, list[Name]] = {}
    for line in lines:
        columns = line.split("\t")
        if not line.startswith("#") and len(columns) == _COLUMNS:
            words = tuple(syllables(canonical(columns[0])))
            found.setdefault(fold(words[0]), []).append(Name(words, columns[1]))
    return Names({first: tuple(sorted(names, key=lambda name: -len(name.words))) for first, names in found.items()})
