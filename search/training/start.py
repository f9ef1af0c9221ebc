"""Where training starts: latent semantic analysis of the passages, which knows the corpus before any question."""

# mypy: disable-error-code="import-not-found, import-untyped"
# scipy, sklearn and torch come with the extra `training`.

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from search.training.measure import Shelf, as_matrix

_THIN = 3  # every third passage is enough for the decomposition


def latent_table(shelf: Shelf, entries: int, *, dim: int, seed: int) -> NDArray[np.float32]:
    """Return one row per entry, weighted by the entry's rarity, with numbers of mean square 1."""
    matrix = vstack([as_matrix(block, entries) for block in shelf.blocks]).tocsr()
    weights = np.maximum(rarity(shelf, entries), 0)
    weighted = normalize(matrix[::_THIN].multiply(weights).tocsr())
    _, strengths, directions = randomized_svd(weighted, dim, n_iter=2, random_state=seed)
    table = directions.T * weights[:, None] * strengths[None] ** -0.5
    return np.asarray(table / np.sqrt(np.square(table).mean()), dtype=np.float32)


def rarity(shelf: Shelf, entries: int) -> NDArray[np.float32]:
    """Return the inverse passage frequency of each entry, as a logarithm."""
    frequency = sum(np.bincount(block.rows, minlength=entries) for block in shelf.blocks)
    passages = sum(len(block.starts) - 1 for block in shelf.blocks)
    return np.log(passages / (1 + np.asarray(frequency))).astype(np.float32)
