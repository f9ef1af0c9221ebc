"""Gradient-boosted trees as arrays: what LightGBM has grown, run with numpy alone."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

_FIELDS = ("roots", "feature", "threshold", "children", "value")
_SAVED = (np.int32, np.int16, np.float32, np.int32, np.float32)
_USED = (np.intp, np.intp, np.float32, np.intp, np.float32)


class TreesError(Exception):
    """A file holds no trees."""


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees laid end to end. Numbers of nodes are as wide as pointers, since numpy would widen them at each look-up."""

    roots: NDArray[np.intp]  # of each tree, the number of its first node
    feature: NDArray[np.intp]  # of each node
    threshold: NDArray[np.float32]  # a row goes to the second child where its feature is no greater
    children: NDArray[np.intp]  # (nodes, 2); a leaf leads to itself
    value: NDArray[np.float32]  # of a leaf; 0 elsewhere

    def margins(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return for each row, (rows, features), the sum of the leaves it falls into.

        All rows go down all trees at once; what has reached its leaf is left out of the next step.

        >>> fields = ([0], [0, 0, 0], [0.5, 0, 0], [[2, 1], [1, 1], [2, 2]], [0, 1, 9])
        >>> stump = Forest(*map(np.array, fields))
        >>> stump.margins(np.array([[0.5], [0.6]], np.float32)).tolist()
        [1.0, 9.0]
        """
        count, width = rows.shape
        flat, children = rows.ravel(), self.children.ravel()
        leaf = self.children[:, 0] == np.arange(len(self.children))
        reached = np.tile(self.roots, count)
        starts = np.repeat(np.arange(count) * width, len(self.roots))
        going, nodes = np.arange(len(reached)), reached
        while len(going):
            low = flat.take(starts + self.feature.take(nodes)) <= self.threshold.take(nodes)
            nodes = children.take(2 * nodes + low)
            arrived = leaf.take(nodes)
            reached[going.compress(arrived)] = nodes.compress(arrived)
            going, nodes, starts = (of.compress(~arrived) for of in (going, nodes, starts))
        return np.asarray(self.value.take(reached).reshape(count, len(self.roots)).sum(axis=1), np.float32)

    def save(self, file: Path) -> None:
        """Write the trees into one file."""
        with file.open("wb") as target:
            columns = zip(_FIELDS, _SAVED, strict=True)
            np.savez_compressed(target, **{name: getattr(self, name).astype(kind) for name, kind in columns})


def load_forest(file: Path) -> Forest:
    """Return what ``save`` wrote. Raises TreesError."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            forest = Forest(*(arrays[name].astype(kind) for name, kind in zip(_FIELDS, _USED, strict=True)))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
        raise TreesError(str(file)) from error
    nodes = len(forest.value)
    inside = all(((of >= 0) & (of < nodes)).all() for of in (forest.roots, forest.children))
    downward = inside and (forest.children >= np.arange(nodes)[:, None]).all()  # no way leads round in a circle
    named = (forest.feature >= 0).all()
    if (
        not (downward and named)
        or forest.children.shape != (nodes, 2)
        or {len(forest.feature), len(forest.threshold)} != {nodes}
    ):
        raise TreesError(str(file))
    return forest
