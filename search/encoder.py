"""Turn texts into unit vectors: the bundled static encoder (numpy alone), or any sentence-transformers model."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CancuError
from search.features import Bags, Vocabulary, bags_of_texts, read_vocabulary

CONFIG_FILE = "config.json"
TABLE_FILE = "table.npy"
SCALES_FILE = "scales.npy"
FORMAT = "cancu-static-1"  # docs/adr/0008-static-encoder.md
BUNDLED = "static-vi-law"
_BATCH = 256  # texts whose features are sorted at once
_MIDDLE = 8  # a half-byte h stands for h - 8, so -7 … 7

Vectors = NDArray[np.float32]


class EncoderError(CancuError):
    """An encoder cannot be loaded."""


class MissingEncoderError(EncoderError):
    """There is no encoder under this name or in this folder."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"Không nạp được mô hình nhúng {name}: {reason}.")


class MissingModelsExtraError(EncoderError):
    """The optional packages are not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Mô hình nhúng {name} cần các gói tùy chọn chưa được cài. "
            'Hãy chạy `pip install "cancu[models]"`, hoặc bỏ tên mô hình để dùng mô hình kèm sẵn.'
        )


class Encoder(Protocol):
    """Gives each text a direction; texts of like meaning point alike."""

    @property
    def name(self) -> str:
        """The model and its revision: vectors of different names are not comparable."""
        ...

    @property
    def dim(self) -> int:
        """How many numbers a vector has."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per question; a row of zeros where a text holds nothing that the model knows."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the same for passages, which some models read in another way than questions."""
        ...


class StaticEncoder:
    """Sums one learned vector per syllable and per pair of neighbours; word order beyond pairs is not seen.

    A vector depends on its text alone, not on the other texts of the call. The table stays on disk, mapped.
    """

    def __init__(self, name: str, entries: Vocabulary, table: NDArray[np.uint8], scales: NDArray[np.float32]) -> None:
        self._name = name
        self._entries = entries
        self._table = table
        self._scales = scales
        self._halves = _half_bytes()

    @classmethod
    def load(cls, folder: Path) -> "StaticEncoder":
        """Open a model folder as written by ``python -m search.training``."""
        try:
            config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
            entries = read_vocabulary(folder)
            table = np.asarray(np.load(folder / TABLE_FILE, mmap_mode="r", allow_pickle=False))
            scales = np.load(folder / SCALES_FILE, allow_pickle=False).astype(np.float32)
        except (OSError, ValueError) as error:
            raise MissingEncoderError(str(folder), "thư mục thiếu tệp hoặc tệp bị hỏng") from error
        if config.get("format") != FORMAT or table.shape != (entries.size, config["dim"] // 2):
            raise MissingEncoderError(str(folder), "định dạng không phải của phiên bản phần mềm này")
        return cls(f"{config['name']}@{config['revision']}", entries, table, scales)

    @property
    def name(self) -> str:
        """The model and the beginning of its content's hash."""
        return self._name

    @property
    def dim(self) -> int:
        """How many numbers a vector has."""
        return 2 * int(self._table.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per clean text; zeros where no syllable is known."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for first in range(0, len(texts), _BATCH):
            bags = bags_of_texts(texts[first : first + _BATCH], self._entries)
            self._sum(bags, vectors[first : first + _BATCH])
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        norms[norms == 0] = 1
        vectors /= norms[:, None]
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return what ``encode`` returns: this model reads questions and passages alike."""
        return self.encode(texts)

    def _sum(self, bags: Bags, out: Vectors) -> None:
        """Write each bag's weighted sum of rows; one small matrix product a text is faster than ``reduceat``."""
        weights = bags.weights * self._scales[bags.rows]
        for index in range(len(out)):
            start, end = bags.starts[index], bags.starts[index + 1]
            packed = self._table[bags.rows[start:end]]
            out[index] = weights[start:end] @ self._halves[packed].view(np.float32)


def default_encoder_folder() -> Path:
    """Return the folder of the encoder that comes with the package."""
    return Path(str(files("search"))) / "models" / BUNDLED


def load_encoder(name_or_folder: str | None = None) -> Encoder:
    """Return the bundled encoder, or the one that the settings name.

    A folder in our own format needs no optional package; everything else goes to sentence-transformers.
    """
    if not name_or_folder:
        return StaticEncoder.load(default_encoder_folder())
    folder = Path(name_or_folder)
    if (folder / TABLE_FILE).is_file():
        return StaticEncoder.load(folder)
    from search.sentence_encoder import SentenceTransformersEncoder  # noqa: PLC0415  # it imports this module

    return SentenceTransformersEncoder(name_or_folder)


def _half_bytes() -> NDArray[np.float64]:
    """Return, for each byte, its two half-bytes as float32, low half first, glued so that one lookup gives both."""
    byte = np.arange(256)
    halves = np.stack([byte & 15, byte >> 4], axis=1) - _MIDDLE
    return halves.astype(np.float32).view(np.float64).ravel()
