"""The figures of the whole corpora, run by hand on a quiet machine: ``python -m tests.bench --full``."""

from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.figures import Figures
from tests.bench.pages import page_rows, page_times
from tests.bench.process import run_command, run_step
from tests.bench.sample import draw
from tests.bench.serving import QUESTIONS, Memory, serving_memory
from tests.bench.table import table

_ALL = 10**9  # more than any corpus holds
_COLD = 5  # starts of ``cancu find``


def full_report(zalo: Path, codified: Path, folder: Path, tell: Callable[[str], None]) -> str:
    """Ingest, index and ask the whole test set, then ingest the whole codified law; return a table."""
    tell("the whole test set: draw")
    sample = draw(zalo, _ALL, folder / "sample")
    home = folder / "home"
    tell("the whole test set: ingest")
    filled = run_step("fill", "cancu", home, [zalo / "corpus.jsonl.gz"])
    tell("the whole test set: index")
    built = run_step("build", "cancu", home, [sample.folder])
    tell("the whole test set: questions")
    asked = run_step("ask", "cancu", home, [sample.folder])
    tell("cold starts")
    cold = median(_cold_find(home, question.text) for question in sample.questions[:_COLD])
    tell("the service")
    serving = serving_memory(home, [question.text for question in sample.questions])
    tell("the pages")
    pages = page_times(home, [question.text for question in sample.questions])
    tell("the codified law: ingest")
    law = run_step("fill", "cancu", folder / "law", [codified])
    rows = [
        *_fill_rows("zalo2021_phapdien", filled),
        ["zalo2021_phapdien", "index", f"{built.seconds:.0f} s", _memory(built)],
        ["zalo2021_phapdien", f"nDCG@10, {asked.count} dev questions", f"{asked.ndcg10:.4f}", ""],
        ["zalo2021_phapdien", "R@1", f"{asked.r1:.4f}", ""],
        ["zalo2021_phapdien", "R@10", f"{asked.r10:.4f}", ""],
        ["zalo2021_phapdien", "warm find, p50 / p95", f"{asked.p50} / {asked.p95} ms", _memory(asked)],
        ["zalo2021_phapdien", f"`cancu find` in a new process, median of {_COLD}", f"{cold:.2f} s", ""],
        ["zalo2021_phapdien", f"`cancu serve` after {QUESTIONS} `find` and `ask`", *_serving_cells(serving)],
        *(["zalo2021_phapdien", what, took, ""] for what, took, _ in page_rows(pages)),
        *_fill_rows(codified.name, law),
    ]
    return table(["corpus", "what", "figure", "peak memory, all processes"], rows)


def _cold_find(home: Path, question: str) -> float:
    return run_command(["web", "--home", str(home), "find", question, "--json"])


def _fill_rows(corpus: str, filled: Figures) -> list[list[str]]:
    what = f"ingest: {filled.works:,} works, {filled.count:,} provisions, {filled.failed} in quarantine"
    return [[corpus, what, f"{filled.seconds:.0f} s", _memory(filled)]]


def _serving_cells(memory: Memory) -> list[str]:
    return [f"{memory.resident_mib:,.0f} MiB resident", f"{memory.private_mib:,.0f} MiB private"]


def _memory(figures: Figures) -> str:
    return f"{figures.peak_mib:,.0f} MiB"
