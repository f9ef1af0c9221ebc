"""The benchmark itself: what it draws, what it prints, and that all its contenders still run."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.contenders import ENTRIES
from tests.bench.figures import Figures
from tests.bench.process import ROOT, StepError, run_step
from tests.bench.readers import READERS
from tests.bench.sample import chosen, draw
from tests.bench.search_race import SearchRow
from tests.bench.table import replace_part, search_table
from tests.shared import require_shared


def _bench(*options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench", *options]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )


def test_a_smaller_sample_lies_inside_a_larger_one() -> None:
    names = [f"{number}/2020/QH14@1" for number in range(50)]
    small, large = chosen(names, set(), 10), chosen(names, set(), 30)
    assert len(small) == 10
    assert small < large


def test_right_articles_come_before_others() -> None:
    names = [f"{number}/2020/QH14@1" for number in range(50)]
    assert set(names[45:]) <= chosen(names, set(names[45:]), 6)


def test_a_sample_asks_only_what_its_articles_can_answer(tmp_path: Path) -> None:
    data = _small_set(tmp_path / "data", {"q1": "a@1", "q2": "b@2", "q3": "gone@3"})
    sample = draw(data, 3, tmp_path / "sample")
    assert [question.id for question in sample.questions] == ["q1", "q2"]
    assert {article.name for article in sample.articles()} >= {"a@1", "b@2"}
    assert sample.qrels == {"q1": {"a@1": 1}, "q2": {"b@2": 1}}


def _small_set(folder: Path, answers: dict[str, str]) -> Path:
    """Write a set of five articles in the form of the shared data."""
    (folder / "dev").mkdir(parents=True)
    names = ["a@1", "b@2", "c@1", "d@1", "e@1"]
    rows = [{"_id": name, "title": f"Điều của {name}", "text": "Lời văn.", "law_title": "Luật"} for name in names]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    questions = "".join(json.dumps({"_id": question, "text": "Hỏi gì?"}) + "\n" for question in answers)
    (folder / "dev" / "queries.jsonl").write_text(questions, encoding="utf-8")
    qrels = "".join(f"{question}\t{name}\t1\n" for question, name in answers.items())
    (folder / "dev" / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + qrels, encoding="utf-8")
    return folder


def test_a_contender_that_answered_few_questions_shows_no_measure_of_all() -> None:
    row = SearchRow(5000, "qdrant-local", None, Figures(count=25, ndcg10=0.5, ndcg10_few=0.5, p50=2.0))
    cells = [cell.strip() for cell in search_table([row]).splitlines()[-1].strip("|").split("|")]
    assert cells[2:6] == ["0.500", "–", "–", "–"]


def test_only_the_named_part_of_the_page_is_replaced() -> None:
    page = "# Đầu\n<!-- race -->\ncũ\n<!-- /race -->\n<!-- full -->\nđể nguyên\n<!-- /full -->\n"
    assert replace_part(page, "race", r"mới \1") == page.replace("cũ", r"mới \1")


def test_the_page_has_a_place_for_each_part() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for part in ("race", "full"):
        assert f"<!-- {part} -->\n" in page
        assert f"<!-- /{part} -->" in page


def test_a_failed_step_tells_what_the_child_said(tmp_path: Path) -> None:
    with pytest.raises(StepError, match="KeyError: 'nobody'"):
        run_step("read", "nobody", tmp_path)


def test_without_shared_data_it_says_so_and_exits_2(tmp_path: Path) -> None:
    done = _bench("--small", CANCU_SHARED=str(tmp_path))
    assert done.returncode == 2
    assert "shared data absent: data/retrieval/zalo2021_phapdien, data/files" in done.stderr
    assert not done.stdout


@pytest.mark.shared
@pytest.mark.slow
def test_the_small_benchmark_measures_every_contender_and_reader() -> None:
    require_shared("data", "retrieval", "zalo2021_phapdien")
    require_shared("data", "files")
    done = _bench("--small")
    assert done.returncode == 0, done.stderr
    for label in [entry.label for entry in ENTRIES.values()] + [reader.label for reader in READERS.values()]:
        assert label in done.stdout
    own = next(line for line in done.stdout.splitlines() if ENTRIES["cancu"].label in line)
    assert float(own.split("|")[4]) > 0.9  # nDCG@10 among 500 articles
