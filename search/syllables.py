"""Counts of Vietnamese syllables and adjacent pairs, and the likelihoods read from them.

Two tallies: what law writes, by which words are weighed, and what people say beside it, without which everyday words
("mấy ngày", "chị ấy") would lose to those of law ("máy", "chỉ"). The counts ship with the product
(``search/models/syllables-vi-law``).
"""

import math
import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CancuError
from corpus.text import fold, syllables

Counts = NDArray[np.int64]
_RARE = 3  # syllables seen less often are typing errors of the sources
_RARE_PAIR = 2
_MARKED_SHARE = 0.3  # a text with more marked syllables than this was typed with marks (running law: about .75)
_FIRM = 1e-6  # the share of a firm syllable in all: some 20 in the counts that ship
_LEAST = 1e-9
_STANDS = 0.95  # of the pairs' share of a syllable; the rest, and what pruning took, goes to single syllables


@dataclass(slots=True)
class SyllableModel:
    """Counts of syllables and adjacent pairs, and the readings of each folded syllable."""

    words: list[str]
    counts: Counts  # in law and in questions to it
    pairs: Counts  # left * 2**32 + right, sorted
    pair_counts: Counts
    heard: Counts | None = None  # counts of speech, beside ``counts``
    _total: int = 1
    _ids: dict[str, int] = field(default_factory=dict)
    _readings: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _seen: list[int] = field(default_factory=list)
    _firm: float = 0.0
    _likely: list[float] = field(default_factory=list)  # likelihoods, by id
    _singles: list[float] = field(default_factory=list)  # their logs
    _left_over: list[float] = field(default_factory=list)  # likelihood that no known pair goes on from here, by id
    _keys: "array[int]" = field(default_factory=lambda: array("q"))
    _shares: "array[float]" = field(default_factory=lambda: array("d"))  # of the pair in its left syllable

    def __post_init__(self) -> None:
        self._total = max(int(self.counts.sum()), 1)
        self._ids = {word: index for index, word in enumerate(self.words)}
        seen = self.counts if self.heard is None else self.counts + self.heard
        self._seen, self._firm = seen.tolist(), _FIRM * int(seen.sum())
        readings: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            if self.is_firm(index):
                readings.setdefault(fold(word), []).append(index)
        self._readings = {folded: tuple(found) for folded, found in readings.items()}
        likely = np.maximum(seen / max(int(seen.sum()), 1), _LEAST)
        self._likely, self._singles = likely.tolist(), np.log(likely).tolist()
        left = self.pairs >> 32
        followed = np.bincount(left, weights=self.pair_counts, minlength=len(self.words))
        most = np.maximum(np.maximum(seen, followed), 1)
        self._left_over = (1 - _STANDS * followed / most).tolist()
        self._keys = array("q", self.pairs.tobytes())
        self._shares = array("d", (_STANDS * self.pair_counts / most[left]).tobytes())

    def share(self, word: str) -> float:
        """Return the share of the syllables of law that are this canonical syllable; 0 for an unknown one."""
        index = self._ids.get(word, -1)
        return int(self.counts[index]) / self._total if index >= 0 else 0.0

    def pair_share(self, left: str, right: str) -> float:
        """Return how often two canonical syllables were counted side by side, for each syllable of law; 0 for never.

        Pairs of speech are among them, many times over, so a pair of everyday words weighs less than it does in law.
        """
        key = (self.id_of(left) << 32) + self.id_of(right)
        place = bisect_left(self._keys, key)
        found = place < len(self._keys) and self._keys[place] == key and left in self._ids
        return int(self.pair_counts[place]) / self._total if found else 0.0

    def id_of(self, word: str) -> int:
        """Return the id of a canonical syllable; -1 for an unknown one."""
        return self._ids.get(word, -1)

    def seen(self, index: int) -> int:
        """Return how often the syllable of an id was counted; 0 for the id of no syllable."""
        return self._seen[index] if index >= 0 else 0

    def is_firm(self, index: int) -> bool:
        """Tell whether the syllable of an id was counted often enough to be no error of the sources."""
        return index >= 0 and self._seen[index] >= self._firm

    def readings(self, folded: str) -> tuple[int, ...]:
        """Return the ids of the firm syllables that fold to this one."""
        return self._readings.get(folded, ())

    def single(self, index: int) -> float:
        """Return the log likelihood of a known syllable."""
        return self._singles[index]

    def beside(self, left: int, right: int) -> float:
        """Return the share of a known syllable among what was counted behind another one."""
        key = (left << 32) + right
        place = bisect_left(self._keys, key)
        return self._shares[place] if place < len(self._keys) and self._keys[place] == key else 0.0

    def follows(self, left: int, right: int) -> float:
        """Return the log likelihood of a known syllable after another one; -1 stands for any unknown one."""
        if left < 0:
            return self._singles[right]
        key = (left << 32) + right
        place = bisect_left(self._keys, key)
        known = self._shares[place] if place < len(self._keys) and self._keys[place] == key else 0.0
        return math.log(known + self._left_over[left] * self._likely[right])

    def pruned(self, least: int) -> "SyllableModel":
        """Return the model without the pairs seen less often than ``least``."""
        often = self.pair_counts >= least
        return SyllableModel(self.words, self.counts, self.pairs[often], self.pair_counts[often], self.heard)

    def save(self, file: Path) -> None:
        """Write the model into one file; differences between neighbours compress best."""
        heard = np.zeros_like(self.counts) if self.heard is None else self.heard
        with file.open("wb") as target:
            np.savez_compressed(
                target,
                words=np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8),
                counts=self.counts.astype(np.uint32),
                heard=heard.astype(np.uint32),
                left=np.diff(self.pairs >> 32, prepend=0).astype(np.uint16),
                right=(self.pairs & 0xFFFFFFFF).astype(np.uint16),
                pair_counts=self.pair_counts.astype(np.uint32),
            )


class SyllablesError(CancuError):
    """The counts of syllables that ship with the product cannot be read."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"Không nạp được bảng âm tiết {file.name}: tệp thiếu hoặc bị hỏng. Hãy cài lại phần mềm.")


def load_syllables(file: Path) -> SyllableModel:
    """Return the model that ``save`` wrote. Raises SyllablesError."""
    try:
        with file.open("rb") as opened, np.load(opened) as arrays:
            words = arrays["words"].tobytes().decode().split("\n")
            pairs = (np.cumsum(arrays["left"].astype(np.int64)) << 32) + arrays["right"].astype(np.int64)
            counts, pair_counts = arrays["counts"].astype(np.int64), arrays["pair_counts"].astype(np.int64)
            heard = arrays["heard"].astype(np.int64)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
        raise SyllablesError(file) from error
    return SyllableModel(words if len(counts) else [], counts, pairs, pair_counts, heard)


@cache
def bundled_syllables() -> SyllableModel:
    """Return the counts that ship with the product."""
    with as_file(files("search").joinpath("models/syllables-vi-law/counts.npz")) as file:
        return load_syllables(file)


def count_syllables(
    texts: Iterable[str], *, rare: int = _RARE, rare_pair: int = _RARE_PAIR, apart: re.Pattern[str] | None = None
) -> SyllableModel:
    """Count the syllables and pairs of texts, line by line; lines without marks teach nothing and are passed over.

    Syllables seen less often than ``rare``, and pairs less often than ``rare_pair``, are left out.
    Syllables with ``apart`` between them make no pair.
    """
    ids: dict[str, int] = {}
    rows: list[NDArray[np.int32]] = []
    for line in (line for text in texts for line in text.splitlines()):
        if is_marked(syllables(line)):
            for words in map(syllables, apart.split(line) if apart else [line]):
                rows.append(np.array([*(ids.setdefault(word, len(ids)) for word in words), -1], dtype=np.int32))
    if not ids:
        empty = np.zeros(0, dtype=np.int64)
        return SyllableModel([], empty, empty, empty)
    stream = np.concatenate(rows).astype(np.int64)
    words = list(ids)
    counts = np.bincount(stream[stream >= 0], minlength=len(words))
    wordlike = np.array([word.isalpha() for word in words])
    kept = np.flatnonzero((counts >= min(rare, counts.max())) & wordlike)
    renamed = np.full(len(words) + 1, -1, dtype=np.int64)  # the last entry answers for the -1 between rows
    renamed[kept] = np.arange(len(kept))
    stream = renamed[stream]
    inside = (stream[:-1] >= 0) & (stream[1:] >= 0)
    pairs, pair_counts = np.unique((stream[:-1][inside] << 32) + stream[1:][inside], return_counts=True)
    model = SyllableModel([words[index] for index in kept], counts[kept], pairs, pair_counts)
    return model.pruned(min(rare_pair, int(pair_counts.max(initial=0))))


def with_speech(law: SyllableModel, speech: SyllableModel, *, weight: int) -> SyllableModel:
    """Return the counts of law with those of speech, ``weight`` times, beside them."""
    words = [*law.words, *(word for word in speech.words if law.id_of(word) < 0)]
    ids = {word: index for index, word in enumerate(words)}
    renamed = np.array([ids[word] for word in speech.words], dtype=np.int64)
    heard = np.zeros(len(words), dtype=np.int64)
    heard[renamed] = weight * speech.counts
    spoken = (renamed[speech.pairs >> 32] << 32) + renamed[speech.pairs & 0xFFFFFFFF]
    pairs, places = np.unique(np.concatenate([law.pairs, spoken]), return_inverse=True)
    together = np.bincount(places, weights=np.concatenate([law.pair_counts, weight * speech.pair_counts]))
    counts = np.concatenate([law.counts, np.zeros(len(words) - len(law.words), dtype=np.int64)])
    return SyllableModel(words, counts, pairs, together.astype(np.int64), heard)


def is_marked(words: Sequence[str]) -> bool:
    """Tell whether words were typed with marks."""
    return sum(fold(word) != word for word in words) > _MARKED_SHARE * len(words)
