"""`cancu packs`: what the terminal says of collections."""

from pathlib import Path

import pytest

from corpus.home import Home
from tests.web.terminal import POINT, Cancu
from web.notebook import Notebook
from web.packs.citing import cite_address
from web.packs.nouns import Note, Passage
from web.packs.shelf import Shelf
from web.rooms import open_rooms
from web.shapes import View


@pytest.fixture
def pack(home: Path) -> str:
    """A collection with a note and a provision, in the filled home."""
    with open_rooms(Home(home)) as rooms, Notebook(home / "notebook.db") as notebook:
        shelf = Shelf(notebook)
        for known in shelf.collections():
            shelf.delete(known.id)
        made = shelf.create("Tập huấn tháng 12")
        shelf.add(made, Note("Mở đầu", ""))
        on = rooms.store.work("912/2019/NĐ-CP").effective
        assert on is not None
        view = View(rooms.force, on, dated=True)
        shelf.add(made, Passage(cite_address("/vb/912-2019-nd-cp/dieu-5/khoan-1/diem-a", rooms.store, view)))
        return made


def test_collections_are_listed_and_shown_by_id_and_by_title(cancu: Cancu, pack: str) -> None:
    assert cancu("packs", "list").out == f"{pack}  Tập huấn tháng 12 (2 mục)\n"
    assert cancu("packs", "list", "--json").json()["collections"][0]["id"] == pack
    shown = cancu("packs", "show", "tập huấn THÁNG 12").out
    assert "1. [note] Mở đầu" in shown
    assert f"2. [passage] {POINT}" in shown
    assert cancu("packs", "show", pack, "--json").json()["items"][1]["cited"][0]["quote"].startswith("a) Ăn, ở")


def test_a_check_says_what_stands(cancu: Cancu, pack: str) -> None:
    checked = cancu("packs", "check", pack, "--on", "2019-05-01")
    assert (checked.status, checked.out) == (0, "Theo luật ngày 01/05/2019: không mục nào cần xem lại.\n")
    found = cancu("packs", "check", pack, "--on", "2019-05-01", "--json").json()
    assert (found["stale"], [one["outcome"] for one in found["checks"]]) == (0, ["same"])


def test_a_check_says_what_changed(cancu: Cancu, pack: str) -> None:
    said = cancu("packs", "check", pack, "--on", "2018-01-01").out
    assert "1 mục cần xem lại." in said
    assert f"{POINT} · hiệu lực đã đổi" in said


def test_an_unknown_collection_is_a_sentence(cancu: Cancu, pack: str) -> None:
    said = cancu("packs", "show", "không có")
    assert said.status == 1
    assert said.err == ("Lỗi: Trong kho không có bộ nào là “không có”. Xem danh sách bằng lệnh: cancu packs list.\n")
    assert pack
    assert cancu("packs").status == 2
