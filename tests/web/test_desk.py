"""What is shown while a command works."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from corpus.home import Home
from search.service import SearchSettings
from tests.web.home import DECREE
from web.desk import Desk
from web.loading import index_home, load_files

ROOMY = 140  # columns


def desk(home: Path, *, terminal: bool) -> tuple[Desk, StringIO]:
    """Return a desk and what it writes on stderr."""
    err = StringIO()
    notices = Console(file=err, force_terminal=terminal, width=ROOMY, highlight=False)
    return Desk(Home(home), Console(file=StringIO()), notices, SearchSettings()), err


@pytest.mark.parametrize(("terminal", "quiet"), [(False, False), (True, True), (False, True)])
def test_nothing_is_shown_where_nobody_looks(tmp_path: Path, terminal: bool, quiet: bool) -> None:
    made, err = desk(tmp_path, terminal=terminal)
    with made.progress("Lập chỉ mục", quiet=quiet) as bar:
        bar.tell(1, 2, "10 đoạn/giây")
    assert err.getvalue() == ""


def test_a_long_note_keeps_its_rate_and_the_end_of_the_name(tmp_path: Path) -> None:
    made, err = desk(tmp_path, terminal=True)
    with made.progress("Nạp", quiet=False) as bar:
        bar.tell(1, 2, f"1.5 MB/giây, đọc {'thư mục rất dài/' * 20}nghị định 62.docx")
    assert "1.5 MB/giây, đọc thư mục" in err.getvalue()
    assert "/nghị định 62.docx" in err.getvalue()


def test_loading_and_indexing_tell_how_fast_they_go(tmp_path: Path) -> None:
    (tmp_path / "nghị định.txt").write_text(DECREE, encoding="utf-8")
    made, _ = desk(tmp_path / "kho", terminal=False)
    told: list[str] = []
    with made.rooms() as rooms:
        load_files(rooms, [tmp_path / "nghị định.txt"], kind="auto", tell=lambda _done, _all, note: told.append(note))
        assert all("MB/giây, " in note for note in told)
        assert told[-1].endswith("nghị định.txt")
        told.clear()
        index_home(rooms, rebuild=False, tell=lambda _done, _all, note: told.append(note))
    assert told[-1].endswith("đoạn/giây, đang ghi ra đĩa")
    assert int(told[-1].partition(" ")[0].replace(".", "")) > 0
