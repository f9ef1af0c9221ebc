"""Vietnamese letters as the browser draws them: every one there, none clipped by the next line."""

import unicodedata
from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.e2e import probes
from tests.e2e.pages import Reached
from tests.e2e.test_every_page import told, walk
from tests.e2e.visiting import visits

pytestmark = pytest.mark.browser
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"


def accented() -> list[str]:
    """Return the 134 letters of Vietnamese that bear a mark: 67 small ones and their capitals."""
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(_VOWELS, _TONES)]
    marked = [letter for letter in [*small, "đ"] if not letter.isascii()]
    return [*marked, *(letter.upper() for letter in marked)]


def test_there_are_134_letters_with_marks() -> None:
    letters = accented()
    assert len(set(letters)) == len(letters) == 134
    assert {"ế", "Ỗ", "ằ", "Ữ", "ợ", "đ", "Đ"} <= set(letters)


def test_every_letter_is_drawn_as_itself(browser: Browser, address: str) -> None:
    styles = [("body", 40), ("h1", 40), ("p.law", 40), ("button", 40), ("input", 40), ("strong", 40)]
    for visit in visits(browser, address):
        visit.open("/vb/66-2011-qh12/dieu-32")
        wrong = visit.page.evaluate(probes.LETTERS, [accented(), styles])
        assert not wrong, "\n".join(wrong)


def test_a_letter_that_is_missing_would_be_noticed(browser: Browser, address: str) -> None:
    for visit in visits(browser, address):
        visit.open("/")
        wrong = visit.page.evaluate(probes.LETTERS, [["ế", "\u0379", "ế"], [("body", 40)]])
        assert wrong == ["body: \u0379 is drawn as a box", "body: ế is drawn as ế"]


def test_no_line_clips_the_marks_of_another(browser: Browser, address: str, reached: Reached) -> None:
    found = []
    for visit in visits(browser, address):
        for name in walk(visit, reached):
            found += [f"{name}: {line}" for line in visit.page.evaluate(probes.CRAMPED, "".join(accented()))]
    assert not found, told(found)
