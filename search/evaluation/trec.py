"""Questions, judgements and runs as files: JSON Lines, TSV, TREC."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CancuError

_DIGITS, _STEP = 6, 1e-6  # of the scores of a run
TAG = "cancu"
_QRELS_FIELDS = (3, 4)  # BEIR: query, article, grade; TREC: query, 0, article, grade


class EvaluationError(CancuError):
    """A file of questions or judgements cannot be read."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}, dòng {line}: {what}.")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a test set."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article in a run."""

    article: str  # "57/2020/QH14@1"
    score: float


Run = Mapping[str, list[Ranked]]  # by question id, best first
Qrels = Mapping[str, Mapping[str, int]]  # by question id: grade by article


def article_id(number: str, article: str) -> str:
    """Return the name of an article in runs and judgements.

    >>> article_id("57/2020/QH14", "1")
    '57/2020/QH14@1'
    """
    return f"{number}@{article}"


def read_questions(path: Path) -> list[Question]:
    """Read JSON Lines with ``_id`` and ``text``. Raises EvaluationError."""
    questions = []
    for number, line in enumerate(_text_of(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            questions.append(Question(str(row["_id"]), str(row["text"])))
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(path, number, "không phải một câu hỏi JSON có `_id` và `text`") from error
    return questions


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read judgements, tab-separated with a header line (BEIR) or four columns without one (TREC)."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_text_of(path).splitlines(), start=1):
        fields = line.split("\t") if "\t" in line else line.split()
        if not fields or (number == 1 and not fields[-1].isdecimal()):
            continue
        if len(fields) not in _QRELS_FIELDS or not fields[-1].isdecimal():
            raise EvaluationError(path, number, "không phải một dòng đánh giá: câu hỏi, điều, điểm")
        qrels.setdefault(fields[0], {})[fields[-2]] = int(fields[-1])
    return qrels


def write_run(path: Path, run: Run) -> None:
    """Write ``qid Q0 NUMBER@ARTICLE rank score cancu`` lines, ranks from 1; spaces in names become ``_``.

    Scores fall strictly, equal ones by a millionth, since readers of runs sort by score and not by rank.
    """
    with path.open("w", encoding="utf-8") as file:
        for question, ranked in run.items():
            last = math.inf
            for rank, item in enumerate(ranked, start=1):
                last = min(round(item.score, _DIGITS), last - _STEP)
                file.write(f"{_word(question)} Q0 {_word(item.article)} {rank} {last:.{_DIGITS}f} {TAG}\n")


def read_run(path: Path) -> dict[str, list[Ranked]]:
    """Read a run; the order is that of the ranks."""
    rows: dict[str, list[tuple[int, Ranked]]] = {}
    for number, line in enumerate(_text_of(path).splitlines(), start=1):
        try:
            question, _, article, rank, score, _ = line.split()
            rows.setdefault(question, []).append((int(rank), Ranked(article, float(score))))
        except ValueError as error:
            raise EvaluationError(path, number, "không phải một dòng của tệp kết quả TREC") from error
    return {question: [item for _, item in sorted(found, key=_by_rank)] for question, found in rows.items()}


def _by_rank(row: tuple[int, Ranked]) -> int:
    return row[0]


def _word(text: str) -> str:
    return "_".join(text.split())


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationError(path, 1, "tệp không phải UTF-8") from error
    except OSError as error:
        raise EvaluationError(path, 1, f"không đọc được tệp ({error.strerror})") from error
