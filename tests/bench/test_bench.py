"""The benchmark itself: what it draws, what it prints, and that all its contenders still run."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.home import Home
from corpus.store import CorpusStore
from ingest.pipeline import ingest
from tests.bench.__main__ import GROWTH, main
from tests.bench.citation_race import CitationRow
from tests.bench.contenders import ENTRIES, LANES
from tests.bench.figures import Figures
from tests.bench.growth import GrowthRow, disk_mib, exponent, grown, growth_table, renumbered
from tests.bench.hostile import HOSTILE, hostile_text
from tests.bench.pages import PageTimes, own_questions, page_rows
from tests.bench.process import ROOT, StepError, run_step
from tests.bench.readers import READERS
from tests.bench.sample import chosen, draw
from tests.bench.search_race import SearchRow
from tests.bench.serving import Memory
from tests.bench.table import citation_table, lane_table, replace_part, search_table
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


def _small_set(folder: Path, answers: dict[str, str], names: Sequence[str] = ("a@1", "b@2", "c@1", "d@1")) -> Path:
    """Write a set of a few articles in the form of the shared data."""
    (folder / "dev").mkdir(parents=True)
    rows = [
        {
            "_id": name,
            "law_id": name.partition("@")[0],
            "article_id": name.partition("@")[2],
            "title": f"Điều {name.partition('@')[2]}. Điều của {name}",
            "text": "Lời văn.",
            "law_title": "Luật",
        }
        for name in names
    ]
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


def test_a_hostile_text_that_is_refused_says_so_and_the_slowest_stands_first() -> None:
    rows = [CitationRow("prose", (1.0, 2.0), 0), CitationRow("articles", (9.4, 20.6), None)]
    lines = citation_table(rows, (1_000_000, 2_000_000)).splitlines()
    assert lines[2:] == ["| articles | refused | 9 | 21 |", "| prose | 0 | 1 | 2 |"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_as_long_as_asked_and_the_same_each_time(name: str) -> None:
    assert len(hostile_text(name, 1_000)) == 1_000
    assert hostile_text(name, 1_000) == hostile_text(name, 1_000)


def test_a_lane_shows_its_measures_and_times() -> None:
    row = SearchRow(5000, "words", None, Figures(count=160, ndcg10=0.9, r1=0.8, r10=0.95, p50=2.0, p95=3.5))
    assert lane_table([row]).endswith(f"| 5,000 | {LANES['words'].label} | 0.900 | 0.800 | 0.950 | 2.0 | 3.5 |")


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("57/2020/QH14", "10057/2020/QH14"),
        ("9/NQ-CP", "10009/NQ-CP"),
        ("123B-CP", "10123B-CP"),
        ("40-L/CTN", "10040-L/CTN"),
    ],
)
def test_a_copy_of_an_article_belongs_to_another_work(number: str, other: str) -> None:
    row = {"_id": f"{number}@8a", "law_id": number, "article_id": "8a", "text": f"Theo {number}."}
    copy = json.loads(renumbered(json.dumps(row).encode(), 1))
    assert copy == {"_id": f"{other}@8a", "law_id": other, "article_id": "8a", "text": f"Theo {number}."}


def test_a_grown_corpus_is_read_as_so_many_works(tmp_path: Path) -> None:
    data = _small_set(tmp_path / "data", {"q1": "1/2031/NĐ-CP@1"}, names=[f"{n}/2031/NĐ-CP@1" for n in range(1, 6)])
    sample = grown(data, 12, tmp_path / "sample")
    home = Home(tmp_path / "home")
    home.create()
    with CorpusStore(home.corpus) as store:
        totals = ingest([sample.corpus], store, home.sources).totals
        assert (totals.works, totals.provisions, totals.quarantined) == (12, 12, 0)
    assert [question.id for question in sample.questions] == ["q1"]
    assert 0 < disk_mib(home.folder) < 10


def test_the_exponent_tells_how_fast_a_figure_grows() -> None:
    assert exponent([5, 50, 500], [7, 7, 7]) == pytest.approx(0)
    assert exponent([5, 50, 500], [1, 100, 10000]) == pytest.approx(2)


def test_growth_ends_with_the_exponents() -> None:
    lines = growth_table([_growth_row(1000), _growth_row(4000)]).splitlines()
    assert [cell.strip() for cell in lines[-1].strip("|").split("|")] == [
        "exponent of growth",
        "",
        *("1.00" for _ in range(5)),
        *("0.00" for _ in range(4)),
    ]
    assert "exponent" not in growth_table([_growth_row(1000)])


def _growth_row(size: int) -> GrowthRow:
    return GrowthRow(
        articles=size,
        passages=3 * size,
        disk_mib=size / 10,
        ingest=Figures(seconds=size / 100),
        index=Figures(seconds=size / 50, peak_mib=size / 2),
        asked=Figures(p50=9.0, p95=12.0),
        serving=Memory(300, 200),
        load="1.0 / 1.0 / 1.0",
    )


def test_a_page_shows_its_times_and_its_size() -> None:
    times = [PageTimes("/", 100, 2.04, 3.5, 9_000), PageTimes("/?q=…", 195, 40.0, 80.0, 30_720)]
    assert list(page_rows(times)) == [
        ["first page `/` of `cancu serve`, 100 times, p50 / p95", "2.0 / 3.5 ms", "9 KiB at most"],
        ["answer page `/?q=…` of `cancu serve`, 195 times, p50 / p95", "40.0 / 80.0 ms", "30 KiB at most"],
    ]


def test_there_are_questions_enough_to_time_answer_pages() -> None:
    assert len(own_questions()) >= 100


@pytest.mark.parametrize("sizes", ["", "5000,", "viele", "0,5"])
def test_sizes_that_are_none_are_refused(sizes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--growth", "--sizes", sizes])
    assert ended.value.code == 2
    assert "--sizes" in capsys.readouterr().err


def test_growth_goes_from_small_to_four_times_the_test_set() -> None:
    assert list(GROWTH) == sorted(GROWTH)
    assert GROWTH[-1] == 4 * GROWTH[-2]


def test_only_the_named_part_of_the_page_is_replaced() -> None:
    page = "# Đầu\n<!-- race -->\ncũ\n<!-- /race -->\n<!-- full -->\nđể nguyên\n<!-- /full -->\n"
    assert replace_part(page, "race", r"mới \1") == page.replace("cũ", r"mới \1")


def test_the_page_has_a_place_for_each_part() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for part in ("race", "full", "pages", "growth"):
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
    for label in [entry.label for entry in (ENTRIES | LANES).values()] + [reader.label for reader in READERS.values()]:
        assert label in done.stdout
    own = next(line for line in done.stdout.splitlines() if ENTRIES["cancu"].label in line)
    assert float(own.split("|")[4]) > 0.9  # nDCG@10 among 500 articles


@pytest.mark.shared
@pytest.mark.slow
def test_growth_measures_every_size() -> None:
    require_shared("data", "retrieval", "zalo2021_phapdien")
    done = _bench("--growth", "--sizes", "200,400")
    assert done.returncode == 0, done.stderr
    rows = [line.strip("|").split("|") for line in done.stdout.splitlines() if line.startswith(("| 200", "| 400"))]
    assert [row[0].strip() for row in rows] == ["200", "400"]
    assert all(float(cell.replace(",", "")) > 0 for row in rows for cell in row[2:])
    assert "| exponent of growth |" in done.stdout
