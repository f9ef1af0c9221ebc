"""The forward index: of each passage its words in order, and where it lies; ranking reads it beside the inverted one.

Files lie mapped in a generation's folder and hold no text, only numbers of syllables (search.lexical) and addresses.
Rows ascend by passage id, so the passages of one unit are neighbours.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from search.index.protocol import IndexDamagedError
from search.lexical import Words
from search.passage import ORDINAL_BITS, Passage

HEADINGS = ("title", "chapter", "heading", "lead")  # fields that many passages share, in the order of fields_of
_ROW = np.dtype(
    [
        ("id", np.int64),
        ("expression", np.int64),
        ("work", np.int32),  # number in ``names.works``
        ("eid", np.int32),  # number in ``names.eids``
        ("start", np.int32),  # in the unit's text
        ("end", np.int32),
        *((name, np.int32) for name in HEADINGS),  # numbers of streams in ``headings``
        ("quoted", np.bool_),
    ]
)
_ROWS, _NAMES, _OWN, _HEADINGS = "rows.npy", "names.json", "own", "headings"

Ids = NDArray[np.uint32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Address:
    """Where an indexed passage lies; its words are in the corpus."""

    unit_id: int
    work: str  # slug
    number: str
    eid: str  # of the unit
    start: int  # in the unit's text
    end: int

    @property
    def article(self) -> str | None:
        """Return the number of the Điều; None in annexes, forms and papers without Điều."""
        prefix, _, num = self.eid.partition("_")
        return num if prefix == "art" else None


@dataclass(frozen=True, slots=True)
class Streams:
    """Streams of numbers laid end to end; stream ``i`` is ``ids[ends[i]:ends[i + 1]]``."""

    ids: Ids
    ends: Places  # one more than there are streams; begins with 0

    def gather(self, firsts: Places, lasts: Places) -> tuple[Ids, Places]:
        """Return the streams from each first to before each last, end to end, and how many numbers each run has."""
        starts = np.asarray(self.ends[firsts])
        counts = np.asarray(self.ends[lasts]) - starts
        return self.ids[spread(starts, counts)], counts

    def taken(self, wanted: Places) -> "Streams":
        """Return these streams alone, in this order."""
        return Streams(np.concatenate([*self.runs(wanted), self.ids[:0]]), _ends(np.diff(self.ends)[wanted]))

    def runs(self, wanted: Places) -> Iterator[Ids]:
        """Yield the numbers of these streams, neighbours together: no copy is made."""
        if len(wanted):
            for run in np.split(wanted, np.flatnonzero(np.diff(wanted) != 1) + 1):
                yield self.ids[self.ends[run[0]] : self.ends[run[-1] + 1]]


@dataclass(frozen=True, slots=True)
class ForwardIndex:
    """All passages of a generation."""

    folder: Path
    ids: Places  # of passages, ascending
    rows: NDArray[np.void]  # of dtype _ROW
    works: tuple[tuple[str, str], ...]  # slug and number
    eids: tuple[str, ...]
    own: Streams  # a stream a row: the passage's own words
    headings: Streams  # distinct headings and leads, which rows refer to

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map the files that a writer left. Raises IndexDamagedError."""
        try:
            rows = np.asarray(np.load(folder / _ROWS, mmap_mode="r", allow_pickle=False))
            names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
            own, headings = _load(folder / _OWN), _load(folder / _HEADINGS)
            works = tuple((str(slug), str(number)) for slug, number in names["works"])
            eids = tuple(map(str, names["eids"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(str(folder), "tệp từ ngữ của đoạn hỏng hoặc thiếu") from error
        numbers = {"work": len(works), "eid": len(eids)} | dict.fromkeys(HEADINGS, len(headings.ends) - 1)
        sound = rows.dtype == _ROW and len(own.ends) == len(rows) + 1
        sound = sound and all(_within(rows[name], count) for name, count in numbers.items())
        if not sound:
            raise IndexDamagedError(str(folder), "tệp từ ngữ của đoạn không khớp nhau")
        return cls(folder, np.ascontiguousarray(rows["id"]), rows, works, eids, own, headings)

    def rows_of(self, passage_ids: Sequence[int] | Places) -> Places:
        """Return the row of each passage. Raises IndexDamagedError for one that is not here."""
        ids = self.ids
        wanted = np.asarray(passage_ids, np.int64)
        places = np.minimum(np.searchsorted(ids, wanted), max(len(ids) - 1, 0))
        if len(wanted) and (not len(ids) or (ids[places] != wanted).any()):
            raise IndexDamagedError(str(self.folder), "có đoạn của chỉ mục không nằm trong tệp từ ngữ")
        return places

    def units_of(self, rows: Places) -> tuple[Places, Places]:
        """Return for each row the first row of its unit, and the row after the unit's last."""
        ids = self.ids
        units = ids[rows] >> ORDINAL_BITS
        return (
            np.searchsorted(ids, units << ORDINAL_BITS),
            np.searchsorted(ids, (units + 1) << ORDINAL_BITS),
        )

    def addresses(self, rows: Places) -> list[Address]:
        """Return where passages lie, in the order asked."""
        columns = ("id", "work", "eid", "start", "end")
        found = []
        for id_, work, eid, start, end in self.rows[rows][list(columns)].tolist():
            slug, number = self.works[work]
            found.append(Address(id_ >> ORDINAL_BITS, slug, number, self.eids[eid], start, end))
        return found


class ForwardWriter:
    """Writes a forward index, batch by batch; what passages share is written once. Whole when left without error."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._rows: list[NDArray[np.void]] = []
        self._own, self._headings = _Spool(folder / _OWN), _Spool(folder / _HEADINGS)
        self._works: dict[tuple[str, str], int] = {}
        self._eids: dict[str, int] = {}
        self._known: dict[bytes, int] = {}  # streams of headings already written

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._own.close()
        self._headings.close()
        if kind is None:
            self._finish()

    def keep(self, old: ForwardIndex, gone: Collection[str]) -> None:
        """Take over the rows of an older index without those of the works gone, given by slug."""
        left = np.array([slug not in gone for slug, _ in old.works], np.bool_)
        kept = np.flatnonzero(left[old.rows["work"]]) if len(left) else np.zeros(0, np.int64)
        rows = old.rows[kept]
        works = np.array([self._works.setdefault(work, len(self._works)) for work in old.works], np.int32)
        eids = np.array([self._eids.setdefault(eid, len(self._eids)) for eid in old.eids], np.int32)
        if len(rows):
            rows["work"], rows["eid"] = works[rows["work"]], eids[rows["eid"]]
        used, places = np.unique([rows[name] for name in HEADINGS], return_inverse=True)
        headings = old.headings.taken(used.astype(np.int64))
        renamed = np.array([self._heading(stream) for stream in _each(headings)], np.int32)
        for name, place in zip(HEADINGS, places.reshape(len(HEADINGS), -1), strict=True):
            rows[name] = renamed[place] if len(renamed) else place
        self._own.write_all(old.own.runs(kept), np.diff(old.own.ends)[kept])
        self._rows.append(rows)

    def append(self, passages: Sequence[Passage], fields: Sequence[Words]) -> None:
        """Add passages with their words, field by field as ``words_of`` gives them."""
        rows = np.zeros(len(passages), _ROW)
        for row, passage in zip(rows, passages, strict=True):
            work = self._works.setdefault((passage.slug, passage.number), len(self._works))
            eid = self._eids.setdefault(passage.eid, len(self._eids))
            place = (passage.id, passage.expression_id, work, eid, passage.start, passage.end)
            row["id"], row["expression"], row["work"], row["eid"], row["start"], row["end"] = place
            row["quoted"] = passage.quoted
        *headings, own = fields
        for name, words in zip(HEADINGS, headings, strict=True):
            rows[name] = [self._heading(stream) for stream in _each(Streams(words.ids, _ends(words.counts)))]
        self._own.write(own.ids, own.counts)
        self._rows.append(rows)

    def _finish(self) -> None:
        """Write everything to disk, rows in the order of their ids."""
        rows = np.concatenate([*self._rows, np.zeros(0, _ROW)])
        order = np.argsort(rows["id"], kind="stable")
        self._own.finish(order)
        self._headings.finish(np.arange(len(self._known)))
        np.save(self._folder / _ROWS, rows[order], allow_pickle=False)
        names = {"works": list(self._works), "eids": list(self._eids)}
        (self._folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    def _heading(self, stream: Ids) -> int:
        number = self._known.setdefault(stream.tobytes(), len(self._known))
        if number == self._headings.count:
            self._headings.write(stream, np.array([len(stream)]))
        return number


class _Spool:
    """Streams on their way to disk, so that a large corpus needs little memory."""

    def __init__(self, path: Path) -> None:
        self._ids, self._ends = _files(path)
        self._file = self._ids.open("wb")
        self._counts: list[Places] = []
        self.count = 0

    def write(self, ids: Ids, counts: Places) -> None:
        """Add streams, end to end."""
        self.write_all([ids], counts)

    def write_all(self, runs: Iterable[Ids], counts: Places) -> None:
        """Add streams that lie in several runs, end to end."""
        for ids in runs:
            self._file.write(np.ascontiguousarray(ids, np.uint32).data)
        self._counts.append(np.asarray(counts, np.int64))
        self.count += len(counts)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def finish(self, order: Places) -> None:
        """Say where each stream lies; streams in another order than they came are laid anew."""
        counts = np.concatenate([*self._counts, np.zeros(0, np.int64)])
        if (order != np.arange(len(order))).any():
            streams, anew = Streams(_mapped(self._ids), _ends(counts)), self._ids.with_suffix(".new")
            with anew.open("wb") as file:
                for run in streams.runs(order):
                    file.write(run.data)
            anew.replace(self._ids)
        np.save(self._ends, _ends(counts[order]), allow_pickle=False)


def spread(starts: Places, counts: Places) -> Places:
    """Return the numbers of all runs, end to end: from each start, as many as it counts.

    >>> spread(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()), dtype=np.int64)


def _ends(counts: Places) -> Places:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def _each(streams: Streams) -> Iterator[Ids]:
    for start, end in zip(streams.ends[:-1], streams.ends[1:], strict=True):
        yield streams.ids[start:end]


def _files(path: Path) -> tuple[Path, Path]:
    return path.with_suffix(".u32"), path.with_suffix(".ends.npy")


def _mapped(path: Path) -> Ids:
    if path.stat().st_size == 0:
        return np.zeros(0, np.uint32)  # an empty file cannot be mapped
    return np.asarray(np.memmap(path, np.uint32, mode="r"))


def _load(path: Path) -> Streams:
    ids, where = _files(path)
    ends = np.asarray(np.load(where, mmap_mode="r", allow_pickle=False))
    streams = Streams(_mapped(ids), ends)
    if not len(ends) or int(ends[-1]) != len(streams.ids) or ends[0] != 0 or (np.diff(ends) < 0).any():
        raise ValueError(path.name)
    return streams


def _within(numbers: NDArray[np.int32], count: int) -> bool:
    return not len(numbers) or (int(numbers.min()) >= 0 and int(numbers.max()) < count)
