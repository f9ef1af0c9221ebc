"""Train the bundled encoder again: ``python -m search.training DATA WORK OUT``; needs the extra ``models``."""

# mypy: disable-error-code="import-not-found, import-untyped"
# scipy, sklearn and torch come with the extra `models`, which the gate does not install.

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
from search.training.batches import Asked, Mix, Sampler
from search.training.fit import FitSettings, fit
from search.training.material import Article, Ids, Material, Question, choose_vocabulary, read_material, streams
from search.training.measure import Shelf, all_passages, bm25_scores, dense_scores, make_shelf, measure
from search.training.pack import unpacked, write_model
from search.training.start import latent_table, rarity

_LOG = logging.getLogger("search.training")
_RIVALS = 60  # of each train question, by BM25


@dataclass(frozen=True, slots=True)
class _Readied:
    material: Material
    entries: Vocabulary
    shelf: Shelf
    asked: tuple[Asked, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, train, write, measure."""
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    ready = _prepare(options.data, options.entries)
    sampler = Sampler(ready.material, ready.entries, ready.asked, mix=Mix(), size=options.batch, seed=options.seed)
    steps = options.epochs * len(ready.material.articles) // options.batch
    table = _start(ready, options.work, options.dim, options.seed)
    table = fit(table, sampler, FitSettings(steps=steps), options.work / f"{options.name}.pt")
    facts = {"entries": ready.entries.size, "epochs": options.epochs, "batch": options.batch, "seed": options.seed}
    revision = write_model(options.out, options.name, ready.entries, table, facts)
    _LOG.info("wrote %s@%s after %.0f minutes", options.name, revision, (time.monotonic() - began) / 60)
    _report(ready, options.out)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m search.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the sets zalo2021_phapdien and trafficking")
    parser.add_argument("work", type=Path, help="folder of checkpoints; run again to go on")
    parser.add_argument("out", type=Path, help="folder of the model")
    parser.add_argument("--name", default=BUNDLED)
    parser.add_argument("--dim", type=int, default=192, help="even")
    parser.add_argument("--entries", type=int, default=120_000, help="syllables and pairs")
    parser.add_argument("--epochs", type=int, default=12, help="times the number of articles")
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(arguments)


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
            asked.append(Asked(question.words, answer, passage, rivals))
    return _Readied(material, vocabulary, shelf, tuple(asked))


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


def _start(ready: _Readied, work: Path, dim: int, seed: int) -> NDArray[np.float32]:
    path = work / f"start-{ready.entries.size}-{dim}-{seed}.npy"
    if not path.is_file():
        np.save(path, latent_table(ready.shelf, ready.entries.size, dim=dim, seed=seed))
    return np.asarray(np.load(path), dtype=np.float32)


def _report(ready: _Readied, folder: Path) -> None:
    """Measure what was written, half bytes and all."""
    dev = ready.material.dev
    questions: Bags = bags_of_ids(*streams([question.words for question in dev]), ready.entries)
    dense = dense_scores(unpacked(folder), questions, ready.shelf)
    _LOG.info("dev: %s", measure(dense, _lexical(ready.material, dev), dev))


if __name__ == "__main__":
    main()
