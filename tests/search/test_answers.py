"""Answers on the real law of the field, against the questions it was developed on: figures that must not fall."""

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from search.evaluation.answers import Judged, judge, read_cases, summary
from search.evaluation.trec import EvaluationError
from search.service import SearchService
from tests.shared import require_shared
from web.__main__ import run

SETS = ("field_questions_dev.jsonl", "questions_dev.jsonl")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Judged]]:
    law = require_shared("data", "trafficking", "raw_phapdien")
    cases = [case for name in SETS for case in read_cases(require_shared("data", "domain", name))]
    home = tmp_path_factory.mktemp("home")
    with redirect_stdout(StringIO()):
        run(["--home", str(home), "ingest", "--starter", str(law), "--json"])
        assert run(["--home", str(home), "index", "--json"]) == 0
    with CorpusStore(home / "corpus.db") as store:
        service = SearchService(store, ForceTable(load_catalogue()), home / "index")
        yield judge(service, store, cases)
        service.close()


@pytest.mark.shared
@pytest.mark.slow
def test_no_quotation_is_false_and_no_dead_law_goes_unwarned(judged: list[Judged]) -> None:
    figures = summary(judged)
    assert (figures["false_quotes"], figures["unwarned"]) == (0, 0)


@pytest.mark.shared
@pytest.mark.slow
def test_what_the_store_holds_is_found_and_cited(judged: list[Judged]) -> None:
    figures = summary(judged)
    assert figures["held"] >= 60
    assert figures["top5"] >= 0.93
    assert figures["cited"] >= 0.73


@pytest.mark.shared
@pytest.mark.slow
def test_what_the_store_cannot_support_is_refused_and_little_else(judged: list[Judged]) -> None:
    figures = summary(judged)
    assert figures["abstain"] == 15
    assert figures["false_answers"] <= 3
    assert figures["over_abstention"] <= 0.1


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
