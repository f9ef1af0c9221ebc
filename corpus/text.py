"""The one normalisation of Vietnamese text that ingest and search share.

Three steps, each a function, each stronger than the one before:

* ``clean``      what the corpus stores: NFC, one kind of space, true đ, nothing invisible;
* ``canonical``  what is compared: lower case, one tone placement;
* ``fold``       what is compared without marks: lower case, all marks removed.

``canonical`` and ``fold`` keep the length of clean text, so an offset found in either is an offset in that text.
"""

import codecs
import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _codecs import _EncodingMap

# Letters that fonts and PDF tables put where đ and Đ belong (Vietnamese texts of scanned and converted gazettes).
_LOOKALIKES = {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_BREAKS = "\r\u2028\u2029\x0b\x0c\x85"
_SURROGATES = range(0xD800, 0xE000)  # half letters of broken files and JSON escapes: no encoding can write them
_CLEAN: dict[int, str | None] = {
    **dict.fromkeys(_SURROGATES, "\ufffd"),
    **{code: None for code in (*range(32), *range(127, 160)) if code != ord("\n")},
    **{ord(letter): None for letter in _INVISIBLE},
    **{ord(letter): " " for letter in _SPACES},
    **{ord(letter): "\n" for letter in _LINE_BREAKS},
    **{ord(wrong): right for wrong, right in _LOOKALIKES.items()},
}

# The small letters and signs of almost every law (of 95,600 articles and pages, 1,000 hold any other that is clean).
# The codec of 256 places maps a text a fifth as fast as a table of code points, and refuses what has no place in it.
_ORDINARY = (
    "".join(map(chr, (ord("\n"), *range(32, 65), *range(91, 127))))
    + "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    + "“”‘’–—…•«»‑°±≤≥×÷²³½¼¾‰∆∑√≈≠→αβγδεθπρσφψµº®™●□─"
).ljust(256)
_TO_ORDINARY = codecs.charmap_build(_ORDINARY)
_TO_DECOMPOSED = codecs.charmap_build(
    f"{_ORDINARY.rstrip()}\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323 ".ljust(256)
)
_KELVIN = "\u212a"  # the one sign outside whose small letter is inside

# The two schools of tone placement differ in open syllables only; the old one is canonical here: "hòa", "thủy".
_OPEN_FINALS = (
    ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
    ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
    ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
)
_TONES = {new: old for news, olds in _OPEN_FINALS for new, old in zip(news.split(), olds.split(), strict=True)}
_NEW_TONE = re.compile(r"(?<!q)(?:" + "|".join(_TONES) + r")(?!\w)")
_QU_TONES = {"qùy": "quỳ", "qúy": "quý", "qủy": "quỷ", "qũy": "quỹ", "qụy": "quỵ"}
_QU_TONE = re.compile("|".join(_QU_TONES))
_SYLLABLE = re.compile(r"[^\W_]+")
_SLUG_PART = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text and, for each of its characters, the offset of its origin in the raw text.

    ``origins`` has one entry more than ``text``: the last is the length of the raw text.
    """

    text: str
    origins: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the raw text that gave ``text[start:end]``."""
        return self.origins[start], self.origins[end]


def clean(raw: str) -> str:
    r"""Return NFC text with plain spaces, ``\n`` line ends, true đ and no invisible characters.

    >>> clean("Nghị định\u00a0so\u0302\u0301 Ð\u200b")
    'Nghị định số Đ'
    """
    if _KELVIN not in raw:
        if _places(raw, _TO_ORDINARY) is not None:
            return raw
        if _places(raw, _TO_DECOMPOSED) is not None:
            return unicodedata.normalize("NFC", raw)
    return unicodedata.normalize("NFC", raw.replace("\r\n", "\n").translate(_CLEAN))


def _places(text: str, table: "dict[int, int] | _EncodingMap") -> bytes | None:
    """Return the places of a text's small letters in a table; None for a text that has others."""
    try:
        return codecs.charmap_encode(text.lower(), "strict", table)[0]
    except UnicodeEncodeError:
        return None


def clean_with_offsets(raw: str) -> CleanText:
    """Do what ``clean`` does and remember where each character came from."""
    cleaned = clean(raw)
    return CleanText(cleaned, origins_of(raw, cleaned))


def origins_of(raw: str, cleaned: str) -> Sequence[int]:
    """Return the offset in ``raw`` of each character of ``clean(raw)``, and at last the length of ``raw``.

    A letter that begins a clean character gives one; what is dropped gives none, nor does a mark that NFC joins to the
    letter before it. Where the sum is not the length, some marks stay by themselves, and each cluster is looked at.
    """
    if raw == cleaned:
        return range(len(raw) + 1)
    lone = raw.replace("\r\n", "\0\n")
    kinds = lone.translate(_KINDS).encode("latin-1")
    counts: Sequence[int] = kinds.translate(_COUNTS)
    if _UNSURE in kinds or kinds.count(_STARTS) + kinds.count(_UNSURE) != len(cleaned):
        counts = several = list(counts)
        for cluster in _CLUSTER.finditer(kinds):
            first = cluster.start() + len(cluster[0]) - len(cluster[0].lstrip(_DROPPED))
            if first < cluster.end():
                several[first] = len(clean(lone[cluster.start() : cluster.end()]))
        places: Iterable[int] = chain.from_iterable(map(repeat, range(len(raw)), counts))
    else:
        places = compress(range(len(raw)), counts)
    return array("L", chain(places, (len(raw),)))


class _KindTable(dict[int, str]):
    """Fills itself: whether a raw letter is dropped, joins what stands before it, or begins a clean character."""

    def __missing__(self, code: int) -> str:
        kept = chr(code).translate(_CLEAN)
        alone = len(unicodedata.normalize("NFC", kept)) == 1
        kind = _DROPPED if not kept else _JOINS if _joins(kept) else _STARTS if alone else _UNSURE
        self[code] = found = kind.decode("latin-1")
        return found


_DROPPED, _JOINS, _STARTS, _UNSURE = b"d", b"j", b"s", b"u"  # unsure: NFC makes several of it
_KINDS = _KindTable()
_COUNTS = bytes.maketrans(b"djsu", bytes((0, 0, 1, 1)))
_CLUSTER = re.compile(rb"[su][dj]+|u|\A[dj]+")


def _joins(letter: str) -> bool:
    """Tell whether NFC may join a letter to the one before it: marks, and the jamo of Korean."""
    return unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff"


def canonical(text: str) -> str:
    """Return clean text in lower case with one tone placement; the length does not change.

    >>> canonical("Uỷ ban hoà giải, Quỹ")
    'ủy ban hòa giải, quỹ'
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # İ and a few others grow
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    placed = _NEW_TONE.sub(lambda match: _TONES[match[0]], lowered)
    return _QU_TONE.sub(lambda match: _QU_TONES[match[0]], placed)


class _FoldTable(dict[int, str]):
    """Fills itself: each code point is folded once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))
        base = "".join(part for part in bare if not unicodedata.combining(part)).lower()
        self[code] = folded = base if len(base) == 1 else letter
        return folded


_FOLDED = _FoldTable()
_FOLDED_ORDINARY = _ORDINARY.translate(_FOLDED)


def fold(text: str) -> str:
    """Return clean text in lower case without any mark; the length does not change.

    >>> fold("Điều 32. Các chế độ hỗ trợ")
    'dieu 32. cac che do ho tro'
    """
    places = _places(text, _TO_ORDINARY)
    return text.translate(_FOLDED) if places is None else codecs.charmap_decode(places, "strict", _FOLDED_ORDINARY)[0]


class _CanonicalWords(dict[str, str]):
    """Fills itself: each written form of a syllable is made canonical once; forgets all when strange ones pile up."""

    def __missing__(self, written: str) -> str:
        if len(self) >= MOST_FORMS:
            self.clear()
        self[written] = made = canonical(written)
        return made


MOST_FORMS = 200_000  # the codified law has about 60,000
_WORDS = _CanonicalWords()


def syllables(text: str) -> list[str]:
    """Return the canonical syllables (runs of letters and digits) of clean text, in order.

    >>> syllables("Điều 5a. Uỷ ban")
    ['điều', '5a', 'ủy', 'ban']
    """
    return list(map(_WORDS.__getitem__, _SYLLABLE.findall(text)))


def syllable_spans(text: str) -> list[tuple[str, int, int]]:
    """Return each canonical syllable with its span in ``text``."""
    return [(_WORDS[match[0]], match.start(), match.end()) for match in _SYLLABLE.finditer(text)]


def slug(text: str) -> str:
    """Return a folded, hyphenated form for addresses.

    >>> slug("66/2011/QH12"), slug("Nghị định")
    ('66-2011-qh12', 'nghi-dinh')
    """
    return "-".join(_SLUG_PART.findall(fold(text)))
