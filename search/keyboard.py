"""How Vietnamese is typed and mistyped: shapes of syllables, keys of Telex and VNI left over, slips of fingers."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.text import fold

_TONE_ROWS = "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ"
_TONED = {letter: (row[0], tone) for row in _TONE_ROWS.split() for tone, letter in enumerate(row) if tone}
_TILDES = {3, 4}
_MARKED = frozenset("ăâêôơưđ")
_TWINS = str.maketrans({row[a]: row[b] for row in _TONE_ROWS.split() for a, b in ((3, 4), (4, 3))})
_TELEX_TONES = {"f": 1, "s": 2, "r": 3, "x": 4, "j": 5}
_VNI_TONES = {"2": 1, "1": 2, "3": 3, "4": 4, "5": 5}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư"}

_NUCLEUS = r"(?:a[iouy]?|e[ou]?|ia|ieu?|iu?|oa[iouy]?|oeo?|oi?|ua[iy]?|ueu?|ui|uo[iu]?|uu|uy[aeu]?|u|yeu?|y)"
_SHAPE = re.compile(rf"(?:ngh?|nh|[ckgpt]h|tr|gi|qu|[bcdghklmnpqrstvx])?{_NUCLEUS}(?:ch|ng|nh|[cmnpt])?")
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch"
    " êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh"
    " oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp"
    " ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt"
    " uyn uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
_ONSET = r"(?:(?:k|gh|ngh)(?=[eêiy])|(?:c|g|ng)(?![eêiy])|gi|g(?=i)|qu|[cknpt]h|tr|[bdđhlmnprstvx])?"  # kh ch nh ph th
_SOUND = re.compile(rf"{_ONSET}(?:{'|'.join(_RHYMES.split())})")
_STOPS = re.compile(r"(?:ch|[cpt])$")
_STOP_TONES = (2, 5)  # sắc, nặng: no other tone stands before a stop
_VOWELS = re.compile(r"[aeiouy]+")
_LEAST_LETTERS = 3  # of a syllable with a slip in it and no mark; "ib", "hs" and "ht" may be anything
_MOST_LETTERS = 10  # of a syllable with a slip in it; the longest one, "nghiêng", has 7
_SHORT = 5  # letters of a word that may be one syllable although it has no vowel, or some that stand apart
_VNI = re.compile(r"[^\W\d_]+[1-9][^\W_]*")
_NUMBERED = re.compile(r"(?:dieu|khoan|diem|muc|chuong|phan|luat|so|mau|ngay|thang|nam|nd|tt|qd|kh|nq|k|d)\d+[a-z]?")

# How much less likely a person typed it so than right: negative logs.
LEFT_OVER = 2.5  # the keys of Telex or VNI, where the input method was off
_DOUBLED = 3.5
_SWAPPED = 4.5
_NEAR_KEY = 5.5
_EXTRA = 6.0
_LOST = 6.0
_OTHER_KEY = 8.0
_WRONG_MARK = 6.0
_WRONG_TONE = 8.0
_WRONG_TILDE = 2.5  # hỏi for ngã, which half the country says alike

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (at, line) for line, row in enumerate(_ROWS) for at, key in enumerate(row)}
_NEIGHBOURS = {
    key: frozenset(
        other
        for other, (there, that) in _PLACES.items()
        if other != key and abs(there - at) <= 1 and abs(that - line) <= 1
    )
    for key, (at, line) in _PLACES.items()
}
_LETTERS = "abcdeghiklmnopqrstuvxy"
_BEARERS = "adeiouy"


class Spelling(NamedTuple):
    """A syllable taken apart: its letters without the tone, and the tone, 0 for none."""

    letters: str
    tone: int


@lru_cache(maxsize=8_192)
def spelling_of(word: str) -> Spelling:
    """Take a canonical syllable apart.

    >>> spelling_of("người")
    Spelling(letters='ngươi', tone=1)
    """
    tone, letters = 0, []
    for letter in word:
        bare, own = _TONED.get(letter, (letter, 0))
        letters.append(bare)
        tone = own or tone
    return Spelling("".join(letters), tone)


@lru_cache(maxsize=8_192)
def is_shaped(folded: str) -> bool:
    """Tell whether a folded word has the shape of a Vietnamese syllable.

    >>> is_shaped("nguoi"), is_shaped("nahn"), is_shaped("zalo")
    (True, False, False)
    """
    return _SHAPE.fullmatch(folded) is not None


@lru_cache(maxsize=8_192)
def is_sound(word: str) -> bool:
    """Tell whether a canonical word is written as a Vietnamese syllable can be, whether or not there is one.

    >>> is_sound("trèo"), is_sound("đuợc"), is_sound("nghành"), is_sound("hỗc")
    (True, False, False, False)
    """
    letters, tone = spelling_of(word)
    if _STOPS.search(letters) and tone not in _STOP_TONES:
        return False
    return _SOUND.fullmatch(letters) is not None


def may_slip(typed: str) -> bool:
    """Tell whether an unknown canonical word may be one syllable with a slip of the fingers, and not a foreign word."""
    folded = fold(typed)
    groups = len(_VOWELS.findall(folded))
    if folded != typed:
        return 1 < len(folded) <= _MOST_LETTERS
    return _LEAST_LETTERS <= len(folded) <= (_MOST_LETTERS if groups == 1 else _SHORT)


def looks_foreign(typed: str) -> bool:
    """Tell whether a canonical word looks like a code, or like a foreign word of more than one syllable."""
    return fold(typed) == typed and len(_VOWELS.findall(typed)) != 1


def mark_cost(typed: Spelling, word: str) -> tuple[float, bool]:
    """Return what it costs that the marks typed are not those of the word, and whether some were left out."""
    meant = spelling_of(word)
    cost = 0.0
    if typed.tone and typed.tone != meant.tone:
        cost = _WRONG_TILDE if {typed.tone, meant.tone} == _TILDES else _WRONG_TONE
    dropped = not typed.tone and meant.tone > 0
    ours = [letter for letter in typed.letters if letter in _MARKED]
    theirs = [letter for letter in meant.letters if letter in _MARKED]
    for letter in ours:
        if letter in theirs:
            theirs.remove(letter)
        else:
            cost += _WRONG_MARK
    return cost, dropped or bool(theirs)


def keeps_marks(typed: str, word: str) -> bool:
    """Tell whether every letter typed with a mark stands so, or with a tone added, in a word of the same letters."""
    if typed.isascii():
        return True
    bare = spelling_of(word).letters
    return all(have in (want, fold(want), less) for have, want, less in zip(typed, word, bare, strict=True))


def twin(word: str) -> str:
    """Return the syllable with hỏi for ngã or ngã for hỏi; nothing for one with neither.

    >>> twin("hổ"), twin("hộ")
    ('hỗ', '')
    """
    found = word.translate(_TWINS)
    return found if found != word else ""


def unkeyed(typed: str) -> tuple[Spelling, int] | None:
    """Return the syllable that keys of Telex or VNI spell, and how many keys it took; None where there are none.

    >>> unkeyed("nguwowif"), unkeyed("d9ie62u"), unkeyed("nguoi")
    ((Spelling(letters='ngươi', tone=1), 3), (Spelling(letters='điêu', tone=1), 3), None)
    """
    folded = fold(typed)
    vni = _VNI.fullmatch(typed) is not None
    if len(typed) > 2 * _MOST_LETTERS or (vni and _NUMBERED.fullmatch(folded)) or not (vni or typed.isalpha()):
        return None
    press = _press_vni if vni else _press_telex
    letters, tone = list(spelling_of(typed[:1]).letters), spelling_of(typed[:1]).tone
    keys = 0
    for key in typed[1:]:
        bare, own = spelling_of(key)
        pressed = press(letters, bare)
        if pressed is None:
            letters.append(bare)
        else:
            keys += 1
            own = pressed
        if own and tone and own != tone:
            return None
        tone = own or tone
    spelled = "".join(letters)
    return (Spelling(spelled, tone), keys) if keys and spelled.isalpha() else None


def _press_telex(letters: list[str], key: str) -> int | None:
    """Let a key of Telex act on the letters before it; return the tone it gives, 0 for none, None for no such key."""
    if key in _TELEX_TONES and _VOWELS.search(fold("".join(letters))):
        return _TELEX_TONES[key]
    if key == "w":
        if not _horn(letters, "aou"):
            letters.append("ư")
        return 0
    if key in _HATS and _replace_last(letters, key, _HATS[key]):
        return 0
    if key == "d" and letters[0] == "d":
        letters[0] = "đ"
        return 0
    return None


def _press_vni(letters: list[str], key: str) -> int | None:
    if key in _VNI_TONES and _VOWELS.search(fold("".join(letters))):
        return _VNI_TONES[key]
    done = (
        (key == "6" and any(_replace_last(letters, plain, hat) for plain, hat in _HATS.items()))
        or (key == "7" and _horn(letters, "ou"))
        or (key == "8" and _replace_last(letters, "a", "ă"))
        or (key == "9" and _replace_last(letters, "d", "đ"))
    )
    return 0 if done else None


def _replace_last(letters: list[str], plain: str, marked: str) -> bool:
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] == plain:
            letters[at] = marked
            return True
    return False


def _horn(letters: list[str], vowels: str) -> bool:
    """Give the last vowel that can bear one its horn: "uo" becomes "ươ", "ua" "ưa", "oa" "oă"."""
    places = [at for at, letter in enumerate(letters) if letter in vowels]
    if not places:
        return False
    at = places[-1]
    pair = "".join(letters[max(at - 1, 0) : at + 1])
    if pair in ("ua", "uo") and letters[: at - 1] != ["q"]:
        letters[at - 1] = "ư"
        if pair == "ua":
            return True
    letters[at] = _HORNS[letters[at]]
    return True


def slips(folded: str) -> Iterator[tuple[str, float, bool]]:
    """Yield the folded words that one slip may have turned into this one, its cost, and whether a mark went with it.

    A mark goes with the letter that bore it, or that it stood on: a vowel or d that was left out or struck wrong.
    """
    for at, letter in enumerate(folded):
        before, after = folded[:at], folded[at + 1 :]
        near = _NEIGHBOURS.get(letter, frozenset())
        beside = folded[at - 1 : at] if at else ""
        extra = _DOUBLED if letter == beside else _NEAR_KEY if beside in near else _EXTRA
        yield before + after, extra, False
        if after and after[0] != letter:
            yield before + after[0] + letter + after[1:], _SWAPPED, False
        for other in _LETTERS:
            if other != letter:
                yield before + other + after, _NEAR_KEY if other in near else _OTHER_KEY, other in _BEARERS
    for at in range(len(folded) + 1):
        for other in _LETTERS:
            yield folded[:at] + other + folded[at:], _LOST, other in _BEARERS
