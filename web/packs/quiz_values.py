"""Values in the words of a provision that a question may ask for, and other values that are near and wrong.

A value is a number with its unit, a range of two, a sum, a share, or an office; all of them slices of the words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from corpus.office_names import find_offices
from corpus.offices import Office, OfficeKind, Standing, load_offices
from corpus.text import fold

_UNITS = r"(?:ngày làm việc|ngày|giờ|phút|tuần|tháng|năm|tuổi|lần|người|%)"
_SPELLED = r"(?: \(([^()\d]{1,24})\))?"  # "03 (ba) ngày"
_NUMBER = re.compile(rf"(?<![\d/.,\-–])(\d{{1,3}}){_SPELLED} ?({_UNITS})(?![\w/])(?! \d)", re.IGNORECASE)
_RANGE = re.compile(
    rf"\btừ (?:đủ )?(\d{{1,3}})(?: ({_UNITS}))? đến (?:dưới )?(\d{{1,3}}) ?({_UNITS})(?![\w/])", re.IGNORECASE
)
_MONEY = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+) (đồng)(?!\w)")
_DATED = re.compile(r"(?:ngày|tháng|năm|quý|điều|khoản|điểm|mục|số)\s*$", re.IGNORECASE)  # before a number: no amount
_STEPS = {  # amounts that laws use, by unit
    "ngày làm việc": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45),
    "ngày": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180),
    "giờ": (2, 4, 8, 12, 24, 36, 48, 72),
    "phút": (5, 10, 15, 30, 45, 60),
    "tuần": (1, 2, 3, 4, 6, 8),
    "tháng": (1, 2, 3, 4, 6, 9, 12, 18, 24, 36),
    "năm": (1, 2, 3, 5, 7, 10, 12, 15, 20, 25),
    "tuổi": (6, 12, 13, 14, 15, 16, 18, 20, 21, 60),
    "lần": (1, 2, 3, 4, 5, 10),
    "người": (1, 2, 3, 5, 6, 7, 9, 11),
    "%": (10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 100),
}
_HOURS = {"giờ": 1, "ngày": 24, "tuần": 168, "tháng": 720, "năm": 8760}
_SHARES = (0.5, 0.8, 1.2, 1.5, 2.0, 3.0)  # of a sum, for sums that are not there
_NEAREST = 6  # others that the draw is made from
_TWO_DIGITS = 10  # from here on a number does not show whether zeros stand before smaller ones
_ALIKE = 0.05  # amounts of time nearer than this are one: a month is thirty days
_GENERIC = frozenset({"cong-an", "cap-xa", "cap-huyen"})
# Offices that can stand for each other in a sentence, by the first word of their names or their kind.
_FAMILIES = {"bo": "bo", "so": "so", "uy": "uy", "hoi": "uy", "toa": "toa", "vien": "toa"}
_HEADS = {"chu tich": "uy", "giam doc": "so", "bo truong": "bo", "thu truong": ""}
_GOES_ON = re.compile(r",? (?:tỉnh|thành phố|huyện|quận|xã|phường|và)\b")  # behind an office that is one of a row
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


class ValueKind(StrEnum):
    """What a value is."""

    NUMBER = "number"
    RANGE = "range"
    MONEY = "money"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text: ``text[start:end]`` of it."""

    kind: ValueKind
    text: str
    start: int
    end: int
    unit: str = ""
    amounts: tuple[int, ...] = ()
    office: str = ""  # id


def values_in(text: str, on: date) -> list[Value]:
    """Return the values of a text that may be asked for, in order; offices only where they are there on the day.

    >>> [value.text for value in values_in("Trong 03 ngày từ ngày 01 tháng 7 năm 2025, báo Sở Y tế.", date(2026, 1, 1))]
    ['03 ngày', 'Sở Y tế']
    """
    return sorted([*amounts_in(text), *_offices(text, on)], key=lambda value: value.start)


def amounts_in(text: str) -> list[Value]:
    """Return the values of a text that are numbers, in order; a number of a range or a sum is none of its own."""
    found = [*_ranges(text), *_sums(text)]
    taken = [(value.start, value.end) for value in found]
    found += [one for one in _numbers(text) if not any(start < one.end and one.start < end for start, end in taken)]
    return sorted(found, key=lambda value: value.start)


def others(value: Value, beside: Iterable[Value], draw: Random, on: date) -> Iterator[str]:
    """Yield values that may stand instead, written as this one is: those that the same work uses, and near ones.

    The draw decides their order; the same draw gives the same.
    """
    alike = [one for one in beside if one.kind is value.kind and one.unit == value.unit]
    if value.kind is ValueKind.OFFICE:
        yield from _other_offices(value, draw, on)
        return
    if value.kind is ValueKind.RANGE:
        near: list[tuple[int, ...]] = [one.amounts for one in alike] + list(_shifted(value))
    elif value.kind is ValueKind.MONEY:
        near = [one.amounts for one in alike] + [(int(value.amounts[0] * share),) for share in _SHARES]
    else:
        near = [one.amounts for one in alike] + [(step,) for step in _STEPS[value.unit]]
    wrong = sorted({amounts for amounts in near if amounts != value.amounts})
    wrong.sort(key=lambda amounts: abs(sum(amounts) - sum(value.amounts)))
    nearest = wrong[:_NEAREST]
    draw.shuffle(nearest)
    zeros = any(re.search(r"\b0\d", one.text) for one in alike) and min(value.amounts) >= _TWO_DIGITS
    padded = zeros or re.search(r"\b0\d", value.text) is not None
    for amounts in (*nearest, *wrong[_NEAREST:]):
        yield _written(value, amounts, padded=padded)


def same_value(one: Value, other: Value) -> bool:
    """Tell whether two values say the same: a day is 24 hours, a month about 30 days."""
    if one.kind is not other.kind or ValueKind.OFFICE in (one.kind, other.kind):
        return fold(one.text) == fold(other.text)
    hours = [_HOURS.get(value.unit.removesuffix(" làm việc")) for value in (one, other)]
    if one.unit == other.unit or None in hours:
        return one.unit == other.unit and one.amounts == other.amounts
    first, second = (
        [amount * (hour or 0) for amount in value.amounts] for value, hour in zip((one, other), hours, strict=True)
    )
    return all(abs(a - b) <= _ALIKE * max(a, b) for a, b in zip(first, second, strict=True))


def names_office(office: str, text: str) -> bool:
    """Tell whether a text names an office, given by its id, in whatever form."""
    return any(span.office.id == office for span in find_offices(text))


def stands_in(value: str, text: str) -> bool:
    """Tell whether a text has a value, as whole words, however numbers are padded.

    >>> stands_in("3 ngày", "trong 13 ngày"), stands_in("3 ngày", "trong 03 ngày")
    (False, True)
    """
    return places_of(value, text) != []


def places_of(value: str, text: str) -> list[tuple[int, int]]:
    """Return where a text has a value."""
    bare = re.sub(r" \([^()]*\)", "", _unpadded(value))
    words = [rf"0*{word}(?: \([^()]*\))?" if word.isdecimal() else re.escape(word) for word in bare.split()]
    pattern = re.compile(rf"(?<![\w.,/]){'[ ]+'.join(words)}(?!\w)", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)]


def _unpadded(value: str) -> str:
    return re.sub(r"\b0+(?=\d)", "", value)


def _numbers(text: str) -> Iterator[Value]:
    for match in _NUMBER.finditer(text):
        if not _DATED.search(text[: match.start()]):
            amount, word = int(match[1]), match[2]
            if word is None or fold(word) == fold(spelled(amount)):
                yield Value(ValueKind.NUMBER, match[0], *match.span(), match[3].lower(), (amount,))


def _ranges(text: str) -> Iterator[Value]:
    for match in _RANGE.finditer(text):
        low, high = int(match[1]), int(match[3])
        if low < high and match[2] in (None, match[4]):
            yield Value(ValueKind.RANGE, match[0], *match.span(), match[4].lower(), (low, high))


def _sums(text: str) -> Iterator[Value]:
    for match in _MONEY.finditer(text):
        yield Value(ValueKind.MONEY, match[0], *match.span(), "đồng", (int(match[1].replace(".", "")),))


def _offices(text: str, on: date) -> Iterator[Value]:
    for span in find_offices(text):
        office, words = span.office, text[span.start : span.end]
        named = words in {office.name, *office.forms} and not any(
            word.isupper() and len(word) > 1 for word in words.split()
        )
        alone = not span.issuing and not _GOES_ON.match(text, span.end)
        family = _family(office)
        if named and alone and family and office.on(on) is Standing.EXISTS and _fits(text[: span.start], family):
            yield Value(ValueKind.OFFICE, words, span.start, span.end, family, (), office.id)


def _family(office: Office) -> str:
    """Return what can stand where the office stands; empty where nothing can."""
    if office.id in _GENERIC:
        return ""
    return "force" if office.kind is OfficeKind.FORCE else _FAMILIES.get(fold(office.name).split()[0], "")


def _fits(before: str, family: str) -> bool:
    """Tell whether the head of an office that is named before it leaves room for the others of its family."""
    head = " ".join(fold(before).split()[-2:])
    return _HEADS.get(head, family) == family


def _other_offices(value: Value, draw: Random, on: date) -> Iterator[str]:
    """Yield offices of the same family; none that did or does the same work under another name."""
    table = load_offices()
    own = table.offices[value.office]
    kin = {one.office for one in own.successors} | {gone.id for gone, _ in table.predecessors(own, on)} | {own.id}
    known = [
        one
        for one in table.offices.values()
        if _family(one) == value.unit and one.id not in kin and one.on(on) is Standing.EXISTS and _apart(one, own)
    ]
    near = [one.name for one in known if one.kind is own.kind]
    far = [one.name for one in known if one.kind is not own.kind]
    draw.shuffle(near)
    draw.shuffle(far)
    yield from (*near, *far)


def _apart(one: Office, other: Office) -> bool:
    """Tell whether neither name is a part of the other: "Công an" is every police."""
    shorter, longer = sorted((fold(one.name), fold(other.name)), key=len)
    return shorter not in longer


def spelled(amount: int) -> str:
    """Return a number below a thousand in words.

    >>> [spelled(amount) for amount in (3, 10, 15, 21, 30, 45, 105, 120)]
    ['ba', 'mười', 'mười lăm', 'hai mươi mốt', 'ba mươi', 'bốn mươi lăm', 'một trăm linh năm', 'một trăm hai mươi']
    """
    hundreds, rest = divmod(amount, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_ONES[hundreds]} trăm"] if hundreds else []
    if tens:
        words.append("mười" if tens == 1 else f"{_ONES[tens]} mươi")
        last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _ONES[ones])
        words += [last] if ones else []
    elif ones:
        words += ["linh", _ONES[ones]] if hundreds else [_ONES[ones]]
    return " ".join(words)


def _shifted(value: Value) -> Iterator[tuple[int, ...]]:
    """Yield ranges whose ends lie some steps lower or higher."""
    steps = _STEPS[value.unit]
    low, high = (min(range(len(steps)), key=lambda at: abs(steps[at] - amount)) for amount in value.amounts)
    for by in (-2, -1, 1, 2):
        if 0 <= low + by < high + by < len(steps):
            yield steps[low + by], steps[high + by]


def _written(value: Value, amounts: tuple[int, ...], *, padded: bool) -> str:
    """Return amounts in the writing of a value: its words, its zeros, its points."""
    if value.kind is ValueKind.MONEY:
        return re.sub(r"^[\d.]+", f"{amounts[0]:,}".replace(",", "."), value.text)
    left = iter(amounts)
    text = re.sub(
        r"\d+", lambda _: f"{next(left):02d}" if padded and value.unit != "%" else f"{next(left)}", value.text
    )
    word = spelled(amounts[0])
    first = re.search(r"\((\w)", value.text)
    return re.sub(r"\([^()]*\)", f"({word.capitalize() if first and first[1].isupper() else word})", text)
