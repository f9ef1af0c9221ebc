"""Số ký hiệu: the numbers that Vietnamese papers carry, in every writing met in real texts.

``162/2025/NĐ-CP`` also comes as ``162 /2025/ND-CP``, ``162/2025/nđ – cp`` or ``l62/2025/NÐ-CP``. One function finds
them, one writes them as the gazette does, one gives the key under which two writings are the same number.
A number without a year (``33/QĐ-TTg``) exists every year and in every province: never take it for an identity alone.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.text import clean, fold, slug

# First part of the code → the type it stands for. QHnn and UBTVQHnn are laws, codes, ordinances or resolutions.
_TYPES = {
    "nd": "Nghị định",
    "qd": "Quyết định",
    "tt": "Thông tư",
    "ttlt": "Thông tư liên tịch",
    "ttlb": "Thông tư liên tịch",
    "nq": "Nghị quyết",
    "nqlt": "Nghị quyết liên tịch",
    "kh": "Kế hoạch",
    "cv": "Công văn",
    "ct": "Chỉ thị",
    "ttr": "Tờ trình",
    "bc": "Báo cáo",
    "pl": "Pháp lệnh",
    "sl": "Sắc lệnh",
    "vbhn": "Văn bản hợp nhất",
    "qcph": "Quy chế phối hợp",
    "qc": "Quy chế",
    "tb": "Thông báo",
    "hd": "Hướng dẫn",
    "kl": "Kết luận",
    "cd": "Công điện",
    "da": "Đề án",
    "ctr": "Chương trình",
    "pa": "Phương án",
    "hs": "Bản án",
    "ds": "Bản án",
}
# Codes that name no single type but begin real numbers.
_OTHERS = "qh ubtvqh l lct ctn hdbt hdnn cp ttg bcd gm gp bb qdi cttr ubnd hdnd tw lctn"
_OTHER_CODES = frozenset(_OTHERS.split())
# Segments whose usual writing is not simply upper case, or that lose their Đ in careless typing.
_CODES = (
    "NĐ QĐ TTg TTr CTr CĐ ĐA QĐi CP HĐND HĐTP HĐBT HĐNN BCĐ BLĐTBXH LĐTBXH SLĐTBXH BLĐ LĐ BGDĐT GDĐT SGDĐT BKHĐT "
    "KHĐT SKHĐT TLĐ BQLDA UBND TW VPCP VPQH BTC BYT BCA BQP BNG BTP BNV BCT BXD BGTVT BTNMT BNNPTNT BNN BNNMT "
    "BKH BKHCN BTTTT BVHTTDL NHNN TTCP KTNN TANDTC VKSNDTC UBDT BDTTG CTN BTL TCLĐ QĐND TTLT TT NQ KH PL VBHN QCPH"
)
_WRITTEN = {fold(code): code for code in _CODES.split()}
_LOOKALIKES = str.maketrans("ðÐƉɖ", "đĐĐđ")
_ONES = str.maketrans("lio", "110")
_MAX_SEGMENTS = 10  # 01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG has five

_HEAD = re.compile(
    r"(?:(?<![\w/.])|(?<=\bso))(?P<serial>(?:\d|[ol](?=\d))[\dol]{0,5}[a-z]?)(?:"
    r"[ \n]?/[ \n]?(?:(?P<year>(?:1[89]|2[0o])[\do]\d)[ \n]?/[ \n]?)?"
    r"(?P<code>(?:ubtv)?qh ?[\dlio]{1,2}|[a-z]{1,10}(?:&[a-z]{1,8})?\d{0,2})"
    r"|-(?P<old>lctn?|l|sl|ct|nq|qd|qdi|kl|hd|qc|tb|bc|kh|cv|ttr)/(?P<organ>[a-z]{2,8}\d{0,2}))(?![^\W_])"
)
_SEGMENT = re.compile(
    r"(?P<before>[ \n]?)(?P<mark>[-–—/])(?P<after>[ \n]?)(?P<code>[a-z]{1,12}?(?:&[a-z]{1,8})?\d{0,2})"
    r"(?:(?![^\W_])|(?=ngay))"
)
_GLUED = re.compile(r"[-–/](?P<code>TTg|[A-ZĐ]{2,12})(?=[a-zà-ỹđ]{2})")  # not TTr, QĐi
_LABEL_BEFORE = re.compile(r"(?:^|[^\w])so(?:\s{0,2}hieu)?\s{0,2}:?\s{0,2}$")
# Cheap sign, in folded text, that a number may begin: a serial, a slash and letters, with or without a year between.
NUMBER_START = (
    r"(?:\d|[ol](?=\d))[\dol]{0,5}[a-z]?"
    r"(?:[ \n]?/[ \n]?(?:[12][\do]{3}[ \n]?/[ \n]?)?[a-z]|-[a-z]{1,4}/[a-z])"
)
_CANDIDATE = re.compile(rf"(?<![\w/.]){NUMBER_START}")
# The same for a number that stands alone: it has a year, or a hyphen after its code.
_SLASH = r"[ \n]?/[ \n]?"
_CODE = r"(?:(?:ubtv)?qh ?[\dlio]{1,2}|[a-z]{1,10}(?:&[a-z]{1,8})?\d{0,2})(?![^\W_])"
ALONE_START = (
    rf"(?:\d|[ol](?=\d))(?<![\w/.].)[\dol]{{0,5}}[a-z]?"
    rf"(?:{_SLASH}(?:(?:1[89]|2[0o])[\do]\d{_SLASH}{_CODE}|{_CODE}[ \n]?[-–—/])|-[a-z]{{1,4}}/[a-z]{{2}})"
)
_ASSEMBLY = re.compile(r"(?P<house>(?:ubtv)?qh) ?(?P<term>[\dlio]{1,2})$")
_PARTS = re.compile(r"([/-])")
_YEAR = re.compile(r"/((?:1[89]|20)\d\d)/")


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number as found: ``text`` is ``source[start:end]``, ``number`` its canonical form."""

    text: str
    start: int
    end: int
    number: str


def find_numbers(text: str) -> list[NumberMatch]:
    """Return the numbers in ``text``, in order; dates, rates, votes and telephone numbers are none.

    >>> [found.number for found in find_numbers("Luật số 53 /2024/QH15, ngày 30/7, 70.000 đồng/người/ngày")]
    ['53/2024/QH15']
    """
    folded = fold(text.translate(_LOOKALIKES))
    found: list[NumberMatch] = []
    reached = 0
    for candidate in _CANDIDATE.finditer(folded):
        if candidate.start() < reached:
            continue
        match = match_number(text, folded, candidate.start())
        if match is None:
            continue
        labelled = _LABEL_BEFORE.search(folded, max(0, match.start - 12), match.start)
        if stands_alone(match.number) or labelled:
            found.append(match)
            reached = match.end
    return found


def match_number(text: str, folded: str, start: int, *, labelled: bool = False) -> NumberMatch | None:
    """Return the number that begins at ``start``; ``folded`` is ``fold(text)``.

    It may be as short as ``138/CP``, which is a number only after a type or "số": see ``stands_alone``. After a type
    with "số" (``labelled``) any code in capitals will do: ``4830/KTTH``.
    """
    head = _HEAD.match(folded, start)
    if head is None:
        return None
    end, segments = _segments(text, folded, head.end())
    code = text[head.start("code") : head.end("code")]
    if head["code"] and not (_begins_number(code, head, segments) or (labelled and len(code) > 1 and code.isupper())):
        return None
    return NumberMatch(text[start:end], start, end, canonical_number(text[start:end]))


def _begins_number(written: str, head: re.Match[str], segments: int) -> bool:
    code = head["code"].rstrip("0123456789")
    if code in _TYPES or code in _OTHER_CODES or _ASSEMBLY.match(head["code"]):
        return True
    return len(code) > 1 and written.isupper() and (segments > 0 or head["year"] is not None)


def _segments(text: str, folded: str, end: int) -> tuple[int, int]:
    """Read "-CP", "-BCA-BQP" from ``end``; a spaced hyphen counts only before a code that is well known."""
    count = 0
    while count < _MAX_SEGMENTS:
        glued = _GLUED.match(text, end)  # "NĐ-CPngày", "TT-BTCvà": a space is lost after a code that is well known
        if glued and fold(glued["code"]) in _WRITTEN:
            return glued.end(), count + 1
        segment = _SEGMENT.match(folded, end)
        if segment is None:
            break
        written = text[segment.start("code") : segment.end("code")]
        known = segment["code"] in _WRITTEN or segment["code"].startswith(("ubtvqh", "qh"))
        spaced = segment["before"] or segment["after"]
        if not (known or (not spaced and written[0].isupper())):
            break
        end = segment.end()
        count += 1
    return end, count


def stands_alone(number: str) -> bool:
    """Tell whether a canonical number is one without a word before it: it has a year or a two-part code.

    >>> stands_alone("239/KH-UBND"), stands_alone("138/CP")
    (True, False)
    """
    return bool(_YEAR.search(number)) or "-" in number


def canonical_number(text: str) -> str:
    """Return a number as the gazette writes it: no spaces, hyphens, Đ where it belongs, a serial of two digits.

    >>> canonical_number("9 /2013/ND–CP"), canonical_number("53/2024/QHl5"), canonical_number("84/2019/tt-btc")
    ('09/2013/NĐ-CP', '53/2024/QH15', '84/2019/TT-BTC')
    """
    joined = "".join(clean(text).split()).replace("–", "-").replace("—", "-").replace("−", "-")
    parts = _PARTS.split(joined)
    serial = _serial(parts[0])
    return serial + "".join(part if part in "/-" else _canonical_segment(part) for part in parts[1:])


def _serial(part: str) -> str:
    if part.isascii() and part.isdecimal():
        return part.zfill(2)
    tail = part[-1:] if part[-1:].isalpha() and part[-1:] not in "lLoO" else ""
    digits = fold(part[: len(part) - len(tail)]).translate(_ONES)
    return (digits.zfill(2) if digits.isdecimal() else digits) + tail


@lru_cache(maxsize=4096)  # the codes of issuers and types are few
def _canonical_segment(part: str) -> str:
    folded = fold(part)
    assembly = _ASSEMBLY.match(folded)
    if assembly:
        return assembly["house"].upper() + assembly["term"].translate(_ONES)
    if folded[:1].isdigit():
        return folded.translate(_ONES)
    letters = folded.rstrip("0123456789")
    if letters in _WRITTEN:
        return _WRITTEN[letters] + part[len(letters) :]
    return part.upper()


@lru_cache(maxsize=50_000)  # asked of every candidate of every question; a key is a few dozen bytes
def number_key(number: str) -> str:
    """Return what two writings of one number share.

    >>> number_key("9/2013/ND-CP") == number_key("09/2013/NĐ-CP")
    True
    """
    return fold(canonical_number(number)).upper().lstrip("0")


def number_slug(number: str) -> str:
    """Return the number for an address.

    >>> number_slug("66/2011/QH12"), number_slug("9/2013/NĐ-CP")
    ('66-2011-qh12', '09-2013-nd-cp')
    """
    return slug(canonical_number(number))


def type_of_number(number: str) -> str | None:
    """Return the type that the code of a number stands for; None for QHnn and UBTVQHnn, which name several.

    >>> type_of_number("162/2025/NĐ-CP"), type_of_number("53/2024/QH15"), type_of_number("48-CT/TW")
    ('Nghị định', None, 'Chỉ thị')
    """
    codes = [part for part in re.split(r"[/-]", fold(canonical_number(number))) if not part[:1].isdigit()]
    return _TYPES.get(codes[0].rstrip("0123456789")) if codes else None


@lru_cache(maxsize=50_000)  # as above
def year_of_number(number: str) -> str | None:
    """Return the year written in a number.

    >>> year_of_number("66/2011/QH12"), year_of_number("33/QĐ-TTg")
    ('2011', None)
    """
    found = _YEAR.search(canonical_number(number) + "/")
    return found[1] if found else None
