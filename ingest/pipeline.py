"""From paths to the store: find, keep, read in child processes, write whole sources."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.expression import Expression
from corpus.source import Source, SourceStatus
from corpus.store import CorpusStore
from ingest.alone import cpu_for, do_alone
from ingest.codified_identity import CodifiedMap
from ingest.docx_comments import Remarks
from ingest.errors import IngestError, NoTextError, UnknownKindError
from ingest.job import Job, Step, Verdict
from ingest.keep import kept_path, spool_folder
from ingest.kind import Kind, kind_of
from ingest.prepare import PARSER, Prepared, prepare
from ingest.report import IngestReport, Progress, SourceReport
from ingest.sandbox import Sandbox
from ingest.settings import IngestSettings
from ingest.wire import Spool, read_map, write_map

DEFAULTS = IngestSettings()
_MIB = 1024 * 1024
_SHARD_BYTES = 4 * _MIB  # JSON Lines larger than this are read by several children at once
_READ_PART = 0.6  # of the time of a source goes to reading, the rest to writing


def ingest(
    paths: Sequence[Path],
    store: CorpusStore,
    keep: Path,
    *,
    kind: str = "auto",
    settings: IngestSettings = DEFAULTS,
    progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """Read all sources under the paths into the store; a broken one goes to quarantine and the rest goes on.

    Each source is one transaction, its original is kept under ``keep`` before; so a run that is broken off loses
    nothing and may be started again. What the store holds already is not read again, except what is in quarantine.
    Raises IngestError when there is no such kind.
    """
    meter = _Meter(progress)
    sources = []
    for prepared in prepare(paths, store, keep, forced=_forced(kind), settings=settings):
        sources.append(prepared)
        meter.add(prepared)
    with spool_folder(keep) as folder, Sandbox(settings, folder, meter.heard, meter.beat) as sandbox:
        run = _Run(store, keep, settings, folder, sandbox, meter)
        codified_map = run.map_codified(sources)
        return IngestReport(tuple(run.read(sources, codified_map)))


def text_of(path: Path, *, settings: IngestSettings = DEFAULTS) -> str:
    """Return the words that ingest reads from a file. Raises IngestError, as one sentence, where it cannot."""
    try:
        kind = kind_of(path, path.name)
    except OSError as error:
        raise IngestError(f"Không đọc được tệp: {error.strerror}.") from error
    if kind is Kind.ARCHIVE:
        raise UnknownKindError("tệp nén; hãy giải nén rồi đọc từng tệp")
    with TemporaryDirectory() as name:
        spool = Spool(Path(name), "text")
        do_alone(Step.TEXT, kind, path, spool, settings)
        return spool.text.read_text(encoding="utf-8")


def read_file(path: Path, *, settings: IngestSettings = DEFAULTS) -> list[Expression]:
    """Return what ingest would read from a file, without storing it. Raises IngestError where it cannot."""
    kind = kind_of(path, path.name)
    if kind is Kind.ARCHIVE:
        raise UnknownKindError("tệp nén; hãy giải nén rồi đọc từng tệp")
    with TemporaryDirectory() as name:
        spool = Spool(Path(name), "file")
        do_alone(Step.READ, kind, path, spool, settings)
        return list(spool.read_expressions())


def commented_copy(path: Path, remarks: Remarks, *, settings: IngestSettings = DEFAULTS) -> bytes:
    """Return a copy of a DOCX with remarks on the text read from it, as comments. Raises IngestError."""
    with TemporaryDirectory() as name:
        spool = Spool(Path(name), "comments")
        remarks.write(spool.remarks)
        do_alone(Step.COMMENT, Kind.DOCX, path, spool, settings)
        return spool.copy.read_bytes()


def _forced(kind: str) -> Kind | None:
    if kind == "auto":
        return None
    if kind not in list(Kind):
        raise IngestError(f"Không có loại tệp “{kind}”; các loại là: auto, {', '.join(Kind)}.")
    return Kind(kind)


@dataclass(slots=True)
class _Meter:
    """Counts bytes done; a source counts in parts while it is read and written."""

    progress: Callable[[Progress], None] | None
    total: int = 0
    finished: int = 0
    parts: dict[str, dict[int, float]] = field(default_factory=dict)  # by source and shard, weighted with its bytes
    last: tuple[str, str, float] = ("", "kiểm tra", 0.0)

    def add(self, prepared: Prepared) -> None:
        self.total += prepared.size
        self.tell(prepared.label, "kiểm tra")

    def beat(self) -> None:
        """Tell once more what was told last: whoever waits for a silent child may want to stop."""
        self.tell(*self.last)

    def written(self, label: str, size: int, part: float) -> None:
        self.parts[label] = {0: size * part}
        self.tell(label, "lưu", part)

    def heard(self, job: Job, part: float) -> None:
        """Count what a child has read of its share of a source."""
        size = job.path.stat().st_size
        self.parts.setdefault(job.label, {})[job.shard] = _READ_PART * part * size / job.shards
        self.tell(job.label, "đọc", _READ_PART * part)

    def finish(self, prepared: Prepared, report: SourceReport) -> None:
        self.parts.pop(prepared.label, None)
        self.finished += prepared.size
        self.tell(prepared.label, "lưu", 1.0, report)

    def tell(self, label: str, step: str, part: float = 0.0, ended: SourceReport | None = None) -> None:
        self.last = (label, step, part)
        if self.progress:
            done = min(self.finished + int(sum(sum(shards.values()) for shards in self.parts.values())), self.total)
            self.progress(Progress(done, self.total, label, step, part, ended))


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over prepared sources."""

    store: CorpusStore
    keep: Path
    settings: IngestSettings
    folder: Path
    sandbox: Sandbox
    meter: _Meter

    def map_codified(self, sources: Sequence[Prepared]) -> Path | None:
        """Return a file that tells where the anchors of all codified pages lead: of this run, and of the store."""
        if not any(source.kind is Kind.CODIFIED and source.is_new for source in sources):
            return None
        pages = {source.sha256: source.kept for source in sources if source.kind is Kind.CODIFIED and source.kept}
        held = (kept_path(self.keep, source.sha256) for source in self.store.sources() if source.kind == Kind.CODIFIED)
        pages |= {path.name: path for path in held if path.name not in pages and path.is_file()}
        merged = CodifiedMap()
        jobs = (
            self._job(Step.SCAN, Kind.CODIFIED, path, path.name, f"scan{place}")
            for place, path in enumerate(pages.values())
        )
        for job, verdict in self.sandbox.run(jobs):
            self.meter.tell(job.label, "dò liên kết")
            if not verdict.error:
                _merge(merged, read_map(job.spool.map))
            job.spool.remove()
        path = self.folder / "codified.map"
        write_map(path, merged)
        return path

    def read(self, sources: Sequence[Prepared], codified_map: Path | None) -> Iterator[SourceReport]:
        """Read and write what there is to read; yield a report for each source, in order."""
        answers = self.sandbox.run(chain.from_iterable(self._jobs(sources, codified_map)))
        fresh: set[str] = set()
        for source in sources:
            if source.error:
                report = self._quarantine(source, source.error)
            elif source.unchanged or source.sha256 in fresh:
                report = self._unchanged(source)
            else:
                fresh.add(source.sha256)
                own = [next(answers) for _ in range(self._shards(source))]
                report = self._write(source, own)
                for job, _ in own:
                    job.spool.remove()
            self.meter.finish(source, report)
            yield report

    def _jobs(self, sources: Sequence[Prepared], codified_map: Path | None) -> Iterator[list[Job]]:
        given: set[str] = set()
        for place, source in enumerate(sources):
            if source.to_read and source.sha256 not in given and source.kind and source.kept:
                given.add(source.sha256)
                shards = self._shards(source)
                yield [
                    replace(
                        self._job(Step.READ, source.kind, source.kept, source.label, f"{place}-{shard}"),
                        as_of=source.as_of,
                        codified_map=codified_map,
                        shard=shard,
                        shards=shards,
                    )
                    for shard in range(shards)
                ]

    def _job(self, step: Step, kind: Kind, path: Path, label: str, name: str) -> Job:
        cpu = cpu_for(self.settings, path.stat().st_size)
        return Job(step=step, kind=kind, path=path, label=label, spool=Spool(self.folder, name), cpu_seconds=cpu)

    def _shards(self, source: Prepared) -> int:
        return self.settings.workers if source.kind is Kind.JSONL and source.size > _SHARD_BYTES else 1

    def _write(self, source: Prepared, answers: Sequence[tuple[Job, Verdict]]) -> SourceReport:
        """Store what the children read, as one transaction."""
        error = next((verdict.error for _, verdict in answers if verdict.error), "")
        if error:
            return self._quarantine(source, error)
        doubts = tuple(doubt for _, verdict in answers for doubt in verdict.doubts)
        spools = [job.spool for job, _ in answers]
        row = replace(self._row(source), doubts=doubts)
        try:
            self.store.add(
                row,
                self._texts(source, spools, silent=not doubts),
                chain.from_iterable(spool.read_links() for spool in spools),
            )
        except NoTextError as nothing:
            return self._quarantine(source, str(nothing))
        except ValueError as wrong:
            return self._quarantine(source, f"Bộ đọc để sót hoặc chồng nội dung nên không lưu ({wrong}).")
        return replace(SourceReport.of_store(self.store, row, unchanged=False), path=source.label)

    def _texts(self, source: Prepared, spools: Sequence[Spool], *, silent: bool) -> Iterator[Expression]:
        """Yield what is to be stored, and tell how far that has come.

        Raises NoTextError when there is nothing, and no doubt says why.
        """
        total = sum(spool.expressions.stat().st_size for spool in spools if spool.expressions.exists())
        reached = texts = 0
        for spool in spools:
            for expression in spool.read_expressions():
                yield expression
                texts += 1
                reached += len(expression.text)
                done = _READ_PART + (1 - _READ_PART) * min(1.0, reached / max(total, 1))
                self.meter.written(source.label, source.size, done)
        if not texts and silent:
            raise NoTextError(str(source.kind or ""), "không tìm thấy nội dung nào để lưu")

    def _quarantine(self, source: Prepared, error: str) -> SourceReport:
        """Report a source that could not be read; a text that an earlier reader got from it stays in the store."""
        if source.sha256 and not (source.held and not source.held.error):
            self.store.add(replace(self._row(source), error=error))
        return SourceReport(source.label, source.sha256, SourceStatus.QUARANTINED, error=error)

    def _row(self, source: Prepared) -> Source:
        return Source(
            sha256=source.sha256,
            path=source.label,
            kind=str(source.kind or ""),
            size=source.size,
            parser=PARSER,
            container=source.container,
        )

    def _unchanged(self, source: Prepared) -> SourceReport:
        held = self.store.source(source.sha256)
        if held is None or held.error:
            error = held.error if held else "Nội dung này vừa được gỡ khỏi kho; hãy nạp lại."
            return SourceReport(source.label, source.sha256, SourceStatus.QUARANTINED, error=error)
        return replace(SourceReport.of_store(self.store, held, unchanged=True), path=source.label)


def _merge(merged: CodifiedMap, found: CodifiedMap) -> None:
    merged.anchors.update(found.anchors)
    for key, note in found.notes.items():
        if key not in merged.notes or note.fullness > merged.notes[key].fullness:
            merged.notes[key] = note
