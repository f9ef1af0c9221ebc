"""Measure an encoder as search uses it: alone, and added to BM25, over passages, the best passage of an article."""

# mypy: disable-error-code="import-not-found, import-untyped"
# scipy, sklearn and torch come with the extra `training`.

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from search.features import UNKNOWN, Bags, Vocabulary, bags_of_ids
from search.training.material import Ids, Material, Question, streams

K1, B = 1.2, 0.75
FUSION_WEIGHTS = (20.0, 40.0, 60.0, 90.0, 130.0, 180.0)  # of the cosine, beside a raw BM25 score
_BLOCK = 20_000  # passages at once
_DEPTH = 10

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All passages of the material as features, and of each article its first passage."""

    blocks: tuple[Bags, ...]
    firsts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measure:
    """nDCG@10 over the questions: the encoder alone, and with BM25 at the best weight."""

    dense: float
    fused: float
    weight: float

    def __str__(self) -> str:
        """Return one line for the log."""
        return f"nDCG@10 dense {self.dense:.3f}, fused {self.fused:.3f} (weight {self.weight:.0f})"


def all_passages(material: Material) -> tuple[list[Ids], NDArray[np.int64]]:
    """Return every passage, article by article, and the place of each article's first."""
    passages = [article.passage(number) for article in material.articles for number in range(article.pieces())]
    counts = [article.pieces() for article in material.articles]
    return passages, np.cumsum([0, *counts[:-1]], dtype=np.int64)


def make_shelf(material: Material, entries: Vocabulary) -> Shelf:
    """Return the features of all passages."""
    passages, firsts = all_passages(material)
    starts = range(0, len(passages), _BLOCK)
    return Shelf(tuple(bags_of_ids(*streams(passages[s : s + _BLOCK]), entries) for s in starts), firsts)


def as_matrix(bags: Bags, columns: int) -> csr_matrix:
    """Return bags as a sparse matrix of weights."""
    return csr_matrix((bags.weights, bags.rows, bags.starts), shape=(len(bags.starts) - 1, columns))


def dense_scores(table: NDArray[np.float32], questions: Bags, shelf: Shelf) -> Scores:
    """Return the cosine of each question with the best passage of each article."""
    asked = _unit(as_matrix(questions, len(table)) @ table)
    scores = np.concatenate([asked @ _unit(as_matrix(block, len(table)) @ table).T for block in shelf.blocks], axis=1)
    return np.maximum.reduceat(scores, shelf.firsts, axis=1)


def bm25_scores(questions: Sequence[Ids], texts: Sequence[Ids], size: int) -> Scores:
    """Return BM25 of each question over the texts, on syllables and pairs; ``size`` is the number of syllables."""
    asked = [np.concatenate(_keys(question[question != UNKNOWN], size)) for question in questions]
    keys = np.unique(np.concatenate(asked))
    lengths = np.array([max(2 * len(text) - 1, 0) for text in texts], dtype=np.float32)
    rows, columns = [], []
    for first in range(0, len(texts), _BLOCK):
        ids, ends = streams(texts[first : first + _BLOCK])
        owner = np.repeat(np.arange(first, first + len(ends) - 1), np.diff(ends))
        inside = np.append(owner[:-1] == owner[1:], False)  # a pair lies in one text
        singles, pairs = _keys(ids, size)
        for found, of in ((singles, owner), (pairs[inside[:-1]], owner[inside])):
            place = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
            hit = keys[place] == found
            rows.append(place[hit])
            columns.append(of[hit])
    every = coo_matrix(
        (np.ones(sum(map(len, rows)), np.float32), (np.concatenate(rows), np.concatenate(columns))),
        shape=(len(keys), len(texts)),
    ).tocsr()
    return _bm25(every, asked, keys, lengths)


def ndcg(scores: Scores, questions: Sequence[Question]) -> float:
    """Return the mean nDCG@10."""
    values = []
    for row, question in zip(scores, questions, strict=True):
        top = np.argpartition(-row, _DEPTH)[:_DEPTH]
        top = top[np.argsort(-row[top], kind="stable")]
        gains = sum(1 / np.log2(rank + 2) for rank, article in enumerate(top) if article in question.answers)
        ideal = sum(1 / np.log2(rank + 2) for rank in range(min(_DEPTH, len(question.answers))))
        values.append(gains / ideal)
    return float(np.mean(values))


def measure(dense: Scores, lexical: Scores, questions: Sequence[Question]) -> Measure:
    """Return the figures of an encoder; the weight is chosen on these very questions."""
    fused = {weight: ndcg(lexical + weight * dense, questions) for weight in FUSION_WEIGHTS}
    best = max(fused, key=lambda weight: fused[weight])
    return Measure(ndcg(dense, questions), fused[best], best)


def _keys(ids: Ids, size: int) -> tuple[Ids, Ids]:
    """Return the keys of syllables, and of pairs; those of unknown syllables stand for no question's words."""
    return ids, size + (ids[:-1] + 1) * (size + 1) + ids[1:] + 1


def _bm25(every: csr_matrix, asked: Sequence[Ids], keys: Ids, lengths: NDArray[np.float32]) -> Scores:
    every.sum_duplicates()
    frequency = np.diff(every.indptr)
    rarity = np.log(1 + (len(lengths) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    norm = (K1 * (1 - B + B * lengths / lengths.mean())).astype(np.float32)
    every.data = every.data * (K1 + 1) / (every.data + norm[every.indices]) * np.repeat(rarity, frequency)
    rows = np.repeat(np.arange(len(asked)), [len(keys_of) for keys_of in asked])
    places = np.searchsorted(keys, np.concatenate(asked))
    questions = coo_matrix((np.ones(len(rows), np.float32), (rows, places)), shape=(len(asked), len(keys))).tocsr()
    return np.asarray((questions @ every).toarray(), dtype=np.float32)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    norms[norms == 0] = 1
    return np.asarray(vectors / norms, dtype=np.float32)
