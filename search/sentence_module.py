"""The bundled encoder as a module of sentence-transformers: to compare it, to train it further, to use it elsewhere.

``SentenceTransformer(str(default_encoder_folder()), trust_remote_code=True)``: that library asks for the word of trust
before it imports any class but its own; what runs is this file, nothing from the folder. Needs the extra ``models``;
nothing else in this package imports this module.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import torch
from sentence_transformers.sentence_transformer.modules import InputModule
from torch.nn import functional

from search.encoder import CONFIG_FILE
from search.features import Vocabulary, bags_of_texts, read_vocabulary
from search.static_format import DERIVED, unpacked, write_model

_ROWS, _WEIGHTS, _STARTS, _OUT = "rows", "weights", "starts", "sentence_embedding"


class StaticModule(InputModule):
    """Sums a learned vector per syllable and per pair of neighbours; the whole numbers are unpacked to float32."""

    def __init__(self, entries: Vocabulary, table: torch.Tensor, facts: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's own has no types
        self.entries = entries
        self.facts = facts  # the name of the model and how it was trained
        self.table = torch.nn.EmbeddingBag.from_pretrained(table, freeze=False, mode="sum", include_last_offset=True)

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **_options: object) -> Self:  # type: ignore[override]  # a folder has no revisions or tokens
        """Read a folder in the format of docs/adr/0008."""
        folder = Path(model_name_or_path, subfolder)
        facts = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
        return cls(read_vocabulary(folder), torch.from_numpy(unpacked(folder)), facts)

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_options: object) -> dict[str, Any]:  # type: ignore[override]  # it reads texts alone
        """Return the features of clean texts."""
        bags = bags_of_texts([f"{prompt or ''}{text}" for text in inputs], self.entries)
        parts = {_ROWS: bags.rows, _WEIGHTS: bags.weights, _STARTS: bags.starts}
        return {name: torch.from_numpy(part) for name, part in parts.items()}

    def forward(self, features: dict[str, Any], **_options: object) -> dict[str, Any]:
        """Add one unit row per text; zeros where no syllable is known."""
        sums = self.table(features[_ROWS], features[_STARTS], per_sample_weights=features[_WEIGHTS])
        return {**features, _OUT: functional.normalize(sums, dim=1)}

    def get_embedding_dimension(self) -> int:
        """Return how many numbers a vector has."""
        return int(self.table.embedding_dim)

    def save(self, output_path: str, *_positional: object, **_options: object) -> None:
        """Write the folder that ``load`` and the product's own run time read."""
        facts = {name: fact for name, fact in self.facts.items() if name not in DERIVED}
        name = str(facts.pop("name"))
        write_model(Path(output_path), name, self.entries, self.table.weight.detach().cpu().numpy(), facts)
