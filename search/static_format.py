"""Write a trained table as the small files that the run time maps: half a byte a number, one scale a row."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.encoder import CONFIG_FILE, FORMAT, SCALES_FILE, TABLE_FILE
from search.features import PAIRS_FILE, SYLLABLES_FILE, Vocabulary, write_vocabulary

_TOP = 7  # half a byte holds -7 … 7
MODULES_FILE = "modules.json"  # by which sentence-transformers knows what to load
DERIVED = ("format", "revision", "dim", "syllables", "pairs")  # what the files themselves say, in config.json
_MODULE = "search.sentence_module.StaticModule"  # named, not imported: it needs torch
_CLIPS = np.linspace(0.4, 1.0, 13)  # of a row's largest number; the best of these per row, by squared error


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return whole numbers from -7 to 7 and the scale of each row that brings them nearest to the table."""
    largest = np.abs(table).max(axis=1) + 1e-9
    best = np.full(len(table), np.inf, dtype=np.float32)
    scales = np.zeros(len(table), dtype=np.float16)
    for clip in _CLIPS:
        tried = (largest * clip / _TOP).astype(np.float16)
        error = np.square(table - _rounded(table, tried) * tried[:, None].astype(np.float32)).sum(axis=1)
        better = error < best
        best[better], scales[better] = error[better], tried[better]
    return _rounded(table, scales).astype(np.int8), scales


def write_model(
    folder: Path, name: str, entries: Vocabulary, table: NDArray[np.float32], facts: Mapping[str, object]
) -> str:
    """Write the model's files and return its revision, the beginning of the hash of their content."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers, scales = quantise(table)
    halves = (numbers + _TOP + 1).astype(np.uint8)
    write_vocabulary(entries, folder)
    np.save(folder / TABLE_FILE, halves[:, 0::2] | (halves[:, 1::2] << 4), allow_pickle=False)
    np.save(folder / SCALES_FILE, scales, allow_pickle=False)
    content = hashlib.sha256()
    for file in (SYLLABLES_FILE, PAIRS_FILE, TABLE_FILE, SCALES_FILE):
        content.update((folder / file).read_bytes())
    revision = content.hexdigest()[:12]
    config = {
        "format": FORMAT,
        "name": name,
        "revision": revision,
        "dim": table.shape[1],
        "syllables": len(entries.syllables),
        "pairs": len(entries.pairs),
        **facts,
    }
    _write_json(folder / CONFIG_FILE, config)
    _write_json(folder / MODULES_FILE, [{"idx": 0, "name": "0", "path": "", "type": _MODULE}])
    return revision


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _rounded(table: NDArray[np.float32], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    wide = np.maximum(scales.astype(np.float32), 1e-7)[:, None]
    return np.clip(np.rint(table / wide), -_TOP, _TOP)


def unpacked(folder: Path) -> NDArray[np.float32]:
    """Return the table as the run time reads it."""
    halves = np.load(folder / TABLE_FILE, allow_pickle=False)
    numbers = np.stack([halves & 15, halves >> 4], axis=2).reshape(len(halves), -1).astype(np.float32) - (_TOP + 1)
    scales = np.load(folder / SCALES_FILE, allow_pickle=False).astype(np.float32)
    return np.asarray(numbers * scales[:, None], dtype=np.float32)
