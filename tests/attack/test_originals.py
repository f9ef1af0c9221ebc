"""Originals that were lost or changed on the disk: put back when the same file is loaded again."""

import zipfile
from pathlib import Path

import pytest

from corpus.store import CorpusStore
from ingest.pipeline import ingest
from tests.factories import decree


def _originals(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["luat.txt", "luat.zip"])
@pytest.mark.parametrize("harm", ["lost", "cut", "changed"])
def test_loading_a_file_again_puts_its_original_back(tmp_path: Path, name: str, harm: str) -> None:
    path, keep = tmp_path / name, tmp_path / "sources"
    if name.endswith("zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a/luat.txt", decree())
    else:
        path.write_text(decree(), encoding="utf-8")
    with CorpusStore(tmp_path / "corpus.db") as store:
        ingest([path], store, keep)
        before = _originals(keep)
        (original,) = (kept for kept in keep.rglob("*") if kept.is_file())
        if harm == "lost":
            original.unlink()
        else:
            content = original.read_bytes()
            original.write_bytes(content[:10] if harm == "cut" else content[:-1] + b"!")
        (report,) = ingest([path], store, keep).sources
        assert report.status.value == "unchanged"
        assert _originals(keep) == before
