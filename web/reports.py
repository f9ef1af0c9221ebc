"""The JSON of what ingest, index and verify did."""

from dataclasses import asdict

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.force import ForceTable
from corpus.reading import CorpusReader
from ingest.report import IngestReport, SourceReport
from search.index.build import IndexReport
from web.schemas import IndexJson, IngestJson, SourceReportJson
from web.shapes import work_json
from web.today import today_in_viet_nam


class VerifyJson(TypedDict):
    """Counts of a home folder and what is wrong with it."""

    sources: int
    works: int
    provisions: int
    passages: int
    problems: list[str]
    orphans: int
    repaired: int
    repairs: list[str]  # what was wrong and is mended


def ingest_json(report: IngestReport, store: CorpusReader, force: ForceTable) -> IngestJson:
    """Return what became of the files."""
    rows = [_source_json(source, store, force) for source in report.sources]
    return {"sources": rows, "totals": asdict(report.totals)}


def _source_json(source: SourceReport, store: CorpusReader, force: ForceTable) -> SourceReportJson:
    today = today_in_viet_nam()
    return {
        "path": source.path,
        "sha256": source.sha256,
        "status": source.status.value,
        "works": [
            work_json(work, force.of_work(work, today, codified=store.is_codified(work))) for work, _ in source.works
        ],
        "provisions": source.provisions,
        "doubts": list(source.doubts),
        "error": source.error,
    }


def index_json(report: IndexReport) -> IndexJson:
    """Return what indexing did."""
    return {
        "passages": report.passages,
        "changed": report.changed,
        "seconds": report.seconds,
        "generation": report.generation,
        "passages_per_second": round(report.changed / report.seconds, 1) if report.seconds else 0.0,
    }
