"""Old law and new law: which article carries on which, as a machine suggests and as people have said."""

from corpus.succession.model import Kind, Likeness, Line, Pair, State, Succession
from corpus.succession.pairing import succession
from corpus.succession.works import (
    Compared,
    SameWorkError,
    Successions,
    TooManyArticlesError,
    UnknownSuccessorError,
    predecessors_of,
    successor_of,
)

__all__ = [
    "Compared",
    "Kind",
    "Likeness",
    "Line",
    "Pair",
    "SameWorkError",
    "State",
    "Succession",
    "Successions",
    "TooManyArticlesError",
    "UnknownSuccessorError",
    "predecessors_of",
    "succession",
    "successor_of",
]
