"""Train the bundled ranker again: ``python -m search.training.ranking DATA WORK ENCODER OUT``.

Needs the extra ``training``, a corpus that ``cancu --home WORK/home ingest`` has filled with the articles of the set,
and what ``python -m search.training`` left in WORK/folds. The questions of each fold are recalled through the product's
own path with an encoder that has not seen them, so that the ranker does not learn to trust a memory.
"""

# mypy: disable-error-code="import-not-found, import-untyped"
# lightgbm comes with the extra `training`.

import argparse
import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from corpus.store import CorpusStore
from search.encoder import load_encoder
from search.evaluation.trec import Qrels, Question, article_id, read_qrels, read_questions
from search.index.build import build_index
from search.index.generation import IndexSettings
from search.pool import pool_of
from search.query import Request
from search.rank import RANKED
from search.ranker import BUNDLED, CONFIG_FILE, FORMAT, TREES_FILE, revision_of
from search.recall import Library
from search.service import SearchSettings
from search.signals import NAMES, asked_of, signals
from search.syllables import bundled_syllables
from search.training.calibrate import fit_chances
from search.training.folds import FOLDS, read_folds
from search.training.trees import forest_of
from search.understand import Understanding, bundled_understanding

_LOG = logging.getLogger("search.training.ranking")
_DAY = date(2026, 11, 22)  # no signal depends on it
_ROUNDS = 250
_SEEDS = (8,)  # a second forest, added, moves no fold by .001 and costs a millisecond (docs/experiments.md)
_SETTINGS: dict[str, object] = {
    "objective": "lambdarank",
    "learning_rate": 0.04,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 20.0,
    "lambdarank_truncation_level": 10,
    "max_bin": 127,
    "label_gain": [0, 1],
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
}


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Candidates of questions, question after question."""

    signals: NDArray[np.float32]
    right: NDArray[np.int8]
    groups: NDArray[np.int64]  # how many candidates each question has
    answers: NDArray[np.int64]  # how many right ones there are at all


def main(arguments: Sequence[str] | None = None) -> None:
    """Gather examples fold by fold, measure by folds, train on all, write."""
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    folds = [_examples_of_fold(options, fold) for fold in range(FOLDS)]
    margins = []
    for fold, held_out in enumerate(folds):
        forests = _train([examples for other, examples in enumerate(folds) if other != fold], options.threads)
        margins.append(np.sum([forest.predict(held_out.signals) for forest in forests], axis=0))
        _LOG.info("fold %d: nDCG@10 %.4f", fold, ndcg(margins[-1], held_out))
    _LOG.info("mean nDCG@10 of the folds: %.4f", np.mean([ndcg(*pair) for pair in zip(margins, folds, strict=True)]))
    slope, offset = fit_chances(np.concatenate(margins), np.concatenate([one.right for one in folds]))
    write_ranker(options.out, _train(folds, options.threads), load_encoder(str(options.encoder)).name, (slope, offset))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m search.training.ranking", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the set zalo2021_phapdien")
    parser.add_argument("work", type=Path, help="folder of the home and the fold encoders; run again to go on")
    parser.add_argument("encoder", type=Path, help="the encoder that the ranker will serve")
    parser.add_argument("out", type=Path, help="folder of the ranker")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


def _examples_of_fold(options: argparse.Namespace, fold: int) -> Examples:
    """Return the examples of a fold, recalled by the encoder that has not seen it; kept in the work folder.

    Kept ones are used again only if they hold these very signals, seen through this very encoder.
    """
    encoder = load_encoder(str(options.work / "folds" / str(fold)))
    file: Path = options.work / f"examples-{fold}.npz"
    counts = hashlib.sha256(bundled_syllables().pair_counts.tobytes()).hexdigest()
    made_from = json.dumps([encoder.name, IndexSettings().digest(), counts, *NAMES])
    if file.is_file():
        with np.load(file) as found:
            if str(found.get("made_from")) == made_from:
                return Examples(*(found[field.name] for field in fields(Examples)))
    folds = read_folds(options.work)
    questions = read_questions(options.data / "train" / "queries.jsonl")
    own = [question for question in questions if folds[question.id] == fold]
    with CorpusStore(options.work / "home" / "corpus.db") as store:
        build_index(store, options.work / f"index-{fold}", encoder=encoder)
        library = Library(
            options.work / f"index-{fold}",
            candidates=SearchSettings().candidates,
            encoder=str(options.work / "folds" / str(fold)),
        )
        examples = gather(library, bundled_understanding(), own, read_qrels(options.data / "train" / "qrels.tsv"))
        library.close()
    np.savez(file, made_from=made_from, **{field.name: getattr(examples, field.name) for field in fields(Examples)})
    _LOG.info("fold %d: %d questions, %d candidates", fold, len(own), len(examples.right))
    return examples


def gather(library: Library, reader: Understanding, questions: Sequence[Question], qrels: Qrels) -> Examples:
    """Return the examples of questions, as the product recalls and sees them."""
    rows, right, answers = [], [], []
    for question in questions:
        wanted = {name for name, grade in qrels.get(question.id, {}).items() if grade > 0}
        if not wanted:
            continue
        query = reader.read(Request(text=question.text, on=_DAY))
        words = reader.search_text(query)
        recalled = library.recall(query, words)
        pool = pool_of(recalled.passages, recalled.forward).head(RANKED)
        rows.append(signals(asked_of(words, reader.syllables), pool, recalled.forward))
        places = recalled.forward.addresses(pool.rows)
        names = [article_id(place.number, place.article) if place.article else "" for place in places]
        right.append(np.array([name in wanted for name in names], np.int8))
        answers.append(len(wanted))
    return Examples(np.concatenate(rows), np.concatenate(right), np.array(list(map(len, right))), np.array(answers))


def _train(folds: Sequence[Examples], threads: int) -> list[lgb.Booster]:
    """Return a forest for each seed; their margins are added."""
    rows = np.concatenate([one.signals for one in folds])
    right = np.concatenate([one.right for one in folds])
    groups = np.concatenate([one.groups for one in folds])
    settings = {**_SETTINGS, "num_threads": threads}
    return [lgb.train({**settings, "seed": seed}, lgb.Dataset(rows, right, group=groups), _ROUNDS) for seed in _SEEDS]


def ndcg(margins: NDArray[np.float64], examples: Examples, depth: int = 10) -> float:
    """Return the mean nDCG@10; right articles that were not recalled count as missed."""
    values, start = [], 0
    discounts = 1 / np.log2(np.arange(2, depth + 2))
    for count, answers in zip(examples.groups, examples.answers, strict=True):
        order = np.argsort(-margins[start : start + count], kind="stable")[:depth]
        gained = examples.right[start : start + count][order]
        values.append((gained * discounts[: len(gained)]).sum() / discounts[: min(depth, answers)].sum())
        start += count
    return float(np.mean(values))


def write_ranker(folder: Path, forests: Sequence[lgb.Booster], encoder: str, curve: tuple[float, float]) -> str:
    """Write the ranker's files and return its revision, the beginning of the hash of its trees."""
    folder.mkdir(parents=True, exist_ok=True)
    forest_of(forests).save(folder / TREES_FILE)
    config: dict[str, object] = {
        "format": FORMAT,
        "name": BUNDLED,
        "encoder": encoder,
        "slope": curve[0],
        "offset": curve[1],
        "trees": sum(forest.num_trees() for forest in forests),
        "signals": list(NAMES),
    }
    revision = config["revision"] = revision_of(folder, config)
    (folder / CONFIG_FILE).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    _LOG.info("wrote %s@%s", BUNDLED, revision)
    return str(revision)


if __name__ == "__main__":
    main()
