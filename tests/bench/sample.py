"""A corpus of a given size for search: the right articles of all dev questions, and others drawn by hash."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from search.evaluation.trec import Qrels, Question, read_qrels, read_questions

_BODY = 6000  # characters of the text that BM25 peers read (the bar in the data's own README)


@dataclass(frozen=True, slots=True)
class Article:
    """What a BM25 peer reads of an article."""

    name: str  # "57/2020/QH14@1"
    words: str  # title of the work, of the article, and the beginning of its text


@dataclass(frozen=True, slots=True)
class Sample:
    """A test set in a folder, in the form of BEIR."""

    folder: Path

    @property
    def corpus(self) -> Path:
        """Return the articles as JSON Lines, as ``cancu ingest`` takes them."""
        return self.folder / "corpus.jsonl"

    @property
    def questions(self) -> list[Question]:
        """Return the questions whose right articles all lie in the corpus."""
        return read_questions(self.folder / "queries.jsonl")

    @property
    def qrels(self) -> Qrels:
        """Return which articles are right."""
        return read_qrels(self.folder / "qrels.tsv")

    def articles(self) -> Iterator[Article]:
        """Yield the articles as the BM25 peers read them."""
        for line in self.corpus.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            words = "\n".join((row.get("law_title", ""), row["title"], row["text"][:_BODY]))
            yield Article(row["_id"], words)


def draw(data: Path, size: int, folder: Path) -> Sample:
    """Write a sample of ``size`` articles of the test set in ``data``; the same articles on every machine.

    A smaller sample lies inside each larger one. Only dev questions are asked: the encoder was trained on the others.
    """
    folder.mkdir(parents=True)
    qrels = read_qrels(data / "dev" / "qrels.tsv")
    kept = chosen(list(_names(data)), {name for grades in qrels.values() for name in grades}, size)
    with (folder / "corpus.jsonl").open("wb") as out:
        out.writelines(line for name, line in _lines(data) if name in kept)
    asked = {question for question, grades in qrels.items() if grades.keys() <= kept}
    with (folder / "queries.jsonl").open("w", encoding="utf-8") as queries:
        for question in read_questions(data / "dev" / "queries.jsonl"):
            if question.id in asked:
                queries.write(json.dumps({"_id": question.id, "text": question.text}, ensure_ascii=False) + "\n")
    rows = [f"{question}\t{name}\t1\n" for question in sorted(asked) for name in qrels[question]]
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(rows), encoding="utf-8")
    return Sample(folder)


def chosen(names: list[str], wanted: set[str], size: int) -> set[str]:
    """Return ``size`` of the names: the wanted ones first, then others in the order of their hash."""
    return set(sorted(names, key=lambda name: (name not in wanted, _hash(name)))[:size])


def _hash(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=8).digest()


def _names(data: Path) -> Iterator[str]:
    return (name for name, _ in _lines(data))


def _lines(data: Path) -> Iterator[tuple[str, bytes]]:
    with gzip.open(data / "corpus.jsonl.gz", "rb") as lines:
        for line in lines:
            yield json.loads(line)["_id"], line
