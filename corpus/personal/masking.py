"""Finds all that tells a person in a text, and puts a fixed word in its place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from unicodedata import combining

from corpus.personal.addresses import find_addresses
from corpus.personal.found import Found, Masked, PersonalKind
from corpus.personal.names import find_person_names
from corpus.personal.numbers import find_private_numbers
from corpus.text import CleanText, clean_with_offsets

MASKS: Mapping[PersonalKind, str] = {
    PersonalKind.NAME: "[tên người]",
    PersonalKind.ID_NUMBER: "[số giấy tờ]",
    PersonalKind.PHONE: "[số điện thoại]",
    PersonalKind.EMAIL: "[địa chỉ thư]",
    PersonalKind.BANK_ACCOUNT: "[số tài khoản]",
    PersonalKind.HEALTH_CARD: "[số thẻ bảo hiểm y tế]",
    PersonalKind.PLATE: "[biển số xe]",
    PersonalKind.BIRTH_DATE: "[ngày sinh]",
    PersonalKind.ADDRESS: "[địa chỉ]",
}
_BLANKS = re.compile(r" {2,}")


def mask(text: str) -> Masked:
    """Return a text with a fixed word for all that tells a person; the rest stays as given.

    >>> mask("Chị Nguyễn Thị Hoa, số điện thoại 0912 345 678, được hỗ trợ gì?").text
    'Chị [tên người], số điện thoại [số điện thoại], được hỗ trợ gì?'
    """
    found = find_personal(text)
    out, reached = [], 0
    for one in found:
        out += [text[reached : one.start], MASKS[one.kind]]
        reached = one.end
    return Masked("".join([*out, text[reached:]]), found)


def leave_out(text: str, found: Iterable[Found]) -> str:
    """Return a text without the places found and without the words of ``mask``: what is left may be searched.

    A day of birth stays: it says who is a child.

    >>> question = "chị Nguyễn Thị Hoa, sinh năm 2009, được hỗ trợ gì?"
    >>> leave_out(question, find_personal(question))
    'chị , sinh năm 2009, được hỗ trợ gì?'
    """
    out, reached = [], 0
    for one in found:
        if one.kind is not PersonalKind.BIRTH_DATE:
            out += [text[reached : one.start].rstrip(" "), " "]
            reached = one.end + (text[one.end : one.end + 1] == " ")
    left = "".join([*out, text[reached:]])
    for words in MASKS.values():
        left = left.replace(words, "")
    return left.strip(" ")


def find_personal(text: str) -> tuple[Found, ...]:
    """Return the places of a text that tell a person, in order, none over another; offsets are those of ``text``."""
    plain = _one_blank(clean_with_offsets(text))
    places = [*find_private_numbers(plain.text), *find_addresses(plain.text), *find_person_names(plain.text)]
    return tuple(
        Found(one.kind, *plain.raw_span(one.start, _with_marks(plain.text, one.end))) for one in _apart(places)
    )


def _one_blank(plain: CleanText) -> CleanText:
    """Return a text with one blank for each run of them, and where its characters came from."""
    runs = [match.span() for match in _BLANKS.finditer(plain.text)]
    if not runs:
        return plain
    words: list[str] = []
    origins: list[int] = []
    reached = 0
    for start, end in [*runs, (len(plain.text), len(plain.text) + 1)]:
        words.append(plain.text[reached : start + 1])
        origins += plain.origins[reached : start + 1]
        reached = end
    return CleanText("".join(words), origins)


def _with_marks(text: str, end: int) -> int:
    """Return where a place ends with the marks that stand on its last letter."""
    while end < len(text) and combining(text[end]):
        end += 1
    return end


def _apart(places: Iterable[Found]) -> list[Found]:
    """Return places in order; of those that overlap one is made, of the kind that begins first."""
    apart: list[Found] = []
    for one in sorted(places, key=lambda place: (place.start, -place.end)):
        if apart and one.start < apart[-1].end:
            apart[-1] = replace(apart[-1], end=max(apart[-1].end, one.end))
        else:
            apart.append(one)
    return apart
