"""Two sets of questions written apart from the code: a hundred to refuse, eighty with their places in the law."""

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.shared import require_shared

HERE = Path(__file__).parent
ROLES = {"officer", "legal", "trainer"}
KINDS = {"offdomain": 30, "nonexistent": 20, "false_premise": 30, "local": 10, "present_law": 10}
NUMBER = re.compile(r"\d+[a-zđ]?")
POINT = re.compile(r"[a-zđ]")
INSTRUMENT = re.compile(r"\d+/\d{4}/[A-ZĐ0-9-]+")
SAME = 0.6  # share of common syllables from which two questions count as one


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the law an answer stands."""

    doc: str
    article: str
    clause: str | None
    point: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a set, with the keys of the shared question sets and no other."""

    id: str
    q: str
    role: str
    as_of: str
    behavior: str
    tags: list[str]
    expect: list[Place]
    all: bool
    note: str


def _questions(path: Path) -> list[Question]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Question(**{**line, "expect": [Place(**place) for place in line["expect"]]}) for line in lines]


UNANSWERABLE = _questions(HERE / "unanswerable.jsonl")
OWN = _questions(HERE / "field_questions_own.jsonl")


@cache
def _articles() -> dict[tuple[str, str], str]:
    """Return the stored text of each article by instrument and number."""
    folder = require_shared("data", "trafficking")
    texts: dict[tuple[str, str], str] = {}
    for path in folder.glob("*/*.json"):
        law = json.loads(path.read_text(encoding="utf-8"))
        texts |= {(law["law_id"], article["article_id"]): article["text"] for article in law["articles"]}
    for line in (folder / "page_excerpts.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        numbered = re.split(r"^Điều (\d+)\. .*\n", page["text"], flags=re.MULTILINE)
        texts |= {
            (page["instrument"], number): text for number, text in zip(numbered[1::2], numbered[2::2], strict=True)
        }
    return texts


def _below(text: str, mark: str, following: str) -> str:
    """Return what stands under a mark at the head of a line, up to the next mark of its kind."""
    found = re.search(rf"^{re.escape(mark)} (.*?)(?=^{following} |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _stored(place: Place) -> str:
    text = _articles().get((place.doc, place.article), "")
    if place.clause is not None:
        text = _below(text, f"{place.clause}.", r"(?:\d+[a-zđ]?\.|[ÐĐ]iều)")
    return text if place.point is None else _below(text, f"{place.point})", r"(?:[a-zđ]|\d+)\)")


def _syllables(text: str) -> set[str]:
    """Return the syllables without marks, so that a question typed bare meets its twin."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return set(re.findall(r"[a-z0-9]+", "".join(sign for sign in bare if not unicodedata.combining(sign))))


@pytest.mark.parametrize(("questions", "letter", "count"), [(UNANSWERABLE, "U", 100), (OWN, "O", 80)], ids=["U", "O"])
def test_each_set_is_complete_and_numbered_without_gaps(questions: list[Question], letter: str, count: int) -> None:
    assert [question.id for question in questions] == [f"{letter}{number:03}" for number in range(1, count + 1)]


@pytest.mark.parametrize("question", [*UNANSWERABLE, *OWN], ids=lambda question: question.id)
def test_each_question_has_a_reader_a_day_and_a_reason(question: Question) -> None:
    assert question.q == " ".join(question.q.split())
    assert question.role in ROLES
    assert date.fromisoformat(question.as_of).isoformat() == question.as_of
    assert date(2014, 1, 1) <= date.fromisoformat(question.as_of) <= date(2026, 11, 22)
    assert question.tags
    assert question.note


def test_no_question_is_asked_twice() -> None:
    asked = [(question.id, _syllables(question.q)) for question in (*UNANSWERABLE, *OWN)]
    pairs = [(one, two, a, b) for place, (one, a) in enumerate(asked) for two, b in asked[:place]]
    assert [(one, two) for one, two, a, b in pairs if len(a & b) >= SAME * len(a | b)] == []


def test_an_unanswerable_question_expects_a_refusal_and_no_place() -> None:
    assert {(question.behavior, tuple(question.expect), question.all) for question in UNANSWERABLE} == {
        ("abstain", (), False)
    }
    assert Counter(question.tags[0] for question in UNANSWERABLE) == KINDS


def test_the_own_set_keeps_its_mix_of_behaviours() -> None:
    assert Counter(question.behavior for question in OWN) == {"answer": 62, "answer+warn": 11, "clarify": 7}


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_each_own_question_names_its_places_in_the_right_form(question: Question) -> None:
    assert question.expect
    assert len(set(question.expect)) == len(question.expect)
    assert len(question.expect) > 1 or not question.all
    for place in question.expect:
        assert INSTRUMENT.fullmatch(place.doc)
        assert NUMBER.fullmatch(place.article)
        assert place.clause is None or NUMBER.fullmatch(place.clause)
        assert place.point is None or (place.clause is not None and POINT.fullmatch(place.point))


@pytest.mark.shared
def test_each_expected_place_stands_in_the_stored_law() -> None:
    places = [(question.id, place) for question in OWN for place in question.expect]
    assert [(name, place) for name, place in places if not _stored(place).strip()] == []


@pytest.mark.shared
def test_no_question_repeats_one_of_the_shared_set() -> None:
    path = require_shared("data", "domain", "field_questions_dev.jsonl")
    known = [_syllables(question.q) for question in _questions(path)]
    asked = [(question.id, _syllables(question.q)) for question in (*UNANSWERABLE, *OWN)]
    assert [name for name, a in asked if any(len(a & b) >= SAME * len(a | b) for b in known)] == []
