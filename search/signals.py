"""Signals: what speaks for each candidate, as numbers that a learned ranker weighs.

None of them tells from which test set or kind of paper a candidate comes; all can be had for any corpus.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.text import syllables
from search.evidence import ASKING
from search.index.forward import HEADINGS, ForwardIndex, Places
from search.lexical import ASKING_WEIGHT, syllable_ids
from search.pool import Pool
from search.syllables import SyllableModel

_FIELDS = (*HEADINGS, "own", "unit")  # own words of the best passage; all words of the unit
_TITLE, _HEADING, _OWN, _UNIT = (_FIELDS.index(name) for name in ("title", "heading", "own", "unit"))
_K1, _B, _USUAL_LENGTH = 1.2, 0.75, 250  # of BM25 over whole units, in words
# Not tuned: the trees weigh what comes of them.
_MOST_PASSAGES = 24  # of a long unit, around the best one, that are read: 3,600 words at most
_WINDOW = 30  # words within which matches are near each other: about a sentence of law
_NEAR_LAW = 20  # candidates among which others of the same work are counted: two pages of hits
_FLOOR = 1e-6  # the share of a word or a pair that was never counted: surprise 13.8
_MASK_BITS = 16  # a table of 65,536 flags lets most words of a text pass unlooked at

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
    return -float(np.log(max(share, _FLOOR))) * (ASKING_WEIGHT if asks else 1.0)


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


@dataclass(frozen=True, slots=True)
class _Units:
    """The candidates' places in the forward index."""

    rows: NDArray[np.void]  # of the best passages
    best: Places
    firsts: Places  # of the passages of the unit that are read
    lasts: Places  # after the last of them


def signals(asked: Asked, pool: Pool, forward: ForwardIndex) -> Matrix:
    """Return a row for each candidate with a number for each of ``NAMES``."""
    count = len(pool.rows)
    if not count or not len(asked.ids):
        return np.zeros((count, len(NAMES)), np.float32)
    units = _units(pool, forward)
    found = _match(asked, *_stretches(units, forward))
    columns = _coverages(asked, found, count) | _orders(asked, found, count) | _saturated(asked, found, count)
    columns |= _lanes(pool) | _laws(units.rows["work"], pool.fused) | _shapes(units, found, pool) | _whole(asked, pool)
    return np.stack([columns[name] for name in NAMES], axis=1).astype(np.float32)


def _units(pool: Pool, forward: ForwardIndex) -> _Units:
    firsts, lasts = forward.units_of(pool.rows)
    firsts = np.maximum(firsts, pool.rows - _MOST_PASSAGES // 2)
    lasts = np.minimum(lasts, pool.rows + _MOST_PASSAGES // 2 + 1)
    return _Units(forward.rows[pool.rows], pool.rows, firsts, lasts)


def _stretches(units: _Units, forward: ForwardIndex) -> tuple[NDArray[np.uint32], Places]:
    """Return the words of each field of each candidate, field by field, and how many each has."""
    numbers = [units.rows[name].astype(np.int64) for name in HEADINGS]
    parts = [forward.headings.gather(number, number + 1) for number in numbers]
    parts.append(forward.own.gather(units.best, units.best + 1))
    parts.append(forward.own.gather(units.firsts, units.lasts))
    return np.concatenate([ids for ids, _ in parts]), np.concatenate([counts for _, counts in parts])


def _coverages(asked: Asked, found: _Matched, count: int) -> dict[str, Matrix]:
    """Return which share of the question's weight, in words and in pairs, each field has, and fields together."""
    words = (found.words > 0).astype(np.float32).reshape(len(_FIELDS), count, len(asked.ids))
    pairs = (found.pairs > 0).astype(np.float32).reshape(len(_FIELDS), count, len(asked.pair_weights))
    word_weights = asked.weights / (asked.weights.sum() or 1.0)
    pair_weights = asked.pair_weights / (asked.pair_weights.sum() or 1.0)
    columns: dict[str, Matrix] = {}
    for field, name in enumerate(_FIELDS):
        columns[f"{name}_words"] = words[field] @ word_weights
        columns[f"{name}_pairs"] = pairs[field] @ pair_weights
    above, passage = slice(_TITLE, _HEADING + 1), slice(_TITLE, _OWN + 1)
    return columns | {
        "heading_all": words[above].max(axis=0) @ word_weights,
        "any_words": words.max(axis=0) @ word_weights,
        "any_pairs": pairs.max(axis=0) @ pair_weights,
        "context_words": words[passage].max(axis=0) @ word_weights,
        "context_pairs": pairs[passage].max(axis=0) @ pair_weights,
    }


def _orders(asked: Asked, found: _Matched, count: int) -> dict[str, Matrix]:
    """Return how close together and how much in the question's order its words stand."""
    lengths, hits, runs = (of.reshape(len(_FIELDS), count) for of in (found.lengths, found.hits, found.runs))
    return {
        "heading_share": hits[_HEADING] / np.maximum(lengths[_HEADING], 1),
        "title_share": hits[_TITLE] / np.maximum(lengths[_TITLE], 1),
        "own_run": runs[_OWN] / max(asked.words, 1),
        "unit_run": runs[_UNIT] / max(asked.words, 1),
        "heading_run": runs[_HEADING] / max(asked.words, 1),
        "own_window": _windows(asked, found, _OWN * count, count) / (asked.weights.sum() or 1.0),
    }


def _saturated(asked: Asked, found: _Matched, count: int) -> dict[str, Matrix]:
    """Return BM25 of the whole unit, weighed by surprise instead of by how many texts have a word."""
    lengths = found.lengths.reshape(len(_FIELDS), count)[_UNIT]
    norm = (_K1 * (1 - _B + _B * lengths / _USUAL_LENGTH))[:, None]
    columns: dict[str, Matrix] = {}
    for name, all_times, weights in (
        ("unit_bm25", found.words, asked.weights),
        ("unit_bm25_pairs", found.pairs, asked.pair_weights),
    ):
        times = all_times.reshape(len(_FIELDS), count, len(weights))[_UNIT]
        columns[name] = (times * (_K1 + 1) / (times + norm)) @ weights / (weights.sum() or 1.0)
    return columns


def _lanes(pool: Pool) -> dict[str, Matrix]:
    """Return the scores of the lanes as they are, beside the best, and as ranks."""
    top, best = pool.lexical.max() or 1.0, pool.fused.max() or 1.0
    ranks = {f"rank_{name}": np.log1p(_ranks(getattr(pool, name))) for name in ("lexical", "dense", "fused")}
    return ranks | {
        "lexical": pool.lexical,
        "lexical_share": pool.lexical / top,
        "dense": pool.dense,
        "dense_gap": pool.dense - pool.dense.max(),
        "fused": pool.fused,
        "fused_share": pool.fused / best,
        "most_lexical": pool.most_lexical / top,
        "most_dense": pool.most_dense,
    }


def _shapes(units: _Units, found: _Matched, pool: Pool) -> dict[str, Matrix]:
    """Return how long a candidate is, and where in it the best passage stands."""
    lengths = found.lengths.reshape(len(_FIELDS), len(pool.rows))
    passages = (units.lasts - units.firsts).astype(np.float32)
    return {
        "own_length": np.log1p(lengths[_OWN]),
        "unit_length": np.log1p(lengths[_UNIT]),
        "passages": passages,
        "place": (units.best - units.firsts) / np.maximum(passages, 1),
        "recalled": pool.recalled,
        "quoted": units.rows["quoted"].astype(np.float32),
    }


def _whole(asked: Asked, pool: Pool) -> dict[str, Matrix]:
    """Return what is the same for all candidates of a question: how much it says, and how near the best came."""
    first = np.sort(pool.fused)[::-1]
    values = {
        "asked_words": asked.words,
        "asked_weight": asked.weights.sum() or 1.0,
        "best_lexical": pool.lexical.max(),
        "best_dense": pool.dense.max(),
        "second_gap": first[0] - first[1] if len(first) > 1 else 0.0,
    }
    return {name: np.full(len(first), value, np.float32) for name, value in values.items()}


def _ranks(values: Matrix) -> Matrix:
    ranks = np.empty(len(values), np.float32)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return ranks


def _laws(works: NDArray[np.int32], fused: Matrix) -> dict[str, Matrix]:
    """Return how much the other candidates speak for the work of each."""
    _, places = np.unique(works, return_inverse=True)
    ranks = _ranks(fused)
    near = (ranks < _NEAR_LAW).astype(np.float32)
    counts, shares = np.bincount(places, near), np.bincount(places, near * fused)
    best = np.full(len(counts), np.inf)
    np.minimum.at(best, places, ranks)
    others = (places[:, None] == places[None, :]) & ~np.eye(len(places), dtype=bool)
    return {
        "law_count": counts[places] - near,
        "law_share": shares[places] / (np.sum(near * fused) or 1),
        "law_best": np.where(others, fused[None, :], 0).max(axis=1) / (fused.max() or 1),
        "law_rank": np.log1p(best[places]),
    }


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
