"""Train the bundled encoder again: ``python -m search.training DATA WORK OUT``; needs the extra ``training``.

First a base that has seen the corpora alone; then, from the base, one model for each fold of the train questions that
has not seen the fold (in WORK/folds, for the ranker: search.training.ranking), and the model that has seen all.
"""

# mypy: disable-error-code="import-not-found, import-untyped"
# scipy, sklearn and torch come with the extra `training`.

import argparse
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from search.encoder import BUNDLED
from search.features import Bags, Vocabulary, bags_of_ids
from search.static_format import unpacked, write_model
from search.training.batches import BASE, TUNE, Asked, Sampler
from search.training.fit import FitSettings, fit
from search.training.folds import FOLDS, law_disjoint, write_folds
from search.training.material import Article, Ids, Material, Question, choose_vocabulary, read_material, streams
from search.training.measure import Shelf, all_passages, bm25_scores, dense_scores, make_shelf, measure
from search.training.start import latent_table, rarity

_LOG = logging.getLogger("search.training")
_RIVALS = 60  # of each train question, by BM25
_TUNE_RATE = 0.3  # of 0.1 and 0.3 the better on questions held out (docs/experiments.md, "Encoder")


@dataclass(frozen=True, slots=True)
class _Readied:
    material: Material
    entries: Vocabulary
    shelf: Shelf
    asked: tuple[Asked, ...]
    folds: dict[str, int]  # of the train questions, by id


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, train the base, tune it for each fold and for all, write, measure."""
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    ready = _prepare(options.data, options.entries)
    write_folds(options.work, ready.folds)
    base = _base(ready, options)
    facts = {
        "entries": ready.entries.size,
        "base_steps": options.base,
        "tune_steps": options.tune,
        "batch": options.batch,
        "seed": options.seed,
    }
    for fold in range(FOLDS):
        folder = options.work / "folds" / str(fold)
        revision = write_model(folder, f"fold-{fold}", ready.entries, _tuned(ready, base, options, fold), facts)
        _LOG.info("wrote fold-%d@%s", fold, revision)
    revision = write_model(options.out, options.name, ready.entries, _tuned(ready, base, options, None), facts)
    _LOG.info("wrote %s@%s after %.0f minutes", options.name, revision, (time.monotonic() - began) / 60)
    _report(ready, options.out)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m search.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the sets zalo2021_phapdien and trafficking")
    parser.add_argument("work", type=Path, help="folder of checkpoints and folds; run again to go on")
    parser.add_argument("out", type=Path, help="folder of the model")
    parser.add_argument("--name", default=BUNDLED)
    parser.add_argument("--dim", type=int, default=192, help="even")
    parser.add_argument("--entries", type=int, default=120_000, help="syllables and pairs")
    parser.add_argument("--base", type=int, default=2_500, help="steps without questions that people asked")
    parser.add_argument("--tune", type=int, default=150, help="steps with them")
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(arguments)


def _base(ready: _Readied, options: argparse.Namespace) -> NDArray[np.float32]:
    """Return the table that knows the corpora alone; read, where an earlier run has finished it."""
    path: Path = options.work / f"base-{ready.entries.size}-{options.dim}-{options.base}-{options.seed}.npy"
    if not path.is_file():
        table = latent_table(ready.shelf, ready.entries.size, dim=options.dim, seed=options.seed)
        sampler = Sampler(ready.material, ready.entries, (), mix=BASE, size=options.batch, seed=options.seed)
        np.save(path, fit(table, sampler, FitSettings(steps=options.base), path.with_suffix(".pt")))
    return np.asarray(np.load(path), dtype=np.float32)


def _tuned(
    ready: _Readied, base: NDArray[np.float32], options: argparse.Namespace, fold: int | None
) -> NDArray[np.float32]:
    """Return the base tuned by the questions of all folds but one."""
    asked = [one for one in ready.asked if ready.folds[one.question] != fold]
    sampler = Sampler(ready.material, ready.entries, asked, mix=TUNE, size=options.batch, seed=options.seed + 1)
    settings = FitSettings(steps=options.tune, rate=_TUNE_RATE)
    return fit(base, sampler, settings, options.work / f"tune-{'all' if fold is None else fold}.pt")


def _prepare(data: Path, entries: int) -> _Readied:
    material = read_material(data / "zalo2021_phapdien", data / "trafficking")
    vocabulary = choose_vocabulary(material, entries)
    shelf = make_shelf(material, vocabulary)
    _LOG.info("%d articles, %d syllables, %d entries", len(material.articles), len(material.syllables), vocabulary.size)
    lexical = _lexical(material, material.train)
    weights = rarity(shelf, vocabulary.size)
    asked: list[Asked] = []
    for question, scores in zip(material.train, lexical, strict=True):
        best = np.argsort(-scores, kind="stable")[:_RIVALS].tolist()
        rivals = tuple(place for place in best if place not in question.answers)
        for answer in question.answers:
            passage = _best_passage(material.articles[answer], question.words, vocabulary, weights)
            asked.append(Asked(question.id, question.words, answer, passage, rivals))
    folds = law_disjoint(
        {question.id: question.text for question in material.train},
        {question.id: [material.articles[place].key for place in question.answers] for question in material.train},
        FOLDS,
    )
    return _Readied(material, vocabulary, shelf, tuple(asked), folds)


def _lexical(material: Material, questions: Sequence[Question]) -> NDArray[np.float32]:
    passages, firsts = all_passages(material)
    scores = bm25_scores([question.words for question in questions], passages, len(material.syllables))
    return np.asarray(np.maximum.reduceat(scores, firsts, axis=1), dtype=np.float32)


def _best_passage(article: Article, question: Ids, entries: Vocabulary, weights: NDArray[np.float32]) -> Ids:
    """Return the passage whose words, rare ones above all, the question shares most."""
    passages = [article.passage(number) for number in range(article.pieces())]
    wanted = bags_of_ids(*streams([question]), entries).rows
    bags = bags_of_ids(*streams(passages), entries)
    shared = np.where(np.isin(bags.rows, wanted), weights[bags.rows], 0)
    sums = [shared[start:end].sum() for start, end in zip(bags.starts[:-1], bags.starts[1:], strict=True)]
    return passages[int(np.argmax(sums))]


def _report(ready: _Readied, folder: Path) -> None:
    """Measure what was written, half bytes and all."""
    dev = ready.material.dev
    questions: Bags = bags_of_ids(*streams([question.words for question in dev]), ready.entries)
    dense = dense_scores(unpacked(folder), questions, ready.shelf)
    _LOG.info("dev: %s", measure(dense, _lexical(ready.material, dev), dev))


if __name__ == "__main__":
    main()
