"""Archives that lie about their members: nothing is lost, nothing leaves the store."""

import warnings
import zipfile
from pathlib import Path

from corpus.store import CorpusStore
from ingest.pipeline import ingest
from tests.factories import decree


def test_members_of_one_name_are_all_read(tmp_path: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        warnings.simplefilter("ignore")  # zipfile warns of what we do on purpose
        for number in ("912", "913", "914"):
            archive.writestr("luat.txt", decree().replace("912/", f"{number}/"))
    with CorpusStore(tmp_path / "corpus.db") as store:
        ingest([tmp_path / "a.zip"], store, tmp_path / "sources")
        assert [work.number for work in store.works()] == ["912/2031/NĐ-CP", "913/2031/NĐ-CP", "914/2031/NĐ-CP"]


def test_members_that_point_upwards_are_read_and_stay_inside(tmp_path: Path) -> None:
    names = ("../../len.txt", "/goc.txt", "a/../../b.txt", "./c.txt", "C:\\d.txt")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, decree().replace("912/", f"{920 + number}/"))
    inside = tmp_path / "kho"
    inside.mkdir()
    before = {path for path in tmp_path.parent.rglob("*") if not path.is_relative_to(inside)}
    with CorpusStore(inside / "corpus.db") as store:
        report = ingest([tmp_path / "a.zip"], store, inside / "sources")
        assert len(store.works()) == len(report.sources) == len(names)
    assert {path for path in tmp_path.parent.rglob("*") if not path.is_relative_to(inside)} == before
