"""Builds units and passages for the tests of search; the texts are our own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from corpus.expression import Expression, Heading, Origin, Unit
from corpus.provision import Level, Provision, child_eid
from corpus.rows import Held
from corpus.source import Source
from corpus.work import Work
from search.index.protocol import Point
from search.lexical import weigh_passages
from search.passage import Passage, cut

_MEMORY = Path("/dev/shm")  # noqa: S108  # a file system without a disk: shards are synced often


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give an empty folder, in memory where the system has such a place."""
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        yield Path(name)


SOURCE = Source(sha256="0" * 64, path="thu.txt", kind="text", size=1, parser="1")


def part(level: Level, num: str, *pieces: "str | Provision") -> Provision:
    """Return a part whose text is its pieces end to end; its offsets count from its own start."""
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    children, reached = [], 0
    for piece in pieces:
        length = len(piece) if isinstance(piece, str) else len(piece.text)
        if isinstance(piece, Provision):
            children.append(moved(piece, reached, child_eid("", level, num)))
        reached += length
    return Provision(child_eid("", level, num), level, num, "", text, 0, len(text), None, tuple(children))


def moved(provision: Provision, by: int, parent: str) -> Provision:
    """Return the part farther on in the text, below ``parent``."""
    children = tuple(moved(child, by, parent) for child in provision.children)
    eid = f"{parent}__{provision.eid}" if parent else provision.eid
    start, end = provision.start + by, provision.end + by
    return Provision(eid, provision.level, provision.num, provision.heading, provision.text, start, end, None, children)


def clause(num: str, *pieces: "str | Provision") -> Provision:
    return part(Level.CLAUSE, num, *pieces)


def point(num: str, text: str) -> Provision:
    return part(Level.POINT, num, text)


def article(num: str, heading: str, *pieces: "str | Provision") -> Provision:
    first = f"Điều {num}. {heading}\n"
    made = part(Level.ARTICLE, num, first, *pieces)
    return Provision(made.eid, made.level, num, heading, made.text, made.start, made.end, None, made.children)


def law(number: str = "12/2030/QH99", **changes: object) -> Work:
    facts: dict[str, object] = {
        "type": "Luật",
        "title": "Luật Giúp đỡ người gặp nạn",
        "issuer": "Quốc hội",
        "effective": date(2030, 7, 1),
    }
    return Work(number=number, **(facts | changes))  # type: ignore[arg-type]  # the tests name the fields they mean


def held(provision: Provision, *, work: Work | None = None, unit_id: int = 1, expression_id: int = 1) -> Held:
    context = (Heading(Level.CHAPTER, "II", "HỖ TRỢ"),)
    return Held(
        work or law(), Unit(provision, context), SOURCE, expression_id, unit_id, Origin.OFFICIAL, None, None, True
    )


def expression(work: Work, *articles: Provision) -> Expression:
    """Return an expression whose units are the articles, end to end."""
    units, reached = [], 0
    for provision in articles:
        units.append(Unit(moved(provision, reached, "")))
        reached += len(provision.text)
    text = "".join(provision.text for provision in articles)
    return Expression(work=work, text=text, units=tuple(units), origin=Origin.OFFICIAL)


def words(count: int, word: str = "lời") -> str:
    return " ".join(f"{word}{number}" for number in range(count))


def passage(text: str, *, unit_id: int = 1, work: Work | None = None) -> Passage:
    return cut(held(article("5", "Tên điều", text), work=work, unit_id=unit_id))[0]


class AngleEncoder:
    """Gives each text the direction of the first letter of its last line: texts with the same one point alike."""

    name = "angle@1"
    dim = 8

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per text; zeros for an empty one."""
        rows = np.zeros((len(texts), self.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            if last := text.strip().rpartition("\n")[2]:
                row[ord(last[0]) % self.dim] = 1
        return rows

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same for passages."""
        return self.encode(texts)


def points(*passages: Passage) -> list[Point]:
    dense = AngleEncoder().encode([item.text.partition("\n")[2] for item in passages])
    sparse = weigh_passages(passages)
    return [Point(*parts) for parts in zip(passages, sparse, dense, strict=True)]
