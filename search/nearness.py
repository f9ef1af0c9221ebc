"""Nearness: soft matching of words by the static encoder's own entries, for words that differ and mean alike."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.encoder import StaticEncoder, Vectors
from search.features import bags_of_ids
from search.fusion import Scores
from search.index.forward import ForwardIndex, Places
from search.lexical import syllable_ids
from search.pool import Pool

_NONE = -1


@dataclass(frozen=True, slots=True)
class Nearness:
    """Reads the words of a forward index as the entries of an encoder."""

    encoder: StaticEncoder
    hashes: NDArray[np.uint32]  # of the encoder's syllables, ascending
    rows: Places  # of each in its table

    @classmethod
    def of(cls, encoder: StaticEncoder) -> "Nearness":
        """Number the encoder's syllables as the forward index does."""
        hashes, _ = syllable_ids(encoder.entries.syllables)
        order = np.argsort(hashes, kind="stable")
        return cls(encoder, hashes[order], order)

    def signals(self, words: str, pool: Pool, forward: ForwardIndex) -> list[Scores]:
        """Return for each candidate: cosines with its heading and with what stands above, and soft matches.

        The soft match of a text is the mean, over the words of the question, of the cosine with the word of the text
        nearest to it; each word counts by the length of its vector, which is what training made it weigh.
        """
        found = forward.rows[pool.rows]
        ids, _ = syllable_ids([words])
        question = self.encoder.encode([words])[0]
        headings = [found["heading"].astype(np.int64), found["title"].astype(np.int64)]
        cosines = [self._encode(forward.headings.gather(place, place + 1)) @ question for place in headings]
        asked = self.rows_of(ids)
        asked = np.unique(asked[asked != _NONE])
        own = self._soft(asked, *forward.own.gather(pool.rows, pool.rows + 1))
        heading = self._soft(asked, *forward.headings.gather(headings[0], headings[0] + 1))
        return [*cosines, own[0], own[1], heading[0]]

    def rows_of(self, ids: NDArray[np.uint32]) -> Places:
        """Return the row of each syllable, -1 for those the encoder does not know."""
        at = np.minimum(np.searchsorted(self.hashes, ids), len(self.hashes) - 1)
        return np.where(self.hashes[at] == ids, self.rows[at], _NONE)

    def _encode(self, streams: tuple[NDArray[np.uint32], Places]) -> Vectors:
        ids, counts = streams
        ends = np.concatenate([[0], np.cumsum(counts)])
        return self.encoder.encode_bags(bags_of_ids(self.rows_of(ids), ends, self.encoder.entries))

    def _soft(self, asked: Places, ids: NDArray[np.uint32], counts: Places) -> tuple[Scores, Scores]:
        """Return for each text the weighted mean of the nearest cosines, and the least of them among the weightier."""
        if not len(asked):
            return np.zeros(len(counts), np.float32), np.zeros(len(counts), np.float32)
        vectors = self.encoder.vectors(asked)
        weights = np.linalg.norm(vectors, axis=1)
        distinct, places = np.unique(ids, return_inverse=True)
        rows = self.rows_of(distinct)
        others = self.encoder.vectors(np.maximum(rows, 0))
        norms = np.linalg.norm(others, axis=1, keepdims=True)
        near = (others / np.maximum(norms, 1e-9)) @ (vectors / np.maximum(weights, 1e-9)[:, None]).T
        near[rows == _NONE] = 0
        best = np.zeros((len(counts), len(asked)), np.float32)
        filled = counts > 0
        starts = (np.cumsum(counts) - counts)[filled]
        best[filled] = np.maximum.reduceat(near[places], starts, axis=0)
        total = weights.sum() or 1
        heavy = weights >= np.median(weights)
        return best @ weights / total, best[:, heavy].min(axis=1)
