"""The pool: what the lanes recalled, folded to units; the best passage speaks for its unit."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from search.fusion import Scores, fuse
from search.index.forward import ForwardIndex, Places
from search.index.protocol import Scored

# The engine adds 32-bit numbers in an order that changes when an index is built again; like texts stay alike.
_LEXICAL_DIGITS, _DENSE_DIGITS = 3, 4


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Units that may answer, best first by fused score, as arrays of one length."""

    rows: Places  # in the forward index, of the best passage
    lexical: Scores  # BM25 of the best passage
    dense: Scores  # its cosine
    fused: Scores
    most_lexical: Scores  # of all passages of the unit that were recalled
    most_dense: Scores
    recalled: Scores  # how many these are

    def head(self, count: int) -> "Pool":
        """Return the first units alone."""
        return Pool(*(getattr(self, field.name)[:count] for field in fields(self)))


def pool_of(passages: Sequence[Scored], forward: ForwardIndex) -> Pool:
    """Fold passages to units; ties by passage id.

    A unit may stand in several texts of its work, each with passages of its own, so the address decides.
    Raises IndexDamagedError for a passage that the forward index lacks.
    """
    rows = forward.rows_of([item.id for item in passages])
    lexical = np.array([item.lexical for item in passages], np.float64).round(_LEXICAL_DIGITS).astype(np.float32)
    dense = np.array([item.dense for item in passages], np.float64).round(_DENSE_DIGITS).astype(np.float32)
    fused = fuse(lexical, dense)
    _, units = np.unique(_addresses(forward.rows[rows]), return_inverse=True)
    order = np.lexsort((rows, -fused))
    _, firsts = np.unique(units[order], return_index=True)
    best = order[np.sort(firsts)]
    most_lexical, most_dense = _most(units, lexical), _most(units, dense)
    recalled = np.bincount(units, minlength=1).astype(np.float32)
    of = units[best]
    return Pool(rows[best], lexical[best], dense[best], fused[best], most_lexical[of], most_dense[of], recalled[of])


def _addresses(rows: NDArray[np.void]) -> NDArray[np.int64]:
    return np.asarray((rows["work"].astype(np.int64) << 32) | rows["eid"], np.int64)


def _most(units: Places, scores: Scores) -> Scores:
    """Return the greatest score of each unit."""
    most = np.full(int(units.max(initial=-1)) + 1, -np.inf, np.float32)
    np.maximum.at(most, units, scores)
    return most
