"""Signals: what speaks for each candidate, as numbers that a learned ranker weighs.

None of them tells from which test set or kind of paper a candidate comes; all can be had for any corpus.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.text import syllables
from search.evidence import ASKING
from search.index.forward import HEADINGS, ForwardIndex, Places
from search.lexical import syllable_ids
from search.pool import Pool
from search.syllables import SyllableModel

_FIELDS = (*HEADINGS, "own", "unit")
_ASKING_SHARE = 0.3  # of the weight of words that only ask
_MOST_PASSAGES = 24  # of a long unit, around the best one, that are read
_WINDOW = 30  # words within which matches are near each other
_MASK_BITS = 16
_NEAR_LAW = 20  # candidates among which others of the same work are counted
_FLOOR = 1e-6

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question as the forward index numbers them."""

    ids: NDArray[np.uint32]  # ascending, each once
    weights: Matrix  # of each, its surprise
    pair_at: NDArray[np.int64]  # (words, words): number of the pair of neighbours, or -1
    pair_weights: Matrix
    words: int  # in all, also repeated ones


NAMES = (
    *(f"{name}_{what}" for name in _FIELDS for what in ("words", "pairs")),
    "heading_all", "any_words", "any_pairs", "context_words", "context_pairs",
    "heading_share", "title_share", "own_run", "unit_run", "heading_run", "own_window",
    "unit_bm25", "unit_bm25_pairs",
    "lexical", "lexical_share", "dense", "dense_gap", "fused", "fused_share", "most_lexical", "most_dense",
    "rank_lexical", "rank_dense", "rank_fused",
    "law_count", "law_share", "law_best", "law_rank",
    "own_length", "unit_length", "passages", "place", "recalled", "quoted",
    "asked_words", "asked_weight", "best_lexical", "best_dense", "second_gap",
)  # fmt: skip


def asked_of(text: str, model: SyllableModel) -> Asked:
    """Return the words of clean text, weighed by the counts that ship with the product."""
    words = syllables(text)
    ids, _ = syllable_ids([text])
    distinct, firsts, places = np.unique(ids, return_index=True, return_inverse=True)
    weights = np.array([_weight(model.share(words[first]), words[first] in ASKING) for first in firsts], np.float32)
    pair_at = np.full((len(distinct), len(distinct)), -1, np.int64)
    pair_weights: list[float] = []
    for left, right in zip(range(len(words)), range(1, len(words)), strict=False):
        if pair_at[places[left], places[right]] < 0:
            pair_at[places[left], places[right]] = len(pair_weights)
            asks = words[left] in ASKING and words[right] in ASKING
            pair_weights.append(_weight(model.pair_share(words[left], words[right]), asks))
    return Asked(distinct, weights, pair_at, np.array(pair_weights, np.float32), len(words))


def _weight(share: float, asks: bool) -> float:
    return -float(np.log(max(share, _FLOOR))) * (_ASKING_SHARE if asks else 1.0)


@dataclass(frozen=True, slots=True)
class _Matched:
    """What stretches of text, one after the other, have of a question."""

    words: Matrix  # (stretches, distinct words): times
    pairs: Matrix  # (stretches, distinct pairs): times
    runs: Matrix  # longest run of words that stand so in the question
    lengths: Matrix
    hits: Matrix  # words of the stretch that stand in the question
    owners: Places  # of each hit, ascending
    positions: Places  # of each hit among all words
    terms: Places  # of each hit


def signals(asked: Asked, pool: Pool, forward: ForwardIndex) -> Matrix:
    """Return a row for each candidate with a number for each of ``NAMES``."""
    count = len(pool.rows)
    if not count or not len(asked.ids):
        return np.zeros((count, len(NAMES)), np.float32)
    rows = forward.rows[pool.rows]
    firsts, lasts = forward.units_of(pool.rows)
    firsts = np.maximum(firsts, pool.rows - _MOST_PASSAGES // 2)
    lasts = np.minimum(lasts, pool.rows + _MOST_PASSAGES // 2 + 1)
    parts = [forward.headings.gather(rows[name].astype(np.int64), rows[name].astype(np.int64) + 1) for name in HEADINGS]
    parts.append(forward.own.gather(pool.rows, pool.rows + 1))
    parts.append(forward.own.gather(firsts, lasts))
    found = _match(asked, np.concatenate([ids for ids, _ in parts]), np.concatenate([counts for _, counts in parts]))
    have = (found.words > 0).astype(np.float32).reshape(len(_FIELDS), count, -1)
    pairs = (found.pairs > 0).astype(np.float32).reshape(len(_FIELDS), count, -1)
    total, total_pairs = asked.weights.sum() or 1.0, asked.pair_weights.sum() or 1.0
    columns: list[Matrix] = []
    for field in range(len(_FIELDS)):
        columns += [have[field] @ asked.weights / total, pairs[field] @ asked.pair_weights / total_pairs]
    title, chapter, heading, lead, own, unit = range(len(_FIELDS))
    lengths = found.lengths.reshape(len(_FIELDS), count)
    hits = found.hits.reshape(len(_FIELDS), count)
    runs = found.runs.reshape(len(_FIELDS), count)
    above = have[[title, chapter, heading]].max(axis=0)
    context, context_pairs = (
        have[[title, chapter, heading, lead, own]].max(axis=0),
        pairs[[title, chapter, heading, lead, own]].max(axis=0),
    )
    columns += [
        above @ asked.weights / total,
        have.max(axis=0) @ asked.weights / total,
        pairs.max(axis=0) @ asked.pair_weights / total_pairs,
        context @ asked.weights / total,
        context_pairs @ asked.pair_weights / total_pairs,
        hits[heading] / np.maximum(lengths[heading], 1),
        hits[title] / np.maximum(lengths[title], 1),
        runs[own] / max(asked.words, 1),
        runs[unit] / max(asked.words, 1),
        runs[heading] / max(asked.words, 1),
        _windows(asked, found, own * count, count) / total,
    ]
    times = found.words.reshape(len(_FIELDS), count, -1)[unit]
    pair_times = found.pairs.reshape(len(_FIELDS), count, -1)[unit]
    norm = (1.2 * (0.25 + 0.75 * lengths[unit] / 250))[:, None]
    columns += [
        (times * 2.2 / (times + norm)) @ asked.weights / total,
        (pair_times * 2.2 / (pair_times + norm)) @ asked.pair_weights / total_pairs,
    ]
    columns += _lanes(pool)
    columns += _laws(rows["work"], pool.fused)
    columns += [
        np.log1p(lengths[own]),
        np.log1p(lengths[unit]),
        (lasts - firsts).astype(np.float32),
        ((pool.rows - firsts) / np.maximum(lasts - firsts, 1)).astype(np.float32),
        pool.recalled,
        rows["quoted"].astype(np.float32),
    ]
    best = np.sort(pool.fused)[::-1]
    columns += [
        np.full(count, value, np.float32)
        for value in (
            asked.words,
            total,
            pool.lexical.max(initial=0),
            pool.dense.max(initial=0),
            best[0] - best[1] if count > 1 else 0,
        )
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _lanes(found: Pool) -> list[Matrix]:
    top = found.lexical.max(initial=0) or 1.0
    best = found.fused.max(initial=0) or 1.0
    return [
        found.lexical,
        found.lexical / top,
        found.dense,
        found.dense - found.dense.max(initial=0),
        found.fused,
        found.fused / best,
        found.most_lexical / top,
        found.most_dense,
        *(np.log1p(_ranks(values)) for values in (found.lexical, found.dense, found.fused)),
    ]


def _ranks(values: Matrix) -> Matrix:
    ranks = np.empty(len(values), np.float32)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return ranks


def _laws(works: NDArray[np.int32], fused: Matrix) -> list[Matrix]:
    """Return how much the other candidates speak for the work of each."""
    _, places = np.unique(works, return_inverse=True)
    ranks = _ranks(fused)
    near = (ranks < _NEAR_LAW).astype(np.float32)
    counts = np.bincount(places, near)
    shares = np.bincount(places, near * fused)
    best = np.full(len(counts), np.inf)
    np.minimum.at(best, places, ranks)
    same = places[:, None] == places[None, :]
    others = np.where(same & ~np.eye(len(places), dtype=bool), fused[None, :], 0).max(axis=1, initial=0)
    return [
        (counts[places] - near).astype(np.float32),
        (shares[places] / (np.sum(near * fused) or 1)).astype(np.float32),
        (others / (fused.max(initial=0) or 1)).astype(np.float32),
        np.log1p(best[places]).astype(np.float32),
    ]


def _match(asked: Asked, ids: NDArray[np.uint32], counts: Places) -> _Matched:
    """Find the words of a question, and their pairs, in stretches laid end to end."""
    size, pairs = len(asked.ids), len(asked.pair_weights)
    low = np.zeros(1 << _MASK_BITS, np.bool_)
    low[asked.ids & np.uint32((1 << _MASK_BITS) - 1)] = True
    at = np.flatnonzero(low[ids & np.uint32((1 << _MASK_BITS) - 1)])
    terms = np.minimum(np.searchsorted(asked.ids, ids[at]), max(size - 1, 0))
    right = asked.ids[terms] == ids[at] if size else np.zeros(0, np.bool_)
    at, terms = at[right], terms[right]
    ends = np.cumsum(counts)
    owners = np.searchsorted(ends, at, side="right")
    stretches = len(counts)
    words = np.bincount(owners * size + terms, minlength=stretches * size).reshape(stretches, size)
    beside = (at[1:] == at[:-1] + 1) & (owners[1:] == owners[:-1])
    pair = np.where(beside, asked.pair_at[terms[:-1], terms[1:]], -1)
    standing = pair >= 0
    hits = np.bincount(owners, minlength=stretches).astype(np.float32)
    pair_times = np.bincount(owners[:-1][standing] * pairs + pair[standing], minlength=stretches * pairs)
    return _Matched(
        words.astype(np.float32),
        pair_times.reshape(stretches, pairs).astype(np.float32),
        _runs(standing, owners, hits),
        counts.astype(np.float32),
        hits,
        owners,
        at,
        terms,
    )


def _runs(standing: NDArray[np.bool_], owners: Places, hits: Matrix) -> Matrix:
    """Return for each stretch how many words its longest row of matched pairs joins."""
    longest = np.minimum(hits, 1)
    edges = np.diff(np.concatenate([[False], standing, [False]]).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    _raise_to(longest, owners[starts], (ends - starts + 1).astype(np.float32))
    return longest


def _raise_to(most: Matrix, places: Places, values: Matrix) -> None:
    """Raise the numbers at these ascending places to the greatest of their values."""
    if len(places):
        firsts = np.flatnonzero(np.diff(places, prepend=-1))
        at = places[firsts]
        most[at] = np.maximum(most[at], np.maximum.reduceat(values, firsts))


def _windows(asked: Asked, found: _Matched, first: int, count: int) -> Matrix:
    """Return for the stretches from ``first`` on the greatest weight of distinct words within a window."""
    start, end = np.searchsorted(found.owners, [first, first + count])
    owners, terms, at = found.owners[start:end] - first, found.terms[start:end], found.positions[start:end]
    seen = np.zeros((len(at) + 1, len(asked.ids)), np.int32)
    seen[np.arange(1, len(at) + 1), terms] = 1
    np.cumsum(seen, axis=0, out=seen)
    until = np.minimum(np.searchsorted(at, at + _WINDOW), np.searchsorted(owners, owners, side="right"))
    best = np.zeros(count, np.float32)
    _raise_to(best, owners, ((seen[until] - seen[:-1]) > 0).astype(np.float32) @ asked.weights)
    return best
