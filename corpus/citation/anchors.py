"""Where a citation may begin: one pattern, so that a word that leads to nothing costs no call.

It looks at what follows the word of a level or a type as far as folded letters tell, and takes all that the readers of
places, treaties and works would take; they decide.
"""

import re
from functools import lru_cache

from corpus.citation.details import LOCAL_ISSUERS, WHOLE_ISSUERS, one_of
from corpus.citation.heads import CODES, LAW_TYPES, TREATIES, TYPES_BY_FORM
from corpus.citation.places import LEVEL_WORDS
from corpus.citation.reader import Reader
from corpus.citation.treaties import MAX_TITLE
from corpus.law_names import LawNames
from corpus.number import ALONE_START
from corpus.text import fold

_END = r"(?![^\W_])"
_DIGIT = r"(?:\d|[ol]\d)"
_LABEL = r"[“\"‘'(]?(?:\d|(?:[a-z]\d{0,3}|(?:aa|bb)\d{0,2}|[ivxlc]{1,7}[a-z\d]{0,2})(?![^\W_]))"
_AFTER_LEVEL = rf"(?=\s{{1,2}}(?:{_LABEL}|so|(?:thu|tu|nay|do|tren|noi tren|neu tren){_END}))"
_NUMBER = rf"(?:so(?:\s{{0,2}}hieu)?|no)\s{{0,2}}[.:]{{0,2}}\s{{0,2}}{_DIGIT}"
_ISSUER = rf"(?:do|cua)\s{{1,2}}(?:{one_of(LOCAL_ISSUERS)}{_END}|{one_of(WHOLE_ISSUERS)}{_END}[\s(,]{{0,5}}{_NUMBER})"
_AFTER_TYPE = rf"[\s(,]{{1,5}}+(?=[\dolsnbcd])(?:{_DIGIT}|{_NUMBER}|(?:bo )?luat\s{{1,2}}{_NUMBER}|{_ISSUER})"
_LAWS = [fold(kind) for kind in LAW_TYPES]
_TREATIES = [fold(kind) for kind in TREATIES]
_CONSTITUTION = fold("Hiến pháp")
_OTHERS = set(TYPES_BY_FORM) - {*_LAWS, *_TREATIES, _CONSTITUTION}
_NO_FIRST_WORD = rf"{one_of(TYPES_BY_FORM)}{_END}"
_TYPE_SYLLABLES = frozenset(form.split()[0] for form in TYPES_BY_FORM)


_ORDINANCE = fold("Pháp lệnh")
_LAW_WORDS = frozenset(_LAWS)
_TREATY_WORDS = frozenset(_TREATIES)
_NEXT_WORDS = re.compile(r"\s{1,2}(?P<word>[a-z\d]*)(?:[\s,&/–-]{0,3}(?P<second>[a-z\d]+))?")
_BEFORE_NUMBERS = frozenset("so no bo luat do cua".split())
_NUMBER_OR_ISSUER = re.compile(_AFTER_TYPE)
_TITLE_OR_NUMBER = re.compile(rf"\s{{1,2}}(?:ve|cua|giua|asean|cedaw|toc|palermo){_END}|{_AFTER_TYPE}")


def is_hopeless(reader: Reader, anchor: re.Match[str]) -> bool:
    """Tell what the pattern cannot, since it reads small letters: a law or treaty whose name does not follow."""
    word, end = anchor[0], anchor.end()
    if word in _LAW_WORDS:
        following = _NEXT_WORDS.match(reader.folded, end)
        if following is None or reader.text[following.start(1) : following.start(1) + 1].isupper():
            return False
        first, second = following.groups("")
        openings = _openings(reader.names)
        if (first, second) in openings or (first, "") in openings or first == "sua":
            return False
        if word == _ORDINANCE:  # "Pháp lệnh thừa kế ngày 30-8-1990": small letters may be a name
            return False
        return (first.isalpha() and first not in _BEFORE_NUMBERS) or not _NUMBER_OR_ISSUER.match(reader.folded, end)
    if word not in _TREATY_WORDS or _TITLE_OR_NUMBER.match(reader.folded, end):
        return False
    return not reader.text[anchor.start()].isupper() or reader.next_day(end) > end + MAX_TITLE


@lru_cache(maxsize=8)
def _openings(names: LawNames) -> frozenset[tuple[str, str]]:
    return names.openings()


@lru_cache(maxsize=8)
def anchor_pattern(names: LawNames) -> re.Pattern[str]:
    """Return the pattern of what may begin a citation; a word of a level, type or code is matched as that word."""
    pairs = sorted(pair for pair in _openings(names) if pair[0] in _TYPE_SYLLABLES)
    opening = "|".join(rf"{first}[\s,&/–-]{{1,3}}{second}{_END}" if second else first + _END for first, second in pairs)
    after_law = (
        rf"(?=\s{{1,2}}(?!{_NO_FIRST_WORD})[^\W\d_]|\s{{1,2}}sua doi|{_AFTER_TYPE}|\s{{0,2}}[,&/–-]|\s{{3}}"
        rf"|\s{{1,2}}(?:{opening or '(?!)'}))"
    )
    followed = {
        **dict.fromkeys(LEVEL_WORDS.split(";"), _END + _AFTER_LEVEL),
        **dict.fromkeys(_OTHERS, f"(?={_AFTER_TYPE})"),
        **dict.fromkeys((*_TREATIES, *CODES, _CONSTITUTION), _END),
        **dict.fromkeys(_LAWS, after_law),
    }
    letters = sorted({word[0] for word in followed})
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(_branch(letter, followed) for letter in letters)}|{ALONE_START})")


def _branch(letter: str, followed: dict[str, str]) -> str:
    """Return all that begins with a letter: words by what must follow them, short forms of places, numbers."""
    tails: dict[str, list[str]] = {}
    for word, after in followed.items():
        if word[0] == letter:
            tails.setdefault(after, []).append(word[1:])
    choices = [one_of(rest) + after for after, rest in tails.items()]
    if letter in "kd":
        choices.append(r"(?:\. ?| ?)\d")
    if letter == "d":
        choices.append(rf"\. ?[a-z]{_END}")
    return f"{letter}(?:{'|'.join(choices)})"
