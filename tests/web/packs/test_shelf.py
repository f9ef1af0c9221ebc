"""The shelf keeps collections whole: order, copies, what was taken out, two writers, and what it cannot read."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.case import Health, PersonClass, Route, Support
from tests.web.gathered import NEW, answered, cited, comparison, exercise, quiz
from tests.web.packs.conftest import Door
from web.notebook import Notebook
from web.packs.codec import body_of, kind_of, read_item
from web.packs.errors import (
    CollectionLimitError,
    ItemChangedError,
    UnknownCollectionError,
    UnknownItemError,
    UnwritableItemError,
)
from web.packs.nouns import Content, Item, Note, Passage, StoryFacts, Unreadable, cited_in
from web.packs.shelf import MAX_HELD, MAX_ITEMS, MAX_NOTE, MAX_TITLE, Shelf, stamp_of

FACTS = StoryFacts(
    age=17,
    route=Route.REPORTED,
    health=(Health.ILL,),
    wishes=(Support.MEDICAL,),
    identified_on=date(2026, 1, 2),
)
CITED = cited("art_5__cl_1", "khoản 1 Điều 5", "Trong thời hạn 03 ngày.", start=3, end=26)
CONTENTS: tuple[Content, ...] = (
    Passage(NEW),
    replace(answered(), person_class=PersonClass.VICTIM),
    Note("Phần 1", "Mở đầu"),
    replace(exercise(), facts=FACTS),
    quiz(),
    comparison(),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Notebook(tmp_path / "notebook.db") as notebook:
        yield Shelf(notebook)


def headings(shelf: Shelf, pack: str) -> list[str]:
    """Return the headings of a collection of notes, in its order."""
    return [item.content.heading for item in shelf.collection(pack).items if isinstance(item.content, Note)]


def filled(shelf: Shelf, *names: str) -> tuple[str, list[str]]:
    """Return a collection with a note of each name, and the ids of these."""
    pack = shelf.create("Tập huấn")
    return pack, [shelf.add(pack, Note(name, "")) for name in names]


@pytest.mark.parametrize("content", CONTENTS, ids=kind_of)
def test_every_kind_of_item_is_read_back_as_it_was_written(content: Content) -> None:
    item = Item("x", content, "ghi chú", ("Đã đổi.",))
    assert read_item("x", kind_of(content), body_of(item)) == item


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        pytest.param("passage", '"end":26', '"end":25', id="a quote longer than its place"),
        pytest.param("passage", '"status":"in_force"', '"status":"king"', id="no such status"),
        pytest.param("passage", '"start":3', '"start":"3"', id="text for a number"),
        pytest.param("passage", '"start":3', '"start":3,"more":1', id="a field that is none"),
        pytest.param("passage", '"label"', '"lable"', id="a field that lacks"),
        pytest.param("passage", '"note":""', '"note":[]', id="a note that is no text"),
        pytest.param("quiz", '"right":[2]', '"right":[7]', id="a right option that is none"),
        pytest.param("quiz", '"right":[2]', '"right":[]', id="no right option"),
        pytest.param("king", "{", "{", id="no such kind"),
        pytest.param("passage", '{"version"', '[{"version"', id="no JSON"),
    ],
)
def test_what_is_not_wholly_readable_is_kept_as_it_is_and_said(kind: str, old: str, new: str) -> None:
    content = quiz() if kind == "quiz" else Passage(CITED)
    body = body_of(Item("x", content))
    assert old in body
    read = read_item("x", kind, body.replace(old, new, 1)).content
    assert isinstance(read, Unreadable)
    assert (read.kind, read.body) == (kind, body.replace(old, new, 1))
    assert "được giữ nguyên" in read.why


def test_a_newer_form_says_that_the_software_is_old() -> None:
    read = read_item("x", "note", body_of(Item("x", Note("a", "b"))).replace('"version":1', '"version":2')).content
    assert isinstance(read, Unreadable)
    assert "hãy nâng cấp phần mềm" in read.why


def test_a_damaged_item_stays_in_its_place_can_be_taken_out_and_never_rewritten(shelf: Shelf) -> None:
    pack, ids = filled(shelf, "một", "hai")
    with shelf._notebook.transaction(writes=True) as known:  # as a fault of the disk would
        known.execute("UPDATE item SET body = '{' WHERE id = ?", (ids[0],))
    first = shelf.collection(pack).items[0]
    assert isinstance(first.content, Unreadable)
    assert list(cited_in(first.content)) == []
    with pytest.raises(UnwritableItemError):
        shelf.rewrite(pack, ids[0], stamp_of(first), lambda item: item)
    copied = shelf.collection(shelf.copy(pack)).items[0]
    assert isinstance(copied.content, Unreadable)
    assert copied.content.body == "{"
    shelf.take_out(pack, ids[0])
    assert headings(shelf, pack) == ["hai"]


@pytest.mark.parametrize(
    ("which", "by", "order"),
    [(0, 1, "bacd"), (3, -1, "abdc"), (0, -1, "abcd"), (3, 1, "abcd"), (0, 100, "bcda"), (3, -100, "dabc")],
)
def test_an_item_moves_and_stays_at_the_ends(shelf: Shelf, which: int, by: int, order: str) -> None:
    pack, ids = filled(shelf, *"abcd")
    shelf.move(pack, ids[which], by)
    assert "".join(headings(shelf, pack)) == order


def test_what_is_taken_out_lies_beside_and_comes_back_to_its_place(shelf: Shelf) -> None:
    pack, ids = filled(shelf, *"abcd")
    shelf.take_out(pack, ids[1])
    shelf.take_out(pack, ids[1])
    assert headings(shelf, pack) == ["a", "c", "d"]
    assert [item.id for item in shelf.taken_out(pack)] == [ids[1]]
    shelf.put_back(pack, ids[1])
    shelf.put_back(pack, ids[1])
    assert headings(shelf, pack) == ["a", "b", "c", "d"]
    shelf.take_out(pack, ids[0])
    shelf.throw_away(pack)
    assert shelf.taken_out(pack) == []


def test_a_copy_has_its_own_items(shelf: Shelf) -> None:
    pack, ids = filled(shelf, "a", "b")
    copied = shelf.copy(pack)
    shelf.take_out(pack, ids[0])
    assert headings(shelf, copied) == ["a", "b"]
    assert shelf.collection(copied).title == "Tập huấn (bản sao)"
    assert {item.id for item in shelf.collection(copied).items}.isdisjoint(ids)


def test_a_deleted_collection_leaves_nothing(shelf: Shelf) -> None:
    pack, ids = filled(shelf, "a")
    shelf.delete(pack)
    with pytest.raises(UnknownCollectionError, match="có thể nó đã bị xóa"):
        shelf.collection(pack)
    with pytest.raises(UnknownCollectionError):
        shelf.item(pack, ids[0])
    assert shelf.collections() == []


def test_an_item_of_another_collection_is_not_found(shelf: Shelf) -> None:
    pack, ids = filled(shelf, "a")
    other = shelf.create("Khác")
    for touch in (shelf.take_out, shelf.put_back, lambda one, two: shelf.move(one, two, 1)):
        with pytest.raises(UnknownItemError):
            touch(other, ids[0])
    assert headings(shelf, pack) == ["a"]


def test_who_saves_over_anothers_change_is_told_and_changes_nothing(shelf: Shelf) -> None:
    pack, ids = filled(shelf, "a")
    seen = stamp_of(shelf.item(pack, ids[0]))
    shelf.rewrite(pack, ids[0], seen, lambda item: replace(item, note="của người thứ nhất"))
    with pytest.raises(ItemChangedError, match="vừa được sửa ở nơi khác"):
        shelf.rewrite(pack, ids[0], seen, lambda item: replace(item, note="của người thứ hai"))
    assert shelf.item(pack, ids[0]).note == "của người thứ nhất"


def test_many_writers_at_once_lose_nothing(shelf: Shelf) -> None:
    pack = shelf.create("Tập huấn")
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda number: shelf.add(pack, Note(str(number), "")), range(24)))
        list(pool.map(lambda one: shelf.move(pack, one, 3), ids))
        list(pool.map(lambda one: shelf.take_out(pack, one), ids[:6]))
    left = shelf.collection(pack).items
    assert len(left) == 18
    assert {item.id for item in (*left, *shelf.taken_out(pack))} == set(ids)


@pytest.mark.parametrize(
    ("title", "said"), [("  ", "Hãy đặt tên"), ("a" * (MAX_TITLE + 1), f"dài quá {MAX_TITLE} ký tự")]
)
def test_a_title_has_its_bounds(shelf: Shelf, title: str, said: str) -> None:
    with pytest.raises(CollectionLimitError, match=said):
        shelf.create(title)


def test_a_collection_takes_so_many_items_and_notes_so_many_letters(shelf: Shelf) -> None:
    pack, ids = filled(shelf, *(str(number) for number in range(MAX_ITEMS)))
    with pytest.raises(CollectionLimitError, match=f"đã đủ {MAX_ITEMS} mục"):
        shelf.add(pack, Note("một nữa", ""))
    shelf.take_out(pack, ids[0])
    shelf.add(pack, Note("vừa chỗ", ""))
    with pytest.raises(CollectionLimitError, match="đã đủ"):
        shelf.put_back(pack, ids[0])
    with pytest.raises(CollectionLimitError, match="Ghi chú dài quá"):
        shelf.add(pack, Note("x", ""), "a" * (MAX_NOTE + 1))


def test_a_collection_and_the_notebook_hold_so_many_bytes(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    pack, ids = filled(shelf, "ngắn")
    for _ in range(MAX_HELD // 60_000):
        shelf.add(pack, Note("", "ế" * 20_000))
    before = [item.id for item in shelf.collection(pack).items]
    with pytest.raises(CollectionLimitError, match="đã quá dài"):
        shelf.add(pack, Note("", "ế" * 20_000))
    short = shelf.item(pack, ids[0])
    with pytest.raises(CollectionLimitError, match="đã quá dài"):
        shelf.rewrite(pack, ids[0], stamp_of(short), lambda item: replace(item, content=Note("", "ế" * 20_000)))
    assert [item.id for item in shelf.collection(pack).items] == before
    assert shelf.item(pack, ids[0]) == short
    for one in before[1:3]:
        shelf.take_out(pack, one)
    with pytest.raises(CollectionLimitError, match="xóa hẳn các mục đã bỏ ra"):
        shelf.add(pack, Note("", "ế" * 20_000))
    shelf.throw_away(pack)
    shelf.add(pack, Note("", "ế" * 20_000))
    monkeypatch.setattr("web.packs.shelf.MAX_NOTEBOOK", 3_000_000)
    with pytest.raises(CollectionLimitError, match="đã đầy"):
        shelf.copy(pack)
    assert len(shelf.collections()) == 1


def test_the_list_shows_the_last_changed_first_with_its_count(shelf: Shelf) -> None:
    first, _ = filled(shelf, "a")
    second = shelf.create("Sau")
    assert [(one.id, one.count) for one in shelf.collections()] == [(second, 0), (first, 1)]
    shelf.add(first, Note("b", ""))
    assert [one.id for one in shelf.collections()] == [first, second]


def test_an_item_kept_before_citations_told_their_end_is_read_as_it_was(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, "Điều 5 Luật 12/2020/QH14")
    shape = json.loads(body_of(item))
    del shape["content"]["cited"]["ended"]
    assert read_item(item.id, "passage", json.dumps(shape)) == item
    shape["content"]["cited"]["later"] = 1
    assert isinstance(read_item(item.id, "passage", json.dumps(shape)).content, Unreadable)
