"""From LightGBM's trees to arrays, so that running them needs no LightGBM."""

# mypy: disable-error-code="import-untyped"
# lightgbm has no types.

from collections.abc import Sequence
from typing import Any

import lightgbm as lgb
import numpy as np

from search.trees import Forest


def forest_of(boosters: Sequence[lgb.Booster]) -> Forest:
    """Return the trees of all boosters as one forest, whose margin is the sum of theirs.

    The boosters must be without categories and missing values.
    """
    nodes: list[tuple[int, float, int, int, float]] = []
    roots = [_add(nodes, tree["tree_structure"]) for booster in boosters for tree in booster.dump_model()["tree_info"]]
    feature, threshold, yes, no, value = zip(*nodes, strict=True)
    return Forest(
        np.array(roots),
        np.array(feature),
        np.array(threshold, np.float32),
        np.stack([no, yes], axis=1),
        np.array(value, np.float32),
    )


def _add(nodes: list[tuple[int, float, int, int, float]], node: dict[str, Any]) -> int:
    """Add a node of LightGBM's dump with all below it; return its number."""
    own = len(nodes)
    if "leaf_value" in node:
        nodes.append((0, 0.0, own, own, float(node["leaf_value"])))
        return own
    nodes.append((0, 0.0, own, own, 0.0))  # its place, before its children take theirs
    yes, no = _add(nodes, node["left_child"]), _add(nodes, node["right_child"])
    nodes[own] = (int(node["split_feature"]), below(float(node["threshold"])), yes, no, 0.0)
    return own


def below(threshold: float) -> float:
    """Return the greatest 32-bit number that is no greater: for 32-bit numbers the same border.

    >>> below(0.1) <= 0.1, below(0.5)
    (True, 0.5)
    """
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
