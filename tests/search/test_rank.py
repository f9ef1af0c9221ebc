"""From what the lanes recalled to candidates."""

from datetime import date
from pathlib import Path

import pytest

from search.hit import Why
from search.index.forward import ForwardIndex, ForwardWriter
from search.index.protocol import IndexDamagedError, Scored
from search.lexical import words_of
from search.passage import cut
from search.query import Filters, Query
from search.rank import RANKED, SPARE, Candidate, rank
from search.ranker import Ranker, bundled_ranker
from search.recall import Library, Recalled
from search.syllables import bundled_syllables
from tests.search.texts import article, held

UNITS = RANKED + 60
DAY = date(2031, 1, 1)


@pytest.fixture(scope="module")
def forward(tmp_path_factory: pytest.TempPathFactory) -> ForwardIndex:
    folder = tmp_path_factory.mktemp("forward")
    with ForwardWriter(folder) as writer:
        for number in range(1, UNITS + 1):
            text = f"Nạn nhân được hỗ trợ khoản thứ {number} về y tế."
            passages = cut(held(article(str(number), f"Hỗ trợ {number}", text), unit_id=number))
            writer.append(passages, words_of(passages))
    return ForwardIndex.load(folder)


def ranked(forward: ForwardIndex, ranker: Ranker | None, **asked: object) -> list[Candidate]:
    scored = tuple(Scored(unit << 16, 9.0 - unit / 40, 0.9 - unit / 300) for unit in range(1, UNITS + 1))
    query = Query(text="hỗ trợ y tế", on=DAY, understood="hỗ trợ y tế", **asked)  # type: ignore[arg-type]  # fields by name
    return list(rank(query, "hỗ trợ y tế", Recalled(scored, forward), bundled_syllables(), ranker).candidates)


@pytest.mark.parametrize("learned", [True, False])
def test_scores_lie_between_nothing_and_one_and_fall(forward: ForwardIndex, learned: bool) -> None:
    scores = [one.score for one in ranked(forward, bundled_ranker() if learned else None, depth=UNITS)]
    assert len(scores) == UNITS
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] <= 1


def test_how_many_are_wanted_changes_no_score(forward: ForwardIndex) -> None:
    few, many = ranked(forward, bundled_ranker(), k=5), ranked(forward, bundled_ranker(), k=5, depth=UNITS)
    assert len(few) == 5 + SPARE
    assert few == many[: len(few)]


def test_a_status_that_is_judged_later_keeps_everything(forward: ForwardIndex) -> None:
    assert len(ranked(forward, bundled_ranker(), k=5, filters=Filters(status="in_force"))) == UNITS


def test_a_candidate_says_where_it_lies_and_why_it_was_found(forward: ForwardIndex) -> None:
    first = ranked(forward, None)[0]
    assert (first.slug, first.eid, first.article) == ("12-2030-qh99", "art_1", "1")
    assert first.why == (Why.WORDS, Why.MEANING)


def test_nothing_recalled_gives_no_candidate(forward: ForwardIndex) -> None:
    query = Query(text="?", on=DAY, understood="?")
    for ranker in (None, bundled_ranker()):
        assert rank(query, "?", Recalled((), forward), bundled_syllables(), ranker).candidates == ()


def test_a_passage_without_its_words_is_told_as_damage(forward: ForwardIndex) -> None:
    query = Query(text="a", on=DAY, understood="a")
    with pytest.raises(IndexDamagedError, match="--rebuild"):
        rank(query, "a", Recalled((Scored(999 << 16, 1.0, 1.0),), forward), bundled_syllables(), None)


def test_another_encoder_has_no_ranker(tmp_path: Path) -> None:
    class Other(Library):
        def encoder(self) -> object:  # type: ignore[override]  # only its kind is asked for
            return object()

    assert Other(tmp_path, candidates=10).ranker() is None
    assert Library(tmp_path, candidates=10).ranker() is bundled_ranker()
