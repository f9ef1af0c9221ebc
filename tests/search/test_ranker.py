"""The learned ranker: trees as arrays, chances that mean the same across questions."""

import json
from pathlib import Path

import numpy as np
import pytest

from search.encoder import load_encoder
from search.ranker import MissingRankerError, Ranker, bundled_ranker
from search.signals import NAMES

FOLDER = Path("search/models/ranker-vi-law")


def test_the_bundled_ranker_serves_the_bundled_encoder() -> None:
    assert bundled_ranker().encoder == load_encoder().name


def test_chances_lie_between_nothing_and_one_and_rise_with_the_margin() -> None:
    rows = np.random.default_rng(0).random((50, len(NAMES)), np.float32)
    margins, chances = bundled_ranker().forest.margins(rows), bundled_ranker().chances(rows)
    assert ((chances >= 0) & (chances <= 1)).all()
    assert (np.argsort(margins, kind="stable") == np.argsort(chances, kind="stable")).all()


def test_a_row_s_chance_does_not_depend_on_its_neighbours() -> None:
    rows = np.random.default_rng(1).random((20, len(NAMES)), np.float32)
    alone = np.concatenate([bundled_ranker().chances(row[None]) for row in rows])
    assert np.array_equal(alone, bundled_ranker().chances(rows))


def test_no_candidates_have_no_chances() -> None:
    assert not len(bundled_ranker().chances(np.zeros((0, len(NAMES)), np.float32)))


def test_a_folder_without_its_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingRankerError, match="thiếu tệp"):
        Ranker.load(tmp_path)


def test_a_ranker_of_other_signals_is_refused(tmp_path: Path) -> None:
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps({**config, "signals": ["other"]}), encoding="utf-8")
    (tmp_path / "trees.npz").write_bytes((FOLDER / "trees.npz").read_bytes())
    with pytest.raises(MissingRankerError, match="phiên bản"):
        Ranker.load(tmp_path)


def test_trees_that_are_no_trees_are_told(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((FOLDER / "config.json").read_bytes())
    (tmp_path / "trees.npz").write_bytes(b"not trees")
    with pytest.raises(MissingRankerError, match="phát hành"):
        Ranker.load(tmp_path)
