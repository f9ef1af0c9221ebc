"""The ranker: gradient-boosted trees over the signals of the candidates.

What it gives is a chance, 0 to 1, that a person would call the provision an answer: it means the same across questions.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CancuError
from search.fusion import Scores
from search.signals import NAMES, Matrix
from search.trees import Forest, TreesError, load_forest

TREES_FILE = "trees.npz"
CONFIG_FILE = "config.json"
FORMAT = "cancu-ranker-2"  # docs/adr/0014-rank-with-trees.md
BUNDLED = "ranker-vi-law"


class MissingRankerError(CancuError):
    """The ranker that ships with the product cannot be read."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"Không nạp được mô hình xếp hạng {folder.name}: {reason}. Hãy cài lại phần mềm.")


@dataclass(frozen=True, slots=True)
class Ranker:
    """Turns signals into chances. Safe to share between threads."""

    name: str
    encoder: str  # whose cosines it has learned to weigh
    forest: Forest
    slope: float  # of the calibration: chance = 1 / (1 + exp(-(slope * margin + offset)))
    offset: float

    @classmethod
    def load(cls, folder: Path) -> "Ranker":
        """Open a ranker as written by ``python -m search.training.ranking``. Raises MissingRankerError."""
        try:
            config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
            known = config["format"] == FORMAT and tuple(config["signals"]) == NAMES
            name, encoder = f"{config['name']}@{config['revision']}", str(config["encoder"])
            slope, offset = float(config["slope"]), float(config["offset"])
            sealed = known and config["revision"] == revision_of(folder, config)
            forest = load_forest(folder / TREES_FILE) if sealed else None
            known = known and (forest is None or int(forest.feature.max(initial=0)) < len(NAMES))
        except (OSError, ValueError, KeyError, TypeError, TreesError) as error:
            raise MissingRankerError(folder, "thư mục thiếu tệp hoặc tệp bị hỏng") from error
        if not known:
            raise MissingRankerError(folder, "định dạng không phải của phiên bản phần mềm này")
        if forest is None:
            raise MissingRankerError(folder, "tệp không còn như lúc phát hành")
        return cls(name, encoder, forest, slope, offset)

    def chances(self, signals: Matrix) -> Scores:
        """Return for each row the chance that it answers."""
        return sigmoid(self.slope * self.forest.margins(signals) + self.offset)


def revision_of(folder: Path, config: Mapping[str, object]) -> str:
    """Return the beginning of the hash of a ranker's trees and of all else that its configuration says."""
    told = json.dumps({name: value for name, value in config.items() if name != "revision"}, sort_keys=True)
    return hashlib.sha256(told.encode() + (folder / TREES_FILE).read_bytes()).hexdigest()[:12]


def sigmoid(values: NDArray[np.floating]) -> Scores:
    """Return 1 / (1 + exp(-x)).

    >>> sigmoid(np.array([0.0])).tolist()
    [0.5]
    """
    return np.asarray(1 / (1 + np.exp(-values)), np.float32)


@cache
def bundled_ranker() -> Ranker:
    """Return the ranker that ships with the product."""
    return Ranker.load(Path(str(files("search"))) / "models" / BUNDLED)
