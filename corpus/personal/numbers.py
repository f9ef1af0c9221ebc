"""Numbers that belong to one person: papers, telephones, accounts, cards, plates; mail addresses; days of birth.

Every expression here takes a bounded number of steps for each letter: a hostile text costs what its length costs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from unicodedata import decimal

from corpus.personal.found import Found, PersonalKind
from corpus.text import fold

# Digits, also in groups: "0912 345 678", "(024) 3825-1234", "001.099.012345".
_RUN = re.compile(r"\+?\(?\d(?:[ .()–‐‑‒−-]{0,2}\d)*")
# The same with what else stands between groups of digits: "0912/345/678", "0912,345,678", "0912 - 345 - 678".
_SPREAD = re.compile(r"(?<![\d/,.])(?:0\d{2,3}|\+?84)(?:(?: ?[/‐‑‒–−-] ?|[ ,])\d{2,6}){2,4}(?!\d)")
_GROUP = re.compile(r"\d+")
_FEWEST = 6  # digits of a number that a word before it makes private
_ALONE = 9  # digits in one piece that no law, sum or hotline has
_CCCD, _CMND = 12, 9
_PHONES = (10, 11, 13)
_DAY_GROUPS = frozenset(((2, 2, 4), (1, 2, 4), (2, 1, 4), (1, 1, 4), (4, 2, 2), (4, 1, 2), (4, 2, 1), (4, 1, 1)))
_HOTLINE = re.compile(r"1[89]00\d{4}(?:\d\d)?")
_PHONE = re.compile(r"(?:0|84|0084)(?:[35789]\d{8}|2\d{9}|1[2689]\d{8})")
_ABROAD = range(8, 16)  # digits of a number with its + (ITU-T E.164)
_SUM_AFTER = re.compile(
    r" {0,2}(?:dong|d(?!\w)|vnd|usd|do la|dola|trieu|ty|nghin|ngan|nguoi|nhan dan te|te(?!\w)|bat|baht|yen|won|euro|%)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_OF_A_CODE = re.compile(r"[a-z]| ?/ ?(?:\d{4} ?/ ?)?[a-z]")  # 123456/QĐ-UBND, the hash of a file
_OF_A_HASH = re.compile(r"[a-z]+\d")

# The nearest word before a number tells what it is.
_BEFORE = 48  # characters
_CUE = re.compile(
    r"(?P<id_number>cccd|cmnd|cmtnd|cmt(?!\w)|can cuoc|chung minh|ho chieu|passport|giay to|dinh danh"
    r"|bhxh|bao hiem xa hoi|ma so thue|mst(?!\w)|ho khau so|khai sinh so)"
    r"|(?P<bank_account>tai khoan|stk(?!\w)|(?<!\w)tk(?!\w)|so the|chuyen khoan)"
    r"|(?P<health_card>bhyt|bao hiem y te)"
    r"|(?P<phone>dien thoai|sdt|(?<!\w)d[td](?!\w)|di dong|so may|zalo|viber|telegram|whatsapp|lien he"
    r"|(?<!\w)goi|phone|(?<!\w)tel)"
)

_PASSPORT = re.compile(r"(?<![^\W_])(?:[a-z] ?\d{7,8}|[a-z]{2}\d{7})(?![^\W_])")
_HEALTH_CARD = re.compile(r"(?<![^\W_])[a-z]{2}[ .-]?\d(?:[ .-]?\d){12}(?!\d)")
_PLATE = re.compile(r"(?<![\w/.-])\d\d[ -]?[a-z]{1,2}\d?[ .-]{0,2}(?:\d{3}\.?\d{2}|\d{4})(?![\w/])")
_PLATE_CUE = re.compile(r"bien(?: kiem soat| so(?: xe)?)?:? ?$")
_MAIL_RIGHT = re.compile(r" ?@ ?[a-z\d-]{2,63}(?:\.[a-z\d-]{1,63}){1,8}")
_MAIL_REACH = 64  # letters before the @ (RFC 5321)
_MAIL_SIGNS = "._+%-"

_DAY = (
    r"(?:ngay )?\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d\d)(?!\d)"
    r"|(?:ngay )?\d{1,2} thang \d{1,2}(?:,? nam \d{4})?|(?:thang )?\d{1,2} ?[/.-] ?\d{4}(?!\d)"
    r"|(?:nam )?(?:19|20)\d\d(?![\d/])"
)
_BIRTH = re.compile(
    rf"(?<![^\W_])(?:ngay(?:,? thang)?(?:,? nam)? sinh|nam sinh|sinh(?: ngay| nam| thang)?|sn|s/n)(?: la)? ?:? ?"
    rf"(?P<day>{_DAY})"
)
# "khai sinh ngày …", "học sinh năm …": the day is not one of birth.
_NOT_BORN = re.compile(r"(?<![^\W_])(?:khai|hoc|phat|thi|ve|so|hy|hi|nay|tai|giao|y|tuyen|ho|an|dan|moi) $")


def find_private_numbers(text: str) -> Iterator[Found]:
    """Yield the numbers, mail addresses and days of birth in clean text that belong to one person, in any order."""
    folded = fold(text)
    return chain(_digits(folded), _lettered(text, folded), _mails(folded), _births(folded))


def _births(folded: str) -> Iterator[Found]:
    for match in _BIRTH.finditer(folded):
        if not _NOT_BORN.search(folded, max(0, match.start() - 8), match.start()):
            yield Found(PersonalKind.BIRTH_DATE, *match.span("day"))


def _mails(folded: str) -> Iterator[Found]:
    """Yield mail addresses: each is sought around its @, so that no letter is looked at often."""
    at = folded.find("@")
    while at >= 0:
        end = at - 1 if at and folded[at - 1] == " " else at
        start, floor = end, max(0, end - _MAIL_REACH)
        while start > floor and (folded[start - 1].isalnum() or folded[start - 1] in _MAIL_SIGNS):
            start -= 1
        if start < end and (right := _MAIL_RIGHT.match(folded, end)):
            yield Found(PersonalKind.EMAIL, start, right.end())
        at = folded.find("@", at + 1)


def _lettered(text: str, folded: str) -> Iterator[Found]:
    """Yield numbers that begin with letters or hold some: passports, health cards, plates."""
    for match in _PASSPORT.finditer(folded):
        glued = " " not in match[0]
        if glued or text[match.start()].isupper():
            yield Found(PersonalKind.ID_NUMBER, *match.span())
    for match in _HEALTH_CARD.finditer(folded):
        if match[0][2].isdecimal() or text[match.start()].isupper():
            yield Found(PersonalKind.HEALTH_CARD, *match.span())
    for match in _PLATE.finditer(folded):
        letter = match.start() + (2 if folded[match.start() + 2].isalpha() else 3)
        if text[letter].isupper() or _PLATE_CUE.search(folded, max(0, match.start() - 24), match.start()):
            yield Found(PersonalKind.PLATE, *match.span())


@dataclass(frozen=True, slots=True)
class _Groups:
    """Digits in groups: all of them joined, and where each group stands, there and in the text."""

    joined: str
    starts: Sequence[int]  # of each group in ``joined``, and at last its length
    spans: Sequence[tuple[int, int]]
    ends: Mapping[int, int]  # the group that ends at a place of ``joined``
    abroad: bool  # a plus sign stands before them

    def last(self, at: int, length: int) -> int | None:
        """Return the last of the groups that from one on have so many digits."""
        return self.ends.get(self.starts[at] + length)

    def sizes(self) -> tuple[int, ...]:
        """Return how many digits the groups have."""
        return tuple(end - start for start, end in pairwise(self.starts))


def _digits(folded: str) -> Iterator[Found]:
    for run in _RUN.finditer(folded):
        if run.end() - run.start() >= _FEWEST:
            groups = _groups(folded, run)
            if len(groups.joined) >= _FEWEST and not _is_code(folded, run, groups):
                yield from _private(folded, run, groups)
    for run in _SPREAD.finditer(folded):
        groups, cue = _groups(folded, run), _cue(folded, run.start())
        number = _number_at(groups, 0, cue, a_sum=cue is None)
        if number:
            yield Found(number[1], run.start(), groups.spans[number[0]][1])


def _is_code(folded: str, run: re.Match[str], groups: _Groups) -> bool:
    """Tell whether digits are part of the number of a law or of the hash of a file: no law's number has nine digits."""
    if not _OF_A_CODE.match(folded, run.end()):
        return False
    cue = _cue(folded, run.start())
    one_piece = groups.starts[-1] - groups.starts[-2] >= _ALONE
    shaped = _PHONE.fullmatch(groups.joined) or (len(groups.joined) == _CCCD and groups.joined[0] == "0")
    if folded[run.end()].isalpha():
        return not cue and (not shaped or _OF_A_HASH.match(folded, run.end()) is not None)
    return not (one_piece or shaped or (cue and len(groups.joined) in (_CMND, _CCCD)))


def _groups(folded: str, run: re.Match[str]) -> _Groups:
    spans = [group.span() for group in _GROUP.finditer(folded, run.start(), run.end())]
    starts = [0, *accumulate(end - start for start, end in spans)]
    joined = "".join(folded[start:end] for start, end in spans)
    if not joined.isascii():
        joined = "".join(str(decimal(digit)) for digit in joined)
    ends = {end: at for at, end in enumerate(starts[1:])}
    return _Groups(joined, starts, spans, ends, run[0].startswith("+"))


def _private(folded: str, run: re.Match[str], groups: _Groups) -> Iterator[Found]:
    """Yield the numbers of one person among groups of digits."""
    cue = _cue(folded, run.start())
    a_sum = _is_sum(folded, run, groups, cue)
    at, found = 0, False
    while at < len(groups.spans):
        number = _number_at(groups, at, cue, a_sum=a_sum)
        if number is None:
            at += 1
            continue
        last, kind = number
        yield Found(kind, run.start() if at == 0 else groups.spans[at][0], groups.spans[last][1])
        found, at = True, last + 1
    if not found and cue and not a_sum and not _HOTLINE.fullmatch(groups.joined) and groups.sizes() not in _DAY_GROUPS:
        yield Found(cue, run.start(), run.end())


def _number_at(groups: _Groups, at: int, cue: PersonalKind | None, *, a_sum: bool) -> tuple[int, PersonalKind] | None:
    """Return the last group and the kind of the number that begins with a group."""
    other = cue or PersonalKind.ID_NUMBER
    for length in _PHONES:
        last = groups.last(at, length)
        if last is not None and _PHONE.fullmatch(groups.joined, groups.starts[at], groups.starts[at] + length):
            return last, cue if cue is PersonalKind.BANK_ACCOUNT else PersonalKind.PHONE
    if groups.abroad and at == 0 and len(groups.joined) in _ABROAD:
        return len(groups.spans) - 1, PersonalKind.PHONE
    first = groups.starts[at]
    last = groups.last(at, _CCCD)
    if last is not None and groups.joined[first] == "0":
        return last, other
    size = groups.starts[at + 1] - first
    if size >= _ALONE and not a_sum and not _HOTLINE.fullmatch(groups.joined, first, first + size):
        return at, other
    last = groups.last(at, _CMND)
    threes = last == at + 2 and groups.starts[at + 1] == first + 3 and groups.starts[at + 2] == first + 6  # 123 456 789
    if last is not None and threes and not a_sum and not groups.joined.startswith("000", first + 6):
        return last, other
    return None


def _is_sum(folded: str, run: re.Match[str], groups: _Groups, cue: PersonalKind | None) -> bool:
    """Tell whether digits are a sum of money or a count."""
    if groups.joined[0] == "0" or groups.abroad:
        return False
    if _SUM_AFTER.match(folded, run.end()):
        return True
    thousands = _THOUSANDS.fullmatch(run[0]) is not None
    return (run[0].endswith("000") and (thousands or cue is None)) or (thousands and "." in run[0] and cue is None)


def _cue(folded: str, start: int) -> PersonalKind | None:
    """Return what the nearest word before a number says of it."""
    kind = None
    for match in _CUE.finditer(folded, max(0, start - _BEFORE), start):
        kind = match.lastgroup
    return PersonalKind(kind) if kind else None
