"""What an ingest did, source by source."""

from dataclasses import dataclass

from corpus.reading import CorpusReader
from corpus.source import Source, SourceStatus
from corpus.work import Work


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source."""

    path: str
    sha256: str  # empty where the content could not be reached
    status: SourceStatus
    works: tuple[tuple[Work, int], ...] = ()  # each with its number of citable units
    doubts: tuple[str, ...] = ()
    error: str | None = None  # one sentence, where it is in quarantine

    @classmethod
    def of_store(cls, store: CorpusReader, source: Source, *, unchanged: bool) -> "SourceReport":
        """Return the report on a source that the store holds; texts of one work are counted together."""
        counts: dict[str, tuple[Work, int]] = {}
        for work, count in store.source_works(source.sha256):
            counts[work.slug] = (work, count + counts.get(work.slug, (work, 0))[1])
        status = SourceStatus.UNCHANGED if unchanged else SourceStatus.ADDED
        return cls(source.path, source.sha256, status, tuple(counts.values()), source.doubts)

    @property
    def provisions(self) -> int:
        """Return the number of citable units read from it."""
        return sum(count for _, count in self.works)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over a report."""

    sources: int
    added: int
    unchanged: int
    quarantined: int
    works: int  # each once
    provisions: int
    doubts: int


@dataclass(frozen=True, slots=True)
class IngestReport:
    """All sources of one run, in the order they were given."""

    sources: tuple[SourceReport, ...]

    @property
    def totals(self) -> Totals:
        """Return the sums."""
        statuses = [source.status for source in self.sources]
        return Totals(
            sources=len(self.sources),
            added=statuses.count(SourceStatus.ADDED),
            unchanged=statuses.count(SourceStatus.UNCHANGED),
            quarantined=statuses.count(SourceStatus.QUARANTINED),
            works=len({work.slug for source in self.sources for work, _ in source.works}),
            provisions=sum(source.provisions for source in self.sources),
            doubts=sum(len(source.doubts) for source in self.sources),
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    done_bytes: int
    total_bytes: int
    path: str  # what is being worked on
    step: str  # "kiểm tra", "dò liên kết", "đọc", "lưu"
    part: float = 0.0  # of what is worked on that is done
    ended: SourceReport | None = None  # what became of it, where it has just ended
