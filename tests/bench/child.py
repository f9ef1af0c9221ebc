"""One step of the benchmark, in a process of its own: ``python -m tests.bench.child STEP NAME FOLDER OUT [FILES]``."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.home import Home
from corpus.store import CorpusStore
from ingest.pipeline import ingest
from search.evaluation.measures import means, percentiles
from search.evaluation.trec import Qrels, Question, Ranked
from tests.bench.contenders import FEW, Contender, entry_of, make
from tests.bench.figures import Figures, write_figures
from tests.bench.readers import load_reader
from tests.bench.sample import Sample

K = 10  # articles asked for
_WARM_UP = 5  # questions asked before the clock runs
_KIB = 1024
_STATUS = Path("/proc/self/status")


def fill(name: str, folder: Path, files: Sequence[Path]) -> Figures:
    """Ingest files into the home folder; ``name`` is not used."""
    home = Home(folder)
    home.create()
    store = CorpusStore(home.corpus)
    started = time.perf_counter()
    totals = ingest(files, store, home.sources).totals
    seconds = time.perf_counter() - started
    store.close()
    return Figures(seconds=seconds, count=totals.provisions, works=totals.works, failed=totals.quarantined)


def build(name: str, folder: Path, files: Sequence[Path]) -> Figures:
    """Index the sample (``files`` holds its folder) and leave the index in the home folder."""
    contender = make(name, folder, Sample(files[0]))
    figures = Figures(seconds=_seconds_to_index(contender))
    contender.close()
    return figures


def ask(name: str, folder: Path, files: Sequence[Path]) -> Figures:
    """Ask the questions of the sample; the index is there already."""
    sample = Sample(files[0])
    contender = make(name, folder, sample)
    figures = _ask(contender, sample, entry_of(name).questions)
    contender.close()
    return figures


def compete(name: str, folder: Path, files: Sequence[Path]) -> Figures:
    """Index the sample and ask its questions."""
    sample = Sample(files[0])
    contender = make(name, folder, sample)
    seconds = _seconds_to_index(contender)
    figures = replace(_ask(contender, sample, entry_of(name).questions), seconds=seconds)
    contender.close()
    return figures


def read(name: str, folder: Path, files: Sequence[Path]) -> Figures:
    """Read files with the reader of that name."""
    reader = load_reader(name)
    started = time.perf_counter()
    text = reader(files, folder)
    return Figures(seconds=time.perf_counter() - started, count=text.characters, failed=text.failed)


STEPS: dict[str, Callable[[str, Path, Sequence[Path]], Figures]] = {
    step.__name__: step for step in (fill, build, ask, compete, read)
}


def _seconds_to_index(contender: Contender) -> float:
    started = time.perf_counter()
    contender.index()
    return time.perf_counter() - started


def _ask(contender: Contender, sample: Sample, most: int) -> Figures:
    questions = sample.questions[:most]
    for question in questions[:_WARM_UP]:
        contender.find(question.text, K)
    run: dict[str, list[Ranked]] = {}
    spent = []
    for question in questions:
        started = time.perf_counter()
        found = contender.find(question.text, K)
        spent.append(1000 * (time.perf_counter() - started))
        run[question.id] = [Ranked(name, -rank) for rank, name in enumerate(found)]
    measures, times = means(run, _asked(sample.qrels, questions)), percentiles(spent)
    few = means(run, _asked(sample.qrels, questions[:FEW]))
    return Figures(
        count=len(questions),
        ndcg10=measures["nDCG@10"],
        ndcg10_few=few["nDCG@10"],
        r1=measures["R@1"],
        r10=measures["R@10"],
        p50=times["p50"],
        p95=times["p95"],
    )


def _asked(qrels: Qrels, questions: Sequence[Question]) -> Qrels:
    return {question.id: qrels[question.id] for question in questions}


def _own_peak_mib() -> float:
    """Return the highest resident memory of this process so far; zero where the system does not tell it."""
    if not _STATUS.exists():
        return 0.0
    line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / _KIB


def main(arguments: Sequence[str]) -> None:
    """Do the step and write its figures."""
    step, name, folder, out, *files = arguments
    figures = STEPS[step](name, Path(folder), [Path(file) for file in files])
    write_figures(Path(out), replace(figures, peak_mib=_own_peak_mib()))


if __name__ == "__main__":
    main(sys.argv[1:])
