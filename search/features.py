"""What a static encoder sees of a text: its syllables and pairs of neighbours, each with a weight.

The run time and the training share this module, so both see the same features.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.text import syllables

SYLLABLES_FILE = "syllables.txt"
PAIRS_FILE = "pairs.npy"
UNKNOWN = -1


class _Ids(dict[str, int]):
    """Answers ``UNKNOWN`` for a syllable outside the vocabulary, without growing."""

    def __missing__(self, syllable: str) -> int:
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The entries of a table: first one row per syllable, then one row per pair.

    ``pairs`` is sorted; a pair's key is ``left * len(syllables) + right``.
    """

    syllables: tuple[str, ...]
    ids: dict[str, int]
    pairs: NDArray[np.uint32]

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(self.syllables) + len(self.pairs)


@dataclass(frozen=True, slots=True)
class Bags:
    """The features of several texts: of text ``i``, ``rows[starts[i]:starts[i + 1]]``, ascending, no row twice."""

    rows: NDArray[np.int64]
    weights: NDArray[np.float32]  # 1 + ln(times in the text)
    starts: NDArray[np.int64]  # one more than there are texts


def vocabulary(words: Sequence[str], pairs: NDArray[np.uint32]) -> Vocabulary:
    """Return the vocabulary of these syllables, in this order, and these sorted pair keys."""
    return Vocabulary(tuple(words), _Ids((word, row) for row, word in enumerate(words)), pairs)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the vocabulary written in a model's folder."""
    words = (folder / SYLLABLES_FILE).read_text(encoding="utf-8").split("\n")
    return vocabulary(words, np.load(folder / PAIRS_FILE, allow_pickle=False))


def write_vocabulary(entries: Vocabulary, folder: Path) -> None:
    """Write what ``read_vocabulary`` reads."""
    (folder / SYLLABLES_FILE).write_text("\n".join(entries.syllables), encoding="utf-8")
    np.save(folder / PAIRS_FILE, entries.pairs, allow_pickle=False)


def bags_of_texts(texts: Iterable[str], entries: Vocabulary) -> Bags:
    """Return the features of clean texts."""
    split = [syllables(text) for text in texts]
    ends = np.cumsum([0, *map(len, split)], dtype=np.int64)
    ids = np.fromiter(map(entries.ids.__getitem__, chain.from_iterable(split)), dtype=np.int64, count=int(ends[-1]))
    return bags_of_ids(ids, ends, entries)


def bags_of_ids(ids: NDArray[np.int64], ends: NDArray[np.int64], entries: Vocabulary) -> Bags:
    """Return the features of syllable streams laid end to end; ``ends`` starts with 0.

    An unknown syllable gives nothing and takes part in no pair.
    """
    texts, size = len(ends) - 1, entries.size
    text = np.repeat(np.arange(texts, dtype=np.int64), np.diff(ends))
    known = ids != UNKNOWN
    single = text[known] * size + ids[known]
    both = known[:-1] & known[1:] & (text[:-1] == text[1:])
    keys = ids[:-1][both] * len(entries.syllables) + ids[1:][both]
    places = np.searchsorted(entries.pairs, keys.astype(np.uint32))
    found = np.zeros(len(keys), dtype=bool)
    inside = places < len(entries.pairs)
    found[inside] = entries.pairs[places[inside]] == keys[inside]
    double = text[:-1][both][found] * size + len(entries.syllables) + places[found]
    every = np.sort(np.concatenate([single, double]))
    firsts = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]])) if len(every) else every
    distinct = every[firsts]
    times = np.diff(np.append(firsts, len(every)))
    starts = np.searchsorted(distinct, np.arange(texts + 1, dtype=np.int64) * size)
    return Bags(distinct % size, (1 + np.log(times)).astype(np.float32), starts)
