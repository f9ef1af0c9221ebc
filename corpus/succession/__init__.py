"""Old law and new law: which article carries on which, as a machine suggests and as people have said."""

from corpus.succession.model import Kind, Likeness, Line, Pair, Succession
from corpus.succession.pairing import succession

__all__ = ["Kind", "Likeness", "Line", "Pair", "Succession", "succession"]
