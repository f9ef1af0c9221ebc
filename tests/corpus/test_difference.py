"""Differences keep every letter of both texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.difference import Change, difference, differs

_TEXTS = st.text(alphabet="ab àđ.\n", max_size=60)


@given(old=_TEXTS, new=_TEXTS)
def test_what_was_not_removed_is_the_new_text(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == new


@given(text=_TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not differs(difference(text, text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("hoà giải", "hòa giải", id="tone placement"),
        pytest.param("Điều 1.\nMột", "Điều 1. Một", id="line ends"),
    ],
)
def test_spelling_of_the_same_words_is_no_difference(old: str, new: str) -> None:
    assert not differs(difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("03 tháng", "3 tháng", [("removed", "03"), ("added", "3"), ("same", " tháng")], id="number"),
        pytest.param("a, b", "a; b", [("same", "a"), ("removed", ","), ("added", ";"), ("same", " b")], id="mark"),
    ],
)
def test_every_changed_word_is_shown(old: str, new: str, shown: list[tuple[str, str]]) -> None:
    assert [(run.change.value, run.text) for run in difference(old, new)] == shown


def test_a_text_of_the_same_words_over_and_over_is_compared() -> None:
    old, new = "a " * 990 + "x", "y" + "a b " * 490
    runs = difference(old, new)
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("5. Thị thực thử có hạn.", "5.[22] Thị thực thử có hạn.", id="came"),
        pytest.param("5.[22] Thị thực ở nước ngoài[31].", "5. Thị thực ở nước ngoài.", id="went"),
        pytest.param("ở nước ngoài[31] thì thôi", "ở nước ngoài[4] [5] thì thôi", id="other signs"),
    ],
)
def test_a_sign_of_a_footnote_is_no_word(old: str, new: str) -> None:
    runs = difference(old, new)
    assert not differs(runs)
    assert "".join(run.text for run in runs) == new


def test_beside_a_sign_of_a_footnote_a_changed_word_is_shown_alone() -> None:
    runs = difference("5. Thị thực có hạn 30 ngày", "5.[22] Thị thực có hạn 90 ngày")
    assert [(run.change, run.text) for run in runs if run.change is not Change.SAME] == [
        (Change.REMOVED, "30"),
        (Change.ADDED, "90"),
    ]
