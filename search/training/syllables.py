"""Count the syllables and pairs of a corpus, from which marks are restored and words are weighed.

`python -m search.training.syllables CORPUS.jsonl.gz QUESTIONS.jsonl OUT` writes ``OUT/counts.npz``.
Questions are counted more than once, since people ask in words that law seldom uses; so is speech (``speech.txt``),
which has a tally of its own, so that it does not change what the words of law weigh.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from corpus.text import clean
from search.syllables import SyllableModel, count_syllables, with_speech

_QUESTION_WEIGHT = 20
_SPEECH_WEIGHT = 300  # docs/experiments.md, "Query understanding"
_APART = re.compile(r"[,;:.?!()]")  # in lists of sayings; in law commas stand inside its terms: "phòng, chống"
_RARE_PAIR = 4  # pairs seen less often cost more bytes than they mend; measured in the card


def counted(corpus: Path, questions: Path) -> SyllableModel:
    """Return the counts over the articles of a corpus, the questions of a training split, and speech."""
    law = count_syllables(_texts(corpus, questions)).pruned(_RARE_PAIR)
    return with_speech(law, spoken(), weight=_SPEECH_WEIGHT)


def spoken() -> SyllableModel:
    """Return the counts of the sayings that ship beside this module."""
    lines = files("search.training").joinpath("speech.txt").read_text(encoding="utf-8").splitlines()
    sayings = (clean(line) for line in lines if not line.startswith("#"))
    return count_syllables(sayings, rare=1, rare_pair=1, apart=_APART)


def _texts(corpus: Path, questions: Path) -> Iterator[str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield clean(f"{row['title']}\n{row['text']}")
    for line in questions.read_text(encoding="utf-8").splitlines():
        yield from [clean(json.loads(line)["text"])] * _QUESTION_WEIGHT


def main() -> None:
    """Count and write."""
    corpus, questions, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    counted(corpus, questions).save(out / "counts.npz")


if __name__ == "__main__":
    main()
