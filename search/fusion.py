"""Fusion: one order out of two lanes, by a weighted sum of their scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class FusionSettings:
    """What each lane counts. Tuned on dev: docs/experiments.md, "lexical and fusion"."""

    dense_weight: float = 0.4


def fuse(lexical: Scores, dense: Scores, settings: FusionSettings | None = None) -> Scores:
    """Return one score for each candidate: at most one for words, and the weight of meaning for the cosine.

    The best lexical score counts as one, so that long and short questions are weighed alike; cosines count as they are.

    >>> fuse(np.array([10.0, 9.0, 0.0]), np.array([0.2, 0.9, 0.9])).round(2).tolist()
    [1.08, 1.26, 0.36]
    """
    weight = (settings or FusionSettings()).dense_weight
    best = lexical.max(initial=0.0) or 1.0
    return np.asarray(lexical / best + weight * dense, np.float32)
