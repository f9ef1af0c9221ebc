"""From what the lanes recalled to candidates: folded to units, weighed by the ranker, best first."""

from dataclasses import dataclass

import numpy as np

from search.fusion import FusionSettings, Scores
from search.hit import Why
from search.index.forward import ForwardIndex
from search.index.protocol import IndexDamagedError
from search.pool import Pool, pool_of
from search.query import Query
from search.ranker import Ranker
from search.recall import Recalled
from search.shared import Shared
from search.signals import asked_of, signals
from search.syllables import SyllableModel

RANKED = 100  # units weighed; the right one is among them as often as among two hundred (docs/experiments.md)
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

    Without a ranker, which knows one encoder only, the fused scores decide.
    """
    everything = bool(query.filters.status)  # which is judged later, on the governing text
    wanted = len(recalled.passages) if everything else max(query.k, query.depth) + SPARE
    try:
        pool = pool_of(recalled.passages, recalled.forward, max(RANKED, wanted))
    except KeyError as error:
        raise IndexDamagedError("", "có đoạn không nằm trong tệp từ ngữ của đoạn") from error
    if ranker is None:
        scores = pool.fused / (1 + FusionSettings().dense_weight)
    else:
        scores = ranker.chances(signals(asked_of(words, model), pool, recalled.forward))
    order = np.argsort(-scores, kind="stable")[:wanted]
    return Ranking(tuple(_candidates(pool, scores, order, recalled.forward)))


def _candidates(
    pool: Pool, scores: Scores, order: "np.ndarray[tuple[int], np.dtype[np.int64]]", forward: ForwardIndex
) -> list[Candidate]:
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
