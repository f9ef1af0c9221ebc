"""Which reader reads which kind; runs inside the child process."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from corpus.expression import Expression
from corpus.link import Link
from corpus.text import clean
from ingest.articles_reader import read_articles
from ingest.codified import read_codified, scan_codified
from ingest.codified_identity import CodifiedMap
from ingest.docx_comments import commented, read_remarks
from ingest.errors import UnknownKindError
from ingest.excerpts_reader import read_excerpts
from ingest.extract.docx import extract_docx
from ingest.extract.html import extract_html
from ingest.extract.jsonl import BadLine, read_rows
from ingest.extract.pdf import extract_pdf
from ingest.extract.pptx import slides_text
from ingest.extract.text import extract_text
from ingest.instrument_reader import read_instrument
from ingest.job import Job, Step
from ingest.kind import Kind
from ingest.picture import picture
from ingest.quality import quality_doubts
from ingest.read import Extract, Reading
from ingest.references import find_references
from ingest.text_reader import read_paper
from ingest.wire import pack_expression, pack_link, read_map, write_line, write_map

EXTRACTORS: Mapping[Kind, Callable[[bytes], Extract]] = {
    Kind.DOCX: extract_docx,
    Kind.HTML: extract_html,
    Kind.PDF: extract_pdf,
    Kind.MARKDOWN: extract_text,
    Kind.TEXT: extract_text,
}
_MAX_DOUBTS = 500  # told for one source; the rest as a count


def perform(job: Job, tell: Callable[[float], None]) -> list[str]:
    """Do one job: what is read goes to the job's spool, doubts come back.

    ``tell`` hears now and then which part is done.
    """
    if job.step is Step.SCAN:
        write_map(job.spool.map, scan_codified(job.path.read_bytes()))
        return []
    if job.step is Step.TEXT:
        job.spool.text.write_text("".join(_words(job)), encoding="utf-8")
        return []
    if job.step is Step.COMMENT:
        job.spool.copy.write_bytes(commented(job.path.read_bytes(), read_remarks(job.spool.remarks)))
        return []
    if job.step is Step.PICTURE:
        picture(job.path.read_bytes(), job.spool)
        return []
    return _read_to_spool(job, tell)


def _read_to_spool(job: Job, tell: Callable[[float], None]) -> list[str]:
    """Write the expressions and links of a source, and return the doubts about them."""
    doubts: list[str] = []
    with (
        job.spool.expressions.open("w", encoding="utf-8") as texts,
        job.spool.links.open("w", encoding="utf-8") as links,
    ):
        for one in read(job):
            if isinstance(one, Expression):
                write_line(texts, pack_expression(one))
                found = [*one.doubts, *quality_doubts(one)]
                for reference in find_references(one):
                    if isinstance(reference, Link):
                        write_line(links, pack_link(reference))
                    else:
                        found.append(reference)
                doubts.extend(f"{one.work.name}: {doubt}" for doubt in found[:_MAX_DOUBTS])
            elif isinstance(one, Link):
                write_line(links, pack_link(one))
            elif isinstance(one, str):
                doubts.append(one)
            else:
                tell(one)
    return (
        [*doubts[:_MAX_DOUBTS], f"Còn {len(doubts) - _MAX_DOUBTS} điểm ngờ khác."]
        if len(doubts) > _MAX_DOUBTS
        else doubts
    )


def read(job: Job) -> Iterator[Expression | Link | str | float]:
    """Yield what a source holds: expressions, links, doubts as sentences, and the part done so far."""
    if job.kind is Kind.JSONL:
        yield from read_articles(job.path, shard=job.shard, shards=job.shards)
        return
    if job.kind is Kind.EXCERPTS:
        yield from read_excerpts(job.path)
        return
    reading = _read_whole(job)
    yield from reading.expressions
    yield from reading.links
    yield from reading.doubts


def _read_whole(job: Job) -> Reading:
    if job.kind is Kind.INSTRUMENT:
        return read_instrument(job.path)
    if job.kind is Kind.PPTX:
        raise UnknownKindError("trang chiếu PowerPoint không nạp vào kho; hãy rà bằng “cancu stale”")
    data = job.path.read_bytes()
    if job.kind is Kind.CODIFIED:
        known = _map(job.codified_map) if job.codified_map else CodifiedMap()
        return read_codified(data, as_of=job.as_of, known=known)
    extract = EXTRACTORS.get(job.kind)
    if extract is None:
        raise UnknownKindError("tệp nén nằm trong một tệp nén khác; hãy giải nén trước")
    found = extract(data)
    reading = read_paper(found, path=job.label)
    if not found.removed:
        return reading
    sample = found.removed[0][:60]
    removed = f"Đã bỏ {len(found.removed)} dòng ngoài lời văn (đầu trang, số trang, điều hướng), như “{sample}”."
    return replace(reading, doubts=(*reading.doubts, removed))


@lru_cache(maxsize=1)
def _map(path: Path) -> CodifiedMap:
    return read_map(path)


def _words(job: Job) -> Iterator[str]:
    if job.kind is Kind.JSONL:
        for row in read_rows(job.path):
            if not isinstance(row, BadLine):
                yield clean(f"{row.title}\n{row.text}\n")
        return
    if job.kind is Kind.EXCERPTS:
        yield from (f"{one.text.rstrip()}\n" for one in read_excerpts(job.path) if isinstance(one, Expression))
        return
    if job.kind is Kind.PPTX:
        yield slides_text(job.path.read_bytes())
        return
    yield _read_whole(job).text
