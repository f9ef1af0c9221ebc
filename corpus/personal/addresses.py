"""Where a person lives: house, lane, hamlet, and the commune behind them. Districts and provinces stay to be read."""

import re
from collections.abc import Iterator

from corpus.personal.found import Found, PersonalKind
from corpus.text import fold

_NUMBER = r"\d{1,4}[a-z]?\d{0,2}(?:/\d{1,4}[a-z]?){0,4}(?![\d/])"
# What names a house by itself: "số nhà 12", "ngõ 5", "số 12 đường …".
_HOUSE = re.compile(
    rf"(?<![^\W_])(?:(?:so nha|nha so|can ho(?: so)?|ngo|ngach|hem|kiet)(?: so)? {_NUMBER}"
    rf"|(?:so|nha) {_NUMBER}(?=,? (?:duong|pho|ngo|ngach|hem|thon|xom|ap) )|nha {_NUMBER}(?=,? (?:ban|to) ))"
)
# What is said before an address that has no house number.
_CUE = re.compile(
    r"(?<![^\W_])(?:dia chi(?: nha| tai| o)?|tru tai|tru quan(?: tai)?|(?:thuong|tam|cu) tru(?: tai| o)?|ngu tai"
    r"|ho khau(?: tai| o)?|que(?: quan)?(?: o| tai)?|nha (?:o|tai)|song (?:o|tai)|o tai)(?: la)? ?:? ?"
)
# A hamlet tells a home by itself behind "ở", or where its commune stands behind it.
_LIVING = re.compile(r"(?<![^\W_])o $")
_HAMLET = re.compile(r"(?<![^\W_])(?<!van )(?<!bien )(?<!phien )(?<!dia )(?:thon|ban|xom|ap|buon|khom)(?= [^\W_])")
_FINE = frozenset("duong pho ngo ngach hem kiet thon xom ap ban to khu khom buon lang soc doi".split())
_SURE_FINE = frozenset("thon xom ap".split())  # also before a name in small letters
_COMMUNE = frozenset("xa phuong".split())
_AREAS = frozenset("huyen quan tinh thanh tp thi thuoc".split())
# What ends a name in small letters.
_ENDS = _FINE | _COMMUNE | _AREAS | frozenset("nay hien bi da dang duoc co la sinh o ve di va".split())
_WORD = re.compile(r"[ ,;.–-]{0,3}([^\W_]+)")
_NAME_WORD = re.compile(r" ([^\W_]+(?:/\d{1,4})?)")
_MOST_NAME, _MOST_SMALL = 4, 2  # syllables of a name, with capitals and without
_MOST_PARTS = 6


def find_addresses(text: str) -> Iterator[Found]:
    """Yield where persons live, as clean text says it."""
    folded = fold(text)
    reached = 0
    for match in _HOUSE.finditer(folded):
        if match.start() >= reached:
            reached = _parts_end(text, folded, match.end(), fine=True)
            yield Found(PersonalKind.ADDRESS, match.start(), reached)
    for match in _CUE.finditer(folded):
        end = _parts_end(text, folded, match.end(), fine=False)
        if end > match.end():
            yield Found(PersonalKind.ADDRESS, match.end(), end)
    yield from _hamlets(text, folded)


def _hamlets(text: str, folded: str) -> Iterator[Found]:
    """Yield hamlets that somebody lives in, or that are named together with their commune."""
    for match in _HAMLET.finditer(folded):
        end = _name_end(text, folded, match.end(), small=False)
        if end == match.end() or text[match.end() : end].isupper():  # "bản UBND xã"
            continue
        commune = _WORD.match(folded, end)
        behind = commune.end() if commune and commune[1] in _COMMUNE else end
        last = _name_end(text, folded, behind, small=False)
        if last > behind > end:
            yield Found(PersonalKind.ADDRESS, match.start(), last)
        elif _LIVING.search(folded, max(0, match.start() - 4), match.start()):
            yield Found(PersonalKind.ADDRESS, match.start(), end)


def _parts_end(text: str, folded: str, at: int, *, fine: bool) -> int:
    """Return where the parts of an address that begin at a place end; a commune counts behind a finer part only."""
    for _ in range(_MOST_PARTS):
        word = _WORD.match(folded, at)
        if word is None or not (word[1] in _FINE or (fine and word[1] in _COMMUNE)):
            break
        end = _name_end(text, folded, word.end(), small=word[1] in _SURE_FINE or word[1] in _COMMUNE)
        if end == word.end():
            break
        at, fine = end, True
        if word[1] in _COMMUNE:
            break
    return at


def _name_end(text: str, folded: str, at: int, *, small: bool) -> int:
    """Return where the name behind "thôn" or "đường" ends: capital words, a number, else a few small ones."""
    first = _NAME_WORD.match(folded, at)
    if first is None:
        return at
    if first[1][0].isdecimal():
        return first.end()
    capital = text[first.start(1)].isupper()
    if not capital and (not small or first[1] in _ENDS):
        return at
    word: re.Match[str] | None = first
    for _ in range(_MOST_NAME if capital else _MOST_SMALL):
        if word is None or text[word.start(1)].isupper() != capital or (not capital and word[1] in _ENDS):
            break
        at = word.end()
        word = _NAME_WORD.match(folded, at)
    return at
