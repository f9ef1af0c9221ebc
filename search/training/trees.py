"""Write gradient-boosted trees as an ONNX tree ensemble, so that running them needs no LightGBM."""

# mypy: disable-error-code="import-not-found, import-untyped"
# onnx and lightgbm come with the extra `training`.

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from onnx import TensorProto, helper, save_model

_OPSETS = {"": 17, "ai.onnx.ml": 3}  # with TreeEnsembleRegressor, and old enough for every supported run time


@dataclass(slots=True)
class _Nodes:
    """The attributes of ``TreeEnsembleRegressor``, node by node."""

    trees: list[int] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    yes: list[int] = field(default_factory=list)
    no: list[int] = field(default_factory=list)
    leaves: list[tuple[int, int, float]] = field(default_factory=list)

    def add(self, tree: int, node: dict[str, Any]) -> int:
        """Add a node of LightGBM's dump with all below it; return its number in the tree."""
        own = self.ids[-1] + 1 if self.trees and self.trees[-1] == tree else 0
        place = len(self.ids)
        leaf = "leaf_value" in node
        self.trees.append(tree)
        self.ids.append(own)
        self.features.append(0 if leaf else int(node["split_feature"]))
        self.modes.append("LEAF" if leaf else "BRANCH_LEQ")
        self.values.append(0.0 if leaf else below(float(node["threshold"])))
        self.yes.append(0)
        self.no.append(0)
        if leaf:
            self.leaves.append((tree, own, float(node["leaf_value"])))
        else:
            self.yes[place] = self.add(tree, node["left_child"])
            self.no[place] = self.add(tree, node["right_child"])
        return own


def below(threshold: float) -> float:
    """Return the greatest 32-bit number that is no greater: for 32-bit numbers the same border.

    >>> below(0.1) <= 0.1, below(0.5)
    (True, 0.5)
    """
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))


def write_trees(forests: Sequence[lgb.Booster], file: Path) -> None:
    """Write forests without categories or missing values: from ``signals``, (rows, signals), to the sum of margins."""
    nodes = _Nodes()
    trees = [info["tree_structure"] for forest in forests for info in forest.dump_model()["tree_info"]]
    for tree, root in enumerate(trees):
        nodes.add(tree, root)
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["signals"],
        ["margin"],
        domain="ai.onnx.ml",
        n_targets=1,
        nodes_treeids=nodes.trees,
        nodes_nodeids=nodes.ids,
        nodes_featureids=nodes.features,
        nodes_modes=nodes.modes,
        nodes_values=nodes.values,
        nodes_truenodeids=nodes.yes,
        nodes_falsenodeids=nodes.no,
        target_treeids=[tree for tree, _, _ in nodes.leaves],
        target_nodeids=[node for _, node, _ in nodes.leaves],
        target_ids=[0] * len(nodes.leaves),
        target_weights=[weight for _, _, weight in nodes.leaves],
    )
    graph = helper.make_graph(
        [ensemble],
        "ranker",
        [helper.make_tensor_value_info("signals", TensorProto.FLOAT, [None, forests[0].num_feature()])],
        [helper.make_tensor_value_info("margin", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
    save_model(helper.make_model(graph, opset_imports=opsets, ir_version=8), file)
