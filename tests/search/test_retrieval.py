"""Ranking on a public set that nothing was tuned on: figures that must not fall, also for bad typing."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from search.evaluation.noise import Noise
from search.evaluation.run import Typing, evaluate
from search.service import SearchService
from tests.shared import require_shared
from web.__main__ import run

DAY = date(2026, 11, 22)
Measures = dict[str, dict[str, float]]


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measures]:
    data = require_shared("data", "retrieval", "vlsp2023_lter")
    home = tmp_path_factory.mktemp("home")
    with redirect_stdout(StringIO()):
        assert run(["--home", str(home), "ingest", str(data / "corpus.jsonl.gz"), "--json"]) == 0
        assert run(["--home", str(home), "index", "--json"]) == 0
    with CorpusStore(home / "corpus.db") as store:
        service = SearchService(store, ForceTable(load_catalogue()), home / "index")
        yield {
            str(noise or "clean"): _measured(service, data, home / "run", noise)
            for noise in (None, Noise.STRIPPED, Noise.TYPO)
        }
        service.close()


def _measured(service: SearchService, data: Path, out: Path, noise: Noise | None) -> dict[str, float]:
    typing = Typing(noise=noise)
    report = evaluate(service, data / "queries.jsonl", out, data / "qrels.tsv", on=DAY, typing=typing)
    found = report["measures"]
    assert isinstance(found, dict)
    return found


@pytest.mark.shared
@pytest.mark.slow
def test_the_right_article_is_among_the_first_ten(measures: Measures) -> None:
    assert measures["clean"]["R@10"] >= 0.97
    assert measures["clean"]["nDCG@10"] >= 0.915


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("noise", [Noise.STRIPPED, Noise.TYPO])
def test_bad_typing_costs_two_points_at_most(measures: Measures, noise: Noise) -> None:
    assert measures[str(noise)]["R@10"] >= measures["clean"]["R@10"] - 0.02
