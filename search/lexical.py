"""BM25 over canonical syllables and adjacent pairs, as sparse vectors.

A passage's vector holds the saturated term frequencies, a question's holds ones; the index multiplies
both with the term's IDF, so the dot product is the BM25 score. Headings count more than the body (BM25F).
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.text import MOST_FORMS, canonical
from search.passage import Passage, own_words

_SYLLABLE = re.compile(r"[^\W_]+")  # as in corpus.text; canonical() is applied to each syllable once, not to each text
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))  # odd 64-bit constants (Fibonacci, xxHash)
_FIELD_BITS = 3
_TERM_BITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalSettings:
    """BM25F as tuned on train and dev: docs/experiments.md, "lexical and fusion"."""

    k1: float = 1.2
    b: float = 0.9
    average_length: float = 300.0  # weighted syllables; fixed, so that a passage's vector needs no other passage
    title_weight: float = 2.0
    chapter_weight: float = 1.0
    heading_weight: float = 4.0
    lead_weight: float = 1.0
    pair_weight: float = 0.5

    @property
    def field_weights(self) -> tuple[float, ...]:
        """Return the weight of each field, in the order of ``fields_of``; own words weigh one."""
        return (self.title_weight, self.chapter_weight, self.heading_weight, self.lead_weight, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class SparseVector:
    """Term ids, ascending and each once, with their weights."""

    indices: NDArray[np.uint32]
    values: NDArray[np.float32]


class _SyllableIds(dict[str, int]):
    """Fills itself: each written form of a syllable is made canonical and hashed once."""

    def __missing__(self, written: str) -> int:
        if len(self) >= MOST_FORMS:
            self.clear()
        self[written] = number = zlib.crc32(canonical(written).encode())
        return number


OTHER_WEIGHT = 0.25  # of words that stand for another name of an office; not tuned
ASKING_WEIGHT = 0.3  # of words that only ask, in a question; measured: docs/experiments.md, "lexical and fusion"
_IDS = _SyllableIds()
_ASKING_IDS = np.array(
    [_IDS[word] for word in "gì nào sao ai đâu mấy bao nhiêu thế ko à ạ ơi nhé nhỉ hả".split()], np.uint32
)


def fields_of(passage: Passage) -> tuple[str, ...]:
    """Return the texts that are weighed apart: title of the work, chapter, own heading, lead, own words."""
    title, *chapters, heading = passage.breadcrumbs
    return title, "\n".join(chapters), heading, passage.lead, own_words(passage)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The syllables of one field of several passages, end to end, as numbers; and how many each passage has."""

    ids: NDArray[np.uint32]
    counts: NDArray[np.int64]


def words_of(passages: Sequence[Passage]) -> tuple[Words, ...]:
    """Return the syllables of each field of passages, in the order of ``fields_of``."""
    return tuple(Words(*syllable_ids(texts)) for texts in zip(*map(fields_of, passages), strict=True))


def weigh_passages(passages: Sequence[Passage], settings: LexicalSettings | None = None) -> list[SparseVector]:
    """Return the sparse vector of each passage, in their order."""
    return weigh(words_of(passages), settings) if passages else []


def weigh(fields: Sequence[Words], settings: LexicalSettings | None = None) -> list[SparseVector]:
    """Return the sparse vector of each passage of which these are the fields; of one passage at least."""
    settings = settings or LexicalSettings()
    passages = len(fields[0].counts)
    weights = np.array(settings.field_weights, np.float32)
    lengths = np.zeros(passages, np.float32)
    keys: list[NDArray[np.uint64]] = []
    for field, words in enumerate(fields):
        owners = np.repeat(np.arange(passages, dtype=np.uint64), words.counts)
        lengths += weights[field] * words.counts
        pairs, inside = pair_ids(words.ids, owners)
        keys += [_keys(owners, words.ids, field), _keys(owners[1:][inside], pairs, field)]
    terms, frequencies = _weighted_counts(np.concatenate(keys), weights)
    owners = terms >> np.uint64(_TERM_BITS)
    relative = 1 - settings.b + settings.b * lengths / np.float32(settings.average_length)
    norms = (settings.k1 * relative).astype(np.float32)[owners.astype(np.int64)]
    values = frequencies * np.float32(settings.k1 + 1) / (frequencies + norms)
    cuts = np.searchsorted(owners, np.arange(1, passages, dtype=np.uint64))
    rows = zip(np.split(terms.astype(np.uint32), cuts), np.split(values.astype(np.float32), cuts), strict=True)
    return [SparseVector(indices, row) for indices, row in rows]


def weigh_question(text: str, settings: LexicalSettings | None = None) -> SparseVector:
    """Return the sparse vector of a question: each syllable and each pair counts once.

    Words that only ask, and pairs of them, count less: law hardly has them, so where a text is itself put as a
    question ("… được hỗ trợ thế nào?") their rarity would outweigh what is asked for.
    """
    settings = settings or LexicalSettings()
    syllables, _ = syllable_ids([text])
    pairs, _ = pair_ids(syllables, np.zeros(len(syllables), np.uint64))
    asks = np.isin(syllables, _ASKING_IDS)
    asking = np.concatenate([syllables[asks], pairs[asks[:-1] & asks[1:]]])
    indices = np.unique(np.concatenate([syllables, pairs]))
    values = np.where(np.isin(indices, syllables), 1.0, settings.pair_weight)
    values = np.where(np.isin(indices, asking), ASKING_WEIGHT, values)
    return SparseVector(indices, values.astype(np.float32))


def beside(question: SparseVector, other: SparseVector) -> SparseVector:
    """Return the vector of a question with what only another wording of it has, at a small weight: for recall alone."""
    new = ~np.isin(other.indices, question.indices)
    indices = np.concatenate([question.indices, other.indices[new]])
    values = np.concatenate([question.values, OTHER_WEIGHT * other.values[new]])
    order = np.argsort(indices)
    return SparseVector(indices[order], values[order].astype(np.float32))


def syllable_ids(texts: Iterable[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the ids of all syllables of all texts, end to end, and how many each text has."""
    found = [_SYLLABLE.findall(text) for text in texts]
    counts = np.fromiter(map(len, found), np.int64, len(found))
    ids = np.fromiter(map(_IDS.__getitem__, chain.from_iterable(found)), np.uint32, int(counts.sum()))
    return ids, counts


def pair_ids(syllables: NDArray[np.uint32], owners: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Return the ids of adjacent pairs, and which neighbours lie in one text; order inside a pair counts."""
    inside = owners[1:] == owners[:-1]
    left, right = syllables[:-1][inside].astype(np.uint64), syllables[1:][inside].astype(np.uint64)
    mixed = (left * _MIX[0] + right) * _MIX[1]  # wraps, as a hash should
    return (mixed >> np.uint64(_TERM_BITS)).astype(np.uint32), inside


def _keys(owners: NDArray[np.uint64], terms: NDArray[np.uint32], field: int) -> NDArray[np.uint64]:
    shifted = (owners << np.uint64(_TERM_BITS)) | terms.astype(np.uint64)
    return (shifted << np.uint64(_FIELD_BITS)) | np.uint64(field)


def _weighted_counts(
    keys: NDArray[np.uint64], weights: NDArray[np.float32]
) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Return each passage-and-term once, ascending, with its occurrences summed by field weight."""
    keys.sort()
    fields = (keys & np.uint64((1 << _FIELD_BITS) - 1)).astype(np.int64)
    terms = keys >> np.uint64(_FIELD_BITS)
    firsts = np.flatnonzero(np.concatenate([[True], terms[1:] != terms[:-1]]))
    return terms[firsts], np.add.reduceat(weights[fields], firsts).astype(np.float32)
