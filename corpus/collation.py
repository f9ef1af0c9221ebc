"""Vietnamese alphabetical order: a ă â b c d đ …, tones after letters, numbers by their value.

Letters are compared first and tones only where the letters are the same, as the Unicode collation for Vietnamese
(CLDR) does it; so ``ma`` comes before ``mả`` and both before ``man``. Numbers are compared as numbers: "Điều 9" stands
before "Điều 10".
"""

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_MODIFIERS = "\u0302\u0306\u031b"  # of â, ă, ơ: they make letters of their own
_NUMBER = re.compile(r"\d+")
_DIGITS = 12  # a longer number is no ordinal


class _Letters(dict[int, str]):
    """Fills itself: what a code point counts as among letters; marks of punctuation count as a space."""

    def __missing__(self, code: int) -> str:
        letter, _ = _taken_apart(chr(code))
        if letter in _ALPHABET:
            self[code] = counted = chr(ord("A") + _ALPHABET.index(letter))
        else:
            self[code] = counted = letter if letter.isalnum() else " "
        return counted


class _Marks(dict[int, str]):
    """Fills itself: the tone that a code point bears."""

    def __missing__(self, code: int) -> str:
        self[code] = tone = _taken_apart(chr(code))[1]
        return tone


def _taken_apart(letter: str) -> tuple[str, str]:
    """Return a letter without its tone, in lower case, and the rank of the tone."""
    parts = unicodedata.normalize("NFD", letter.lower())
    tone = next((_TONES[mark] for mark in parts[1:] if mark in _TONES), "0")
    kept = parts[:1] + "".join(mark for mark in parts[1:] if mark in _MODIFIERS)
    bare = unicodedata.normalize("NFC", kept)
    return (bare if bare in _ALPHABET else parts[:1]), tone


_LETTERS, _MARKS = _Letters(), _Marks()


def collation_key(text: str) -> tuple[str, str, str]:
    """Return the key by which clean text is sorted.

    >>> sorted(["Đất đai", "Dân sự", "Điều 10", "Điều 9", "Ăn", "Ân xá", "An ninh"], key=collation_key)
    ['An ninh', 'Ăn', 'Ân xá', 'Dân sự', 'Đất đai', 'Điều 9', 'Điều 10']
    >>> sorted(["mạ", "ma", "má", "mà", "mã", "mả", "man"], key=collation_key)
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ', 'man']
    """
    padded = _NUMBER.sub(lambda match: match[0].zfill(_DIGITS), text)
    return " ".join(padded.translate(_LETTERS).split()), padded.translate(_MARKS), text


def initial(text: str) -> str:
    """Return the letter of the alphabet under which text stands in a list, in upper case; "#" for all others.

    >>> initial("ấn định"), initial("Độc lập"), initial("06/2023")
    ('Â', 'Đ', '#')
    """
    letter, _ = _taken_apart(text.lstrip()[:1] or "#")
    return letter.upper() if letter in _ALPHABET else "#"
