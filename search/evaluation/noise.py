"""Questions typed badly on purpose, the same way each time: what search loses when people type as they do.

The random numbers of a question come from its id and the kind of noise, so a run can be repeated and compared.
"""

import random
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from corpus.text import fold, syllable_spans

_HALF = 0.5
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_TELEX = dict(zip(_TONES, "fsxrj", strict=True))
_VNI = dict(zip(_TONES, "21435", strict=True))
_TELEX_LETTERS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI_LETTERS = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LEAST_LETTERS = 3  # of a syllable in which a slip is made


class Noise(StrEnum):
    """How a question is typed."""

    STRIPPED = "stripped"  # không dấu
    HALF = "half"  # nửa dấu
    TYPO = "typo"  # một lỗi gõ


def noisy(text: str, noise: Noise, question_id: str) -> str:
    """Return clean text as somebody types it who leaves out marks or slips once.

    >>> noisy("Điều kiện hỗ trợ", Noise.STRIPPED, "q1")
    'Dieu kien ho tro'
    """
    chance = random.Random(f"{noise}:{question_id}")  # noqa: S311  # no secret: it must come out the same again
    if noise is Noise.STRIPPED:
        return stripped(text)
    return half_stripped(text, chance) if noise is Noise.HALF else with_typo(text, chance)


def stripped(text: str) -> str:
    """Return clean text without its marks, in its own case."""
    return "".join(bare.upper() if letter.isupper() else bare for letter, bare in zip(text, fold(text), strict=True))


def half_stripped(text: str, chance: random.Random) -> str:
    """Return clean text in which each syllable has lost its marks with probability one half, or its tone alone."""
    out, reached = [], 0
    for _, start, end in syllable_spans(text):
        typed = text[start:end]
        if chance.random() < _HALF:
            typed = stripped(typed) if chance.random() < _HALF else _toneless(typed)
        out += [text[reached:start], typed]
        reached = end
    return "".join([*out, text[reached:]])


def with_typo(text: str, chance: random.Random) -> str:
    """Return clean text with one slip in one syllable of three letters or more; as it is where there is none."""
    places = [
        (start, end) for word, start, end in syllable_spans(text) if word.isalpha() and _slips_in(text, start, end)
    ]
    if not places:
        return text
    start, end = chance.choice(places)
    typed = text[start:end]
    for slip in chance.sample(_SLIPS, len(_SLIPS)):
        if (made := slip(typed, chance)) != typed:
            return text[:start] + made + text[end:]
    return text


def _slips_in(text: str, start: int, end: int) -> bool:
    return end - start >= _LEAST_LETTERS and not text[start + 1 : end].isupper()


def _toneless(text: str) -> str:
    kept = (letter for letter in unicodedata.normalize("NFD", text) if letter not in _TONES)
    return unicodedata.normalize("NFC", "".join(kept))


def _keyed(text: str, letters: dict[str, str], tones: dict[str, str]) -> str:
    """Return the keys that spell a syllable, its tone last, as they stand where the input method was off."""
    key = "".join(tones.get(letter, "") for letter in unicodedata.normalize("NFD", text))
    bare = _toneless(text)
    spelled = "".join(
        keys[0].upper() + keys[1:] if letter.isupper() else keys
        for letter in bare
        for keys in [letters.get(letter.lower(), letter.lower())]
    )
    return spelled + key


def _telex(typed: str, _chance: random.Random) -> str:
    return _keyed(typed, _TELEX_LETTERS, _TELEX)


def _vni(typed: str, _chance: random.Random) -> str:
    return _keyed(typed, _VNI_LETTERS, _VNI)


def _doubled(typed: str, chance: random.Random) -> str:
    at = chance.randrange(len(typed))
    return typed[: at + 1] + typed[at].lower() + typed[at + 1 :]


def _swapped(typed: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(typed) - 1)
    return typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]


def _dropped(typed: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(typed))
    return typed[:at] + typed[at + 1 :]


def _beside(typed: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(typed))
    for row in _KEYBOARD:
        place = row.find(fold(typed[at]))
        if place >= 0:
            near = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            return typed[:at] + chance.choice(near) + typed[at + 1 :]
    return typed


_SLIPS: tuple[Callable[[str, random.Random], str], ...] = (_telex, _vni, _doubled, _swapped, _dropped, _beside)
