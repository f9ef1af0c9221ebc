"""Finds the names of offices and territories in a text: whole words, with or without marks, in linear time.

Names are read as rows of syllables, so hyphens, commas and letter case do not matter; the longest name wins. Streets,
people and wards bear the names of provinces too: what stands around one decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product

from corpus.offices import Office, OfficeKind, OfficeTable, load_offices
from corpus.text import canonical, fold

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"\s?[\s,\-–—&/]\s?|\s*\n\s*|\.\s?")
_PART = re.compile(r"\{(\w+)\}")
_NAMED = " *"  # at the end of a form: and a name of its own
_NAME_WORDS = 4  # syllables of such a name
_YEAR = re.compile(r"(?:19|20)\d\d")  # "huyện Hải Hà 2018": no part of a name
_CODE = 3  # letters of an abbreviation that may be another word: it counts in capitals only
# Words before a name that may have a capital and are no part of it ("Ở Hà Giang", "Công An Hà Giang"); those that make
# it a territory without doubt; and those that make it a street, a ward, a river, a person.
_OF_TERRITORY = frozenset("tinh tp ubnd hdnd o tai tu ve den tren trong cho va voi an te vu dan uy".split())
_SURE = frozenset("tinh tp ubnd hdnd".split())
_OF_OTHERS = frozenset(
    "đường phố phường xã thôn ấp bản khóm khu quận huyện cầu sông núi đèo dốc hồ chợ cảng đảo ngõ hẻm ga trường trấn"
    " ông bà anh chị em cô chú bác cháu bé tên họ".split()
)
_OF_OTHERS_BARE = frozenset(map(fold, _OF_OTHERS))


@dataclass(frozen=True, slots=True)
class OfficeSpan:
    """A place of a text that names an office."""

    start: int
    end: int
    office: Office
    issuing: bool = False  # it only says who issued a text: "ngày 20 tháng 12 năm 2012 của Bộ …"


def find_offices(text: str) -> list[OfficeSpan]:
    """Return the offices and territories that clean text names, in order.

    >>> [(span.office.id, span.end) for span in find_offices("Sở LĐ-TB&XH tỉnh Hà Giang, các cơ sở y tế")]
    [('so-ldtbxh', 11), ('ha-giang', 25)]
    """
    root = _forms()
    reader = _Reader(text, [(match[0], match.start(), match.end()) for match in _WORD.finditer(fold(text))])
    found: list[OfficeSpan] = []
    reached = 0
    for at in [at for at, (word, _, _) in enumerate(reader.words) if word in root.after]:
        match = reader.longest(root, at) if at >= reached else None
        if match is None:
            continue
        form, reached = match
        if form.office is not None and reader.is_meant(form, at, reached):
            start, end = reader.words[at][1], reader.words[reached - 1][2]
            found.append(OfficeSpan(start, end, form.office, reader.issues(at)))
    return found


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a name; without an office, a phrase that only looks like one."""

    words: tuple[str, ...]  # canonical
    office: Office | None
    strict: bool = False  # counts with all its marks only
    named: bool = False  # a name of its own must follow
    capitals: bool = False  # its first word counts in capitals only
    sure: bool = False  # nothing else is written so


@dataclass(slots=True)
class _Node:
    """A place in the tree of all forms, by folded syllables."""

    after: "dict[str, _Node]" = field(default_factory=dict)
    forms: list[_Form] = field(default_factory=list)


@cache
def _forms() -> _Node:
    """Return the tree of the forms of the table that ships with the package."""
    table = load_offices()
    root = _Node()
    for form in _all_forms(table):
        node = root
        for word in form.words:
            node = node.after.setdefault(fold(word), _Node())
        node.forms.append(form)
    return root


def _all_forms(table: OfficeTable) -> Iterator[_Form]:
    for phrase in table.others:
        yield _form(phrase, None)
    for office in table.offices.values():
        for written in office.forms:
            yield from (_form(form, office) for form in _spelled(written, table))
        yield from (replace(_form(form, office), sure=True) for form in office.short)
        for written in office.marked:
            yield from (_form(form, office, strict=True) for form in _spelled(written, table))


def _form(written: str, office: Office | None, *, strict: bool = False) -> _Form:
    bare = written.removesuffix(_NAMED)
    words = tuple(canonical(word) for word in _WORD.findall(bare))
    first = _WORD.findall(bare)[0]
    return _Form(words, office, strict, bare != written, first.isupper() and len(first) <= _CODE)


def _spelled(written: str, table: OfficeTable) -> Iterator[str]:
    """Yield a form with each of its parts written in every way."""
    parts = _PART.split(written)
    for chosen in product(*(table.words[part] if at % 2 else (part,) for at, part in enumerate(parts))):
        yield "".join(chosen)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A text with its folded words and where they stand."""

    text: str
    words: Sequence[tuple[str, int, int]]

    def longest(self, root: _Node, at: int) -> tuple[_Form, int] | None:
        """Return the longest form that stands at a word, and the word after it."""
        node, best = root, None
        for place in range(at, len(self.words)):
            following = node.after.get(self.words[place][0])
            if following is None or (place > at and not self._joined(place)):
                break
            node = following
            form = next((form for form in node.forms if self._is_written(form, at)), None)
            if form is not None and (after := self._end(form, place + 1)):
                best = (form, after)
        return best

    def _joined(self, place: int) -> bool:
        """Tell whether a word belongs to the one before it."""
        gap = self.text[self.words[place - 1][2] : self.words[place][1]]
        if gap == " ":
            return True
        return bool(_GAP.fullmatch(gap)) and ("." not in gap or self.words[place - 1][0] == "tp")

    def _is_written(self, form: _Form, at: int) -> bool:
        """Tell whether each syllable has the marks of the form, or none where that will do."""
        typed = [self.text[start:end] for _, start, end in self.words[at : at + len(form.words)]]
        if form.capitals and not typed[0].isupper():
            return False
        return all(
            canonical(word) == wanted or (not form.strict and fold(word) == word.lower())
            for word, wanted in zip(typed, form.words, strict=True)
        )

    def _end(self, form: _Form, after: int) -> int:
        """Return the word after a form with the name it announces; 0 where the name is lacking."""
        if not form.named:
            return after
        end = after
        while end < min(len(self.words), after + _NAME_WORDS) and self._near(end) and self._is_name(end):
            end += 1
        return end if end > after else 0

    def _is_name(self, place: int) -> bool:
        word = self.text[self.words[place][1] : self.words[place][2]]
        return (word[0].isupper() or word[0].isdigit()) and not _YEAR.fullmatch(word)

    def _near(self, place: int) -> bool:
        """Tell whether nothing but a space parts a word from the one before it."""
        return 0 < place < len(self.words) and self.text[self.words[place - 1][2] : self.words[place][1]] == " "

    def is_meant(self, form: _Form, at: int, after: int) -> bool:
        """Tell whether a name stands for its office: no part of a number, nor the name of people, streets and wards."""
        if not self._stands_alone(at, after):
            return False
        return form.sure or form.office is None or self._is_there(form.office, at, after)

    def _stands_alone(self, at: int, after: int) -> bool:
        """Tell whether a name is no part of a number: "35/2013/TT-BLĐTBXH"."""
        start, end = self.words[at][1], self.words[after - 1][2]
        return self.text[start - 1 : start] not in ("-", "/") and not re.match(r"[-/]\d", self.text[end : end + 2])

    def _is_there(self, office: Office, at: int, after: int) -> bool:
        """Tell whether a name that other things bear too means the territory here."""
        if office.kind is not OfficeKind.TERRITORY:
            return True
        before = self.words[at - 1][0] if self._near(at) else ""
        if before in _SURE or (before == "pho" and self._is_city(at)):
            return True
        if office.typed or self._is_of_others(at) or not all(map(self._is_name, range(at, after))):
            return False
        follows = self._near(after) and self._is_name(after) and not self._is_code(after)
        leads = bool(before) and self._is_name(at - 1) and before not in _OF_TERRITORY and not self._is_code(at - 1)
        return not follows and not leads

    def issues(self, at: int) -> bool:
        """Tell whether a day and "của" stand before a name: then it only says whose text is meant."""
        place = at - 1
        if [word for word, _, _ in self.words[max(place - 1, 0) : at]] == ["bo", "truong"]:
            place -= 2
        return place > 0 and self.words[place][0] == "cua" and self.words[place - 1][0].isdigit()

    def _is_of_others(self, at: int) -> bool:
        """Tell whether the word before a name makes it a street, a ward, a river or a person; "địa bàn" is no bản."""
        if not self._near(at):
            return False
        word = canonical(self.text[self.words[at - 1][1] : self.words[at - 1][2]])
        return word in _OF_OTHERS or (fold(word) == word and word in _OF_OTHERS_BARE)

    def _is_city(self, at: int) -> bool:
        return at > 1 and self.words[at - 2][0] == "thanh"

    def _is_code(self, place: int) -> bool:
        """Tell whether a word is an abbreviation: "UBND", "LĐTBXH"."""
        word = self.text[self.words[place][1] : self.words[place][2]]
        return len(word) > 1 and word.isupper()
