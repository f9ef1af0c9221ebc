"""From what the lanes recalled to candidates: folded to units, weighed by the ranker, best first."""

from dataclasses import dataclass

import numpy as np

from search.fusion import FusionSettings, Scores
from search.hit import Why
from search.index.forward import ForwardIndex, Places
from search.pool import Pool, pool_of
from search.query import Query
from search.ranker import Ranker
from search.recall import Recalled
from search.shared import Shared
from search.signals import asked_of, signals
from search.syllables import SyllableModel

RANKED = 100  # units weighed by the ranker, which was trained on as many; the others follow in their fused order
OTHER_NAME = 0.5  # times as likely as under the name that was asked for; not tuned
SPARE = 20  # units beyond those wanted, since standing may change their order


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may answer, with the chance that it does."""

    slug: str  # of the work
    number: str
    eid: str  # of the unit
    article: str | None
    score: float
    why: tuple[Why, ...]
    unit_id: int = 0  # the row that the best passage was cut from, and where in its text
    span: tuple[int, int] | None = None
    meaning: float = 1.0  # cosine of the question and the best passage


@dataclass(frozen=True, slots=True)
class Ranking(Shared):
    """The candidates for a question, best first."""

    candidates: tuple[Candidate, ...]


def rank(query: Query, words: str, recalled: Recalled, model: SyllableModel, ranker: Ranker | None) -> Ranking:
    """Return the candidates for a question; ties by fused score, then by passage id.

    How many are wanted changes no score. Without a ranker, which knows one encoder only, the fused scores decide; they
    lie between 0 and 1 too, but are no chances.
    """
    pool = pool_of(recalled.passages, recalled.forward)
    scores = (np.maximum(pool.fused, 0) / (1 + FusionSettings().dense_weight)).astype(np.float32)
    if ranker is not None:
        head = pool.head(RANKED)
        chances = ranker.chances(signals(asked_of(words, model), head, recalled.forward))
        if query.widened:
            others = ranker.chances(signals(asked_of(query.widened, model), head, recalled.forward))
            chances = np.maximum(chances, weighed_chances(others, OTHER_NAME))
        scores = np.concatenate([chances, chances.min(initial=1.0) * scores[RANKED:]])
    everything = bool(query.filters.status or query.filters.support)  # judged later, on the governing text
    wanted = len(scores) if everything else max(query.k, query.depth) + SPARE
    order = np.argsort(-scores, kind="stable")[:wanted]
    return Ranking(tuple(_candidates(pool, scores, order, recalled.forward)))


def weighed_chances(chances: Scores, factor: float) -> Scores:
    """Return chances whose odds are so many times as high.

    >>> weighed_chances(np.array([0.5], np.float32), 1.0).tolist()
    [0.5]
    """
    return (chances * factor / (1 - chances * (1 - factor))).astype(np.float32)


def _candidates(pool: Pool, scores: Scores, order: Places, forward: ForwardIndex) -> list[Candidate]:
    found = zip(
        forward.addresses(pool.rows[order]),
        scores[order].tolist(),
        pool.lexical[order].tolist(),
        pool.dense[order].tolist(),
        strict=True,
    )
    return [
        Candidate(
            place.work,
            place.number,
            place.eid,
            place.article,
            score,
            tuple(reason for reason, given in ((Why.WORDS, lexical), (Why.MEANING, dense)) if given > 0),
            place.unit_id,
            (place.start, place.end),
            dense,
        )
        for place, score, lexical, dense in found
    ]
