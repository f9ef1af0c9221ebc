"""What the encoder learns from: articles, official links and the questions of the train split, as syllable numbers."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.text import clean, syllables
from search.features import UNKNOWN, Vocabulary, vocabulary

MIN_COUNT = 5  # a rarer syllable is a name or a misprint: 15,700 of 23,200, together one word in 1,000
WHOLE = 250  # words; a longer article is cut, as in search/passage.py
CUT = 180  # words of a piece, on average

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as syllable numbers."""

    key: str  # "66/2011/QH12@32"
    law: Ids
    chapter: Ids
    title: Ids
    text: Ids

    def pieces(self) -> int:
        """Into how many passages the text is cut."""
        return 1 if len(self.text) <= WHOLE else -(-len(self.text) // CUT)

    def piece(self, number: int) -> Ids:
        """Return the text of one passage, without its breadcrumbs."""
        length, pieces = len(self.text), self.pieces()
        return self.text[length * number // pieces : length * (number + 1) // pieces]

    def passage(self, number: int) -> Ids:
        """Return one passage as it is indexed, breadcrumbs first."""
        return np.concatenate([self.law, self.chapter, self.title, self.piece(number)])


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the articles that answer it."""

    id: str
    text: str
    words: Ids
    answers: tuple[int, ...]  # places in ``Material.articles``


@dataclass(frozen=True, slots=True)
class Material:
    """All that is read once and then only sampled."""

    syllables: tuple[str, ...]
    articles: tuple[Article, ...]
    links: tuple[tuple[int, int], ...]  # across instruments, from and to
    train: tuple[Question, ...]
    dev: tuple[Question, ...]
    field: frozenset[str]  # keys of the articles of the field's own instruments

    def words(self, text: str) -> Ids:
        """Return the syllable numbers of a text; unknown syllables are ``UNKNOWN``."""
        known = vocabulary(self.syllables, np.zeros(0, dtype=np.uint32))
        return np.array([known.ids[syllable] for syllable in syllables(clean(text))], dtype=np.int64)


def read_material(folder: Path, field: Path) -> Material:
    """Read a retrieval set: ``corpus.jsonl.gz``, ``cross_references.tsv`` and the folders ``train`` and ``dev``.

    ``field`` holds a ``corpus.jsonl.gz`` with the articles of the field, which the set holds too.
    """
    growing: dict[str, int] = {}
    raw = [_numbered_article(row, growing) for row in _rows(folder / "corpus.jsonl.gz")]
    counts = np.zeros(len(growing), dtype=np.int64)
    for article in raw:
        np.add.at(counts, np.concatenate([article.law, article.chapter, article.title, article.text]), 1)
    kept = np.flatnonzero(counts >= MIN_COUNT)
    new = np.full(len(growing), UNKNOWN, dtype=np.int64)
    new[kept] = np.arange(len(kept))
    names = list(growing)
    articles = tuple(Article(old.key, new[old.law], new[old.chapter], new[old.title], new[old.text]) for old in raw)
    places = {article.key: place for place, article in enumerate(articles)}
    words = tuple(names[number] for number in kept)
    known = vocabulary(words, np.zeros(0, dtype=np.uint32))
    return Material(
        words,
        articles,
        tuple(_links(folder / "cross_references.tsv", places)),
        tuple(_questions(folder / "train", places, known)),
        tuple(_questions(folder / "dev", places, known)),
        frozenset(row["_id"] for row in _rows(field / "corpus.jsonl.gz")),
    )


def choose_vocabulary(material: Material, entries: int) -> Vocabulary:
    """Return all kept syllables and the pairs that passages hold most often, ``entries`` rows in all."""
    size = len(material.syllables)
    keys: list[Ids] = []
    for article in material.articles:
        for number in range(article.pieces()):
            ids = article.passage(number)
            known = (ids[:-1] != UNKNOWN) & (ids[1:] != UNKNOWN)
            keys.append(ids[:-1][known] * size + ids[1:][known])
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    often = np.argsort(-counts, kind="stable")[: max(entries - size, 0)]
    return vocabulary(material.syllables, np.sort(pairs[often]).astype(np.uint32))


def streams(texts: Sequence[Ids]) -> tuple[Ids, Ids]:
    """Lay texts end to end and return them with their ends, as ``bags_of_ids`` takes them."""
    ends = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    return (np.concatenate(texts) if texts else np.zeros(0, dtype=np.int64)), ends


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _numbered_article(row: dict[str, str], growing: dict[str, int]) -> Article:
    def numbers(field: str) -> Ids:
        found = syllables(clean(row.get(field) or ""))
        return np.array([growing.setdefault(word, len(growing)) for word in found], dtype=np.int64)

    return Article(row["_id"], numbers("law_title"), numbers("chapter"), numbers("title"), numbers("text"))


def _links(path: Path, places: dict[str, int]) -> Iterator[tuple[int, int]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        start, end = line.split("\t")
        if start in places and end in places and start.split("@")[0] != end.split("@")[0]:
            yield places[start], places[end]


def _questions(folder: Path, places: dict[str, int], known: Vocabulary) -> Iterator[Question]:
    answers: dict[str, list[int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, article, _ = line.split("\t")
        answers.setdefault(query, []).append(places[article])
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = np.array([known.ids[word] for word in syllables(clean(row["text"]))], dtype=np.int64)
        yield Question(row["_id"], row["text"], words, tuple(answers.get(row["_id"], ())))
