"""Gradient-boosted trees as arrays: what LightGBM has grown, run with numpy alone."""

import zlib
from dataclasses import astuple, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

_FIELDS = ("roots", "feature", "threshold", "yes", "no", "value")


class TreesError(Exception):
    """A file holds no trees."""


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees laid end to end. A leaf leads to itself, so that every row may take the same number of steps."""

    roots: NDArray[np.int32]  # of each tree, the number of its first node
    feature: NDArray[np.int16]  # of each node
    threshold: NDArray[np.float32]  # a row goes to ``yes`` where its feature is no greater
    yes: NDArray[np.int32]
    no: NDArray[np.int32]
    value: NDArray[np.float32]  # of a leaf; 0 elsewhere

    def margins(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return for each row, (rows, features), the sum of the leaves it falls into.

        >>> fields = ([0], [0, 0, 0], [0.5, 0, 0], [1, 1, 2], [2, 1, 2], [0, 1, 9])
        >>> stump = Forest(*map(np.array, fields))
        >>> stump.margins(np.array([[0.5], [0.6]], np.float32)).tolist()
        [1.0, 9.0]
        """
        count = len(rows)
        flat, width = rows.ravel(), rows.shape[1]
        starts = np.repeat(np.arange(count, dtype=np.int32) * width, len(self.roots))
        at = np.tile(self.roots, count)
        moving = np.arange(len(at))
        while len(moving):
            nodes = at[moving]
            low = flat[starts[moving] + self.feature[nodes]] <= self.threshold[nodes]
            following = np.where(low, self.yes[nodes], self.no[nodes])
            at[moving] = following
            moving = moving[self.yes[following] != following]
        return np.asarray(self.value[at].reshape(count, -1).sum(axis=1), np.float32)

    def save(self, file: Path) -> None:
        """Write the trees into one file."""
        with file.open("wb") as target:
            np.savez_compressed(target, **dict(zip(_FIELDS, astuple(self), strict=True)))


def load_forest(file: Path) -> Forest:
    """Return what ``save`` wrote. Raises TreesError."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            forest = Forest(*(arrays[name] for name in _FIELDS))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
        raise TreesError(str(file)) from error
    nodes = len(forest.feature)
    inside = all(((of >= 0) & (of < nodes)).all() for of in (forest.roots, forest.yes, forest.no))
    if not inside or len({len(of) for of in astuple(forest)[1:]}) != 1:
        raise TreesError(str(file))
    return forest
