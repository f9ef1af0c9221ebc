"""The ranker: gradient-boosted trees over the signals of the candidates, run by ONNX Runtime.

What it gives is a chance, 0 to 1, that a person would call the provision an answer: it means the same across questions.
"""

# mypy: disable-error-code="import-untyped"
# onnxruntime has no types.

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CancuError
from search.fusion import Scores
from search.signals import NAMES, Matrix

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

TREES_FILE = "trees.onnx"
CONFIG_FILE = "config.json"
FORMAT = "cancu-ranker-1"  # docs/adr/0014-rank-with-trees.md
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
    session: "InferenceSession"
    slope: float  # of the calibration: chance = 1 / (1 + exp(-(slope * margin + offset)))
    offset: float

    @classmethod
    def load(cls, folder: Path) -> "Ranker":
        """Open a ranker as written by ``python -m search.training.ranking``. Raises MissingRankerError."""
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415  # 0.2 s, and not every command ranks

        try:
            config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
            trees = (folder / TREES_FILE).read_bytes()
        except (OSError, ValueError) as error:
            raise MissingRankerError(folder, "thư mục thiếu tệp hoặc tệp bị hỏng") from error
        if config.get("format") != FORMAT or tuple(config["signals"]) != NAMES:
            raise MissingRankerError(folder, "định dạng không phải của phiên bản phần mềm này")
        if hashlib.sha256(trees).hexdigest()[: len(config["revision"])] != config["revision"]:
            raise MissingRankerError(folder, "tệp cây quyết định bị hỏng")
        options = SessionOptions()
        options.intra_op_num_threads = 1  # a hundred rows: threads cost more than they save
        session = InferenceSession(trees, options, providers=["CPUExecutionProvider"])
        name = f"{config['name']}@{config['revision']}"
        return cls(name, config["encoder"], session, config["slope"], config["offset"])

    def margins(self, signals: Matrix) -> Scores:
        """Return the sum of the trees for each row."""
        if not len(signals):
            return np.zeros(0, np.float32)
        (found,) = self.session.run(None, {"signals": signals})
        return np.asarray(found, np.float32).ravel()

    def chances(self, signals: Matrix) -> Scores:
        """Return for each row the chance that it answers."""
        return sigmoid(self.slope * self.margins(signals) + self.offset)


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
