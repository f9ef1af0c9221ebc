"""Model files that something has damaged: told in a sentence."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from search.syllables import SyllablesError, load_syllables


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
@pytest.mark.parametrize("filled", [True, False])
def test_a_damaged_table_of_syllables_is_told(tmp_path: Path, share: float, filled: bool) -> None:
    with as_file(files("search").joinpath("models/syllables-vi-law/counts.npz")) as whole:
        content = whole.read_bytes()
    kept = int(len(content) * share)
    (tmp_path / "counts.npz").write_bytes(content[:kept] + bytes(len(content) - kept if filled else 0))
    with pytest.raises(SyllablesError, match=r"counts\.npz"):
        load_syllables(tmp_path / "counts.npz")


def test_a_missing_table_of_syllables_is_told(tmp_path: Path) -> None:
    with pytest.raises(SyllablesError, match=r"counts\.npz"):
        load_syllables(tmp_path / "counts.npz")
