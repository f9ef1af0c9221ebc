"""Answers on the real law of the field, against the questions it was developed on: figures that must not fall."""

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.starter_texts import HANDBOOK
from corpus.store import CorpusStore
from corpus.text import fold
from corpus.work import SourceClass, Status
from search.evaluation.answers import Case, Judged, judge, read_cases, summary
from search.evaluation.trec import EvaluationError
from search.service import SearchService
from tests.shared import require_shared
from web.__main__ import run

SETS = ("field_questions_dev.jsonl", "questions_dev.jsonl")
OWN = Path(__file__).parent


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Search over the law of the field as `shared/data/trafficking` gives it, with the starter texts."""
    law = require_shared("data", "trafficking")
    home = tmp_path_factory.mktemp("home")
    with redirect_stdout(StringIO()):
        run(["--home", str(home), "ingest", "--starter", str(law), "--json"])
        assert run(["--home", str(home), "index", "--json"]) == 0
    with CorpusStore(home / "corpus.db") as store:
        made = SearchService(store, ForceTable(load_catalogue()), home / "index")
        yield made
        made.close()


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case for name in SETS for case in read_cases(require_shared("data", "domain", name))]


@pytest.fixture(scope="module")
def judged(service: SearchService, cases: list[Case]) -> list[Judged]:
    return judge(service, service._store, cases)


@pytest.fixture(scope="module")
def bare(service: SearchService, cases: list[Case]) -> list[Judged]:
    """The same questions, typed without marks."""
    return judge(service, service._store, [replace(case, text=fold(case.text)) for case in cases])


@pytest.mark.shared
@pytest.mark.slow
def test_no_quotation_is_false_and_no_dead_law_goes_unwarned(judged: list[Judged], bare: list[Judged]) -> None:
    for figures in (summary(judged), summary(bare)):
        assert (figures["false_quotes"], figures["unwarned"]) == (0, 0)


@pytest.mark.shared
@pytest.mark.slow
def test_what_the_store_holds_is_found_and_cited(judged: list[Judged]) -> None:
    figures = summary(judged)
    assert figures["held"] >= 75
    assert figures["top5"] >= 0.88
    assert figures["article"] >= 0.9
    assert figures["clause"] >= 0.8


@pytest.mark.shared
@pytest.mark.slow
def test_each_question_is_answered_warned_refused_or_asked_back_as_it_should(judged: list[Judged]) -> None:
    figures = summary(judged)
    assert figures["behaved"] >= 0.9
    assert figures["abstain"] == 15
    assert figures["false_answers"] == 0
    assert figures["over_abstention"] <= 0.05


@pytest.mark.shared
@pytest.mark.slow
def test_questions_without_marks_lose_three_points_at_most(judged: list[Judged], bare: list[Judged]) -> None:
    full, plain = summary(judged), summary(bare)
    assert {name: plain[name] >= full[name] - 0.03 for name in ("article", "clause", "behaved")} == {
        "article": True,
        "clause": True,
        "behaved": True,
    }


@pytest.mark.shared
@pytest.mark.slow
def test_few_unanswerable_questions_are_answered(service: SearchService) -> None:
    """The target is 5 of 100; what is missed is told in docs/answers.md."""
    figures = summary(judge(service, service._store, read_cases(OWN / "unanswerable.jsonl")))
    assert figures["abstain"] == 100
    assert figures["false_answers"] <= 12


@pytest.mark.shared
@pytest.mark.slow
def test_the_same_question_gets_the_same_answer(service: SearchService, cases: list[Case]) -> None:
    for case in cases[::10]:
        first, second = (service.ask(case.text, on=case.on, identified_on=case.identified_on) for _ in range(2))
        assert first == second


@pytest.mark.shared
@pytest.mark.slow
def test_who_reads_only_the_first_lines_reads_no_replaced_law(service: SearchService) -> None:
    answer = service.ask("UBND xã làm gì khi nạn nhân đến khai báo bị mua bán", on=date(2026, 11, 26))
    standing = [statement.quotations[0].status for statement in answer.statements]
    assert Status.EXPIRED in standing
    assert standing.index(Status.EXPIRED) > 0
    assert answer.statements[0].quotations[0].held.work.source_class is SourceClass.GUIDANCE


@pytest.mark.shared
@pytest.mark.slow
def test_a_question_on_victims_is_not_answered_from_law_on_enterprises(service: SearchService) -> None:
    question = "nạn nhân người nước ngoài muốn về nước thì ai lo vé máy bay"
    answer = service.ask(question, on=date(2026, 11, 26))
    assert "40/2021/QĐ-TTg" in {hit.held.work.number for hit in answer.passages}
    quoted = {statement.quotations[0].held.work.number for statement in answer.statements}
    assert quoted == {HANDBOOK.number, "53/2024/QH15"}


def test_a_case_is_read_with_its_day_and_places(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    place = {"doc": "12/2020/QH14", "article": "7", "clause": None}
    row = {"id": "a", "q": "gì?", "as_of": "2022-05-01", "identified_on": "2021-01-02", "behavior": "answer"}
    file.write_text(json.dumps({**row, "expect": [place]}), encoding="utf-8")
    (case,) = read_cases(file)
    assert (case.on.isoformat(), str(case.identified_on)) == ("2022-05-01", "2021-01-02")
    assert [(one.number, one.article, one.clause) for one in case.expected] == [("12/2020/QH14", "7", "")]


def test_a_row_that_is_no_case_is_named_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "a"}', encoding="utf-8")
    with pytest.raises(EvaluationError, match="dòng 1"):
        read_cases(file)
