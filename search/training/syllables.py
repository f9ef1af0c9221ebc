"""Count the syllables and pairs of a corpus, from which marks are restored and words are weighed.

`python -m search.training.syllables CORPUS.jsonl.gz QUESTIONS.jsonl OUT` writes ``OUT/counts.npz``.
Questions are counted more than once, since people ask in words that law seldom uses.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.text import clean
from search.restore import SyllableModel, count_syllables

_QUESTION_WEIGHT = 20
_RARE_PAIR = 4  # pairs seen less often cost more bytes than they mend; measured in the card


def counted(corpus: Path, questions: Path) -> SyllableModel:
    """Return the counts over the articles of a corpus and the questions of a training split."""
    return count_syllables(_texts(corpus, questions)).pruned(_RARE_PAIR)


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
