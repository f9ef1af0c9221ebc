"""Things that people ask for by name: a benefit, a fact of a place. An answer must name the thing.

Who asks for a flat, a pension, a new name is not answered by the provision nearest to the rest of the question. The
things stand in ``things.tsv``.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.office_names import find_offices
from search.said import asking_parts, says
from search.shared import Shared

_SENTENCES = re.compile(r"(?<=[.?!;\n])\s+")
_UNTOLD = "!"


@dataclass(frozen=True, slots=True)
class Thing(Shared):
    """A thing with the words that name it."""

    name: str
    words: tuple[str, ...]
    told: bool = True  # by some law; a telephone number, a free bed, a name are told by none

    def stands_in(self, text: str) -> bool:
        """Tell whether clean text names the thing."""
        return says(text, self.words)

    def given_by(self, text: str) -> bool:
        """Tell whether clean text of law can give the thing."""
        return self.told and self.stands_in(text)


def things_in(question: str) -> tuple[Thing, ...]:
    """Return the things that the sentences of a question ask for; all its sentences, where none asks.

    Names of offices are passed over: the ministry of "thương binh" is not asked for a disabled soldier's pension.

    >>> [thing.name for thing in things_in("Nạn nhân có được nhập quốc tịch không? Nhờ anh chị chỉ giúp.")]
    ['nhập quốc tịch']
    """
    out = list(question)
    for span in find_offices(question):
        out[span.start : span.end] = " " * (span.end - span.start)
    asked = asking_parts("".join(out), _SENTENCES)
    return tuple(thing for thing in load_things() if any(map(thing.stands_in, asked)))


@cache
def load_things() -> tuple[Thing, ...]:
    """Read the table that ships with the package."""
    lines = files("search").joinpath("things.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple(
        Thing(name.removeprefix(_UNTOLD), tuple(words.split(", ")), told=not name.startswith(_UNTOLD))
        for name, words in rows
    )
